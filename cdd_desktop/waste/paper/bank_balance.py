"""What a waste bank has and owes on a day: trial balance, goods, and money of its members."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    ColumnKind,
    Heading,
    Row,
    RowKind,
    Table,
    Title,
)
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.money import as_baht
from cdd_desktop.waste.bank.sheets import StockLine, TrialLine
from cdd_desktop.waste.paper.bank_words import BankWords, keepers, money_column, quantities

TITLE = "งบทดลองและยอดคงเหลือธนาคารขยะ"


def balance_blocks(
    on: date,
    trial: Sequence[TrialLine],
    stock: Sequence[StockLine],
    savings: Mapping[UUID, int],
    words: BankWords,
) -> Iterator[Block]:
    """The accounts at the end of a day, and what two of them are made of."""
    yield Title(text=TITLE, lines=(words.bank.name, words.place, f"ณ วันที่ {thai_date(on)}"))
    yield Heading(text="งบทดลอง")
    yield _trial(trial)
    yield Heading(text="วัสดุคงเหลือ")
    yield stock_table(stock, words)
    yield Heading(text="เงินฝากของสมาชิก")
    yield _savings(savings, words)
    yield keepers()


def stock_table(stock: Sequence[StockLine], words: BankWords) -> Table:
    """Goods with what they cost; they sum to the account of goods."""
    rows = [
        Row(
            values=(
                words.goods(line.material, line.grade),
                quantity,
                words.unit(line.material),
                as_baht(line.cost),
            )
        )
        for line, quantity in zip(stock, quantities([line.quantity for line in stock]), strict=True)
    ]
    if rows:
        total = as_baht(sum(line.cost for line in stock))
        rows.append(Row(values=("รวม", "", "", total), kind=RowKind.TOTAL))
    return Table(
        columns=(
            Column(heading="วัสดุ", weight=4),
            Column(heading="จำนวน", kind=ColumnKind.MONEY, weight=1.5),
            Column(heading="หน่วย", weight=1.2, align=Align.CENTER),
            money_column("ต้นทุน (บาท)", weight=1.6),
        ),
        rows=tuple(rows),
        name="วัสดุคงเหลือ",
        empty_text="ไม่มีวัสดุคงเหลือ",
    )


def _trial(trial: Sequence[TrialLine]) -> Table:
    rows = [
        Row(
            values=(
                line.account.label,
                as_baht(line.debit) if line.debit else None,
                as_baht(line.credit) if line.credit else None,
            )
        )
        for line in trial
    ]
    if rows:
        debit, credit = sum(line.debit for line in trial), sum(line.credit for line in trial)
        ended = ("รวม", as_baht(debit), as_baht(credit))
        rows.append(Row(values=ended, kind=RowKind.TOTAL))
    return Table(
        columns=(
            Column(heading="บัญชี", weight=4),
            money_column("เดบิต (บาท)", weight=1.7),
            money_column("เครดิต (บาท)", weight=1.7),
        ),
        rows=tuple(rows),
        name="งบทดลอง",
        empty_text="บัญชียังไม่มียอด",
    )


def _savings(savings: Mapping[UUID, int], words: BankWords) -> Table:
    rows = [
        Row(values=(place, words.code(member), words.name(member), as_baht(held)))
        for place, (member, held) in enumerate(savings.items(), 1)
    ]
    if rows:
        total = as_baht(sum(savings.values()))
        rows.append(Row(values=("", "", "รวม", total), kind=RowKind.TOTAL))
    return Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
            Column(heading="รหัส", weight=1.1, align=Align.CENTER),
            Column(heading="สมาชิก", weight=4),
            money_column("คงเหลือ (บาท)", weight=1.7),
        ),
        rows=tuple(rows),
        name="เงินฝากของสมาชิก",
        empty_text="ยังไม่มีเงินฝากของสมาชิก",
    )
