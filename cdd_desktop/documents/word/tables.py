"""Tables of a Word file: repeated headings, rows that do not split, widths as weighed."""

from collections.abc import Callable, Sequence
from itertools import groupby

from docx.document import Document as WordFile
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow

from cdd_desktop.documents.cells import cell_align, cell_text, printable
from cdd_desktop.documents.model import CellValue, Check, Column, ColumnKind, Row, RowKind, Table
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.word.paper import (
    BOARD_CELL,
    BOARD_HEAD,
    BOARD_PT,
    CELL,
    HEAD_CELL,
    TABLE_PT,
    alignment,
)
from cdd_desktop.documents.word.widths import shared, text_mm
from cdd_desktop.thai.digits import Digits, is_ascii_digits
from cdd_desktop.thai.linebreak import default_segmenter

Grid = Callable[[int, int], WordTable]  # rows, columns: an empty table where the writer stands

_FILLS = {RowKind.BODY: "", RowKind.GROUP: "F2F5F7", RowKind.TOTAL: "E8EDF1"}
# a millimetre: Word's own two break numbers in narrow columns
_SIDE_MM, _SLACK_MM = 1.0, 0.5
_SIDES = "<w:tblCellMar {}>{}</w:tblCellMar>".format(
    nsdecls("w"), "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
)
_HEAD_FILL = "E8EDF1"
_CHECKS = {Check.EMPTY: "☐", Check.TICKED: "☑"}


def add_table(
    book: WordFile, grid: Grid, table: Table, digits: Digits, width_mm: float
) -> WordTable:
    """The rows under their headings, which come again on each page."""
    columns = table.columns
    heads = 2 if any(column.group for column in columns) else 1
    made = grid(heads + max(1, len(table.rows)), len(columns))
    made.style = book.styles["Table Grid"]
    needs = [_need(table, place, digits) for place in range(len(columns))]
    _set_widths(made, shared(width_mm, [column.weight for column in columns], needs))
    rows = list(made.rows)  # python-docx counts them anew at each `rows[n]`
    style, head_style = (BOARD_CELL, BOARD_HEAD) if table.is_board else (CELL, HEAD_CELL)
    _write_heads(rows[:heads], columns, digits, head_style)
    if not table.rows:
        empty = rows[heads].cells
        _write(empty[0].merge(empty[-1]), digits.in_text(table.empty_text), style)
    for word_row, row in zip(rows[heads:], table.rows, strict=False):
        _write_row(word_row, row, columns, digits, style)
    for row in rows:
        _keep_whole(row)
    return made


def add_plain_table(grid: Grid, rows: int, widths_mm: Sequence[float]) -> WordTable:
    """A table without rules, to set things side by side."""
    made = grid(rows, len(widths_mm))
    _set_widths(made, widths_mm)
    for row in made.rows:
        _keep_whole(row)
    return made


def _write_heads(
    rows: Sequence[WordRow], columns: Sequence[Column], digits: Digits, style: str
) -> None:
    upper, lower = rows[0].cells, rows[-1].cells
    place = 0
    for group, run in groupby(columns, key=lambda column: column.group):
        members = list(run)
        for offset, column in enumerate(members, place):
            if group or len(rows) == 1:
                _write_head(lower[offset], column.heading, digits, style)
            else:
                _write_head(upper[offset].merge(lower[offset]), column.heading, digits, style)
        if group:
            _write_head(upper[place].merge(upper[place + len(members) - 1]), group, digits, style)
        place += len(members)
    for row in rows:
        repeated = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(repeated)


def _write_head(cell: WordCell, text: str, digits: Digits, style: str) -> None:
    _write(cell, digits.in_table(text), style)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _fill(cell, _HEAD_FILL)


def _write_row(
    word_row: WordRow, row: Row, columns: Sequence[Column], digits: Digits, style: str
) -> None:
    cells = word_row.cells
    if row.kind is RowKind.GROUP:
        whole = cells[0].merge(cells[-1])
        _write(whole, _told(columns[0], row.values[0], digits), style, is_bold=True)
        _fill(whole, _FILLS[row.kind])
        for line in whole.paragraphs:
            line.paragraph_format.keep_with_next = True
        return
    for cell, column, value in zip(cells, columns, row.values, strict=True):
        _write(cell, _told(column, value, digits), style, is_bold=row.kind is RowKind.TOTAL)
        cell.paragraphs[0].paragraph_format.alignment = alignment(cell_align(column))
        _fill(cell, _FILLS[row.kind])


def _need(table: Table, place: int, digits: Digits) -> float:
    """Millimetres for the longest word of the heading and the longest number: neither may break."""
    column = table.columns[place]
    words = {digits.in_table(word.strip()) for word in default_segmenter().words(column.heading)}
    if column.kind is not ColumnKind.TEXT:
        words |= {
            _told(column, row.values[place], digits)
            for row in table.rows
            if row.kind is not RowKind.GROUP
        }
    size = BOARD_PT if table.is_board else TABLE_PT
    longest = max((text_mm(word, size, Weight.BOLD) for word in words), default=0.0)
    return longest + 2 * _SIDE_MM + _SLACK_MM


def _told(column: Column, value: CellValue, digits: Digits) -> str:
    """With the document's digits, but for a code, which is a text: that is looked up again."""
    if isinstance(value, Check):
        return _CHECKS[value]
    if isinstance(value, str) and is_ascii_digits(value):
        return value
    return digits.in_table(cell_text(column.kind, value))


def _write(cell: WordCell, text: str, style: str, *, is_bold: bool = False) -> None:
    line = cell.paragraphs[0]
    line._p.style = style.replace(" ", "")  # by name, all styles were read for each cell anew
    run = line.add_run(printable(text))
    if is_bold:
        run.bold = True
        run.font.cs_bold = True


def _fill(cell: WordCell, colour: str) -> None:
    if not colour:
        return
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    own = cell._tc.get_or_add_tcPr()
    middle = own.find(qn("w:vAlign"))  # which the schema wants after it
    if middle is None:
        own.append(shade)
    else:
        middle.addprevious(shade)


def _set_widths(table: WordTable, widths_mm: Sequence[float]) -> None:
    """On the grid and on each cell: Word reads one, LibreOffice the other."""
    table.autofit = False
    sides = parse_xml(_SIDES)
    table._tbl.tblPr.append(sides)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def _keep_whole(row: WordRow) -> None:
    """The row is never split over two pages."""
    properties = row._tr.get_or_add_trPr()
    properties.insert(0, OxmlElement("w:cantSplit"))
