"""How sheets of offices and their answers are stored."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, ExactDecimal, Historied, Versioned


class OfficeSheetRow(Historied, Versioned, Base):
    """The head of one sheet: an office judged by an instrument in a fiscal year and round.

    Nothing is derived from the answers: an office has a handful of sheets, graded when read.
    """

    __tablename__ = "office_sheet"
    __table_args__ = (
        UniqueConstraint("office_code", "instrument", "fiscal_year", "round"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    office_code: Mapped[str] = mapped_column(String(4), nullable=False)  # province or amphoe
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    instrument_copy_id: Mapped[int] = mapped_column(
        ForeignKey("instrument_copy.id"), nullable=False
    )
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist, ends 30 September
    round: Mapped[str] = mapped_column(String, nullable=False)
    assessed_on: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String, nullable=False)
    assessors: Mapped[str] = mapped_column(Text, nullable=False)  # one name a line
    people_present: Mapped[int | None] = mapped_column(Integer)

    @classmethod
    def stays_while_used(cls, born: Mapping[str, Any]) -> bool:
        """A sheet begun by an answer stays for other answers; one begun by its head is the head."""
        is_told = any(born[name] for name in ("assessed_on", "place", "assessors"))
        return not is_told and born["people_present"] is None


class OfficeAnswerRow(Historied, Base):
    """The answer to one indicator of an office's sheet; not assessed is the absence of a row."""

    __tablename__ = "office_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    office_sheet_id: Mapped[int] = mapped_column(
        ForeignKey("office_sheet.id", ondelete="CASCADE"), primary_key=True
    )
    indicator: Mapped[str] = mapped_column(String, primary_key=True)
    state: Mapped[str] = mapped_column(String, nullable=False)
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    denominator: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    evidence: Mapped[str] = mapped_column(Text, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)
    origin: Mapped[str] = mapped_column(String, nullable=False)
    choice: Mapped[str] = mapped_column(String, nullable=False)
    votes: Mapped[str] = mapped_column(String, nullable=False)  # "0 3 12 5 1"
