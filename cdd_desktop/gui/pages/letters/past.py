"""The history of a letter in office words."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.letters.records import Letter, LetterState
from cdd_desktop.storage.operations import ChangeKind

if TYPE_CHECKING:
    from cdd_desktop.storage.operations import FieldChange
    from cdd_desktop.storage.rows import Key

_SHOWN = 60


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"


_LETTER: Fields = {
    "subject": ("เรื่อง", _short),
    "number": ("ที่", str),
    "dated": ("วันที่", day),
    "recipient": ("เรียน", _short),
    "body": ("ข้อความ", _short),
    "closing": ("คำลงท้าย", str),
    "attachments": ("สิ่งที่ส่งมาด้วย", _short),
    "signer_name": ("ผู้ลงนาม", str),
    "signer_position": ("ตำแหน่งผู้ลงนาม", _short),
    "state": ("สถานะ", lambda value: LetterState(value).label),
}


def letter_subject(letter: Letter) -> Subject:
    """The letter in hand."""
    return Subject(
        title=letter.subject,
        records=(Records(table="letter", owner="letter", identity=letter.uuid, words=_words),),
    )


def _words(_rest: "Key", change: "FieldChange") -> str:
    match change.kind:
        case ChangeKind.BORN:
            return "เขียนเป็นร่าง"
        case ChangeKind.REMOVED:
            return "ลบ"
        case ChangeKind.RETURNED:
            return "นำกลับมา"
        case ChangeKind.CHANGED:
            if change.field == "blanks":
                return "แก้ช่องของเอกสาร"
            return from_to(_LETTER, change)
