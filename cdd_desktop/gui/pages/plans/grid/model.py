"""The projects of a plan as a table that is typed into; it shows, the view writes."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from cdd_desktop.gui.pages.plans.grid.columns import (
    AT_RIGHT,
    Column,
    Kind,
    columns_of,
    shown,
    typed_form,
)
from cdd_desktop.gui.pages.plans.grid.rows import Filter, GridRead, Row, Words, row_of
from cdd_desktop.gui.snapshot_model import AT_RIGHT as RIGHT
from cdd_desktop.gui.snapshot_model import Index
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.typed_grid.cells import Refused, TypedModel
from cdd_desktop.plans.records import Project
from cdd_desktop.plans.words import MONEY_LABELS, Which


class GridModel(TypedModel):
    """All rows of a plan are held; those that pass the filter are shown.

    What is typed is told by `typed`; the cell shows it as pending until `settle` or `refuse_cell`.
    """

    PROJECT_ROLE = Qt.ItemDataRole.UserRole + 1
    LEFT_OUT_ROLE = Qt.ItemDataRole.UserRole + 4  # whether the sums leave the project out

    typed = Signal(object, object, str)  # Project, Column, text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: GridRead | None = None
        self._columns: tuple[Column, ...] = columns_of(())
        self._all: list[Row] = []
        self._rows: list[Row] = []
        self._draft: Row | None = None  # typed anew, below the others
        self._places: dict[UUID, int] = {}
        self._pending: dict[tuple[UUID, str], str] = {}
        self._refused: dict[tuple[UUID, str], Refused] = {}
        self.which: Which = "requested"
        self.filter = Filter()

    # what is shown

    def show(self, read: GridRead | None) -> None:
        """Show another reading; what was refused of projects that are still there stays."""
        self.beginResetModel()
        self._read = read
        self._all = [] if read is None else list(read.rows)
        plan = None if read is None else read.plan
        self._columns = columns_of(
            () if plan is None else range(plan.start_year, plan.end_year + 1)
        )
        there = {row.project.uuid for row in self._all}
        for held in (self._pending, self._refused):
            for key in [key for key in held if key[0] not in there]:
                del held[key]
        if self._draft is not None and (
            plan is None or self._draft.project.plan != plan.uuid or self._draft_is_kept(there)
        ):
            self._draft = None
        self._sift()
        self.endResetModel()

    def show_filtered(self, wanted: Filter) -> None:
        """Show the rows that pass."""
        self.beginResetModel()
        self.filter = wanted
        self._sift()
        self.endResetModel()

    def show_money(self, which: Which) -> None:
        """Show another of the three amounts."""
        self.which = which
        self._tell_all()

    @property
    def read(self) -> GridRead | None:
        """What is shown of."""
        return self._read

    @property
    def words(self) -> Words | None:
        """The words of the lists, as read."""
        return None if self._read is None else self._read.words

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return self._columns

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown, without the one that is typed anew."""
        return self._rows

    @property
    def all_rows(self) -> Sequence[Row]:
        """Every row of the plan."""
        return self._all

    def project_at(self, row: int) -> Project | None:
        """The project of a row, the one typed anew too."""
        found = self._row(row)
        return None if found is None else found.project

    def row_of(self, uuid: UUID | None) -> int:
        """Where a project stands; -1 where it is not shown."""
        if self._draft is not None and uuid == self._draft.project.uuid:
            return len(self._rows)
        return -1 if uuid is None else self._places.get(uuid, -1)

    def column_of(self, kind: Kind) -> int:
        """The first column of a kind."""
        return next(at for at, column in enumerate(self._columns) if column.kind is kind)

    # what is written

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not kept yet."""
        return bool(self._pending)

    @property
    def refused(self) -> Mapping[tuple[UUID, str], Refused]:
        """What was typed and is not kept, by project and column."""
        return self._refused

    def begin_row(self, draft: Project) -> int:
        """Show a new project below the others, to be typed; gives its row."""
        if self.words is None:
            return -1
        if self._draft is None:
            at = len(self._rows)
            self.beginInsertRows(QModelIndex(), at, at)
            self._draft = row_of(draft, self.words)
            self.endInsertRows()
        return len(self._rows)

    def drop_row(self) -> None:
        """The new project is not wanted after all."""
        if self._draft is not None:
            at = len(self._rows)
            self.beginRemoveRows(QModelIndex(), at, at)
            uuid = self._draft.project.uuid
            self._refused = {k: v for k, v in self._refused.items() if k[0] != uuid}
            self._draft = None
            self.endRemoveRows()

    @property
    def draft(self) -> Project | None:
        """The project that is typed anew."""
        return None if self._draft is None else self._draft.project

    def wait_for(self, uuid: UUID, column: str, text: str) -> None:
        """A cell is on its way to the file."""
        self._refused.pop((uuid, column), None)
        self._pending[uuid, column] = text
        self._tell_row(uuid)

    def settle(self, uuid: UUID, column: str, project: Project) -> None:
        """It is kept: the project as it stands now. Whether it passes the filter is not asked."""
        self._pending.pop((uuid, column), None)
        self._refused.pop((uuid, column), None)
        if self.words is None:
            return
        row = row_of(project, self.words)
        if self._draft is not None and uuid == self._draft.project.uuid:
            self._draft = None
            self._places[uuid] = len(self._rows)
            self._rows.append(row)
            self._all.append(row)
        else:
            at = self._places.get(uuid, -1)
            if at >= 0:
                self._rows[at] = row
            for place, held in enumerate(self._all):
                if held.project.uuid == uuid:
                    self._all[place] = row
        self._tell_row(uuid)

    def refuse_cell(self, uuid: UUID, column: str, refused: Refused) -> None:
        """It is not kept: the cell holds what was typed, to be corrected."""
        self._pending.pop((uuid, column), None)
        self._refused[uuid, column] = refused
        self._tell_row(uuid)

    def take(self, projects: Iterable[Project]) -> None:
        """Some projects as they stand now, in their old order."""
        if self.words is None:
            return
        fresh = {project.uuid: row_of(project, self.words) for project in projects}
        self._all = [fresh.get(row.project.uuid, row) for row in self._all]
        self._rows = [fresh.get(row.project.uuid, row) for row in self._rows]
        self._tell_all()

    def forget_all_refused(self) -> None:
        """Drop whatever was refused."""
        self._refused = {}
        self._tell_all()

    @override
    def forget_refused(self, index: Index) -> bool:
        project = self.project_at(index.row())
        if project is None:
            return False
        dropped = self._refused.pop((project.uuid, self._columns[index.column()].key), None)
        self._tell_row(project.uuid)
        return dropped is not None

    # Qt's part

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows) + (self._draft is not None)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._columns[index.column()].is_typed:
            return chosen | Qt.ItemFlag.ItemIsEditable
        return chosen

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: PLR0911
        row = self._row(index.row()) if index.isValid() else None
        if row is None or self.words is None:
            return None
        column = self._columns[index.column()]
        cell = (row.project.uuid, column.key)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, column, cell)
            case Qt.ItemDataRole.EditRole:
                if cell in self._refused:
                    return self._refused[cell].typed
                return self._typed_form(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column.kind in AT_RIGHT else None
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column, cell)
            case self.PROJECT_ROLE:
                return row.project
            case self.REFUSED_ROLE:
                return self._refused.get(cell)
            case self.PENDING_ROLE:
                return cell in self._pending
            case self.LEFT_OUT_ROLE:
                return not row.counts
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self._row(index.row()) if index.isValid() else None
        if row is None or role != Qt.ItemDataRole.EditRole or self.words is None:
            return False
        column = self._columns[index.column()]
        text = str(value)
        was_refused = (row.project.uuid, column.key) in self._refused
        if not was_refused and text == self._typed_form(row, column):
            return False
        self.typed.emit(row.project, column, text)
        return True

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole and column.kind in AT_RIGHT:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and column.kind in {Kind.YEAR, Kind.SUM}:
            return tooltip(f"{MONEY_LABELS[self.which]} {column.title} หน่วยเป็นบาท")
        return None

    # inside

    def _row(self, at: int) -> Row | None:
        if at == len(self._rows):
            return self._draft
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _shown(self, row: Row, column: Column, cell: tuple[UUID, str]) -> str:
        if cell in self._refused:
            return self._refused[cell].typed
        if cell in self._pending:
            return self._pending[cell]
        if row is self._draft and column.kind is Kind.NAME:
            return row.project.name or "พิมพ์ชื่อโครงการใหม่"
        if self.words is None:
            return ""
        by_dimension = self.filter.is_one_dimension
        return shown(row, column, self.words, self.which, by_dimension=by_dimension)

    def _typed_form(self, row: Row, column: Column) -> str:
        if self.words is None:
            return ""
        by_dimension = self.filter.is_one_dimension
        return typed_form(row, column, self.words, self.which, by_dimension=by_dimension)

    def _tip(self, row: Row, column: Column, cell: tuple[UUID, str]) -> str | None:
        if cell in self._refused:
            return tooltip(self._refused[cell].problem)
        if cell in self._pending:
            return tooltip("กำลังบันทึก")
        text = self._shown(row, column, cell)
        return tooltip(text) if text else None

    def _draft_is_kept(self, there: set[UUID]) -> bool:
        return self._draft is not None and self._draft.project.uuid in there

    def _sift(self) -> None:
        self._rows = self.filter.of(self._all)
        self._places = {row.project.uuid: at for at, row in enumerate(self._rows)}

    def _tell_row(self, uuid: UUID) -> None:
        at = self.row_of(uuid)
        if at >= 0:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))

    def _tell_all(self) -> None:
        if self.rowCount():
            corner = self.index(self.rowCount() - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
