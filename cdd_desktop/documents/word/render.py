"""A document as a Word file: a section for each sheet, with its own page numbers and code."""

from io import BytesIO
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from cdd_desktop.documents.cells import printable
from cdd_desktop.documents.model import Align, Document, LetterHead, PaperKind, Sheet
from cdd_desktop.documents.qr import qr_png
from cdd_desktop.documents.sheet_code import display
from cdd_desktop.documents.word.blocks import Writer
from cdd_desktop.documents.word.paper import (
    BODY,
    LETTER_TOP_MM,
    SHEET_FOOT,
    alignment,
    define_styles,
    lay_page,
    text_width_mm,
)
from cdd_desktop.documents.writing import replacing
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.thai.digits import Digits

_UNDER_NUMBER_PT = 21.0  # with its line, down to where the text of other pages begins
_QR_MM = 9.0


def render_word(document: Document, out: Path, progress: Progress | None = None) -> int:
    """Write the document as DOCX and return how many sheets it has (Word alone counts its pages).

    `out` is replaced only when all went well; raises `StorageProblem` when it cannot be written
    and `Cancelled` when the user stopped the work.
    """
    watcher = progress or Silent()
    book = docx.Document()
    define_styles(book)
    book.core_properties.title = printable(document.title)
    book.core_properties.author = "CDD Desktop"
    book.core_properties.comments = ""
    for number, sheet in enumerate(document.sheets):
        watcher.check_cancelled()
        watcher.report(number, len(document.sheets), "กำลังเขียนเอกสาร Word")
        section = book.sections[0] if number == 0 else book.add_section(WD_SECTION.NEW_PAGE)
        lay_page(section, sheet.orientation, numbered_on=document.runs_on and number > 0)
        _margins(section, sheet, document)
        Writer(book, book, document.digits, text_width_mm(sheet.orientation)).write(sheet.blocks)
    written = BytesIO()
    book.save(written)
    with replacing(out) as beside:
        beside.write_bytes(written.getvalue())
    watcher.report(len(document.sheets), len(document.sheets), "เขียนเอกสาร Word เสร็จแล้ว")
    return len(document.sheets)


def _margins(section: Section, sheet: Sheet, document: Document) -> None:
    """Stamp, page numbers, footnote and code around the text of a sheet.

    By custom a letter's pages are numbered above, from the second; all others below.
    """
    is_letter = sheet.paper is PaperKind.LETTER
    is_numbered_above = is_letter and not document.runs_on
    section.different_first_page_header_footer = is_letter  # a new section copies the last one
    later = _Margin(section.header, section.footer, sheet, document)
    later.foot("" if is_numbered_above else "NUMPAGES" if document.runs_on else "SECTIONPAGES")
    number = later.head(is_numbered=is_numbered_above)
    if not is_letter:
        return
    first = _Margin(section.first_page_header, section.first_page_footer, sheet, document)
    first.foot("" if is_numbered_above else "NUMPAGES")
    first.head(is_numbered=False)
    if isinstance(next(iter(sheet.blocks), None), LetterHead):
        # the text of the first page begins higher; the header of the others pushes theirs down
        section.top_margin = Mm(LETTER_TOP_MM)
        number.paragraph_format.space_after = Pt(_UNDER_NUMBER_PT)


class _Margin:
    """Header and footer of some pages of a section."""

    def __init__(self, header: _Header, footer: _Footer, sheet: Sheet, document: Document) -> None:
        self._header, self._footer = header, footer
        self._sheet, self._document = sheet, document
        header.is_linked_to_previous = footer.is_linked_to_previous = False

    def head(self, *, is_numbered: bool) -> WordParagraph:
        """The stamp, and the number of a letter's page under it; gives the last line."""
        line: WordParagraph = self._header.paragraphs[0]
        line.text = printable(self._document.stamp)
        if is_numbered:
            if line.text:
                line = self._header.add_paragraph("", BODY)
            line.style = BODY
            line.paragraph_format.alignment = alignment(Align.CENTER)
            line.add_run("- ")
            _field(line, "PAGE", self._document.digits)
            line.add_run(" -")
        return line

    def foot(self, count: str) -> None:
        """Footnote and code at the left; at the right the page of `count` pages, and the QR."""
        sheet, digits = self._sheet, self._document.digits
        line = self._footer.paragraphs[0]
        line.style = SHEET_FOOT
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(text_width_mm(sheet.orientation)), WD_TAB_ALIGNMENT.RIGHT)
        # typed back as it stands: the digits of a code are never Thai
        code = f"รหัสเอกสาร {display(sheet.code)}" if sheet.code else ""
        told = [text for text in (digits.in_text(printable(sheet.footnote)), code) if text]
        line.add_run("  ".join(told) + "\t")
        if count:
            line.add_run("หน้า ")
            _field(line, "PAGE", digits)
            line.add_run(" จาก ")
            _field(line, count, digits)
        if sheet.code:
            line.add_run("  ").add_picture(BytesIO(qr_png(sheet.code)), Mm(_QR_MM))


def _field(line: WordParagraph, name: str, digits: Digits) -> None:
    """A number that Word works out; `\\* ThaiArabic` is its switch for Thai digits."""
    switch = "" if digits is Digits.ARABIC else r" \* ThaiArabic"
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f"{name}{switch}")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = digits.in_text("1")
    run.append(text)
    field.append(run)
    line._p.append(field)
