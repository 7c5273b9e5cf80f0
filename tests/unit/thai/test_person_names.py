"""Names are masked to the first name and how the rest begins."""

import pytest

from cdd_desktop.thai.person_names import masked_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("นางสมศรี ใจดี", "นางสมศรี ใจ…"),
        ("นาย สมชาย มานะ", "นาย ส…"),
        ("นางสาวปั่น ฝ้าย ณ อยุธยา", "นางสาวปั่น ฝ…"),
        ("ครัวเรือนที่1", "ครัวเรือนที่1"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_only_the_first_name_is_told_whole(name: str, masked: str) -> None:
    assert masked_name(name) == masked
