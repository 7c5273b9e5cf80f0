"""Pages and blocks as images: for the clipboard and where a file can hold no drawing."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops

from cdd_desktop.documents.model import Block, Orientation, Picture
from cdd_desktop.documents.pdf.render import draw_blocks
from cdd_desktop.thai.digits import Digits

_POINTS, _MM_PER_INCH = 72, 25.4  # of an inch
_PAPER_DPI = 200
_TALLEST = 16_000  # pixels; a longer table is made coarser, so that other programs still take it
_MARGIN = 12  # pixels of white left around


def page_png(pdf: bytes, page: int = 0, *, dpi: int = 150) -> bytes:
    """One page of a PDF, from 0, as PNG without its empty margins."""
    drawn, dots = _drawn(pdf, page, dpi)
    return _png(drawn, dots)


def blocks_png(
    blocks: Sequence[Block],
    *,
    digits: Digits,
    place_names: tuple[str, ...] = (),
    orientation: Orientation = Orientation.PORTRAIT,
    dpi: int = 150,
) -> bytes:
    """Tables, charts and texts as they stand on paper, in one image without page breaks."""
    pdf = BytesIO()
    draw_blocks(blocks, pdf, digits=digits, place_names=place_names, orientation=orientation)
    return page_png(pdf.getvalue(), dpi=dpi)


def blocks_picture(blocks: Sequence[Block], *, digits: Digits) -> Picture:
    """The blocks as a picture as large as they are on paper, for where no drawing can stand."""
    pdf = BytesIO()
    draw_blocks(blocks, pdf, digits=digits)
    drawn, dots = _drawn(pdf.getvalue(), 0, _PAPER_DPI)
    image = _png(drawn, dots)
    return Picture(
        image=image,
        digest=sha256(image).hexdigest(),
        pixels=drawn.size,
        width_mm=drawn.width / dots * _MM_PER_INCH,
        height_mm=drawn.height / dots * _MM_PER_INCH,
    )


def _drawn(pdf: bytes, page: int, dpi: int) -> tuple[Image.Image, float]:
    """The page and how many dots to the inch it has."""
    with pypdfium2.PdfDocument(pdf) as opened:
        shown = opened[page]
        # PDFium draws the last part of a dot as a whole one
        scale = min(dpi / _POINTS, (_TALLEST - 1) / max(shown.get_size()))
        drawn = shown.render(scale=scale).to_pil()
        shown.close()
    return _trimmed(drawn), scale * _POINTS


def _png(drawn: Image.Image, dots: float) -> bytes:
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True, dpi=(dots, dots))
    return out.getvalue()


def _trimmed(drawn: Image.Image) -> Image.Image:
    shown = drawn.convert("RGB")
    box = ImageChops.difference(shown, Image.new("RGB", shown.size, "white")).getbbox()
    if box is None:
        return shown
    left, top, right, bottom = box
    across, down = shown.size
    return shown.crop(
        (
            max(0, left - _MARGIN),
            max(0, top - _MARGIN),
            min(across, right + _MARGIN),
            min(down, bottom + _MARGIN),
        )
    )
