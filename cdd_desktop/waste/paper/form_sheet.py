"""The monthly form of a unit, one page: blank to write on, or with what was told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Check,
    Column,
    ColumnKind,
    Field,
    FieldLine,
    Paragraph,
    Row,
    Table,
    Title,
)
from cdd_desktop.lookups.records import Entry
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.records import Basis, Figure, MonthRecord
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.paper.parts import heading_weight
from cdd_desktop.waste.paper.words import PaperItem, WasteWords, places_of, short_of, shown

TITLE = "แบบรายงานขยะชุมชนประจำเดือน"
# What a village tells of bins, in the order of the paper: attribute of a count, words.
BIN_LINES = (
    ("households", "ครัวเรือนทั้งหมด (คร.)"),
    ("with_space", "มีพื้นที่ทำถังขยะเปียก (คร.)"),
    ("installed", "จัดทำถังขยะเปียกแล้ว (คร.)"),
    ("added", "จัดทำเพิ่มเดือนนี้ (คร.)"),
    ("proper", "ใช้ถังถูกวิธี (คร.)"),
    ("regular", "ใช้ถังเป็นประจำ (คร.)"),
    ("both", "ถูกวิธีและเป็นประจำ (คร.)"),
    ("people_installed", "คนในครัวเรือนที่มีถัง (คน)"),
)
NOTE = "น้ำหนักขยะเป็นกิโลกรัม · เว้นว่าง = ไม่ได้ชั่ง ไม่มีให้เขียน 0"
_BOXES = (
    *(
        Column(heading=basis.mark, kind=ColumnKind.CHECK, weight=0.62, group="ที่มา")
        for basis in Basis
    ),
    Column(heading="ใช่", kind=ColumnKind.CHECK, weight=0.85, group="สะเด็ดน้ำ"),
    Column(heading="ไม่", kind=ColumnKind.CHECK, weight=0.85, group="สะเด็ดน้ำ"),
)
_TOLD = (
    Column(heading="ที่มา", weight=1.5),
    Column(heading="สะเด็ดน้ำ", weight=1.2, align=Align.CENTER),
)
_WRITE, _READ = "ขีดถูก หรือเขียน กก.", "กก. หรือขีดถูกเมื่อไม่ทราบน้ำหนัก"
_LABEL_MOST = 30  # characters on one line of half a page
_SHORT_UNITS = {"ครัวเรือน": "คร."}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMonth:
    """A unit's month to be printed. `record` None: blank. `where`: its areas with their words,
    the narrowest first. `bins` None: not told."""

    line: UnitLine
    where: tuple[str, ...]
    month: date
    record: MonthRecord | None = None
    bins: BinCount | None = None


def form_blocks(told: UnitMonth, words: WasteWords) -> Iterator[Block]:
    """The form without who signs it."""
    yield Title(text=f"{TITLE}{month_name(told.month)}")
    yield from head_lines(told)
    yield amounts_table(told, words)
    yield streams_table(told.record, words)
    if told.record is None:
        marks = " ".join(f"{basis.mark} = {basis.label}" for basis in Basis)
        yield Paragraph(text=f"ที่มาของน้ำหนัก เลือกหนึ่งอย่างต่อประเภท: {marks}", small=True)
    elif told.record.note:
        yield Paragraph(text=f"หมายเหตุ {told.record.note}", small=True)


def head_lines(told: UnitMonth) -> tuple[FieldLine, ...]:
    """Who reports; a day that was not written down prints a line to write on."""
    record = told.record
    reported = None if record is None else record.reported_on
    reporter = "" if record is None else record.reporter
    return (
        FieldLine(
            fields=(
                Field(label="หน่วยรายงาน", value=told.line.label, weight=5),
                Field(label="รหัส", value=told.line.code or "–", weight=2),
                Field(label="อปท.", value=told.line.government or "–", weight=4),
            )
        ),
        FieldLine(
            fields=(
                Field(label="พื้นที่", value=" ".join(told.where) or "–", weight=8),
                *((Field(label="ผู้รายงาน", value=reporter, weight=5),) if reporter else ()),
                Field(
                    label="วันที่",
                    value=None if reported is None else short_thai_date(reported),
                    weight=3,
                ),
            )
        ),
    )


def streams_table(record: MonthRecord | None, words: WasteWords) -> Table:
    """How each stream was weighed and what became of it: boxes to tick where nothing is told, the
    fates that were told where something is."""
    fates = words.fates
    if record is not None:
        told = {one.fate for one in record.fates}
        fates = tuple(one for one in fates if one.key in told) or fates
    columns = (
        Column(heading="ประเภท", weight=1.5),
        *(_BOXES if record is None else _TOLD),
        *(
            Column(
                heading=fate.label,
                kind=ColumnKind.CHECK,
                weight=max(1.0 if record is None else 1.4, heading_weight(fate.label)),
                group=f"วิธีจัดการ ({_WRITE if record is None else _READ})",
            )
            for fate in fates
        ),
        Column(heading="ผู้ชั่ง", weight=1.1 if record is None else 1.6),
    )
    rows = tuple(Row(values=(short_of(one), *_told(record, one, fates))) for one in words.streams)
    return Table(columns=columns, rows=rows, name="วิธีจัดการ")


def _told(
    record: MonthRecord | None, stream: Entry, fates: Sequence[Entry]
) -> tuple[CellValue, ...]:
    if record is None:
        return (Check.EMPTY,) * (len(_BOXES) + len(fates)) + ("",)
    basis = next((one.basis for one in record.counted() if one.stream == stream.key), None)
    fact = next((one for one in record.streams if one.stream == stream.key), None)
    drained = {None: "", True: "ใช่", False: "ไม่"}[None if fact is None else fact.is_drained]
    return (
        "" if basis is None else basis.label,
        drained,
        *(_fate_cell(record, stream, fate) for fate in fates),
        "" if fact is None else fact.weighed_by,
    )


def _fate_cell(record: MonthRecord, stream: Entry, fate: Entry) -> CellValue:
    """How much went there; a tick where it is only known that some did."""
    for one in record.fates:
        if (one.stream, one.fate) == (stream.key, fate.key):
            return Check.TICKED if one.amount is None else format_amount(one.amount)
    return ""


def amounts_table(told: UnitMonth, words: WasteWords) -> Table:
    """Bins, counts, the bank and weights in two halves, each line with its number."""
    counted = {} if told.record is None else {f.item: f for f in told.record.counted()}
    lines = [*_bin_lines(told.bins), *(_item_line(words, item, counted) for item in words.items)]
    half = (len(lines) + 1) // 2
    rows = (
        (*left, *right)
        for left, right in zip_longest(lines[:half], lines[half:], fillvalue=("", "", ""))
    )
    columns = (
        Column(heading="ที่", weight=0.6, align=Align.CENTER),
        Column(heading="รายการ", weight=4.4),
        Column(heading="จำนวน", kind=ColumnKind.MONEY, weight=1.5),
    )
    return Table(columns=columns * 2, rows=tuple(Row(values=row) for row in rows), name="รายการ")


def _bin_lines(bins: BinCount | None) -> Iterator[tuple[CellValue, ...]]:
    for number, (attribute, label) in enumerate(BIN_LINES, 1):
        value = None if bins is None else getattr(bins, attribute)
        yield f"ถ{number}", label, "" if value is None else value


def _item_line(
    words: WasteWords, item: PaperItem, counted: Mapping[str, Figure]
) -> tuple[CellValue, ...]:
    figure = counted.get(item.key)
    stream = words.stream(item.stream)
    named = stream is not None and len(words.of_stream(item.stream)) > 1
    label = f"{short_of(stream)}: {item.short}" if stream and named else item.label
    if len(label) > _LABEL_MOST:
        label = item.short
    unit = _SHORT_UNITS.get(item.unit, item.unit)
    told = "" if figure is None else shown(figure.amount, places_of([figure.amount]))
    return words.number(item), label if stream else f"{label} ({unit})", told
