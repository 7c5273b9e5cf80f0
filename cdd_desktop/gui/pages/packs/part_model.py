"""The parts of a pack as a list that is put in another order by dragging."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.reporting.packs import PackItem

_MIME = "application/x-cdd-desktop-part"


class Column(IntEnum):
    """What is shown."""

    PART = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part as the list shows it: what it is called, and of which area where it says so."""

    item: PackItem
    title: str
    where: str = ""


class PartModel(SnapshotModel[PartLine]):
    """Snapshots of `PartLine`; a row that was dragged is told, not moved."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole + 1

    dragged = Signal(int, int)  # from which row, and which it is to be

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__({Column.PART: "รายการเอกสาร"}, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        told = f"{index.row() + 1}. {line.title}{f' · {line.where}' if line.where else ''}"
        if role == Qt.ItemDataRole.DisplayRole:
            return told
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(told)
        if role == self.RECORD_ROLE:
            return line
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between the rows, never on one
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        held = QMimeData()
        held.setData(_MIME, str(indexes[0].row()).encode())
        return held

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(_MIME):
            return False
        at = int(data.data(_MIME).toStdString())
        to = len(self._rows) if row < 0 else row
        self.dragged.emit(at, to - 1 if to > at else to)
        return False  # the page puts it in its place: the view is to remove nothing
