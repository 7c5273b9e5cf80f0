"""Tables of lines whose columns are declared: how each is headed, wide and filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip

T = TypeVar("T")
RECORD_ROLE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 30
_LONG_ROW_HEIGHT = 54


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Generic[T]):
    """How a column is headed, wide and filled; `width` 0 takes the room that is left."""

    heading: str
    width: int
    text: Callable[[T], str]
    is_number: bool = False
    tip: Callable[[T], str] | None = None


class LineModel(SnapshotModel[T]):
    """Lines in columns that are told by their key."""

    def __init__(self, columns: Mapping[IntEnum, Shown[T]], parent: QObject | None = None) -> None:
        super().__init__(
            {column: shown.heading for column, shown in columns.items()},
            parent,
            right={column for column, shown in columns.items() if shown.is_number},
        )
        self.columns = columns

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        shown = next(one for column, one in self.columns.items() if column == index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(shown.text(line).split())
        if role == Qt.ItemDataRole.ToolTipRole and shown.tip is not None:
            return tooltip(shown.tip(line))
        if role == Qt.ItemDataRole.TextAlignmentRole and shown.is_number:
            return AT_RIGHT
        return line if role == RECORD_ROLE else None


def lay_out(table: QTableView, model: LineModel[T], *, is_long: bool = False) -> None:
    """Give a table its lines, with columns as wide as they say; long texts get two lines a row."""
    show_as_list(table, model, row_height=_LONG_ROW_HEIGHT if is_long else _ROW_HEIGHT)
    table.setWordWrap(is_long)
    for column, shown in model.columns.items():
        if shown.width:
            table.setColumnWidth(column, shown.width)
        else:
            mode = QHeaderView.ResizeMode.Stretch
            table.horizontalHeader().setSectionResizeMode(column, mode)
