"""The items of a month as paper names and orders them: the office's own list decides its lines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from cdd_desktop.lookups.records import Entry, Lookup
from cdd_desktop.waste.amounts import as_unit
from cdd_desktop.waste.months.records import Sums
from cdd_desktop.waste.months.rolled import StreamFate

KG = "กก."


class Part(Enum):
    """Under which heading an item stands; the value is the heading."""

    COUNTS = "ครัวเรือน จุดรวบรวม อถล."
    BANK = "ธนาคารขยะ"
    WEIGHTS = "น้ำหนักขยะ (กิโลกรัม)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """An item as worded in a year. `stream` "" where it is no weight of a stream."""

    key: str
    label: str
    short: str
    unit: str
    stream: str
    is_last: bool
    of_bank: bool

    @property
    def part(self) -> Part:
        """Counts come first, then the bank, then what is weighed."""
        if self.of_bank:
            return Part.BANK
        return Part.WEIGHTS if self.stream or self.unit == KG else Part.COUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteWords:
    """Items in the order of paper, streams and fates in that of their lists. The labels are those
    of all entries, also of retired ones that only a correction names."""

    items: tuple[PaperItem, ...]
    streams: tuple[Entry, ...]
    fates: tuple[Entry, ...]
    item_labels: Mapping[str, str]
    stream_labels: Mapping[str, str]
    fate_labels: Mapping[str, str]

    def of(self, part: Part) -> tuple[PaperItem, ...]:
        """The items under a heading."""
        return tuple(item for item in self.items if item.part is part)

    def of_stream(self, stream: str) -> tuple[PaperItem, ...]:
        """The items of a stream."""
        return tuple(item for item in self.items if item.stream == stream)

    def item(self, key: str) -> PaperItem | None:
        """The item of a key; None for one that the list lacks."""
        return next((item for item in self.items if item.key == key), None)

    def number(self, item: PaperItem) -> int:
        """The line of an item on every form."""
        return self.items.index(item) + 1

    def item_label(self, key: str) -> str:
        """What an item is called; its key where the list lacks it."""
        return self.item_labels.get(key, key)

    def stream(self, key: str) -> Entry | None:
        """The stream of a key; None for one that the list lacks, and for ""."""
        return next((one for one in self.streams if one.key == key), None)

    def stream_label(self, key: str) -> str:
        """What a stream is called; its key where the list lacks it."""
        return self.stream_labels.get(key, key)

    def fate_label(self, key: str) -> str:
        """What a fate is called; its key where the list lacks it."""
        return self.fate_labels.get(key, key)


def waste_words(
    items: Lookup,
    streams: Lookup,
    fates: Lookup,
    year: int,
    used: Collection[str] = (),
    ways: Collection[StreamFate] = (),
) -> WasteWords:
    """The words of a Buddhist fiscal year: what is offered, and what is retired but was told:
    items that were `used` with their streams, and the streams and fates of `ways`."""
    order = list(Part)
    entries = _shown(items, year, used)
    paper = sorted(map(_paper_item, entries), key=lambda item: order.index(item.part))
    weighed = {item.stream for item in paper if item.key in used and item.stream}
    return WasteWords(
        items=tuple(paper),
        streams=_shown(streams, year, weighed | {stream for stream, _ in ways}),
        fates=_shown(fates, year, {fate for _, fate in ways}),
        item_labels=_labels(items, year),
        stream_labels=_labels(streams, year),
        fate_labels=_labels(fates, year),
    )


def _shown(words: Lookup, year: int, used: Collection[str]) -> tuple[Entry, ...]:
    """What is offered or used, in the order of the list; last what the list lost."""
    shown = [one for one in words.at(year) if one.is_offered or one.key in used]
    known = {one.key for one in shown}
    return (*shown, *(Entry(key=key, label=key) for key in sorted(set(used) - known)))


def _labels(words: Lookup, year: int) -> Mapping[str, str]:
    return {one.key: one.label for one in words.at(year)}


def short_of(entry: Entry) -> str:
    """What an entry is called in a narrow column."""
    return str(entry.traits.get("short") or entry.label)


def _paper_item(entry: Entry) -> PaperItem:
    return PaperItem(
        key=entry.key,
        label=entry.label,
        short=short_of(entry),
        unit=str(entry.traits.get("unit", "")),
        stream=str(entry.traits.get("stream") or ""),
        is_last=entry.traits.get("sums") == Sums.LAST.value,
        of_bank=bool(entry.traits.get("bank")),
    )


def places_of(amounts: Sequence[int | None]) -> int:
    """The decimals, 0 to 3, that show every one of the amounts (thousandths) whole."""
    return max(
        (
            next(places for places in range(4) if amount % 10 ** (3 - places) == 0)
            for amount in amounts
            if amount is not None
        ),
        default=0,
    )


def shown(amount: int | None, places: int) -> Decimal | None:
    """An amount with as many decimals as its column has; None for blank."""
    unit = as_unit(amount)
    return None if unit is None else unit.quantize(Decimal(1).scaleb(-places))
