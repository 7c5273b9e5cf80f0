"""The head of an official paper in a Word file: emblem, heading, labels with dotted lines."""

from collections.abc import Callable
from itertools import accumulate

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_UNDERLINE
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from cdd_desktop.documents.cells import printable
from cdd_desktop.documents.model import Align, LabelLine, LetterHead
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pictures import resized
from cdd_desktop.documents.word.paper import (
    BODY,
    BODY_PT,
    LABEL_PT,
    LETTER_HEADING,
    MEMO_HEADING,
    alignment,
    dress_run,
)
from cdd_desktop.documents.word.pictures import add_picture
from cdd_desktop.documents.word.tables import Grid, add_plain_table
from cdd_desktop.documents.word.widths import shared, text_mm
from cdd_desktop.thai.digits import Digits

MEMO_EMBLEM_MM, EMBLEM_MM = 15.0, 30.0
_MEMO_SIDE_MM = 25.0
_BETWEEN_MM = 3.0

AddLine = Callable[[str, str], WordParagraph]  # text and style: a new line where the writer stands


def write_letter_head(line: AddLine, grid: Grid, head: LetterHead, width_mm: float) -> None:
    """A memo's heading in the middle beside its emblem; a letter's under it."""
    if head.is_memo:
        widths = (_MEMO_SIDE_MM, width_mm - 2 * _MEMO_SIDE_MM, _MEMO_SIDE_MM)
        cells = add_plain_table(grid, 1, widths).rows[0].cells
        for cell in cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        if head.emblem:
            emblem = resized(head.emblem, _MEMO_SIDE_MM, MEMO_EMBLEM_MM)
            add_picture(cells[0].paragraphs[0], emblem, _MEMO_SIDE_MM)
        heading = cells[1].paragraphs[0]
        heading.style = MEMO_HEADING
        heading.add_run(printable(head.heading))
        return
    if head.emblem:
        first = line("", BODY)
        add_picture(first, resized(head.emblem, width_mm, EMBLEM_MM), width_mm)
        first.paragraph_format.alignment = alignment(Align.CENTER)
    if head.heading:
        line(head.heading, LETTER_HEADING)


def write_label_line(
    line: WordParagraph, block: LabelLine, digits: Digits, width_mm: float
) -> None:
    """Dots go on under the text to the next label: text and tab are underlined with them."""
    labels = [digits.in_text(printable(field.label)) for field in block.fields]
    values = [digits.in_text(printable(field.value or "")) for field in block.fields]
    widths_of_labels = [text_mm(label, LABEL_PT, Weight.BOLD) for label in labels]
    needs = [
        long + text_mm(value, BODY_PT) + _BETWEEN_MM
        for long, value in zip(widths_of_labels, values, strict=True)
    ]
    widths = shared(width_mm, [field.weight for field in block.fields], needs)
    if len(labels) == 1:  # what goes on in a second line stands under the text, not the label
        line.paragraph_format.left_indent = Mm(widths_of_labels[0] + _BETWEEN_MM)
        line.paragraph_format.first_line_indent = -Mm(widths_of_labels[0] + _BETWEEN_MM)
    ends = list(accumulate(widths))
    for label, value, end in zip(labels, values, ends, strict=True):
        dress_run(line.add_run(f"{label} "), LABEL_PT, bold=True)
        line.add_run(f" {value}\t").font.underline = WD_UNDERLINE.DOTTED
        side = WD_TAB_ALIGNMENT.RIGHT if end == ends[-1] else WD_TAB_ALIGNMENT.LEFT
        line.paragraph_format.tab_stops.add_tab_stop(Mm(end), side)
