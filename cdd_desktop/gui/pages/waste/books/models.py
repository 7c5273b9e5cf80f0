"""The lists of the books: balances, counts, the ledger, goods, closings."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.line_model import LineModel, Shown
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import (
    about,
    baht,
    counted,
    into_savings,
    money_in,
    money_out,
    moved_baht,
    period_words,
    state_of,
    who,
)
from cdd_desktop.gui.snapshot_model import Index
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.bank.records import Account, CashCount, Close, Entry, GoodsLine, Posting
from cdd_desktop.waste.bank.rounding import THOUSAND, part_of
from cdd_desktop.waste.bank.sheets import StockLine
from cdd_desktop.waste.bank.words import entry_label


class BalanceColumn(IntEnum):
    """Of a list of balances."""

    ACCOUNT = 0
    AMOUNT = 1


class CountColumn(IntEnum):
    """Of the list of counts."""

    DAY = 0
    COUNTED = 1
    IN_BOOKS = 2
    MORE = 3
    NOTE = 4


class EntryColumn(IntEnum):
    """Of the ledger."""

    DAY = 0
    LABEL = 1
    WHO = 2
    ABOUT = 3
    IN = 4
    OUT = 5
    SAVINGS = 6
    STATE = 7


class StockColumn(IntEnum):
    """Of the goods there are."""

    CODE = 0
    NAME = 1
    QUANTITY = 2
    COST = 3
    AVERAGE = 4
    SALE = 5


class CloseColumn(IntEnum):
    """Of the periods that are closed."""

    PERIOD = 0
    CLOSED = 1
    MEMBERS = 2


class GoodsColumn(IntEnum):
    """Of the goods of an entry."""

    NAME = 0
    QUANTITY = 1
    PRICE = 2
    AMOUNT = 3
    COST = 4


class PostingColumn(IntEnum):
    """Of the accounts that an entry went to."""

    ACCOUNT = 0
    WHO = 1
    DEBIT = 2
    CREDIT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What an account holds, debit positive."""

    account: Account
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Goods with what the bank says of them. `sale`: what the dealer is expected to pay a unit."""

    code: str
    name: str
    unit: str
    line: StockLine
    sale: int | None

    @property
    def average(self) -> int:
        """What a unit cost, in satang, to the nearest."""
        return part_of(self.line.cost, THOUSAND, self.line.quantity) if self.line.quantity else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """An entry with what it tells."""

    entry: Entry
    who: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsShown:
    """A line of an entry's goods."""

    name: str
    unit: str
    line: GoodsLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingShown:
    """An account that an entry went to."""

    who: str
    posting: Posting


def balances_of(amounts: dict[Account, int]) -> tuple[Balance, ...]:
    """By the order of the accounts; cash is told where there is none, too."""
    return tuple(
        Balance(account=account, amount=amounts.get(account, 0))
        for account in Account
        if amounts.get(account) or account is Account.CASH
    )


def held_of(books: Books) -> tuple[Held, ...]:
    """The goods there are, in the bank's order."""
    found = []
    for line in books.stock:
        material = books.material(line.material)
        price = books.prices.get((line.material, line.grade))
        found.append(
            Held(
                code="" if material is None else material.code,
                name=books.goods_name(line.material, line.grade),
                unit=books.unit_of(line.material),
                line=line,
                sale=None if price is None else price.sale,
            )
        )
    return tuple(found)


def ledger_of(books: Books) -> tuple[LedgerLine, ...]:
    """The entries of the time that is looked at."""
    return tuple(
        LedgerLine(entry=entry, who=who(books, entry), about=about(books, entry))
        for entry in books.entries
    )


