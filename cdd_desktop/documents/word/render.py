"""A document as a Word file: a section for each sheet, with its own page numbers and code."""

from io import BytesIO
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from cdd_desktop.documents.cells import printable
from cdd_desktop.documents.model import Document, Sheet
from cdd_desktop.documents.sheet_code import display
from cdd_desktop.documents.word.blocks import Writer
from cdd_desktop.documents.word.paper import SHEET_FOOT, define_styles, lay_page, text_width_mm
from cdd_desktop.documents.writing import replacing
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.thai.digits import Digits


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
        lay_page(section, sheet.orientation)
        _foot(section, sheet, document.digits)
        _head(section, document.stamp)
        Writer(book, book, document.digits, text_width_mm(sheet.orientation)).write(sheet.blocks)
    written = BytesIO()
    book.save(written)
    with replacing(out) as beside:
        beside.write_bytes(written.getbuffer())
    watcher.report(len(document.sheets), len(document.sheets), "เขียนเอกสาร Word เสร็จแล้ว")
    return len(document.sheets)


def _head(section: Section, stamp: str) -> None:
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = printable(stamp)


def _foot(section: Section, sheet: Sheet, digits: Digits) -> None:
    """The footnote and code at the left, the page of how many at the right."""
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    line.style = SHEET_FOOT
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(text_width_mm(sheet.orientation)), WD_TAB_ALIGNMENT.RIGHT)
    # typed back as it stands: the digits of a code are never Thai
    code = f"รหัสเอกสาร {display(sheet.code)}" if sheet.code else ""
    told = [text for text in (digits.in_text(printable(sheet.footnote)), code) if text]
    line.add_run("  ".join(told) + "\tหน้า ")
    _field(line, "PAGE", digits)
    line.add_run(" จาก ")
    _field(line, "SECTIONPAGES", digits)


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
