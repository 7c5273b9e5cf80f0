"""The neutral document as a workbook: a worksheet for each table, values as values.

Numbers and dates stay numbers and dates; only their format shows Thai digits and Buddhist years.
Sums are written as the numbers the document gives, since a preview shows no formula. Signatures
and drawings have no place in a workbook and are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import cast
from unicodedata import category

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cdd_desktop.documents.cells import cell_align, places_of, printable
from cdd_desktop.documents.looks import TITLE_SIZE, Look, Looks
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    CellValue,
    Check,
    Column,
    ColumnKind,
    Document,
    FieldLine,
    Heading,
    LabelLine,
    LetterHead,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.documents.sheet_code import display
from cdd_desktop.documents.writing import FORMULA_STARTS, replacing
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.thai.digits import Digits, is_ascii_digits, to_arabic
from cdd_desktop.thai.linebreak import default_segmenter

_LONGEST_TEXT = 32_767  # of a cell, by Excel's specification
_LONGEST_NAME = 31  # of a worksheet
_UNNAMED = "ตาราง"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_PAPER_A4 = 9
_INCH = 25.4

_LINE_HEIGHT, _TALLEST_ROW = 24.0, 409.0  # points; Excel's limit
_NARROWEST, _WIDEST = 8.0, 60.0  # characters
_SLACK = 1.15  # where TH SarabunPSK is missing, its stand-in is wider

# digits (D0 Thai), calendar (07 Buddhist), language: a number with the calendar's code loses its
# decimals in LibreOffice
_THAI_DIGITS = "[$-D00041E]"
_THAI_DIGITS_AND_YEARS = "[$-D07041E]"
_THAI_YEARS = "[$-107041E]"
_FORMATS = {ColumnKind.INTEGER: "#,##0", ColumnKind.PERCENT: "0.00"}

_HEAD, _GROUP, _TOTAL, _STAMP = "E8EDF1", "F2F5F7", "E8EDF1", "FBF1DA"
_FILLS = {RowKind.BODY: "", RowKind.GROUP: _GROUP, RowKind.TOTAL: _TOTAL}


def render_xlsx(document: Document, out: Path, progress: Progress | None = None) -> int:
    """Write the document as a workbook and return how many rows of tables it has.

    `out` is replaced only when all went well; raises `StorageProblem` when it cannot be written
    and `Cancelled` when the user stopped the work.
    """
    watcher = progress or Silent()
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(document.title)
    book.properties.creator = "CDD Desktop"
    names: set[str] = set()
    looks = Looks()
    rows = 0
    for number, sheet in enumerate(document.sheets):
        watcher.report(number, len(document.sheets), "กำลังเขียนตาราง")
        for part in _parts(sheet):
            watcher.check_cancelled()
            # many sheets are told apart by what they are about, one alone by its tables
            own = part.table.name if part.table and len(document.sheets) == 1 else ""
            name = _unique_name(own or sheet.name, names)
            rows += _Page(book.create_sheet(name), document, sheet, part, looks).write()
    # openpyxl leaves a half-written zip open when the disk is full: let memory take it first
    written = BytesIO()
    book.save(written)
    with replacing(out) as beside:
        beside.write_bytes(written.getvalue())
    watcher.report(len(document.sheets), len(document.sheets), "เขียนตารางเสร็จแล้ว")
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One table with the texts above it and the notes that follow it."""

    above: tuple[tuple[str, bool], ...]  # a line and whether it is a title
    table: Table | None
    below: tuple[str, ...]


def _parts(sheet: Sheet) -> list[_Part]:
    """A part for each table; what no table follows belongs to the last one."""
    blocks = list(_flat(sheet.blocks))
    titles = [line for block in blocks if isinstance(block, Title) for line in _text_lines(block)]
    parts: list[_Part] = []
    above: list[tuple[str, bool]] = []
    for block in blocks:
        if isinstance(block, Table):
            parts.append(_Part(above=(*titles, *above), table=block, below=()))
            above = []
        elif not isinstance(block, Title):
            above += _text_lines(block)
    if not parts:
        return [_Part(above=(*titles, *above), table=None, below=())]
    last = parts[-1]
    below = tuple(line for line, _ in above)
    return [*parts[:-1], _Part(above=last.above, table=last.table, below=below)]


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from _flat((*block.left, *block.right))
        else:
            yield block


