"""What measures are reckoned from, and what comes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.parameters.records import Parameter, Target


def _none() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What was weighed by those who weighed everything: shares of a part would mislead.

    A unit weighed everything in a month in which it told its whole waste (`generated`), or its
    organic, recyclable and general waste, none of it estimated. `generated`: grams of all of them;
    `of_people`: grams of those whose people are known, and `person_days` these people times the
    days of the month. `streams`: grams by stream, of those that weighed stream by stream.
    `handled`: grams of those that told what became of it, and how much was put to use; `diverted`
    (also what is recycled) and `recycled` are parts of it.
    """

    generated: int = 0
    of_people: int = 0
    person_days: int = 0
    streams: Mapping[str, int] = field(default_factory=_none)
    handled: int = 0
    diverted: int = 0
    recycled: int = 0

    def plus(self, other: "Weighed") -> "Weighed":
        """Both together."""
        streams = dict(self.streams)
        for stream, grams in other.streams.items():
            streams[stream] = streams.get(stream, 0) + grams
        return Weighed(
            generated=self.generated + other.generated,
            of_people=self.of_people + other.of_people,
            person_days=self.person_days + other.person_days,
            streams=streams,
            handled=self.handled + other.handled,
            diverted=self.diverted + other.diverted,
            recycled=self.recycled + other.recycled,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a place over some months.

    `units` and `reported` count villages once a month. `items`: thousandths by key of item;
    `streams`: grams by stream, of whatever basis. What nobody told is absent.
    """

    units: int = 0
    reported: int = 0
    items: Mapping[str, int] = field(default_factory=_none)
    streams: Mapping[str, int] = field(default_factory=_none)
    bins: BinCount | None = None
    weighed: Weighed = field(default_factory=Weighed)


NOTHING = Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An area, village or อปท. as it was called in the newest of the months.

    `area_code` "" where there is no area to go down to or to set a target for.
    """

    key: str
    name: str
    area_code: str = ""
    is_whole: bool = False  # what an อปท. told that lies in no tambon or village of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What all people of a place throw away by a rate: never added to what was weighed."""

    grams: int
    people: int
    unknown: int  # villages whose people are not known
    used: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An area read once, from which every measure is reckoned without reading again.

    `months`: the months told of, `before` the same ones a year earlier. `now` and `last` tell of
    each place over all of them, `total` and `last_total` of the whole area, `monthly` of the whole
    area in every month of both years.
    """

    area_code: str
    year: int
    by: By
    months: tuple[date, ...]
    before: tuple[date, ...]
    places: tuple[Place, ...]
    now: Mapping[str, Told]
    last: Mapping[str, Told]
    total: Told
    last_total: Told
    monthly: Mapping[date, Told]
    targets: tuple[Target, ...]
    estimate: Estimate | None
    stream_labels: Mapping[str, str]


class Better(StrEnum):
    """Which way a measure is to go."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measure of a place. None: not told, which is not 0."""

    place: Place
    now: Fraction | None
    before: Fraction | None
    target: Decimal | None

    @property
    def risen(self) -> Fraction | None:
        """By how much it differs from last year."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def ahead(self) -> Fraction | None:
        """By how much it differs from the target."""
        return None if self.now is None or self.target is None else self.now - Fraction(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A line with its rank: equal ones share theirs; None for a place that told nothing."""

    rank: int | None
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A measure of the whole area in a month, and in the same month a year earlier."""

    month: date
    now: Fraction | None
    before: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Shares of the streams of a place, by key of stream; empty where nobody weighed all."""

    place: Place
    grams: Mapping[str, int]

    def share(self, stream: str) -> Fraction | None:
        """Of 100."""
        whole = sum(self.grams.values())
        return Fraction(100 * self.grams.get(stream, 0), whole) if whole else None
