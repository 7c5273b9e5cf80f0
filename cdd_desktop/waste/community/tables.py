"""How rules, groups and events are stored. A place is a village by its row, or an area's code."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    String,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned

_PLACE = "(village_id IS NULL) <> (area_code IS NULL)"


class WasteRuleRow(Historied, Versioned, Base):
    """A rule of a village or tambon: `records.Rule`."""

    __tablename__ = "waste_rule"
    __table_args__ = (
        CheckConstraint(_PLACE, name="place"),
        CheckConstraint("fine >= 0", name="fine"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    area_code: Mapped[str | None] = mapped_column(String(6), index=True)
    section: Mapped[str] = mapped_column(String, nullable=False)
    number: Mapped[str] = mapped_column(String, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    fine: Mapped[int | None] = mapped_column(BigInteger)  # satang
    instead: Mapped[str] = mapped_column(Text, nullable=False)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    adopted_on: Mapped[date | None] = mapped_column(Date)
    effective_from: Mapped[date | None] = mapped_column(Date)
    repealed_on: Mapped[date | None] = mapped_column(Date)


class WasteGroupRow(Historied, Versioned, Base):
    """A group or fund about waste: `records.Group`."""

    __tablename__ = "waste_group"
    __table_args__ = (
        CheckConstraint(_PLACE, name="place"),
        CheckConstraint("members >= 0", name="members"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    area_code: Mapped[str | None] = mapped_column(String(6), index=True)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    founded_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    members: Mapped[int | None] = mapped_column(Integer)
    chair: Mapped[str] = mapped_column(String, nullable=False)
    phone: Mapped[str] = mapped_column(String, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class WasteFundEntryRow(Historied, Base):
    """Money into or out of a group's fund, in satang; an error is reversed by another entry."""

    __tablename__ = "waste_fund_entry"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("flow IN ('in', 'out')", name="flow"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    group_id: Mapped[int] = mapped_column(
        ForeignKey("waste_group.id", ondelete="CASCADE"), nullable=False, index=True
    )
    on_date: Mapped[date] = mapped_column(Date, nullable=False)
    flow: Mapped[str] = mapped_column(String, nullable=False)
    amount: Mapped[int] = mapped_column(BigInteger, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("waste_fund_entry.id"), unique=True)


class WasteEventRow(Historied, Versioned, Base):
    """A campaign, training or visit: `records.Event`."""

    __tablename__ = "waste_event"
    __table_args__ = (
        CheckConstraint(_PLACE, name="place"),
        CheckConstraint("planned >= 0", name="planned"),
        CheckConstraint("attended >= 0", name="attended"),
        CheckConstraint("spent >= 0", name="spent"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    area_code: Mapped[str | None] = mapped_column(String(6), index=True)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    held_on: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    agency: Mapped[str] = mapped_column(String, nullable=False)
    planned: Mapped[int | None] = mapped_column(Integer)
    attended: Mapped[int | None] = mapped_column(Integer)
    spent: Mapped[int | None] = mapped_column(BigInteger)  # satang
    result: Mapped[str] = mapped_column(Text, nullable=False)
