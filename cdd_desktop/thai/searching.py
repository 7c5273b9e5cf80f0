"""Finding Thai text by what is typed in a hurry: without tone marks, with any digits."""

from collections.abc import Callable

from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_text

_LEFT_OUT = dict.fromkeys(map(ord, "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u200b"))  # ็ ่ ้ ๊ ๋ ์


def folded(text: str) -> str:
    """The text as it is compared: no blanks, no tone marks, no ์ ็, Arabic digits, small letters."""
    return "".join(to_arabic(clean_text(text)).casefold().translate(_LEFT_OUT).split())


def finder(wanted: str) -> Callable[[str], bool]:
    """Tells of a text that is `folded` already whether every word that is wanted is in it; no word
    is in every text. For lists that are searched with every key."""
    words = [folded(word) for word in wanted.split()]
    return lambda there: all(word in there for word in words)


def finds(wanted: str, text: str) -> bool:
    """Whether every word that is wanted is somewhere in the text; no word is in every text."""
    return finder(wanted)(folded(text))
