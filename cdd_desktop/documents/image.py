"""Pages and blocks as images: for the clipboard and where a file can hold no drawing."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops

from cdd_desktop.documents.model import Block, Orientation
from cdd_desktop.documents.pdf.render import draw_blocks
from cdd_desktop.thai.digits import Digits

_POINTS = 72
_TALLEST = 16_000  # pixels; a longer table is made coarser, so that other programs still take it
_MARGIN = 12  # pixels of white left around


def page_png(pdf: bytes, page: int = 0, *, dpi: int = 150) -> bytes:
    """One page of a PDF, from 0, as PNG without its empty margins."""
    with pypdfium2.PdfDocument(pdf) as opened:
        shown = opened[page]
        scale = min(dpi / _POINTS, _TALLEST / max(shown.get_size()))
        drawn = shown.render(scale=scale).to_pil()
        shown.close()
    out = BytesIO()
    _trimmed(drawn).save(out, "PNG", optimize=True, dpi=(scale * _POINTS,) * 2)
    return out.getvalue()


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
