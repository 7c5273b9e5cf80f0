"""How cells of the grid of projects are painted and edited."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from cdd_desktop.gui.pages.plans.grid.columns import AT_RIGHT, Column, Kind
from cdd_desktop.gui.pages.plans.grid.model import GridModel
from cdd_desktop.gui.typed_grid.delegate import CellLook, TypedDelegate
from cdd_desktop.lookups.records import Entry
from cdd_desktop.plans.exchange.typed import EVERYWHERE
from cdd_desktop.plans.records import NAME_MAX, TEXT_MAX, Project

_NOTHING = "–"
_ROWS_OF_LIST = 16
_HINTS = {
    Kind.VILLAGES: f"เลขหมู่ เช่น 1, 3-5 หรือ {EVERYWHERE}",
    Kind.YEAR: "บาท",
}


class CellDelegate(TypedDelegate):
    """Offers the words of lists where a cell takes one of them."""

    @override
    def look(self, index: QModelIndex | QPersistentModelIndex) -> CellLook:
        project = index.data(GridModel.PROJECT_ROLE)
        is_new = isinstance(project, Project) and not project.version
        is_faint = is_new or bool(index.data(GridModel.LEFT_OUT_ROLE))
        return replace(super().look(index), is_faint=is_faint)

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
        else:
            super().setEditorData(editor, index)

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
        else:
            super().setModelData(editor, model, index)

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
