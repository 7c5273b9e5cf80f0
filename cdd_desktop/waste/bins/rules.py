"""What a bin, and a count of bins, must obey; each problem is told at its field."""

from dataclasses import replace
from datetime import date

from cdd_desktop.thai.calendar import is_office_day, thai_date
from cdd_desktop.thai.text import clean_line, clean_text
from cdd_desktop.waste.bins.records import Bin, BinCount

INSPECTOR_MAX = 150
NOTE_MAX = 1_000
COUNT_MAX = 1_000_000  # households or people of one อปท.; more is a slip of the hand
_DAYS = {"installed_on": "ติดตั้ง", "removed_on": "รื้อถอน", "inspected_on": "ตรวจ"}


def proper_bin(bin_: Bin) -> Bin:
    """The bin as it should have been typed."""
    return replace(bin_, inspector=clean_line(bin_.inspector), note=clean_text(bin_.note))


def is_blank(bin_: Bin) -> bool:
    """Whether nothing is told of it."""
    return replace(bin_, version=0) == Bin(household=bin_.household)


def bin_problems(bin_: Bin, today: date) -> dict[str, str]:
    """What is wrong with a bin, by field."""
    problems = {}
    for field, word in _DAYS.items():
        day: date | None = getattr(bin_, field)
        if day is not None and day > today:
            problems[field] = f"วันที่{word} {thai_date(day)} ยังมาไม่ถึง กรุณาตรวจวันที่"
        elif day is not None and not is_office_day(day):
            problems[field] = f"ปีของวันที่{word}ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 1/10/2568"
    made, gone, seen = bin_.installed_on, bin_.removed_on, bin_.inspected_on
    if gone is not None and made is None:
        problems.setdefault("removed_on", "ยังไม่มีวันที่ติดตั้งถัง กรุณากรอกวันที่ติดตั้งก่อน")
    elif gone is not None and made is not None and gone <= made:
        problems.setdefault(
            "removed_on",
            f"วันที่รื้อถอนต้องอยู่หลังวันที่ติดตั้ง ({thai_date(made)}) กรุณาตรวจวันที่ทั้งสอง",
        )
    if seen is not None and made is not None and seen < made:
        problems.setdefault(
            "inspected_on",
            f"วันที่ตรวจอยู่ก่อนวันที่ติดตั้ง ({thai_date(made)}) กรุณาแก้วันที่ หรือเว้นว่างถ้ายังไม่ได้ตรวจถังใหม่",
        )
    if made is None:
        for field, word in (("is_proper", "ใช้ถูกวิธี"), ("is_regular", "ใช้เป็นประจำ")):
            if getattr(bin_, field):
                problems[field] = f"ยังไม่ได้ติดตั้งถัง จึง{word}ไม่ได้ กรุณากรอกวันที่ติดตั้งก่อน"
    elif bin_.has_space is False and gone is None:
        problems["has_space"] = "ครัวเรือนนี้ติดตั้งถังแล้ว จึงต้องมีพื้นที่ กรุณาแก้เป็นมีพื้นที่ หรือกรอกวันที่รื้อถอน"
    if len(bin_.inspector) > INSPECTOR_MAX:
        problems["inspector"] = f"ชื่อผู้ตรวจยาวเกิน {INSPECTOR_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(bin_.note) > NOTE_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {NOTE_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


FIELD_LABELS = {
    "households": "ครัวเรือนทั้งหมด",
    "people": "คนทั้งหมด",
    "with_space": "ครัวเรือนที่มีพื้นที่",
    "without_space": "ครัวเรือนที่ไม่มีพื้นที่",
    "installed": "ครัวเรือนที่มีถัง",
    "added": "ถังที่ทำเพิ่มเดือนนี้",
    "proper": "ใช้ถูกวิธี",
    "regular": "ใช้เป็นประจำ",
    "both": "ใช้ถูกวิธีและเป็นประจำ",
    "people_installed": "คนในครัวเรือนที่มีถัง",
    "people_both": "คนในครัวเรือนที่ใช้ถูกวิธีและเป็นประจำ",
    "person_days": "คน-วันของถังทั้งหมด",
    "person_days_both": "คน-วันของถังที่ใช้ถูกวิธีและเป็นประจำ",
    "people_unknown": "ครัวเรือนที่มีถังแต่ไม่ทราบจำนวนคน",
    "people_by_rate": "ครัวเรือนที่คิดจำนวนคนจากค่าเฉลี่ย",
}
# what may not be more than what, where both are told
_WITHIN = (
    ("with_space", "households"),
    ("without_space", "households"),
    ("added", "installed"),
    ("proper", "installed"),
    ("regular", "installed"),
    ("both", "proper"),
    ("both", "regular"),
    ("people_installed", "people"),
    ("people_both", "people_installed"),
)


def count_problems(count: BinCount) -> dict[str, str]:
    """What is wrong with a typed count, by field."""
    problems = {}
    for field, label in FIELD_LABELS.items():
        told: int | None = getattr(count, field)
        most = COUNT_MAX if "days" not in field else COUNT_MAX * 31
        if told is not None and not 0 <= told <= most:
            problems[field] = f"{label}ต้องอยู่ระหว่าง 0 ถึง {most:,} กรุณาตรวจตัวเลข"
    for field, whole in _WITHIN:
        told, most_told = getattr(count, field), getattr(count, whole)
        if told is not None and most_told is not None and told > most_told:
            problems.setdefault(
                field,
                f"{FIELD_LABELS[field]} {told:,} มากกว่า{FIELD_LABELS[whole]} {most_told:,} "
                "กรุณาตรวจตัวเลขทั้งสอง",
            )
    parts = (count.with_space, count.without_space)
    if None not in (*parts, count.households):
        total = sum(part or 0 for part in parts)
        if total > (count.households or 0):
            problems.setdefault(
                "without_space",
                f"มีพื้นที่และไม่มีพื้นที่รวมกัน {total:,} มากกว่าครัวเรือนทั้งหมด {count.households:,} "
                "กรุณาตรวจตัวเลข",
            )
    if count.installed is None:
        for field in ("added", "proper", "regular", "both", "people_installed", "people_both"):
            if getattr(count, field):
                problems.setdefault(field, "ยังไม่ได้กรอกครัวเรือนที่มีถัง กรุณากรอกก่อน")
    return problems


def count_doubt(count: BinCount) -> str:
    """What is unlikely of a count though it may be right, to be looked at beside `installed`."""
    for field in ("households", "with_space"):
        most: int | None = getattr(count, field)
        if count.installed is not None and most is not None and count.installed > most:
            return (
                f"ครัวเรือนที่มีถัง {count.installed:,} มากกว่า{FIELD_LABELS[field]} {most:,} "
                "กรุณาตรวจตัวเลข"
            )
    return ""
