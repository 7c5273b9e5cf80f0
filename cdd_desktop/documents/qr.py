"""The code of a sheet as a QR symbol, for a scanner or a telephone.

All symbols have one size, mask and strength, so each bit of the text flips squares of its own
(ISO/IEC 18004: data, error correction and mask are linear over GF(2)). segno is asked once what a
bit flips; a code is then the sum of its bits, thirty times faster than a symbol from scratch.
"""

import re
from functools import cache, lru_cache
from io import BytesIO

import segno

from cdd_desktop.documents.sheet_code import LENGTH, display

SQUARES = 21
_SIZE = 1  # version 1, of 21 squares a side, holds the displayed code with the strongest correction
_MASK = 2  # any of the eight can be read
_PIXELS = 8
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # two of them are a number of 11 bits
_BLANK = "0" * (LENGTH + 1)
_BLACK = re.compile("1+")

Run = tuple[int, int, int]  # column, row and length, from the upper left


@lru_cache(256)
def qr_runs(code: str) -> tuple[Run, ...]:
    """The black squares of the code as it is displayed, joined from left to right."""
    squares = f"{_squares(display(code)):0{SQUARES * SQUARES}b}"
    return tuple(
        (run.start(), row, run.end() - run.start())
        for row in range(SQUARES)
        for run in _BLACK.finditer(squares[row * SQUARES : (row + 1) * SQUARES])
    )


def qr_png(code: str) -> bytes:
    """The symbol as an image, without a margin."""
    out = BytesIO()
    _symbol(display(code)).save(out, kind="png", scale=_PIXELS, border=0)
    return out.getvalue()


def _squares(text: str) -> int:
    """All squares, row by row, as the bits of a number."""
    squares = _asked(_BLANK)
    for place in range(0, len(_BLANK), 2):
        number = 0
        for letter in text[place : place + 2]:
            number = number * len(_LETTERS) + _LETTERS.index(letter)
        for bit in range(number.bit_length()):
            if number >> bit & 1:
                squares ^= _flipped(place, bit)
    return squares


@cache
def _flipped(place: int, bit: int) -> int:
    """What a bit of the two letters (the last stands alone) at a place changes."""
    first, second = divmod(1 << bit, len(_LETTERS))
    letters = _LETTERS[first] + _LETTERS[second] if place + 1 < len(_BLANK) else _LETTERS[second]
    text = _BLANK[:place] + letters + _BLANK[place + len(letters) :]
    return _asked(_BLANK) ^ _asked(text)


@cache
def _asked(text: str) -> int:
    return int("".join(str(square) for row in _symbol(text).matrix for square in row), 2)


def _symbol(text: str) -> segno.QRCode:
    return segno.make_qr(text, version=_SIZE, error="h", mask=_MASK, mode="alphanumeric")
