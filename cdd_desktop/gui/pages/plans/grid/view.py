"""The grid: projects of a plan, typed into cell by cell."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.gui.pages.plans.grid.columns import Kind
from cdd_desktop.gui.pages.plans.grid.delegates import CellDelegate
from cdd_desktop.gui.pages.plans.grid.model import GridModel
from cdd_desktop.gui.pages.plans.grid.rows import GridRead
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.gui.typed_grid.grid import TypedGrid
from cdd_desktop.plans.records import Project

ROW_HEIGHT = 34
FROZEN = 2  # columns: the rank and the name


class ProjectGrid(TypedGrid):
    """Tells what is to be done with rows; the model tells what was typed into cells."""

    row_wanted = Signal()  # Ins
    removal_wanted = Signal()  # Ctrl+Del
    move_wanted = Signal(int)  # Alt+↑ is -1, Alt+↓ is 1
    dragged = Signal(int, int)  # a row was dropped at the place of another
    panel_wanted = Signal()  # Ctrl+→
    filter_left = Signal()  # Esc where nothing was refused
    project_changed = Signal(object)  # Project or None: where the cursor is
    menu_wanted = Signal(object)  # QPoint on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.projects = GridModel(self)
        self._here: Project | None = None
        self.set_up(
            self.projects,
            CellDelegate(self),
            CellDelegate(self),
            frozen=FROZEN,
            row_height=ROW_HEIGHT,
        )
        rows = self.verticalHeader()
        rows.setFixedWidth(16)
        rows.setSectionsMovable(True)
        rows.setToolTip(wrapped("ลากเพื่อจัดลำดับความสำคัญ (Alt+↑ Alt+↓)"))
        rows.sectionMoved.connect(self._drop)
        self.projects.modelReset.connect(self._fit_columns)
        self.moved.connect(self._tell_project)
        for keys, act in (
            ("Ins", self.row_wanted.emit),
            ("Ctrl+Del", self.removal_wanted.emit),
            ("Alt+Up", partial(self.move_wanted.emit, -1)),
            ("Alt+Down", partial(self.move_wanted.emit, 1)),
            ("Ctrl+Right", self.panel_wanted.emit),
        ):
            on_keys(self, keys, act)

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
        self.tell_place()

    @property
    def current_project(self) -> Project | None:
        """The project of the cursor."""
        return self.projects.project_at(self.currentIndex().row())

    def chosen_projects(self) -> tuple[Project, ...]:
        """The projects of the marked cells, in order; kept ones alone."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        found = (self.projects.project_at(row) for row in rows)
        return tuple(project for project in found if project is not None and project.version)

    def begin_row(self, draft: Project) -> None:
        """Let a new project be typed: its name first."""
        row = self.projects.begin_row(draft)
        if row >= 0:
            self.go_to(row, self.projects.column_of(Kind.NAME))
            self.setFocus()
            self.type_here()

    # keys

    @override
    def escape(self) -> bool:
        if self.projects.draft is not None and self.current_project == self.projects.draft:
            self.projects.drop_row()
            return True
        return False

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

    def _tell_project(self) -> None:
        project = self.current_project
        if project != self._here:
            self._here = project
            self.project_changed.emit(project)
