"""Small drawings of what each report looks like on paper; paper is light in both themes."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cdd_desktop.gui import theme

_WIDTH, _HEIGHT = 82.0, 104.0  # the drawings below are made on a paper of this size
_ROWS = 6
_LEVEL_COLOURS = ("#C9D1DA", "#9CCBB4", "#3F9C74", "#0B5E45")


def draw_thumbnail(painter: QPainter, paper: QRect, report: str) -> None:
    """Draw the picture of the report with this stable name; a plain table for a new one."""
    painter.save()
    painter.setPen(QPen(theme.current().colour("line"), 1))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRect(paper)
    painter.translate(paper.topLeft())
    painter.scale(paper.width() / _WIDTH, paper.height() / _HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#5D6B7A"))
    painter.drawRect(QRectF(20, 9, 42, 3.5))
    _DRAWINGS.get(report, _list)(painter)
    painter.restore()


def _text(painter: QPainter, top: float, *widths: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#D3DAE2"))
    for line, width in enumerate(widths):
        painter.drawRect(QRectF(9, top + line * 5, width, 2))


def _grid(painter: QPainter, top: float, columns: tuple[float, ...], rows: int) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#B7C1CC"), 0.8))
    bottom = top + rows * 8
    for row in range(rows + 1):
        painter.drawLine(QPointF(9, top + row * 8), QPointF(73, top + row * 8))
    for x in (9, *columns, 73):
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def _boxes(painter: QPainter, top: float, *, ticked: bool) -> None:
    """The two columns ผ่าน and ไม่ผ่าน of a form."""
    for row in range(1, _ROWS):
        y = top + row * 8 + 2
        for column, x in enumerate((55.0, 65.0)):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor("#7D8A98"), 0.8))
            painter.drawRect(QRectF(x, y, 4, 4))
            if ticked and column == (row == _ROWS - 2):
                painter.setPen(QPen(QColor("#1B7A4B"), 1.4))
                tick = [QPointF(x, y + 2), QPointF(x + 1.6, y + 4), QPointF(x + 5, y - 1)]
                painter.drawPolyline(QPolygonF(tick))


def _blank(painter: QPainter) -> None:
    _text(painter, 18, 64, 50)
    _grid(painter, 32, (16, 52, 62), _ROWS)
    _boxes(painter, 32, ticked=False)
    _text(painter, 90, 24)


def _filled(painter: QPainter) -> None:
    painter.setBrush(QColor("#E3F1EF"))
    painter.setPen(QPen(QColor("#0B6A62"), 0.9))
    radar = [(66, 16), (74, 22), (70, 30), (60, 29), (58, 21)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in radar]))
    _text(painter, 18, 42, 36, 40)
    _grid(painter, 37, (16, 52, 62), _ROWS)
    _boxes(painter, 37, ticked=True)
    _text(painter, 93, 24)


def _summary(painter: QPainter) -> None:
    _text(painter, 16, 64)
    _grid(painter, 23, (27, 36, 46, 55, 64), 5)
    painter.setPen(Qt.PenStyle.NoPen)
    for bar in range(3):
        left = 22.0
        for shade, colour in enumerate(_LEVEL_COLOURS):
            width = (13 + 5 * ((bar + shade) % 3)) * 0.72
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(left, 71 + bar * 8, width, 5))
            left += width
    _text(painter, 97, 20)


def _list(painter: QPainter) -> None:
    _text(painter, 16, 40)
    _grid(painter, 24, (17, 32, 56), 9)


def _grouped(painter: QPainter) -> None:
    """Rows under bars: the local governments."""
    _text(painter, 16, 40)
    _grid(painter, 24, (17, 32, 56), 9)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#D3E6E2"))
    for row in (0, 4, 7):
        painter.drawRect(QRectF(9.4, 24.4 + row * 8, 63.2, 7.2))


_DRAWINGS: dict[str, Callable[[QPainter], None]] = {
    "checklist-blank": _blank,
    "checklist-filled": _filled,
    "checklist-summary": _summary,
    "checklist-villages": _list,
    "government-villages": _grouped,
}
