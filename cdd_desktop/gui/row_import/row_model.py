"""The rows of a file: what becomes of each, and why."""

from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.row_import.lines import Line, Outcome
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip


class RowColumn(IntEnum):
    """Columns of `RowModel`."""

    NUMBER = 0
    OUTCOME = 1
    TOLD = 2
    WORDS = 3
    FILE = 4


_HEADINGS = {
    RowColumn.NUMBER: "แถว",
    RowColumn.OUTCOME: "ผล",
    RowColumn.TOLD: "สิ่งที่เปลี่ยน หรือเหตุผลที่ไม่รับ",
    RowColumn.WORDS: "ข้อมูลในแถว",
    RowColumn.FILE: "ไฟล์",
}
_CUT = (RowColumn.TOLD, RowColumn.WORDS, RowColumn.FILE)  # may be wider than their columns
_SIGNS = {
    Outcome.NEW: "+ เพิ่ม",
    Outcome.CHANGED: "✓ แก้ไข",
    Outcome.SAME: "คงเดิม",
    Outcome.REFUSED: "✗ ไม่รับ",
    Outcome.PASSED: "ข้าม",
}
_TOKENS = {
    Outcome.NEW: "passed",
    Outcome.CHANGED: "passed",
    Outcome.SAME: "muted",
    Outcome.REFUSED: "failed",
    Outcome.PASSED: "muted",
}


class RowModel(SnapshotModel[Line]):
    """`RECORD_ROLE` gives the `Line`."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(RowColumn.NUMBER,))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        column = RowColumn(index.column())
        if role == self.RECORD_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in _CUT:
            return tooltip(_text(line, column))
        if role == Qt.ItemDataRole.ForegroundRole and column is RowColumn.OUTCOME:
            return QColor(theme.current().tokens[_TOKENS[line.outcome]])
        if role == Qt.ItemDataRole.TextAlignmentRole and column is RowColumn.NUMBER:
            return AT_RIGHT
        return None


def _text(line: Line, column: RowColumn) -> str:
    return {
        RowColumn.NUMBER: f"{line.number:,}" if line.number else "–",
        RowColumn.OUTCOME: _SIGNS[line.outcome],
        RowColumn.TOLD: line.told,
        RowColumn.WORDS: line.words,
        RowColumn.FILE: line.file,
    }[column]
