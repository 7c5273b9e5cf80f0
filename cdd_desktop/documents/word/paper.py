"""The page and the styles of a Word file: A4, the office's face at 16 points, Thai as language."""

from typing import cast

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from cdd_desktop.documents.faces import OFFICE_FACE
from cdd_desktop.documents.model import Align, Orientation

A4_SHORT_MM, A4_LONG_MM = 210.0, 297.0
TOP_MM, BOTTOM_MM = 25.0, 20.0
PORTRAIT_LEFT_MM, PORTRAIT_RIGHT_MM = 30.0, 20.0  # the office punches and files the left edge
LANDSCAPE_SIDE_MM = 20.0
FOOTER_MM = 10.0

BODY_PT, TITLE_PT, HEADING_PT, TABLE_PT, SMALL_PT = 16.0, 18.0, 16.0, 14.0, 12.0
BOARD_PT = 32.0  # of a table that hangs on a wall
INK = RGBColor(0x1C, 0x27, 0x33)

TITLE, SUBTITLE, HEADING, BODY = "Title", "Subtitle", "Heading 1", "Normal"
SMALL, CELL, HEAD_CELL, SHEET_FOOT = "Small", "Cell", "Cell Heading", "Footer"
BOARD_CELL, BOARD_HEAD = "Board Cell", "Board Heading"
MEMO_HEADING, LABEL, LETTER_HEADING = "Memo Heading", "Label Line", "Letter Heading"
MEMO_HEADING_PT, LABEL_PT = 29.0, 20.0
_MEMO_LINE_PT = 35.0  # exactly, by the typing guide
LETTER_TOP_MM = 15.0  # of a first page with an emblem; the pages after it begin at TOP_MM

# Word refuses a file whose run properties stand in another order (ECMA-376, CT_RPr)
_SCHEMA_ORDER = ("rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "kern", "sz", "szCs", "lang")

_ALIGNMENTS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def alignment(align: Align) -> WD_ALIGN_PARAGRAPH:
    """Word's word for a side."""
    return _ALIGNMENTS[align]


def set_style(line: WordParagraph, style: str) -> None:
    """Give the line the style of this name: by its id, for a name all styles are read anew."""
    line._p.style = None if style == BODY else style.replace(" ", "")


def text_width_mm(orientation: Orientation) -> float:
    """Between the side margins."""
    if orientation is Orientation.LANDSCAPE:
        return A4_LONG_MM - 2 * LANDSCAPE_SIDE_MM
    return A4_SHORT_MM - PORTRAIT_LEFT_MM - PORTRAIT_RIGHT_MM


def lay_page(section: Section, orientation: Orientation, *, numbered_on: bool = False) -> None:
    """A4 with the office's margins, numbered from 1 unless the section before goes on."""
    lies = orientation is Orientation.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    section.page_width = Mm(A4_LONG_MM if lies else A4_SHORT_MM)
    section.page_height = Mm(A4_SHORT_MM if lies else A4_LONG_MM)
    section.left_margin = Mm(LANDSCAPE_SIDE_MM if lies else PORTRAIT_LEFT_MM)
    section.right_margin = Mm(LANDSCAPE_SIDE_MM if lies else PORTRAIT_RIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.header_distance = section.footer_distance = Mm(FOOTER_MM)
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):  # a new section is a copy of the last one
        properties.remove(old)
    if numbered_on:
        return
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    properties.find(qn("w:pgMar")).addnext(numbering)


def define_styles(book: WordFile) -> None:
    """Give the usual styles the office's face, and add the few that tables and notes need."""
    styles = book.styles
    _set_default_language(styles.element)
    own = (SMALL, CELL, HEAD_CELL, BOARD_CELL, BOARD_HEAD, MEMO_HEADING, LABEL, LETTER_HEADING)
    for name in own:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[BODY]
    for name, size, bold, align in (
        (BODY, BODY_PT, False, Align.LEFT),
        (TITLE, TITLE_PT, True, Align.CENTER),
        (SUBTITLE, BODY_PT, False, Align.CENTER),
        (HEADING, HEADING_PT, True, Align.LEFT),
        (SMALL, SMALL_PT, False, Align.LEFT),
        (CELL, TABLE_PT, False, Align.LEFT),
        (HEAD_CELL, TABLE_PT, True, Align.CENTER),
        (BOARD_CELL, BOARD_PT, False, Align.LEFT),
        (BOARD_HEAD, BOARD_PT, True, Align.CENTER),
        (MEMO_HEADING, MEMO_HEADING_PT, True, Align.CENTER),
        (LETTER_HEADING, TITLE_PT, True, Align.CENTER),
        (LABEL, BODY_PT, False, Align.LEFT),
        ("Header", SMALL_PT, False, Align.RIGHT),
        (SHEET_FOOT, SMALL_PT, False, Align.LEFT),
    ):
        style = cast("ParagraphStyle", styles[name])
        _dress(style, size, bold=bold)
        style.paragraph_format.alignment = alignment(align)
        if name == HEADING:
            style.paragraph_format.space_before = Pt(8)
            style.paragraph_format.keep_with_next = True
        if name == MEMO_HEADING:
            style.paragraph_format.line_spacing = Pt(_MEMO_LINE_PT)


def _dress(style: ParagraphStyle, size: float, *, bold: bool) -> None:
    """Thai is a complex script to Word: it looks at its own face, size and weight (w:cs)."""
    style.font.name = OFFICE_FACE
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    style.font.color.rgb = INK
    own = style.element.get_or_add_rPr()
    faces = own.find(qn("w:rFonts"))
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        faces.set(qn(script), OFFICE_FACE)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        faces.attrib.pop(qn(theme), None)
    _put(own, "w:szCs", str(round(size * 2)))
    _put(own, "w:bCs", "1" if bold else "0")
    _put(own, "w:iCs", "0")
    _put(own, "w:spacing", "0")
    own[:] = sorted(own, key=_place_by_schema)
    lines = style.paragraph_format
    lines.space_before = lines.space_after = Pt(0)
    lines.line_spacing_rule = WD_LINE_SPACING.SINGLE
    lines.tab_stops.clear_all()  # a footer's own stand where a letter-size page has them
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))  # Word's own title is underlined
    if borders is not None:
        borders.getparent().remove(borders)


def dress_run(run: Run, size: float, *, bold: bool) -> None:
    """Set some words of a line in another size than its style has."""
    run.font.size, run.font.bold, run.font.cs_bold = Pt(size), bold, bold
    own = run._r.get_or_add_rPr()
    _put(own, "w:szCs", str(round(size * 2)))
    own[:] = sorted(own, key=_place_by_schema)


def _put(own: BaseOxmlElement, tag: str, value: str) -> None:
    for old in own.findall(qn(tag)):
        own.remove(old)
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    own.append(element)


def _place_by_schema(element: BaseOxmlElement) -> int:
    name = element.tag.rpartition("}")[2]
    return _SCHEMA_ORDER.index(name) if name in _SCHEMA_ORDER else len(_SCHEMA_ORDER)


def _set_default_language(styles: BaseOxmlElement) -> None:
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "th-TH")
        language.set(qn("w:bidi"), "th-TH")
