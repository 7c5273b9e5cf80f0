"""A workbook for people to fill in: lists to choose from, how it is filled, what is already known.

It is read back by `documents.reading`: the sheet to fill is the first one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import cast
from unicodedata import category

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cdd_desktop.documents.cells import printable
from cdd_desktop.documents.looks import TITLE_SIZE, Look, Looks
from cdd_desktop.documents.model import Align
from cdd_desktop.documents.writing import FORMULA_STARTS, replacing

_HEAD = "E8EDF1"
_HOW, _LISTS = "วิธีกรอก", "รายการ"
_TO_FILL, _FRAMED = 500, 100  # rows below what is known: with lists to choose from, with frames
_PAPER_A4 = 9
_MOST_DIGITS = 15  # that a spreadsheet keeps of a number
_TITLE_ROW, _HEAD_ROW = 1, 2
_HEAD_HEIGHT = 48.0
_LINE_HEIGHT, _TALLEST = 24.0, 96.0  # points


class FillKind(Enum):
    """What a column takes, by its format: what is typed as text, `1-2` too, stays text."""

    TEXT = "@"
    NUMBER = "#,##0.##"
    MONEY = "#,##0.00"


@dataclass(frozen=True, slots=True, kw_only=True)
class FillColumn:
    """A column to fill. `choices` are offered; others are refused when `is_closed`.

    `takes_words`: of numbers, where what is typed may be 3 ถุง too.
    """

    title: str
    width: float  # characters
    kind: FillKind = FillKind.TEXT
    choices: tuple[str, ...] = ()
    is_closed: bool = False
    is_hidden: bool = False
    takes_words: bool = False


_HOW_COLUMN = FillColumn(title=_HOW, width=110.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FillIn:
    """What is to be filled in. `rows` are those that are known, `how` the sentences of วิธีกรอก.

    `frozen`: so many columns stay in sight.
    """

    name: str  # of the sheet
    title: str
    columns: Sequence[FillColumn]
    rows: Sequence[Sequence[str | Decimal | None]]
    how: Sequence[str]
    frozen: int = 1


def write_fill_in(fill_in: FillIn, out: Path) -> None:
    """Write the workbook; `out` is replaced only when all went well. Raises `StorageProblem`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(fill_in.title)
    book.properties.creator = "CDD Desktop"
    looks = Looks()
    sheet = book.create_sheet(fill_in.name)
    how = book.create_sheet(_HOW)
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    _head(sheet, fill_in, looks)
    for number, row in enumerate(fill_in.rows, _HEAD_ROW + 1):
        sheet.row_dimensions[number].height = _height(fill_in.columns, row)
        for place, (column, value) in enumerate(zip(fill_in.columns, row, strict=True), 1):
            _put(_cell(sheet, number, place), value, column.kind, looks)
    first = _HEAD_ROW + len(fill_in.rows) + 1  # that is empty
    last = first + _TO_FILL - 1
    for place, column in enumerate(fill_in.columns, 1):
        _guard(sheet, lists, place, column, last)
        _dress_empty(sheet, place, column, range(first, first + _FRAMED), looks)
    how.column_dimensions["A"].width = _HOW_COLUMN.width
    _fit(how)
    for number, text in enumerate((fill_in.title, *fill_in.how), 1):
        look = Look(size=TITLE_SIZE, bold=True) if number == 1 else Look(is_wrapped=True)
        _text(_cell(how, number, 1), text, look, looks)
        how.row_dimensions[number].height = _height([_HOW_COLUMN], [text])
    written = BytesIO()
    book.save(written)
    with replacing(out) as beside:
        beside.write_bytes(written.getbuffer())


def _head(sheet: Worksheet, fill_in: FillIn, looks: Looks) -> None:
    _text(_cell(sheet, _TITLE_ROW, 1), fill_in.title, Look(size=TITLE_SIZE, bold=True), looks)
    look = Look(
        bold=True, fill=_HEAD, is_framed=True, align=Align.CENTER, is_middle=True, is_wrapped=True
    )
    for place, column in enumerate(fill_in.columns, 1):
        _text(_cell(sheet, _HEAD_ROW, place), column.title, look, looks)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        dimension.hidden = column.is_hidden
    sheet.row_dimensions[_TITLE_ROW].height = _LINE_HEIGHT + 4
    sheet.row_dimensions[_HEAD_ROW].height = _HEAD_HEIGHT
    sheet.freeze_panes = f"{get_column_letter(fill_in.frozen + 1)}{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    _fit(sheet)


def _fit(sheet: Worksheet) -> None:
    """One page wide on A4."""
    sheet.page_setup.paperSize = _PAPER_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _height(columns: Sequence[FillColumn], row: Sequence[str | Decimal | None]) -> float:
    """Of a row, by the text with most lines; marks above and below letters take no room."""
    lines = 1
    for column, value in zip(columns, row, strict=True):
        if isinstance(value, str) and not column.is_hidden:
            paragraphs = (sum(map(_takes_room, part)) for part in value.split("\n"))
            lines = max(lines, sum(max(1, ceil(each / (column.width - 2))) for each in paragraphs))
    return min(_TALLEST, lines * _LINE_HEIGHT)


def _takes_room(character: str) -> bool:
    return category(character) != "Mn"


def _guard(sheet: Worksheet, lists: Worksheet, place: int, column: FillColumn, last: int) -> None:
    """Let a column offer its list, or refuse what is no number."""
    letter = get_column_letter(place)
    if column.choices:
        for number, choice in enumerate(column.choices, 1):
            cell = _cell(lists, number, place)
            cell.value = printable(choice)
            cell.data_type = "s"
        source = f"{quote_sheetname(_LISTS)}!${letter}$1:${letter}${len(column.choices)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        rule.showErrorMessage = column.is_closed
        rule.error = f"กรุณาเลือก{column.title}จากรายการ หรือเว้นว่าง"
    elif column.kind is not FillKind.TEXT and not column.takes_words:
        rule = DataValidation(
            type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True
        )
        rule.showErrorMessage = True
        rule.error = "กรุณากรอกเป็นตัวเลขตั้งแต่ 0 ขึ้นไป หรือเว้นว่างถ้ายังไม่ทราบ"
    else:
        return
    rule.errorTitle = column.title[:32]
    rule.add(f"{letter}{_HEAD_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(rule)


def _dress_empty(
    sheet: Worksheet, place: int, column: FillColumn, rows: range, looks: Looks
) -> None:
    for number in rows:
        looks.give(_cell(sheet, number, place), _look(column.kind))


def _put(cell: Cell, value: str | Decimal | None, kind: FillKind, looks: Looks) -> None:
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _MOST_DIGITS:
        value = format(value, "f")  # as text it stays exact
    if isinstance(value, str) and value:
        _text(cell, value, _look(kind), looks)
        return
    cell.value = value or (None if isinstance(value, str) else value)  # an amount may be zero
    looks.give(cell, _look(kind))


def _look(kind: FillKind) -> Look:
    is_text = kind is FillKind.TEXT
    align = Align.LEFT if is_text else Align.RIGHT
    return Look(is_framed=True, is_wrapped=is_text, align=align, number_format=kind.value)


def _text(cell: Cell, text: str, look: Look, looks: Looks) -> None:
    """A text that stays one, whatever it begins with."""
    cell.value = printable(text)
    cell.data_type = "s"
    looks.give(cell, look._replace(is_quoted=text.startswith(FORMULA_STARTS)))


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", sheet.cell(row, column))  # none is merged
