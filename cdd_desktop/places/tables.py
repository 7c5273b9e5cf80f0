"""How places are stored. Areas above the village come from the official list, not from here."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied


class OfficeRow(Historied, Base):
    """The one office of this file."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String, nullable=False)
    is_demo: Mapped[bool] = mapped_column(nullable=False)


class OfficeProvinceRow(Historied, Base):
    """A province the office works for."""

    __tablename__ = "office_province"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)


class VillageRow(Historied, Base):
    """A village or community: only what never changes."""

    __tablename__ = "village"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    kind: Mapped[str] = mapped_column(String, nullable=False)


class VillageNameRow(Historied, Base):
    """The code, moo and name a village has for a time; an open end means always, or until today."""

    __tablename__ = "village_name"
    __table_args__ = (
        Index("ix_village_name_code", "code"),
        Index("ix_village_name_tambon_code", "tambon_code"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    village_id: Mapped[int] = mapped_column(
        ForeignKey("village.id", ondelete="CASCADE"), nullable=False, index=True
    )
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)  # the first day it no longer holds
    code: Mapped[str] = mapped_column(String(8), nullable=False)
    tambon_code: Mapped[str] = mapped_column(String(6), nullable=False)
    moo: Mapped[int | None] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String, nullable=False)
    name_key: Mapped[str] = mapped_column(String, nullable=False, index=True)


class VillageFactRow(Historied, Base):
    """Households, people and headman of a village as known on a day."""

    __tablename__ = "village_fact"

    village_id: Mapped[int] = mapped_column(
        ForeignKey("village.id", ondelete="CASCADE"), primary_key=True
    )
    on_date: Mapped[date] = mapped_column(Date, primary_key=True)
    households: Mapped[int | None] = mapped_column(Integer)
    people: Mapped[int | None] = mapped_column(Integer)
    headman: Mapped[str] = mapped_column(String, nullable=False)
    source: Mapped[str] = mapped_column(String, nullable=False)
