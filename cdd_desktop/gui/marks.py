"""States as shapes: told apart without colour, on screen as in a grey print."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cdd_desktop.gui import fonts, theme

SIZE = 16
CHIP_HEIGHT = 23
_CHIP_PADDING = 9
_FULL_TURN = 5760  # sixteenths of a degree, as drawArc counts
_TOP = 1440


class Mark(Enum):
    """A filled circle with a tick, a square with a cross, a ring dashed or partly drawn."""

    PASSED = "passed"
    FAILED = "failed"
    NONE = "none"
    PARTIAL = "partial"


def paint_mark(painter: QPainter, centre: QPointF, mark: Mark, share: float = 0.0) -> None:
    """Paint a mark around a point; `share` is the drawn part of a PARTIAL ring."""
    box = QRectF(0, 0, SIZE, SIZE)
    box.moveCenter(centre)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _PAINTERS[mark](painter, box, share)
    painter.restore()


def _passed(painter: QPainter, box: QRectF, _: float) -> None:
    look = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("passed"))
    painter.drawEllipse(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(look.colour("surface"), 2))
    painter.drawPolyline(_points(box, (0.28, 0.53), (0.44, 0.68), (0.73, 0.36)))


def _failed(painter: QPainter, box: QRectF, _: float) -> None:
    colour = theme.current().colour("failed")
    frame = box.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(_pen(colour, 1.8))
    painter.drawRoundedRect(frame, 2.5, 2.5)
    painter.drawPolyline(_points(box, (0.34, 0.34), (0.66, 0.66)))
    painter.drawPolyline(_points(box, (0.66, 0.34), (0.34, 0.66)))


def _none(painter: QPainter, box: QRectF, _: float) -> None:
    pen = _pen(theme.current().colour("unanswered"), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.0, 1.75])
    painter.setPen(pen)
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))


def _partial(painter: QPainter, box: QRectF, share: float) -> None:
    look = theme.current()
    ring = box.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(_pen(look.colour("unanswered"), 1.2))
    painter.drawEllipse(ring)
    pen = _pen(look.colour("accent"), 3.6)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(ring, _TOP, -round(_FULL_TURN * share))


_PAINTERS = {
    Mark.PASSED: _passed,
    Mark.FAILED: _failed,
    Mark.NONE: _none,
    Mark.PARTIAL: _partial,
}


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _points(box: QRectF, *shares: tuple[float, float]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in shares]
    )


def paint_chip(
    painter: QPainter, left: float, middle: float, text: str, *, ink: str, ground: str
) -> float:
    """Paint a chip with its left end and vertical middle given; gives its right end.

    `ink` and `ground` are roles of the theme.
    """
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
    width = painter.fontMetrics().horizontalAdvance(text) + 2 * _CHIP_PADDING
    box = QRectF(left, middle - CHIP_HEIGHT / 2, width, CHIP_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(ground))
    painter.drawRoundedRect(box, CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
    painter.setPen(look.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return box.right()
