"""Made files as another program finds them: for the self-test of an installed program.

They are opened with other libraries than wrote them, or as far from the writing as can be.
"""

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from docx import Document
from openpyxl import load_workbook
from pypdfium2 import raw

_FORMS_DEEP = 6  # what sheets share stands in forms, and those in others


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPdf:
    """What PDFium reads: `pages`, their `text`, and names of `fonts` that are not in the file."""

    pages: int
    text: str
    missing_fonts: tuple[str, ...]


def seen_pdf(path: Path) -> SeenPdf:
    """Read a PDF; raises `pypdfium2.PdfiumError` for what is none."""
    with pypdfium2.PdfDocument(path) as opened:
        texts = []
        missing: set[str] = set()
        for page in opened:
            words = page.get_textpage()
            texts.append(words.get_text_bounded())
            words.close()
            kinds = [raw.FPDF_PAGEOBJ_TEXT]
            for part in page.get_objects(filter=kinds, max_depth=_FORMS_DEEP):
                font = raw.FPDFTextObj_GetFont(part.raw)
                if raw.FPDFFont_GetIsEmbedded(font) != 1:
                    missing.add(_name(font))
            page.close()
        return SeenPdf(pages=len(opened), text="\n".join(texts), missing_fonts=tuple(missing))


def seen_word(path: Path) -> str:
    """The text of a Word file, tables and all, without its form."""
    return "\n".join(part.text or "" for part in Document(str(path)).element.body.iter())


def fill_blanks(path: Path, sheet: str, row_of: str, text: str) -> int:
    """Type `text` into the blank cells of a row, found by its first cell; gives how many.

    KeyError without such a sheet.
    """
    book = load_workbook(path)
    page = book[sheet]
    blanks = [
        cell
        for row in page.iter_rows()
        if str(row[0].value) == row_of
        for cell in row
        if cell.value in (None, "")
    ]
    for cell in blanks:
        cell.value = text
    book.save(path)
    book.close()
    return len(blanks)


def _name(font: object) -> str:
    room = raw.FPDFFont_GetBaseFontName(font, None, 0)
    told = ctypes.create_string_buffer(room)
    raw.FPDFFont_GetBaseFontName(font, told, room)
    return told.value.decode("utf-8", "replace")
