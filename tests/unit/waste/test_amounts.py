"""Amounts as typed, in whole thousandths."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.waste.amounts import (
    AMOUNT_MAX,
    NotAnAmount,
    as_unit,
    format_amount,
    parse_amount,
)


@given(st.integers(min_value=0, max_value=AMOUNT_MAX))
def test_what_is_shown_is_read_back_exactly(amount: int) -> None:
    assert parse_amount(format_amount(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "grams"), [("1,234.5", 1_234_500), ("๑๒.๕", 12_500), ("", None), ("-", None)]
)
def test_amounts_are_read_as_people_type_them(typed: str, grams: int | None) -> None:
    assert parse_amount(typed) == grams


@pytest.mark.parametrize("typed", ["-5", "1.2345", "12 กก", "1e3", "9" * 12, "1,23"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_amount(typed)


def test_a_workbook_has_no_needless_digits() -> None:
    assert as_unit(12_000_000) == Decimal(12_000)
    assert str(as_unit(1_500)) == "1.5"


@pytest.mark.parametrize("typed", ["1.2345", "๑,๒๓๔.๕๖๗๘"])
def test_too_many_decimals_are_told_as_such(typed: str) -> None:
    with pytest.raises(NotAnAmount, match="ไม่เกิน 3 ตำแหน่ง"):
        parse_amount(typed)
