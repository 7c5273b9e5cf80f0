"""How cells of the grid of projects are painted and edited."""

from collections.abc import Sequence

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
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.plans.grid.columns import AT_RIGHT, Column, Kind
from cdd_desktop.gui.pages.plans.grid.model import GridModel
from cdd_desktop.lookups.records import Entry
from cdd_desktop.plans.exchange.typed import EVERYWHERE
from cdd_desktop.plans.records import NAME_MAX, TEXT_MAX, Project

_NOTHING = "–"
_ROWS_OF_LIST = 16
_STEPS = {
    int(Qt.Key.Key_Return): (1, 0),
    int(Qt.Key.Key_Enter): (1, 0),
    int(Qt.Key.Key_Tab): (0, 1),
    int(Qt.Key.Key_Backtab): (0, -1),
}
_HINTS = {
    Kind.VILLAGES: f"เลขหมู่ เช่น 1, 3-5 หรือ {EVERYWHERE}",
    Kind.YEAR: "บาท",
}


class CellDelegate(QStyledItemDelegate):
    """Enter keeps and goes down, Tab keeps and goes right, Esc leaves the cell as it was."""

    stepped = Signal(int, int)  # rows and columns to go, once what was typed is given

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
        refused = index.data(GridModel.REFUSED_ROLE)
        is_pending = bool(index.data(GridModel.PENDING_ROLE))
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        if refused is not None:
            painter.fillRect(rect, look.colour("failed_soft"))
        painter.setPen(look.colour("row_line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(fonts.ui_font())
        project = index.data(GridModel.PROJECT_ROLE)
        is_new = isinstance(project, Project) and not project.version
        is_faint = is_pending or is_new or bool(index.data(GridModel.LEFT_OUT_ROLE))
        painter.setPen(look.colour("muted" if is_faint else "ink"))
        self._write(painter, rect, index, is_pending=is_pending)
        if refused is not None:
            painter.setPen(QPen(look.colour("failed"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        elif state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        is_pending: bool,
    ) -> None:
        text = str(index.data() or "")
        if is_pending:
            text = f"{text} …"
        aligned = index.data(Qt.ItemDataRole.TextAlignmentRole)
        at_right = aligned is not None
        room = rect.adjusted(7, 0, -7, 0)
        told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), told)

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        model = index.model()
        column = _column(index)
        project = index.data(GridModel.PROJECT_ROLE)
        words = model.words if isinstance(model, GridModel) else None
        if words is None or not isinstance(project, Project):
            return QLineEdit(parent)
        if column.kind is Kind.STATUS:
            here = words.statuses.label(project.status)
            return _combo(parent, words.statuses.moves(project.status), here)
        if column.kind is Kind.CHOICE and column.list_name is not None:
            return _combo(parent, words.offered(column.list_name), "")
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setMaxLength(NAME_MAX if column.kind is Kind.NAME else TEXT_MAX)
        editor.setPlaceholderText(_HINTS.get(column.kind, ""))
        if column.kind in AT_RIGHT:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        if column.kind is Kind.AGENCY:
            completer = QCompleter(list(words.agencies), editor)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            editor.setCompleter(completer)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            if not editor.property("filled"):
                editor.setCurrentIndex(max(editor.findText(text or _NOTHING), 0))
                editor.setProperty("filled", True)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    @override
    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if isinstance(editor, QComboBox):
            told = editor.currentText()
            model.setData(index, "" if told == _NOTHING else told)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    @override
    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """As wide as the cell, and wider where a choice would be cut."""
        rect: QRect = option.rect
        width = max(rect.width(), 180) if isinstance(editor, QComboBox) else rect.width()
        editor.setGeometry(rect.left(), rect.top(), width, rect.height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that keep what is typed keep it at once, before the next key comes."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit | QComboBox)
            and event.key() in _STEPS
        ):
            if isinstance(watched, QLineEdit) and _offers(watched):
                return False  # the list of names takes the key
            down, right = _STEPS[event.key()]
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


def _column(index: QModelIndex | QPersistentModelIndex) -> Column:
    model = index.model()
    if not isinstance(model, GridModel):
        raise TypeError(type(model))
    return model.columns[index.column()]


def _combo(parent: QWidget, entries: Sequence[Entry], here: str) -> QComboBox:
    """Letters typed choose by the beginning of the words; `here` is what stands first."""
    combo = QComboBox(parent)
    combo.setMaxVisibleItems(_ROWS_OF_LIST)
    combo.addItem(here or _NOTHING)
    combo.addItems([entry.label for entry in entries])
    return combo
