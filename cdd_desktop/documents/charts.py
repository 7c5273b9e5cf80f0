"""The drawings among a document's blocks: what they say, not how they look.

All are drawn as vectors with shaped text and can be read in grey.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarSeries:
    """One polygon of a radar: a share of 0 to 1 for each axis."""

    label: str
    values: tuple[float, ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """Shares on three or more axes, drawn as vectors with shaped labels; readable in grey."""

    axes: tuple[str, ...]
    series: tuple[RadarSeries, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarSegment:
    """A kind of part in stacked bars; `shade` 0 (lightest) to 3 picks the level colours."""

    label: str
    shade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stacked bar: a label and a non-negative count for each segment."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedBars:
    """Bars of equal length (each is 100 %) with a legend; counts printed where they fit.

    `title` stands above them on paper; a workbook has neither.
    """

    title: str
    segments: tuple[BarSegment, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedBars:
    """Bars from one side, longest first as given, each with its value at the end.

    `values` are shares of 0 to 1, printed as percent; None is printed as no data. `mark` (0 to 1)
    draws a dashed line across, such as the average of the area, with its label.
    """

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    mark: float | None = None
    mark_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountBars(RankedBars):
    """Ranked bars of amounts: `values` and `mark` are shares of `whole`, and printed as amounts
    with so many decimals. Made by `amount_bars`."""

    whole: Decimal
    places: int

    def amount(self, share: float) -> Decimal:
        """The amount that a share stands for."""
        return _rounded(Decimal(repr(share)) * self.whole, self.places)


def amount_bars(
    title: str,
    amounts: Sequence[tuple[str, Decimal | None]],
    places: int,
    mark: Decimal | None = None,
    mark_label: str = "",
) -> AmountBars:
    """Bars of labelled amounts, none below nought; the longest, or the mark, takes all the room."""
    rounded = [None if amount is None else _rounded(amount, places) for _, amount in amounts]
    whole = max([mark or Decimal(0), *(one for one in rounded if one is not None)]) or Decimal(1)
    return AmountBars(
        title=title,
        labels=tuple(label for label, _ in amounts),
        values=tuple(None if one is None else float(one / whole) for one in rounded),
        mark=None if mark is None else float(mark / whole),
        mark_label=mark_label,
        whole=whole,
        places=places,
    )


def _rounded(amount: Decimal, places: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedColumns:
    """Upright bars of 100 %, side by side: one for each year, from left to right."""

    title: str
    segments: tuple[BarSegment, ...]
    columns: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarGrid:
    """Small radars with the same axes, each under its title, as many abreast as fit."""

    titles: tuple[str, ...]
    radars: tuple[Radar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One area of a map: closed rings of longitude and latitude in degrees (WGS 84).

    Rings inside a ring are holes (even-odd). `shade` 0 to 3; None is hatched: no data. `label` is
    written where it fits; where only a number does, it stands in a list under the map.
    """

    label: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    shade: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Areas shaded by class, with a legend and where the boundaries come from."""

    title: str
    regions: tuple[Region, ...]
    legend: tuple[BarSegment, ...]
    source: str
