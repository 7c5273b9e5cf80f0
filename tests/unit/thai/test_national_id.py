import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.thai.digits import to_thai
from cdd_desktop.thai.identity import (
    is_national_id,
    masked_national_id,
    national_id_check_digit,
)

FIRST_12 = st.text(alphabet="0123456789", min_size=12, max_size=12)


def test_a_number_with_its_check_digit_is_accepted_however_it_is_written():
    for text in (
        "1234567890121",
        "1-2345-67890-12-1",
        "1 2345 67890 12 1",
        " 1-2345-67890-12-1 ",
        "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑",
    ):
        assert is_national_id(text)


@pytest.mark.parametrize(
    "text",
    ["", "1234567890122", "123456789012", "12345678901210", "1234567890a21", "1.2345.67890.12.1"],
)
def test_a_wrong_number_is_refused(text):
    assert not is_national_id(text)


@pytest.mark.parametrize(
    ("first12", "digit"), [("123456789012", 1), ("000000000000", 1), ("000000000005", 1)]
)
def test_the_check_digit_follows_from_the_twelve_before_it(first12, digit):
    assert national_id_check_digit(first12) == digit


def test_the_check_digit_of_anything_but_twelve_digits_is_a_mistake_of_the_program():
    for text in ("", "12345678901", "๑๒๓๔๕๖๗๘๙๐๑๒", "1234567890x2"):
        with pytest.raises(ValueError, match="twelve"):
            national_id_check_digit(text)


@given(FIRST_12)
def test_exactly_one_last_digit_fits(first12):
    fitting = [last for last in "0123456789" if is_national_id(to_thai(first12 + last))]
    assert fitting == [str(national_id_check_digit(first12))]


def test_a_shown_number_keeps_its_first_and_last_three_digits_only():
    assert masked_national_id("๑๒๓๔๕๖๗๘๙๐๑๒๑") == "1-xxxx-xxxxx-12-1"
    assert masked_national_id("1234567890") == "x-xxxx-xxxxx-xx-x"
    assert masked_national_id("นายสมชาย") == "x-xxxx-xxxxx-xx-x"
