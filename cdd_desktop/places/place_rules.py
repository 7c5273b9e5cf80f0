"""What the name and the code of a village or community must be, wherever they are typed."""

from collections.abc import Sequence

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, is_village_code
from cdd_desktop.thai.text import short

VILLAGE_NAME_MAX = 120


def name_problem(name: str) -> str:
    """What is wrong with a cleaned name; empty when nothing is."""
    if not name:
        return "ยังไม่ได้กรอกชื่อ กรุณากรอกชื่อหมู่บ้านหรือชุมชน"
    if len(name) > VILLAGE_NAME_MAX:
        return f"ชื่อยาว {len(name)} ตัวอักษร เกิน {VILLAGE_NAME_MAX} กรุณาย่อชื่อให้สั้นลง"
    if not any(sign.isalpha() for sign in name):
        return f"ชื่อ “{short(name)}” ไม่มีตัวอักษรเลย กรุณากรอกชื่อหมู่บ้านหรือชุมชน"
    strange = sorted({sign for sign in name if not _stands_on_paper(sign)})
    if strange:
        return f"ชื่อมี “{''.join(strange)}” ซึ่งพิมพ์ลงเอกสารไม่ได้ กรุณาพิมพ์ชื่อด้วยตัวอักษรไทยหรืออังกฤษ"
    return ""


def code_problem(code: str, areas: Areas, provinces: Sequence[str]) -> str:
    """What is wrong with a village's code in ASCII digits; empty when nothing is."""
    if not code:
        return "ยังไม่ได้กรอกรหัส กรุณากรอกรหัสหมู่บ้าน 8 หลัก"
    if not is_village_code(code):
        return (
            f"“{short(code)}” ไม่ใช่รหัสหมู่บ้าน กรุณากรอกรหัสตำบล 6 หลักตามด้วยหมู่ที่ 2 หลัก "
            "(ชุมชนใช้ลำดับ 50 ขึ้นไป)"
        )
    if areas.find(code[:TAMBON_CODE_LENGTH]) is None:
        return f"ไม่มีตำบลรหัส {code[:TAMBON_CODE_LENGTH]} กรุณาตรวจหกหลักแรกของรหัส"
    if code[:2] not in provinces:
        return f"รหัส {code} ไม่อยู่ในจังหวัดของสำนักงาน กรุณาตรวจสองหลักแรกของรหัส"
    return ""


def _stands_on_paper(sign: str) -> bool:
    """Whether the papers' letters have the sign: a place's name must not print as a blank."""
    return sign.isascii() or sign in "–—‘’“”" or "\u0e01" <= sign <= "\u0e5b"
