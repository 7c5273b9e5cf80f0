"""The letters of a year as a list: kind and state over the subject."""

from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.letters.records import LetterLine
from cdd_desktop.thai.calendar import short_thai_date


class Column(IntEnum):
    """What is shown."""

    LETTER = 0


class LetterListModel(SnapshotModel[LetterLine]):
    """Snapshots of `LetterLine`."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__({Column.LETTER: "หนังสือ"}, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.kind.label} · {line.state.label}\n{line.subject}"
        if role == Qt.ItemDataRole.ToolTipRole:
            number = f"ที่ {line.number}" if line.number else "ยังไม่มีเลขที่"
            day = short_thai_date(line.dated) if line.dated else "ยังไม่มีวันที่"
            return tooltip(f"{line.subject} · {number} · {day} · ปีงบประมาณ {line.fiscal_year}")
        if role == self.RECORD_ROLE:
            return line
        return None
