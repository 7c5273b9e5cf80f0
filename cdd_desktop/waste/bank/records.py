"""A waste bank (ธนาคารขยะ) and its books.

Money is whole satang; quantities are whole thousandths of the material's unit. Nothing in the books
is changed or deleted: an error is reversed by an entry of its own.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cdd_desktop.waste.units import Unit

NAME_MAX = 200
CODE_MAX = 20
TEXT_MAX = 500
QUANTITY_MAX = 100_000_000  # a hundred tonnes in a line: more is a slip of the hand
PRICE_MAX = 10**8  # a million baht to the unit
MONEY_MAX = 10**12  # ten thousand million baht in an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """A bank of a village, or of an อปท. (scope WHOLE). The contact and phone are personal data.

    `books_from` None: only its monthly totals are typed. `rounding`: what the amount of a line is
    rounded to, half up: 1, 25 or 100 satang.
    """

    uuid: UUID
    unit: Unit
    name: str = ""
    founded_on: date | None = None
    books_from: date | None = None
    rounding: int = 1
    contact: str = ""
    phone: str = ""
    closed_on: date | None = None
    note: str = ""
    version: int = 0


class MemberKind(StrEnum):
    """Whose account it is."""

    PERSON = "person"
    HOUSEHOLD = "household"
    GROUP = "group"

    @property
    def label(self) -> str:
        """As lists show it."""
        return {"person": "บุคคล", "household": "ครัวเรือน", "group": "กลุ่ม/หน่วยงาน"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An account of a bank, by a code unique within it. Name and phone are personal data."""

    uuid: UUID
    bank: UUID
    code: str = ""
    name: str = ""
    kind: MemberKind = MemberKind.HOUSEHOLD
    household: UUID | None = None
    village_id: int | None = None
    phone: str = ""
    joined_on: date | None = None
    closed_on: date | None = None
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a bank buys, by a short code that is unique within the bank.

    `item`: the key in the list of items that it counts to. `unit`: กก., ขวด, ชิ้น or ลัง as the office
    calls it. `grams_each`: what one unit weighs, in grams; None: not known, so that its weight is
    told as not known rather than as nothing.
    """

    uuid: UUID
    bank: UUID
    code: str = ""
    name: str = ""
    item: str = ""
    unit: str = "กก."
    grams_each: int | None = 1_000
    is_offered: bool = True
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a unit of a material costs from a day on, in satang. `grade` "" where there are none.

    `sale`: what the dealer is expected to pay; None: not asked.
    """

    material: UUID
    grade: str
    from_day: date
    buy: int
    sale: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A day on which the bank buys (รอบรับซื้อ)."""

    uuid: UUID
    bank: UUID
    held_on: date
    place: str = ""
    note: str = ""
    closed_on: date | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Goods that a member brought: thousandths of the material's unit."""

    material: UUID
    grade: str = ""
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """Goods that a dealer took, by the dealer's own weight and price (satang to the unit).

    `amount`: what the dealer paid for the line; None: quantity times price.
    """

    material: UUID
    grade: str = ""
    quantity: int
    price: int
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Goods as they lie on the shelf, in thousandths of the unit."""

    material: UUID
    grade: str = ""
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Goods on the shelf as the books begin, with what they cost, in satang."""

    material: UUID
    grade: str = ""
    quantity: int
    cost: int


class Account(StrEnum):
    """The accounts of the books. Debits are positive."""

    CASH = "cash"
    DEPOSIT = "deposit"
    RECEIVABLE = "receivable"
    STOCK = "stock"
    SAVINGS = "savings"
    WELFARE = "welfare"
    CAPITAL = "capital"
    SALES = "sales"
    COST = "cost"
    SHRINKAGE = "shrinkage"
    INCOME = "income"
    EXPENSE = "expense"
    DIFFERENCE = "difference"

    @property
    def label(self) -> str:
        """As ledgers and sheets name it."""
        return _ACCOUNTS[self]

    @property
    def is_of_the_year(self) -> bool:
        """Whether the year's closing brings it to nothing (รายได้ ค่าใช้จ่าย)."""
        return self in _OF_THE_YEAR


