"""Which months a report of waste tells of where none was chosen, and of which there are none."""

from datetime import date

import pytest

from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import month_asked, months_asked, usual_month

TODAY = date(2026, 1, 20)


def asked(year: int = 2569, quarter: int | None = None) -> ReportOptions:
    return ReportOptions(report="waste-month", area_code="93", fiscal_year=year, quarter=quarter)


@pytest.mark.parametrize(
    ("year", "today", "month"),
    [
        (2569, TODAY, date(2025, 12, 1)),  # the newest whole month
        (2569, date(2025, 10, 5), date(2025, 10, 1)),  # September was of the year before
        (2568, TODAY, date(2025, 9, 1)),
        (2568, date(2025, 10, 5), date(2025, 9, 1)),
    ],
)
def test_the_usual_month_is_the_newest_whole_one_of_the_year(
    year: int, today: date, month: date
) -> None:
    assert usual_month(year, today) == month
    assert month_asked(asked(year), today) == month


def test_months_to_come_are_not_told_of() -> None:
    assert len(months_asked(asked(2568), TODAY)) == 12
    assert [month.month for month in months_asked(asked(), TODAY)] == [10, 11, 12, 1]
    assert [month.month for month in months_asked(asked(quarter=2), TODAY)] == [1]
    with pytest.raises(NotFound, match="กรุณาเลือก"):
        months_asked(asked(quarter=3), TODAY)
    with pytest.raises(NotFound, match="กรุณาเลือก"):
        month_asked(asked(2570), TODAY)
