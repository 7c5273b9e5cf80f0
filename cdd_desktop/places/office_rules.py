"""What an office's name, its provinces and the areas it adds itself must be."""

from collections.abc import Sequence

from cdd_desktop.places.areas import Areas, level_of
from cdd_desktop.places.records import Area, AreaLevel
from cdd_desktop.thai.digits import is_ascii_digits

OFFICE_NAME_MAX = 200
AREA_NAME_MAX = 120


def name_problems(name: str) -> dict[str, str]:
    """What is wrong with an office's name, by field."""
    if not name:
        return {"name": "ยังไม่ได้กรอกชื่อสำนักงาน กรุณากรอกชื่อ"}
    if len(name) > OFFICE_NAME_MAX:
        return {"name": f"ชื่อสำนักงานยาวเกิน {OFFICE_NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"}
    return {}


def province_problems(provinces: Sequence[str]) -> dict[str, str]:
    """What is wrong with the provinces of an office, by field."""
    if not provinces:
        return {"provinces": "ยังไม่ได้เลือกจังหวัด กรุณาเลือกอย่างน้อยหนึ่งจังหวัด"}
    known = {province.code for province in Areas().provinces()}
    unknown = [code for code in provinces if code not in known]
    if unknown:
        return {
            "provinces": f"ไม่มีจังหวัดรหัส {', '.join(unknown)} กรุณาใช้รหัสจังหวัด 2 หลัก เช่น 90 (สงขลา)"
        }
    repeated = sorted({code for code in provinces if provinces.count(code) > 1})
    if repeated:
        return {"provinces": f"จังหวัดรหัส {', '.join(repeated)} ซ้ำกัน กรุณาใส่เพียงครั้งเดียว"}
    return {}


def own_area_problem(area: Area, ladder: Areas) -> str:
    """Why an office may not add this area to the ladder; empty when it may."""
    if area.level is AreaLevel.PROVINCE:
        return f"เพิ่มจังหวัดเองไม่ได้ ({area.code}) กรุณาเพิ่มเฉพาะอำเภอหรือตำบล"
    if level_of(area.code) is not area.level or not is_ascii_digits(area.code):
        return f"รหัส {area.code} ของ{area.full_name}ไม่ถูกต้อง กรุณาใช้รหัสอำเภอ 4 หลัก หรือรหัสตำบล 6 หลัก"
    if not area.name or len(area.name) > AREA_NAME_MAX:
        return f"ชื่อของพื้นที่รหัส {area.code} ต้องมี 1 ถึง {AREA_NAME_MAX} ตัวอักษร กรุณาแก้ชื่อ"
    if ladder.find(area.code[:-2]) is None:
        return f"ไม่พบพื้นที่รหัส {area.code[:-2]} ซึ่ง{area.full_name}สังกัด กรุณาตรวจรหัส"
    return ""
