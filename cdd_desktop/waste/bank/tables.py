"""How waste banks are stored. Money is satang, quantities whole thousandths of a unit.

Entries with their lines and postings are only ever added.
"""

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

from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.columns import Base, Historied, Versioned


class BankRow(Historied, Versioned, Base):
    """A waste bank of a village or an อปท."""

    __tablename__ = "bank"
    __table_args__ = (
        CheckConstraint("(village_id IS NULL) <> (government_id IS NULL)", name="unit"),
        CheckConstraint("rounding IN (1, 25, 100)", name="rounding"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    government_id: Mapped[int | None] = mapped_column(ForeignKey("local_government.id"), index=True)
    name: Mapped[str] = mapped_column(String, nullable=False)
    founded_on: Mapped[date | None] = mapped_column(Date)
    books_from: Mapped[date | None] = mapped_column(Date)
    rounding: Mapped[int] = mapped_column(Integer, nullable=False)
    contact: Mapped[str] = mapped_column(String, nullable=False)
    phone: Mapped[str] = mapped_column(String, nullable=False)
    closed_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class BankMemberRow(Historied, Versioned, Base):
    """An account of a bank."""

    __tablename__ = "bank_member"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'household', 'group')", name="kind"),
        UniqueConstraint("bank_id", "code"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), nullable=False)
    code: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    household_id: Mapped[int | None] = mapped_column(ForeignKey(HouseholdRow.id), index=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    phone: Mapped[str] = mapped_column(String, nullable=False)
    joined_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class BankMaterialRow(Historied, Versioned, Base):
    """What a bank buys."""

    __tablename__ = "bank_material"
    __table_args__ = (
        CheckConstraint("grams_each > 0", name="grams"),
        UniqueConstraint("bank_id", "code"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), nullable=False)
    code: Mapped[str] = mapped_column(String, nullable=False)
    name: Mapped[str] = mapped_column(String, nullable=False)
    item: Mapped[str] = mapped_column(String, nullable=False)
    unit: Mapped[str] = mapped_column(String, nullable=False)
    grams_each: Mapped[int | None] = mapped_column(Integer)
    is_offered: Mapped[bool] = mapped_column(nullable=False)
    place: Mapped[int] = mapped_column(Integer, nullable=False)


class BankPriceRow(Historied, Base):
    """What a unit of a material costs from a day on, in satang."""

    __tablename__ = "bank_price"
    __table_args__ = (
        CheckConstraint("buy >= 0", name="buy"),
        CheckConstraint("sale >= 0", name="sale"),
        UniqueConstraint("material_id", "grade", "from_day"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    material_id: Mapped[int] = mapped_column(
        ForeignKey("bank_material.id", ondelete="CASCADE"), nullable=False
    )
    grade: Mapped[str] = mapped_column(String, nullable=False)
    from_day: Mapped[date] = mapped_column(Date, nullable=False)
    buy: Mapped[int] = mapped_column(BigInteger, nullable=False)
    sale: Mapped[int | None] = mapped_column(BigInteger)


class BankRoundRow(Historied, Versioned, Base):
    """A day on which the bank buys."""

    __tablename__ = "bank_round"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), nullable=False, index=True)
    held_on: Mapped[date] = mapped_column(Date, nullable=False)
    place: Mapped[str] = mapped_column(String, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)
    closed_on: Mapped[date | None] = mapped_column(Date)


class BankEntryRow(Historied, Base):
    """One entry of the books, numbered within its kind and calendar year (Buddhist)."""

    __tablename__ = "bank_entry"
    __table_args__ = (
        UniqueConstraint("bank_id", "kind", "year", "number"),
        Index("ix_bank_entry_bank_id_on_date", "bank_id", "on_date"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), nullable=False)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    year: Mapped[int] = mapped_column(Integer, nullable=False)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    on_date: Mapped[date] = mapped_column(Date, nullable=False)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("bank_member.id"), index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("bank_round.id"), index=True)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("bank_entry.id"), unique=True)
    party: Mapped[str] = mapped_column(String, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)


class BankLineRow(Historied, Base):
    """Goods in (positive) or out (negative) with an entry."""

    __tablename__ = "bank_line"
    __table_args__ = (
        Index("ix_bank_line_material_id", "material_id"),
        {"sqlite_with_rowid": False},
    )

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("bank_entry.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    material_id: Mapped[int] = mapped_column(ForeignKey("bank_material.id"), nullable=False)
    grade: Mapped[str] = mapped_column(String, nullable=False)
    quantity: Mapped[int] = mapped_column(BigInteger, nullable=False)
    price: Mapped[int | None] = mapped_column(BigInteger)
    amount: Mapped[int] = mapped_column(BigInteger, nullable=False)
    cost: Mapped[int] = mapped_column(BigInteger, nullable=False)


class BankPostingRow(Historied, Base):
    """An amount in an account, debit positive; those of an entry sum to nothing."""

    __tablename__ = "bank_posting"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount"),
        CheckConstraint("(account = 'savings') = (member_id IS NOT NULL)", name="member"),
        Index("ix_bank_posting_member_id", "member_id"),
        {"sqlite_with_rowid": False},
    )

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("bank_entry.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[str] = mapped_column(String, nullable=False)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("bank_member.id"))
    amount: Mapped[int] = mapped_column(BigInteger, nullable=False)


class BankCloseRow(Historied, Base):
    """A closed month or year. `balances` is JSON as it was closed: satang by account, and how many
    members there were."""

    __tablename__ = "bank_close"
    __table_args__ = (
        CheckConstraint("kind IN ('month', 'year')", name="kind"),
        UniqueConstraint("bank_id", "kind", "last_day"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), nullable=False)
    kind: Mapped[str] = mapped_column(String, nullable=False)
    last_day: Mapped[date] = mapped_column(Date, nullable=False)
    closed_on: Mapped[date] = mapped_column(Date, nullable=False)
    balances: Mapped[str] = mapped_column(Text, nullable=False)


class BankCashCountRow(Historied, Base):
    """The cash as counted at the end of a day."""

    __tablename__ = "bank_cash_count"
    __table_args__ = (
        CheckConstraint("counted >= 0", name="counted"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), nullable=False, index=True)
    on_date: Mapped[date] = mapped_column(Date, nullable=False)
    counted: Mapped[int] = mapped_column(BigInteger, nullable=False)
    in_books: Mapped[int] = mapped_column(BigInteger, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("bank_entry.id"), index=True)
