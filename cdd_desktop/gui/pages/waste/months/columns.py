"""The columns of the month grid: what every office has each month, then the weights by stream."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from cdd_desktop.lookups.records import Entry, Lookup

OTHERS = "ทุกเดือน"
BINS = "bins"  # the key of the column of wet-waste bins, which is no item of the list


class Kind(Enum):
    """What a cell of the column holds."""

    GROUP = "group"
    UNIT = "unit"
    BINS = "bins"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`key`: of the item. `group`: what stands over it in the chooser of columns."""

    kind: Kind
    key: str
    title: str
    label: str  # the title in full
    group: str = ""
    measure: str = ""  # the unit of its amounts
    stream: str = ""  # "" for a count
    width: int = 86
    ends_group: bool = False
    is_of_bank: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether something may be typed into it."""
        return self.kind in {Kind.BINS, Kind.ITEM}

    @property
    def heading(self) -> str:
        """Two lines: what it is, and in what it is told."""
        return f"{self.title}\n{self.measure}" if self.measure else self.title


def item_columns(
    items: Lookup, streams: Lookup, year: int, used: Collection[str]
) -> tuple[Column, ...]:
    """Every column that the lists of a year make; a retired item stays where a record uses it."""
    entries = [entry for entry in items.at(year) if entry.is_offered or entry.key in used]
    made = [
        Column(
            kind=Kind.BINS,
            key=BINS,
            title="ถังขยะเปียก",
            label="ครัวเรือนที่จัดทำถังขยะเปียกแล้ว",
            group=OTHERS,
            measure="ครัวเรือน",
        ),
        *(_column(entry, OTHERS) for entry in entries if not entry.traits.get("stream")),
    ]
    for stream in streams.at(year):
        called = str(stream.traits.get("short") or stream.label)
        own = [entry for entry in entries if entry.traits.get("stream") == stream.key]
        made += [_column(entry, called) for entry in own]
    return tuple(made)


def shown_columns(
    every: Sequence[Column], hidden: Collection[str], titles: tuple[str, str]
) -> tuple[Column, ...]:
    """The columns of the grid: two of these titles that stay in sight, then those not hidden."""
    kept = [column for column in every if column.key not in hidden]
    ends = [
        number + 1 == len(kept) or kept[number + 1].group != column.group
        for number, column in enumerate(kept)
    ]
    return (
        Column(kind=Kind.GROUP, key="group", title=titles[0], label=titles[0], width=100),
        Column(kind=Kind.UNIT, key="unit", title=titles[1], label=titles[1], width=176),
        *(_ending(column, end) for column, end in zip(kept, ends, strict=True)),
    )


def _column(entry: Entry, group: str) -> Column:
    return Column(
        kind=Kind.ITEM,
        key=entry.key,
        title=str(entry.traits.get("short") or entry.label),
        label=entry.label,
        group=group,
        measure=str(entry.traits.get("unit") or ""),
        stream=str(entry.traits.get("stream") or ""),
        is_of_bank=bool(entry.traits.get("bank")),
    )


def _ending(column: Column, ends: bool) -> Column:
    return replace(column, ends_group=ends) if ends else column
