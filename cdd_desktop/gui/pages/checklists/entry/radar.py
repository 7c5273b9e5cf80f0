"""The radar of a sheet: the share passed of each ด้าน, this year over last year's dashed line."""

from collections.abc import Sequence
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts, theme

_RINGS = (0.25, 0.5, 0.75, 1.0)
_LABEL_HEIGHT = 20
_SIDE_LABEL = 76
_SIDEWAYS = 0.35  # an axis whose cosine is larger has its label beside it, not above or below


class RadarChart(QWidget):
    """Axes start upwards and go clockwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._now: tuple[float, ...] = ()
        self._before: tuple[float, ...] = ()

    def show_shares(
        self, names: Sequence[str], now: Sequence[float], before: Sequence[float]
    ) -> None:
        """Shares from 0 to 1 for each axis; `before` empty when there is no last year."""
        self._names, self._now, self._before = tuple(names), tuple(now), tuple(before)
        said = (f"{name} {share:.0%}" for name, share in zip(self._names, self._now, strict=True))
        self.setAccessibleName("แผนภูมิรายด้าน " + " ".join(said))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(290, 190)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(220, 98)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._names:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        radius = min(self.width() / 2 - _SIDE_LABEL, self.height() / 2 - _LABEL_HEIGHT)
        for ring in _RINGS:
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawPolygon(self._polygon(middle, radius, [ring] * len(self._names)))
        for at in range(len(self._names)):
            painter.drawLine(middle, self._point(middle, radius, at, 1))
        if self._before:
            painter.setPen(QPen(look.colour("muted"), 1.4, Qt.PenStyle.DashLine))
            painter.drawPolygon(self._polygon(middle, radius, self._before))
        fill = QColor(look.colour("accent"))
        fill.setAlphaF(0.22)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(fill)
        painter.drawPolygon(self._polygon(middle, radius, self._now))
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS - 1))
        painter.setPen(look.colour("muted"))
        for at, name in enumerate(self._names):
            self._paint_name(painter, middle, radius, at, name)

    def _paint_name(
        self, painter: QPainter, middle: QPointF, radius: float, at: int, name: str
    ) -> None:
        angle = self._angle(at)
        tip = self._point(middle, radius, at, 1)
        if cos(angle) > _SIDEWAYS:
            room = QRectF(tip.x() + 5, tip.y() - 20, self.width() - tip.x() - 5, 40)
            side = Qt.AlignmentFlag.AlignLeft
        elif cos(angle) < -_SIDEWAYS:
            room = QRectF(0, tip.y() - 20, tip.x() - 5, 40)
            side = Qt.AlignmentFlag.AlignRight
        else:
            above = sin(angle) < 0
            top = tip.y() - _LABEL_HEIGHT if above else tip.y() + 1
            room = QRectF(0, top, self.width(), _LABEL_HEIGHT - 1)
            side = Qt.AlignmentFlag.AlignHCenter
        placing = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(placing), name)

    def _angle(self, at: int) -> float:
        return 2 * pi * at / len(self._names) - pi / 2

    def _point(self, middle: QPointF, radius: float, at: int, share: float) -> QPointF:
        angle = self._angle(at)
        return middle + QPointF(cos(angle), sin(angle)) * radius * share

    def _polygon(self, middle: QPointF, radius: float, shares: Sequence[float]) -> QPolygonF:
        return QPolygonF(
            [self._point(middle, radius, at, share) for at, share in enumerate(shares)]
        )
