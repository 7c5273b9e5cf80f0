"""The rules of a village or tambon about waste, with what breaking them costs."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.thai.calendar import short_thai_date, thai_date
from cdd_desktop.thai.money import as_baht
from cdd_desktop.waste.community.records import RuleLine
from cdd_desktop.waste.paper.bank_words import money_column

TITLE = "กติกาชุมชนเรื่องการจัดการขยะ"
_WIDTH = 5


def rule_blocks(place: str, lines: Sequence[RuleLine], on: date) -> Iterator[Block]:
    """The rules of one place that are in force on a day, by section, and who adopted them."""
    yield Title(text=TITLE, lines=(place, f"ที่ใช้บังคับ ณ วันที่ {thai_date(on)}"))
    rows: list[Row] = []
    for section, own in groupby(lines, key=lambda line: line.rule.section):
        if section:
            rows.append(Row(values=(section, *("",) * (_WIDTH - 1)), kind=RowKind.GROUP))
        rows.extend(_row(line) for line in own)
    yield Table(
        columns=(
            Column(heading="ข้อ", weight=0.9, align=Align.CENTER),
            Column(heading="กติกา", weight=4.6),
            money_column("ค่าปรับ (บาท)", weight=1.2),
            Column(heading="ทำอย่างอื่นแทน", weight=2),
            Column(heading="เริ่มใช้", weight=1.9),
        ),
        rows=tuple(rows),
        name="กติกา",
    )
    for adopted in dict.fromkeys(line.adopted for line in lines if line.adopted):
        numbers = [line.rule.number for line in lines if line.adopted == adopted]
        which = ", ".join(filter(None, numbers))
        yield Paragraph(text=f"รับรองโดย {adopted}{f' ({which})' if which else ''}", small=True)
    yield Signatures(people=(Signature(role="ผู้แทนที่ประชุม"), Signature(role="ผู้รับรอง")))


def _row(line: RuleLine) -> Row:
    rule = line.rule
    since = rule.effective_from or rule.adopted_on
    return Row(
        values=(
            rule.number,
            rule.text,
            "ไม่ปรับ" if rule.fine is None else as_baht(rule.fine),
            rule.instead,
            "" if since is None else short_thai_date(since),
        )
    )
