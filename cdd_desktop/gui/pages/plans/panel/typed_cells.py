"""Cells of the panel's small tables that are typed in: what was refused stays where it stands."""

from collections.abc import Hashable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.settings.percent_delegate import PercentEdit
from cdd_desktop.gui.shortcuts import on_keys

_ROW_HEIGHT = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What was typed into a cell, and why it is not stored."""

    text: str
    problem: str


class RefusedCells:
    """By project and cell, until the cell is typed anew or the project's are let go."""

    def __init__(self) -> None:
        self._held: dict[tuple[UUID, Hashable], Refused] = {}

    def hold(self, project: UUID, cell: Hashable, text: str, problem: CddError) -> str:
        """Keep what was typed; gives the problem in words."""
        told = str(problem)
        if isinstance(problem, ValidationFailed):
            told = " ".join(dict.fromkeys(problem.problems.values()))
        self._held[project, cell] = Refused(text=text, problem=told)
        return told

    def settle(self, project: UUID, cell: Hashable) -> None:
        """The cell is stored, or as it was."""
        self._held.pop((project, cell), None)

    def at(self, project: UUID, cell: Hashable) -> Refused | None:
        """What is held for a cell."""
        return self._held.get((project, cell))

    def first(self, project: UUID) -> str:
        """The first problem of a project; empty where there is none."""
        return next((kept.problem for (of, _), kept in self._held.items() if of == project), "")

    @property
    def projects(self) -> tuple[UUID, ...]:
        """The projects that have any."""
        return tuple(dict.fromkeys(project for project, _ in self._held))

    def forget(self) -> None:
        """Let all go."""
        self._held.clear()


class TypedCellDelegate(QStyledItemDelegate):
    """Numbers are typed by the place of their keys, under the Thai layout too.

    A model gives the choices of a cell by `CHOICES_ROLE` as (words, key) pairs, and whether a cell
    takes a number by `NUMBER_ROLE`.
    """

    CHOICES_ROLE = Qt.ItemDataRole.UserRole + 10
    NUMBER_ROLE = Qt.ItemDataRole.UserRole + 11

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        choices = index.data(self.CHOICES_ROLE)
        if choices is not None:
            combo = QComboBox(parent)
            for words, key in choices:
                combo.addItem(words, key)
            return combo
        if index.data(self.NUMBER_ROLE):
            number = PercentEdit(parent)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            return number
        return QLineEdit(parent)

    @override
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(value), 0))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))

    @override
    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if isinstance(editor, QComboBox):
            model.setData(_plain(index), editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(_plain(index), editor.text())


def _plain(index: QModelIndex | QPersistentModelIndex) -> QModelIndex:
    """The index as `setData` of any model takes it."""
    return index.model().index(index.row(), index.column())


def keep_typed(table: QTableView) -> bool:
    """Give what is typed in an open cell, as if the keyboard went on; whether one was open."""
    editor, delegate = QApplication.focusWidget(), table.itemDelegate()
    if editor is None or editor is table or not table.isAncestorOf(editor):
        return False
    delegate.commitData.emit(editor)
    delegate.closeEditor.emit(editor)
    return True


def type_in_cells(table: QTableView, model: QAbstractItemModel) -> None:
    """Let a table be typed in cell by cell: any key begins, Enter goes down, Del empties."""
    show_as_list(table, model, row_height=_ROW_HEIGHT)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
    triggers = QTableView.EditTrigger
    table.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
    table.setShowGrid(True)
    table.setItemDelegate(TypedCellDelegate(table))

    def enter() -> None:
        if not keep_typed(table):
            table.edit(table.currentIndex())
            return
        below = table.currentIndex().siblingAtRow(table.currentIndex().row() + 1)
        if below.isValid():
            table.setCurrentIndex(below)
        table.setFocus()

    def empty() -> None:
        index = table.currentIndex()
        is_typed = index.isValid() and model.flags(index) & Qt.ItemFlag.ItemIsEditable
        if is_typed and table.state() is not QTableView.State.EditingState:
            model.setData(index, "")

    on_keys(table, "Del", empty)
    for keys in ("Return", "Enter"):
        on_keys(table, keys, enter)  # in an open cell too: a shortcut comes before its keys
