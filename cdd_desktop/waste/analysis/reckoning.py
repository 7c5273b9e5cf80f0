"""An area's reading as tables, rankings, courses through the year and compositions."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cdd_desktop.waste.analysis.measures import Measure
from cdd_desktop.waste.analysis.records import (
    NOTHING,
    Better,
    Composition,
    Line,
    Place,
    Point,
    Reading,
    Standing,
    Told,
)
from cdd_desktop.waste.parameters.records import Target

TOTAL = "รวม"


def lines_of(reading: Reading, measure: Measure) -> tuple[Line, ...]:
    """The measure of every place, in official order."""
    return tuple(
        _line(
            place,
            measure,
            reading.now.get(place.key, NOTHING),
            reading.last.get(place.key, NOTHING),
            reading.targets,
        )
        for place in reading.places
    )


def total_of(reading: Reading, measure: Measure) -> Line:
    """The measure of the whole area."""
    place = Place(key="", name=TOTAL, area_code=reading.area_code)
    return _line(place, measure, reading.total, reading.last_total, reading.targets)


def target_for(targets: Iterable[Target], measure: Measure, area_code: str) -> Decimal | None:
    """What an area is to reach: its own target; of a rate that of the nearest area around it."""
    if not area_code:
        return None
    fitting = [
        one
        for one in targets
        if one.measure == measure.key
        and (area_code.startswith(one.area_code) if measure.is_rate else one.area_code == area_code)
    ]
    nearest = max(fitting, key=lambda one: len(one.area_code), default=None)
    return None if nearest is None else nearest.value


def ranked(lines: Iterable[Line], measure: Measure) -> tuple[Standing, ...]:
    """The best first, equal ones beside each other in official order; without data at the end.

    Best is the least of what is to go down. What an อปท. told for no tambon of its own is left out.
    """
    told = [line for line in lines if not line.place.is_whole]
    known = [line for line in told if line.now is not None]
    known.sort(key=lambda line: line.now or 0, reverse=measure.better is not Better.LESS)
    standings: list[Standing] = []
    for at, line in enumerate(known):
        is_equal = at > 0 and line.now == known[at - 1].now
        rank = standings[-1].rank if is_equal else at + 1
        standings.append(Standing(rank=rank, line=line))
    rest = (Standing(rank=None, line=line) for line in told if line.now is None)
    return (*standings, *rest)


def course_of(reading: Reading, measure: Measure) -> tuple[Point, ...]:
    """The measure of the whole area month by month, beside the same months a year earlier."""
    return tuple(
        Point(
            month=month,
            now=measure.of(reading.monthly.get(month, NOTHING)),
            before=measure.of(reading.monthly.get(before, NOTHING)),
        )
        for month, before in zip(reading.months, reading.before, strict=True)
    )


def has_course(points: Sequence[Point]) -> bool:
    """Whether there is a course to draw: several months, and something told in one of them."""
    return len(points) > 1 and any(point.now is not None for point in points)


def compositions(reading: Reading) -> tuple[Composition, ...]:
    """The streams of every place where somebody weighed all of them, the whole area last."""
    found = [
        Composition(place=place, grams=told.weighed.streams)
        for place in reading.places
        if (told := reading.now.get(place.key, NOTHING)).weighed.streams
    ]
    whole = reading.total.weighed.streams
    if not whole:
        return ()
    place = Place(key="", name=TOTAL, area_code=reading.area_code)
    return (*found, Composition(place=place, grams=whole))


def has_any(lines: Sequence[Line]) -> bool:
    """Whether any place told anything of it, this year or last."""
    return any(line.now is not None or line.before is not None for line in lines)


def _line(
    place: Place, measure: Measure, now: Told, before: Told, targets: Iterable[Target]
) -> Line:
    return Line(
        place=place,
        now=measure.of(now),
        before=measure.of(before),
        target=target_for(targets, measure, place.area_code),
    )
