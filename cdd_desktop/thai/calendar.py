"""Dates as an office writes them: Buddhist years on screen and paper, ISO Gregorian in storage.

The only module that turns a date into text or text into a date: neither `strftime` nor QLocale
knows the Buddhist year. The fiscal year 2569 runs from 1 October 2568 to 30 September 2569.
"""

import re
from datetime import date, datetime, timedelta, timezone

from cdd_desktop.errors import CddError
from cdd_desktop.thai.digits import to_arabic

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)

WRONG_DAY = "ปีของวันที่ไม่ถูกต้อง กรุณาแก้วันที่ เช่น 22/8/2569"  # see `is_office_day`
FISCAL_YEARS = range(2500, 2701)  # of the Buddhist era, beyond any that an office has

_BE_OFFSET = 543
_THAILAND = timezone(timedelta(hours=7))  # all the country, and no summer time
_FIRST_FISCAL_MONTH = 10
_BE_YEARS = range(2400, 2701)
_CE_YEARS = range(1900, 2100)
_CENTURY_BE = 2500
_SHORT_YEAR = 2
_SHOWN_LENGTH = 40
_EXAMPLE = "กรุณาพิมพ์วันที่ เช่น 22/8/2562 หรือ 22 ส.ค. 2562"

# A month is recognised without its dots and spaces: "สค", "ส.ค", "ส. ค." and "สิงหา" all occur.
_MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name.replace(".", ""): number for number, name in enumerate(SHORT_MONTHS, 1)},
    **{re.sub("(ายน|าคม|าพันธ์)$", "า", name): number for number, name in enumerate(MONTHS, 1)},
}
_PREFIX = re.compile(r"(?:วัน[ก-๎]*? ?ที่|ที่)\s*")
_ERA = r"(?P<era>พ\s*\.?\s*ศ\s*\.?|พุทธศักราช|ค\s*\.?\s*ศ\s*\.?|คริสต์ศักราช)?"
_YEAR = _ERA + r"\s*(?P<year>\d{4}|\d{2})"
_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(?P<day>\d{1,2})\s*(?P<sign>[/.-])\s*(?P<month>\d{1,2})\s*(?P=sign)\s*" + _YEAR),
    re.compile(r"(?P<day>\d{1,2})[\s/-]*(?:เดือน)?\s*(?P<name>[ก-ฮะ-๎. ]+?)[\s/-]*" + _YEAR),
)
_WITHOUT_YEAR = (
    re.compile(r"(?P<day>\d{1,2})\s*[/-]\s*(?P<month>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[\s-]*(?:เดือน)?\s*(?P<name>[ก-ฮะ-๎. ]+)"),
)


class NotADate(CddError):
    """The text is no date that exists; says what to type instead."""


def parse_thai_date(text: str, *, today: date | None = None) -> date:
    """The day that `text` names, as people of the office write it.

    Day before month, in numbers or with the month's name; Thai digits; years Buddhist, two
    digits meaning 25xx; 19xx and 20xx are read as Christian years, and so is ISO. A date
    without a year is taken in the year of `today` if that is given. Raises `NotADate`.
    """
    plain = " ".join(to_arabic(text).replace("\u200b", "").split())
    if not plain:
        raise NotADate(f"ยังไม่ได้กรอกวันที่ {_EXAMPLE}")
    if prefix := _PREFIX.match(plain):
        plain = plain[prefix.end() :]
    for form in _FORMS:
        if match := form.fullmatch(plain):
            year = _gregorian_year(match["year"], match.groupdict().get("era") or "")
            return _checked(text, match, year)
    if today is not None:
        for form in _WITHOUT_YEAR:
            if match := form.fullmatch(plain):
                return _checked(text, match, today.year)
    raise NotADate(f"อ่านวันที่ “{_shown(text)}” ไม่ได้ {_EXAMPLE}")


def _gregorian_year(digits: str, era: str) -> int | None:
    """The year of storage, None when no office could mean it."""
    number = int(digits)
    if era.startswith("ค"):
        return number if number in _CE_YEARS else None
    if len(digits) == _SHORT_YEAR:
        return number + _CENTURY_BE - _BE_OFFSET
    if number in _BE_YEARS:
        return number - _BE_OFFSET
    return number if not era and number in _CE_YEARS else None


def _checked(text: str, match: re.Match[str], year: int | None) -> date:
    if year is None:
        raise NotADate(f"ปีของวันที่ “{_shown(text)}” ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 2562 หรือ 62")
    names = match.groupdict()
    month = int(names["month"]) if "month" in names else _month_number(names["name"])
    if month is None:
        raise NotADate(f"ไม่รู้จักชื่อเดือนใน “{_shown(text)}” {_EXAMPLE}")
    try:
        return date(year, month, int(names["day"]))
    except ValueError:
        raise NotADate(f"ไม่มีวันที่ “{_shown(text)}” ในปฏิทิน กรุณาตรวจวัน เดือน และปี แล้วพิมพ์ใหม่") from None


def _month_number(name: str) -> int | None:
    return _MONTH_NUMBERS.get(name.replace(".", "").replace(" ", ""))


def _shown(text: str) -> str:
    """What was typed, short enough for a message."""
    return " ".join(text.split())[:_SHOWN_LENGTH]


def thai_date(day: date) -> str:
    """22 สิงหาคม 2562"""
    return f"{day.day} {MONTHS[day.month - 1]} {buddhist_year(day)}"


def short_thai_date(day: date) -> str:
    """22 ส.ค. 2562"""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {buddhist_year(day)}"


def thai_time(moment: datetime) -> str:
    """10.32 น., in the zone that `moment` is in."""
    return f"{moment.hour:02}.{moment.minute:02} น."


def in_thailand(moment: datetime) -> datetime:
    """An aware moment as clocks in Thailand show it, wherever this one stands."""
    return moment.astimezone(_THAILAND)


def thai_moment(moment: datetime) -> str:
    """22 ส.ค. 2562 10.32 น., as clocks in Thailand show the aware moment."""
    here = in_thailand(moment)
    return f"{short_thai_date(here.date())} {thai_time(here)}"


def day_in_thailand(moment: datetime) -> date:
    """The day it is in Thailand at an aware moment."""
    return in_thailand(moment).date()


def buddhist_year(day: date) -> int:
    """The year of the Buddhist era; meetings are numbered by it."""
    return day.year + _BE_OFFSET


def fiscal_year(day: date) -> int:
    """The budget year (Buddhist era) that `day` falls in: named after the year in which it ends."""
    return buddhist_year(day) + (day.month >= _FIRST_FISCAL_MONTH)


def fiscal_quarter(day: date) -> int:
    """1 for October to December, up to 4 for July to September."""
    return (day.month - _FIRST_FISCAL_MONTH) % 12 // 3 + 1


def fiscal_year_span(year_be: int) -> tuple[date, date]:
    """The first and the last day of a budget year given in the Buddhist era."""
    year = year_be - _BE_OFFSET
    return date(year - 1, _FIRST_FISCAL_MONTH, 1), date(year, _FIRST_FISCAL_MONTH - 1, 30)


def is_office_day(day: date) -> bool:
    """Whether an office can mean a day: within the years that `parse_thai_date` reads."""
    return buddhist_year(day) in _BE_YEARS


def is_fiscal_year(number: int) -> bool:
    """Whether `number` can be a budget year of the Buddhist era (2500 to 2700)."""
    return number in FISCAL_YEARS
