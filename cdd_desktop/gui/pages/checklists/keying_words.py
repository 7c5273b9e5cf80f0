"""What is said at the end of a sheet."""

from cdd_desktop.checklists.records import Sheet


def all_done(sheet: Sheet) -> str:
    """Every indicator has its answer."""
    return f"ครบ {sheet.grade.total} ข้อ · กด PgDn ไปหมู่บ้านถัดไป"


def some_left(sheet: Sheet) -> str:
    """The last line is answered, others are not."""
    left = sheet.grade.total - sheet.grade.answered
    first = next(one for one in sheet.instrument.indicators if one.code not in sheet.answers)
    return f"ข้อสุดท้ายแล้ว ยังเหลือ {left} ข้อ เริ่มที่ข้อ {first.code} กด Ctrl+G"
