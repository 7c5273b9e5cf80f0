"""How committees and meetings are stored. Whose they are: a village by id, else an area code."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned

_OF_ONE_PLACE = "(village_id IS NULL) <> (area_code IS NULL)"


class CommitteeRow(Historied, Versioned, Base):
    """A committee of a village, tambon, amphoe or province. `kind` is a key of `committee`."""

    __tablename__ = "committee"
    __table_args__ = (
        CheckConstraint(_OF_ONE_PLACE, name="place"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    area_code: Mapped[str | None] = mapped_column(String(6), index=True)


class CommitteeSeatRow(Historied, Base):
    """A seat and who holds it; an open end means still."""

    __tablename__ = "committee_seat"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    committee_id: Mapped[int] = mapped_column(
        ForeignKey("committee.id", ondelete="CASCADE"), nullable=False, index=True
    )
    place: Mapped[int] = mapped_column(Integer, nullable=False)  # from 1
    role: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    position: Mapped[str] = mapped_column(String, nullable=False)
    term_from: Mapped[date | None] = mapped_column(Date)
    term_to: Mapped[date | None] = mapped_column(Date)  # its last day
    order_no: Mapped[str] = mapped_column(String, nullable=False)  # of the appointment
    confidence: Mapped[str] = mapped_column(String, nullable=False)


class MeetingRow(Historied, Versioned, Base):
    """A meeting of a committee, or of the people of a place (ประชาคม).

    Numbered in its calendar year (Buddhist), by committee.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint(_OF_ONE_PLACE, name="place"),
        UniqueConstraint("committee_id", "calendar_year", "number"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committee.id"))
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    area_code: Mapped[str | None] = mapped_column(String(6), index=True)
    title: Mapped[str] = mapped_column(String, nullable=False)
    calendar_year: Mapped[int] = mapped_column(Integer, nullable=False)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    held_on: Mapped[date] = mapped_column(Date, nullable=False)
    venue: Mapped[str] = mapped_column(String, nullable=False)
    begins: Mapped[str] = mapped_column(String, nullable=False)  # such as 13.30
    ends: Mapped[str] = mapped_column(String, nullable=False)
    taker_name: Mapped[str] = mapped_column(String, nullable=False)
    taker_position: Mapped[str] = mapped_column(String, nullable=False)
    checker_name: Mapped[str] = mapped_column(String, nullable=False)
    checker_position: Mapped[str] = mapped_column(String, nullable=False)


class MeetingItemRow(Historied, Base):
    """An item of the agenda with what was said and resolved. `number` such as 4 or 4.1."""

    __tablename__ = "meeting_item"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True
    )
    place: Mapped[int] = mapped_column(Integer, nullable=False)
    number: Mapped[str] = mapped_column(String, nullable=False)
    heading: Mapped[str] = mapped_column(String, nullable=False)
    body: Mapped[str] = mapped_column(Text, nullable=False)
    resolution_kind: Mapped[str] = mapped_column(String, nullable=False)
    resolution: Mapped[str] = mapped_column(Text, nullable=False)


class AttendanceRow(Historied, Base):
    """Somebody in one of the three groups of form 11; `stands_in_for` names the member."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("part IN ('present', 'absent', 'joined')", name="part"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True
    )
    part: Mapped[str] = mapped_column(String, nullable=False)
    place: Mapped[int] = mapped_column(Integer, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    position: Mapped[str] = mapped_column(String, nullable=False)
    stands_in_for: Mapped[str] = mapped_column(String, nullable=False)
    reason: Mapped[str] = mapped_column(String, nullable=False)  # of an absence


class FollowUpRow(Historied, Versioned, Base):
    """What an item asks somebody to do by a day."""

    __tablename__ = "follow_up"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("meeting_item.id", ondelete="CASCADE"), nullable=False, index=True
    )
    place: Mapped[int] = mapped_column(Integer, nullable=False)
    task: Mapped[str] = mapped_column(Text, nullable=False)
    owner: Mapped[str] = mapped_column(String, nullable=False)
    due_on: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, nullable=False)
