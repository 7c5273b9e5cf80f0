"""What is told of a month by a village or an อปท.

Amounts are whole thousandths of the unit of their item: grams, or thousandths of a bin, a person
or a baht.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from uuid import UUID

from cdd_desktop.waste.units import Unit

TYPED_MAX = 40
NOTE_MAX = 1_000


class Basis(IntEnum):
    """How a figure was come by; of several the lowest counts, and they never add up together."""

    HOUSEHOLD = 1
    AGGREGATE = 2
    ESTIMATE = 3

    @property
    def label(self) -> str:
        """As screens and sheets name it."""
        return {1: "ครัวเรือน", 2: "รวม", 3: "ประมาณการ"}[self.value]

    @property
    def mark(self) -> str:
        """The letter beside a figure in a narrow cell."""
        return {1: "ค", 2: "ร", 3: "ป"}[self.value]


class Sums(StrEnum):
    """What an item comes to over several months: a trait of each entry of the list of items."""

    ADDED = "added"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount of an item. `stream` is that of the item, or the item's own key for a count.

    `typed`: what was typed where it was not the amount itself, such as 3 ถุง.
    """

    item: str
    stream: str
    basis: Basis
    amount: int
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFact:
    """How a stream was weighed. `is_drained` None: not told."""

    stream: str
    is_drained: bool | None = None
    weighed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a stream; several may be true. `amount` None: so much, not known how much."""

    stream: str
    fate: str
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRecord:
    """The record of a unit for a month; empty ones are not stored.

    `month` is the date of its first day.
    """

    uuid: UUID
    unit: Unit
    month: date
    reported_on: date | None = None
    reporter: str = ""
    note: str = ""
    figures: tuple[Figure, ...] = ()
    streams: tuple[StreamFact, ...] = ()
    fates: tuple[Fate, ...] = ()
    version: int = 0

    def figure(self, item: str, basis: Basis) -> Figure | None:
        """What was told of an item on a basis."""
        return next((f for f in self.figures if f.item == item and f.basis is basis), None)

    def counted(self) -> tuple[Figure, ...]:
        """The figures that count: of each stream those of its best basis."""
        best = best_bases(self.figures)
        return tuple(figure for figure in self.figures if figure.basis is best[figure.stream])


def best_bases(figures: Iterable[Figure]) -> dict[str, Basis]:
    """The basis that counts, by stream: a measured weight wins over an estimate."""
    best: dict[str, Basis] = {}
    for figure in figures:
        held = best.get(figure.stream)
        if held is None or figure.basis < held:
            best[figure.stream] = figure.basis
    return best


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A change to a month after it was closed. `before` and `after` None: nothing told.

    `part` is figure, fate or bins; `key` the item, the stream and fate with a slash, or the field.
    """

    uuid: UUID
    record: UUID
    part: str
    key: str
    basis: Basis | None
    on: date
    before: int | None
    after: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A month of an amphoe (4 digits) that is closed: it changes by corrections only."""

    uuid: UUID
    month: date
    area_code: str
    closed_on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What one local measure (ถุง, ตะกร้า, ถัง) of an item weighs in a place, in grams."""

    uuid: UUID
    unit: Unit
    measure: str
    item: str  # "" for whatever is in it
    grams: int
    measured_on: date
    measured_by: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Why a figure that a check doubted is right. It holds while the check tells the same."""

    uuid: UUID
    record: UUID
    check: str
    key: str
    told: str
    reason: str
    on: date
