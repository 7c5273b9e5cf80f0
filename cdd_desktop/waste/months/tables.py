"""How months are stored. A month is the date of its first day; amounts are whole thousandths."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, Versioned

_UNIT = "(scope = 'village') = (village_id IS NOT NULL)"
_GOVERNMENT = "(scope = 'village') = (government_id IS NULL)"


class WasteRecordRow(Historied, Versioned, Base):
    """The record of a unit for a month. `scope`: see `units.Scope`."""

    __tablename__ = "waste_record"
    __table_args__ = (
        CheckConstraint("scope IN ('village', 'whole', 'extra')", name="scope"),
        CheckConstraint(_UNIT, name="village"),
        CheckConstraint(_GOVERNMENT, name="government"),
        UniqueConstraint("village_id", "month"),
        UniqueConstraint("government_id", "month", "scope"),
        Index("ix_waste_record_month", "month"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    scope: Mapped[str] = mapped_column(String, nullable=False)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"))
    government_id: Mapped[int | None] = mapped_column(ForeignKey("local_government.id"))
    month: Mapped[date] = mapped_column(Date, nullable=False)
    reported_on: Mapped[date | None] = mapped_column(Date)
    reporter: Mapped[str] = mapped_column(String, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class WasteFigureRow(Historied, Base):
    """An amount of an item; of a stream only the lowest basis counts (`records.Basis`).

    `stream` is that of the item as the list of items had it, or the item itself for a count.
    """

    __tablename__ = "waste_figure"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("basis IN (1, 2, 3)", name="basis"),
        {"sqlite_with_rowid": False},
    )

    record_id: Mapped[int] = mapped_column(
        ForeignKey("waste_record.id", ondelete="CASCADE"), primary_key=True
    )
    stream: Mapped[str] = mapped_column(String, primary_key=True)
    basis: Mapped[int] = mapped_column(Integer, primary_key=True)
    item: Mapped[str] = mapped_column(String, primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger, nullable=False)
    typed: Mapped[str] = mapped_column(String, nullable=False)


class WasteStreamRow(Historied, Base):
    """How a stream of a month was weighed."""

    __tablename__ = "waste_stream"
    __table_args__ = ({"sqlite_with_rowid": False},)

    record_id: Mapped[int] = mapped_column(
        ForeignKey("waste_record.id", ondelete="CASCADE"), primary_key=True
    )
    stream: Mapped[str] = mapped_column(String, primary_key=True)
    is_drained: Mapped[bool | None] = mapped_column()
    weighed_by: Mapped[str] = mapped_column(String, nullable=False)


class WasteFateRow(Historied, Base):
    """What became of a stream; a row without amount says that it happened."""

    __tablename__ = "waste_fate"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        {"sqlite_with_rowid": False},
    )

    record_id: Mapped[int] = mapped_column(
        ForeignKey("waste_record.id", ondelete="CASCADE"), primary_key=True
    )
    stream: Mapped[str] = mapped_column(String, primary_key=True)
    fate: Mapped[str] = mapped_column(String, primary_key=True)
    amount: Mapped[int | None] = mapped_column(BigInteger)


class WasteClosingRow(Historied, Base):
    """A closed month of an amphoe."""

    __tablename__ = "waste_closing"
    __table_args__ = (
        UniqueConstraint("month", "area_code"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    month: Mapped[date] = mapped_column(Date, nullable=False)
    area_code: Mapped[str] = mapped_column(String(4), nullable=False)
    closed_on: Mapped[date] = mapped_column(Date, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class WasteCorrectionRow(Historied, Base):
    """A change to a closed month: `records.Correction`."""

    __tablename__ = "waste_correction"
    __table_args__ = (
        CheckConstraint("part IN ('figure', 'fate', 'bins')", name="part"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    record_id: Mapped[int] = mapped_column(
        ForeignKey("waste_record.id", ondelete="CASCADE"), nullable=False, index=True
    )
    part: Mapped[str] = mapped_column(String, nullable=False)
    key: Mapped[str] = mapped_column(String, nullable=False)
    basis: Mapped[int | None] = mapped_column(Integer)
    on_date: Mapped[date] = mapped_column(Date, nullable=False)
    before: Mapped[int | None] = mapped_column(BigInteger)
    after: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text, nullable=False)


class WasteConfirmationRow(Historied, Base):
    """Why a figure that a check doubted is right."""

    __tablename__ = "waste_confirmation"
    __table_args__ = (
        UniqueConstraint("record_id", "check", "key"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    record_id: Mapped[int] = mapped_column(
        ForeignKey("waste_record.id", ondelete="CASCADE"), nullable=False
    )
    check: Mapped[str] = mapped_column(String, nullable=False)
    key: Mapped[str] = mapped_column(String, nullable=False)
    told: Mapped[str] = mapped_column(Text, nullable=False)
    reason: Mapped[str] = mapped_column(Text, nullable=False)
    on_date: Mapped[date] = mapped_column(Date, nullable=False)


class WasteCalibrationRow(Historied, Versioned, Base):
    """What one local measure weighs in a village or an อปท., in grams."""

    __tablename__ = "waste_calibration"
    __table_args__ = (
        CheckConstraint("grams > 0", name="grams"),
        CheckConstraint("(village_id IS NULL) <> (government_id IS NULL)", name="unit"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    government_id: Mapped[int | None] = mapped_column(ForeignKey("local_government.id"), index=True)
    measure: Mapped[str] = mapped_column(String, nullable=False)
    item: Mapped[str] = mapped_column(String, nullable=False)
    grams: Mapped[int] = mapped_column(BigInteger, nullable=False)
    measured_on: Mapped[date] = mapped_column(Date, nullable=False)
    measured_by: Mapped[str] = mapped_column(String, nullable=False)
