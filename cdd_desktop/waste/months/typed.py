"""Figures as people type them: a number, or so many of a local measure."""

import re
from decimal import ROUND_HALF_UP, Decimal

from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.amounts import NotAnAmount, parse_amount

_WORDED = re.compile(r"(?P<count>[\d.,]+)\s*(?P<word>[^\d.,\s].*)")
# what a word makes of a number of a weight: thousandths of a kilogram to one of it
_WEIGHTS = {"กก.": 1_000, "กก": 1_000, "กิโลกรัม": 1_000, "กิโล": 1_000, "กรัม": 1, "ตัน": 1_000_000}


def split_typed(text: str) -> tuple[str, str]:
    """`3 ถุง` as 3 and ถุง; the word is "" where there is none."""
    typed = to_arabic(clean_line(text))
    found = _WORDED.fullmatch(typed)
    return (typed, "") if found is None else (found["count"], found["word"].strip())


def weight_word(word: str) -> int | None:
    """Grams to one of a word for a weight; None where it is no such word."""
    return _WEIGHTS.get(word)


def times(count: str, grams: int) -> int | None:
    """So many of what weighs so much, in grams, half a gram up; None for blank.

    Raises `NotAnAmount`.
    """
    amount = parse_amount(count)
    if amount is None:
        return None
    return int((Decimal(amount) * grams / 1_000).quantize(Decimal(1), ROUND_HALF_UP))


def no_measure(word: str, label: str) -> NotAnAmount:
    """That a word is none of the local measures."""
    return NotAnAmount(f"ไม่รู้จักหน่วย “{word}” ของ{label} กรุณากรอกเป็นตัวเลข หรือเพิ่มหน่วยตวงในรายการคำก่อน")


def not_calibrated(word: str, label: str) -> NotAnAmount:
    """That nobody weighed the measure."""
    return NotAnAmount(
        f"หน่วยนี้ยังไม่ได้ชั่งเทียบว่า 1 {word} ของ{label}หนักกี่กิโลกรัม "
        "กรุณาชั่งเทียบหน่วยตวงของหน่วยนี้ก่อน (Ctrl+U) หรือกรอกเป็นกิโลกรัม"
    )
