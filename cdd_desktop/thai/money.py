"""Amounts of money: as people type them, in figures, and in words as receipts want them.

An amount is a whole number of satang (1/100 baht), so that sums are exact; blank is None.
"""

import re
from decimal import Decimal

from cdd_desktop.errors import CddError
from cdd_desktop.thai.digits import format_number, to_arabic
from cdd_desktop.thai.text import short

AMOUNT_MAX = 10**13  # a hundred thousand million baht: more is a slip of the hand
_TYPED = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?")
_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_TENS = ("", "สิบ", "ยี่สิบ", *(f"{digit}สิบ" for digit in _DIGITS[3:]))
_HIGHER_PLACES = ((100_000, "แสน"), (10_000, "หมื่น"), (1_000, "พัน"), (100, "ร้อย"))
_MILLION = 1_000_000


class NotMoney(CddError):
    """What was typed is no amount of money."""


def parse_baht(text: str) -> int | None:
    """An amount as typed in baht, in satang: `1,234.5`, `๑๒๓ บาท`; None for blank or a dash.

    Raises `NotMoney`, also for a negative amount or more than two decimals.
    """
    typed = to_arabic(text).replace("บาท", "").strip()
    if typed in {"", "-", "–"}:
        return None
    if not typed.isascii() or not _TYPED.fullmatch(typed):
        raise NotMoney(f"“{short(text)}” ไม่ใช่จำนวนเงิน กรุณากรอกเป็นตัวเลข เช่น 50,000 หรือ 1,250.50")
    satang = int(Decimal(typed.replace(",", "")) * 100)
    if satang < 0:
        raise NotMoney("จำนวนเงินติดลบไม่ได้ กรุณากรอกตั้งแต่ 0 ขึ้นไป หรือเว้นว่างถ้ายังไม่ทราบ")
    if satang > AMOUNT_MAX:
        raise NotMoney("จำนวนเงินมากเกินไป กรุณาตรวจจำนวนหลัก")
    return satang


def as_baht(satang: int | None) -> Decimal | None:
    """An amount as a decimal of baht with two places, for tables and workbooks."""
    return None if satang is None else Decimal(satang).scaleb(-2)


def format_baht(satang: int | None, *, places: int | None = None) -> str:
    """`1,234` or `1,234.50`; "" for blank. `places` None: two where there are satang, else none."""
    if satang is None:
        return ""
    shown = (2 if satang % 100 else 0) if places is None else places
    return format_number(Decimal(satang).scaleb(-2), shown)


def baht_text(satang: int) -> str:
    """An amount in satang (1/100 baht) in words: 2125 is ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์."""
    baht, rest = divmod(abs(satang), 100)
    sign = "ลบ" if satang < 0 else ""
    if not rest:
        return f"{sign}{_words(baht) or 'ศูนย์'}บาทถ้วน"
    whole = f"{_words(baht)}บาท" if baht else ""
    return f"{sign}{whole}{_words(rest)}สตางค์"


def _words(number: int) -> str:
    """A whole number in words, empty for zero; a last 1 after other digits is เอ็ด (RI usage)."""
    if number >= _MILLION:
        millions, rest = divmod(number, _MILLION)
        return f"{_words(millions)}ล้าน{_below_million(rest, follows=True)}"
    return _below_million(number, follows=False)


def _below_million(number: int, *, follows: bool) -> str:
    tens, units = divmod(number % 100, 10)
    higher = "".join(
        _DIGITS[digit] + place
        for divisor, place in _HIGHER_PLACES
        if (digit := number // divisor % 10)
    )
    last = "เอ็ด" if units == 1 and (number > 1 or follows) else _DIGITS[units]
    return higher + _TENS[tens] + last
