"""Columns of households in a wide sheet: what their headings say, and of which indicator.

Pure. A count may have a column of its own for the households it is of, or all counts of a row
share one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.documents.headings import plain_heading
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line

EVERY = "denominator"  # the use of a column that holds the target households of all counts
_OF = "/of"
_TARGET = "ครัวเรือนเป้าหมาย"
EVERY_TITLE = f"จำนวน{_TARGET}"

_CODE_FIRST = re.compile(r"^(?:ตัวชี้วัด|ข้อ)?(?:ที่)?\s*\(?(\d{1,2}(?:\.\d{1,2})?)\)?[.):]?\s+(\D.*)$")
_CODE_LAST = re.compile(r"^(\D*?)\s*(?:ตัวชี้วัด|ข้อ)?(?:ที่)?\s*\(?(\d{1,2}\.\d{1,2})\)?$")


class CountWord(Enum):
    """What a heading says about households."""

    PASSED = "passed"
    OF = "of"
    SHARE = "share"  # worked out anew, so never read


# compared as `plain_heading` gives them
_WORDS: Mapping[str, CountWord] = {
    **dict.fromkeys(
        (
            "จำนวนครัวเรือนที่ผ่าน",
            "ครัวเรือนที่ผ่าน",
            "ครัวเรือนผ่าน",
            "ที่ผ่าน",
            "ผ่าน",
            "จำนวน",
            "จำนวนที่ผ่าน",
            "value",
        ),
        CountWord.PASSED,
    ),
    **dict.fromkeys(
        ("จำนวนครัวเรือนเป้าหมาย", _TARGET, "เป้าหมาย", "จำนวนเป้าหมาย", "ครัวเรือนทั้งหมด", "denominator"),
        CountWord.OF,
    ),
    **dict.fromkeys(("ร้อยละ", "ร้อยละที่ผ่าน", "percent", "%"), CountWord.SHARE),
}


@dataclass(frozen=True, slots=True)
class CountHeading:
    """`code` is the indicator's as written beside the word; empty where only the word stands."""

    word: CountWord
    code: str


def count_heading(text: str) -> CountHeading | None:
    """What a heading says about households; None where it says nothing of them."""
    plain = to_arabic(clean_line(text))
    if word := _WORDS.get(plain_heading(plain)):
        return CountHeading(word, "")
    for pattern, code, words in ((_CODE_FIRST, 1, 2), (_CODE_LAST, 2, 1)):
        match = pattern.match(plain)
        if match is not None and (word := _WORDS.get(plain_heading(match[words]))):
            return CountHeading(word, match[code])
    return None


def base_key(code: str) -> str:
    """The use of a column that holds how many households this indicator's count is of."""
    return f"{code}{_OF}"


def base_title(use: str) -> str:
    """The heading of such a column, as `count_heading` understands it; "" for any other use."""
    if use == EVERY:
        return EVERY_TITLE
    return f"{use.removesuffix(_OF)} {_TARGET}" if use.endswith(_OF) else ""


def base_uses(
    bases: Mapping[int, int], indicators: Mapping[int, int], codes: Mapping[int, str]
) -> dict[int, str]:
    """The use of each column of target households, by its place.

    `bases` and `indicators` give numbers of indicators by place, 0 where a heading names none:
    such a column belongs to the indicator at its left, unless it is the only one of the sheet.
    """
    unnamed = [place for place, number in bases.items() if not number]
    uses = {place: base_key(codes[number]) for place, number in bases.items() if number}
    if len(unnamed) == 1 and not uses:
        return {unnamed[0]: EVERY}
    for place in unnamed:
        left = [other for other in indicators if other < place]
        uses[place] = base_key(codes[indicators[max(left)]]) if left else EVERY
    return uses


def count_choices(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """What else a column of a wide sheet may hold where households are counted."""
    if instrument.counts_households:
        yield EVERY, EVERY_TITLE
        for indicator in instrument.indicators:
            if indicator.kind is AnswerKind.HOUSEHOLDS:
                use = base_key(indicator.code)
                yield use, base_title(use)
