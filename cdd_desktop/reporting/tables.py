"""How the register of sheets, the office's columns and its meeting packs are stored."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, UtcDateTime, Versioned


class IssuedSheetRow(Historied, Base):
    """A printed or saved sheet: its code leads back to what it showed.

    `options` is what was chosen about the report, as `options_text` has it; not known of sheets
    that left before it was kept.
    """

    __tablename__ = "issued_sheet"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(8), nullable=False, unique=True)
    report: Mapped[str] = mapped_column(String, nullable=False)
    subject: Mapped[str] = mapped_column(String, nullable=False, index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), nullable=False)
    options: Mapped[str | None] = mapped_column(Text)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, nullable=False)


class ColumnTemplateRow(Historied, Versioned, Base):
    """Columns of a table report as the office wants them. `columns` is JSON, in their order."""

    __tablename__ = "column_template"
    __table_args__ = (UniqueConstraint("report", "name"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    report: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    columns: Mapped[str] = mapped_column(Text, nullable=False)


class PackRow(Historied, Versioned, Base):
    """A meeting pack as it is put together again each time. `contents` is JSON."""

    __tablename__ = "pack"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    name: Mapped[str] = mapped_column(String, nullable=False, unique=True)
    contents: Mapped[str] = mapped_column(Text, nullable=False)


class PackIssueRow(Historied, Base):
    """A pack that left the office, for one addressee or all.

    `parts` is JSON: what each part said and where it stood, by which the changed ones are found.
    """

    __tablename__ = "pack_issue"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    # no foreign key: the making of a pack can be undone when it was printed, and done again
    pack_id: Mapped[int] = mapped_column(Integer, nullable=False, index=True)
    addressee: Mapped[str] = mapped_column(String, nullable=False)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, nullable=False)
    parts: Mapped[str] = mapped_column(Text, nullable=False)
