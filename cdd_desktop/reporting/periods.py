"""Which months a report of waste tells of."""

from datetime import date

from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.thai.months import fiscal_months, last_month, month_name, month_of


def usual_month(year_be: int, today: date) -> date:
    """The month that is told of where none was chosen: of this budget year the month before today,
    which is the newest whole one; of October and of other years the newest that has begun."""
    before = last_month(month_of(today))
    if fiscal_year(before) == year_be:
        return before
    begun = [month for month in fiscal_months(year_be) if month <= today]
    return begun[-1] if begun else fiscal_months(year_be)[0]


def month_asked(options: ReportOptions, today: date) -> date:
    """The month that a report tells of. Raises `NotFound` for a year that has not begun."""
    month = options.month or usual_month(options.fiscal_year, today)
    if month > today:
        raise NotFound(f"เดือน{month_name(month)} ยังมาไม่ถึง กรุณาเลือกปีงบประมาณก่อนหน้า")
    return month


def months_asked(options: ReportOptions, today: date) -> tuple[date, ...]:
    """The months of the quarter or year that have begun. Raises `NotFound` where none has."""
    months = fiscal_months(options.fiscal_year, options.quarter)
    begun = tuple(month for month in months if month <= today)
    if not begun:
        raise NotFound(f"เดือน{month_name(months[0])} ยังมาไม่ถึง กรุณาเลือกไตรมาสหรือปีก่อนหน้า")
    return begun
