"""The history of the office, the person at work and signatories in the words of the settings."""

from uuid import UUID

from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.people.records import Acting, Role, Signatory
from cdd_desktop.storage.operations import ChangeKind, FieldChange
from cdd_desktop.storage.rows import Key

_OFFICE_KEY = (1,)  # the one office of a file


def _acting(value: str) -> str:
    return Acting(value).label or "ลงนามในตำแหน่งของตนเอง"


_OFFICE: Fields = {"name": ("ชื่อสำนักงาน", str)}
_PERSON: Fields = {"name": ("ชื่อผู้ใช้งาน", str), "position": ("ตำแหน่งผู้ใช้งาน", str)}
_SIGNATORY: Fields = {
    "role": ("ลงนามเป็น", lambda value: Role(value).label),
    "area_code": ("รหัสพื้นที่", str),
    "name": ("ชื่อ", str),
    "position": ("ตำแหน่ง", str),
    "acting": ("การลงนามแทน", _acting),
    "acting_position": ("ตำแหน่งที่ลงนามแทน", str),
    "valid_from": ("ตั้งแต่", day),
    "valid_to": ("ถึง", day),
}


def office_subject(person: UUID | None) -> Subject:
    """The office, and the person at work if there is one."""
    office = Records(
        table="office", rests=(_OFFICE_KEY,), words=lambda _, change: _words(_OFFICE, change)
    )
    me = Records(
        table="person",
        owner="person",
        identity=person,
        words=lambda _, change: _words(_PERSON, change),
    )
    return Subject(title="สำนักงานและผู้ใช้งาน", records=(office, me))


def signatory_subject(signatory: Signatory) -> Subject:
    """One entry of the register."""
    return Subject(
        title=f"{signatory.role.label} {signatory.name}",
        records=(
            Records(
                table="signatory",
                owner="signatory",
                identity=signatory.uuid,
                words=_signatory_words,
            ),
        ),
    )


def _signatory_words(_rest: Key, change: FieldChange) -> str:
    match change.kind:
        case ChangeKind.BORN:
            return "เพิ่มเข้าเป็นผู้ลงนาม"
        case ChangeKind.REMOVED:
            return "ลบออกจากรายชื่อผู้ลงนาม"
        case ChangeKind.RETURNED:
            return "นำกลับเข้ารายชื่อผู้ลงนาม"
        case ChangeKind.CHANGED:
            return _words(_SIGNATORY, change)


def _words(fields: Fields, change: FieldChange) -> str:
    return from_to(fields, change) if change.kind is ChangeKind.CHANGED else ""
