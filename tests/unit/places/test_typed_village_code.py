"""Codes of villages as people and spreadsheets write them."""

import pytest

from cdd_desktop.places.typed_village_code import typed_village_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("93010101", "93010101"),
        ("๙๓๐๑๐๑๐๑", "93010101"),
        ("\u200b 9301\u00a00101 ", "93010101"),
        ("93-01-01-01", "93010101"),
        ("93,010,101", "93010101"),
        ("'93010101", "93010101"),
        ("93010101.0", "93010101"),
        ("9.3010101E+07", "93010101"),
        ("9.30101151e8", "930101151"),
    ],
)
def test_a_code_is_read_however_it_is_written(text: str, code: str) -> None:
    assert typed_village_code(text).code == code
    assert typed_village_code(text).is_whole


@pytest.mark.parametrize("text", ["9.30E+07", "9E+07", "9.301011E+07"])
def test_digits_that_a_spreadsheet_dropped_are_not_made_up(text: str) -> None:
    typed = typed_village_code(text)
    assert not typed.is_whole
    assert "เลขท้ายหายไปแล้ว" in typed.lost


def test_a_lost_zero_comes_back_only_beside_the_tambons_code() -> None:
    assert typed_village_code("9301011", "930101").code == "93010101"
    assert typed_village_code("9301011", "930102").code == "9301011"
    assert typed_village_code("9301010", "930101").code == "9301010"
    assert not typed_village_code("9301011").is_whole


@pytest.mark.parametrize("text", ["", "930101", "อ.เมือง", "9.3.0", "93010100", "1-5"])
def test_what_is_no_code_stays_none(text: str) -> None:
    assert not typed_village_code(text).is_whole
