"""How plans, projects and what became of them are stored. Money is whole satang; NULL is blank."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, ExactDecimal, Historied, Versioned


class PlanRow(Historied, Versioned, Base):
    """A plan of a village (by id), tambon or amphoe (by code) for a free span of years.

    `chapters` is JSON: the texts of the plan book by the key of their chapter.
    """

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint("level IN ('village', 'tambon', 'amphoe', 'amphoe-needs')", name="level"),
        CheckConstraint("state IN ('draft', 'adopted', 'closed')", name="state"),
        CheckConstraint("(level = 'village') = (village_id IS NOT NULL)", name="village"),
        CheckConstraint("(level = 'village') = (area_code IS NULL)", name="area"),
        CheckConstraint("start_year <= end_year", name="years"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    level: Mapped[str] = mapped_column(String, nullable=False)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    area_code: Mapped[str | None] = mapped_column(String(6), index=True)
    name: Mapped[str] = mapped_column(String, nullable=False)
    cycle: Mapped[str] = mapped_column(String, nullable=False)
    start_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist, fiscal
    end_year: Mapped[int] = mapped_column(Integer, nullable=False)
    state: Mapped[str] = mapped_column(String, nullable=False)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    adopted_on: Mapped[date | None] = mapped_column(Date)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    rank_method: Mapped[str] = mapped_column(Text, nullable=False)
    chapters: Mapped[str] = mapped_column(Text, nullable=False)


class PlanProblemRow(Historied, Base):
    """A row of ปัญหา – สาเหตุ – แนวทาง."""

    __tablename__ = "plan_problem"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), nullable=False, index=True
    )
    place: Mapped[int] = mapped_column(Integer, nullable=False)
    dimension: Mapped[str] = mapped_column(String, nullable=False)
    problem: Mapped[str] = mapped_column(Text, nullable=False)
    cause: Mapped[str] = mapped_column(Text, nullable=False)
    approach: Mapped[str] = mapped_column(Text, nullable=False)


class PlanRevisionRow(Historied, Versioned, Base):
    """เพิ่มเติม/เปลี่ยนแปลง/แก้ไข ครั้งที่ n: what the plan was before, and after it was closed.

    `before` and `after` are JSON of the plan's rows, whole, so that old rows stay as they were.
    """

    __tablename__ = "plan_revision"
    __table_args__ = (
        CheckConstraint("kind IN ('added', 'changed', 'corrected')", name="kind"),
        UniqueConstraint("plan_id", "kind", "number"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), nullable=False, index=True
    )
    kind: Mapped[str] = mapped_column(String, nullable=False)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    opened_on: Mapped[date] = mapped_column(Date, nullable=False)
    closed_on: Mapped[date | None] = mapped_column(Date)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, nullable=False)
    before: Mapped[str] = mapped_column(Text, nullable=False)
    after: Mapped[str | None] = mapped_column(Text)


class ProjectRow(Historied, Versioned, Base):
    """A project of a plan, or a proposal that waits in an area's needs bank (`plan_id` NULL).

    Where there is a plan, `area_code` is NULL; no constraint says so, for undoing sets fields back
    one after the other. `dimension`, `kind`, `origin` and `status` are keys of lookups; `agency` is
    a name.
    """

    __tablename__ = "project"
    __table_args__ = (
        Index("ix_project_plan_id_status", "plan_id", "status"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    area_code: Mapped[str | None] = mapped_column(String(6), index=True)
    name: Mapped[str] = mapped_column(String, nullable=False)
    details: Mapped[str] = mapped_column(Text, nullable=False)
    reason: Mapped[str] = mapped_column(Text, nullable=False)
    objective: Mapped[str] = mapped_column(Text, nullable=False)
    target: Mapped[str] = mapped_column(Text, nullable=False)
    quantity: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    unit: Mapped[str] = mapped_column(String, nullable=False)
    indicator: Mapped[str] = mapped_column(Text, nullable=False)
    expected: Mapped[str] = mapped_column(Text, nullable=False)
    dimension: Mapped[str] = mapped_column(String, nullable=False)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    agency: Mapped[str] = mapped_column(String, nullable=False)
    is_recurring: Mapped[bool] = mapped_column(nullable=False)
    origin: Mapped[str] = mapped_column(String, nullable=False)
    origin_text: Mapped[str] = mapped_column(Text, nullable=False)
    raised_on: Mapped[date | None] = mapped_column(Date)
    origin_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    origin_village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    origin_instrument: Mapped[str] = mapped_column(String, nullable=False)
    origin_indicator: Mapped[str] = mapped_column(String, nullable=False)
    origin_year: Mapped[int | None] = mapped_column(Integer)  # Buddhist, fiscal
    rank: Mapped[int | None] = mapped_column(Integer)  # within the plan, from 1
    dimension_rank: Mapped[int | None] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String, nullable=False)
    status_on: Mapped[date | None] = mapped_column(Date)
    status_note: Mapped[str] = mapped_column(Text, nullable=False)
    difference_note: Mapped[str] = mapped_column(Text, nullable=False)  # of sums below and here


class ProjectVillageRow(Historied, Base):
    """A village that a project serves."""

    __tablename__ = "project_village"
    __table_args__ = ({"sqlite_with_rowid": False},)

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), primary_key=True
    )
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"), primary_key=True, index=True)


class ProjectMoneyRow(Historied, Base):
    """Money of a project in a fiscal year (Buddhist) from a source, in satang."""

    __tablename__ = "project_money"
    __table_args__ = (
        CheckConstraint("requested >= 0", name="requested"),
        CheckConstraint("approved >= 0", name="approved"),
        CheckConstraint("spent >= 0", name="spent"),
        {"sqlite_with_rowid": False},
    )

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), primary_key=True
    )
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    source: Mapped[str] = mapped_column(String, primary_key=True)
    requested: Mapped[int | None] = mapped_column(BigInteger)
    approved: Mapped[int | None] = mapped_column(BigInteger)
    spent: Mapped[int | None] = mapped_column(BigInteger)


class ProjectResultRow(Historied, Base):
    """What came of a project in a quarter (1 to 4) of a fiscal year."""

    __tablename__ = "project_result"
    __table_args__ = (
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("spent >= 0", name="spent"),
        {"sqlite_with_rowid": False},
    )

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), primary_key=True
    )
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    quarter: Mapped[int] = mapped_column(Integer, primary_key=True)
    told: Mapped[str] = mapped_column(Text, nullable=False)
    quantity: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    spent: Mapped[int | None] = mapped_column(BigInteger)


class ProjectLinkRow(Historied, Base):
    """Where a project went: `to` came from `from`. All links together have no cycle.

    up: chosen into the plan above; merged: into another of the same plan; split: a part of it in
    the same plan; again: asked anew in a later plan; duplicate: the same as another.
    """

    __tablename__ = "project_link"
    __table_args__ = (
        CheckConstraint("kind IN ('up', 'merged', 'split', 'again', 'duplicate')", name="kind"),
        CheckConstraint("from_id <> to_id", name="self"),
        {"sqlite_with_rowid": False},
    )

    from_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String, nullable=False)


class CoordinationRow(Historied, Versioned, Base):
    """A project sent to an agency or for another plan, and what was answered."""

    __tablename__ = "coordination"
    __table_args__ = (
        CheckConstraint("accepted >= 0", name="accepted"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), nullable=False, index=True
    )
    agency: Mapped[str] = mapped_column(String, nullable=False)
    target_plan: Mapped[str] = mapped_column(String, nullable=False)  # which plan, in words
    letter_no: Mapped[str] = mapped_column(String, nullable=False)
    sent_on: Mapped[date] = mapped_column(Date, nullable=False)
    outcome: Mapped[str] = mapped_column(String, nullable=False)  # a key of its lookup
    outcome_on: Mapped[date | None] = mapped_column(Date)
    accepted_year: Mapped[int | None] = mapped_column(Integer)  # Buddhist, fiscal
    accepted: Mapped[int | None] = mapped_column(BigInteger)  # satang
    reason: Mapped[str] = mapped_column(Text, nullable=False)


class ResolutionProjectRow(Historied, Base):
    """A project that an item of a meeting resolved something about."""

    __tablename__ = "resolution_project"
    __table_args__ = ({"sqlite_with_rowid": False},)

    item_id: Mapped[int] = mapped_column(
        ForeignKey("meeting_item.id", ondelete="CASCADE"), primary_key=True
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class VoteSheetRow(Historied, Versioned, Base):
    """Points that a meeting gave the projects of a plan."""

    __tablename__ = "vote_sheet"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), nullable=False, index=True
    )
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    held_on: Mapped[date] = mapped_column(Date, nullable=False)
    method: Mapped[str] = mapped_column(Text, nullable=False)
    voters: Mapped[int | None] = mapped_column(Integer)


class VotePointsRow(Historied, Base):
    """The points of one project on a vote sheet."""

    __tablename__ = "vote_points"
    __table_args__ = (
        CheckConstraint("points >= 0", name="points"),
        {"sqlite_with_rowid": False},
    )

    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("vote_sheet.id", ondelete="CASCADE"), primary_key=True
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    points: Mapped[int] = mapped_column(Integer, nullable=False)
