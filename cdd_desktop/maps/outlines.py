"""Makes outlines as fine as paper shows, neighbours alike.

A border that two areas share has the same corners in both. All outlines are thought of as one
net, cut where more than two lines meet; each piece between two such places is thinned out
(Douglas and Peucker) the same way whichever area it is walked for, so that no gap opens.
Fifty lines: the library that does the same brings numpy and 15 MB to every installed program.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from cdd_desktop.maps.records import Point, Ring

GRID = 10_000  # steps to a degree: 11 m
_TOLERANCE = 2.0  # steps; 22 m is a tenth of a millimetre where A4 shows a tambon of 40 km
_FEWEST = 3

_Step = tuple[int, int]


def thinned(outlines: Mapping[str, Sequence[Sequence[Point]]]) -> dict[str, tuple[Ring, ...]]:
    """The closed rings of each area, thinned out together.

    Rings that are told twice count once. An area all of whose rings are smaller than paper shows
    has none left.
    """
    walked = {code: _distinct(map(_steps, rings)) for code, rings in outlines.items()}
    neighbours: dict[_Step, set[_Step]] = {}
    for rings in walked.values():
        for ring in rings:
            for one, other in pairwise((*ring, ring[0])):
                neighbours.setdefault(one, set()).add(other)
                neighbours.setdefault(other, set()).add(one)
    meeting = {place for place, beside in neighbours.items() if len(beside) != 2}  # noqa: PLR2004
    return {code: _rings(rings, meeting) for code, rings in walked.items()}


def _steps(ring: Sequence[Point]) -> list[_Step]:
    """On the grid, each corner once, beginning with the first of them in any order."""
    steps: list[_Step] = []
    for longitude, latitude in ring:
        step = (round(longitude * GRID), round(latitude * GRID))
        if not steps or step != steps[-1]:
            steps.append(step)
    if len(steps) > 1 and steps[0] == steps[-1]:
        steps.pop()
    first = steps.index(min(steps))
    return steps[first:] + steps[:first]


def _distinct(rings: "map[list[_Step]]") -> list[list[_Step]]:
    known: dict[frozenset[_Step], list[_Step]] = {}
    for ring in rings:
        if len(ring) >= _FEWEST and not _is_flat(ring):
            known.setdefault(frozenset(ring), ring)
    return list(known.values())


def _is_flat(ring: Sequence[_Step]) -> bool:
    """Whether all corners are on one line, so that nothing is inside."""
    (x0, y0), (x1, y1) = min(ring), max(ring)
    return all((x1 - x0) * (y - y0) == (y1 - y0) * (x - x0) for x, y in ring)


def _rings(rings: Sequence[list[_Step]], meeting: set[_Step]) -> tuple[Ring, ...]:
    thin = [_thin_ring(ring, meeting) for ring in rings]
    if not any(len(ring) >= _FEWEST for ring in thin):
        thin = sorted(rings, key=len)[-1:]
    return tuple(
        tuple((x / GRID, y / GRID) for x, y in (*ring, ring[0]))
        for ring in thin
        if len(ring) >= _FEWEST
    )


def _thin_ring(ring: list[_Step], meeting: set[_Step]) -> list[_Step]:
    cuts = [at for at, step in enumerate(ring) if step in meeting]
    if len(cuts) < 2:  # noqa: PLR2004 - an island: two corners that any walk around it agrees on
        cuts = sorted({*cuts, ring.index(min(ring)), ring.index(max(ring))})
    around = ring[cuts[0] :] + ring[: cuts[0] + 1]
    ends = [cut - cuts[0] for cut in cuts] + [len(ring)]
    thin: list[_Step] = []
    for start, end in pairwise(ends):
        thin += _thin_piece(around[start : end + 1])[:-1]
    return thin


def _thin_piece(piece: list[_Step]) -> list[_Step]:
    """Walked in one direction for both areas, whichever asks."""
    backwards = piece[::-1]
    return _thin_line(piece) if piece <= backwards else _thin_line(backwards)[::-1]


def _thin_line(line: list[_Step]) -> list[_Step]:
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        (x0, y0), (x1, y1) = line[start], line[end]
        across, along = x1 - x0, y1 - y0
        length = (across * across + along * along) ** 0.5
        farthest, distance = start, _TOLERANCE
        for at in range(start + 1, end):
            x, y = line[at]
            if length:
                off = abs(across * (y - y0) - along * (x - x0)) / length
            else:
                off = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            if off > distance:
                farthest, distance = at, off
        if farthest != start:
            kept.add(farthest)
            waiting += [(start, farthest), (farthest, end)]
    return [line[at] for at in sorted(kept)]
