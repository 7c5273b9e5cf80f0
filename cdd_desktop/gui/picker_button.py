"""A button that names a choice and shows it: muted caption, bold value, chevron."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts, icons, theme

_PADDING = 11
_GAP = 7
_CHEVRON = 14
_HEIGHT = 32
_GIVES_UP_AT = 340


class PickerButton(QPushButton):
    """Elides the value's beginning when room is short: the end names the place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ""
        self._value = ""

    def show_choice(self, caption: str, value: str) -> None:
        """Show a choice; screen readers hear both."""
        self._caption = caption
        self._value = value
        self.setAccessibleName(f"{caption} {value}")
        self.updateGeometry()
        self.update()

    @property
    def value(self) -> str:
        """What is shown as chosen."""
        return self._value

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width_for(self._value), _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._width_for(self._value), _GIVES_UP_AT), _HEIGHT)

    def _width_for(self, value: str) -> int:
        caption = QFontMetrics(fonts.ui_font(fonts.SMALL_POINTS)).horizontalAdvance(self._caption)
        wide = QFontMetrics(fonts.ui_font(bold=True)).horizontalAdvance(value)
        return caption + wide + 2 * _PADDING + 2 * _GAP + _CHEVRON + 2

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        frame = QStylePainter(self)
        frame.drawControl(QStyle.ControlElement.CE_PushButton, option)
        frame.end()
        painter = QPainter(self)
        look = theme.current()
        inner = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
        painter.setPen(look.colour("muted"))
        painter.drawText(inner, middle, self._caption)
        taken = painter.fontMetrics().horizontalAdvance(self._caption) + _GAP
        room = QRect(inner.adjusted(taken, 0, -_CHEVRON - _GAP, 0))
        painter.setFont(fonts.ui_font(bold=True))
        painter.setPen(look.colour("ink" if self.isEnabled() else "unanswered"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(self._value, Qt.TextElideMode.ElideLeft, room.width() + 1)
        painter.drawText(room, middle, shown)
        chevron = QRect(inner.right() - _CHEVRON + 1, 0, _CHEVRON, self.height())
        icons.icon("chevron-down").paint(painter, chevron)
