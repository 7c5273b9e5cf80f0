"""The daily sheet of a waste bank: what was bought, by whom, and the cash against the books."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from uuid import UUID

from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Table,
    Title,
)
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.money import as_baht, format_baht
from cdd_desktop.waste.bank.records import Account, CashCount, Entry, EntryKind
from cdd_desktop.waste.bank.sheets import BoughtLine, DaySheet
from cdd_desktop.waste.bank.words import entry_label
from cdd_desktop.waste.paper.bank_words import (
    BankWords,
    alike,
    goods_amount,
    keepers,
    money_column,
    moved,
    number_of,
    paid_by,
    quantities,
)

TITLE = "รายงานประจำวันธนาคารขยะ"
_PURCHASES = (
    Column(heading="เลขที่", weight=1.3, align=Align.CENTER),
    Column(heading="รหัส", weight=0.9, align=Align.CENTER),
    Column(heading="สมาชิก", weight=2.6),
    Column(heading="วัสดุ", weight=2.8),
    Column(heading="จำนวน", kind=ColumnKind.MONEY, weight=1.2),
    Column(heading="หน่วย", weight=0.9, align=Align.CENTER),
    money_column("ราคา", weight=1.1),
    money_column("เงิน (บาท)"),
    Column(heading="จ่ายเป็น", weight=1.7),
)


def day_blocks(
    sheet: DaySheet, words: BankWords, taken_back: Mapping[UUID, Entry]
) -> Iterator[Block]:
    """The day; `taken_back`: the entries of other days or this one that its reversals take back,
    by their identity."""
    yield Title(text=TITLE, lines=(words.bank.name, words.place, thai_date(sheet.on)))
    yield Heading(text="รายการรับซื้อ")
    yield _purchases(sheet, words, taken_back)
    yield Heading(text="รวมตามวัสดุ")
    yield bought_table(sheet.bought, words)
    others = [entry for entry in sheet.entries if not _is_purchase(entry, taken_back)]
    if others:
        yield Heading(text="รายการอื่นของวัน")
        yield _others(others, words, taken_back)
    yield Heading(text="เงินสด")
    yield _cash(sheet)
    if sheet.count is not None:
        yield from _told_of_count(sheet.count)
    yield keepers()


def bought_table(
    bought: tuple[BoughtLine, ...],
    words: BankWords,
    *,
    name: str = "ตามวัสดุ",
    empty_text: str = "ไม่มีการรับซื้อ",
) -> Table:
    """Goods by material and grade with what was paid; the weight only where the unit has one."""
    weights = tuple(alike(words.kilograms(line.material, line.quantity) for line in bought))
    rows = [
        Row(
            values=(
                words.goods(line.material, line.grade),
                quantity,
                words.unit(line.material),
                weight,
                as_baht(line.amount),
            )
        )
        for line, quantity, weight in zip(
            bought, quantities([line.quantity for line in bought]), weights, strict=True
        )
    ]
    if rows:
        is_known = all(weight is not None for weight in weights)
        rows.append(
            Row(
                values=(
                    "รวม" if is_known else "รวม (ไม่นับวัสดุที่ไม่ทราบน้ำหนัก)",
                    "",
                    "",
                    sum((weight for weight in weights if weight is not None), start=Decimal(0)),
                    as_baht(sum(line.amount for line in bought)),
                ),
                kind=RowKind.TOTAL,
            )
        )
    return Table(
        columns=(
            Column(heading="วัสดุ", weight=4),
            Column(heading="จำนวน", kind=ColumnKind.MONEY, weight=1.4),
            Column(heading="หน่วย", weight=1.2, align=Align.CENTER),
            Column(heading="น้ำหนัก (กก.)", kind=ColumnKind.MONEY, weight=1.6),
            money_column("เงิน (บาท)", weight=1.6),
        ),
        rows=tuple(rows),
        name=name,
        empty_text=empty_text,
    )


def _is_purchase(entry: Entry, taken_back: Mapping[UUID, Entry]) -> bool:
    original = entry if entry.reverses is None else taken_back[entry.reverses]
    return original.kind is EntryKind.PURCHASE


def _purchases(sheet: DaySheet, words: BankWords, taken_back: Mapping[UUID, Entry]) -> Table:
    rows = []
    entries = [entry for entry in sheet.entries if _is_purchase(entry, taken_back)]
    amounts = quantities([line.quantity for entry in entries for line in entry.goods])
    for entry in entries:
        for place, line in enumerate(entry.goods):
            is_first = place == 0
            head: tuple[CellValue, ...] = ("", "", "")
            if is_first:
                head = (
                    number_of(entry) if entry.reverses is None else entry_label(entry),
                    words.code(entry.member),
                    words.name(entry.member),
                )
            rows.append(
                Row(
                    values=(
                        *head,
                        words.goods(line.material, line.grade),
                        next(amounts),
                        words.unit(line.material),
                        as_baht(line.price),
                        as_baht(line.amount),
                        _paid(entry, taken_back) if is_first else "",
                    )
                )
            )
    if rows:
        total = sum(goods_amount(entry) for entry in entries)
        ended = ("รวม", "", "", "", "", "", "", as_baht(total), "")
        rows.append(Row(values=ended, kind=RowKind.TOTAL))
    return Table(
        columns=_PURCHASES, rows=tuple(rows), name="รายการรับซื้อ", empty_text="ไม่มีการรับซื้อในวันนี้"
    )


def _paid(entry: Entry, taken_back: Mapping[UUID, Entry]) -> str:
    if entry.reverses is not None:
        return f"กลับ {number_of(taken_back[entry.reverses])}"
    return f"{paid_by(entry)} (กลับรายการแล้ว)" if entry.reversed_by is not None else paid_by(entry)


def _others(entries: list[Entry], words: BankWords, taken_back: Mapping[UUID, Entry]) -> Table:
    rows = []
    for entry in entries:
        label = "" if entry.reverses is None else entry_label(taken_back[entry.reverses])
        who = " ".join(filter(None, (words.code(entry.member), words.name(entry.member))))
        cash = moved(entry, Account.CASH)
        rows.append(
            Row(
                values=(
                    number_of(entry),
                    words.told(entry, label),
                    who or words.party(entry),
                    as_baht(cash) if cash > 0 else None,
                    as_baht(-cash) if cash < 0 else None,
                )
            )
        )
    return Table(
        columns=(
            Column(heading="เลขที่", weight=1.3, align=Align.CENTER),
            Column(heading="รายการ", weight=4.5),
            Column(heading="ผู้เกี่ยวข้อง", weight=2.6),
            money_column("เงินสดรับ"),
            money_column("เงินสดจ่าย"),
        ),
        rows=tuple(rows),
        name="รายการอื่น",
    )


def _cash(sheet: DaySheet) -> Table:
    changes = [moved(entry, Account.CASH) for entry in sheet.entries]
    lines: list[tuple[str, int | None]] = [
        ("เงินสดยกมา", sheet.before.get(Account.CASH, 0)),
        ("รับระหว่างวัน", sum(change for change in changes if change > 0)),
        ("จ่ายระหว่างวัน", -sum(change for change in changes if change < 0)),
        ("เงินสดคงเหลือตามบัญชี", sheet.after.get(Account.CASH, 0)),
        ("นับเงินสดได้", None if sheet.count is None else sheet.count.counted),
    ]
    return Table(
        columns=(Column(heading="เงินสด", weight=4), money_column("บาท", weight=2)),
        rows=tuple(Row(values=(label, as_baht(amount))) for label, amount in lines),
        name="เงินสด",
    )


def _told_of_count(count: CashCount) -> Iterator[Block]:
    difference = count.counted - count.in_books
    if not difference:
        yield Paragraph(text="เงินสดที่นับได้ตรงกับบัญชีในขณะนับ")
        return
    said = "เกิน" if difference > 0 else "ขาด"
    books = format_baht(count.in_books, places=2)
    told = f"ขณะนับ บัญชีมี {books} บาท เงินสด{said} {format_baht(abs(difference), places=2)} บาท"
    yield Paragraph(text=f"{told} {count.note}".strip(), bold=True)
