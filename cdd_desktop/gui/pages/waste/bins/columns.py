"""The columns of the register: what a cell shows, and what is meant by what is typed into it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import IntEnum

from cdd_desktop.errors import CddError
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import parse_thai_date, short_thai_date
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import short
from cdd_desktop.waste.bins.records import HouseholdBin


class NotReadable(CddError):
    """What was typed into a cell means nothing there."""


class Column(IntEnum):
    """In the order of the paper list."""

    HOUSE_NO = 0
    HEAD = 1
    PEOPLE = 2
    SPACE = 3
    INSTALLED = 4
    PROPER = 5
    REGULAR = 6
    INSPECTED = 7
    INSPECTOR = 8
    NOTE = 9
    REMOVED = 10
    CLOSED = 11


HEADINGS: Mapping[Column, str] = {
    Column.HOUSE_NO: "บ้านเลขที่",
    Column.HEAD: "หัวหน้าครัวเรือน",
    Column.PEOPLE: "คน",
    Column.SPACE: "มีพื้นที่",
    Column.INSTALLED: "ติดตั้งเมื่อ",
    Column.PROPER: "ถูกวิธี",
    Column.REGULAR: "ประจำ",
    Column.INSPECTED: "ตรวจเมื่อ",
    Column.INSPECTOR: "ผู้ตรวจ",
    Column.NOTE: "หมายเหตุ",
    Column.REMOVED: "รื้อถอนเมื่อ",
    Column.CLOSED: "ไม่นับตั้งแต่",
}
WIDTHS: Mapping[Column, int] = {
    Column.HOUSE_NO: 84,
    Column.HEAD: 176,
    Column.PEOPLE: 48,
    Column.SPACE: 72,
    Column.INSTALLED: 110,
    Column.PROPER: 66,
    Column.REGULAR: 66,
    Column.INSPECTED: 110,
    Column.INSPECTOR: 120,
    Column.NOTE: 150,
    Column.REMOVED: 110,
    Column.CLOSED: 110,
}
_TIPS: Mapping[Column, str] = {
    Column.PEOPLE: "จำนวนคนในครัวเรือน เว้นว่างถ้าไม่ทราบ จะไม่นับในค่าประมาณ",
    Column.SPACE: "มีพื้นที่ทำถังหรือไม่ กด Space เพื่อเปลี่ยน มี / ไม่มี / ไม่ทราบ",
    Column.INSTALLED: "วันที่ทำถังเสร็จ กด Space เพื่อใส่วันนี้ หรือพิมพ์ เช่น 1/10/68",
    Column.PROPER: "ปิดฝาและกลับให้อากาศเข้า กด Space เพื่อเปลี่ยน ใช่ / ไม่ใช่ / ยังไม่ตรวจ",
    Column.REGULAR: "ทิ้งเศษอาหารลงถังทุกครั้ง กด Space เพื่อเปลี่ยน ใช่ / ไม่ใช่ / ยังไม่ตรวจ",
    Column.INSPECTED: "วันที่ตรวจล่าสุด กด Space เพื่อใส่วันนี้",
    Column.REMOVED: "วันแรกที่ไม่มีถังแล้ว",
    Column.CLOSED: "วันแรกที่ไม่นับเป็นครัวเรือนของหมู่บ้านนี้แล้ว",
}
_TEXTS: Mapping[Column, str] = {
    Column.HOUSE_NO: "house_no",
    Column.HEAD: "head",
    Column.INSPECTOR: "inspector",
    Column.NOTE: "note",
}
DAYS: Mapping[Column, str] = {
    Column.INSTALLED: "installed_on",
    Column.INSPECTED: "inspected_on",
    Column.REMOVED: "removed_on",
    Column.CLOSED: "closed_on",
}
FACTS: Mapping[Column, str] = {
    Column.SPACE: "has_space",
    Column.PROPER: "is_proper",
    Column.REGULAR: "is_regular",
}
_OF_HOUSEHOLD = {Column.HOUSE_NO, Column.HEAD, Column.PEOPLE, Column.CLOSED}
_SAID = {
    Column.SPACE: {True: "มี", False: "ไม่มี"},
    Column.PROPER: {True: "ใช่", False: "ไม่ใช่"},
    Column.REGULAR: {True: "ใช่", False: "ไม่ใช่"},
}
_YES = {"1", "มี", "ใช่", "ถูก", "ทำ", "/", "✓", "y", "yes"}
_NO = {"0", "ไม่มี", "ไม่", "ไม่ใช่", "ไม่ถูก", "ไม่ทำ", "x", "✗", "n", "no"}
_UNKNOWN = {"", "-", "–", "?", "ไม่ทราบ"}


def field_of(column: Column) -> str:
    """The name under which problems of the column are told."""
    if column is Column.PEOPLE:
        return "people"
    return _TEXTS.get(column) or DAYS.get(column) or FACTS[column]


def heading_tip(column: Column) -> str | None:
    """What a heading tells more than its words."""
    told = _TIPS.get(column)
    return None if told is None else tooltip(told)


def shown(pair: HouseholdBin, column: Column) -> str:
    """What the cell says."""
    value = _value(pair, column)
    if value is None:
        return ""
    if isinstance(value, date):
        return short_thai_date(value)
    if column in FACTS:
        return _SAID[column][bool(value)]
    return str(value)


def typed_form(pair: HouseholdBin, column: Column) -> str:
    """The cell as it would be typed."""
    value = _value(pair, column)
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year + 543}"
    return shown(pair, column)


def turned(pair: HouseholdBin, column: Column, today: date) -> str | None:
    """What Space makes of a cell, as if it had been typed; None: nothing."""
    if column in FACTS:
        following = {None: True, True: False, False: None}
        value = _value(pair, column)
        then = following[value if isinstance(value, bool) else None]
        return "" if then is None else _SAID[column][then]
    if column in {Column.INSTALLED, Column.INSPECTED} and _value(pair, column) is None:
        return f"{today.day}/{today.month}/{today.year + 543}"
    return None


def changed(pair: HouseholdBin, column: Column, text: str, today: date) -> HouseholdBin:
    """The row with a cell typed anew. Raises `CddError` for what means nothing there."""
    value: object = text
    if column is Column.PEOPLE:
        value = _people(text)
    elif column in DAYS:
        value = parse_thai_date(text, today=today) if text.strip() not in _UNKNOWN else None
    elif column in FACTS:
        value = _fact(text, column)
    field = {field_of(column): value}
    if column in _OF_HOUSEHOLD:
        return replace(pair, household=replace(pair.household, **field))  # type: ignore[arg-type]
    return replace(pair, bin=replace(pair.known, **field))  # type: ignore[arg-type]


def _value(pair: HouseholdBin, column: Column) -> object:
    holder = pair.household if column in _OF_HOUSEHOLD else pair.known
    return getattr(holder, field_of(column))


def _people(text: str) -> int | None:
    plain = to_arabic(text).strip()
    if plain in _UNKNOWN:
        return None
    if not (plain.isascii() and plain.isdigit()):
        raise NotReadable(f"“{short(text)}” ไม่ใช่จำนวนคน กรุณากรอกเป็นตัวเลข หรือเว้นว่างถ้าไม่ทราบ")
    return int(plain[:9])


def _fact(text: str, column: Column) -> bool | None:
    plain = to_arabic(text).strip().lower()
    if plain in _UNKNOWN:
        return None
    if plain in _YES | _NO:
        return plain in _YES
    words = _SAID[column]
    raise NotReadable(
        f"“{short(text)}” อ่านไม่ได้ กรุณากด Space หรือพิมพ์ {words[True]} หรือ {words[False]} "
        "หรือเว้นว่างถ้าไม่ทราบ"
    )
