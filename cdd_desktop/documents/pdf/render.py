"""Makes the PDF of a document."""

from pathlib import Path
from typing import BinaryIO

from cdd_desktop.documents.model import Align, Document, Sheet
from cdd_desktop.documents.pdf.blocks import flow
from cdd_desktop.documents.pdf.file import PdfFile
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import paginate
from cdd_desktop.documents.pdf.paper import (
    BASELINE,
    FOOTER,
    HAIR,
    LEADING,
    MUTED,
    SMALL,
    STAMP_FILL,
    STAMP_INK,
    Page,
)
from cdd_desktop.documents.pdf.pen import Draw, Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.documents.sheet_code import display
from cdd_desktop.documents.writing import replacing
from cdd_desktop.progress import Progress, Silent

_FOOTER_TOP = 12.0  # under the text area
_FOOTER_LINES = 2
_FOOTER_GAP = 16.0
_CHIP_HEIGHT = 20.0
_CHIP_TOP = 26.0  # from the edge of the paper


def render_pdf(document: Document, out: Path | BinaryIO, progress: Progress | None = None) -> int:
    """Write the document as PDF and return how many pages it has.

    The same document gives the same bytes. A path is replaced only when all went well; raises
    `StorageProblem` when it cannot be written and `Cancelled` when the user stopped the work.
    """
    if isinstance(out, Path):
        with replacing(out) as beside, beside.open("wb") as file:
            return _render(document, file, progress or Silent())
    return _render(document, out, progress or Silent())


def _render(document: Document, file: BinaryIO, progress: Progress) -> int:
    setter = Typesetter(document.digits, document.place_names)
    pdf = PdfFile(file, document.title)
    for number, sheet in enumerate(document.sheets):
        progress.check_cancelled()
        progress.report(number, len(document.sheets), "กำลังจัดหน้า")
        _Sheet(document, sheet, setter).draw(pdf)
    pdf.finish()
    progress.report(len(document.sheets), len(document.sheets), "จัดหน้าเสร็จแล้ว")
    return pdf.page_count


class _Sheet:
    """One sheet of a document on its pages, with what stands in their margins."""

    def __init__(self, document: Document, sheet: Sheet, setter: Typesetter) -> None:
        self._stamp = setter.text(document.stamp)
        self._sheet = sheet
        self._setter = setter
        self._page = Page(sheet.orientation)

    def draw(self, pdf: PdfFile) -> None:
        """Add the sheet's pages and its bookmark."""
        page = self._page
        pieces = flow(self._sheet.blocks, self._setter, page.text_width, page.text_height)
        pages = paginate(pieces, page.text_height)
        for number, placed in enumerate(pages, 1):
            bookmark = self._sheet.name if number == 1 else None
            pen = pdf.begin_page(page.width, page.height, bookmark=bookmark)
            for one in placed:
                pen.put(one.piece.draw, page.left, page.top - one.offset)
            self._draw_footer(pen, number, len(pages))
            if self._stamp:
                draw_stamp = self._setter.once(_stamp, self._stamp)
                pen.put(draw_stamp, page.right, page.height - _CHIP_TOP)
            pdf.end_page()

    def _draw_footer(self, pen: Pen, number: int, count: int) -> None:
        page, setter = self._page, self._setter
        top = page.bottom - _FOOTER_TOP
        pages = setter.text(f"หน้า {number} จาก {count}")
        # the code is typed back as it stands: never in Thai digits
        code = f"รหัสเอกสาร {display(self._sheet.code)} · " if self._sheet.code else ""
        baseline = top - BASELINE * FOOTER
        start = page.right - width(Weight.REGULAR, pages, FOOTER)
        pen.text((start, baseline), pages, FOOTER, colour=MUTED)
        pen.text((start, baseline), code, FOOTER, align=Align.RIGHT, colour=MUTED)
        room = start - width(Weight.REGULAR, code, FOOTER) - _FOOTER_GAP - page.left
        # labels differ by a hair: whole points let their sheets share the note
        draw_note = setter.once(_note, self._sheet.footnote, int(room), page.text_width)
        pen.put(draw_note, page.left, top)


def _note(setter: Typesetter, text: str, room: int, space: float) -> Draw:
    """The rule over a footer and the note under it at the left."""
    lines = setter.wrap(setter.text(text), Weight.REGULAR, FOOTER, room)[:_FOOTER_LINES]

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.line((left, top + 1), (left + space, top + 1), colour=HAIR)
        baseline = top - BASELINE * FOOTER
        for line in lines:
            pen.text((left, baseline), line, FOOTER, colour=MUTED)
            baseline -= FOOTER * LEADING

    return draw


def _stamp(_setter: Typesetter, text: str) -> Draw:
    """The stamp, hanging from the right end of its top."""
    long = width(Weight.BOLD, text, SMALL + 2) + _CHIP_HEIGHT

    def draw(pen: Pen, right: float, top: float) -> None:
        corner = (right - long, top - _CHIP_HEIGHT)
        pen.chip(corner, (long, _CHIP_HEIGHT), fill=STAMP_FILL, colour=STAMP_INK)
        at = (corner[0] + long / 2, corner[1] + 5.6)
        pen.text(at, text, SMALL + 2, weight=Weight.BOLD, align=Align.CENTER, colour=STAMP_INK)

    return draw
