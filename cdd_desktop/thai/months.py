"""Months as the office counts them. A month is the date of its first day."""

import re
from datetime import date, timedelta

from cdd_desktop.errors import CddError
from cdd_desktop.thai.calendar import (
    MONTHS,
    SHORT_MONTHS,
    buddhist_year,
    fiscal_year_span,
    is_office_day,
    parse_thai_date,
)
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import short

_DECEMBER = 12
_FORMS = (re.compile(r"(\d{4})-(\d{1,2})"), re.compile(r"(\d{1,2})\s*/\s*(\d{4})"))


class NotAMonth(CddError):
    """What was typed is no month."""


def month_of(day: date) -> date:
    """The month that a day falls in."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The month after."""
    if month.month == _DECEMBER:
        return date(month.year + 1, 1, 1)
    return month.replace(month=month.month + 1)


def last_month(month: date) -> date:
    """The month before."""
    return month_of(month - timedelta(days=1))


def last_day(month: date) -> date:
    """The last day of a month."""
    return next_month(month) - timedelta(days=1)


def days_in(month: date) -> int:
    """How many days a month has."""
    return (next_month(month) - month).days


def months_between(first: date, last: date) -> tuple[date, ...]:
    """From one month to another, both included; none where `last` is earlier."""
    found = []
    while first <= last:
        found.append(first)
        first = next_month(first)
    return tuple(found)


def fiscal_months(year_be: int, quarter: int | None = None) -> tuple[date, ...]:
    """The months of a budget year (Buddhist), or of one quarter (1 to 4) of it."""
    start, end = fiscal_year_span(year_be)
    months = months_between(month_of(start), month_of(end))
    return months if quarter is None else months[3 * (quarter - 1) : 3 * quarter]


def month_name(month: date) -> str:
    """ตุลาคม 2568"""
    return f"{MONTHS[month.month - 1]} {buddhist_year(month)}"


def short_month_name(month: date) -> str:
    """ต.ค. 68"""
    return f"{SHORT_MONTHS[month.month - 1]} {buddhist_year(month) % 100:02}"


def parse_month(text: str) -> date:
    """A month as typed: `10/2568`, `2568-10`, `ตุลาคม 2568`, `ต.ค. 68`; years before 2400 are CE.

    Raises `NotAMonth`.
    """
    typed = to_arabic(text).strip()
    iso, slashed = (form.fullmatch(typed) for form in _FORMS)
    if iso:
        typed = f"{iso[2]}/{iso[1]}"
    elif slashed:
        typed = f"{slashed[1]}/{slashed[2]}"
    try:
        day = parse_thai_date(f"1/{typed}" if iso or slashed else f"1 {typed}")
    except CddError as problem:
        raise NotAMonth(
            f"“{short(text)}” ไม่ใช่เดือน กรุณาพิมพ์เดือนและปี เช่น 10/2568 หรือ ต.ค. 2568"
        ) from problem
    if not is_office_day(day):
        raise NotAMonth(f"ปีของ “{short(text)}” ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 10/2568")
    return month_of(day)
