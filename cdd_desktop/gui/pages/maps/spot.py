"""Where in an area its name has most room; worked out on the worker thread, knows no widget."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from cdd_desktop.maps.records import Point, Ring

_TRIED = 12  # heights
_LONG = 3.5  # a name is so many times as long as it is high

Line = tuple[tuple[float, float], tuple[float, float]]


def roomiest(rings: Sequence[Ring]) -> tuple[Point, float]:
    """A place inside, and how far a name may reach to both sides of it, in degrees."""
    lines = [line for ring in rings for line in pairwise(ring)]
    turned = [((y0, x0), (y1, x1)) for (x0, y0), (x1, y1) in lines]
    low = min(y for (_, y), _ in lines)
    high = max(y for (_, y), _ in lines)
    best, room = rings[0][0], -1.0
    for step in range(1, _TRIED):
        y = low + (high - low) * step / _TRIED
        for start, end in _inside(lines, y):
            x, half = (start + end) / 2, (end - start) / 2
            if half <= room:
                continue
            free = min(half, _LONG * _nearest(_inside(turned, x), y))
            if free > room:
                best, room = (x, y), free
    return best, max(room, 0.0)


def _nearest(stretches: Iterable[tuple[float, float]], at: float) -> float:
    """How far the nearer end of the stretch around a place is."""
    return max((min(at - start, end - at) for start, end in stretches), default=0.0)


def _inside(lines: Iterable[Line], y: float) -> list[tuple[float, float]]:
    """From where to where a level line is inside, by the even-odd rule."""
    crossings = sorted(
        x0 + (x1 - x0) * (y - y0) / (y1 - y0)
        for (x0, y0), (x1, y1) in lines
        if (y0 > y) != (y1 > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))
