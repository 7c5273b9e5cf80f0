"""How letters, the office's own templates and their pictures are stored."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class LetterRow(Historied, Versioned, Base):
    """One letter. `attachments` has one to a line; `blanks` and `frozen` are JSON."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'issued')", name="state"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False, index=True)
    area_code: Mapped[str] = mapped_column(String(9), nullable=False)
    subject: Mapped[str] = mapped_column(String, nullable=False)
    number: Mapped[str] = mapped_column(String, nullable=False)
    dated: Mapped[date | None] = mapped_column(Date)
    recipient: Mapped[str] = mapped_column(String, nullable=False)
    body: Mapped[str] = mapped_column(Text, nullable=False)
    closing: Mapped[str] = mapped_column(String, nullable=False)
    attachments: Mapped[str] = mapped_column(Text, nullable=False)
    blanks: Mapped[str] = mapped_column(Text, nullable=False)
    signer_name: Mapped[str] = mapped_column(String, nullable=False)
    signer_position: Mapped[str] = mapped_column(Text, nullable=False)
    state: Mapped[str] = mapped_column(String, nullable=False)
    frozen: Mapped[str | None] = mapped_column(Text)


class LetterTemplateRow(Historied, Versioned, Base):
    """The office's own wording of a kind of letter; the shipped one where there is no row."""

    __tablename__ = "letter_template"

    kind: Mapped[str] = mapped_column(String, primary_key=True)
    subject: Mapped[str] = mapped_column(String, nullable=False)
    recipient: Mapped[str] = mapped_column(String, nullable=False)
    body: Mapped[str] = mapped_column(Text, nullable=False)
    closing: Mapped[str] = mapped_column(String, nullable=False)


class LetterPictureRow(Historied, Base):
    """A photo of a letter, or the office's emblem where `letter_id` is NULL.

    `image` is base64, since the history keeps whole rows as JSON.
    """

    __tablename__ = "letter_picture"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    letter_id: Mapped[int | None] = mapped_column(
        Integer, ForeignKey("letter.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[int] = mapped_column(Integer, nullable=False)  # from 1, within its letter
    caption: Mapped[str] = mapped_column(String, nullable=False)
    digest: Mapped[str] = mapped_column(String(64), nullable=False)
    pixels_wide: Mapped[int] = mapped_column(Integer, nullable=False)
    pixels_high: Mapped[int] = mapped_column(Integer, nullable=False)
    image: Mapped[str] = mapped_column(Text, nullable=False)
