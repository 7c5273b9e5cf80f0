"""What is typed of a local government: brought to one form, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.government_records import (
    CONTACT_MAX,
    GOVERNMENT_CODE_MAX,
    GOVERNMENT_NAME_MAX,
    GovernmentDraft,
)
from cdd_desktop.places.place_rules import name_problem
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line


def cleaned(draft: GovernmentDraft) -> GovernmentDraft:
    """The draft as it should have been typed: the name without the word of its kind."""
    name = clean_line(draft.name)
    for word in (draft.kind.title, draft.kind.short):
        name = name.removeprefix(word).strip() if word else name
    return replace(
        draft,
        name=name,
        area_code=to_arabic(draft.area_code).strip(),
        code="".join(to_arabic(draft.code).split()),
        contact=clean_line(draft.contact),
    )


def draft_problems(
    draft: GovernmentDraft, areas: Areas, provinces: Sequence[str]
) -> dict[str, str]:
    """What is wrong with a cleaned draft by itself, by field."""
    problems = {}
    if told := name_problem(draft.name):
        problems["name"] = told.replace("ชื่อหมู่บ้านหรือชุมชน", "ชื่อ อปท.")
    elif len(draft.name) > GOVERNMENT_NAME_MAX:
        problems["name"] = f"ชื่อยาวเกิน {GOVERNMENT_NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if told := _area_problem(draft, areas, provinces):
        problems["area"] = told
    if draft.code and not is_ascii_digits(draft.code):
        problems["code"] = "รหัส อปท. ต้องเป็นตัวเลข กรุณาตรวจรหัส หรือเว้นว่างถ้ายังไม่ทราบ"
    elif len(draft.code) > GOVERNMENT_CODE_MAX:
        problems["code"] = f"รหัส อปท. ยาวเกิน {GOVERNMENT_CODE_MAX} หลัก กรุณาตรวจรหัส"
    elif draft.code_checked and not draft.code:
        problems["code"] = "ยังไม่มีรหัสให้ยืนยัน กรุณากรอกรหัส หรือเอาเครื่องหมายตรวจแล้วออก"
    if len(draft.contact) > CONTACT_MAX:
        problems["contact"] = f"ข้อมูลติดต่อยาวเกิน {CONTACT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def _area_problem(draft: GovernmentDraft, areas: Areas, provinces: Sequence[str]) -> str:
    code = draft.area_code
    wanted = "จังหวัด" if draft.kind.provincial else "อำเภอ"
    if len(code) != draft.kind.area_length or areas.find(code) is None:
        return f"ยังไม่ได้เลือก{wanted}ที่ตั้ง กรุณาเลือก{wanted}"
    if code[:2] not in provinces:
        return "พื้นที่นี้ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่อื่น"
    return ""
