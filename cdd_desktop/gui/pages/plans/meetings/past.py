"""The history of a meeting in office words."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.meetings.records import Meeting
from cdd_desktop.storage.operations import ChangeKind

if TYPE_CHECKING:
    from cdd_desktop.storage.operations import FieldChange
    from cdd_desktop.storage.rows import Key

_MEETING: Fields = {
    "title": ("ชื่อการประชุม", str),
    "number": ("ครั้งที่", str),
    "held_on": ("วันประชุม", day),
    "venue": ("สถานที่", str),
    "begins": ("เริ่มประชุม", str),
    "ends": ("เลิกประชุม", str),
    "taker_name": ("ผู้จดรายงาน", str),
    "taker_position": ("ตำแหน่งผู้จด", str),
    "checker_name": ("ผู้ตรวจรายงาน", str),
    "checker_position": ("ตำแหน่งผู้ตรวจ", str),
}


def meeting_subject(meeting: Meeting) -> Subject:
    """The meeting in hand."""
    return Subject(
        title=f"{meeting.title} ครั้งที่ {meeting.times}",
        records=(Records(table="meeting", owner="meeting", identity=meeting.uuid, words=_words),),
    )


def _words(_rest: "Key", change: "FieldChange") -> str:
    match change.kind:
        case ChangeKind.BORN:
            return "บันทึกครั้งแรก"
        case ChangeKind.REMOVED:
            return "ลบ"
        case ChangeKind.RETURNED:
            return "นำกลับมา"
        case ChangeKind.CHANGED:
            return from_to(_MEETING, change)
