"""How instruments, rule revisions, assessments and answers are stored."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, ExactDecimal, Historied, Versioned


class InstrumentCopyRow(Historied, Base):
    """An instrument as it was when first used, by content hash: the truth for its records."""

    __tablename__ = "instrument_copy"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False, index=True)
    version: Mapped[str] = mapped_column(String, nullable=False)
    content_hash: Mapped[str] = mapped_column(String(64), nullable=False, unique=True)
    text: Mapped[str] = mapped_column(Text, nullable=False)

    @classmethod
    def stays_while_used(cls, born: Mapping[str, Any]) -> bool:
        """A copy is made by whoever happens to be the first to need it."""
        return True


class RuleRevisionRow(Historied, Base):
    """The office's rule: which indicators are หลัก, how it decided the open case, what share of
    the households a counted indicator needs. Number 0 has none of it."""

    __tablename__ = "rule_revision"
    __table_args__ = (
        UniqueConstraint("instrument_copy_id", "number"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    instrument_copy_id: Mapped[int] = mapped_column(
        ForeignKey("instrument_copy.id"), nullable=False
    )
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    main_indicators: Mapped[str] = mapped_column(Text, nullable=False)  # codes joined by spaces
    main_rule: Mapped[str] = mapped_column(String, nullable=False)
    thresholds: Mapped[str] = mapped_column(Text, nullable=False)  # "1.1=70 1.2=50", in percent

    @classmethod
    def stays_while_used(cls, born: Mapping[str, Any]) -> bool:
        """Revision 0 comes with the copy; every other one is somebody's decision."""
        return bool(born["number"] == 0)


class AssessmentRow(Historied, Versioned, Base):
    """The head of one sheet: a village judged by an instrument in a fiscal year and round.

    `answered`, `passed` and `level` are derived from the answers in the same transaction.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("village_id", "instrument", "fiscal_year", "round"),
        Index("ix_assessment_instrument_fiscal_year", "instrument", "fiscal_year"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = frozenset({"answered", "passed", "level"})

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"), nullable=False)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    instrument_copy_id: Mapped[int] = mapped_column(
        ForeignKey("instrument_copy.id"), nullable=False
    )
    rule_revision_id: Mapped[int] = mapped_column(ForeignKey("rule_revision.id"), nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist, ends 30 September
    round: Mapped[str] = mapped_column(String, nullable=False)
    assessed_on: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String, nullable=False)
    assessors: Mapped[str] = mapped_column(Text, nullable=False)  # one name a line
    people_present: Mapped[int | None] = mapped_column(Integer)
    target_households: Mapped[int | None] = mapped_column(Integer)  # None: not said
    answered: Mapped[int] = mapped_column(Integer, nullable=False)
    passed: Mapped[int] = mapped_column(Integer, nullable=False)
    level: Mapped[int | None] = mapped_column(Integer)  # None while anything is unanswered
    stage: Mapped[str] = mapped_column(String, nullable=False, server_default="")  # key of a step
    plan: Mapped[UUID | None] = mapped_column(Uuid)  # the plan that is judged, where one is

    @classmethod
    def stays_while_used(cls, born: Mapping[str, Any]) -> bool:
        """A sheet begun by an answer stays for other answers; one begun by its head is the head."""
        texts = ("assessed_on", "place", "assessors")
        numbers = ("people_present", "target_households")
        return not any(born[name] for name in texts) and all(born[name] is None for name in numbers)


class AnswerRow(Historied, Base):
    """The answer to one indicator of one sheet; not assessed is the absence of a row."""

    __tablename__ = "answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    indicator: Mapped[str] = mapped_column(String, primary_key=True)
    state: Mapped[str] = mapped_column(String, nullable=False)
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    denominator: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    evidence: Mapped[str] = mapped_column(Text, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)
    origin: Mapped[str] = mapped_column(String, nullable=False)
    choice: Mapped[str] = mapped_column(String, nullable=False, server_default="")
    votes: Mapped[str] = mapped_column(String, nullable=False, server_default="")  # "0 3 12 5 1"
