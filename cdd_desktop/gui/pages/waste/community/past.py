"""The history of a rule, a group or an event in office words."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.storage.operations import ChangeKind
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.community.records import EventLine, GroupLine, RuleLine

if TYPE_CHECKING:
    from cdd_desktop.storage.operations import FieldChange
    from cdd_desktop.storage.rows import Key

_FIELDS: Fields = {
    "section": ("หมวด", str),
    "number": ("ข้อ", str),
    "text": ("ข้อความ", str),
    "fine": ("ค่าปรับ (บาท)", lambda satang: format_baht(int(satang))),
    "instead": ("ทำอย่างอื่นแทน", str),
    "adopted_on": ("วันที่มีมติ", day),
    "effective_from": ("เริ่มใช้", day),
    "repealed_on": ("ยกเลิก", day),
    "name": ("ชื่อ", str),
    "founded_on": ("จัดตั้ง", day),
    "ended_on": ("สิ้นสุด", day),
    "members": ("สมาชิก", str),
    "chair": ("ประธาน", str),
    "phone": ("โทรศัพท์", str),
    "note": ("หมายเหตุ", str),
    "held_on": ("วันที่จัด", day),
    "until": ("ถึงวันที่", day),
    "agency": ("หน่วยงาน", str),
    "planned": ("เป้าหมาย (คน)", str),
    "attended": ("เข้าร่วม (คน)", str),
    "spent": ("ใช้จ่าย (บาท)", lambda satang: format_baht(int(satang))),
    "result": ("ผล", str),
}


def community_subject(line: RuleLine | GroupLine | EventLine) -> Subject:
    """The record in hand."""
    match line:
        case RuleLine():
            title = f"กติกา {line.rule.number}".strip()
            table, identity = "waste_rule", line.rule.uuid
        case GroupLine():
            title, table, identity = line.group.name, "waste_group", line.group.uuid
        case EventLine():
            title, table, identity = line.event.name, "waste_event", line.event.uuid
    return Subject(
        title=title,
        records=(Records(table=table, owner=table, identity=identity, words=_words),),
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
            return from_to(_FIELDS, change)
