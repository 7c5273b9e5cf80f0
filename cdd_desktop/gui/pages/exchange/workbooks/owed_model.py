"""The workbooks of a round: what is due, what came back, how much is whole."""

from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from cdd_desktop.checklists.workbooks.records import Owed
from cdd_desktop.gui import theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import short_thai_date

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of `OwedModel`."""

    AREA = 0
    STATE = 1
    COMPLETE = 2
    DUE = 3
    RETURNED = 4
    ISSUED = 5


_HEADINGS = {
    Column.AREA: "พื้นที่",
    Column.STATE: "สถานะ",
    Column.COMPLETE: "ครบ/หมู่บ้าน",
    Column.DUE: "กำหนดส่ง",
    Column.RETURNED: "รับคืนล่าสุด",
    Column.ISSUED: "ทำเมื่อ",
}


class OwedModel(SnapshotModel[Owed]):
    """`RECORD_ROLE` gives the `Owed`. `today`: the day on which it is late or not."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(Column.COMPLETE,))
        self._today = today

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        column = Column(index.column())
        if role == RECORD_ROLE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.AREA:
            return tooltip(one.name)
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.STATE:
            token = "failed" if one.is_late(self._today) else "muted" if one.is_owed else "passed"
            return QColor(theme.current().tokens[token])
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.COMPLETE:
            return AT_RIGHT
        return None

    def _text(self, one: Owed, column: Column) -> str:
        sign = "✓" if not one.is_owed else "!" if one.is_late(self._today) else "○"
        return {
            Column.AREA: one.area,
            Column.STATE: f"{sign} {one.state(self._today)}",
            Column.COMPLETE: f"{one.complete:,}/{one.villages:,}",
            Column.DUE: _day(one.due_on),
            Column.RETURNED: _day(one.returned_on),
            Column.ISSUED: _day(one.issued_on),
        }[column]


def _day(day: date | None) -> str:
    return "–" if day is None else short_thai_date(day)
