"""The code of a sheet as a QR symbol, for a scanner or a telephone."""

from functools import lru_cache
from io import BytesIO

import segno

from cdd_desktop.documents.sheet_code import display

_SIZE = 1  # version 1, of 21 squares a side, holds the displayed code with the strongest correction
_MASK = 2  # any of the eight can be read; looking for the prettiest takes four milliseconds a sheet
_PIXELS = 8
SQUARES = 21

Run = tuple[int, int, int]  # column, row and length, from the upper left


@lru_cache(256)
def qr_runs(code: str) -> tuple[Run, ...]:
    """The black squares of the code as it is displayed, joined from left to right."""
    runs: list[Run] = []
    for row, squares in enumerate(_symbol(code).matrix):
        start = None
        for column, is_black in enumerate((*squares, 0)):
            if is_black and start is None:
                start = column
            elif not is_black and start is not None:
                runs.append((start, row, column - start))
                start = None
    return tuple(runs)


def qr_png(code: str) -> bytes:
    """The symbol as an image, without a margin."""
    out = BytesIO()
    _symbol(code).save(out, kind="png", scale=_PIXELS, border=0)
    return out.getvalue()


def _symbol(code: str) -> segno.QRCode:
    return segno.make_qr(display(code), version=_SIZE, error="h", mask=_MASK)
