"""An area as a shape to paint: made once, moved and magnified by the painter."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from cdd_desktop.gui.pages.maps.shown import ShownArea


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
    (x, y), room = area.spot
    return Outline(area, path, QPointF(x * squeeze, -y), room * squeeze)
