"""How a village's target households are stored."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class TargetHouseholdRow(Historied, Versioned, Base):
    """One of the (usually 30) target households of a village in a fiscal year."""

    __tablename__ = "target_household"
    __table_args__ = (
        UniqueConstraint("fiscal_year", "household_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"), nullable=False, index=True)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), nullable=False)
    place: Mapped[int] = mapped_column(Integer, nullable=False)  # from 1, its line on the paper
    note: Mapped[str] = mapped_column(Text, nullable=False)


class HouseholdResultRow(Historied, Versioned, Base):
    """What a target household came to in a round. Money is a year's, in satang; None: not told."""

    __tablename__ = "target_household_result"
    __table_args__ = (
        UniqueConstraint("target_household_id", "round"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    target_household_id: Mapped[int] = mapped_column(
        ForeignKey("target_household.id", ondelete="CASCADE"), nullable=False
    )
    round: Mapped[str] = mapped_column(String, nullable=False)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    passed: Mapped[str] = mapped_column(Text, nullable=False)  # codes joined by blanks
    failed: Mapped[str] = mapped_column(Text, nullable=False)  # the same; in neither: not asked
    income: Mapped[int | None] = mapped_column(BigInteger)
    spending: Mapped[int | None] = mapped_column(BigInteger)
    saving: Mapped[int | None] = mapped_column(BigInteger)
