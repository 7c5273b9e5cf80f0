"""A measure month by month: this year solid, last year hatched, the target a dashed line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import SHORT_MONTHS
from cdd_desktop.thai.digits import format_number
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.analysis.measures import MEASURES
from cdd_desktop.waste.analysis.records import Point

_SQUARE, _LEGEND, _FOOT, _ABOVE = 12.0, 26.0, 24.0, 20.0
_SHARE = 0.36  # of a month's room to each of its two bars
_AROUND = 4.0
_MONTHS, _OCTOBER = 12, 10


class MonthChart(QWidget):
    """Can be read in grey; the figures of a month stand in its tooltip too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._measure = MEASURES[0]
        self._target: float | None = None
        self._year = 0

    def show_course(
        self, measure_key: str, points: Sequence[Point], target: float | None, year: int
    ) -> None:
        """Show the months of a fiscal year; `target` only where it is one of each month."""
        self._measure = next(one for one in MEASURES if one.key == measure_key)
        self._points, self._target, self._year = tuple(points), target, year
        told = " ".join(self._told(point) for point in self._points)
        self.setAccessibleName(f"แผนภูมิ{self._measure.label}รายเดือน {told}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, 220)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 140)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._points:
            at = int((event.pos().x() - _AROUND) / max(1.0, self._room))
            point = next((one for one in self._points if _slot(one) == at), None)
            if point is not None:
                QToolTip.showText(event.globalPos(), tooltip(self._told(point)), self)
            return True
        return super().event(event)

    @property
    def _room(self) -> float:
        """Of each of the twelve months, in pixels."""
        return (self.width() - 2 * _AROUND) / _MONTHS

    def _told(self, point: Point) -> str:
        shown = self._measure.shown
        return f"{month_name(point.month)} {shown(point.now)} ปีก่อน {shown(point.before)}"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
        self._paint_legend(painter)
        ground = QRectF(
            _AROUND,
            _LEGEND + _ABOVE,
            self.width() - 2 * _AROUND,
            self.height() - _LEGEND - _ABOVE - _FOOT,
        )
        highest = max(
            (float(v) for p in self._points for v in (p.now, p.before) if v is not None),
            default=0.0,
        )
        highest = max(highest, self._target or 0.0) or 1.0
        look = theme.current()
        if self._target is not None:
            y = ground.bottom() - ground.height() * self._target / highest
            painter.setPen(QPen(look.colour("ink"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(ground.left(), y), QPointF(ground.right(), y))
        self._paint_bars(painter, ground, highest)
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())

    def _paint_bars(self, painter: QPainter, ground: QRectF, highest: float) -> None:
        look = theme.current()
        room = self._room
        bar = room * _SHARE
        metrics = QFontMetricsF(painter.font())
        for point in self._points:
            middle = ground.left() + (_slot(point) + 0.5) * room
            hatched = QBrush(look.colour("edge"), Qt.BrushStyle.BDiagPattern)
            solid = QBrush(look.colour("accent"))
            for value, brush, left in (
                (point.before, hatched, middle - bar),
                (point.now, solid, middle),
            ):
                if value is not None:
                    high = ground.height() * float(value) / highest
                    painter.setPen(QPen(brush.color(), 1))
                    painter.setBrush(brush)
                    painter.drawRect(QRectF(left, ground.bottom() - high, bar, high))
            painter.setPen(look.colour("muted"))
            name = QRectF(middle - room / 2, ground.bottom() + 2, room, _FOOT - 2)
            centre = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(name, centre, SHORT_MONTHS[point.month.month - 1])
            text = self._measure.shown(point.now)
            if metrics.horizontalAdvance(text) > room - 2 and point.now is not None:
                text = format_number(round(point.now))
            if metrics.horizontalAdvance(text) <= room - 2:
                taller = max(float(value or 0) for value in (point.now, point.before))
                tall = ground.height() * taller / highest
                over = QRectF(middle - room / 2, ground.bottom() - tall - _ABOVE, room, _ABOVE - 1)
                behind = painter.boundingRect(over, centre, text)
                painter.fillRect(behind, look.colour("surface"))  # the target may cross it
                painter.setPen(look.colour("ink"))
                painter.drawText(over, centre, text)

    def _paint_legend(self, painter: QPainter) -> None:
        look = theme.current()
        metrics = QFontMetricsF(painter.font())
        entries = [
            (f"ปี {self._year}", QBrush(look.colour("accent"))),
            (f"ปี {self._year - 1}", QBrush(look.colour("edge"), Qt.BrushStyle.BDiagPattern)),
        ]
        left = _AROUND
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for word, brush in entries:
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.setBrush(brush)
            painter.drawRect(QRectF(left, (_LEGEND - _SQUARE) / 2, _SQUARE, _SQUARE))
            painter.setPen(look.colour("ink"))
            left += _SQUARE + 6
            painter.drawText(QRectF(left, 0, self.width(), _LEGEND), middle, word)
            left += metrics.horizontalAdvance(word) + 16
        if self._target is not None:
            painter.setPen(QPen(look.colour("ink"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(left, _LEGEND / 2), QPointF(left + 22, _LEGEND / 2))
            painter.setPen(look.colour("ink"))
            painter.drawText(QRectF(left + 28, 0, self.width(), _LEGEND), middle, "เป้าหมาย")


def _slot(point: Point) -> int:
    """The place of a month in its fiscal year, from 0."""
    return (point.month.month - _OCTOBER) % _MONTHS
