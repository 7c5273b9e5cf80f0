"""A month, or several, of the units of an area as tables: a line each, a column for each item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cdd_desktop.documents.fitting import lay, most_that_fit
from cdd_desktop.documents.model import (
    Align,
    ColumnKind,
    Orientation,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.documents.table_fields import TableField, columns_of, row_of
from cdd_desktop.waste.months.rolled import Rolled
from cdd_desktop.waste.paper.words import PaperItem, Part, WasteWords, places_of, short_of, shown

REPORTED, NOT_REPORTED, NOT_ADDED = "รายงานแล้ว", "ยังไม่มีรายงาน", "ไม่รวมในยอด"
_PLACES, _WEIGHED = "พื้นที่และการรายงาน", "น้ำหนักขยะ (กก.)"
HAZARDOUS = "hazardous"
_HEAD_KEYS = ("number", "place", "government", "units", "reported", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """A line of the table. `number` "" for sums; `title` as the place is called there."""

    number: int | str
    title: str
    rolled: Rolled
    government: str = ""
    kind: RowKind = RowKind.BODY

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
    """What tables of an area can show; `places` are the decimals of each item."""

    words: WasteWords
    places: Mapping[str, int] = field(default_factory=dict)

    def all(self) -> tuple[LineField, ...]:
        """Every field, in the order of paper."""
        return (*self.head(), *self.items(), *self.sums())

    def head(self) -> tuple[LineField, ...]:
        """Which line it is, and who reported."""
        return (
            LineField(
                key="number",
                heading="ที่",
                value=lambda line: line.number,
                shelf=_PLACES,
                weight=0.7,
                align=Align.CENTER,
            ),
            LineField(
                key="place", heading="พื้นที่", value=lambda line: line.title, shelf=_PLACES, weight=3
            ),
            LineField(
                key="government",
                heading="อปท.",
                value=lambda line: line.government,
                shelf=_PLACES,
                weight=2.2,
            ),
            LineField(
                key="units",
                heading="ทั้งหมด",
                value=lambda line: line.rolled.units,
                shelf=_PLACES,
                kind=ColumnKind.INTEGER,
                group="หมู่บ้าน",
            ),
            LineField(
                key="reported",
                heading="รายงานแล้ว",
                value=lambda line: line.rolled.reported,
                shelf=_PLACES,
                kind=ColumnKind.INTEGER,
                group="หมู่บ้าน",
            ),
            LineField(
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
            self._sum("estimated", "ส่วนที่ประมาณการ", every, of_estimates=True),
        )

    def _item(self, item: PaperItem) -> LineField:
        places = self.places.get(item.key, 0)
        is_weight = item.part is Part.WEIGHTS
        unit = "" if is_weight else f" ({item.unit})"
        return LineField(
            key=f"item:{item.key}",
            heading=f"{item.short}{unit}",
            value=lambda line: shown(line.rolled.figures.get(item.key), places),
            shelf=item.part.value,
            told=f"{item.label} ({item.unit})",
            kind=ColumnKind.MONEY,
            group=_WEIGHED if is_weight else item.part.value,
        )

    def _sum(
        self, key: str, heading: str, items: Sequence[PaperItem], *, of_estimates: bool = False
    ) -> LineField:
        places = max((self.places.get(item.key, 0) for item in items), default=0)

        def value(line: AreaLine) -> Decimal | None:
            figures = line.rolled.estimated if of_estimates else line.rolled.figures
            told = [figures[item.key] for item in items if item.key in figures]
            return shown(sum(told), places) if told else None

        return LineField(
            key=key,
            heading=heading,
            value=value,
            shelf=Part.WEIGHTS.value,
            told=f"{heading} (กก.)",
            kind=ColumnKind.MONEY,
            group=_WEIGHED,
        )


def fields_of(words: WasteWords, lines: Iterable[AreaLine]) -> LineFields:
    """The fields with as many decimals as the lines need."""
    every = tuple(lines)
    places = {
        item.key: places_of([line.rolled.figures.get(item.key) for line in every])
        for item in words.items
    }
    return LineFields(words=words, places=places)


def usual_keys(words: WasteWords, *, of_units: bool) -> tuple[tuple[str, ...], ...]:
    """The columns of a report's own tables: counts with the bank, then weights. Materials and
    kinds of a stream stand before what they come to, but those of hazardous waste, which have a
    report of their own. `of_units`: lines are villages or อปท."""
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
    return (head + tuple(counts), head + tuple(weights))


def area_tables(
    lines: Sequence[AreaLine], fields: Sequence[LineField], name: str, *, is_paper: bool
) -> tuple[Table, ...]:
    """The lines as one table, or on paper as several of as many columns as a page holds, each
    with the columns that tell whose line it is. A group's line is its title alone."""
    head = [one for one in fields if one.key in _HEAD_KEYS]
    others = [one for one in fields if one.key not in _HEAD_KEYS]
    parts = _parts(head, others) if is_paper else [others]
    return tuple(
        _table(lines, [*head, *part], name if number == 1 else f"{name} ({number})")
        for number, part in enumerate(parts, 1)
    )


def _parts(head: Sequence[LineField], others: Sequence[LineField]) -> list[list[LineField]]:
    room = max(most_that_fit(columns_of([*head, *others])) - len(head), 1)
    count = -(-len(others) // room) or 1
    even = -(-len(others) // count)  # so that no table has a single column more
    return [list(others[start : start + even]) for start in range(0, len(others), even)] or [[]]


def _table(lines: Sequence[AreaLine], fields: Sequence[LineField], name: str) -> Table:
    rows = tuple(
        Row(values=(line.title,), kind=RowKind.GROUP)
        if line.kind is RowKind.GROUP
        else row_of(fields, line, line.kind)
        for line in lines
    )
    columns, _ = lay(columns_of(fields), Orientation.LANDSCAPE)
    return Table(columns=columns, rows=rows, name=name)
