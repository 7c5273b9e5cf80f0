"""Meetings and follow-ups as lists show them."""

from collections.abc import Callable
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.meetings.records import FollowUpLine, MeetingLine, short_title
from cdd_desktop.thai.calendar import buddhist_year, short_thai_date

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1


class MeetingListModel(SnapshotModel[MeetingLine]):
    """Snapshots of `MeetingLine`: number and day over the title."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__({0: "การประชุม"}, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            held = f"{line.number}/{buddhist_year(line.held_on)}"
            return f"ครั้งที่ {held} · {short_thai_date(line.held_on)}\n{short_title(line.title)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(line.label)
        return line if role == RECORD_ROLE else None


class FollowColumn(IntEnum):
    """Columns of `FollowUpModel`."""

    STATE = 0
    DUE = 1
    TASK = 2
    OWNER = 3
    WHERE = 4


_HEADINGS = {
    FollowColumn.STATE: "สถานะ",
    FollowColumn.DUE: "กำหนด",
    FollowColumn.TASK: "เรื่องที่มอบหมาย",
    FollowColumn.OWNER: "ผู้รับผิดชอบ",
    FollowColumn.WHERE: "จากการประชุม",
}


class FollowUpModel(SnapshotModel[FollowUpLine]):
    """Snapshots of `FollowUpLine`; what is overdue is said in words and coloured."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent)
        self._today = today

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        one = line.follow_up
        is_late = one.is_overdue(self._today())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                text = self._text(FollowColumn(index.column()), line)
                return text if role == Qt.ItemDataRole.DisplayRole else tooltip(text)
            case Qt.ItemDataRole.ForegroundRole if is_late:
                return theme.current().colour("failed")
            case _ if role == RECORD_ROLE:
                return line
        return None

    def _text(self, column: FollowColumn, line: FollowUpLine) -> str:
        one, meeting = line.follow_up, line.meeting
        match column:
            case FollowColumn.STATE:
                if one.done_on is not None:
                    return f"เสร็จ {short_thai_date(one.done_on)}"
                return "เลยกำหนด" if one.is_overdue(self._today()) else "รอติดตาม"
            case FollowColumn.DUE:
                return short_thai_date(one.due_on) if one.due_on else ""
            case FollowColumn.TASK:
                return one.task
            case FollowColumn.OWNER:
                return one.owner
            case FollowColumn.WHERE:
                held = f"{meeting.number}/{buddhist_year(meeting.held_on)}"
                return f"{short_title(meeting.title)} ครั้งที่ {held} ข้อ {line.item_number}"
