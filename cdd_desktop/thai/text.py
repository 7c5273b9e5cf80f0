"""Text as it should have been typed: one spelling for what looks the same."""

import re
import unicodedata

# U+FFFE and U+FFFF are no characters at all: no Word file or workbook may hold them
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_AROUND_BREAK = re.compile(r" *\n[ \n]*")
# Sara am typed as nikhahit and sara aa, or with the tone mark on the wrong side of it: both look
# right on screen and match nothing.
_TORN_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
_LATE_TONE = re.compile("(\u0e33+)([\u0e48-\u0e4b]+)")
_SHORT = 40


def clean_text(text: str) -> str:
    """`text` as it should have been typed.

    Composed, without invisible and control characters, blanks trimmed and single (line breaks
    kept), sara am in one piece behind its tone mark.
    """
    text = _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cs"})
    # only now do all letters and their marks stand beside each other
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    text = _LATE_TONE.sub("\\2\\1", _TORN_SARA_AM.sub("\\1\\2\u0e33", text))
    return _BLANK_AROUND_BREAK.sub("\n", text).strip()


def clean_line(text: str) -> str:
    """`text` as `clean_text` gives it, on one line."""
    return " ".join(clean_text(text).split())


def short(typed: str) -> str:
    """What was typed or pasted, on one line and short enough to be said again in a message."""
    told = " ".join(typed[: 4 * _SHORT].split())
    return told if len(told) <= _SHORT else f"{told[:_SHORT]}…"


def is_misspelled(text: str) -> bool:
    """Whether `clean_text` would respell a sara am or a tone mark in it."""
    return bool(_TORN_SARA_AM.search(text) or _LATE_TONE.search(text))
