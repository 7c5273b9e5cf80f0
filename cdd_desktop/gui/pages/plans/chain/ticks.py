"""A list of records to tick. Keys: Space ticks the chosen rows · Ctrl+A all that are seen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget
from typing_extensions import override

from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip

T = TypeVar("T")
ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TickColumn(Generic[T]):
    """`show` makes the text of a cell. `width` in pixels; 0 takes the room that is left."""

    heading: str
    show: Callable[[T], str]
    width: int = 0
    is_right: bool = False


class TickModel(SnapshotModel[T]):
    """The first column has the ticks, which outlive a filter: `ticked` also holds what is not
    shown just now. `key` gives the identity of a row."""

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[TickColumn[T]],
        key: Callable[[T], UUID],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            {number: column.heading for number, column in enumerate(columns)},
            parent,
            right=[number for number, column in enumerate(columns) if column.is_right],
        )
        self.columns = tuple(columns)
        self._key = key
        self.ticked: set[UUID] = set()

    def tick(self, rows: Iterable[T], *, on: bool) -> None:
        """Tick or untick some at once."""
        keys = {self._key(row) for row in rows}
        self.ticked = self.ticked | keys if on else self.ticked - keys
        if self._rows:
            last = self.index(len(self._rows) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.ticks_changed.emit()

    def toggle(self, places: Sequence[int]) -> None:
        """Turn the ticks of some rows over, all to what the first becomes."""
        rows = [self._rows[place] for place in places]
        if rows:
            self.tick(rows, on=self._key(rows[0]) not in self.ticked)

    def tick_all(self) -> None:
        """Tick all that are shown; untick them where they all are."""
        self.tick(self._rows, on=not {self._key(row) for row in self._rows} <= self.ticked)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if index.column() else flags | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.toggle([index.row()])
        return True

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.show(row)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(column.show(row))
            case Qt.ItemDataRole.TextAlignmentRole if column.is_right:
                return AT_RIGHT
            case Qt.ItemDataRole.CheckStateRole if not index.column():
                is_ticked = self._key(row) in self.ticked
                return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        return None


class TickTable(QTableView):
    """Shows a `TickModel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: TickModel[Any] | None = None

    def set_up(self, model: TickModel[Any]) -> None:
        """Show a model."""
        self._ticks = model
        show_as_list(self, model, row_height=ROW_HEIGHT)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        heads = self.horizontalHeader()
        for number, column in enumerate(model.columns):
            if column.width:
                heads.resizeSection(number, column.width)
            else:
                heads.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def stand_first(self) -> None:
        """Put the cursor on the first row."""
        model = self.model()
        if model is not None and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._ticks is not None and event.key() == Qt.Key.Key_Space:
            chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
            here = self.currentIndex().row()
            self._ticks.toggle(chosen or ([here] if here >= 0 else []))
        elif self._ticks is not None and event.matches(QKeySequence.StandardKey.SelectAll):
            self._ticks.tick_all()
        else:
            super().keyPressEvent(event)
