"""What was decided, to be seen from the last row: a shape, a word, and last year's beside it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.forum.fitting import largest, unit
from cdd_desktop.gui.marks import SIZE, Mark, paint_mark
from cdd_desktop.gui.thai_text import wrapped

_HEIGHT = 96
_RADIUS = 12
_PADDING = 18.0
_MARK = 52.0
_BEFORE_SHARE = 0.34  # of the width, for last year's answer
_MOST, _LEAST = 46.0, 18.0
_BEFORE_MOST = 26.0
_INK = {
    Mark.PASSED: ("passed", "passed_soft"),
    Mark.FAILED: ("failed", "failed_soft"),
    Mark.PARTIAL: ("ink", "accent_soft"),
    Mark.NONE: ("muted", "unanswered_soft"),
}


class StateBand(QWidget):
    """Paints itself from words that fit whatever their length."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._mark, self._told, self._before = Mark.NONE, "", ""

    def show_state(self, mark: Mark, told: str, before: str) -> None:
        """`told` beside the mark; `before` is last year's answer in words."""
        self._mark, self._told, self._before = mark, told, before
        self.setAccessibleName(told)
        self.update()

    @property
    def told(self) -> str:
        """What is shown as decided."""
        return self._told

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, round(_HEIGHT * unit(self.window().size())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        scale = unit(self.window().size())
        ink, ground = _INK[self._mark]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(look.colour(ink))
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(box, _RADIUS * scale, _RADIUS * scale)
        padding, mark = _PADDING * scale, _MARK * scale
        centre = QPointF(box.left() + padding + mark / 2, box.center().y())
        painter.save()
        painter.translate(centre)
        painter.scale(mark / SIZE, mark / SIZE)
        is_whole = self._mark is Mark.PARTIAL
        paint_mark(painter, QPointF(0, 0), self._mark, 1.0 if is_whole else 0.0)
        painter.restore()
        left = centre.x() + mark / 2 + padding
        split = box.right() - (box.width() * _BEFORE_SHARE if self._before else padding)
        room = QRectF(left, box.top() + 4, split - left - padding, box.height() - 8)
        self._write(painter, room, self._told, ink, _MOST * scale, bold=True)
        if self._before:
            beside = QRectF(split, box.top() + 4, box.right() - split - padding, box.height() - 8)
            self._write(painter, beside, self._before, "muted", _BEFORE_MOST * scale, bold=False)

    def _write(
        self, painter: QPainter, room: QRectF, text: str, ink: str, most: float, *, bold: bool
    ) -> None:
        least = _LEAST * unit(self.window().size())
        text = wrapped(text)
        painter.setFont(
            largest(text, room.width(), room.height(), most=most, least=least, bold=bold)
        )
        painter.setPen(theme.current().colour(ink))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(align) | int(Qt.TextFlag.TextWordWrap), text)
