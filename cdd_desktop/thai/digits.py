"""Thai and Arabic digits: what people type becomes Arabic, what is printed follows the document."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# a run of digits, with the signs that hold codes, versions and addresses together
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@-]*")
_LATIN = re.compile(r"[A-Za-z]")
_WIDE = Context(prec=80)
_LONGEST = 12  # digits of a number that is typed


def to_arabic(text: str) -> str:
    """`text` with Thai digits as Arabic ones: the form in which everything is stored."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """`text` with Arabic digits as Thai ones, except beside Latin letters (CO2, PM2.5, A4)."""
    return _TOKEN.sub(_thai_unless_latin, text)


def _thai_unless_latin(match: re.Match[str]) -> str:
    token = match.group()
    return token if _LATIN.search(token) else token.translate(_TO_THAI)


def is_ascii_digits(text: str) -> bool:
    """Whether `text` is one or more of 0-9: `str.isdigit` alone also accepts ๓ and ³."""
    return text.isascii() and text.isdigit()


def whole_number(text: str) -> int | None:
    """What is typed in digits, Thai or Arabic, with commas or without; None for anything else, and
    for more digits than any number of an office has."""
    typed = to_arabic(text).replace(",", "").strip()
    return int(typed) if len(typed) <= _LONGEST and is_ascii_digits(typed) else None


def format_number(value: int | Decimal, places: int = 0) -> str:
    """`value` with commas between thousands and `places` decimals, halves away from zero."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    return f"{abs(rounded) if rounded.is_zero() else rounded:,f}"


class Digits(StrEnum):
    """The digits of one printed document."""

    THAI = "thai"
    ARABIC = "arabic"
    MIXED = "mixed"  # Thai in running text, Arabic in tables

    def in_text(self, text: str) -> str:
        """`text` of a heading, paragraph or field with this document's digits."""
        return to_arabic(text) if self is Digits.ARABIC else to_thai(text)

    def in_table(self, text: str) -> str:
        """`text` of a table cell with this document's digits."""
        return to_thai(text) if self is Digits.THAI else to_arabic(text)