def _text_lines(block: Block) -> list[tuple[str, bool]]:
    match block:
        case Title():
            return [(block.text, True), *((line, False) for line in block.lines)]
        case Heading() | Paragraph():
            return [(block.text, False)]
        case LetterHead():
            return [(block.heading, True)] if block.heading else []
        case FieldLine() | LabelLine():
            told = [f"{field.label} {field.value}" for field in block.fields if field.value]
            return [("   ".join(told), False)] if told else []
        case _:
            return []


class _Page:
    """One worksheet while it is written, from the top down."""

    def __init__(
        self, sheet: Worksheet, document: Document, paper: Sheet, part: _Part, looks: Looks
    ) -> None:
        self._sheet = sheet
        self._digits = document.digits
        self._stamp = document.stamp
        self._paper = paper
        self._part = part
        self._looks = looks
        self._row = 0
        self._thai = document.digits is Digits.THAI

    def write(self) -> int:
        """Fill the worksheet; return how many rows its table has."""
        if self._stamp:
            self._line(self._stamp, Look(bold=True, fill=_STAMP))
        for text, is_title in self._part.above:
            self._line(text, Look(size=TITLE_SIZE, bold=True) if is_title else Look())
        table = self._part.table
        if table:
            self._table(table)
        for text in self._part.below:
            self._line(text)
        if self._paper.footnote:
            self._line(self._paper.footnote)
        if self._paper.code:
            # typed back as it stands: its digits are never Thai
            self._put(self._next(), 1, f"รหัสเอกสาร {display(self._paper.code)}", Look())
        self._print_setup()
        return len(table.rows) if table else 0

    def _next(self) -> int:
        self._row += 1
        self._sheet.row_dimensions[self._row].height = _LINE_HEIGHT
        return self._row

    def _cell(self, row: int, column: int) -> Cell:
        return cast("Cell", self._sheet.cell(row, column))  # merged ones are never asked for

    def _line(self, text: str, look: Look | None = None) -> None:
        self._put(self._next(), 1, self._digits.in_text(text), look or Look())

    def _put(self, row: int, column: int, text: str, look: Look) -> None:
        """A text that stays one, whatever it begins with."""
        cell = self._cell(row, column)
        cell.value = printable(text)[:_LONGEST_TEXT]
        cell.data_type = "s"
        self._looks.give(cell, look._replace(is_quoted=text.startswith(FORMULA_STARTS)))

    def _in_table(self, text: str) -> str:
        """With the document's digits, but for a code: that is looked up and imported again."""
        return text if is_ascii_digits(text) else self._digits.in_table(text)

    # --- the table ---

    def _table(self, table: Table) -> None:
        self._next()  # a blank row keeps the table apart from the titles
        first = self._row + 1
        self._heading(table.columns)
        head = self._row
        widths = [_width(table, place) for place in range(len(table.columns))]
        for place, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(place)].width = width
        for row in table.rows:
            self._body_row(row, table.columns, widths)
        if not table.rows:
            self._line(table.empty_text)
        self._sheet.freeze_panes = f"A{head + 1}"
        self._sheet.print_title_rows = f"{first}:{head}"
        filtered = sum(row.kind is not RowKind.TOTAL for row in table.rows)
        last = get_column_letter(len(table.columns))
        self._sheet.auto_filter.ref = f"A{head}:{last}{head + filtered}"
        self._next()

    def _heading(self, columns: Sequence[Column]) -> None:
        """One row of headings, or two where columns stand under a common one."""
        has_groups = any(column.group for column in columns)
        upper = self._next()
        lower = self._next() if has_groups else upper
        self._sheet.row_dimensions[lower].height = 2 * _LINE_HEIGHT
        place = 1
        for group, run in groupby(columns, key=lambda column: column.group):
            members = list(run)
            for offset, column in enumerate(members):
                self._head_cell(lower, place + offset, column.heading if group else "")
                self._head_cell(upper, place + offset, "" if group else column.heading)
            if group:
                self._head_cell(upper, place, group)
                self._merge(upper, place, upper, place + len(members) - 1)
            elif has_groups:
                for offset in range(len(members)):
                    self._merge(upper, place + offset, lower, place + offset)
            place += len(members)

    def _head_cell(self, row: int, column: int, text: str) -> None:
        look = Look(
            bold=True,
            fill=_HEAD,
            is_framed=True,
            align=Align.CENTER,
            is_middle=True,
            is_wrapped=True,
        )
        if text:
            self._put(row, column, self._in_table(text), look)
        else:
            self._looks.give(self._cell(row, column), look)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self._sheet.merge_cells(
                start_row=top, start_column=left, end_row=bottom, end_column=right
            )

    def _body_row(self, row: Row, columns: Sequence[Column], widths: Sequence[float]) -> None:
        number = self._next()
        is_group = row.kind is RowKind.GROUP
        # the text of a group flows over the empty cells beside it: merged cells cannot be filtered
        values = (row.values[0], *(None,) * (len(columns) - 1)) if is_group else row.values
        lines = 1
        for place, (column, value) in enumerate(zip(columns, values, strict=True), 1):
            is_wrapped = isinstance(value, str) and not is_group
            look = Look(
                bold=row.kind is not RowKind.BODY,
                fill=_FILLS[row.kind],
                is_framed=True,
                align=Align.LEFT if is_group else cell_align(column),
                is_wrapped=is_wrapped,
            )
            self._value(number, place, column.kind, value, look)
            if is_wrapped:
                lines = max(lines, _lines(str(value), widths[place - 1]))
        self._sheet.row_dimensions[number].height = min(_TALLEST_ROW, lines * _LINE_HEIGHT)

    def _value(self, row: int, place: int, kind: ColumnKind, value: CellValue, look: Look) -> None:
        if isinstance(value, str):
            self._put(row, place, self._in_table(value), look)
            return
        cell = self._cell(row, place)
        shown = "General"
        if isinstance(value, date):
            cell.value = value
            shown = f"{_THAI_DIGITS_AND_YEARS if self._thai else _THAI_YEARS}d mmmm yyyy"
        elif isinstance(value, int | Decimal):
            cell.value = value
            usual = _FORMATS.get(kind, "0" if isinstance(value, int) else "0.00")
            if kind is ColumnKind.MONEY:
                usual = "#,##0.00" if places_of(value) else "#,##0"
            shown = f"{_THAI_DIGITS}{usual}" if self._thai else usual
        elif value is Check.TICKED:
            cell.value = "✓"
        self._looks.give(cell, look._replace(number_format=shown))

    # --- on paper ---

    def _print_setup(self) -> None:
        sheet = self._sheet
        landscape = self._paper.orientation is Orientation.LANDSCAPE
        sheet.page_setup.paperSize = _PAPER_A4
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = (20 if landscape else 30) / _INCH
        sheet.page_margins.right = 20 / _INCH
        sheet.page_margins.top = 25 / _INCH
        sheet.page_margins.bottom = 20 / _INCH
        # the stubs take for absent what a worksheet always has
        sheet.HeaderFooter.oddFooter.right.text = "หน้า &P จาก &N"  # type: ignore[union-attr]
        if self._stamp:
            # & begins a command in a header, && is the character
            stamp = printable(self._stamp).replace("&", "&&")
            sheet.HeaderFooter.oddHeader.right.text = stamp  # type: ignore[union-attr]


