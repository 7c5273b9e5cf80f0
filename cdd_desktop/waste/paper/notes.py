"""What stands under tables of waste: whether months are closed, corrections, estimates' sources."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from cdd_desktop.documents.model import (
    Block,
    CellValue,
    Column,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    Table,
)
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.months import short_month_name
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.months.corrections import CorrectionLine
from cdd_desktop.waste.months.records import Closing
from cdd_desktop.waste.paper.area_table import AreaLine
from cdd_desktop.waste.paper.words import WasteWords, places_of, shown
from cdd_desktop.waste.parameters.records import Parameter, sources_of

NOT_WHOLE = "เดือนนี้ยังไม่ปิด ตัวเลขอาจเปลี่ยนได้"
_NAMED = 12  # units in a note
BIN_WORDS = {
    "households": "ครัวเรือนทั้งหมด",
    "people": "คนทั้งหมด",
    "with_space": "ครัวเรือนที่มีพื้นที่",
    "without_space": "ครัวเรือนที่ไม่มีพื้นที่",
    "installed": "ถังขยะเปียกที่จัดทำแล้ว",
    "added": "ถังขยะเปียกที่เพิ่มเดือนนี้",
    "proper": "ใช้ถังถูกวิธี",
    "regular": "ใช้ถังเป็นประจำ",
    "both": "ใช้ถังถูกวิธีและเป็นประจำ",
    "people_installed": "คนในครัวเรือนที่มีถัง",
    "people_both": "คนในครัวเรือนที่ใช้ถังถูกวิธีและเป็นประจำ",
    "person_days": "จำนวนคนคูณวันที่ใช้ถัง",
    "person_days_both": "จำนวนคนคูณวันที่ใช้ถังถูกวิธีและเป็นประจำ",
    "people_unknown": "ครัวเรือนที่มีถังแต่ไม่ทราบจำนวนคน",
    "people_by_rate": "ครัวเรือนที่คิดจำนวนคนจากค่าเฉลี่ย",
}


def closed_words(
    closings: Sequence[Closing], amphoe: Collection[str], months: Sequence[date]
) -> str:
    """Whether the months are closed in all the amphoe that an area lies in or has."""
    wanted = {(code, month) for code in amphoe for month in months}
    closed = {(one.area_code, one.month) for one in closings}.intersection(wanted)
    if not closed:
        return NOT_WHOLE if len(months) == 1 else "ยังไม่ปิดเดือน ตัวเลขอาจเปลี่ยนได้"
    if closed == wanted:
        on = max(one.closed_on for one in closings if (one.area_code, one.month) in wanted)
        return f"ปิดเดือนแล้ว ครั้งล่าสุดเมื่อวันที่ {thai_date(on)}"
    if len(months) == 1:
        return f"ปิดเดือนแล้ว {len(closed):,} จาก {len(wanted):,} อำเภอ ตัวเลขอาจเปลี่ยนได้"
    if len(amphoe) == 1:
        return f"ปิดแล้ว {len(closed):,} จาก {len(wanted):,} เดือน ตัวเลขอาจเปลี่ยนได้"
    whole = sum(all((code, month) in closed for code in amphoe) for month in months)
    return f"ปิดครบทุกอำเภอแล้ว {whole:,} จาก {len(months):,} เดือน ตัวเลขอาจเปลี่ยนได้"


def corrections_blocks(found: Sequence[CorrectionLine], words: WasteWords) -> Iterator[Block]:
    """What was changed after closing; nothing where nothing was."""
    if not found:
        return
    yield Heading(text="รายการที่แก้ไขหลังปิดเดือน")
    yield Table(
        columns=(
            Column(heading="วันที่แก้", kind=ColumnKind.DATE, weight=1.8),
            Column(heading="เดือน", weight=1),
            Column(heading="หน่วยรายงาน", weight=2.4),
            Column(heading="รายการ", weight=2.6),
            Column(heading="เดิม", kind=ColumnKind.MONEY, weight=1.2),
            Column(heading="แก้เป็น", kind=ColumnKind.MONEY, weight=1.2),
            Column(heading="เหตุผล", weight=3),
        ),
        rows=tuple(_correction_row(one, words) for one in found),
        name="แก้ไขหลังปิดเดือน",
    )


def _correction_row(found: CorrectionLine, words: WasteWords) -> Row:
    one = found.correction
    is_bins = one.part == "bins"
    places = 0 if is_bins else places_of([one.before, one.after])

    def told(amount: int | None) -> CellValue:
        return amount if is_bins else shown(amount, places)

    return Row(
        values=(
            one.on,
            short_month_name(found.month),
            found.line.label,
            _what(one.part, one.key, "" if one.basis is None else one.basis.label, words),
            told(one.before),
            told(one.after),
            one.reason,
        )
    )


def _what(part: str, key: str, basis: str, words: WasteWords) -> str:
    if part == "bins":
        return BIN_WORDS.get(key, key)
    if part == "fate":
        stream, _, fate = key.partition("/")
        return f"{words.stream_label(stream)}: {words.fate_label(fate)}"
    label = words.item_label(key)
    item = words.item(key)
    unit = "" if item is None else f" ({item.unit})"
    return f"{label}{unit} ที่มา: {basis}" if basis else f"{label}{unit}"


def line_notes(
    lines: Sequence[AreaLine],
    total: AreaLine,
    words: WasteWords,
    shown_items: Collection[str] | None = None,
    *,
    is_span: bool = False,
) -> Iterator[str]:
    """What the figures of the lines leave out, and which of them rest on estimates; of the items
    that are shown, None of all. `is_span`: of several months, in each of which a village counts."""
    apart = [line.title for line in lines if line.rolled.not_added or line.rolled.fates_not_added]
    if apart:
        yield (
            f"ไม่รวมในยอดเพราะ อปท. รายงานยอดทั้ง อปท. แล้ว: {_named(apart)} "
            "ตัวเลขของหมู่บ้านแสดงไว้ให้ทราบเท่านั้น"
        )
    estimated = [
        f"{item.label} {format_amount(total.rolled.estimated[item.key])} {item.unit}"
        for item in words.items
        if total.rolled.estimated.get(item.key) and (shown_items is None or item.key in shown_items)
    ]
    if estimated:
        yield f"ส่วนที่เป็นการประมาณการในยอดรวม: {', '.join(estimated)}"
    silent = total.rolled.units - total.rolled.reported
    if silent > 0:
        of_all = f"{silent:,} จาก {total.rolled.units:,} หมู่บ้าน"
        counted = " (นับเป็นรายเดือน)" if is_span else ""
        yield f"ยังไม่มีรายงาน {of_all}{counted} ยอดรวมมีเฉพาะที่รายงานแล้ว"


def source_lines(parameters: Sequence[Parameter]) -> Iterator[str]:
    """Every rate with its worth, its source and the day it holds from."""
    for one, told in ((one, sources_of([one])) for one in parameters):
        begins = "" if one.from_day is None else f" ใช้ตั้งแต่ {thai_date(one.from_day)}"
        yield from (f"{text}{begins}" for text in told)


def small(texts: Sequence[str]) -> Iterator[Paragraph]:
    """Notes under a table; the first is told to be one."""
    for number, text in enumerate(texts):
        yield Paragraph(text=text if number else f"หมายเหตุ {text}", small=True)


def _named(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" และอีก {rest:,} หน่วย" if rest > 0 else "")
