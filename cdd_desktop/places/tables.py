"""How places are stored. Areas above the village mostly come from the official list."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Uuid,
    and_,
    func,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.places.government_records import KINDS
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
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


class OwnAreaRow(Historied, Base):
    """An amphoe or tambon that the official list lacks: a new one, or invented for the demo."""

    __tablename__ = "own_area"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    name: Mapped[str] = mapped_column(String, nullable=False)


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
    code: Mapped[str] = mapped_column(String(9), nullable=False)
    tambon_code: Mapped[str] = mapped_column(String(6), nullable=False)
    moo: Mapped[int | None] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String, nullable=False)
    name_key: Mapped[str] = mapped_column(String, nullable=False, index=True)


class VillageEventRow(Historied, Base):
    """What happened to a place on a day, and on whose word; without a day it was put right."""

    __tablename__ = "village_event"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    village_id: Mapped[int] = mapped_column(
        ForeignKey("village.id", ondelete="CASCADE"), nullable=False, index=True
    )
    on_date: Mapped[date | None] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    # the place it was merged into, or the one that was split from it
    other_id: Mapped[int | None] = mapped_column(
        ForeignKey("village.id", ondelete="CASCADE"), index=True
    )
    note: Mapped[str] = mapped_column(String, nullable=False)


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


def standing(as_of: date | ColumnElement[date] | None) -> ColumnElement[bool]:
    """Whether a village's name row holds on a day: `holding`."""
    return holding(VillageNameRow, as_of)


class GovernmentRow(Historied, Base):
    """A local government (อปท.): what does not depend on a day."""

    __tablename__ = "local_government"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    contact: Mapped[str] = mapped_column(String, nullable=False)


class GovernmentNameRow(Historied, Base):
    """The kind, name and code of a local government for a time, as `VillageNameRow` of a village.

    An อบต. that becomes a เทศบาล has a second row; the last one's end is its own.
    """

    __tablename__ = "local_government_name"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(repr(kind.key) for kind in KINDS)})", name="kind"),
        CheckConstraint("valid_to > valid_from", name="days"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    government_id: Mapped[int] = mapped_column(
        ForeignKey("local_government.id", ondelete="CASCADE"), nullable=False, index=True
    )
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    name_key: Mapped[str] = mapped_column(String, nullable=False)
    area_code: Mapped[str] = mapped_column(String(4), nullable=False)  # amphoe or province
    code: Mapped[str] = mapped_column(String, nullable=False)
    code_checked: Mapped[bool] = mapped_column(nullable=False)


class VillageGovernmentRow(Historied, Base):
    """A time in which a village belongs to a local government; those of a village never overlap."""

    __tablename__ = "village_government"
    __table_args__ = (
        CheckConstraint("valid_to > valid_from", name="days"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    village_id: Mapped[int] = mapped_column(
        ForeignKey("village.id", ondelete="CASCADE"), nullable=False, index=True
    )
    government_id: Mapped[int] = mapped_column(
        ForeignKey("local_government.id", ondelete="CASCADE"), nullable=False, index=True
    )
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


# rows with the first day on which they hold, and the first on which they hold no more
Dated = type[VillageNameRow] | type[GovernmentNameRow] | type[VillageGovernmentRow]


def holding(row: Dated, as_of: date | ColumnElement[date] | None) -> ColumnElement[bool]:
    """Whether a dated row holds on a day; None is today, since no row begins in the future."""
    if as_of is None:
        return row.valid_to.is_(None)
    return and_(
        or_(row.valid_from.is_(None), row.valid_from <= as_of),
        or_(row.valid_to.is_(None), row.valid_to > as_of),
    )


def both_hold(one: Dated, other: Dated) -> ColumnElement[bool]:
    """Whether there is a day on which two dated rows, aliases of a table, both hold."""
    return and_(
        or_(one.valid_to.is_(None), other.valid_from.is_(None), other.valid_from < one.valid_to),
        or_(other.valid_to.is_(None), one.valid_from.is_(None), one.valid_from < other.valid_to),
    )


class PlaceMatchRow(Historied, Base):
    """Which place certain words of an imported sheet mean, as somebody once confirmed."""

    __tablename__ = "place_match"

    words: Mapped[str] = mapped_column(String, primary_key=True)
    village_id: Mapped[int] = mapped_column(
        ForeignKey("village.id", ondelete="CASCADE"), nullable=False, index=True
    )


def by_official_code() -> tuple[ColumnElement[str] | ColumnElement[int], ...]:
    """What to order villages by; as plain text, community 100 would stand before 11."""
    return (
        VillageNameRow.tambon_code.expression,
        func.length(VillageNameRow.code),
        VillageNameRow.code.expression,
    )


def named_within(area_code: str) -> ColumnElement[bool]:
    """Whether a name row lies in an area (2, 4 or 6 digits) or is the village of that code."""
    if len(area_code) > TAMBON_CODE_LENGTH:
        return VillageNameRow.code == area_code
    # a range and not LIKE: only the range uses the index
    return VillageNameRow.tambon_code.between(
        area_code.ljust(TAMBON_CODE_LENGTH, "0"), area_code.ljust(TAMBON_CODE_LENGTH, "9")
    )
