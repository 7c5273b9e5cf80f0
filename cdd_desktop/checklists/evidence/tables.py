"""How attachments and confirmed doubts are stored."""

from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied


class AttachmentRow(Historied, Base):
    """A photo or PDF behind an answer. `content` is base64: the history keeps rows as JSON."""

    __tablename__ = "answer_attachment"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), nullable=False, index=True
    )
    indicator: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    kind: Mapped[str] = mapped_column(String, nullable=False)  # jpeg, png, pdf
    size: Mapped[int] = mapped_column(Integer, nullable=False)  # bytes
    digest: Mapped[str] = mapped_column(String(64), nullable=False)
    content: Mapped[str] = mapped_column(Text, nullable=False)


class DoubtConfirmationRow(Historied, Base):
    """A doubt about a sheet that somebody looked at and let stand, as it was told then."""

    __tablename__ = "answer_doubt_confirmation"
    __table_args__ = (
        UniqueConstraint("assessment_id", "doubt"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), nullable=False
    )
    doubt: Mapped[str] = mapped_column(String, nullable=False)  # key of the consistency
    told: Mapped[str] = mapped_column(Text, nullable=False)  # confirmed again when this changes
    reason: Mapped[str] = mapped_column(Text, nullable=False)
