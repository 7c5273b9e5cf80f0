"""The drawings among a document's blocks: what they say, not how they look.

All are drawn as vectors with shaped text and can be read in grey.
"""

from dataclasses import dataclass


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
