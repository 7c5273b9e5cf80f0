"""Rates and targets as the view lists them; knows no widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cdd_desktop.places.areas import Areas
from cdd_desktop.waste.analysis.measures import Measure, measure_named
from cdd_desktop.waste.parameters.records import Parameter, Parameters, Rate, Target

_ORDER = {rate: place for place, rate in enumerate(Rate)}
EVERYWHERE = "ทุกพื้นที่"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLine:
    """A rate's worth. `is_holding`: what holds today in the area at the top."""

    parameter: Parameter
    area: str
    is_holding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """A target with the measure it is of."""

    target: Target
    measure: Measure
    area: str


def rate_lines(
    parameters: Parameters, areas: Areas, area_code: str, today: date
) -> tuple[RateLine, ...]:
    """Every worth of every rate: what holds first, then the newer before the older."""
    holding = [parameters.at(rate, today, area_code) for rate in Rate]
    lines = (
        RateLine(
            parameter=one,
            area=area_words(areas, one.area_code),
            is_holding=any(one is held for held in holding),
        )
        for one in parameters.entries
    )
    return tuple(sorted(lines, key=_place))


def target_lines(
    targets: Iterable[Target], areas: Areas, known: Sequence[Measure]
) -> tuple[TargetLine, ...]:
    """The targets of measures that there are, by area and in the order of measures."""
    order = {measure.key: place for place, measure in enumerate(known)}
    lines = (
        TargetLine(
            target=one,
            measure=measure_named(one.measure),
            area=area_words(areas, one.area_code),
        )
        for one in targets
        if one.measure in order
    )
    return tuple(
        sorted(lines, key=lambda line: (line.target.area_code, order[line.target.measure]))
    )


def area_words(areas: Areas, code: str) -> str:
    """What an area is called; of a rate without one that it holds everywhere."""
    if not code:
        return EVERYWHERE
    area = areas.find(code)
    return code if area is None else area.full_name


def _place(line: RateLine) -> tuple[int, bool, bool, str, int]:
    one = line.parameter
    begins = one.from_day or date.min
    return (
        _ORDER[one.rate],
        not line.is_holding,
        one.uuid is None,
        one.area_code,
        -begins.toordinal(),
    )