_ACCOUNTS = {
    Account.CASH: "เงินสด",
    Account.DEPOSIT: "เงินฝากธนาคาร",
    Account.RECEIVABLE: "ลูกหนี้ร้านรับซื้อ",
    Account.STOCK: "วัสดุคงเหลือ",
    Account.SAVINGS: "เงินฝากของสมาชิก",
    Account.WELFARE: "กองทุนสวัสดิการ",
    Account.CAPITAL: "ทุนและกำไรสะสม",
    Account.SALES: "รายได้จากการขาย",
    Account.COST: "ต้นทุนขาย",
    Account.SHRINKAGE: "วัสดุขาดหายและน้ำหนักลด",
    Account.INCOME: "รายได้อื่น",
    Account.EXPENSE: "ค่าใช้จ่าย",
    Account.DIFFERENCE: "เงินสดขาดหรือเกิน",
}
_OF_THE_YEAR = {
    Account.SALES,
    Account.COST,
    Account.SHRINKAGE,
    Account.INCOME,
    Account.EXPENSE,
    Account.DIFFERENCE,
}


class EntryKind(StrEnum):
    """What happened; each kind is numbered by itself within the calendar year of the bank."""

    OPENING = "opening"
    PURCHASE = "purchase"
    SALE = "sale"
    PAID_IN = "paid-in"
    WITHDRAWAL = "withdrawal"
    WELFARE_IN = "welfare-in"
    WELFARE_OUT = "welfare-out"
    INCOME = "income"
    EXPENSE = "expense"
    TRANSFER = "transfer"
    SHRINKAGE = "shrinkage"
    DIFFERENCE = "difference"
    YEAR_CLOSE = "year-close"
    REVERSAL = "reversal"

    @property
    def label(self) -> str:
        """As ledgers name it."""
        return _ENTRIES[self]


_ENTRIES = {
    EntryKind.OPENING: "ยอดยกมา",
    EntryKind.PURCHASE: "รับซื้อ",
    EntryKind.SALE: "ขายให้ร้านรับซื้อ",
    EntryKind.PAID_IN: "ฝากเงิน",
    EntryKind.WITHDRAWAL: "ถอนเงิน",
    EntryKind.WELFARE_IN: "รับเข้ากองทุนสวัสดิการ",
    EntryKind.WELFARE_OUT: "จ่ายสวัสดิการ",
    EntryKind.INCOME: "รายได้อื่น",
    EntryKind.EXPENSE: "ค่าใช้จ่าย",
    EntryKind.TRANSFER: "โอนระหว่างบัญชี",
    EntryKind.SHRINKAGE: "ปรับวัสดุขาดหาย",
    EntryKind.DIFFERENCE: "เงินสดขาดหรือเกิน",
    EntryKind.YEAR_CLOSE: "ปิดบัญชีประจำปี",
    EntryKind.REVERSAL: "กลับรายการ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """Goods in (positive) or out (negative) with an entry.

    `price`: satang to the unit, frozen as it was that day. `amount`: satang paid or received for
    the line. `cost`: satang that the stock account gained or lost by it.
    """

    material: UUID
    grade: str
    quantity: int
    price: int | None
    amount: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """An amount in an account, debit positive. `member` with `SAVINGS` only."""

    account: Account
    amount: int
    member: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the books; its postings sum to nothing."""

    uuid: UUID
    bank: UUID
    number: int
    on: date
    kind: EntryKind
    member: UUID | None = None
    round: UUID | None = None
    reverses: UUID | None = None
    reversed_by: UUID | None = None
    party: str = ""  # the dealer, or who was paid
    text: str = ""
    goods: tuple[GoodsLine, ...] = ()
    postings: tuple[Posting, ...] = ()


class PeriodKind(StrEnum):
    """What is closed."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """A closed month or year: no entry is dated on or before its last day any more.

    `balances`: every account at its last day, in satang, and `members` with an open account that
    day, as they were when it was closed.
    """

    uuid: UUID
    bank: UUID
    kind: PeriodKind
    last_day: date
    closed_on: date
    balances: tuple[tuple[Account, int], ...] = ()
    members: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCount:
    """The cash as counted at the end of a day, beside what the books had, in satang."""

    uuid: UUID
    bank: UUID
    on: date
    counted: int
    in_books: int
    note: str = ""
    entry: UUID | None = None  # the entry that took the difference into the books
