"""Pictures in a Word file, and what Word itself cannot draw."""

from dataclasses import replace
from io import BytesIO

from docx.shared import Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from cdd_desktop.documents.cells import NO_SHARE, printable
from cdd_desktop.documents.charts import Map, RadarGrid
from cdd_desktop.documents.image import blocks_picture
from cdd_desktop.documents.model import Align, Picture, PictureGrid
from cdd_desktop.documents.pictures import fitted
from cdd_desktop.documents.word.paper import CELL, SMALL, alignment
from cdd_desktop.documents.word.tables import Grid, add_plain_table
from cdd_desktop.thai.digits import Digits

_ABREAST = 2
_SIDES_MM = 4.0
_TALLEST_MM = 200.0
_TALLEST_OF_A_PAIR_MM = 105.0


def add_picture(line: WordParagraph, picture: Picture, width_mm: float, *, told: str = "") -> None:
    """The picture at the end of the line, not wider than there is room; `told` is read aloud."""
    frame = (min(picture.width_mm, width_mm), min(picture.height_mm, _TALLEST_MM))
    across, down = fitted(picture, *frame)
    shape = line.add_run().add_picture(BytesIO(picture.image), Mm(across), Mm(down))
    properties = shape._inline.docPr
    properties.set("name", "ภาพ")
    properties.set("descr", printable(told or picture.caption))


def write_picture_grid(
    grid: Grid, block: PictureGrid, digits: Digits, width_mm: float
) -> WordTable:
    """Pairs of photos with their captions, a pair never split over two pages."""
    share = width_mm / _ABREAST
    count = -(-len(block.pictures) // _ABREAST)
    table = add_plain_table(grid, count, (share,) * _ABREAST)
    rows = list(table.rows)
    tallest = max(picture.height_mm for picture in block.pictures)
    for number, picture in enumerate(block.pictures):
        cell = rows[number // _ABREAST].cells[number % _ABREAST]
        across, down = fitted(picture, share - _SIDES_MM, min(tallest, _TALLEST_OF_A_PAIR_MM))
        line = cell.paragraphs[0]
        line.style = CELL
        add_picture(line, replace(picture, width_mm=across, height_mm=down), share)
        line.paragraph_format.alignment = alignment(Align.CENTER)
        if picture.caption:
            caption = cell.add_paragraph(digits.in_text(printable(picture.caption)), SMALL)
            caption.paragraph_format.alignment = alignment(Align.CENTER)
    return table


def add_drawn(line: WordParagraph, block: Map | RadarGrid, digits: Digits, width_mm: float) -> None:
    """What Word has no chart for, as it stands in the PDF; its words are told to who cannot see."""
    picture = blocks_picture((block,), digits=digits)
    told = _told_map(block) if isinstance(block, Map) else ", ".join(block.titles)
    add_picture(line, picture, width_mm, told=told)


def _told_map(block: Map) -> str:
    """Each class with its areas."""
    classes: list[tuple[str, int | None]] = [(one.label, one.shade) for one in block.legend]
    classes.append((NO_SHARE, None))
    told = []
    for label, shade in classes:
        names = [region.label for region in block.regions if region.shade == shade]
        if names:
            told.append(f"{label}: {', '.join(names)}")
    return " / ".join(told)
