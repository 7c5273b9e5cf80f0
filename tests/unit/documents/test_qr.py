"""The QR of a sheet is the one that the standard wants for its code."""

from io import BytesIO

import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cdd_desktop.documents.qr import SQUARES, qr_png, qr_runs
from cdd_desktop.documents.sheet_code import ALPHABET, display

CODES = st.text(ALPHABET, min_size=8, max_size=8)


def squares(code: str) -> list[list[int]]:
    drawn = [[0] * SQUARES for _ in range(SQUARES)]
    for column, row, long in qr_runs(code):
        drawn[row][column : column + long] = [1] * long
    return drawn


@given(CODES)
def test_summed_bits_are_the_symbol_made_from_scratch(code: str) -> None:
    whole = segno.make_qr(display(code), version=1, error="h", mask=2)
    assert whole.designator == "1-H"
    assert squares(code) == [list(row) for row in whole.matrix]


@given(CODES, CODES)
def test_other_codes_have_other_symbols(one: str, other: str) -> None:
    assert (squares(one) == squares(other)) == (one == other)


def test_the_image_has_no_margin_and_whole_squares() -> None:
    with Image.open(BytesIO(qr_png("K4F29QTM"))) as image:
        shown = image.convert("1")
    side = shown.width // SQUARES
    assert shown.size == (side * SQUARES, side * SQUARES)
    middles = [
        [
            int(not shown.getpixel((column * side + side // 2, row * side + side // 2)))
            for column in range(SQUARES)
        ]
        for row in range(SQUARES)
    ]
    assert middles == squares("K4F29QTM")
