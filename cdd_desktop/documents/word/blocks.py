"""The blocks of a sheet as paragraphs and tables of a Word file."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from docx.document import Document as WordFile
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from cdd_desktop.documents.cells import NO_SHARE, bar_text, printable
from cdd_desktop.documents.charts import (
    Map,
    Radar,
    RadarGrid,
    RankedBars,
    StackedBars,
    StackedColumns,
)
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    Contents,
    FieldLine,
    Heading,
    LabelLine,
    LetterHead,
    PageBreak,
    Paragraph,
    Picture,
    PictureGrid,
    Signature,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.documents.word.charts import add_bars, add_columns, add_radar, add_ranking
from cdd_desktop.documents.word.letterhead import write_label_line, write_letter_head
from cdd_desktop.documents.word.paper import (
    BODY,
    BODY_PT,
    CELL,
    HEADING,
    LABEL,
    SMALL,
    SUBTITLE,
    TABLE_PT,
    TITLE,
    alignment,
    set_style,
)
from cdd_desktop.documents.word.pictures import (
    add_drawn,
    add_picture,
    write_picture_grid,
)
from cdd_desktop.documents.word.tables import add_plain_table, add_table
from cdd_desktop.documents.word.widths import shared, text_mm
from cdd_desktop.thai.digits import Digits

_LEAST_DOTS = 8
_RANKED_AT_ONCE, _RADARS_AT_ONCE = 15, 12  # in one chart: that fits a page, upright or lying
_STEP_MM = 6.0
_SIGNED_ABREAST = 3
_TWO_BY_TWO = 4
_CELL_SIDES_MM = 4.0
_CARRIED = 2  # lines that a signature block takes along to its page


class Writer:
    """Puts blocks one under the other into the body of `book` or into a cell of it."""

    def __init__(
        self, book: WordFile, place: WordFile | WordCell, digits: Digits, width_mm: float
    ) -> None:
        self._book = book
        self._place = place
        self._digits = digits
        self._width = width_mm
        self._breaks = False
        self._last: list[WordParagraph] = []  # the lines written last, for signatures to carry

    def write(self, blocks: Sequence[Block]) -> None:
        """All of them, in order."""
        for block in blocks:
            self._write(block)

    def _write(self, block: Block) -> None:
        match block:
            case Title():
                self._line(block.text, TITLE)
                for line in block.lines:
                    self._line(line, SUBTITLE)
            case Heading():
                self._line(block.text, HEADING)
            case Paragraph():
                self._paragraph(block)
            case FieldLine():
                self._fields(block)
            case Table():
                table = add_table(self._book, self._grid, block, self._digits, self._width)
                self._after(table)
            case Radar():
                add_radar(self._book, self._line(""), block, self._digits, self._width)
            case Beside():
                self._beside(block)
            case Signatures():
                self._signatures(block)
            case Contents():
                self._contents(block)
            case PageBreak():
                self._breaks = True  # what follows, if anything does, begins a page
            case LetterHead() | LabelLine() | Picture() | PictureGrid():
                self._official(block)
            case _:
                self._chart(block)

    def _official(self, block: LetterHead | LabelLine | Picture | PictureGrid) -> None:
        """What letters are made of."""
        match block:
            case LetterHead():
                write_letter_head(self._line, self._grid, block, self._width)
            case LabelLine():
                write_label_line(self._line("", LABEL), block, self._digits, self._width)
            case Picture():
                self._picture(block)
            case PictureGrid():
                if block.pictures:
                    table = write_picture_grid(self._grid, block, self._digits, self._width)
                    self._after(table)

    def _chart(self, block: StackedBars | RankedBars | StackedColumns | RadarGrid | Map) -> None:
        """Bars as Word's own charts; maps and small radars, which it has not, as pictures."""
        if not isinstance(block, RadarGrid) and block.title:
            self._line(block.title, HEADING)
        match block:
            case StackedBars():
                add_bars(self._book, self._line(""), block, self._digits, self._width)
            case StackedColumns():
                add_columns(self._book, self._line(""), block, self._digits, self._width)
            case RankedBars():
                charts = -(-len(block.labels) // _RANKED_AT_ONCE)
                each = -(-len(block.labels) // max(1, charts))  # as many in each: bars of one size
                for start in range(0, len(block.labels), max(1, each)):
                    some = replace(
                        block,
                        labels=block.labels[start : start + each],
                        values=block.values[start : start + each],
                    )
                    add_ranking(self._book, self._line(""), some, self._digits, self._width)
                if block.mark is not None:
                    told = bar_text(block, block.mark, NO_SHARE)
                    self._line(f"{block.mark_label} {told}", SMALL)
            case RadarGrid():
                for start in range(0, len(block.radars), _RADARS_AT_ONCE):
                    here = slice(start, start + _RADARS_AT_ONCE)
                    some_radars = RadarGrid(titles=block.titles[here], radars=block.radars[here])
                    add_drawn(self._line(""), some_radars, self._digits, self._width)
            case Map():
                add_drawn(self._line(""), replace(block, title=""), self._digits, self._width)

    def _line(self, text: str, style: str = BODY) -> WordParagraph:
        line = self._place.add_paragraph(self._digits.in_text(printable(text)))
        set_style(line, style)
        self._break_before(line)
        self._last = [*self._last, line][-_CARRIED:]
        return line

    def _paragraph(self, block: Paragraph) -> None:
        line = self._line(block.text, SMALL if block.small else BODY)
        line.paragraph_format.alignment = alignment(block.align)
        if block.indent_mm and block.align is Align.LEFT:
            line.paragraph_format.first_line_indent = Mm(block.indent_mm)
        if block.bold:
            line.paragraph_format.keep_with_next = True
            for run in line.runs:
                run.bold = True
                run.font.cs_bold = True

    def _fields(self, block: FieldLine) -> None:
        """Labels with what is written behind them; dots to the next label where nothing is."""
        line = self._line("")
        texts = [
            self._digits.in_text(printable(f"{field.label} {field.value or ''}"))
            for field in block.fields
        ]
        needs = [text_mm(text, BODY_PT) for text in texts]
        widths = shared(self._width, [field.weight for field in block.fields], needs)
        for field, text, end in zip(block.fields, texts, accumulate(widths), strict=True):
            is_filled_end = field is block.fields[-1] and field.value
            line.add_run(text if is_filled_end else f"{text}\t")
            leader = WD_TAB_LEADER.SPACES if field.value else WD_TAB_LEADER.DOTS
            line.paragraph_format.tab_stops.add_tab_stop(Mm(end), WD_TAB_ALIGNMENT.LEFT, leader)

    def _grid(self, rows: int, columns: int) -> WordTable:
        table = self._place.add_table(rows, columns)
        if self._breaks:
            self._break_before(table.rows[0].cells[0].paragraphs[0])
        return table

    def _break_before(self, line: WordParagraph) -> None:
        if self._breaks:
            line.paragraph_format.page_break_before = True
            self._breaks = False

    def _picture(self, picture: Picture) -> None:
        line = self._line("")
        add_picture(line, picture, self._width)
        line.paragraph_format.alignment = alignment(picture.align)
        if picture.caption:
            line.paragraph_format.keep_with_next = True
            self._line(picture.caption, SMALL).paragraph_format.alignment = alignment(picture.align)

    def _contents(self, contents: Contents) -> None:
        self._line("สารบัญ", TITLE)
        for entry in contents.lines:
            line = self._line(entry.title)
            told = "ไม่มีข้อมูล" if entry.page is None else str(entry.page)
            line.add_run(self._digits.in_text(f"\t{told}"))
            line.paragraph_format.left_indent = Mm(_STEP_MM * entry.depth)
            line.paragraph_format.tab_stops.add_tab_stop(
                Mm(self._width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )

    def _after(self, table: WordTable) -> None:
        """A blank line keeps a table apart from the next, which Word would join to it."""
        rows = [row.cells[0].paragraphs[0] for row in table.rows[-_CARRIED:]]
        self._last = [*rows, self._place.add_paragraph("", SMALL)]

    def _beside(self, block: Beside) -> None:
        left = self._width * block.left_share
        table = add_plain_table(self._grid, 1, (left, self._width - left))
        for cell, blocks, width in zip(
            table.rows[0].cells,
            (block.left, block.right),
            (left, self._width - left),
            strict=True,
        ):
            Writer(self._book, cell, self._digits, width - _CELL_SIDES_MM).write(blocks)
            first = cell.paragraphs[0]  # a new cell brings an empty one
            if len(cell.paragraphs) > 1 and not first.text:
                first._p.getparent().remove(first._p)
        self._last = [line for cell in table.rows[0].cells for line in cell.paragraphs]

    def _signatures(self, block: Signatures) -> None:
        """Two or three abreast; one alone signs in the right half."""
        people: list[Signature | None] = list(block.people)
        if not people:
            return
        for line in self._last:
            line.paragraph_format.keep_with_next = True
        if len(people) == 1:
            people = [None, *people]
        abreast = 2 if len(people) == _TWO_BY_TWO else min(len(people), _SIGNED_ABREAST)
        rows = -(-len(people) // abreast)
        table = add_plain_table(self._grid, rows, (self._width / abreast,) * abreast)
        for number, person in enumerate(people):
            row, column = divmod(number, abreast)
            if person is not None:
                cell = table.rows[row].cells[column]
                self._sign(cell, person, self._width / abreast, is_last=row == rows - 1)
        self._after(table)

    def _sign(self, cell: WordCell, person: Signature, width_mm: float, *, is_last: bool) -> None:
        signed = f"(ลงชื่อ){person.role}"
        room = width_mm - 2 * _CELL_SIDES_MM - text_mm(signed, TABLE_PT)
        dots = "." * max(_LEAST_DOTS, int(room / text_mm(".", TABLE_PT)))
        signed_on = (f"(ลงชื่อ){dots}{person.role}",) if person.dotted else (person.role, "", "")
        texts = [
            "",
            *signed_on,
            f"({person.name or dots})",
            *person.position_lines,
            *([f"วันที่{dots}"] if person.dated else []),
        ]
        lines = [cell.paragraphs[0], *(cell.add_paragraph() for _ in texts[1:])]
        for line, text in zip(lines, texts, strict=True):
            set_style(line, CELL)
            line.add_run(self._digits.in_text(printable(text)))
            line.paragraph_format.alignment = alignment(Align.CENTER)
            line.paragraph_format.keep_with_next = True
        lines[-1].paragraph_format.keep_with_next = not is_last
