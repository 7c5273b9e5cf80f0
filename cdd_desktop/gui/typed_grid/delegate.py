"""How a cell that is typed into is framed, and which keys keep what is typed."""

from collections.abc import Mapping
from dataclasses import dataclass

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
from PySide6.QtGui import QKeyEvent, QPainter, QPen
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
from cdd_desktop.gui.typed_grid.cells import Refused, TypedModel

STEPS: Mapping[int, tuple[int, int]] = {  # rows and columns to go
    int(Qt.Key.Key_Return): (1, 0),
    int(Qt.Key.Key_Enter): (1, 0),
    int(Qt.Key.Key_Tab): (0, 1),
    int(Qt.Key.Key_Backtab): (0, -1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLook:
    """What is painted of a cell. `ground`: the role of its paper's colour where it has one;
    `is_faint`: written in the colour of what does not count."""

    text: str = ""
    at_right: bool = False
    refused: Refused | None = None
    is_pending: bool = False
    is_faint: bool = False
    ground: str = ""


class TypedDelegate(QStyledItemDelegate):
    """Enter keeps and goes down, Tab keeps and goes right, Esc leaves the cell as it was."""

    stepped = Signal(int, int)  # rows and columns to go, once what was typed is given

    steps = STEPS

    def look(self, index: QModelIndex | QPersistentModelIndex) -> CellLook:
        """What is painted of a cell."""
        refused = index.data(TypedModel.REFUSED_ROLE)
        return CellLook(
            text=str(index.data() or ""),
            at_right=index.data(Qt.ItemDataRole.TextAlignmentRole) is not None,
            refused=refused if isinstance(refused, Refused) else None,
            is_pending=bool(index.data(TypedModel.PENDING_ROLE)),
        )

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = theme.current()
        look = self.look(index)
        painter.save()
        if look.ground:
            painter.fillRect(rect, colours.colour(look.ground))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colours.colour("accent_soft"))
        if look.refused is not None:
            painter.fillRect(rect, colours.colour("failed_soft"))
        painter.setPen(colours.colour("row_line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if look.text:
            painter.setFont(fonts.ui_font())
            painter.setPen(colours.colour("muted" if look.is_faint or look.is_pending else "ink"))
            _write(painter, rect, look)
        self.adorn(painter, rect, look)
        if look.refused is not None:
            painter.setPen(QPen(colours.colour("failed"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        elif state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def adorn(self, painter: QPainter, rect: QRect, look: CellLook) -> None:
        """Draw the marks beside what a cell says."""

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


def _write(painter: QPainter, rect: QRect, look: CellLook) -> None:
    """Elided where it is too long."""
    text = f"{look.text} …" if look.is_pending else look.text
    room = rect.adjusted(7, 0, -7, 0)
    told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if look.at_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), told)


def _offers(edit: QLineEdit) -> bool:
    """Whether the list of names is open under the edit."""
    completer = edit.completer()
    popup = None if completer is None else completer.popup()
    return popup is not None and popup.isVisible()
