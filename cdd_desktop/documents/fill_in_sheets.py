"""The sheets of a workbook to fill in, cell by cell."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import cast
from unicodedata import category

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cdd_desktop.documents.cells import printable
from cdd_desktop.documents.fill_in import FillColumn, FillIn, FillKind, FillRange
from cdd_desktop.documents.looks import TITLE_SIZE, Look, Looks
from cdd_desktop.documents.model import Align
from cdd_desktop.documents.writing import FORMULA_STARTS

_HEAD = "E8EDF1"
_HOW, _LISTS = "วิธีกรอก", "รายการ"
_TO_FILL, _FRAMED = 500, 100  # rows below what is known: with lists to choose from, with frames
_PAPER_A4 = 9
_MOST_DIGITS = 15  # that a spreadsheet keeps of a number
_TITLE_ROW, _BAND_ROW = 1, 2
_HEAD_HEIGHT = 48.0
_TALLEST_HEAD = 220.0
_WIDEST_PAGE = 260.0  # characters beside each other that can still be read on A4
_LONGEST_TITLE, _LONGEST_TOLD = 32, 255  # that spreadsheets show beside a cell
_LINE_HEIGHT, _TALLEST = 24.0, 96.0  # points
_HOW_COLUMN = FillColumn(title=_HOW, width=110.0)


def filled_in(fill_ins: Sequence[FillIn]) -> bytes:
    """The workbook's file; the title and the way are those of the first sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(fill_ins[0].title)
    book.properties.creator = "CDD Desktop"
    looks = Looks()
    sheets = [book.create_sheet(fill_in.name) for fill_in in fill_ins]
    _tell_how(book.create_sheet(_HOW), fill_ins[0], looks)
    for number, (sheet, fill_in) in enumerate(zip(sheets, fill_ins, strict=True)):
        lists = book.create_sheet(f"{_LISTS} {number + 1}" if number else _LISTS)
        lists.sheet_state = "hidden"
        _fill(sheet, lists, fill_in, looks)
        if fill_in.kept is not None:
            _keep(book.create_sheet(fill_in.kept[0]), fill_in.kept[1])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, lists: Worksheet, fill_in: FillIn, looks: Looks) -> None:
    _head(sheet, fill_in, looks)
    for number, row in enumerate(fill_in.rows, fill_in.head_row + 1):
        sheet.row_dimensions[number].height = _height(fill_in.columns, row)
        for place, (column, value) in enumerate(zip(fill_in.columns, row, strict=True), 1):
            _put(_cell(sheet, number, place), value, column, looks)
    first = fill_in.head_row + len(fill_in.rows) + 1  # that is empty
    spare = range(first, first if fill_in.is_whole else first + _TO_FILL)
    for place, column in enumerate(fill_in.columns, 1):
        _guard(sheet, lists, place, column, range(fill_in.head_row + 1, spare.stop))
        _dress_empty(sheet, place, column, spare[:_FRAMED], looks)
    _protect(sheet, fill_in)


def _tell_how(how: Worksheet, fill_in: FillIn, looks: Looks) -> None:
    how.column_dimensions["A"].width = _HOW_COLUMN.width
    _fit(how)
    for number, text in enumerate((fill_in.title, *fill_in.how), 1):
        look = Look(size=TITLE_SIZE, bold=True) if number == 1 else Look(is_wrapped=True)
        _text(_cell(how, number, 1), text, look, looks)
        how.row_dimensions[number].height = _height([_HOW_COLUMN], [text])


def _head(sheet: Worksheet, fill_in: FillIn, looks: Looks) -> None:
    _text(_cell(sheet, _TITLE_ROW, 1), fill_in.title, Look(size=TITLE_SIZE, bold=True), looks)
    look = Look(
        bold=True, fill=_HEAD, is_framed=True, align=Align.CENTER, is_middle=True, is_wrapped=True
    )
    row = fill_in.head_row
    for place, column in enumerate(fill_in.columns, 1):
        _text(_cell(sheet, row, place), column.title, look, looks)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        dimension.hidden = column.is_hidden
    left = 1
    for title, width in fill_in.bands:
        for place in range(left, left + width):
            _text(_cell(sheet, _BAND_ROW, place), title if place == left else "", look, looks)
        if width > 1:
            sheet.merge_cells(
                start_row=_BAND_ROW,
                end_row=_BAND_ROW,
                start_column=left,
                end_column=left + width - 1,
            )
        left += width
    if fill_in.bands:
        sheet.row_dimensions[_BAND_ROW].height = _LINE_HEIGHT + 4
    sheet.row_dimensions[_TITLE_ROW].height = _LINE_HEIGHT + 4
    titles = [column.title for column in fill_in.columns]
    needed = _height(fill_in.columns, titles, _TALLEST_HEAD)
    sheet.row_dimensions[row].height = max(_HEAD_HEIGHT, needed)
    sheet.freeze_panes = f"{get_column_letter(fill_in.frozen + 1)}{row + 1}"
    sheet.print_title_rows = f"{_BAND_ROW}:{row}"
    sheet.page_setup.orientation = "landscape"
    _fit(sheet)
    shown = sum(column.width for column in fill_in.columns if not column.is_hidden)
    if shown > _WIDEST_PAGE:  # on one page nobody could read it
        sheet.page_setup.fitToWidth = ceil(shown / _WIDEST_PAGE)
        sheet.print_title_cols = f"A:{get_column_letter(fill_in.frozen)}"


