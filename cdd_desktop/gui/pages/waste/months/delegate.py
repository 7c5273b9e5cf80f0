"""How cells of the month grid are painted and typed in."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.waste.months.model import MonthLook, MonthModel
from cdd_desktop.gui.typed_grid.delegate import STEPS, CellLook, TypedDelegate
from cdd_desktop.waste.months.records import TYPED_MAX

_MARK_POINTS = 9
_STEPS = {**STEPS, int(Qt.Key.Key_Down): (1, 0), int(Qt.Key.Key_Up): (-1, 0)}
_MARK = 9  # pixels of the letter
_PADDING = 7
_CORNER = 8  # pixels of the mark of a correction
_DOUBT = 11  # pixels of the mark of a doubt


class MonthDelegate(TypedDelegate):
    """Beside the figure stands the letter of its basis. ! in a triangle: a doubt, hollow once it
    is confirmed; a corner above: changed after closing; grey paper: a closed month."""

    steps = _STEPS

    @override
    def look(self, index: QModelIndex | QPersistentModelIndex) -> CellLook:
        look = index.data(MonthModel.LOOK_ROLE)
        return look if isinstance(look, CellLook) else CellLook()

    @override
    def adorn(self, painter: QPainter, rect: QRect, look: CellLook) -> None:
        if not isinstance(look, MonthLook):
            return
        colours = theme.current()
        if look.ends_group:
            painter.setPen(QPen(colours.colour("line"), 2))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        left = rect.left() + 5
        if look.doubt:
            corner = left if look.at_right else rect.right() - _DOUBT - 5
            top_of_it = rect.center().y() - _DOUBT / 2
            _draw_doubt(painter, QRectF(corner, top_of_it, _DOUBT, _DOUBT), look.doubt)
            left += _DOUBT + 3
        if look.mark:
            figure = painter.fontMetrics().horizontalAdvance(look.text)
            if left + _MARK < rect.right() - figure - _PADDING:
                painter.setFont(fonts.ui_font(_MARK_POINTS))
                painter.setPen(colours.colour("muted"))
                painter.drawText(
                    QRect(left, rect.top(), rect.width(), rect.height()),
                    int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                    look.mark,
                )
        if look.is_corrected:
            top = QPointF(rect.right(), rect.top())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("locked"))
            painter.drawPolygon(
                QPolygonF([top, top - QPointF(_CORNER, 0), top + QPointF(0, _CORNER)])
            )

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setMaxLength(TYPED_MAX)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor


def _draw_doubt(painter: QPainter, box: QRectF, doubt: str) -> None:
    """A triangle with a stroke in it; hollow once it is confirmed."""
    colour = theme.current().colour("warning")
    shape = QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(colour if doubt == "open" else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(shape)
    painter.setPen(QPen(theme.current().colour("surface" if doubt == "open" else "warning"), 1.4))
    middle = box.center().x()
    painter.drawLine(QPointF(middle, box.top() + 4), QPointF(middle, box.bottom() - 3.6))
    painter.drawPoint(QPointF(middle, box.bottom() - 1.6))
    painter.restore()
