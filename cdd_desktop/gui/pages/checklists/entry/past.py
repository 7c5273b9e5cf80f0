"""The history of a sheet in the words of the sheet."""

from cdd_desktop.checklists.office_sheets.records import OfficeKey
from cdd_desktop.checklists.records import AnswerState, AnySheet, Origin
from cdd_desktop.gui.pages.change_words import Fields, day, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.storage.operations import ChangeKind, FieldChange
from cdd_desktop.storage.rows import Key


def _state(value: str) -> str:
    return AnswerState(value).label


def _origin(value: str) -> str:
    return {Origin.ASKED: "ถามใหม่", Origin.CARRIED: "ตามปีก่อน"}[Origin(value)]


def _names(value: str) -> str:
    return value.replace("\n", " ")


_ANSWER: Fields = {
    "state": ("", _state),
    "origin": ("ที่มา", _origin),
    "value": ("ครัวเรือนที่ผ่าน", str),
    "denominator": ("จากครัวเรือน", str),
    "evidence": ("หลักฐาน", str),
    "note": ("หมายเหตุ", str),
}
_HEAD: Fields = {
    "assessed_on": ("วันที่ประเมิน", day),
    "place": ("สถานที่", str),
    "assessors": ("คณะผู้ประเมิน", _names),
    "people_present": ("ผู้เข้าร่วม", str),
    "target_households": ("ครัวเรือนเป้าหมาย", str),
}
_RULE = {"rule_revision_id": "เปลี่ยนเกณฑ์ตัดสิน", "instrument_copy_id": "เปลี่ยนฉบับแบบประเมิน"}


def sheet_subject(sheet: AnySheet, village: str) -> Subject:
    """The sheet's head and its answers; `village` is the label of whose it is."""
    key = sheet.key
    said = f"{village} ปี {key.fiscal_year} รอบ{key.round.label}"
    is_office = isinstance(key, OfficeKey)
    head, answers = ("office_sheet", "office_answer") if is_office else ("assessment", "answer")
    codes = tuple((indicator.code,) for indicator in sheet.instrument.indicators)
    return Subject(
        title=said,
        said=said,
        records=(
            Records(table=head, owner=head, identity=sheet.uuid, words=_head_words),
            Records(
                table=answers,
                owner=head,
                identity=sheet.uuid,
                rests=codes,
                words=_answer_words,
            ),
        ),
    )


def changed_indicator(before: AnySheet | None, after: AnySheet | None) -> str:
    """The indicator that a change from outside was about; empty where there are more, or none."""
    if before is None or after is None or before.key != after.key:
        return ""
    codes = before.answers.keys() | after.answers.keys()
    changed = [code for code in codes if before.answers.get(code) != after.answers.get(code)]
    return changed[0] if len(changed) == 1 else ""


def _answer_words(rest: Key, change: FieldChange) -> str:
    about = f"ข้อ {rest[0]}"
    unanswered = "ยังไม่ประเมิน"
    match change.kind:
        case ChangeKind.BORN:
            return ""  # what it was called says it
        case ChangeKind.REMOVED:
            return f"{about}: {_state(change.old['state'])} → {unanswered}"
        case ChangeKind.RETURNED:
            return f"{about}: {unanswered} → {_state(change.new['state'])}"
        case ChangeKind.CHANGED:
            return from_to(_ANSWER, change, about)


def _head_words(_rest: Key, change: FieldChange) -> str:
    if change.kind is not ChangeKind.CHANGED:
        return {ChangeKind.REMOVED: "ลบแบบประเมินนี้", ChangeKind.RETURNED: "นำแบบประเมินนี้กลับมา"}.get(
            change.kind, ""
        )
    if change.field == "stage":
        return change.operation.about  # names the step as it was called then
    if change.field == "plan":
        return "เลือกแผนที่ประเมิน" if change.new else "ไม่ระบุแผนที่ประเมินแล้ว"
    return _RULE.get(change.field) or from_to(_HEAD, change)
