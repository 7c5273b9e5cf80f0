"""A month of one village or อปท., with the months beside it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

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
from cdd_desktop.thai.months import last_month, month_name, short_month_name
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.records import Figure, MonthRecord
from cdd_desktop.waste.paper.form_sheet import BIN_LINES, UnitMonth, head_lines, streams_table
from cdd_desktop.waste.paper.words import Part, WasteWords, places_of, shown

_NOTHING = "เดือนนี้ยังไม่มีรายงานของหน่วยนี้ กรุณากรอกในหน้าขยะชุมชน"


def unit_blocks(
    told: UnitMonth, before: UnitMonth, words: WasteWords, title: str, closed: str
) -> Iterator[Block]:
    """The unit's figures beside those of the month before; a note where nothing is told."""
    yield Title(text=f"{title} {month_name(told.month)}", lines=(closed,))
    yield from head_lines(told)
    if told.record is None or not (told.record.figures or told.record.fates):
        yield Paragraph(text=_NOTHING, bold=True)
    yield _table(told, before, words)
    if told.record is not None and (told.record.streams or told.record.fates):
        yield Heading(text="ที่มาของน้ำหนัก และวิธีจัดการขยะแต่ละประเภท")
        yield streams_table(told.record, words)
    if told.record is not None:
        left = _left_out(told.record, words)
        if left:
            yield Paragraph(text=f"หมายเหตุ {left}", small=True)
        if told.record.note:
            yield Paragraph(text=f"บันทึกของหน่วยรายงาน {told.record.note}", small=True)


def _left_out(record: MonthRecord, words: WasteWords) -> str:
    """Figures that are told on a lesser basis, and so in no sum."""
    counted = set(record.counted())
    others = [figure for figure in record.figures if figure not in counted]
    if not others:
        return ""
    told = ", ".join(
        f"{words.item_label(figure.item)} ({figure.basis.label}) "
        f"{shown(figure.amount, places_of([figure.amount])):,}"
        for figure in others
    )
    return f"ไม่นับซ้ำ ใช้ตัวเลขที่มาดีกว่าแทน: {told}"


def _table(told: UnitMonth, before: UnitMonth, words: WasteWords) -> Table:
    now = _counted(told.record)
    then = _counted(before.record)
    rows = [Row(values=("ถังขยะเปียก",), kind=RowKind.GROUP)]
    rows += [
        Row(
            values=(
                f"ถ{number}",
                label,
                _count(told.bins, attribute),
                "" if told.bins is None else told.bins.basis.label,
                _count(before.bins, attribute),
            )
        )
        for number, (attribute, label) in enumerate(BIN_LINES, 1)
    ]
    for part in Part:
        items = words.of(part)
        if items:
            rows.append(Row(values=(part.value,), kind=RowKind.GROUP))
        for item in items:
            figure, old = now.get(item.key), then.get(item.key)
            places = places_of([one.amount for one in (figure, old) if one is not None])
            rows.append(
                Row(
                    values=(
                        words.number(item),
                        f"{item.label} ({item.unit})",
                        None if figure is None else shown(figure.amount, places),
                        "" if figure is None else _source(figure),
                        None if old is None else shown(old.amount, places),
                    )
                )
            )
    return Table(columns=_columns(told.month), rows=tuple(rows), name="รายงานประจำเดือน")


def _source(figure: Figure) -> str:
    return f"{figure.basis.label} ({figure.typed})" if figure.typed else figure.basis.label


def _columns(month: date) -> tuple[Column, ...]:
    return (
        Column(heading="ที่", weight=0.8, align=Align.CENTER),
        Column(heading="รายการ", weight=5),
        Column(heading=short_month_name(month), kind=ColumnKind.MONEY, weight=1.7),
        Column(heading="ที่มา", weight=2.1),
        Column(heading=short_month_name(last_month(month)), kind=ColumnKind.MONEY, weight=1.7),
    )


def _counted(record: MonthRecord | None) -> Mapping[str, Figure]:
    return {} if record is None else {figure.item: figure for figure in record.counted()}


def _count(bins: BinCount | None, attribute: str) -> CellValue:
    value: int | None = None if bins is None else getattr(bins, attribute)
    return value


def form_row(told: UnitMonth, words: WasteWords) -> tuple[CellValue, ...]:
    """The same as a row of a workbook: see `form_columns`."""
    counted = _counted(told.record)
    line = told.line
    return (
        line.code,
        *told.where,
        line.label,
        line.government,
        None if told.record is None else told.record.reported_on,
        "" if told.record is None else told.record.reporter,
        *(_count(told.bins, attribute) for attribute, _ in BIN_LINES),
        *(
            None
            if (figure := counted.get(item.key)) is None
            else shown(figure.amount, places_of([figure.amount]))
            for item in words.items
        ),
    )


def form_columns(words: WasteWords) -> Sequence[Column]:
    """The columns of a workbook with a row for each unit."""
    number = ColumnKind.MONEY
    return (
        Column(heading="รหัส"),
        Column(heading="ตำบล", weight=2),
        Column(heading="อำเภอ", weight=2),
        Column(heading="หน่วยรายงาน", weight=3),
        Column(heading="อปท.", weight=3),
        Column(heading="วันที่รายงาน", kind=ColumnKind.DATE, weight=2),
        Column(heading="ผู้รายงาน", weight=2),
        *(
            Column(heading=label, kind=ColumnKind.INTEGER, group="ถังขยะเปียก")
            for _, label in BIN_LINES
        ),
        *(
            Column(heading=f"{item.short} ({item.unit})", kind=number, group=item.part.value)
            for item in words.items
        ),
    )
