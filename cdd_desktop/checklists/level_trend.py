"""Levels of an area over the fiscal years, as a whole and part by part."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from cdd_desktop.checklists.analysis_records import LevelHistory
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.grading import UNCHECKED_BASIS
from cdd_desktop.checklists.parts import part_title
from cdd_desktop.checklists.records import AreaSummary
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.charts import Bar, BarSegment, StackedBars, StackedColumns
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Document,
    Heading,
    Orientation,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel

TITLE = "ระดับย้อนหลัง"
MOST_YEARS = 10
_ABREAST = 2


def trend_document(
    history: LevelHistory,
    parts: Sequence[AreaSummary],
    scope: Scope,
    by: AreaLevel,
    areas: Areas,
    paper: Paper,
) -> Document:
    """`parts` of the area in official order, without a total."""
    segments = tuple(
        BarSegment(label=level.name, shade=level.shade) for level in scope.instrument.levels
    )
    blocks: list[Block] = [scope.title(TITLE, areas)]
    totals = {year: history.of_all(year) for year in history.years}
    if any(totals.values()):
        columns = tuple(
            Bar(label=f"ปี {year}", counts=_counts(levels, scope)) for year, levels in totals.items()
        )
        blocks.append(
            StackedColumns(title="จำนวนหมู่บ้านของแต่ละระดับ รายปี", segments=segments, columns=columns)
        )
    else:
        told = "ยังไม่มีหมู่บ้านที่ประเมินครบทุกตัวชี้วัดในพื้นที่นี้ กรุณากรอกแบบประเมินให้ครบ หรือเลือกพื้นที่อื่น"
        blocks.append(Paragraph(text=told, bold=True))
    blocks += [_year_table(totals, scope), *_notes(history)]
    shown = [part for part in parts if history.parts.get(part.code)]
    if len(parts) > 1 and shown:
        blocks += [
            Heading(text=f"ราย{by.label}"),
            *_small_multiples(history, shown, segments, scope, areas),
            PageBreak(),
            _part_table(history, shown, by, scope, areas),
        ]
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=tuple(blocks),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def _counts(levels: Mapping[int, int], scope: Scope) -> tuple[int, ...]:
    return tuple(levels.get(level.code, 0) for level in scope.instrument.levels)


def _year_table(totals: Mapping[int, Mapping[int, int]], scope: Scope) -> Table:
    """Counts, percentages, and by how many points each percentage moved since the year before."""
    columns = [
        Column(heading="ปีงบประมาณ", weight=1.4, align=Align.CENTER),
        Column(heading="ประเมินครบ", kind=ColumnKind.INTEGER, weight=1.3),
    ]
    for level in scope.instrument.levels:
        columns += [
            Column(heading="จำนวน", kind=ColumnKind.INTEGER, weight=1.1, group=level.name),
            Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, weight=1.1, group=level.name),
            Column(heading="เพิ่มขึ้น", kind=ColumnKind.PERCENT, weight=1.1, group=level.name),
        ]
    rows = []
    before: tuple[Decimal | None, ...] = (None,) * len(scope.instrument.levels)
    for year, levels in totals.items():
        counts = _counts(levels, scope)
        shares = tuple(percent(count, sum(counts)) for count in counts)
        values: list[CellValue] = [f"ปี {year}", sum(counts)]
        for count, share, earlier in zip(counts, shares, before, strict=True):
            rise = None if share is None or earlier is None else share - earlier
            values += [count, share, rise]
        rows.append(Row(values=tuple(values)))
        before = shares
    return Table(columns=tuple(columns), rows=tuple(rows), name="รายปี")


def _notes(history: LevelHistory) -> Iterator[Paragraph]:
    told = (
        "ร้อยละคิดจากหมู่บ้านที่ประเมินครบทุกตัวชี้วัดของปีนั้น ช่อง เพิ่มขึ้น เป็นผลต่างของร้อยละจากปีที่อยู่ก่อนหน้าในตาราง "
        "ทุกปีนับหมู่บ้านตามทะเบียนเดียวกัน"
    )
    yield Paragraph(text=f"หมายเหตุ {told}", small=True)
    if history.counted_only:
        years = ", ".join(str(year) for year in sorted(history.counted_only))
        yield Paragraph(text=f"ระดับของปี {years} {UNCHECKED_BASIS}", small=True)


def _small_multiples(
    history: LevelHistory,
    parts: Sequence[AreaSummary],
    segments: tuple[BarSegment, ...],
    scope: Scope,
    areas: Areas,
) -> Iterator[Block]:
    """A bar for each year of each part, two parts abreast."""
    charts = [
        StackedBars(
            title=part_title(areas, part.code, scope.area_code),
            segments=segments,
            bars=tuple(
                Bar(label=f"ปี {year}", counts=_counts(history.of_part(part.code, year), scope))
                for year in history.years
            ),
        )
        for part in parts
    ]
    for at in range(0, len(charts), _ABREAST):
        left, *right = charts[at : at + _ABREAST]
        yield Beside(left=(left,), right=tuple(right))


def _part_table(
    history: LevelHistory, parts: Sequence[AreaSummary], by: AreaLevel, scope: Scope, areas: Areas
) -> Table:
    """The numbers of the small charts: a row for each part and year, the area's sums last."""
    columns = [
        Column(heading=by.label, weight=3),
        Column(heading="ปีงบประมาณ", weight=1.4, align=Align.CENTER),
        Column(heading="ประเมินครบ", kind=ColumnKind.INTEGER, weight=1.3),
    ]
    for level in scope.instrument.levels:
        columns += [
            Column(heading="จำนวน", kind=ColumnKind.INTEGER, weight=1.1, group=level.name),
            Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, weight=1.1, group=level.name),
        ]
    rows = [
        _part_row(
            part_title(areas, part.code, scope.area_code),
            year,
            _counts(history.of_part(part.code, year), scope),
        )
        for part in parts
        for year in history.years
    ]
    rows += [
        _part_row("รวม", year, _counts(history.of_all(year), scope), RowKind.TOTAL)
        for year in history.years
    ]
    return Table(columns=tuple(columns), rows=tuple(rows), name=f"ราย{by.label}")


def _part_row(name: str, year: int, counts: Sequence[int], kind: RowKind = RowKind.BODY) -> Row:
    values: list[CellValue] = [name, f"ปี {year}", sum(counts)]
    for count in counts:
        values += [count, percent(count, sum(counts))]
    return Row(values=tuple(values), kind=kind)
