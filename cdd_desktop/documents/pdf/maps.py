"""Areas shaded by class, drawn as vectors: a map that stays sharp and can be read in grey."""

from collections.abc import Sequence
from dataclasses import replace
from math import cos, radians

from cdd_desktop.documents.charts import Map, Region
from cdd_desktop.documents.model import Align
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.legend import legend_piece
from cdd_desktop.documents.pdf.lines import bound, line, lines
from cdd_desktop.documents.pdf.paper import INK, LEVEL_INKS, LEVELS, SMALL
from cdd_desktop.documents.pdf.pen import Pen, Point
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.documents.pdf.whereabouts import Ring, label_place

_GAP = 8.0
_TALLEST = 0.62  # of a page
_LABEL = 8.0
_FINEST = 0.25  # points: corners nearer to the last one than this are not seen
_FEWEST = 3  # corners that enclose something
_NO_DATA = "ไม่มีข้อมูล"
_NO_BORDERS = "ไม่มีแนวเขตพื้นที่ให้แสดง"


def map_pieces(map_: Map, setter: Typesetter, space: float, height: float) -> list[Piece]:
    """The map, its numbered names, legend and source, kept together."""
    projected = _projected(map_.regions, space, height * _TALLEST)
    if not any(rings for rings in projected):
        return [replace(line(setter.text(_NO_BORDERS), SMALL, space, align=Align.CENTER), gap=_GAP)]
    drawn, numbered = _labelled(map_.regions, projected, setter)
    left_out = space - max(x for rings in projected for ring in rings for x, _ in ring)
    tall = max(y for rings in projected for ring in rings for _, y in ring)

    def draw(pen: Pen, left: float, top: float) -> None:
        x0, y0 = left + left_out / 2, top - tall
        for region, rings in zip(map_.regions, projected, strict=True):
            if rings:
                fill = None if region.shade is None else LEVELS[region.shade]
                moved = [[(x + x0, y + y0) for x, y in ring] for ring in rings]
                pen.area(moved, fill=fill)
        for text, (x, y), shade in drawn:
            _draw_label(pen, text, (x + x0, y + y0), shade)

    entries: list[tuple[str, int | None]] = [(one.label, one.shade) for one in map_.legend]
    if any(region.shade is None for region in map_.regions):
        entries.append((_NO_DATA, None))
    pieces = [Piece(height=tall, draw=draw, gap=_GAP)]
    names = "   ".join(f"{number} {name}" for number, name in enumerate(numbered, 1))
    if names:
        wrapped = setter.wrap(setter.text(names), Weight.REGULAR, SMALL, space)
        first, *others = lines(wrapped, SMALL, space)
        pieces += [replace(first, gap=4.0), *others]
    pieces.append(replace(legend_piece(setter, entries, space), gap=4.0))
    if map_.source:
        wrapped = setter.wrap(setter.text(map_.source), Weight.REGULAR, SMALL, space)
        pieces += lines(wrapped, SMALL, space)
    return [*bound(pieces[:-1]), pieces[-1]]


def _projected(regions: Sequence[Region], space: float, tallest: float) -> list[list[list[Point]]]:
    """Points from the lower left corner: equirectangular, true to scale at the middle latitude."""
    corners = [point for region in regions for ring in region.rings for point in ring]
    if not corners:
        return [[] for _ in regions]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    squeeze = cos(radians((south + north) / 2))
    across, up = (east - west) * squeeze, north - south
    if not across or not up:
        return [[] for _ in regions]
    factor = min(space / across, tallest / up)

    def seen(ring: Ring) -> list[Point]:
        points: list[Point] = []
        for longitude, latitude in ring:
            x, y = (longitude - west) * squeeze * factor, (latitude - south) * factor
            if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) >= _FINEST:
                points.append((x, y))
        return points

    return [
        [ring for ring in map(seen, region.rings) if len(ring) >= _FEWEST] for region in regions
    ]


def _labelled(
    regions: Sequence[Region], projected: Sequence[Sequence[Sequence[Point]]], setter: Typesetter
) -> tuple[list[tuple[str, Point, int | None]], list[str]]:
    """Labels with their places and shades; the names of areas that have room for a number only."""
    drawn: list[tuple[str, Point, int | None]] = []
    numbered: list[str] = []
    for region, rings in zip(regions, projected, strict=True):
        if not region.label or not rings:
            continue
        name, number = setter.text(region.label), setter.text(str(len(numbered) + 1))
        if place := label_place(rings, name, _LABEL):
            drawn.append((name, place, region.shade))
        elif place := label_place(rings, number, _LABEL):
            drawn.append((number, place, region.shade))
            numbered.append(region.label)
    return drawn, numbered


def _draw_label(pen: Pen, text: str, at: Point, shade: int | None) -> None:
    """In the middle of its place; on white where the area is hatched."""
    x, y = at
    baseline = y - _LABEL * 0.3
    if shade is None:
        from_edge = width(Weight.REGULAR, text, _LABEL) / 2 + 1.5
        pen.box((x - from_edge, baseline - 2.5), (2 * from_edge, _LABEL + 2.5), fill="#FFFFFF")
    ink = INK if shade is None else LEVEL_INKS[shade]
    pen.text((x, baseline), text, _LABEL, align=Align.CENTER, colour=ink)
