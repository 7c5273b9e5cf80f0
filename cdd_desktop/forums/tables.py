"""How เวทีประชาคม are stored."""

from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class ForumRow(Historied, Versioned, Base):
    """A meeting of a village's people that goes through an instrument.

    Day, hours, venue, who came and the minutes belong to its `meeting`. `at_indicator`: where it
    stands, so that it goes on there after a power cut.
    """

    __tablename__ = "forum"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), nullable=False, unique=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"), nullable=False, index=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    round: Mapped[str] = mapped_column(String, nullable=False)
    people_present: Mapped[int | None] = mapped_column(Integer)
    at_indicator: Mapped[str] = mapped_column(String, nullable=False)
    is_closed: Mapped[bool] = mapped_column(Boolean, nullable=False)


class ForumItemRow(Historied, Base):
    """What the people said to an indicator; its answer itself stands in the village's sheet."""

    __tablename__ = "forum_item"
    __table_args__ = (
        UniqueConstraint("forum_id", "indicator"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    forum_id: Mapped[int] = mapped_column(
        ForeignKey("forum.id", ondelete="CASCADE"), nullable=False
    )
    indicator: Mapped[str] = mapped_column(String, nullable=False)
    agreed: Mapped[int | None] = mapped_column(Integer)  # hands for what was decided
    objected: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(Text, nullable=False)  # the objections in words
