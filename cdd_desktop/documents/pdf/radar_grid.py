"""Small radars with the same axes, so that many areas are compared at a glance."""

from collections.abc import Sequence
from dataclasses import replace
from math import cos, pi, sin

from cdd_desktop.documents.charts import Radar, RadarGrid
from cdd_desktop.documents.model import Align
from cdd_desktop.documents.pdf.charts import RINGS, around, draw_series
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece, stacked
from cdd_desktop.documents.pdf.lines import bound, lines
from cdd_desktop.documents.pdf.paper import BASELINE, HAIR, LEADING, MUTED, SMALL
from cdd_desktop.documents.pdf.pen import Pen, Point
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

_LEAST = 108.0  # points for one radar
_SIDE = 8.0
_LABEL = 8.0  # size of an axis's number
_OFF = 7.0
_GAP = 8.0
_SAMPLE = 20.0
_BETWEEN = 14.0


def radar_grid_pieces(grid: RadarGrid, setter: Typesetter, space: float) -> list[Piece]:
    """What the numbers of the axes mean, above each page's first; then a piece for each row."""
    if not grid.radars:
        return []
    abreast = max(1, min(int(space / _LEAST), len(grid.radars)))
    share = space / abreast
    share = min(share, _LEAST * 1.5)
    cells = [
        _cell(setter, title, radar, share)
        for title, radar in zip(grid.titles, grid.radars, strict=True)
    ]
    # a radar may lack a series that the others have, such as last year's
    fullest = max(grid.radars, key=lambda radar: len(radar.series))
    key = _key(setter, fullest, space)
    rows = [
        replace(_abreast(cells[at : at + abreast], share), gap=_GAP, running_head=key)
        for at in range(0, len(cells), abreast)
    ]
    return [replace(key, gap=_GAP, with_next=True), *rows]


def _abreast(cells: Sequence[Piece], share: float) -> Piece:
    def draw(pen: Pen, left: float, top: float) -> None:
        for number, cell in enumerate(cells):
            cell.draw(pen, left + number * share, top)

    return Piece(height=max(cell.height for cell in cells), draw=draw)


def _cell(setter: Typesetter, title: str, radar: Radar, share: float) -> Piece:
    """A radar under its title; its axes carry numbers."""
    wrapped = setter.wrap(setter.text(title), Weight.BOLD, SMALL, share - _SIDE)
    heading = lines(wrapped, SMALL, share, weight=Weight.BOLD, align=Align.CENTER)
    return stacked([*bound(heading), setter.once(_web, radar, share)])


def _web(setter: Typesetter, radar: Radar, share: float) -> Piece:
    count = len(radar.axes)
    directions = [(sin(2 * pi * n / count), cos(2 * pi * n / count)) for n in range(count)]
    radius = share / 2 - _SIDE - _OFF - 4
    numbers = [setter.text(str(n)) for n in range(1, count + 1)]

    def draw(pen: Pen, left: float, top: float) -> None:
        middle: Point = (left + share / 2, top - _OFF - _LABEL / 2 - radius)
        for ring in RINGS[1::2]:
            pen.polyline(
                around(middle, radius, directions, [ring] * count), colour=HAIR, closed=True
            )
        ends = around(middle, radius, directions, [1.0] * count)
        for end in ends:
            pen.line(middle, end, colour=HAIR)
        labels = around(middle, radius + _OFF, directions, [1.0] * count)
        for text, (x, y) in zip(numbers, labels, strict=True):
            pen.text((x, y - 2.6), text, _LABEL, align=Align.CENTER, colour=MUTED)
        for series in radar.series:
            points = around(middle, radius, directions, series.values)
            draw_series(pen, points, dashed=series.dashed)

    return Piece(height=2 * (radius + _OFF) + _LABEL, draw=draw)


def _key(setter: Typesetter, radar: Radar, space: float) -> Piece:
    """Numbers with the names of the axes, then the lines with what they show."""
    told = "   ".join(f"{number} = {axis}" for number, axis in enumerate(radar.axes, 1))
    wrapped = setter.wrap(setter.text(told), Weight.REGULAR, SMALL, space)
    return stacked([*lines(wrapped, SMALL, space), _series_key(setter, radar, space)])


def _series_key(setter: Typesetter, radar: Radar, space: float) -> Piece:
    places: list[tuple[float, int, str, bool | None]] = []  # dashed, or None in a further line
    x, row = 0.0, 0
    for series in radar.series:
        text = setter.text(series.label)
        wrapped = setter.wrap(text, Weight.REGULAR, SMALL, space - _SAMPLE - 6)
        long = _SAMPLE + 6 + max(width(Weight.REGULAR, one, SMALL) for one in wrapped)
        if x and x + long > space:
            x, row = 0.0, row + 1
        places.append((x, row, wrapped[0], series.dashed))
        for one in wrapped[1:]:
            row += 1
            places.append((x, row, one, None))
        x += long + _BETWEEN

    def draw(pen: Pen, left: float, top: float) -> None:
        for x, row, text, dashed in places:
            baseline = top - row * SMALL * LEADING - BASELINE * SMALL
            sample = [(left + x, baseline + 3), (left + x + _SAMPLE, baseline + 3)]
            if dashed is not None:
                draw_series(pen, sample, dashed=dashed, closed=False)
            pen.text((left + x + _SAMPLE + 6, baseline), text, SMALL)

    return Piece(height=(row + 1) * SMALL * LEADING, draw=draw)
