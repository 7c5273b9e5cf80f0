"""Words are found as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.thai.searching import finds, folded


@pytest.mark.parametrize(
    "wanted",
    ["หมู่บ้าน", "หมูบาน", "บัญชี หมู่บ้าน", "หมู่บ้าน บัญชี", "รายชื่อหมู่", "ปี 2570", "๒๕๗๐", "อปท", ""],
)
def test_what_is_typed_in_a_hurry_is_found(wanted: str) -> None:
    assert finds(wanted, "บัญชีรายชื่อหมู่บ้าน ตาม อปท. ปี ๒๕๗๐")


@pytest.mark.parametrize("wanted", ["ตำบล", "หมู่บ้าน ตำบล", "2569"])
def test_a_word_that_is_not_there_is_not_found(wanted: str) -> None:
    assert not finds(wanted, "บัญชีรายชื่อหมู่บ้าน ปี ๒๕๗๐")


def test_a_torn_sara_am_is_found_by_a_whole_one() -> None:
    assert finds("จำนวน", "จ\u0e4d\u0e32นวน")


@given(st.text())
def test_a_text_is_found_by_itself_and_by_what_is_compared(text: str) -> None:
    assert finds(text, text)
    assert folded(folded(text)) == folded(text)
