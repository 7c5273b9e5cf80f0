from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.errors import CddError
from cdd_desktop.thai.calendar import (
    MONTHS,
    NotADate,
    buddhist_year,
    day_in_thailand,
    fiscal_quarter,
    fiscal_year,
    fiscal_year_span,
    is_fiscal_year,
    parse_thai_date,
    short_thai_date,
    thai_date,
    thai_time,
)
from cdd_desktop.thai.digits import to_thai

WRITABLE_DAYS = st.dates(date(1957, 1, 1), date(2056, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "22/8/62",
        "22/08/2562",
        "22-8-2562",
        "22.8.2562",
        "22 / 8 / 2562",
        "22 ส.ค. 2562",
        "22 ส.ค.62",
        "22ส.ค.2562",
        "22 สค 62",
        "22 สิงหา 62",
        "22-ส.ค.-62",
        "๒๒ สิงหาคม ๒๕๖๒",
        "๒๒/๘/๒๕๖๒",
        "วันที่ 22 สิงหาคม พ.ศ. 2562",
        "วันพฤหัสบดีที่ ๒๒ สิงหาคม พ.ศ. ๒๕๖๒",
        "ที่ 22 เดือนสิงหาคม พ.ศ.2562",
        "22 สิงหาคม พุทธศักราช 2562",
        "  22\u00a0สิงหาคม   2562 ",
        "22 ส.ค. ค.ศ. 2019",
        "22 สิงหาคม 2019",
        "22/8/2019",
        "2019-08-22",
        "2019-8-22 00:00:00",
        "2562-08-22",
    ],
)
def test_a_day_is_understood_however_the_office_writes_it(text):
    assert parse_thai_date(text) == date(2019, 8, 22)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_by_its_full_and_its_short_name(number):
    day = date(2026, number, 9)
    assert parse_thai_date(thai_date(day)) == day
    assert parse_thai_date(short_thai_date(day)) == day
    assert parse_thai_date(short_thai_date(day).replace(".", "")) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "31/2/62",
        "29/2/2566",
        "13/13/2562",
        "0/8/2562",
        "22/0/2562",
        "22/8/2299",
        "22/8/3000",
        "22/8/562",
        "22/8-2562",
        "22/8",
        "22 ส.ค.",
        "22 ส.ค. พ.ศ. 2019",
        "22 ส.ค. ค.ศ. 2562",
        "22 ส.ค. ค.ศ. 19",
        "22 สงหาคม 2562",
        "22 Aug 2019",
        "20190822",
        "43699",
        "วันนี้",
        "²2/8/62",
        "22/8/62 น.",
    ],
)
def test_what_is_no_date_is_refused_with_advice_in_thai(text):
    with pytest.raises(NotADate, match="กรุณา") as refused:
        parse_thai_date(text)
    assert isinstance(refused.value, CddError)


def test_a_leap_day_exists_only_in_a_leap_year():
    assert parse_thai_date("29/2/2567") == date(2024, 2, 29)


def test_a_date_without_a_year_is_of_the_current_year_when_that_is_given():
    today = date(2026, 3, 1)
    assert parse_thai_date("22/8", today=today) == date(2026, 8, 22)
    assert parse_thai_date("๒๒ ส.ค.", today=today) == date(2026, 8, 22)
    assert parse_thai_date("22 ส.ค. 62", today=today) == date(2019, 8, 22)
    with pytest.raises(NotADate):
        parse_thai_date("31/2", today=today)


def test_a_long_wrong_text_does_not_fill_the_message():
    with pytest.raises(NotADate) as refused:
        parse_thai_date("ก" * 5000)
    assert len(str(refused.value)) < 200


@given(WRITABLE_DAYS)
def test_what_is_written_reads_back_as_the_same_day(day):
    for text in (thai_date(day), short_thai_date(day), to_thai(thai_date(day)), day.isoformat()):
        assert parse_thai_date(text) == day
    assert parse_thai_date(f"{day.day}/{day.month}/{buddhist_year(day) % 100:02}") == day


@given(st.text() | st.text(alphabet="0123456789/.- สคพศ", max_size=14))
def test_any_text_gives_a_day_or_a_refusal(text):
    message = ""
    try:
        parse_thai_date(text, today=date(2026, 3, 1))
    except NotADate as refused:
        message = str(refused)
    assert not message or "กรุณา" in message


def test_dates_and_times_are_written_the_official_way():
    assert thai_date(date(2019, 8, 22)) == "22 สิงหาคม 2562"
    assert short_thai_date(date(2019, 8, 22)) == "22 ส.ค. 2562"
    assert thai_time(datetime(2019, 8, 22, 10, 32)) == "10.32 น."  # noqa: DTZ001
    assert thai_time(datetime(2019, 8, 22, 9, 5)) == "09.05 น."  # noqa: DTZ001
    assert len(MONTHS) == 12


@pytest.mark.parametrize(
    ("day", "year", "quarter", "meeting_year"),
    [
        (date(2025, 9, 30), 2568, 4, 2568),
        (date(2025, 10, 1), 2569, 1, 2568),
        (date(2025, 12, 31), 2569, 1, 2568),
        (date(2026, 1, 1), 2569, 2, 2569),
        (date(2026, 3, 31), 2569, 2, 2569),
        (date(2026, 4, 1), 2569, 3, 2569),
        (date(2026, 7, 1), 2569, 4, 2569),
    ],
)
def test_the_budget_year_begins_in_october_and_meetings_count_by_calendar_year(
    day, year, quarter, meeting_year
):
    assert (fiscal_year(day), fiscal_quarter(day), buddhist_year(day)) == (
        year,
        quarter,
        meeting_year,
    )


@given(WRITABLE_DAYS)
def test_a_day_lies_within_its_own_budget_year(day):
    first, last = fiscal_year_span(fiscal_year(day))
    assert first <= day <= last


def test_a_budget_year_spans_october_to_september():
    assert fiscal_year_span(2569) == (date(2025, 10, 1), date(2026, 9, 30))


def test_only_plausible_numbers_are_budget_years():
    assert is_fiscal_year(2569)
    assert not is_fiscal_year(2026)
    assert not is_fiscal_year(69)


def test_the_day_in_thailand_begins_at_seventeen_hours_utc():
    assert day_in_thailand(datetime(2026, 9, 30, 16, 59, tzinfo=UTC)) == date(2026, 9, 30)
    assert day_in_thailand(datetime(2026, 9, 30, 17, 0, tzinfo=UTC)) == date(2026, 10, 1)
