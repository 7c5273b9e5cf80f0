"""An area as a shape to paint: made once, moved and magnified by the painter."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from cdd_desktop.gui.pages.maps.shown import ShownArea

_TRIED = 5  # places up and down an area where a label may stand


@dataclass(frozen=True, slots=True)
class Outline:
    """An area with its shape; `middle` is inside it. North is up: y grows to the south."""

    area: ShownArea
    path: QPainterPath
    middle: QPointF
    room: float  # to both sides of the middle


def outlines_of(areas: Sequence[ShownArea]) -> list[Outline]:
    """Shapes in degrees of latitude, true to scale at the middle of all."""
    latitudes = [y for area in areas for ring in area.rings for _, y in ring]
    if not latitudes:
        return []
    squeeze = cos(radians((min(latitudes) + max(latitudes)) / 2))
    return [_outline(area, squeeze) for area in areas]


def extent_of(outlines: Sequence[Outline]) -> QRectF:
    """The rectangle around all."""
    whole = QRectF()
    for outline in outlines:
        whole = whole.united(outline.path.boundingRect())
    return whole


def _outline(area: ShownArea, squeeze: float) -> Outline:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in area.rings:
        path.addPolygon(QPolygonF([QPointF(x * squeeze, -y) for x, y in ring]))
    middle, room = _widest(path)
    return Outline(area, path, middle, room)


def _widest(path: QPainterPath) -> tuple[QPointF, float]:
    """The middle of the widest stretch inside, near the middle of the shape rather than its tip."""
    box = path.boundingRect()
    best, widest = box.center(), 0.0
    for step in range(1, _TRIED + 1):
        y = box.top() + box.height() * step / (_TRIED + 1)
        line = QPainterPath()
        line.addRect(QRectF(box.left(), y, box.width(), box.height() / 200 or 1e-9))
        for stretch in path.intersected(line).toSubpathPolygons():
            across = stretch.boundingRect()
            if across.width() > widest * 1.1:
                best, widest = QPointF(across.center().x(), y), across.width()
    return best, widest / 2
