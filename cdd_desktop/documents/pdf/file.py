"""The PDF file, written by ReportLab: its canvas takes pages and forms, bookmarks and a title.

ReportLab keeps what it was given until the file is saved, pages as the operators they were drawn
with. Here each page is put into words as it ends, packed, and only those are kept: half of the
memory. That, the fonts of `embedding` and the file's dates go by names that ReportLab keeps to
itself (`_doc` and what hangs on it, `_dynamicFont`), so its version is pinned. Nothing of it is
patched.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from cdd_desktop.documents.cells import printable
from cdd_desktop.documents.pdf.embedding import EmbeddedFont
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.forms import Forms
from cdd_desktop.documents.pdf.pen import Pen

# streams as bytes: as text they are a quarter larger and take half as long again
rl_config.useA85 = 0

_MAKER = "CDD Desktop"
# A canvas begins each page with a font: without this one, which no page sets, it is a Helvetica
# that is not embedded.
_NO_FONT = SimpleNamespace(
    fontName="CDD-no-font",
    face=SimpleNamespace(name="CDD-no-font"),
    _dynamicFont=True,
    _multiByte=False,
)
_DRAWN = (pdfdoc.PDFPage, pdfdoc.PDFFormXObject, pdfdoc.PDFStream)


class PdfFile:
    """A file under way; what is drawn by the pen of `begin_page` stands on that page."""

    def __init__(self, file: BinaryIO, title: str) -> None:
        pdfmetrics.registerFont(_NO_FONT)
        self._canvas = Canvas(
            file,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 4),
            initialFontName=_NO_FONT.fontName,
            lang="th-TH",
        )
        self._fonts = {
            weight: EmbeddedFont(weight, f"F{number}") for number, weight in enumerate(Weight, 1)
        }
        self._forms = Forms(self._canvas, self._fonts)
        self._document: Any = self._canvas._doc  # type: ignore[attr-defined]
        self._document.delayedFonts.extend(self._fonts.values())
        self._document.info = _Info()
        self._canvas.setTitle(printable(title))
        self._in_words = 0  # objects up to this number are
        self.page_count = 0

    def begin_page(
        self, width: float, height: float, *, bookmarks: Sequence[tuple[int, str]] = ()
    ) -> Pen:
        """What the next page is drawn with; `bookmarks` lead to it, each with its depth from 0."""
        canvas = self._canvas
        canvas.setPageSize((round(width, 2), round(height, 2)))
        for depth, name in bookmarks:
            key = f"page-{self.page_count}-{depth}"  # ReportLab keeps one title for a key
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=height)  # readers keep their zoom
            canvas.addOutlineEntry(printable(name), key, level=depth, closed=depth == 0)
        return Pen(canvas, self._fonts, self._forms)

    def end_page(self) -> None:
        """All of the page is drawn."""
        self._canvas.showPage()
        self.page_count += 1
        self._put_in_words()

    def finish(self) -> None:
        """Write the file: fonts with the letters that were used, and all pages."""
        self._canvas.save()

    def _put_in_words(self) -> None:
        document = self._document
        pages = document.Pages.pages
        pages[-1] = document.Reference(pages[-1])
        while self._in_words < document.objectcounter:
            self._in_words += 1
            name = document.numberToId[self._in_words]
            drawn = document.idToObject[name]
            if isinstance(drawn, _DRAWN):
                words = drawn.format(document)  # for a page this adds its stream behind
                document.updateSignature(words)
                document.idToObject[name] = words


class _Info(pdfdoc.PDFInfo):
    """What the file says of itself: no dates, for the same document gives the same bytes."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        maker = pdfdoc.PDFString(_MAKER)
        entries = {"Title": pdfdoc.PDFString(self.title), "Creator": maker, "Producer": maker}
        return pdfdoc.PDFDictionary(entries).format(document)
