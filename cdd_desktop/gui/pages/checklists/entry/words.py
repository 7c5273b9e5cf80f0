"""What the page says: where it is empty, and at the beginning and the end of a sheet."""

from cdd_desktop.checklists.records import Sheet
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.meaning import how_to_answer

NOT_JUDGED = (
    "ที่ที่เลือกไม่อยู่ในรายชื่อที่ต้องประเมิน ถ้าเป็นชุมชน ให้เปิด “รวมชุมชนในเขตเทศบาล” ในหน้าตั้งค่า หัวข้อแบบประเมิน"
)
_AREA_WORDS = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล"}  # by the digits of a code


def no_villages(context: Context) -> tuple[str, str]:
    """Title and advice where the area has no village to judge."""
    services = context.services
    counts = (services.villages.counts(province) for province in context.provinces)
    if any(sum(count.values()) for count in counts):
        word = _AREA_WORDS.get(len(context.area_code), "พื้นที่")
        return (
            f"{word}นี้ไม่มีหมู่บ้านในทะเบียน",
            "กด Ctrl+L เพื่อเลือกพื้นที่อื่น หรือเลือกทั้งอำเภอหรือทั้งจังหวัด",
        )
    return (
        "ยังไม่มีหมู่บ้านในทะเบียน",
        "กด Alt+9 เพื่อนำเข้าจากไฟล์ Excel หรือ CSV ที่มีคอลัมน์ รหัสหมู่บ้าน และ ชื่อหมู่บ้าน "
        "หรือกด Alt+3 เพื่อเพิ่มทีละแห่ง",
    )


def first_words(sheet: Sheet) -> str:
    """Nothing is answered yet."""
    first = sheet.instrument.indicators[0]
    return f"ยังไม่มีคำตอบของปีนี้ {how_to_answer(first)} เพื่อเริ่ม"


def not_answered(sheet: Sheet, code: str) -> str:
    """Evidence or a note is wanted beside no answer."""
    how = how_to_answer(sheet.instrument.indicator(code))
    return f"ข้อ {code} ยังไม่ได้ประเมิน {how} ก่อนเขียนหลักฐานหรือหมายเหตุ"


def all_done(sheet: Sheet) -> str:
    """Every indicator has its answer."""
    return f"ครบ {sheet.grade.total} ข้อ · กด PgDn ไปหมู่บ้านถัดไป"


def some_left(sheet: Sheet) -> str:
    """The last line is answered, others are not."""
    left = sheet.grade.total - sheet.grade.answered
    first = next(one for one in sheet.instrument.indicators if one.code not in sheet.answers)
    return f"ข้อสุดท้ายแล้ว ยังเหลือ {left} ข้อ เริ่มที่ข้อ {first.code} กด Ctrl+G"


def no_village_further(step: int) -> str:
    """There is none after (`step` 1) or before (-1) the one that is open."""
    end = "หมู่บ้านสุดท้าย" if step > 0 else "หมู่บ้านแรก"
    return f"{end}ของพื้นที่นี้แล้ว กด Ctrl+L เพื่อเลือกพื้นที่อื่น"
