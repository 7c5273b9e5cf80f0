"""The grid: projects of a plan, typed into cell by cell."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QWidget
from typing_extensions import override

from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.plans.grid.columns import Kind
from cdd_desktop.gui.pages.plans.grid.delegates import CellDelegate
from cdd_desktop.gui.pages.plans.grid.frozen_table import FrozenTable
from cdd_desktop.gui.pages.plans.grid.model import GridModel, Refused
from cdd_desktop.gui.pages.plans.grid.rows import GridRead
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.plans.records import Project

ROW_HEIGHT = 34
FROZEN = 2  # columns: the rank and the name
_NOTE_WIDTH = 360


class ProjectGrid(FrozenTable):
    """Tells what is to be done with rows; the model tells what was typed into cells."""

    row_wanted = Signal()  # Ins
    removal_wanted = Signal()  # Ctrl+Del
    move_wanted = Signal(int)  # Alt+↑ is -1, Alt+↓ is 1
    dragged = Signal(int, int)  # a row was dropped at the place of another
    paste_wanted = Signal(str)
    panel_wanted = Signal()  # Ctrl+→
    filter_left = Signal()  # Esc where nothing was refused
    project_changed = Signal(object)  # Project or None: where the cursor is
    menu_wanted = Signal(object)  # QPoint on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.projects = GridModel(self)
        self._delegate = CellDelegate(self)
        self._note = QLabel(self)
        self._here: Project | None = None
        self.setModel(self.projects)
        self.setItemDelegate(self._delegate)
        self._delegate.stepped.connect(self._step)
        self._furnish()
        self.freeze(FROZEN, CellDelegate(self), row_height=ROW_HEIGHT)
        self.projects.modelReset.connect(self._fit_columns)
        self.projects.dataChanged.connect(lambda *_: self._show_note())
        self.selectionModel().currentChanged.connect(self._tell_current)
        for keys, act in (
            ("Ins", self.row_wanted.emit),
            ("Ctrl+Del", self.removal_wanted.emit),
            ("Alt+Up", partial(self.move_wanted.emit, -1)),
            ("Alt+Down", partial(self.move_wanted.emit, 1)),
            ("Ctrl+Right", self.panel_wanted.emit),
            ("Ctrl+C", self._copy),
            ("Ctrl+V", self._paste),
        ):
            on_keys(self, keys, act)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _: self._show_note())

    def _furnish(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setFixedWidth(16)
        rows.setSectionsMovable(True)
        rows.setToolTip(wrapped("ลากเพื่อจัดลำดับความสำคัญ (Alt+↑ Alt+↓)"))
        rows.sectionMoved.connect(self._drop)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setMargin(0)
        set_look(self._note, tone="failed", note="cell")
        self._note.hide()

    # what is shown

    def show_read(self, read: GridRead | None) -> None:
        """Show another reading; the cursor stays on its project and column."""
        self._keep_place(lambda: self.projects.show(read))

    def keep_place(self, change: Callable[[], None]) -> None:
        """Let the model be reset by `change`; the cursor stays on its project and column."""
        self._keep_place(change)

    def _keep_place(self, change: Callable[[], None]) -> None:
        held, column = self.current_project, max(self.currentIndex().column(), 0)
        top = self.verticalScrollBar().value()
        change()
        row = self.projects.row_of(held.uuid if held else None)
        if row < 0 and self.projects.rowCount():
            row = 0
        if row >= 0:
            self.verticalScrollBar().setValue(top)
            column = min(column, self.projects.columnCount() - 1)
            self.go_to(row, column)
        self._tell_current()

    @property
    def current_project(self) -> Project | None:
        """The project of the cursor."""
        return self.projects.project_at(self.currentIndex().row())

    def chosen_projects(self) -> tuple[Project, ...]:
        """The projects of the marked cells, in order; kept ones alone."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        found = (self.projects.project_at(row) for row in rows)
        return tuple(project for project in found if project is not None and project.version)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        index = self.projects.index(row, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def begin_row(self, draft: Project) -> None:
        """Let a new project be typed: its name first."""
        row = self.projects.begin_row(draft)
        if row >= 0:
            self.go_to(row, self.projects.column_of(Kind.NAME))
            self.setFocus()
            self._type()

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def finish(self) -> None:
        """Give what is being typed in a cell."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, CellDelegate.EndEditHint.NoHint)

    def copied(self) -> str:
        """The marked cells for a spreadsheet: tabs between cells, a line for each row."""
        marked = self.selectedIndexes()
        rows = sorted({index.row() for index in marked})
        columns = sorted({index.column() for index in marked})
        lines = (
            "\t".join(_cell(self.projects.index(row, column)) for column in columns) for row in rows
        )
        return "\n".join(lines)

    # keys

    def _type(self) -> None:
        self._bring(self.currentIndex().column())
        self.edit(self.currentIndex())

    def _bring(self, column: int) -> None:
        """A frozen column comes into sight before it is edited: the copy shows no editor."""
        if column < FROZEN:
            self.horizontalScrollBar().setValue(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self._clear()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self._type()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape(event)
        else:
            if event.text().strip():
                self._bring(self.currentIndex().column())
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from cell to cell as in a spreadsheet, and out behind the last."""
        here, columns = self.currentIndex(), self.projects.columnCount()
        at = here.row() * columns + here.column() + (1 if next else -1)
        if not here.isValid() or not 0 <= at < self.projects.rowCount() * columns:
            return super().focusNextPrevChild(next)
        self.go_to(*divmod(at, columns))
        return True

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.copied())

    def _paste(self) -> None:
        self.paste_wanted.emit(QGuiApplication.clipboard().text())

    def _clear(self) -> None:
        """Blank the cell of the cursor, as if that had been typed."""
        if self.projects.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            self.projects.setData(self.currentIndex(), "")

    def _escape(self, event: QKeyEvent) -> None:
        if self.projects.forget_refused(self.currentIndex()):
            return
        if self.projects.draft is not None and self.current_project == self.projects.draft:
            self.projects.drop_row()
            return
        event.ignore()

    def _step(self, down: int, right: int) -> None:
        here = self.currentIndex()
        row, column = here.row() + down, here.column() + right
        if 0 <= row < self.projects.rowCount() and 0 <= column < self.projects.columnCount():
            self.go_to(row, column)
        self.setFocus()

    def _drop(self, row: int, was: int, there: int) -> None:
        """The row goes back to where the model has it; the order is written, then read."""
        header = self.verticalHeader()
        header.blockSignals(True)
        header.moveSection(there, was)
        header.blockSignals(False)
        self.dragged.emit(row, there)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    # inside

    def _fit_columns(self) -> None:
        for at, column in enumerate(self.projects.columns):
            self.setColumnWidth(at, column.width)

    def _tell_current(self, *_: object) -> None:
        self._show_note()
        project = self.current_project
        if project != self._here:
            self._here = project
            self.project_changed.emit(project)

    def _show_note(self) -> None:
        """Beside a cell whose content was refused: why."""
        index = self.currentIndex()
        refused = index.data(GridModel.REFUSED_ROLE) if index.isValid() else None
        if not isinstance(refused, Refused):
            self._note.hide()
            return
        self._note.setText(wrapped(f"{refused.problem} · Esc คืนค่าเดิม"))
        room = self.viewport().rect()
        width = min(_NOTE_WIDTH, room.width())
        self._note.resize(width, self._note.heightForWidth(width))
        cell = self.visualRect(index)
        top = cell.bottom() + 2
        if top > room.height() - self._note.height():
            top = max(cell.top() - self._note.height() - 2, 0)
        left = max(min(cell.left(), room.width() - width), 0)
        self._note.move(self.viewport().mapToParent(QPoint(left, top)))
        self._note.show()
        self._note.raise_()


def _cell(index: QModelIndex) -> str:
    text = str(index.data(Qt.ItemDataRole.EditRole) or "")
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in '\t\n"') else text
