"""The backups there are, as a table."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.storage.backup_shelf import ShelvedBackup
from cdd_desktop.thai.calendar import thai_moment

_MB = 1 << 20
_KB = 1 << 10


class BackupColumn(IntEnum):
    """Columns of `BackupTableModel`."""

    MADE = 0
    REASON = 1
    SIZE = 2
    PLACE = 3
    CHECK = 4


_HEADINGS = {
    BackupColumn.MADE: "สำรองเมื่อ",
    BackupColumn.REASON: "เหตุผล",
    BackupColumn.SIZE: "ขนาด",
    BackupColumn.PLACE: "เก็บไว้ที่",
    BackupColumn.CHECK: "ผลตรวจ",
}


class BackupTableModel(SnapshotModel[ShelvedBackup]):
    """`RECORD_ROLE` gives the `ShelvedBackup`."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(BackupColumn.SIZE,))

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        backup = self._rows[index.row()]
        column = BackupColumn(index.column())
        if role == self.RECORD_ROLE:
            return backup
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(backup, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(str(backup.path))
        if role == Qt.ItemDataRole.TextAlignmentRole and column is BackupColumn.SIZE:
            return AT_RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and column is BackupColumn.CHECK:
            token = "failed" if backup.manifest is None else "passed"
            return QColor(theme.current().tokens[token])
        return None


def _cell(backup: ShelvedBackup, column: BackupColumn) -> str:
    manifest = backup.manifest
    if column is BackupColumn.MADE:
        return backup.path.name if manifest is None else thai_moment(manifest.made_at)
    if column is BackupColumn.REASON:
        return "" if manifest is None else manifest.reason.label
    if column is BackupColumn.SIZE:
        return size_in_words(backup.size)
    if column is BackupColumn.PLACE:
        return backup.place.value
    return "■ เสียหาย ใช้ไม่ได้" if manifest is None else "● ตรวจเมื่อสำรองแล้ว"


def size_in_words(size: int) -> str:
    """Bytes as an office says them."""
    return f"{size / _MB:,.1f} MB" if size >= _MB else f"{max(1, size // _KB):,} KB"
