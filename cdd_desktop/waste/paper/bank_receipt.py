"""A receipt of a waste bank: for the member and for the bank, on one piece of paper."""

from collections.abc import Iterator, Sequence

from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    Column,
    ColumnKind,
    Field,
    FieldLine,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Table,
    Title,
)
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.money import as_baht, baht_text, format_baht
from cdd_desktop.waste.bank.records import Account, Entry, EntryKind
from cdd_desktop.waste.bank.rounding import line_amount, rounding_rule
from cdd_desktop.waste.paper.bank_words import (
    BankWords,
    keepers,
    money_column,
    moved,
    number_of,
    quantities,
)

TITLES = {
    EntryKind.PURCHASE: "ใบรับซื้อวัสดุรีไซเคิล",
    EntryKind.PAID_IN: "ใบรับฝากเงิน",
    EntryKind.WITHDRAWAL: "ใบถอนเงิน",
}
COPIES = ("สำหรับสมาชิก", "สำหรับธนาคาร")
_LINES_OF_HALF = 8  # goods on half of a page that lies; more need a page to a copy


def receipt_blocks(
    entry: Entry, words: BankWords, balance: int | None, copies: Sequence[str] = COPIES
) -> Iterator[Block]:
    """A copy for each. `balance`: the member's account after it; None where it is not told."""
    made = [tuple(_copy(entry, words, balance, copy)) for copy in copies]
    if len(made) == len(COPIES) and len(entry.goods) <= _LINES_OF_HALF:
        yield Beside(left=made[0], right=made[1])
        return
    for place, blocks in enumerate(made):
        if place:
            yield PageBreak()
        yield from blocks


def amount_of(entry: Entry) -> int:
    """What changed hands, in satang."""
    if entry.kind is EntryKind.PURCHASE:
        return sum(line.amount for line in entry.goods)
    return abs(moved(entry, Account.SAVINGS))


def _copy(entry: Entry, words: BankWords, balance: int | None, copy: str) -> Iterator[Block]:
    amount = amount_of(entry)
    yield Title(
        text=TITLES[entry.kind],
        lines=tuple(filter(None, (words.bank.name, words.place, copy))),
    )
    if entry.reversed_by is not None:
        yield Paragraph(text="ยกเลิกแล้ว มีรายการกลับในบัญชี", bold=True, align=Align.CENTER)
    yield FieldLine(
        fields=(
            Field(label="เลขที่", value=number_of(entry), weight=2),
            Field(label="วันที่", value=thai_date(entry.on), weight=3),
        )
    )
    yield FieldLine(
        fields=(
            Field(label="รหัสสมาชิก", value=words.code(entry.member) or "–", weight=2),
            Field(label="ชื่อ", value=words.name(entry.member) or "–", weight=3),
        )
    )
    yield _goods(entry, words, amount) if entry.goods else _money(entry, amount)
    yield Paragraph(
        text=f"จำนวนเงิน {format_baht(amount, places=2)} บาท ({baht_text(amount)})", bold=True
    )
    if entry.kind is EntryKind.PURCHASE:
        paid = "จ่ายเป็นเงินสด" if moved(entry, Account.CASH) else "นำเข้าบัญชีเงินฝากแล้ว"
        yield Paragraph(text=f"{paid}{_held(balance)}")
        if _is_rounded_by(entry, words.bank.rounding):
            yield Paragraph(text=rounding_rule(words.bank.rounding), small=True)
        yield keepers("ผู้ขาย", "ผู้รับซื้อ")
    else:
        yield Paragraph(text=_held(balance).strip(" ·"))
        roles = ("ผู้ฝาก", "ผู้รับเงิน") if entry.kind is EntryKind.PAID_IN else ("ผู้รับเงิน", "ผู้จ่ายเงิน")
        yield keepers(*roles)


def _is_rounded_by(entry: Entry, rounding: int) -> bool:
    """Whether the bank's rule is the one that this receipt was made by: it may be another since."""
    return all(
        line.price is not None and line.amount == line_amount(line.quantity, line.price, rounding)
        for line in entry.goods
    )


def _held(balance: int | None) -> str:
    return "" if balance is None else f" · เงินฝากคงเหลือ {format_baht(balance, places=2)} บาท"


def _money(entry: Entry, amount: int) -> Table:
    said = f"{entry.kind.label} {entry.text}".strip()
    return Table(
        columns=(Column(heading="รายการ", weight=5), money_column("เงิน (บาท)", weight=1.5)),
        rows=(Row(values=(said, as_baht(amount))),),
        name="รายการ",
    )


def _goods(entry: Entry, words: BankWords, amount: int) -> Table:
    rows = [
        Row(
            values=(
                place,
                words.goods(line.material, line.grade),
                quantity,
                words.unit(line.material),
                as_baht(line.price),
                as_baht(line.amount),
            )
        )
        for place, (line, quantity) in enumerate(
            zip(entry.goods, quantities([line.quantity for line in entry.goods]), strict=True),
            1,
        )
    ]
    rows.append(Row(values=("", "รวม", "", "", "", as_baht(amount)), kind=RowKind.TOTAL))
    return Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.6, align=Align.CENTER),
            Column(heading="วัสดุ", weight=4),
            Column(heading="จำนวน", kind=ColumnKind.MONEY, weight=1.3),
            Column(heading="หน่วย", weight=1, align=Align.CENTER),
            money_column("ราคา"),
            money_column("เงิน (บาท)", weight=1.5),
        ),
        rows=tuple(rows),
        name="รายการ",
    )
