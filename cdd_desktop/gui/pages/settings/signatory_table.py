"""The register of signatories as a table."""

from collections.abc import Callable
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import SnapshotModel
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.people.records import Signatory
from cdd_desktop.thai.calendar import short_thai_date


class Column(IntEnum):
    """Columns of `SignatoryTableModel`."""

    AREA = 0
    ROLE = 1
    NAME = 2
    POSITION = 3
    TIME = 4


_HEADINGS = {
    Column.AREA: "พื้นที่",
    Column.ROLE: "ลงนามเป็น",
    Column.NAME: "ชื่อ",
    Column.POSITION: "ตำแหน่ง",
    Column.TIME: "ใช้ในช่วง",
}


class SignatoryTableModel(SnapshotModel[Signatory]):
    """`RECORD_ROLE` gives the `Signatory`. `area_words` names an area by its code."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, area_words: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent)
        self._area_words = area_words

    def row_of(self, uuid: UUID) -> int:
        """Where an entry stands; -1 for one that is not there."""
        return next((row for row, one in enumerate(self._rows) if one.uuid == uuid), -1)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        signatory = self._rows[index.row()]
        if role == self.RECORD_ROLE:
            return signatory
        if role == Qt.ItemDataRole.DisplayRole:
            return wrapped(self._text(signatory, Column(index.column())))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._text(signatory, Column(index.column())))
        return None

    def _text(self, signatory: Signatory, column: Column) -> str:
        return {
            Column.AREA: self._area_words(signatory.area_code),
            Column.ROLE: signatory.role.label,
            Column.NAME: signatory.name,
            Column.POSITION: "\n".join(signatory.position_lines),
            Column.TIME: _time(signatory),
        }[column]


def _time(signatory: Signatory) -> str:
    start, end = signatory.valid_from, signatory.valid_to
    if start is None and end is None:
        return "ตลอดไป"
    first = f"ตั้งแต่ {short_thai_date(start)}" if start else ""
    last = f"ถึง {short_thai_date(end)}" if end else ""
    return f"{first} {last}".strip()
