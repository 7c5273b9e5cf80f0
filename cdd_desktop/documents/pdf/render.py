"""Makes the PDF of a document."""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from cdd_desktop.documents.cells import printable
from cdd_desktop.documents.model import Align, Document, Sheet
from cdd_desktop.documents.pdf.blocks import flow
from cdd_desktop.documents.pdf.embedding import EmbeddedFont, add_fonts, font_to_begin_with
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Placed, paginate
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
from cdd_desktop.documents.pdf.pen import Pen
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
    canvas = Canvas(
        file,
        pageCompression=1,
        invariant=1,
        initialFontName=font_to_begin_with(),  # type: ignore[arg-type]  # stubs: a number
        lang="th-TH",
    )
    canvas.setTitle(printable(document.title))
    canvas.setCreator("CDD Desktop")
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setProducer("CDD Desktop")
    setter = Typesetter(document.digits, document.place_names)
    fonts = {weight: EmbeddedFont(weight, f"F{number}") for number, weight in enumerate(Weight, 1)}
    add_fonts(canvas, fonts.values())
    pages = 0
    for number, sheet in enumerate(document.sheets):
        progress.check_cancelled()
        progress.report(number, len(document.sheets), "กำลังจัดหน้า")
        pages += _Sheet(document, sheet, setter, fonts).draw(canvas, key=f"sheet-{number}")
    canvas.save()
    progress.report(len(document.sheets), len(document.sheets), "จัดหน้าเสร็จแล้ว")
    return pages


class _Sheet:
    """One sheet of a document on its pages, with what stands in their margins."""

    def __init__(
        self,
        document: Document,
        sheet: Sheet,
        setter: Typesetter,
        fonts: Mapping[Weight, EmbeddedFont],
    ) -> None:
        self._stamp = setter.text(document.stamp)
        self._sheet = sheet
        self._setter = setter
        self._fonts = fonts
        self._page = Page(sheet.orientation)

    def draw(self, canvas: Canvas, *, key: str) -> int:
        """Add the sheet's pages and its bookmark; return how many pages."""
        page = self._page
        pieces = flow(self._sheet.blocks, self._setter, page.text_width, page.text_height)
        pages = paginate(pieces, page.text_height)
        for number, placed in enumerate(pages, 1):
            canvas.setPageSize((page.width, page.height))
            if number == 1:
                canvas.bookmarkPage(key)
                canvas.addOutlineEntry(printable(self._sheet.name), key)
            canvas.addLiteral(self._operators(placed, number, len(pages)))
            canvas.showPage()
        return len(pages)

    def _operators(self, placed: list[Placed], number: int, count: int) -> str:
        pen = Pen(self._fonts)
        for one in placed:
            one.piece.draw(pen, self._page.left, self._page.top - one.offset)
        self._draw_footer(pen, number, count)
        if self._stamp:
            self._draw_stamp(pen)
        return pen.operators()

    def _draw_footer(self, pen: Pen, number: int, count: int) -> None:
        page = self._page
        top = page.bottom - _FOOTER_TOP
        pages = self._setter.text(f"หน้า {number} จาก {count}")
        # the code is typed back as it stands: never in Thai digits
        code = f"รหัสเอกสาร {display(self._sheet.code)} · " if self._sheet.code else ""
        label = code + pages
        baseline = top - BASELINE * FOOTER
        pen.line((page.left, top + 1), (page.right, top + 1), colour=HAIR)
        pen.text((page.right, baseline), label, FOOTER, align=Align.RIGHT, colour=MUTED)
        room = page.text_width - width(Weight.REGULAR, label, FOOTER) - _FOOTER_GAP
        note = self._setter.text(self._sheet.footnote)
        lines = self._setter.wrap(note, Weight.REGULAR, FOOTER, room)
        for line in lines[:_FOOTER_LINES]:
            pen.text((page.left, baseline), line, FOOTER, colour=MUTED)
            baseline -= FOOTER * LEADING

    def _draw_stamp(self, pen: Pen) -> None:
        page = self._page
        long = width(Weight.BOLD, self._stamp, SMALL + 2) + _CHIP_HEIGHT
        corner = (page.right - long, page.height - _CHIP_TOP - _CHIP_HEIGHT)
        pen.chip(corner, (long, _CHIP_HEIGHT), fill=STAMP_FILL, colour=STAMP_INK)
        at = (corner[0] + long / 2, corner[1] + 5.6)
        pen.text(
            at, self._stamp, SMALL + 2, weight=Weight.BOLD, align=Align.CENTER, colour=STAMP_INK
        )
