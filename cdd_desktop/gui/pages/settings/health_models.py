"""What a check found, and what a repair would change, as tables."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.storage.health import Finding, RowChange


class FindingColumn(IntEnum):
    """Columns of `FindingModel`."""

    ROOM = 0
    WHAT = 1
    COUNT = 2
    REPAIR = 3


class ChangeColumn(IntEnum):
    """Columns of `ChangeModel`."""

    WHERE = 0
    LABEL = 1
    OLD = 2
    NEW = 3


_FINDING_HEADINGS = {
    FindingColumn.ROOM: "ส่วน",
    FindingColumn.WHAT: "สิ่งที่พบ",
    FindingColumn.COUNT: "จำนวน",
    FindingColumn.REPAIR: "การซ่อม",
}
_CHANGE_HEADINGS = {
    ChangeColumn.WHERE: "ที่ใด",
    ChangeColumn.LABEL: "ข้อมูล",
    ChangeColumn.OLD: "ปัจจุบัน",
    ChangeColumn.NEW: "หลังซ่อม",
}


class FindingModel(SnapshotModel[Finding]):
    """One line a finding, in the order of the check."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_FINDING_HEADINGS, parent, right=(FindingColumn.COUNT,))

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        finding = self._rows[index.row()]
        column = FindingColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return wrapped(_finding_text(finding, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_finding_text(finding, column))
        if role == Qt.ItemDataRole.TextAlignmentRole and column is FindingColumn.COUNT:
            return AT_RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and column is FindingColumn.REPAIR:
            colours = theme.current()
            if finding.is_advice:
                return None
            return colours.colour("failed" if finding.repair is None else "warning")
        return None


class ChangeModel(SnapshotModel[RowChange]):
    """Every value that a repair would change, before and after."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_CHANGE_HEADINGS, parent)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        change = self._rows[index.row()]
        texts = {
            ChangeColumn.WHERE: change.where,
            ChangeColumn.LABEL: change.label,
            ChangeColumn.OLD: change.old,
            ChangeColumn.NEW: change.new,
        }
        text = texts[ChangeColumn(index.column())]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(text)
        return None


def _finding_text(finding: Finding, column: FindingColumn) -> str:
    if column is FindingColumn.REPAIR:
        if finding.repair is not None:
            return "ซ่อมได้"
        return "ข้อแนะนำ" if finding.is_advice else "ต้องแก้เอง"
    return {
        FindingColumn.ROOM: finding.room,
        FindingColumn.WHAT: finding.what,
        FindingColumn.COUNT: f"{finding.count:,} {finding.unit}",
    }[column]
