"""Breaking text into lines that fit, between Thai words, with the document's digits."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeVar, TypeVarTuple

from cdd_desktop.documents.cells import printable
from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.thai.digits import Digits
from cdd_desktop.thai.linebreak import ZWSP, default_segmenter

_Made = TypeVar("_Made")
_What = TypeVarTuple("_What")

_CACHED_TEXTS = 20_000
_CACHED_PARTS = 2_000
_ROUNDING = 0.01
_GLUE = "\u2060"  # stands for a blank at which no line ends
_PIECES = re.compile(f"({ZWSP}| +)")
# A consonant with the vowel before it and the marks on and behind it is never torn.
_CLUSTER = re.compile("[เ-ไ]?.[ะ-ฺๅ็-๎\u0300-\u036f]*", re.DOTALL)


class Typesetter:
    """Prepares the texts of one document; remembers what it has broken."""

    def __init__(self, digits: Digits, place_names: Iterable[str]) -> None:
        segmenter = default_segmenter()
        names = tuple(place_names)
        self._segmenter = segmenter.with_names(names) if names else segmenter
        self.digits = digits
        self.wrap = lru_cache(_CACHED_TEXTS)(self._wrap)
        self.text = lru_cache(_CACHED_TEXTS)(self._text)
        self.table_text = lru_cache(_CACHED_TEXTS)(self._table_text)
        self._kept = lru_cache(_CACHED_PARTS)(self._make)

    def once(
        self,
        make: Callable[["Typesetter", *_What], _Made],
        *what: *_What,
    ) -> _Made:
        """What `make` made of equal things before: the same on every sheet, made once."""
        made: _Made = self._kept(make, *what)
        return made

    def _make(self, make: Callable[..., Any], *what: object) -> Any:
        return make(self, *what)

    def _text(self, text: str) -> str:
        """Running text as it is printed."""
        return self.digits.in_text(_drawable(printable(text)))

    def _table_text(self, text: str) -> str:
        """Text inside a table as it is printed."""
        return self.digits.in_table(_drawable(printable(text)))

    def size_for(
        self, text: str, weight: Weight, size: float, space: float, *, least: float
    ) -> float:
        """`size`, or as much less as it takes to tear no word, nor a place's name."""
        if width(weight, text, size) <= space:
            return size
        longest = self.longest_word(text, weight, size)
        return size if longest <= space else max(least, size * space / longest)

    def longest_word(self, text: str, weight: Weight, size: float) -> float:
        """The length of what cannot be broken without tearing a word."""
        return max(
            width(weight, piece.replace(_GLUE, " "), size)
            for line in text.split("\n")
            for piece in _PIECES.split(_glued(self._segmenter.breakable(line)))
        )

    def _wrap(
        self, text: str, weight: Weight, size: float, space: float, indent: float = 0.0
    ) -> tuple[str, ...]:
        """The lines of `text` in `space` points; at least one, which may be empty.

        The first line, and each that follows a line end of the text, has `indent` less.
        """
        lines = (self._lines(line, weight, size, space, indent) for line in text.split("\n"))
        return tuple(line for part in lines for line in part)

    def _lines(
        self, text: str, weight: Weight, size: float, space: float, indent: float
    ) -> Iterator[str]:
        line, used, blanks = "", indent, ""
        for piece in _PIECES.split(_glued(self._segmenter.breakable(text))):
            if not piece or piece == ZWSP:
                continue
            if piece.isspace():
                blanks = piece
                continue
            piece = piece.replace(_GLUE, " ")  # noqa: PLW2901 - drawn and read as the blank it is
            long = width(weight, piece, size)
            before = width(weight, blanks, size) if blanks else 0.0
            if line and used + before + long > space + _ROUNDING:
                yield line
                line, used = "", 0.0
            if line:
                line, used = line + blanks + piece, used + before + long
            else:
                *full, line = _torn(piece, weight, size, space - used)
                used = width(weight, line, size) + (0.0 if full else used)
                yield from full
            blanks = ""
        yield line


def _glued(text: str) -> str:
    """`text` whose พ.ศ. stays with the year behind it."""
    return text.replace("พ.ศ. ", f"พ.ศ.{_GLUE}")


def _drawable(text: str) -> str:
    """`text` with a question mark for each letter the paper font lacks: a blank would hide it."""
    return "".join(character if _is_drawn(character) else "?" for character in text)


@lru_cache(4096)
def _is_drawn(character: str) -> bool:
    return character == "\n" or bool(
        font_file(Weight.REGULAR).font.get_nominal_glyph(ord(character))
    )


def _torn(piece: str, weight: Weight, size: float, space: float) -> list[str]:
    """A word, or the parts of it that fit when it is longer than the whole line."""
    if width(weight, piece, size) <= space + _ROUNDING:
        return [piece]
    parts = [""]
    for cluster in _CLUSTER.findall(piece):
        if parts[-1] and width(weight, parts[-1] + cluster, size) > space:
            parts.append("")
        parts[-1] += cluster
    return parts
