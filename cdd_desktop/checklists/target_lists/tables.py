"""How the year's target villages and due days are stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned


class TargetListRow(Historied, Versioned, Base):
    """A fiscal year's หมู่บ้านเป้าหมาย of an instrument; without a row all villages are judged."""

    __tablename__ = "target_list"
    __table_args__ = (
        UniqueConstraint("instrument", "fiscal_year"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    all_villages: Mapped[bool] = mapped_column(Boolean, nullable=False)
    letter: Mapped[str] = mapped_column(String, nullable=False)  # the order that names them
    note: Mapped[str] = mapped_column(Text, nullable=False)

    @classmethod
    def stays_while_used(cls, born: Mapping[str, Any]) -> bool:
        """A list that came with its first villages stays for the others."""
        return not (born["all_villages"] or born["letter"] or born["note"])


class TargetVillageRow(Historied, Versioned, Base):
    """A village of a year's list. `role`: `elder` (บ้านพี่), `younger` (บ้านน้อง) or ""."""

    __tablename__ = "target_village"
    __table_args__ = (
        UniqueConstraint("list_id", "village_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    list_id: Mapped[int] = mapped_column(
        ForeignKey("target_list.id", ondelete="CASCADE"), nullable=False
    )
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"), nullable=False, index=True)
    role: Mapped[str] = mapped_column(String, nullable=False)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"))  # its บ้านพี่
    satang: Mapped[int | None] = mapped_column(BigInteger)  # budget; None: not told
    developer: Mapped[str] = mapped_column(String, nullable=False)  # the พัฒนากร in charge
    note: Mapped[str] = mapped_column(Text, nullable=False)


class DueDayRow(Historied, Versioned, Base):
    """By when the sheets of a round are to have reached a step; `area_code` "" is everywhere."""

    __tablename__ = "due_day"
    __table_args__ = (
        UniqueConstraint("instrument", "fiscal_year", "round", "step", "area_code"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    instrument: Mapped[str] = mapped_column(String, nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)  # Buddhist
    round: Mapped[str] = mapped_column(String, nullable=False)
    step: Mapped[str] = mapped_column(String, nullable=False)  # key of a step of the workflow
    area_code: Mapped[str] = mapped_column(String(6), nullable=False)
    due_on: Mapped[date] = mapped_column(Date, nullable=False)
    owed_by: Mapped[str] = mapped_column(String, nullable=False)
