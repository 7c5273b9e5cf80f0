"""What the waste of areas is made of: a bar of 100 % to each, readable in grey."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.maps.shades import label_colour, shade_brush
from cdd_desktop.thai.digits import format_number
from cdd_desktop.waste.analysis.records import Composition

_LINE, _BAR, _SQUARE, _LEGEND = 34, 20.0, 12.0, 26
_SHADED = 4  # streams beyond are hatched
_NAMES = 0.3  # of the width
_LEAST = 240


class CompositionBars(QWidget):
    """One bar to a line; it grows with its lines, and so stands in a scroll area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Composition, ...] = ()
        self._labels: Mapping[str, str] = {}

    def show_bars(self, bars: Sequence[Composition], labels: Mapping[str, str]) -> None:
        """Show the compositions of places, with what streams are called, in their order."""
        self._bars = tuple(bars)
        told = {stream for bar in bars for stream in bar.grams}
        self._labels = {key: word for key, word in labels.items() if key in told}
        self.setAccessibleName(" ".join(self._told(bar) for bar in self._bars))
        self.setMinimumHeight(self.sizeHint().height())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LEAST, _LEGEND + _LINE * len(self._bars))

    def _told(self, bar: Composition) -> str:
        parts = (
            f"{word} {format_number(round(bar.share(key) or 0))}"
            for key, word in self._labels.items()
        )
        return f"{bar.place.name} ร้อยละ {' '.join(parts)}"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
        self._paint_legend(painter)
        for at, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, _LEGEND + at * _LINE)

    def _paint_legend(self, painter: QPainter) -> None:
        look = theme.current()
        metrics = QFontMetricsF(painter.font())
        left = 2.0
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, word in enumerate(self._labels.values()):
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.setBrush(shade_brush(_shade(at)))
            painter.drawRect(QRectF(left, (_LEGEND - _SQUARE) / 2, _SQUARE, _SQUARE))
            painter.setPen(look.colour("ink"))
            left += _SQUARE + 5
            painter.drawText(QRectF(left, 0, self.width(), _LEGEND), middle, word)
            left += metrics.horizontalAdvance(word) + 12

    def _paint_bar(self, painter: QPainter, bar: Composition, top: float) -> None:
        look = theme.current()
        metrics = QFontMetricsF(painter.font())
        names = self.width() * _NAMES
        name = metrics.elidedText(bar.place.name, Qt.TextElideMode.ElideRight, names - 8)
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(2, top, names, _LINE), middle, name)
        left, whole = names, self.width() - names - 2
        for at, stream in enumerate(self._labels):
            share = bar.share(stream) or 0
            box = QRectF(left, top + (_LINE - _BAR) / 2, whole * float(share) / 100, _BAR)
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.setBrush(shade_brush(_shade(at)))
            painter.drawRect(box)
            text = format_number(round(share))
            if _shade(at) is not None and metrics.horizontalAdvance(text) + 4 <= box.width():
                painter.setPen(label_colour(_shade(at)))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
            left += box.width()


def _shade(at: int) -> int | None:
    return at if at < _SHADED else None
