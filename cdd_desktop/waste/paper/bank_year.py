"""A waste bank's year: what it earned and spent, what it has, its goods, and its months."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Table,
    Title,
)
from cdd_desktop.thai.money import as_baht
from cdd_desktop.thai.months import month_of, months_between, short_month_name
from cdd_desktop.waste.bank.records import Account, Entry, EntryKind
from cdd_desktop.waste.bank.sheets import YearSheet
from cdd_desktop.waste.paper.bank_balance import stock_table
from cdd_desktop.waste.paper.bank_day import bought_table
from cdd_desktop.waste.paper.bank_words import (
    BankWords,
    alike,
    from_to,
    goods_amount,
    keepers,
    money_column,
    moved,
)

TITLE = "รายงานประจำปีธนาคารขยะ"
_OWN = (Account.WELFARE, Account.CAPITAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """A month of the year, in satang; `kilograms` None where some goods have no known weight."""

    month: date
    purchases: int
    kilograms: Decimal | None
    bought: int
    sold: int
    put_in: int
    taken_out: int
    welfare: int


def month_lines(
    sheet: YearSheet,
    entries: Sequence[Entry],
    words: BankWords,
    taken_back: Mapping[UUID, Entry],
) -> tuple[MonthLine, ...]:
    """The months of the year from its entries; what was taken back counts in the month of the
    reversal, so that a month that is over stays as it was."""
    lines = []
    for month in months_between(month_of(sheet.first), month_of(sheet.last)):
        own = [entry for entry in entries if month_of(entry.on) == month]

        def of(kind: EntryKind, some: Sequence[Entry] = own) -> list[Entry]:
            return [entry for entry in some if _kind(entry, taken_back) is kind]

        purchases, sales = of(EntryKind.PURCHASE), of(EntryKind.SALE)
        lines.append(
            MonthLine(
                month=month,
                purchases=sum(1 if entry.reverses is None else -1 for entry in purchases),
                kilograms=_weight(purchases, words),
                bought=sum(map(goods_amount, purchases)),
                sold=sum(map(goods_amount, sales)),
                put_in=-sum(moved(entry, Account.SAVINGS) for entry in of(EntryKind.PAID_IN)),
                taken_out=sum(moved(entry, Account.SAVINGS) for entry in of(EntryKind.WITHDRAWAL)),
                welfare=sum(moved(entry, Account.WELFARE) for entry in of(EntryKind.WELFARE_OUT)),
            )
        )
    return tuple(lines)


def year_blocks(sheet: YearSheet, months: Sequence[MonthLine], words: BankWords) -> Iterator[Block]:
    """The year; one that is not closed says so."""
    lines = (words.bank.name, words.place, from_to(sheet.first, sheet.last))
    yield Title(text=TITLE, lines=lines)
    if not sheet.is_closed:
        yield Paragraph(text="ยังไม่ปิดบัญชีประจำปี ตัวเลขเป็นยอดถึงวันสุดท้ายที่แสดง", align=Align.CENTER)
    yield Paragraph(text=f"สมาชิก ณ วันสุดท้าย {sheet.members:,} บัญชี")
    yield Heading(text="รายได้และค่าใช้จ่าย")
    yield _profit(sheet)
    yield Heading(text="ฐานะการเงิน")
    yield _balance(sheet)
    yield Heading(text="วัสดุที่รับซื้อ")
    yield bought_table(sheet.bought, words, name="รับซื้อ")
    yield Heading(text="วัสดุที่ขาย")
    yield bought_table(sheet.sold, words, name="ขาย", empty_text="ไม่มีการขาย")
    yield Heading(text="วัสดุคงเหลือ")
    yield stock_table(sheet.stock, words)
    yield Heading(text="รายเดือน")
    yield _months(months)
    yield keepers()


def _kind(entry: Entry, taken_back: Mapping[UUID, Entry]) -> EntryKind:
    return entry.kind if entry.reverses is None else taken_back[entry.reverses].kind


def _weight(entries: Sequence[Entry], words: BankWords) -> Decimal | None:
    total = Decimal(0)
    for entry in entries:
        for line in entry.goods:
            weight = words.kilograms(line.material, abs(line.quantity))
            if weight is None:
                return None
            total += weight if line.quantity >= 0 else -weight
    return total


def _profit(sheet: YearSheet) -> Table:
    earned = [(account, -amount) for account, amount in sheet.flows.items() if amount < 0]
    spent = [(account, amount) for account, amount in sheet.flows.items() if amount > 0]
    rows = [Row(values=("รายได้", None), kind=RowKind.GROUP)]
    rows.extend(Row(values=(account.label, as_baht(amount))) for account, amount in earned)
    rows.append(Row(values=("ค่าใช้จ่าย", None), kind=RowKind.GROUP))
    rows.extend(Row(values=(account.label, as_baht(amount))) for account, amount in spent)
    said = "กำไรสุทธิ" if sheet.profit >= 0 else "ขาดทุนสุทธิ"
    rows.append(Row(values=(said, as_baht(abs(sheet.profit))), kind=RowKind.TOTAL))
    return Table(columns=_ACCOUNTS, rows=tuple(rows), name="รายได้และค่าใช้จ่าย")


def _balance(sheet: YearSheet) -> Table:
    """What there is, and whose it is; both sums are the same."""
    has = [(account, amount) for account, amount in sheet.balances.items() if amount > 0]
    owes = [
        (account.label, -amount)
        for account, amount in sheet.balances.items()
        if amount < 0 and account not in _OWN
    ]
    own = [(each.label, -sheet.balances[each]) for each in _OWN if sheet.balances.get(each, 0) < 0]
    if sheet.profit:
        own.append(("กำไรของปี" if sheet.profit > 0 else "ขาดทุนของปี", sheet.profit))
    sources = [*owes, *own]
    rows = [Row(values=("สินทรัพย์", None), kind=RowKind.GROUP)]
    rows.extend(Row(values=(account.label, as_baht(amount))) for account, amount in has)
    every = as_baht(sum(amount for _, amount in has))
    rows.append(Row(values=("รวมสินทรัพย์", every), kind=RowKind.TOTAL))
    rows.append(Row(values=("หนี้สินและทุน", None), kind=RowKind.GROUP))
    rows.extend(Row(values=(label, as_baht(amount))) for label, amount in sources)
    total = as_baht(sum(amount for _, amount in sources))
    rows.append(Row(values=("รวมหนี้สินและทุน", total), kind=RowKind.TOTAL))
    return Table(columns=_ACCOUNTS, rows=tuple(rows), name="ฐานะการเงิน")


def _months(months: Sequence[MonthLine]) -> Table:
    weights = tuple(alike(line.kilograms for line in months))
    rows = [
        Row(
            values=(
                short_month_name(line.month),
                line.purchases,
                weight,
                as_baht(line.bought),
                as_baht(line.sold),
                as_baht(line.put_in),
                as_baht(line.taken_out),
                as_baht(line.welfare),
            )
        )
        for line, weight in zip(months, weights, strict=True)
    ]
    is_known = all(weight is not None for weight in weights)
    rows.append(
        Row(
            values=(
                "รวม",
                sum(line.purchases for line in months),
                sum((one for one in weights if one is not None), Decimal(0)) if is_known else None,
                *(
                    as_baht(sum(getattr(line, name) for line in months))
                    for name in ("bought", "sold", "put_in", "taken_out", "welfare")
                ),
            ),
            kind=RowKind.TOTAL,
        )
    )
    return Table(
        columns=(
            Column(heading="เดือน", weight=1.3),
            Column(heading="ครั้งที่ซื้อ", kind=ColumnKind.INTEGER, weight=0.9),
            Column(heading="น้ำหนัก (กก.)", kind=ColumnKind.MONEY, weight=1.3),
            money_column("ซื้อ"),
            money_column("ขาย"),
            money_column("ฝากเงิน"),
            money_column("ถอนเงิน"),
            money_column("จ่ายสวัสดิการ"),
        ),
        rows=tuple(rows),
        name="รายเดือน",
    )


_ACCOUNTS = (Column(heading="รายการ", weight=4), money_column("บาท", weight=1.8))
