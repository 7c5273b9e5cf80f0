"""What is said at the beginning and the end of a sheet."""

from cdd_desktop.checklists.records import Sheet
from cdd_desktop.gui.pages.checklists.entry import how_to_answer


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
