"""Months as an office types and counts them."""

from datetime import date

import pytest

from cdd_desktop.thai.months import (
    NotAMonth,
    days_in,
    fiscal_months,
    last_day,
    last_month,
    month_name,
    months_between,
    next_month,
    parse_month,
    short_month_name,
)

OCTOBER = date(2025, 10, 1)


@pytest.mark.parametrize(
    "typed", ["10/2568", "2568-10", "ตุลาคม 2568", "ต.ค. 68", "๑๐/๒๕๖๘", "2025-10"]
)
def test_a_month_is_read_as_people_type_it(typed: str) -> None:
    assert parse_month(typed) == OCTOBER


@pytest.mark.parametrize("typed", ["13/2568", "ตุลา", "", "10/1568", "2568"])
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(NotAMonth):
        parse_month(typed)


def test_the_fiscal_year_has_twelve_months_from_october() -> None:
    months = fiscal_months(2569)
    assert (len(months), months[0], months[-1]) == (12, OCTOBER, date(2026, 9, 1))
    assert fiscal_months(2569, 2) == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))


def test_months_follow_each_other_over_new_year() -> None:
    december = date(2025, 12, 1)
    assert next_month(december) == date(2026, 1, 1)
    assert last_month(date(2026, 1, 1)) == december
    assert months_between(december, date(2026, 2, 1)) == (
        december,
        date(2026, 1, 1),
        date(2026, 2, 1),
    )
    assert months_between(december, OCTOBER) == ()


def test_a_month_ends_with_its_last_day() -> None:
    assert last_day(date(2024, 2, 1)) == date(2024, 2, 29)
    assert days_in(date(2025, 2, 1)) == 28


def test_months_are_named_by_the_buddhist_year() -> None:
    assert month_name(OCTOBER) == "ตุลาคม 2568"
    assert short_month_name(OCTOBER) == "ต.ค. 68"
