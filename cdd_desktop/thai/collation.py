"""Thai dictionary order without the operating system.

`name_key` is stored beside a name and indexed; comparing keys by code point (SQLite BINARY,
PostgreSQL COLLATE "C", Python) gives the order of the Royal Institute's dictionary.
"""

import re
import unicodedata

from cdd_desktop.thai.digits import to_arabic

_LEVEL = "\x01"  # sorts before all else, so that กา stands before กาง
_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_SPLIT_AM = re.compile("ํ([่-๋]?)า")  # ำ typed as two signs
_TOKEN = re.compile(r"[0-9]+|.", re.DOTALL)
# signs that decide only between words that are alike without them, in their order
_SECOND_LEVEL = {sign: str(place) for place, sign in enumerate("็่้๊๋์ํฺ๎", 1)} | {"ๆ": "r", "ฯ": "s"}
_SLOT = " "
_LONGEST_NUMBER = 0xFF


def name_key(text: str) -> str:
    """A key that sorts `text` as a Thai dictionary does.

    A vowel written before its consonant counts after it; tone marks and ์ ็ count last; Thai and
    Arabic digits are equal and numbers sort by size; case, spaces and punctuation do not count.
    """
    letters = unicodedata.normalize("NFC", to_arabic(text)).casefold()
    letters = _SPLIT_AM.sub(r"\1ำ", letters).replace("เเ", "แ")
    letters = _LEADING_VOWEL.sub(r"\2\1", letters)
    primary: list[str] = []
    secondary: list[str] = []
    for token in _TOKEN.findall(letters):
        if token in _SECOND_LEVEL:
            secondary.append(_SECOND_LEVEL[token])
        elif token[0] in "0123456789":
            primary.append(_number(token))
            secondary.append(_SLOT)
        elif token.isalnum() or "ะ" <= token <= "ู":
            primary.append(token)
            secondary.append(_SLOT)
    return "".join(primary) + _LEVEL + "".join(secondary).rstrip(_SLOT)


def _number(digits: str) -> str:
    """A number that sorts by size among others and, as a number does, before letters."""
    value = digits.lstrip("0")
    return f"0{min(len(value), _LONGEST_NUMBER):02x}{value}"
