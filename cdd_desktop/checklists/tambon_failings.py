"""Which indicators the villages of a tambon fail most."""

from collections import Counter
from collections.abc import Sequence

from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Indicator, Instrument
from cdd_desktop.checklists.records import Sheet
from cdd_desktop.checklists.same_questions import answers_to
from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    ColumnKind,
    Paragraph,
    Row,
    Table,
)

_CENTER = Align.CENTER
_MOST = 10  # of a ranking: a meeting works on these first


def most_failing(instrument: Instrument, sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """The ten that the greatest share of the villages fails, of those that answered them."""
    ranked = _ranked(instrument, sheets)
    if not ranked:
        return ()
    shown = ranked[:_MOST]
    blocks: list[Block] = [
        Table(
            columns=(
                Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.6, align=_CENTER),
                Column(heading="ข้อ", weight=0.7, align=_CENTER),
                Column(heading="ตัวชี้วัด", weight=5.4),
                Column(heading="ประเมิน", kind=ColumnKind.INTEGER, group="หมู่บ้าน", align=_CENTER),
                Column(heading="ไม่ผ่าน", kind=ColumnKind.INTEGER, group="หมู่บ้าน", align=_CENTER),
                Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, group="หมู่บ้าน", align=_CENTER),
            ),
            rows=tuple(
                Row(
                    values=(
                        number,
                        indicator.code,
                        indicator.text,
                        judged,
                        failed,
                        percent(failed, judged),
                    )
                )
                for number, (indicator, failed, judged) in enumerate(shown, 1)
            ),
            name="ตัวชี้วัดที่ไม่ผ่าน",
        )
    ]
    if len(ranked) > len(shown):
        told = f"แสดง {len(shown)} ตัวชี้วัดแรก จากที่มีหมู่บ้านไม่ผ่าน {len(ranked)} ตัวชี้วัด"
        blocks.append(Paragraph(text=told, small=True))
    return tuple(blocks)


def _ranked(instrument: Instrument, sheets: Sequence[Sheet]) -> list[tuple[Indicator, int, int]]:
    """Indicators with the villages that failed and that were judged, the greatest share first."""
    ranked = []
    answered = [answers_to(sheet, instrument) for sheet in sheets]
    for indicator in instrument.indicators:
        states = Counter(said[indicator.code].state for said in answered if indicator.code in said)
        failed = states[AnswerState.FAILED]
        if failed:
            ranked.append((indicator, failed, failed + states[AnswerState.PASSED]))
    return sorted(ranked, key=lambda each: (-each[1] / each[2], -each[1], each[0].number))


def most_failing_told(instrument: Instrument, sheets: Sequence[Sheet]) -> str:
    """The same in one cell: `3.4 (6/7)`, villages that fail of those that answered."""
    return ", ".join(
        f"{indicator.code} ({failed}/{judged})"
        for indicator, failed, judged in _ranked(instrument, sheets)[:_MOST]
    )
