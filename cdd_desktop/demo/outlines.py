"""Invented outlines of the demo's amphoe and tambon: nothing like the province's own."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, sin, sqrt

SOURCE = "แนวเขตสมมุติสำหรับข้อมูลตัวอย่าง ใช้อ้างอิงไม่ได้"
_STEPS = 60  # of a cell's side: neighbours of other widths have the same corners
_WEST, _SOUTH = 100.1, 6.4
_DEGREES = 0.3  # of a cell's side

_Place = tuple[int, int]


def outlines(amphoe: Sequence[tuple[str, Sequence[str]]]) -> dict[str, list[list[float]]]:
    """A ring for each code: amphoe as cells of a bent chequerboard, their tambon as its strips."""
    rings = {}
    columns = ceil(sqrt(len(amphoe)))
    rows = ceil(len(amphoe) / columns)
    for row in range(rows):
        here = amphoe[row * columns : (row + 1) * columns]
        edges = _shares(columns * _STEPS, len(here))
        top, bottom = (rows - row) * _STEPS, (rows - row - 1) * _STEPS
        for column, ((left, right), (code, tambons)) in enumerate(
            zip(pairwise(edges), here, strict=True)
        ):
            rings[code] = _ring(left, bottom, right, top)
            upright = (row + column) % 2 == 0
            span = right - left if upright else top - bottom
            for (start, end), tambon in zip(
                pairwise(_shares(span, len(tambons))), tambons, strict=True
            ):
                rings[tambon] = (
                    _ring(left + start, bottom, left + end, top)
                    if upright
                    else _ring(left, bottom + start, right, bottom + end)
                )
    return rings


def _shares(whole: int, parts: int) -> list[int]:
    return [whole * part // max(1, parts) for part in range(parts + 1)]


def _ring(left: int, bottom: int, right: int, top: int) -> list[list[float]]:
    around = list(_walk(left, bottom, right, top))
    return [_bent(x, y) for x, y in (*around, around[0])]


def _walk(left: int, bottom: int, right: int, top: int) -> Iterator[_Place]:
    yield from ((x, bottom) for x in range(left, right))
    yield from ((right, y) for y in range(bottom, top))
    yield from ((x, top) for x in range(right, left, -1))
    yield from ((left, y) for y in range(top, bottom, -1))


def _bent(x: int, y: int) -> list[float]:
    """Where a corner lies: straight lines become coasts."""
    u, v = x / _STEPS, y / _STEPS
    across = u + 0.16 * sin(2.1 * v + 0.7 * u) + 0.06 * sin(7.3 * v + u) + 0.02 * cos(23 * v)
    along = v + 0.18 * sin(1.7 * u + 0.5) + 0.07 * cos(6.1 * u + v) + 0.02 * sin(19 * u)
    return [round(_WEST + _DEGREES * across, 6), round(_SOUTH + _DEGREES * along, 6)]
