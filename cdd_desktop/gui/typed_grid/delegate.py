"""How a cell that is typed into is framed, and which keys keep what is typed."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.typed_grid.cells import TypedModel

STEPS: Mapping[int, tuple[int, int]] = {  # rows and columns to go
    int(Qt.Key.Key_Return): (1, 0),
    int(Qt.Key.Key_Enter): (1, 0),
    int(Qt.Key.Key_Tab): (0, 1),
    int(Qt.Key.Key_Backtab): (0, -1),
}


class TypedDelegate(QStyledItemDelegate):
    """Enter keeps and goes down, Tab keeps and goes right, Esc leaves the cell as it was."""

    stepped = Signal(int, int)  # rows and columns to go, once what was typed is given

    steps = STEPS

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        look = theme.current()
        refused = index.data(TypedModel.REFUSED_ROLE)
        painter.save()
        ground = self.ground(index)
        if ground is not None:
            painter.fillRect(rect, ground)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        if refused is not None:
            painter.fillRect(rect, look.colour("failed_soft"))
        painter.setPen(look.colour("row_line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(fonts.ui_font())
        self.write(painter, rect, index)
        if refused is not None:
            painter.setPen(QPen(look.colour("failed"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        elif state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def ground(self, index: QModelIndex | QPersistentModelIndex) -> QColor | None:
        """The colour of the paper of a cell where it is not the usual one."""
        return None

    def is_faint(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a cell is written in the colour of what does not count."""
        return bool(index.data(TypedModel.PENDING_ROLE))

    def write(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Write what the cell says, elided where it is too long."""
        painter.setPen(theme.current().colour("muted" if self.is_faint(index) else "ink"))
        text = str(index.data() or "")
        if index.data(TypedModel.PENDING_ROLE):
            text = f"{text} …"
        at_right = index.data(Qt.ItemDataRole.TextAlignmentRole) is not None
        room = rect.adjusted(7, 0, -7, 0)
        told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), told)

    @override
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    @override
    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that keep what is typed keep it at once, before the next key comes."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit | QComboBox)
            and event.key() in self.steps
        ):
            if isinstance(watched, QLineEdit) and _offers(watched):
                return False  # the list of names takes the key
            down, right = self.steps[event.key()]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and down:
                down = -1
            self.commitData.emit(watched)
            self.closeEditor.emit(watched)
            self.stepped.emit(down, right)
            return True
        return super().eventFilter(watched, event)


def _offers(edit: QLineEdit) -> bool:
    """Whether the list of names is open under the edit."""
    completer = edit.completer()
    popup = None if completer is None else completer.popup()
    return popup is not None and popup.isVisible()
