"""Whether committees and meetings can be read, and whether a date is in the year it counts in."""

from collections.abc import Iterator

from sqlalchemy import select

from cdd_desktop.lookups.records import Confidence
from cdd_desktop.meetings.records import Part
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.thai.calendar import buddhist_year

_TITLE = "การประชุม"
_PARTS = ", ".join(f"'{part.value}'" for part in Part)
_CONFIDENCES = ", ".join(f"'{one.value}'" for one in Confidence)


def _years(look: Look) -> Iterator[Finding]:
    """Meetings numbered in another year than that of their day."""
    rows = look.session.scalars(select(MeetingRow).order_by(MeetingRow.id))
    yield from finding(
        [
            f"{row.title} ครั้งที่ {row.number}/{row.calendar_year}"
            for row in rows
            if row.calendar_year != buddhist_year(row.held_on)
        ],
        room=_TITLE,
        what="เลขครั้งที่อยู่คนละปีกับวันประชุม",
        unit="ครั้ง",
        remedy="กรุณาเปิดการประชุมนั้น ตรวจวันและครั้งที่ แล้วบันทึกอีกครั้ง",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "committee": TableWords(
            label="คณะกรรมการ", columns={"name": "ชื่อ", "kind": "ชนิด", "area_code": "รหัสพื้นที่"}
        ),
        "committee_seat": TableWords(
            label="ตำแหน่งในคณะกรรมการ",
            columns={
                "role": "หน้าที่",
                "name": "ชื่อ",
                "position": "ตำแหน่ง",
                "term_from": "เริ่มวาระ",
                "term_to": "สิ้นสุดวาระ",
                "order_no": "คำสั่งแต่งตั้ง",
            },
            illegible=f"confidence NOT IN ({_CONFIDENCES})",
            is_removable=True,
        ),
        "meeting": TableWords(
            label="การประชุม",
            columns={
                "title": "ชื่อการประชุม",
                "number": "ครั้งที่",
                "calendar_year": "ปี",
                "held_on": "วันประชุม",
                "venue": "สถานที่",
            },
        ),
        "meeting_item": TableWords(
            label="ระเบียบวาระ",
            columns={
                "number": "ข้อ",
                "heading": "เรื่อง",
                "body": "รายละเอียด",
                "resolution": "มติ",
            },
        ),
        "attendance": TableWords(
            label="ผู้เข้าประชุม",
            columns={"part": "กลุ่ม", "name": "ชื่อ", "position": "ตำแหน่ง"},
            values={part.value: part.label for part in Part},
            illegible=f"part NOT IN ({_PARTS})",
            is_removable=True,
        ),
        "follow_up": TableWords(
            label="เรื่องที่ต้องติดตาม",
            columns={
                "task": "เรื่อง",
                "owner": "ผู้รับผิดชอบ",
                "due_on": "กำหนด",
                "done_on": "แล้วเสร็จ",
            },
            is_removable=True,
        ),
    },
    checks=(Check(title="ตรวจเลขครั้งของการประชุม", look=_years),),
)