def _protect(sheet: Worksheet, fill_in: FillIn) -> None:
    """Lock what is not to be typed in; widths, heights and filters stay free."""
    if not fill_in.is_protected:
        return
    last = f"{get_column_letter(len(fill_in.columns))}{fill_in.head_row + len(fill_in.rows)}"
    sheet.auto_filter.ref = f"A{fill_in.head_row}:{last}"
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = guard.autoFilter = False  # False: allowed


def _keep(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = _cell(sheet, number, place)
            cell.value = printable(value)
            cell.data_type = "s"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _fit(sheet: Worksheet) -> None:
    """One page wide on A4."""
    sheet.page_setup.paperSize = _PAPER_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _height(
    columns: Sequence[FillColumn],
    row: Sequence[str | Decimal | None],
    tallest: float = _TALLEST,
) -> float:
    """Of a row, by the text with most lines; marks above and below letters take no room."""
    lines = 1
    for column, value in zip(columns, row, strict=True):
        if isinstance(value, str) and not column.is_hidden:
            paragraphs = (sum(map(_takes_room, part)) for part in value.split("\n"))
            lines = max(lines, sum(max(1, ceil(each / (column.width - 2))) for each in paragraphs))
    return min(tallest, lines * _LINE_HEIGHT)


def _takes_room(character: str) -> bool:
    return category(character) != "Mn"


def _guard(sheet: Worksheet, lists: Worksheet, place: int, column: FillColumn, rows: range) -> None:
    """Let a column offer its list, or refuse what is no number."""
    letter = get_column_letter(place)
    if column.is_locked or not rows:
        return
    if column.choices:
        for number, choice in enumerate(column.choices, 1):
            cell = _cell(lists, number, place)
            cell.value = printable(choice)
            cell.data_type = "s"
        source = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(column.choices)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        rule.showErrorMessage = column.is_closed
        rule.error = f"กรุณาเลือก{column.title}จากรายการ หรือเว้นว่าง"[:_LONGEST_TOLD]
    elif column.within is not None:
        rule = _ranged(column.within, f"{letter}{rows.start}")
    elif column.kind is not FillKind.TEXT and not column.takes_words:
        rule = DataValidation(
            type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True
        )
        rule.showErrorMessage = True
        rule.error = "กรุณากรอกเป็นตัวเลขตั้งแต่ 0 ขึ้นไป หรือเว้นว่างถ้ายังไม่ทราบ"
    else:
        return
    rule.errorTitle = column.title[:_LONGEST_TITLE]
    if column.prompt:
        rule.showInputMessage = True
        rule.promptTitle = column.title[:_LONGEST_TITLE]
        rule.prompt = column.prompt[:_LONGEST_TOLD]
    rule.add(f"{letter}{rows.start}:{letter}{rows.stop - 1}")
    sheet.add_data_validation(rule)


def _ranged(within: FillRange, cell: str) -> DataValidation:
    """A rule that spreadsheets know as a formula, since it may take `-` beside numbers."""
    told = f"ตั้งแต่ {within.lowest:,}"
    wanted = [f"ISNUMBER({cell})", f"{cell}>={within.lowest}"]
    if within.highest is not None:
        told = f"{within.lowest:,} ถึง {within.highest:,}"
        wanted.append(f"{cell}<={within.highest}")
    if within.is_whole:
        told = f"จำนวนเต็ม {told}"
        wanted.append(f"{cell}=INT({cell})")
    formula = f"IF(ISNUMBER({cell}),AND({','.join(wanted)}),FALSE)"
    dash = ""
    if within.takes_dash:
        formula = f'IF(ISNUMBER({cell}),AND({",".join(wanted)}),{cell}="-")'
        dash = " ใส่ - เมื่อไม่มีกลุ่มเป้าหมาย"
    rule = DataValidation(type="custom", formula1=formula, allow_blank=True)
    rule.showErrorMessage = True
    rule.error = f"กรุณากรอก{told}{dash} หรือเว้นว่างถ้ายังไม่ทราบ"
    return rule


def _dress_empty(
    sheet: Worksheet, place: int, column: FillColumn, rows: range, looks: Looks
) -> None:
    for number in rows:
        looks.give(_cell(sheet, number, place), _look(column))


def _put(cell: Cell, value: str | Decimal | None, column: FillColumn, looks: Looks) -> None:
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _MOST_DIGITS:
        value = format(value, "f")  # as text it stays exact
    if isinstance(value, str) and value:
        _text(cell, value, _look(column), looks)
        return
    cell.value = value or (None if isinstance(value, str) else value)  # an amount may be zero
    looks.give(cell, _look(column))


def _look(column: FillColumn) -> Look:
    is_text = column.kind is FillKind.TEXT
    return Look(
        is_framed=True,
        is_wrapped=is_text,
        align=Align.LEFT if is_text else Align.RIGHT,
        number_format=column.kind.value,
        fill=_HEAD if column.is_locked else "",
        is_open=not column.is_locked,
    )


def _text(cell: Cell, text: str, look: Look, looks: Looks) -> None:
    """A text that stays one, whatever it begins with."""
    cell.value = printable(text)
    cell.data_type = "s"
    looks.give(cell, look._replace(is_quoted=text.startswith(FORMULA_STARTS)))


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", sheet.cell(row, column))  # none is merged
