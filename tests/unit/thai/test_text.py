"""Text is cleaned the same way wherever it comes in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.thai.text import clean_line, clean_text, short


@pytest.mark.parametrize("typed", ["น้\u0e4dา", "น\u0e4d้า", "นำ้", "น้ำ"])
def test_sara_am_is_one_character_behind_its_tone_mark(typed: str) -> None:
    assert clean_text(typed) == "น้ำ"


@given(st.text())
@settings(deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  บ้าน\u200bควน \u00a0 ใหม่ ", "บ้านควน ใหม่"),
        ("บ้าน\uffffควน\ufffe", "บ้านควน"),
        ("0\x0c\x1b 0", "0 0"),
        ("e\u200b\u0301", "é"),
        ("นำำ้", "น้ำำ"),
        ("บรรทัดแรก \r\n  บรรทัดสอง", "บรรทัดแรก\nบรรทัดสอง"),
    ],
)
def test_what_cannot_be_seen_is_not_kept(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_line_has_no_breaks() -> None:
    assert clean_line("บรรทัดแรก\nบรรทัดสอง") == "บรรทัดแรก บรรทัดสอง"


@given(st.text())
def test_what_is_said_again_is_one_short_line(text: str) -> None:
    assert len(short(text)) <= 41
    assert "\n" not in short(text)


def test_what_is_short_is_said_as_it_was_typed() -> None:
    assert short(" ห้าร้อย\nบาท ") == "ห้าร้อย บาท"
    assert short("9" * 5_000) == "9" * 40 + "…"
