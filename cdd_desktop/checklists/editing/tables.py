"""How the office's own instruments are stored."""

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class InstrumentEditionRow(Historied, Versioned, Base):
    """A version of an instrument that the office wrote or brought in, as YAML.

    New sheets are begun with an edition only once it is no draft. One whose `content_hash` is that
    of an `instrument_copy` is in use, and does not change any more.
    """

    __tablename__ = "instrument_edition"
    __table_args__ = (
        UniqueConstraint("instrument", "edition"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False, index=True)
    edition: Mapped[str] = mapped_column(String, nullable=False)  # the YAML's `version`
    text: Mapped[str] = mapped_column(Text, nullable=False)
    content_hash: Mapped[str] = mapped_column(String(64), nullable=False)
    is_draft: Mapped[bool] = mapped_column(Boolean, nullable=False)
    published_on: Mapped[date | None] = mapped_column(Date)


class TextConfirmationRow(Historied, Versioned, Base):
    """Somebody compared a text of a version with its official document.

    Laid over what the version's own YAML says, so that a version in use can be confirmed without
    changing. `part`: `topic:1`, `indicator:1.1`, `level:2`, `parameter:income:2560`, `households`.
    """

    __tablename__ = "instrument_text_confirmation"
    __table_args__ = (
        UniqueConstraint("instrument", "edition", "part"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    edition: Mapped[str] = mapped_column(String, nullable=False)
    part: Mapped[str] = mapped_column(String, nullable=False)
    status: Mapped[str] = mapped_column(String, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False)
    confirmed_by: Mapped[str] = mapped_column(String, nullable=False)
    confirmed_on: Mapped[date] = mapped_column(Date, nullable=False)
