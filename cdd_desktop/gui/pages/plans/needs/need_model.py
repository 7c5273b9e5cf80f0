"""The bank as tables: what waits, and what became of the indicators that projects came from."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.needs.records import Followed, Need
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.money import format_baht

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """Columns of `NeedModel`."""

    NAME = 0
    PLACE = 1
    AGE = 2
    ASKED = 3
    STATUS = 4
    MONEY = 5


_HEADINGS = {
    Column.NAME: "ปัญหา/ความต้องการ",
    Column.PLACE: "พื้นที่",
    Column.AGE: "รอมาแล้ว",
    Column.ASKED: "เสนอ (ครั้ง)",
    Column.STATUS: "สถานะ",
    Column.MONEY: "งบที่ขอ (บาท)",
}
_RIGHT = {Column.ASKED, Column.MONEY}


class NeedModel(SnapshotModel[Need]):
    """Snapshots of `Need`; `today` is what age counts to."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=_RIGHT)
        self._today = today

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        need, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(need, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column in _RIGHT else None
            case Qt.ItemDataRole.ToolTipRole:
                since = f"ตั้งแต่ {short_thai_date(need.since)}"
                reason = need.project.reason or need.project.origin.text
                told = (need.project.name, need.place, need.plan_title, since, reason)
                return tooltip("\n".join(filter(None, told)))
            case _ if role == RECORD_ROLE:
                return need
            case _ if role == SORT_ROLE:
                return self._sorted_by(need, column)
        return None

    def _text(self, need: Need, column: Column) -> str:
        match column:
            case Column.NAME:
                return need.project.name
            case Column.PLACE:
                return need.place
            case Column.AGE:
                return need.age(self._today())
            case Column.ASKED:
                return str(need.times_asked) if need.times_asked else "–"
            case Column.STATUS:
                return " · ".join(filter(None, (need.status_label, need.plan_title)))
            case Column.MONEY:
                return format_baht(need.project.requested)

    def _sorted_by(self, need: Need, column: Column) -> object:
        match column:
            case Column.NAME:
                return name_key(need.project.name)
            case Column.PLACE:
                return need.tambon + name_key(need.place)
            case Column.AGE:
                return (self._today() - need.since).days
            case Column.ASKED:
                return need.times_asked
            case Column.STATUS:
                return self._text(need, column)
            case Column.MONEY:
                return -1 if need.project.requested is None else need.project.requested


class FollowedColumn(IntEnum):
    """Columns of `FollowedModel`."""

    NAME = 0
    PLACE = 1
    STATUS = 2
    FAILED = 3
    NEXT = 4


class FollowedModel(SnapshotModel[Followed]):
    """Snapshots of `Followed`."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            FollowedColumn.NAME: "โครงการ",
            FollowedColumn.PLACE: "พื้นที่",
            FollowedColumn.STATUS: "สถานะ",
            FollowedColumn.FAILED: "ข้อที่ไม่ผ่าน",
            FollowedColumn.NEXT: "ผลรอบถัดไป",
        }
        super().__init__(headings, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _followed_text(row, FollowedColumn(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                told = (row.project.name, row.place, row.plan_title, row.project.reason)
                return tooltip("\n".join(filter(None, told)))
            case _ if role == RECORD_ROLE:
                return row
            case _ if role == SORT_ROLE:
                return _followed_text(row, FollowedColumn(index.column()))
        return None


def _followed_text(row: Followed, column: FollowedColumn) -> str:
    match column:
        case FollowedColumn.NAME:
            return row.project.name
        case FollowedColumn.PLACE:
            return row.place
        case FollowedColumn.STATUS:
            return " · ".join(filter(None, (row.status_label, row.plan_title)))
        case FollowedColumn.FAILED:
            return f"ข้อ {row.project.origin.indicator} ปี {row.project.origin.year}"
        case FollowedColumn.NEXT:
            if row.outcome is not None:
                return row.outcome.label
            return "ยังไม่ประเมินรอบถัดไป" if row.is_done else "โครงการยังไม่เสร็จ"


def total_requested(needs: Sequence[Need]) -> int:
    """What is asked for in all; blank counts nothing."""
    return sum(need.project.requested or 0 for need in needs)
