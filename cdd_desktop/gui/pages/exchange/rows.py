"""The rows of a file that was checked, as a table: which can come in, which cannot and why."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from cdd_desktop.errors import StorageProblem
from cdd_desktop.gui import theme
from cdd_desktop.gui.pages.exchange.lines import RowLine, RowState
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip

_Index = QModelIndex | QPersistentModelIndex


class RowColumn(IntEnum):
    """Columns of `RowModel`."""

    NUMBER = 0
    STATE = 1
    REASON = 2
    WORDS = 3


_HEADINGS = {
    RowColumn.NUMBER: "แถว",
    RowColumn.STATE: "ผล",
    RowColumn.REASON: "เหตุผล",
    RowColumn.WORDS: "ข้อมูลในแถว",
}
_TOKENS = {
    RowState.GOOD: "passed",
    RowState.BLANK: "muted",
    RowState.DOUBT: "warning",
    RowState.BAD: "failed",
}


class RowModel(SnapshotModel[RowLine]):
    """`RECORD_ROLE` gives the `RowLine`. Of rows in a file only those that are shown are read."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(RowColumn.NUMBER,))

    @override
    def show(self, rows: Sequence[RowLine]) -> None:
        self.beginResetModel()
        self._rows = rows  # never the whole of them: a file may have a hundred thousand
        self.endResetModel()

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._line(index.row())
        column = RowColumn(index.column())
        if role == self.RECORD_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (RowColumn.REASON, RowColumn.WORDS):
            return tooltip(_text(line, column))
        if role == Qt.ItemDataRole.ForegroundRole and column is RowColumn.STATE:
            return QColor(theme.current().tokens[_TOKENS[line.state]])
        if role == Qt.ItemDataRole.TextAlignmentRole and column is RowColumn.NUMBER:
            return AT_RIGHT
        return None

    def _line(self, row: int) -> RowLine:
        try:
            return self._rows[row]
        except StorageProblem as problem:
            return RowLine(row + 1, RowState.BAD, str(problem), "")


def _text(line: RowLine, column: RowColumn) -> str:
    return {
        RowColumn.NUMBER: f"{line.number:,}",
        RowColumn.STATE: line.state.value,
        RowColumn.REASON: line.reason,
        RowColumn.WORDS: line.words,
    }[column]
