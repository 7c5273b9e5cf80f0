"""What the shades of the map mean."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.maps.shades import shade_brush

_SQUARE, _TO_TEXT, _BETWEEN, _HEIGHT = 14.0, 20.0, 16.0, 24


class MapLegend(QWidget):
    """A square and a word for each class, on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[tuple[str, int | None], ...] = ()

    def show_classes(self, classes: tuple[str, ...]) -> None:
        """The classes from the lightest, and no data."""
        self._entries = (*((word, shade) for shade, word in enumerate(classes)), ("ไม่มีข้อมูล", None))
        self.setAccessibleName("ช่วงสี " + " ".join(word for word, _ in self._entries))
        self.updateGeometry()
        self.update()

    def _places(self) -> list[float]:
        metrics = QFontMetricsF(fonts.ui_font(fonts.SMALL_POINTS))
        places = [0.0]
        for word, _ in self._entries:
            places.append(places[-1] + _TO_TEXT + metrics.horizontalAdvance(word) + _BETWEEN)
        return places

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._places()[-1]), _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
        for left, (word, shade) in zip(self._places(), self._entries, strict=False):
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.setBrush(shade_brush(shade))
            painter.drawRect(QRectF(left + 0.5, (_HEIGHT - _SQUARE) / 2, _SQUARE, _SQUARE))
            painter.setPen(look.colour("ink"))
            place = QRectF(left + _TO_TEXT, 0, self.width(), _HEIGHT)
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), word
            )
