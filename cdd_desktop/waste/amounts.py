"""Amounts as whole thousandths of their unit: grams of a kilogram, so that sums are exact."""

import re
from decimal import Decimal

from cdd_desktop.errors import CddError
from cdd_desktop.thai.digits import format_number, to_arabic
from cdd_desktop.thai.text import short

THOUSAND = 1_000
AMOUNT_MAX = 10**12  # a million tonnes: more is a slip of the hand
_TYPED = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d{1,3})?")
_TOO_FINE = re.compile(r"(\d{1,3}(,\d{3})+|\d+)\.\d{4,}", re.ASCII)


class NotAnAmount(CddError):
    """What was typed is no amount."""


def parse_amount(text: str) -> int | None:
    """An amount as typed (`1,234.5`, `๑๒.๕`), in thousandths; None for blank or a dash.

    Raises `NotAnAmount`, also for a negative one, an absurd one or more than three decimals.
    """
    typed = to_arabic(text).strip()
    if typed in {"", "-", "–"}:
        return None
    if typed.startswith("-"):
        raise NotAnAmount("จำนวนติดลบไม่ได้ กรุณากรอกตั้งแต่ 0 ขึ้นไป หรือเว้นว่างถ้าไม่ได้ชั่ง")
    if _TOO_FINE.fullmatch(typed):
        raise NotAnAmount("ทศนิยมได้ไม่เกิน 3 ตำแหน่ง กรุณาปัดเศษ เช่น 1.235")
    if not typed.isascii() or not _TYPED.fullmatch(typed):
        raise NotAnAmount(f"“{short(text)}” ไม่ใช่จำนวน กรุณากรอกเป็นตัวเลข เช่น 12 หรือ 1,250.5")
    amount = int(Decimal(typed.replace(",", "")) * THOUSAND)
    if amount > AMOUNT_MAX:
        raise NotAnAmount("จำนวนมากเกินไป กรุณาตรวจจำนวนหลัก")
    return amount


def as_unit(amount: int | None) -> Decimal | None:
    """An amount as a decimal of its unit, for tables and workbooks."""
    return None if amount is None else Decimal(amount).scaleb(-3).normalize() + 0


def format_amount(amount: int | None, *, places: int | None = None) -> str:
    """`1,234` or `1,234.5`; "" for blank. `places` None: as many as there are digits."""
    if amount is None:
        return ""
    if places is None:
        places = next(count for count in range(4) if amount % 10 ** (3 - count) == 0)
    return format_number(Decimal(amount).scaleb(-3), places)
