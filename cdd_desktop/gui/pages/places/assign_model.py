"""Villages to tick, with the local government (อปท.) each belongs to now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.places.government_records import Government
from cdd_desktop.places.records import Village


class Column(IntEnum):
    """Columns of `AssignModel`."""

    NAME = 0
    TAMBON = 1
    MOO = 2
    NOW = 3


_HEADINGS = {
    Column.NAME: "หมู่บ้าน",
    Column.TAMBON: "ตำบล",
    Column.MOO: "หมู่ที่",
    Column.NOW: "อปท. ปัจจุบัน",
}
_Index = QModelIndex | QPersistentModelIndex


class AssignModel(SnapshotModel[Village]):
    """Ticks outlive a filter: `ticked` also holds villages that are not shown just now."""

    ticks_changed = Signal()

    def __init__(
        self,
        tambon_name: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(_HEADINGS, parent, right=(Column.MOO,))
        self._tambon_name = tambon_name
        self._now: Mapping[int, Government] = {}
        self.ticked: set[int] = set()

    def set_now(self, now: Mapping[int, Government]) -> None:
        """Where each village belongs now; comes before `show`."""
        self._now = now

    def tick(self, villages: Iterable[Village], *, on: bool) -> None:
        """Tick or untick some of them at once."""
        ids = {village.id for village in villages}
        self.ticked = self.ticked | ids if on else self.ticked - ids
        if self._rows:
            last = self.index(len(self._rows) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.ticks_changed.emit()

    def toggle(self, rows: Sequence[int]) -> None:
        """Turn the ticks of some rows over, all to what the first becomes."""
        villages = [self._rows[row] for row in rows]
        if villages:
            self.tick(villages, on=villages[0].id not in self.ticked)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.NAME else flags

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.toggle([index.row()])
        return True

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        village, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.NAME:
            is_ticked = village.id in self.ticked
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.MOO:
            return AT_RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match column:
            case Column.NAME:
                return village.title
            case Column.TAMBON:
                return self._tambon_name(village.tambon_code)
            case Column.MOO:
                return "" if village.moo is None else str(village.moo)
            case Column.NOW:
                now = self._now.get(village.id)
                return now.label if now else "ยังไม่มี"
