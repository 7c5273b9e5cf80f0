"""How it is known which workbooks went out and came back."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied


class WorkbookIssueRow(Historied, Base):
    """A fill-in workbook that was made for an area; `uuid` stands hidden in the workbook."""

    __tablename__ = "workbook_issue"
    __table_args__ = (
        Index("ix_workbook_issue_round", "instrument", "fiscal_year", "round"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    content_hash: Mapped[str] = mapped_column(String(64), nullable=False)  # of the version
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    round: Mapped[str] = mapped_column(String, nullable=False)
    area_code: Mapped[str] = mapped_column(String(8), nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    issued_on: Mapped[date] = mapped_column(Date, nullable=False)
    due_on: Mapped[date | None] = mapped_column(Date)


class WorkbookReturnRow(Historied, Base):
    """A workbook came back: how many villages it had, and how many of them were whole."""

    __tablename__ = "workbook_return"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    issue_id: Mapped[int] = mapped_column(
        ForeignKey("workbook_issue.id", ondelete="CASCADE"), nullable=False, index=True
    )
    returned_on: Mapped[date] = mapped_column(Date, nullable=False)
    villages: Mapped[int] = mapped_column(Integer, nullable=False)
    whole: Mapped[int] = mapped_column(Integer, nullable=False)
    digest: Mapped[str] = mapped_column(String(64), nullable=False)  # of the file's bytes
    refused: Mapped[str] = mapped_column(Text, nullable=False)  # codes of rows not taken
