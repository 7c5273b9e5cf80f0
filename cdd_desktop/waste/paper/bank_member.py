"""A member's account: the passbook to be continued, and the statement of a time."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    Field,
    FieldLine,
    Paragraph,
    Row,
    RowKind,
    Table,
    Title,
)
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import as_baht, baht_text, format_baht
from cdd_desktop.waste.bank.records import Entry
from cdd_desktop.waste.bank.sheets import Statement, StatementLine
from cdd_desktop.waste.bank.words import entry_label
from cdd_desktop.waste.paper.bank_words import (
    BankWords,
    from_to,
    keepers,
    money_column,
    number_of,
)

PASSBOOK, STATEMENT = "สมุดคู่ฝากธนาคารขยะ", "ใบแจ้งยอดเงินฝากธนาคารขยะ"


def passbook_blocks(
    statement: Statement, words: BankWords, taken_back: Mapping[UUID, Entry]
) -> Iterator[Block]:
    """The lines of a time with what was carried forward to it and goes on from it.

    `taken_back`: the entries that reversals among the lines take back.
    """
    yield Title(text=PASSBOOK, lines=(words.bank.name, words.place))
    yield _head(statement, words)
    yield _lines(statement, words, taken_back, closing="ยอดยกไป", with_signer=True)


def statement_blocks(
    statement: Statement, words: BankWords, taken_back: Mapping[UUID, Entry]
) -> Iterator[Block]:
    """The account from a day to a day, to be given to the member."""
    when = from_to(statement.first, statement.last)
    yield Title(text=STATEMENT, lines=(words.bank.name, words.place, when))
    yield _head(statement, words)
    yield _lines(statement, words, taken_back, closing="ยอดคงเหลือ", with_signer=False)
    paid, taken = (
        format_baht(sum(sums), places=2)
        for sums in (
            [line.put_in for line in statement.lines],
            [line.taken_out for line in statement.lines],
        )
    )
    yield Paragraph(text=f"รวมเงินเข้า {paid} บาท รวมเงินออก {taken} บาท")
    held = format_baht(statement.closing, places=2)
    yield Paragraph(text=f"เงินฝากคงเหลือ {held} บาท ({baht_text(statement.closing)})", bold=True)
    yield keepers("ผู้จัดทำ", "สมาชิก")


def _head(statement: Statement, words: BankWords) -> FieldLine:
    member = words.members[statement.member]
    return FieldLine(
        fields=(
            Field(label="รหัสสมาชิก", value=member.code, weight=2),
            Field(label="ชื่อบัญชี", value=words.name(member.uuid), weight=4),
            Field(
                label="เป็นสมาชิกตั้งแต่",
                value="–" if member.joined_on is None else short_thai_date(member.joined_on),
                weight=3,
            ),
        )
    )


def _lines(
    statement: Statement,
    words: BankWords,
    taken_back: Mapping[UUID, Entry],
    *,
    closing: str,
    with_signer: bool,
) -> Table:
    signer = ("",) if with_signer else ()
    opened = ("", "", "ยอดยกมา", "", "", as_baht(statement.opening), *signer)
    ended = ("", "", closing, "", "", as_baht(statement.closing), *signer)
    rows = (
        Row(values=opened),
        *(Row(values=(*_line(line, words, taken_back), *signer)) for line in statement.lines),
        Row(values=ended, kind=RowKind.TOTAL),
    )
    signed = (Column(heading="ผู้บันทึก", weight=1.2),) if with_signer else ()
    return Table(
        columns=(
            Column(heading="วันที่", weight=2.2),
            Column(heading="เลขที่", weight=1.6, align=Align.CENTER),
            Column(heading="รายการ", weight=4.6),
            money_column("เงินเข้า"),
            money_column("เงินออก"),
            money_column("คงเหลือ", weight=1.4),
            *signed,
        ),
        rows=rows,
        name="รายการ",
    )


def _line(
    line: StatementLine, words: BankWords, taken_back: Mapping[UUID, Entry]
) -> tuple[CellValue, ...]:
    entry = line.entry
    label = "" if entry.reverses is None else entry_label(taken_back[entry.reverses])
    return (
        short_thai_date(entry.on),
        number_of(entry),
        words.told(entry, label),
        as_baht(line.put_in) if line.put_in else "",
        as_baht(line.taken_out) if line.taken_out else "",
        as_baht(line.balance),
    )
