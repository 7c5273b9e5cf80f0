"""How samples that are keyed a second time are stored."""

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class VerificationRow(Historied, Versioned, Base):
    """A sample of an area's sheets, chosen with `seed` so that the choice can be repeated."""

    __tablename__ = "verification"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    round: Mapped[str] = mapped_column(String, nullable=False)
    area_code: Mapped[str] = mapped_column(String(8), nullable=False)
    seed: Mapped[int] = mapped_column(Integer, nullable=False)
    of_sheets: Mapped[int] = mapped_column(Integer, nullable=False)  # as many there were to choose
    chosen_on: Mapped[date] = mapped_column(Date, nullable=False)
    keyed_by: Mapped[str] = mapped_column(String, nullable=False)  # the second person
    closed_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class VerifiedSheetRow(Historied, Versioned, Base):
    """A sheet of a sample. `why`: near_level, outlier, new_clerk or random."""

    __tablename__ = "verified_sheet"
    __table_args__ = (
        UniqueConstraint("verification_id", "assessment_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    verification_id: Mapped[int] = mapped_column(
        ForeignKey("verification.id", ondelete="CASCADE"), nullable=False
    )
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), nullable=False, index=True
    )
    why: Mapped[str] = mapped_column(String, nullable=False)
    is_keyed: Mapped[bool] = mapped_column(Boolean, nullable=False)  # differences may be shown


class VerifiedAnswerRow(Historied, Base):
    """An indicator keyed a second time. The three are texts of `checklists.told_text`; "" is not
    answered. `first` is what stood when the second was finished, `final` what the paper says."""

    __tablename__ = "verified_answer"
    __table_args__ = (
        UniqueConstraint("sheet_id", "indicator"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("verified_sheet.id", ondelete="CASCADE"), nullable=False
    )
    indicator: Mapped[str] = mapped_column(String, nullable=False)
    first: Mapped[str] = mapped_column(String, nullable=False)
    second: Mapped[str] = mapped_column(String, nullable=False)
    final: Mapped[str | None] = mapped_column(String)  # None: not resolved
