"""A month, or several, of the units of an area as tables: a line each, a column for each item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cdd_desktop.checklists.form_table import percent
from cdd_desktop.documents.model import (
    Align,
    ColumnKind,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.documents.table_fields import TableField, columns_of, row_of
from cdd_desktop.waste.months.rolled import Rolled
from cdd_desktop.waste.paper.parts import heading_weight, names_weight, tables_of
from cdd_desktop.waste.paper.words import PaperItem, Part, WasteWords, places_of, short_of, shown

REPORTED, NOT_REPORTED, NOT_ADDED = "รายงานแล้ว", "ยังไม่มีรายงาน", "ไม่รวมในยอด"
_PLACES, _WEIGHED = "พื้นที่และการรายงาน", "น้ำหนักขยะ (กก.)"
HAZARDOUS = "hazardous"
_GROUPS = {Part.BANK: Part.BANK.value}
_HEAD_KEYS = ("number", "place", "government", "units", "reported", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """A line of the table. `number` "" for sums; `title` as the place is called there. `before`:
    the same a year earlier, where that is beside it."""

    number: int | str
    title: str
    rolled: Rolled
    government: str = ""
    kind: RowKind = RowKind.BODY
    before: Rolled | None = None

    @property
    def is_village(self) -> bool:
        """Whether it is of a single village or อปท."""
        return self.rolled.unit is not None

    @property
    def state(self) -> str:
        """Of a single unit, what its figures are worth."""
        if not self.is_village:
            return ""
        if self.rolled.not_added or self.rolled.fates_not_added:
            return NOT_ADDED
        is_told = bool(self.rolled.figures or self.rolled.fates_told or self.rolled.reported)
        return REPORTED if is_told else NOT_REPORTED


LineField = TableField[AreaLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFields:
    """What tables of an area can show; `places` are the decimals of each item. `place_weight`:
    the share of the names of lines. `is_span`: of several months, in each of which a village is
    counted."""

    words: WasteWords
    places: Mapping[str, int] = field(default_factory=dict)
    place_weight: float = 3
    is_span: bool = False

    def all(self) -> tuple[LineField, ...]:
        """Every field, in the order of paper."""
        return (*self.head(), *self.items(), *self.sums(), *self.compared())

    def head(self) -> tuple[LineField, ...]:
        """Which line it is, and who reported."""
        units = "หมู่บ้าน × เดือน" if self.is_span else "หมู่บ้าน"
        return (
            TableField(
                key="number",
                heading="ที่",
                value=lambda line: line.number,
                shelf=_PLACES,
                weight=0.7,
                align=Align.CENTER,
            ),
            TableField(
                key="place",
                heading="พื้นที่",
                value=lambda line: line.title,
                shelf=_PLACES,
                weight=self.place_weight,
            ),
            TableField(
                key="government",
                heading="อปท.",
                value=lambda line: line.government,
                shelf=_PLACES,
                weight=2.2,
            ),
            TableField(
                key="units",
                heading="รวม",
                value=lambda line: line.rolled.units,
                shelf=_PLACES,
                kind=ColumnKind.INTEGER,
                group=units,
            ),
            TableField(
                key="reported",
                heading="รายงาน",
                value=lambda line: line.rolled.reported,
                shelf=_PLACES,
                kind=ColumnKind.INTEGER,
                group=units,
            ),
            TableField(
                key="state",
                heading="การรายงาน",
                value=lambda line: line.state,
                shelf=_PLACES,
                weight=1.8,
            ),
        )

    def items(self) -> tuple[LineField, ...]:
        """A field for each item."""
        return tuple(self._item(item) for item in self.words.items)

    def sums(self) -> tuple[LineField, ...]:
        """What streams come to, all of them, and the part that stands on estimates."""
        streams = {one.key: self.words.of_stream(one.key) for one in self.words.streams}
        several = {key: items for key, items in streams.items() if len(items) > 1}
        every = [item for items in streams.values() for item in items]
        labels = {one.key: short_of(one) for one in self.words.streams}
        return (
            *(
                self._sum(f"stream:{key}", f"รวม{labels[key]}", items)
                for key, items in several.items()
            ),
            self._sum("weighed", "รวมทุกประเภท", every),
            self._sum("estimated", "ค่าประมาณ", every, of_estimates=True),
        )

    def compared(self) -> tuple[LineField, ...]:
        """All streams a year earlier, and by how much they differ."""
        every = [item for one in self.words.streams for item in self.words.of_stream(one.key)]
        places = max((self.places.get(item.key, 0) for item in every), default=0)

        def before(line: AreaLine) -> Decimal | None:
            return shown(_added(line.before, every), places)

        def change(line: AreaLine) -> Decimal | None:
            now, then = _added(line.rolled, every), _added(line.before, every)
            return None if now is None or not then else percent(now - then, then)

        return (
            TableField(
                key="before",
                heading="ปีก่อน",
                value=before,
                shelf=Part.WEIGHTS.value,
                told="รวมทุกประเภท ปีก่อน (กก.)",
                kind=ColumnKind.MONEY,
                group=_WEIGHED,
            ),
            TableField(
                key="change",
                heading="เพิ่ม/ลด ร้อยละ",
                value=change,
                shelf=Part.WEIGHTS.value,
                kind=ColumnKind.PERCENT,
            ),
        )

    def _item(self, item: PaperItem) -> LineField:
        places = self.places.get(item.key, 0)
        is_weight = item.part is Part.WEIGHTS
        is_told = is_weight or item.unit in item.short
        unit = "" if is_told else f" ({item.unit})"
        return TableField(
            key=f"item:{item.key}",
            heading=f"{item.short}{unit}",
            value=lambda line: shown(line.rolled.figures.get(item.key), places),
            shelf=item.part.value,
            told=f"{item.label} ({item.unit})",
            kind=ColumnKind.MONEY,
            weight=heading_weight(item.short) if is_weight else 1,
            group=_WEIGHED if is_weight else _GROUPS.get(item.part, ""),
        )

    def _sum(
        self, key: str, heading: str, items: Sequence[PaperItem], *, of_estimates: bool = False
    ) -> LineField:
        places = max((self.places.get(item.key, 0) for item in items), default=0)

        def value(line: AreaLine) -> Decimal | None:
            figures = line.rolled.estimated if of_estimates else line.rolled.figures
            told = [figures[item.key] for item in items if item.key in figures]
            return shown(sum(told), places) if told else None

        return TableField(
            key=key,
            heading=heading,
            value=value,
            shelf=Part.WEIGHTS.value,
            told=f"{heading} (กก.)",
            kind=ColumnKind.MONEY,
            group=_WEIGHED,
        )


def _added(rolled: Rolled | None, items: Sequence[PaperItem]) -> int | None:
    """What items come to; None where none was told."""
    figures = {} if rolled is None else rolled.figures
    told = [figures[item.key] for item in items if item.key in figures]
    return sum(told) if told else None


def fields_of(words: WasteWords, lines: Iterable[AreaLine], *, is_span: bool = False) -> LineFields:
    """The fields with as many decimals as the lines need."""
    every = tuple(lines)
    places = {
        item.key: places_of([line.rolled.figures.get(item.key) for line in every])
        for item in words.items
    }
    names = (line.title for line in every if line.kind is RowKind.BODY)
    return LineFields(words=words, places=places, place_weight=names_weight(names), is_span=is_span)


def usual_keys(
    words: WasteWords, *, of_units: bool, is_compared: bool = False
) -> tuple[tuple[str, ...], ...]:
    """The columns of a report's own tables: counts with the bank, then weights. Materials and
    kinds of a stream stand before what they come to, but those of hazardous waste, which have a
    report of their own. Who reported is told in the first table alone, which leaves the second its
    room. `of_units`: lines are villages or อปท. `is_compared`: with the year before.
    """
    head = (
        ("number", "place", "government", "state")
        if of_units
        else ("number", "place", "units", "reported")
    )
    counts = [f"item:{item.key}" for part in (Part.COUNTS, Part.BANK) for item in words.of(part)]
    weights = []
    for stream in words.streams:
        items = words.of_stream(stream.key)
        is_summed = len(items) > 1
        if not is_summed or stream.key != HAZARDOUS:
            weights += [f"item:{item.key}" for item in items]
        if is_summed:
            weights.append(f"stream:{stream.key}")
    named = {stream.key for stream in words.streams}
    weights += ["weighed", "estimated"]
    weights += [f"item:{one.key}" for one in words.of(Part.WEIGHTS) if one.stream not in named]
    weights += ["before", "change"] if is_compared else []
    return (head + tuple(counts), (*head[:2], *weights))


def hazard_keys(words: WasteWords, *, of_units: bool) -> tuple[str, ...]:
    """The columns of hazardous waste by kind."""
    first, _ = usual_keys(words, of_units=of_units)
    head = tuple(key for key in first if key in _HEAD_KEYS)
    items = words.of_stream(HAZARDOUS)
    total = (f"stream:{HAZARDOUS}",) if len(items) > 1 else ()
    points = tuple(key for key in first if key == "item:hazard-points")
    return (*head, *(f"item:{item.key}" for item in items), *total, *points)


def area_tables(
    lines: Sequence[AreaLine], fields: Sequence[LineField], name: str, *, is_paper: bool
) -> tuple[Table, ...]:
    """The lines as one table, or on paper as several of as many columns as a page holds, each
    with the columns that tell whose line it is. A group's line is its title alone."""
    head = [one for one in fields if one.key in _HEAD_KEYS]
    chosen = [*head, *(one for one in fields if one.key not in _HEAD_KEYS)]
    rows = tuple(
        Row(values=(line.title,), kind=RowKind.GROUP)
        if line.kind is RowKind.GROUP
        else row_of(chosen, line, line.kind)
        for line in lines
    )
    return tables_of(columns_of(chosen), rows, len(head), is_paper=is_paper, name=name)
