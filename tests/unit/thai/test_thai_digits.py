from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.thai.digits import (
    Digits,
    format_number,
    is_ascii_digits,
    to_arabic,
    to_thai,
    whole_number,
)


def test_digits_change_both_ways_and_nothing_else_does():
    assert to_thai("หมู่ที่ 12 ปี 2569") == "หมู่ที่ ๑๒ ปี ๒๕๖๙"
    assert to_arabic("หมู่ที่ ๑๒ ปี ๒๕๖๙") == "หมู่ที่ 12 ปี 2569"
    assert to_thai("22/8/2562") == "๒๒/๘/๒๕๖๒"
    assert to_thai("ร้อยละ 5.2") == "ร้อยละ ๕.๒"


@pytest.mark.parametrize(
    "text", ["CO2", "PM2.5", "A4", "6x2", "7K3Q-92AB", "https://moi.go.th/2569"]
)
def test_digits_in_latin_terms_stay_arabic(text):
    assert to_thai(text) == text


@given(st.text())
def test_thai_and_back_is_the_same_as_arabic(text):
    assert to_arabic(to_thai(text)) == to_arabic(text)


def test_each_style_has_its_digits_for_text_and_tables():
    assert [style.in_text("ปี 2569") for style in Digits] == ["ปี ๒๕๖๙", "ปี 2569", "ปี ๒๕๖๙"]
    assert [style.in_table("1,250") for style in Digits] == ["๑,๒๕๐", "1,250", "1,250"]


def test_only_plain_ascii_digits_pass_for_a_code():
    assert is_ascii_digits("90010101")
    for text in ("", "๙๐", "9 0", "-9", "9.0", "³"):
        assert not is_ascii_digits(text)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (0, 0, "0"),
        (1234567, 0, "1,234,567"),
        (-1234, 0, "-1,234"),
        (12, 2, "12.00"),
        (Decimal("2.345"), 2, "2.35"),
        (Decimal("-2.345"), 2, "-2.35"),
        (Decimal("-0.001"), 2, "0.00"),
        (Decimal("0.5"), 0, "1"),
        (10**30, 2, "1,000,000,000,000,000,000,000,000,000,000.00"),
        (Decimal("1E+3"), 0, "1,000"),
    ],
)
def test_numbers_are_grouped_and_halves_round_away_from_zero(value, places, shown):
    assert format_number(value, places) == shown


@pytest.mark.parametrize(
    ("typed", "number"),
    [(" ๑,๒๐๐ ", 1200), ("0", 0), ("", None), ("-1", None), ("1.5", None), ("9" * 5_000, None)],
)
def test_a_whole_number_is_read_as_it_is_typed_and_never_fails(
    typed: str, number: int | None
) -> None:
    assert whole_number(typed) == number