BALANCE_COLUMNS: dict[IntEnum, Shown[Balance]] = {
    BalanceColumn.ACCOUNT: Shown(heading="บัญชี", width=0, text=lambda one: one.account.label),
    BalanceColumn.AMOUNT: Shown(
        heading="บาท",
        width=140,
        text=lambda one: baht(counted(one.account, one.amount)),
        is_number=True,
    ),
}
COUNT_COLUMNS: dict[IntEnum, Shown[CashCount]] = {
    CountColumn.DAY: Shown(heading="วันที่", width=112, text=lambda one: short_thai_date(one.on)),
    CountColumn.COUNTED: Shown(
        heading="นับได้", width=108, text=lambda one: baht(one.counted), is_number=True
    ),
    CountColumn.IN_BOOKS: Shown(
        heading="ในบัญชี", width=108, text=lambda one: baht(one.in_books), is_number=True
    ),
    CountColumn.MORE: Shown(
        heading="ขาดหรือเกิน",
        width=96,
        text=lambda one: baht(one.counted - one.in_books),
        is_number=True,
    ),
    CountColumn.NOTE: Shown(
        heading="หมายเหตุ",
        width=0,
        text=lambda one: " ".join(filter(None, ("" if one.entry is None else "ปรับแล้ว", one.note))),
        tip=lambda one: one.note,
    ),
}
ENTRY_COLUMNS: dict[IntEnum, Shown[LedgerLine]] = {
    EntryColumn.DAY: Shown(
        heading="วันที่", width=112, text=lambda one: short_thai_date(one.entry.on)
    ),
    EntryColumn.LABEL: Shown(heading="รายการ", width=206, text=lambda one: entry_label(one.entry)),
    EntryColumn.WHO: Shown(
        heading="สมาชิกหรือคู่ค้า", width=160, text=lambda one: one.who, tip=lambda one: one.who
    ),
    EntryColumn.ABOUT: Shown(
        heading="คำอธิบาย", width=0, text=lambda one: one.about, tip=lambda one: one.about
    ),
    EntryColumn.IN: Shown(
        heading="เงินเข้า",
        width=108,
        text=lambda one: moved_baht(money_in(one.entry)),
        is_number=True,
    ),
    EntryColumn.OUT: Shown(
        heading="เงินออก",
        width=108,
        text=lambda one: moved_baht(money_out(one.entry)),
        is_number=True,
    ),
    EntryColumn.SAVINGS: Shown(
        heading="สมุดสมาชิก",
        width=108,
        text=lambda one: moved_baht(into_savings(one.entry)),
        is_number=True,
    ),
    EntryColumn.STATE: Shown(heading="สถานะ", width=120, text=lambda one: state_of(one.entry)),
}
STOCK_COLUMNS: dict[IntEnum, Shown[Held]] = {
    StockColumn.CODE: Shown(heading="รหัส", width=64, text=lambda one: one.code),
    StockColumn.NAME: Shown(heading="วัสดุและเกรด", width=0, text=lambda one: one.name),
    StockColumn.QUANTITY: Shown(
        heading="คงเหลือ",
        width=130,
        text=lambda one: f"{format_amount(one.line.quantity)} {one.unit}",
        is_number=True,
    ),
    StockColumn.COST: Shown(
        heading="ต้นทุน (บาท)", width=120, text=lambda one: baht(one.line.cost), is_number=True
    ),
    StockColumn.AVERAGE: Shown(
        heading="เฉลี่ยต่อหน่วย", width=110, text=lambda one: baht(one.average), is_number=True
    ),
    StockColumn.SALE: Shown(
        heading="ราคาขายที่คาด", width=110, text=lambda one: baht(one.sale), is_number=True
    ),
}
CLOSE_COLUMNS: dict[IntEnum, Shown[Close]] = {
    CloseColumn.PERIOD: Shown(heading="งวด", width=0, text=period_words, tip=period_words),
    CloseColumn.CLOSED: Shown(
        heading="ปิดเมื่อ", width=112, text=lambda one: short_thai_date(one.closed_on)
    ),
    CloseColumn.MEMBERS: Shown(
        heading="สมาชิก", width=70, text=lambda one: f"{one.members:,}", is_number=True
    ),
}
GOODS_COLUMNS: dict[IntEnum, Shown[GoodsShown]] = {
    GoodsColumn.NAME: Shown(heading="วัสดุและเกรด", width=0, text=lambda one: one.name),
    GoodsColumn.QUANTITY: Shown(
        heading="จำนวน",
        width=110,
        text=lambda one: f"{format_amount(one.line.quantity)} {one.unit}",
        is_number=True,
    ),
    GoodsColumn.PRICE: Shown(
        heading="ราคา", width=80, text=lambda one: baht(one.line.price), is_number=True
    ),
    GoodsColumn.AMOUNT: Shown(
        heading="เป็นเงิน", width=108, text=lambda one: moved_baht(one.line.amount), is_number=True
    ),
    GoodsColumn.COST: Shown(
        heading="ต้นทุน", width=108, text=lambda one: baht(one.line.cost), is_number=True
    ),
}
POSTING_COLUMNS: dict[IntEnum, Shown[PostingShown]] = {
    PostingColumn.ACCOUNT: Shown(
        heading="บัญชี", width=190, text=lambda one: one.posting.account.label
    ),
    PostingColumn.WHO: Shown(heading="ของ", width=0, text=lambda one: one.who),
    PostingColumn.DEBIT: Shown(
        heading="เดบิต",
        width=110,
        text=lambda one: moved_baht(max(one.posting.amount, 0)),
        is_number=True,
    ),
    PostingColumn.CREDIT: Shown(
        heading="เครดิต",
        width=110,
        text=lambda one: moved_baht(max(-one.posting.amount, 0)),
        is_number=True,
    ),
}


class LedgerModel(LineModel[LedgerLine]):
    """Entries, the newest first; what was taken back is struck through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ENTRY_COLUMNS, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_reversed = index.isValid() and self._rows[index.row()].entry.reversed_by is not None
        if is_reversed and role == Qt.ItemDataRole.ForegroundRole:
            return theme.current().colour("muted")
        if is_reversed and role == Qt.ItemDataRole.FontRole and index.column() != EntryColumn.STATE:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return super().data(index, role)


def day_span(today: date) -> tuple[date, date]:
    """The days that are looked at first: this month so far."""
    return today.replace(day=1), today
