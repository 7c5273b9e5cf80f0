"""How a sheet's way to the announcement is stored."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class SheetMoveRow(Historied, Base):
    """A sheet went on to a step, was returned, or was unlocked. Who and when is the operation's."""

    __tablename__ = "sheet_move"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), nullable=False, index=True
    )
    kind: Mapped[str] = mapped_column(String, nullable=False)  # forward, returned, unlocked
    from_step: Mapped[str] = mapped_column(String, nullable=False)
    to_step: Mapped[str] = mapped_column(String, nullable=False)
    level: Mapped[int | None] = mapped_column(Integer)  # proposed with this move
    reason: Mapped[str] = mapped_column(Text, nullable=False)
    on_day: Mapped[date] = mapped_column(Date, nullable=False)


class SendingRow(Historied, Versioned, Base):
    """The letter with which an amphoe sends a round's sheets to the province; one per amphoe."""

    __tablename__ = "checklist_sending"
    __table_args__ = (
        UniqueConstraint("instrument", "fiscal_year", "round", "amphoe_code"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    round: Mapped[str] = mapped_column(String, nullable=False)
    amphoe_code: Mapped[str] = mapped_column(String(4), nullable=False)
    letter_number: Mapped[str] = mapped_column(String, nullable=False)  # ที่หนังสือ
    letter_date: Mapped[date] = mapped_column(Date, nullable=False)
    received_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class AnnouncementRow(Historied, Versioned, Base):
    """An announcement of the province."""

    __tablename__ = "checklist_announcement"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    round: Mapped[str] = mapped_column(String, nullable=False)
    number: Mapped[str] = mapped_column(String, nullable=False)
    announced_on: Mapped[date] = mapped_column(Date, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class AnnouncedLevelRow(Historied, Base):
    """The level that a village was announced with, which stays when its sheet changes later."""

    __tablename__ = "announced_level"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), nullable=False, unique=True
    )
    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("checklist_announcement.id"), nullable=False, index=True
    )
    level: Mapped[int | None] = mapped_column(Integer)  # None where the instrument has no levels
