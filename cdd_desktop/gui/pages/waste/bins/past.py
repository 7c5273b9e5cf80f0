"""The history of a household and its bin in office words."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.storage.operations import ChangeKind
from cdd_desktop.waste.bins.records import HouseholdBin

if TYPE_CHECKING:
    from cdd_desktop.storage.operations import FieldChange
    from cdd_desktop.storage.rows import Key


def _fact(value: object) -> str:
    return "ใช่" if value else "ไม่ใช่"


_FIELDS: Fields = {
    "house_no": ("บ้านเลขที่", str),
    "head": ("หัวหน้าครัวเรือน", str),
    "people": ("คน", str),
    "closed_on": ("ไม่นับตั้งแต่", day),
    "has_space": ("มีพื้นที่", _fact),
    "installed_on": ("ติดตั้งเมื่อ", day),
    "removed_on": ("รื้อถอนเมื่อ", day),
    "is_proper": ("ถูกวิธี", _fact),
    "is_regular": ("ประจำ", _fact),
    "inspected_on": ("ตรวจเมื่อ", day),
    "inspector": ("ผู้ตรวจ", str),
    "note": ("หมายเหตุ", str),
}


def household_subject(pair: HouseholdBin) -> Subject:
    """The household in hand with its bin."""
    uuid = pair.household.uuid
    return Subject(
        title=pair.household.label,
        records=(
            Records(table="household", owner="household", identity=uuid, words=_of_household),
            Records(table="waste_bin", owner="household", identity=uuid, words=_of_bin),
        ),
    )


def _of_household(_rest: "Key", change: "FieldChange") -> str:
    if change.kind is ChangeKind.CHANGED and change.field == "village_id":
        return "ย้ายหมู่บ้าน"
    return _told(change, "บันทึกครัวเรือนครั้งแรก")


def _of_bin(_rest: "Key", change: "FieldChange") -> str:
    return _told(change, "บันทึกถังครั้งแรก")


def _told(change: "FieldChange", born: str) -> str:
    match change.kind:
        case ChangeKind.BORN:
            return born
        case ChangeKind.REMOVED:
            return "ลบ"
        case ChangeKind.RETURNED:
            return "นำกลับมา"
        case ChangeKind.CHANGED:
            return from_to(_FIELDS, change)