def _unique_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts and no other worksheet has; Excel does not tell a from A."""
    clean = _NOT_IN_A_NAME.sub(" ", to_arabic(printable(wanted)).replace("\n", " ")).strip("' ")
    clean = clean or _UNNAMED
    number = 1
    while True:
        ending = f" ({number})" if number > 1 else ""
        name = _cut(clean, _LONGEST_NAME - len(ending)) + ending
        if name.casefold() not in taken and name.casefold() != "history":  # Excel's own
            taken.add(name.casefold())
            return name
        number += 1


def _cut(text: str, length: int) -> str:
    """At most `length` UTF-16 units, ending after a word where there is more than one, and in no
    half letter or open bracket."""
    if _units(text) <= length:
        return text
    words = default_segmenter().words(text)
    while len(words) > 1 and _units("".join(words)) > length:
        words = words[:-1]
    text = "".join(words)
    while _units(text) > length:
        text = text[:-1]
    return text.rstrip(" '(") or _UNNAMED


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _width(table: Table, place: int) -> float:
    """Characters of the column's longest line; marks above and below take no room."""
    longest_word = max(map(_length, table.columns[place].heading.split() or [""]))
    texts = [
        _shown(row.values[place])
        for row in table.rows
        if row.kind is not RowKind.GROUP and place < len(row.values)
    ]
    longest = max((_length(line) for text in texts for line in text.split("\n")), default=0)
    return min(_WIDEST, max(_NARROWEST, _SLACK * max(longest_word + 3, longest + 2)))


def _shown(value: CellValue) -> str:
    match value:
        case None | Check():
            return ""
        case date():
            return "30 พฤศจิกายน 2569"
        case int() | Decimal():
            return f"{value:,.2f}" if isinstance(value, Decimal) else f"{value:,}"
        case str():
            return value


def _length(text: str) -> int:
    return sum(category(character) != "Mn" for character in text)


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(_length(line) / (width - 1))) for line in text.split("\n"))
