"""How households are stored."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class HouseholdRow(Historied, Versioned, Base):
    """A household; it belongs to one village at a time. `people` NULL: not known."""

    __tablename__ = "household"
    __table_args__ = (
        CheckConstraint("people >= 0", name="people"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"), nullable=False, index=True)
    house_no: Mapped[str] = mapped_column(String, nullable=False)
    head: Mapped[str] = mapped_column(String, nullable=False)
    people: Mapped[int | None] = mapped_column(Integer)
    closed_on: Mapped[date | None] = mapped_column(Date)  # the first day it no longer counts
    note: Mapped[str] = mapped_column(Text, nullable=False)
