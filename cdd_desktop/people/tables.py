"""How people and signatories are stored."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class PersonRow(Historied, Versioned, Base):
    """Somebody who keys records."""

    __tablename__ = "person"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    name: Mapped[str] = mapped_column(String, nullable=False)
    position: Mapped[str] = mapped_column(String, nullable=False)


class SignatoryRow(Historied, Versioned, Base):
    """Who signs in a role for an area and a time."""

    __tablename__ = "signatory"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    role: Mapped[str] = mapped_column(String, nullable=False)
    area_code: Mapped[str] = mapped_column(String(9), nullable=False, index=True)
    name: Mapped[str] = mapped_column(String, nullable=False)
    position: Mapped[str] = mapped_column(String, nullable=False)
    acting: Mapped[str] = mapped_column(String, nullable=False)
    acting_position: Mapped[str] = mapped_column(String, nullable=False)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
