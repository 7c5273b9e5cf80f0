"""Items down, months across: what an area came to month by month, and the year before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cdd_desktop.checklists.form_table import percent
from cdd_desktop.documents.model import (
    Align,
    CellValue,
    Column,
    ColumnKind,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.thai.months import short_month_name
from cdd_desktop.waste.months.rolled import Rolled
from cdd_desktop.waste.paper.parts import tables_of
from cdd_desktop.waste.paper.words import PaperItem, Part, WasteWords, places_of, shown

LAST_NOTE = "รายการที่มี * ไม่บวกรวมหลายเดือน ช่องรวมเป็นตัวเลขของเดือนล่าสุดที่แต่ละหน่วยรายงาน"
_HEAD = (
    Column(heading="ที่", weight=0.7, align=Align.CENTER),
    Column(heading="รายการ", weight=4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What an area told over some months. `monthly`: each of them by itself; `before`: of a
    year earlier the months that are told this year, together; `before_name` heads its column and
    `before_note` tells which; `weighed_before`: those of its weights."""

    monthly: Sequence[Rolled]
    whole: Rolled
    before: Rolled
    name: str
    before_name: str
    before_note: str = ""
    weighed_before: Sequence[date] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row before it is parted: an amount for each month, then the sum and last year's."""

    number: int | str
    label: str
    amounts: tuple[int | None, ...]
    kind: RowKind = RowKind.BODY

    @property
    def cells(self) -> tuple[CellValue, ...]:
        places = places_of(self.amounts)
        return (*(shown(amount, places) for amount in self.amounts), self._change)

    @property
    def _change(self) -> Decimal | None:
        now, before = self.amounts[-2:]
        if now is None or not before:
            return None
        return percent(now - before, before)


def before_note(told: Mapping[Part, Sequence[date]]) -> str:
    """Which months the column of the year before adds up, of each part of the list."""
    named = {
        part: " ".join(map(short_month_name, months)) for part, months in told.items() if months
    }
    if len(set(named.values())) == 1:
        months = next(iter(named.values()))
    else:
        months = " · ".join(f"{part.value}: {one}" for part, one in named.items())
    return f"ช่องปีก่อนรวมเฉพาะเดือนที่ปีนี้รายงานแล้ว คือ {months}"


def months_tables(
    span: Span,
    words: WasteWords,
    *,
    is_paper: bool,
    stream: str = "",
    further: Sequence[str] = (),
) -> tuple[Table, ...]:
    """The items of the office's list, or those of one stream and the `further` ones, month by
    month; on paper in as many tables as pages are wide."""
    lines = tuple(_of_stream(span, words, stream, further) if stream else _all(span, words))
    columns = (
        *(
            Column(heading=short_month_name(one.month), kind=ColumnKind.MONEY)
            for one in span.monthly
            if one.month is not None
        ),
        Column(heading=span.name, kind=ColumnKind.MONEY),
        Column(heading=span.before_name, kind=ColumnKind.MONEY),
        Column(heading="เพิ่ม/ลด ร้อยละ", kind=ColumnKind.PERCENT, weight=1.8),
    )
    every = (*_HEAD, *columns)
    rows = tuple(
        Row(values=(line.label,), kind=RowKind.GROUP)
        if line.kind is RowKind.GROUP
        else Row(values=(line.number, line.label, *line.cells), kind=line.kind)
        for line in lines
    )
    return tables_of(every, rows, len(_HEAD), is_paper=is_paper)


def _all(span: Span, words: WasteWords) -> Iterator[_Line]:
    yield _Line(
        number="",
        label="หมู่บ้านที่รายงาน (นับรายเดือน)",
        amounts=tuple(one.reported * 1_000 for one in (*span.monthly, span.whole, span.before)),
    )
    for part in (Part.COUNTS, Part.BANK):
        items = words.of(part)
        if items:
            yield _Line(number="", label=part.value, amounts=(), kind=RowKind.GROUP)
        for item in items:
            yield _of_item(span, words, item)
    yield _Line(number="", label=Part.WEIGHTS.value, amounts=(), kind=RowKind.GROUP)
    every: list[PaperItem] = []
    for one in words.streams:
        items = words.of_stream(one.key)
        every += items
        yield from (_of_item(span, words, item) for item in items)
        if len(items) > 1:
            yield _sum(span, items, f"รวม{one.label}")
    named = {one.key for one in words.streams}
    others = [item for item in words.of(Part.WEIGHTS) if item.stream not in named]
    yield _sum(span, every, "รวมขยะที่ชั่งทุกประเภท")
    yield from (_of_item(span, words, item) for item in others)


def _of_stream(
    span: Span, words: WasteWords, stream: str, further: Sequence[str]
) -> Iterator[_Line]:
    items = words.of_stream(stream)
    yield from (_of_item(span, words, item) for item in items)
    yield _sum(span, items, "รวม")
    others = (words.item(key) for key in further)
    yield from (_of_item(span, words, item) for item in others if item is not None)


def _of_item(span: Span, words: WasteWords, item: PaperItem) -> _Line:
    mark = " *" if item.is_last else ""
    unit = "" if item.part is Part.WEIGHTS else f" ({item.unit})"
    return _Line(
        number=words.number(item),
        label=f"{item.label}{unit}{mark}",
        amounts=tuple(
            one.figures.get(item.key) for one in (*span.monthly, span.whole, span.before)
        ),
    )


def _sum(span: Span, items: Sequence[PaperItem], label: str) -> _Line:
    return _Line(
        number="",
        label=label,
        amounts=tuple(_added(one, items) for one in (*span.monthly, span.whole, span.before)),
        kind=RowKind.TOTAL,
    )


def _added(rolled: Rolled, items: Sequence[PaperItem]) -> int | None:
    told = [rolled.figures[item.key] for item in items if item.key in rolled.figures]
    return sum(told) if told else None
