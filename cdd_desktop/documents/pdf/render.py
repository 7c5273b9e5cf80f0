"""Makes the PDF of a document."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import BinaryIO

from cdd_desktop.documents.model import (
    Align,
    Block,
    Document,
    Orientation,
    PaperKind,
    Sheet,
)
from cdd_desktop.documents.numbering import Numbering
from cdd_desktop.documents.pdf.blocks import flow
from cdd_desktop.documents.pdf.file import PdfFile
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Placed, paginate, stacked
from cdd_desktop.documents.pdf.letterhead import page_number
from cdd_desktop.documents.pdf.paper import (
    BASELINE,
    FOOTER,
    HAIR,
    LEADING,
    MUTED,
    SCALES,
    SMALL,
    STAMP_FILL,
    STAMP_INK,
    Page,
)
from cdd_desktop.documents.pdf.pen import Draw, Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.documents.qr import SQUARES, qr_runs
from cdd_desktop.documents.sheet_code import display
from cdd_desktop.documents.writing import replacing
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.thai.digits import Digits

_FOOTER_TOP = 12.0  # under the text area
_FOOTER_LINES = 2
_FOOTER_GAP = 16.0
_QR_SIDE = 25.2  # 0.42 mm a square: telephones read it, and it clears the foot of most printers
_QR_WHITE = 5.0  # four squares, as the standard wants
_AROUND = 6.0  # white around blocks that stand alone
_CHIP_HEIGHT = 20.0
_CHIP_TOP = 26.0  # from the edge of the paper


def render_pdf(
    document: Document,
    out: Path | BinaryIO,
    progress: Progress | None = None,
    *,
    first_pages: int | None = None,
) -> int:
    """Write the document as PDF and return how many pages it has.

    With `first_pages` it has no more than those: for a preview. They are as in the whole, but where
    a sheet goes on behind them nothing is laid out and the number of its pages not told. The same
    document gives the same bytes. A path is replaced only when all went well; raises
    `StorageProblem` when it cannot be written and `Cancelled` when the user stopped the work.
    """
    if isinstance(out, Path):
        with replacing(out) as beside, beside.open("wb") as file:
            return _render(document, file, progress or Silent(), first_pages)
    return _render(document, out, progress or Silent(), first_pages)


def sheet_pages(document: Document, progress: Progress | None = None) -> list[int]:
    """How many pages each sheet takes: what a table of contents is made from."""
    watcher = progress or Silent()
    setter = Typesetter(document.digits, document.place_names)
    counts = []
    for number, sheet in enumerate(document.sheets):
        watcher.check_cancelled()
        watcher.report(number, len(document.sheets), "กำลังนับหน้า")
        counts.append(sum(1 for _ in _Sheet(document, sheet, setter, watcher).pages()))
    return counts


def draw_blocks(
    blocks: Sequence[Block],
    out: BinaryIO,
    *,
    digits: Digits,
    place_names: tuple[str, ...] = (),
    orientation: Orientation = Orientation.PORTRAIT,
) -> None:
    """Write the blocks as a PDF of one page, just as tall as they are, without footer."""
    setter = Typesetter(digits, place_names)
    page = Page(orientation)
    whole = stacked(flow(blocks, setter, page.text_width, page.text_height))
    pdf = PdfFile(out, "")
    pen = pdf.begin_page(page.text_width + 2 * _AROUND, whole.height + 2 * _AROUND)
    whole.draw(pen, _AROUND, whole.height + _AROUND)
    pdf.end_page()
    pdf.finish()


def _render(document: Document, file: BinaryIO, progress: Progress, first_pages: int | None) -> int:
    setter = Typesetter(document.digits, document.place_names)
    numbering = document.numbering
    if numbering is None and document.runs_on:
        # numbers that run on say how many pages there are: sheets are laid out once before
        numbering = _run_on(document, sheet_pages(document, progress))
    pdf = PdfFile(file, document.title)
    for number, sheet in enumerate(document.sheets):
        progress.check_cancelled()
        progress.report(number, len(document.sheets), "กำลังจัดหน้า")
        drawn = _Sheet(document, sheet, setter, progress)
        room = None if first_pages is None else first_pages - pdf.page_count
        if numbering is None:
            drawn.draw(pdf, ((0, sheet.name),), None, room)
        else:
            marks = _bookmarks(numbering.chapters[number], sheet.name)
            drawn.draw(pdf, marks, (numbering.firsts[number], numbering.total), room)
        if pdf.page_count == first_pages:
            break
    pdf.finish()
    progress.report(len(document.sheets), len(document.sheets), "จัดหน้าเสร็จแล้ว")
    return pdf.page_count


def _run_on(document: Document, counts: Sequence[int]) -> Numbering:
    """Numbers through all sheets of the document, each under a bookmark of its own."""
    return Numbering(
        total=sum(counts),
        firsts=tuple(accumulate(counts[:-1], initial=1)),
        chapters=tuple(sheet.name for sheet in document.sheets),
    )


def _bookmarks(chapter: str, name: str) -> tuple[tuple[int, str], ...]:
    """A sheet that is all of its chapter has one bookmark, not two of the same name."""
    if chapter == name:
        return ((0, name),)
    return ((0, chapter), (1, name)) if chapter else ((1, name),)


class _Sheet:
    """One sheet of a document on its pages, with what stands in their margins."""

    def __init__(
        self, document: Document, sheet: Sheet, setter: Typesetter, progress: Progress
    ) -> None:
        self._progress = progress
        self._stamp = setter.text(document.stamp)
        self._sheet = sheet
        self._setter = setter
        self._page = Page(sheet.orientation)
        self._is_letter = sheet.paper is PaperKind.LETTER

    def pages(self) -> Iterator[list[Placed]]:
        """What stands where on each page, laid out page by page."""
        page = self._page
        scale = SCALES[self._sheet.paper]
        blocks = self._sheet.blocks
        pieces = flow(blocks, self._setter, page.text_width, page.text_height, scale)
        return paginate(pieces, page.text_height)

    def draw(
        self,
        pdf: PdfFile,
        bookmarks: Sequence[tuple[int, str]],
        run: tuple[int, int] | None,
        room: int | None,
    ) -> None:
        """Add the sheet's pages, or the first for which there is `room`, and what leads to them.

        `run`: the number of its first page (0: unnumbered) and of the last page of all; None where
        the sheet is numbered by itself.
        """
        page = self._page
        # one more than there is room for tells that the sheet goes on
        pages = list(islice(self.pages(), None if room is None else room + 1))
        own = len(pages) if room is None or len(pages) <= room else None
        for number, placed in enumerate(pages[:room], 1):
            self._progress.check_cancelled()
            leading = bookmarks if number == 1 else ()
            pen = pdf.begin_page(page.width, page.height, bookmarks=leading)
            for one in placed:
                pen.put(one.piece.draw, page.left, page.top - one.offset)
            self._draw_numbers(pen, number, own, run)
            if self._stamp:
                draw_stamp = self._setter.once(_stamp, self._stamp)
                pen.put(draw_stamp, page.right, page.height - _CHIP_TOP)
            pdf.end_page()

    def _draw_numbers(
        self, pen: Pen, number: int, own: int | None, run: tuple[int, int] | None
    ) -> None:
        """By custom a letter's pages are numbered above, from the second; all others below.

        `own`: how many pages the sheet has, where that is known.
        """
        if run is not None:
            first, total = run
            self._draw_footer(pen, f"หน้า {first + number - 1} จาก {total}" if first else "")
        elif not self._is_letter:
            self._draw_footer(pen, f"หน้า {number}" + (f" จาก {own}" if own else ""))
        else:
            self._draw_footer(pen, "")
            if number > 1:
                page = self._page
                above = page_number(self._setter, number, page.text_width)
                above.draw(pen, page.left, page.top + above.height)

    def _draw_footer(self, pen: Pen, told: str) -> None:
        page, setter = self._page, self._setter
        top = page.bottom - _FOOTER_TOP
        right = page.right
        if self._sheet.code:
            right -= _QR_SIDE
            pen.squares((right, top + 1), _QR_SIDE / SQUARES, qr_runs(self._sheet.code))
            right -= _QR_WHITE
        pages = setter.text(told)
        # the code is typed back as it stands: never in Thai digits
        code = f"รหัสเอกสาร {display(self._sheet.code)}" if self._sheet.code else ""
        code += " · " if code and pages else ""
        baseline = top - BASELINE * FOOTER
        start = right - width(Weight.REGULAR, pages, FOOTER)
        pen.text((start, baseline), pages, FOOTER, colour=MUTED)
        pen.text((start, baseline), code, FOOTER, align=Align.RIGHT, colour=MUTED)
        room = start - width(Weight.REGULAR, code, FOOTER) - _FOOTER_GAP - page.left
        rule = 0.0 if self._is_letter else right - page.left
        # labels differ by a hair: whole points let their sheets share the note
        draw_note = setter.once(_note, self._sheet.footnote, int(room), rule)
        pen.put(draw_note, page.left, top)


def _note(setter: Typesetter, text: str, room: int, rule: float) -> Draw:
    """The rule over a footer, so long, and the note under it at the left."""
    lines = setter.wrap(setter.text(text), Weight.REGULAR, FOOTER, room)[:_FOOTER_LINES]

    def draw(pen: Pen, left: float, top: float) -> None:
        if rule:
            pen.line((left, top + 1), (left + rule, top + 1), colour=HAIR)
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
