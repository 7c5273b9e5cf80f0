"""How the office's own rates and targets are stored; shipped rates are in resources/waste."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, ExactDecimal, Historied, Versioned


class WasteParameterRow(Historied, Versioned, Base):
    """A rate as the office has it from a day on, in an area or everywhere ("").

    Two of one rate, area and day are refused by the service: NULL days are all different to SQL.
    """

    __tablename__ = "waste_parameter"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    rate: Mapped[str] = mapped_column(String, nullable=False)
    area_code: Mapped[str] = mapped_column(String(9), nullable=False)
    from_day: Mapped[date | None] = mapped_column(Date)
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    source: Mapped[str] = mapped_column(Text, nullable=False)
    confidence: Mapped[str] = mapped_column(String, nullable=False)


class WasteTargetRow(Historied, Versioned, Base):
    """What an area is to reach in a fiscal year (Buddhist)."""

    __tablename__ = "waste_target"
    __table_args__ = (
        UniqueConstraint("area_code", "fiscal_year", "measure"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    area_code: Mapped[str] = mapped_column(String(9), nullable=False)
    fiscal_year: Mapped[int] = mapped_column(Integer, nullable=False)
    measure: Mapped[str] = mapped_column(String, nullable=False)
    value: Mapped[Decimal] = mapped_column(ExactDecimal, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False)
