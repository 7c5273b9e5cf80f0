"""How the office's own wording of lists is stored."""

from uuid import UUID

from sqlalchemy import Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class LookupEntryRow(Historied, Versioned, Base):
    """One entry of a list, as worded from a year on.

    A list without rows is the shipped one; the first change writes all of it down. `from_year` 0
    means from the beginning. `traits` is JSON: what the program does with the entry.
    """

    __tablename__ = "lookup_entry"
    __table_args__ = (
        UniqueConstraint("list_name", "key", "from_year"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    list_name: Mapped[str] = mapped_column(String, nullable=False)
    key: Mapped[str] = mapped_column(String, nullable=False)
    from_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    label: Mapped[str] = mapped_column(String, nullable=False)
    place: Mapped[int] = mapped_column(Integer, nullable=False)
    is_offered: Mapped[bool] = mapped_column(nullable=False)
    confidence: Mapped[str] = mapped_column(String, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False)
    traits: Mapped[str] = mapped_column(Text, nullable=False)
