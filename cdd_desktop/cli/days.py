"""A day or a month typed on the command line."""

from datetime import date

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.thai.calendar import NotADate, parse_thai_date
from cdd_desktop.thai.months import NotAMonth, parse_month


def day_typed(text: str) -> date:
    """`1/10/2569`, `1 ต.ค. 2569` or ISO; raises `ValidationFailed`."""
    try:
        return parse_thai_date(text)
    except NotADate as problem:
        raise ValidationFailed({"day": str(problem)}) from problem


def month_typed(text: str) -> date:
    """`10/2569`, `ต.ค. 2569` or 2026-10; raises `ValidationFailed`."""
    try:
        return parse_month(text)
    except NotAMonth as problem:
        raise ValidationFailed({"month": str(problem)}) from problem
