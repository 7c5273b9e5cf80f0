"""Reading a table out of whatever spreadsheet an office sends: CSV, XLSX, XLS or ODS.

Only values, cleaned as text; what they mean is the caller's business. Thai digits stay as they
are. What was put right on the way is told in `ReadTable.notes`.
"""

import codecs
import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from cdd_desktop.documents.guard import MAX_FILE_BYTES, check_workbook, is_workbook
from cdd_desktop.documents.writing import FORMULA_STARTS
from cdd_desktop.errors import ImportRejected, StorageProblem
from cdd_desktop.thai.text import clean_text, is_misspelled

_OWNER_MARKS = ("~$", ".~lock.")  # Excel's and LibreOffice's, beside a file that is open
_DELIMITERS = (",", ";", "\t")
_HEADER_MIN_CELLS = 2
_BUDDHIST_OFFSET = 543
_BUDDHIST_YEARS = range(2400, 2800)
_EXCEL_DIGITS = ".15g"  # what Excel keeps: 1.1000000000000001 is the 1.1 that was typed


_Cell = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """One row with something in it. `number` is the row's number in the spreadsheet, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A heading row and the rows under it, all of the same width; `notes` are Thai sentences."""

    header: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGrid:
    """All rows of a sheet that hold anything, of the same width, before a heading is chosen.

    `name` is the file's, for messages; `merged` are the cells merged downwards: column from 0,
    first and last row by their numbers. `sheets` are the visible sheets of a workbook with more
    than one, that which was read first.
    """

    name: str
    rows: tuple[ReadRow, ...]
    merged: tuple[tuple[int, int, int], ...] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


def read_table(path: Path, *, sheet: str | None = None) -> ReadTable:
    """The table in `path`; of a workbook, in `sheet` or else in the first visible filled sheet.

    The heading row is the first with at least two filled cells, so titles above it do no harm.
    Raises `ImportRejected` when the file is at fault and `StorageProblem` when the disk is.
    """
    return as_table(read_grid(path, sheet=sheet))


def read_grid(path: Path, *, sheet: str | None = None) -> ReadGrid:
    """All of the sheet that `read_table` would read; raises what that raises."""
    try:
        if path.is_dir():
            raise ImportRejected(f"“{path}” เป็นโฟลเดอร์ กรุณาเลือกไฟล์ .xlsx .xls .ods หรือ .csv")
        if path.name.startswith(_OWNER_MARKS):
            raise ImportRejected(
                f"“{path.name}” เป็นไฟล์ชั่วคราวที่โปรแกรมตารางสร้างขณะเปิดไฟล์อยู่ "
                "กรุณาเลือกไฟล์จริงที่ชื่อไม่มีเครื่องหมายนำหน้า"
            )
        with path.open("rb") as file:
            head = file.read(8)
        if is_workbook(head):
            notes = check_workbook(path)
            return _whole(path, _workbook_rows(path, sheet), notes)
        return _whole(path, _csv_rows(path), ())
    except FileNotFoundError as error:
        raise ImportRejected(f"ไม่พบไฟล์ “{path}” กรุณาตรวจสอบชื่อไฟล์แล้วเลือกอีกครั้ง") from error
    except PermissionError as error:
        raise StorageProblem(
            f"เปิดไฟล์ “{path.name}” ไม่ได้ กรุณาปิดไฟล์นี้ในโปรแกรมอื่นแล้วลองอีกครั้ง"
        ) from error
    except OSError as error:
        raise StorageProblem(
            f"อ่านไฟล์ “{path.name}” ไม่ได้ กรุณาคัดลอกไฟล์มาไว้ในเครื่องแล้วลองอีกครั้ง"
        ) from error


class _Notes:
    """Counts what was put right while cells are read, to say it once and not cell by cell."""

    def __init__(self) -> None:
        self.buddhist_dates = 0
        self.respelled = 0
        self.sheets: tuple[str, ...] = ()
        self.is_chosen = False
        self.cleaned: dict[str, str] = {}

    def texts(self) -> tuple[str, ...]:
        told = []
        if self.sheets and not self.is_chosen:
            told.append(f"ไฟล์มี {len(self.sheets)} แผ่นงาน อ่านเฉพาะแผ่นงาน “{self.sheets[0]}”")
        if self.buddhist_dates:
            told.append(
                f"ช่องวันที่ {self.buddhist_dates} ช่องเก็บปี พ.ศ. ไว้เป็นปี ค.ศ. โปรแกรมแปลงให้ถูกต้องแล้ว"
            )
        if self.respelled:
            told.append(f"แก้ลำดับสระอำและวรรณยุกต์ให้ถูกต้อง {self.respelled} ช่อง")
        return tuple(told)


@dataclass(frozen=True, slots=True)
class _Source:
    rows: Iterable[tuple[int, list[str]]]
    notes: _Notes
    merged: tuple[tuple[int, int, int], ...] = ()


def _whole(path: Path, source: _Source, notes: tuple[str, ...]) -> ReadGrid:
    rows = [(number, cells) for number, cells in source.rows if any(cells)]
    if not rows:
        raise ImportRejected(f"ไฟล์ “{path.name}” ไม่มีข้อมูล กรุณากรอกข้อมูลใต้หัวตารางแล้วบันทึกไฟล์ก่อนนำเข้า")
    width = max(_last_filled(cells) for _, cells in rows) + 1
    return ReadGrid(
        name=path.name,
        rows=tuple(
            ReadRow(number=number, cells=_between(cells, 0, width)) for number, cells in rows
        ),
        merged=source.merged,
        notes=(*notes, *source.notes.texts()),
        sheets=source.notes.sheets,
    )


def as_table(grid: ReadGrid, place: int | None = None) -> ReadTable:
    """The grid as a table under its `place`th row, or its first with two filled cells or more.

    Raises `ImportRejected` when there is no such row, or nothing under it.
    """
    if place is None:
        wide = (sum(map(bool, row.cells)) >= _HEADER_MIN_CELLS for row in grid.rows)
        place = next((place for place, is_wide in enumerate(wide) if is_wide), None)
    if place is None:
        raise ImportRejected(
            f"ไม่พบหัวตารางในไฟล์ “{grid.name}” กรุณาใส่ชื่อคอลัมน์ไว้ในแถวแรกของตาราง คอลัมน์ละหนึ่งช่อง"
        )
    rows, notes = rows_under(grid, place + 1)
    header = [cell.replace("\n", " ") for cell in grid.rows[place].cells]
    everything = (header, *(list(row.cells) for row in rows))
    start = min(_first_filled(cells) for cells in everything)
    end = max(_last_filled(cells) for cells in everything) + 1
    return ReadTable(
        header=_between(header, start, end),
        rows=tuple(
            ReadRow(number=row.number, cells=_between(list(row.cells), start, end)) for row in rows
        ),
        notes=(*grid.notes, *notes),
    )


def rows_under(grid: ReadGrid, place: int) -> tuple[tuple[ReadRow, ...], tuple[str, ...]]:
    """The rows from the `place`th on, and notes; cells merged downwards hold their value in each.

    Raises `ImportRejected` when there are none.
    """
    rows = list(grid.rows[place:])
    if not rows:
        raise ImportRejected(
            f"ไฟล์ “{grid.name}” มีแต่หัวตาราง กรุณากรอกข้อมูลใต้หัวตารางแล้วบันทึกไฟล์ก่อนนำเข้า"
        )
    numbers = [row.number for row in rows]
    filled = 0
    for column, first, last in grid.merged:
        top = bisect_left(numbers, first)
        if top == len(rows) or numbers[top] != first or column >= len(rows[top].cells):
            continue
        value = rows[top].cells[column]
        for under in range(top + 1, bisect_right(numbers, last) if value else 0):
            row = rows[under]
            cells = (*row.cells[:column], value, *row.cells[column + 1 :])
            rows[under] = ReadRow(number=row.number, cells=cells)
            filled += 1
    notes = (f"ช่องที่ผสานกันลงหลายแถว อ่านค่าเดียวกันให้ทุกแถวแล้ว {filled:,} ช่อง",) if filled else ()
    return tuple(rows), notes


def _first_filled(cells: list[str]) -> int:
    return next(place for place, cell in enumerate(cells) if cell)


def _last_filled(cells: list[str]) -> int:
    return max(place for place, cell in enumerate(cells) if cell)


def _between(cells: list[str], start: int, end: int) -> tuple[str, ...]:
    return tuple(cells[start:end]) + ("",) * (end - max(start, len(cells)))


# --- CSV ---------------------------------------------------------------------------------------


def _csv_rows(path: Path) -> _Source:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise ImportRejected(f"ไฟล์ “{path.name}” มีขนาดใหญ่เกินไป กรุณาแบ่งข้อมูลเป็นหลายไฟล์แล้วนำเข้าทีละไฟล์")
    text = _decoded(path)
    delimiter = _delimiter(text)
    if text[:5].lower() == f"sep={delimiter}":  # written by Excel for its own sake
        text = text[5:]
    notes = _Notes()

    def rows() -> Iterator[tuple[int, list[str]]]:
        try:
            for number, cells in enumerate(
                csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1
            ):
                yield number, [_unguarded(_clean_counted(cell, notes)) for cell in cells]
        except csv.Error as error:
            raise ImportRejected(
                f"ไฟล์ “{path.name}” จัดช่องไม่ถูกต้อง กรุณาเปิดด้วย Excel แล้วบันทึกเป็น .xlsx ก่อนนำเข้า"
            ) from error

    return _Source(rows(), notes)


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)  # Excel's "Unicode text"
    else:
        encodings = ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ImportRejected(
        f"ไฟล์ “{path.name}” ไม่ใช่ตารางที่โปรแกรมอ่านได้ กรุณาเลือกไฟล์ .xlsx .xls .ods หรือ .csv"
    )


def _delimiter(text: str) -> str:
    if text[:4].lower() == "sep=" and text[4:5] in _DELIMITERS:
        return text[4]
    lines = text[:20_000].splitlines()[:30]
    quoted = re.compile('"[^"]*"')
    counts = [sum(quoted.sub("", line).count(sign) for line in lines) for sign in _DELIMITERS]
    return _DELIMITERS[counts.index(max(counts))]


def _unguarded(cell: str) -> str:
    """Without the apostrophe that `write_csv` puts before what would begin a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell


# --- workbooks ---------------------------------------------------------------------------------


def _workbook_rows(path: Path, sheet: str | None) -> _Source:
    notes = _Notes()
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            grid, merged = _grid(path, workbook, sheet, notes)
    except PasswordError as error:
        raise ImportRejected(
            f"ไฟล์ “{path.name}” มีรหัสผ่าน กรุณาเปิดด้วย Excel เอารหัสผ่านออก แล้วบันทึกใหม่"
        ) from error
    except (CalamineError, ZipError, ValueError, OverflowError, OSError) as error:
        # The guard has just read all of the file: here even an OSError means a damaged file.
        raise _damaged(path) from error
    except BaseException as error:
        # The reader is in Rust: what it did not expect arrives as a PanicException, which cannot
        # be imported and is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from error
    rows = ((number, [_as_text(cell, notes) for cell in cells]) for number, cells in grid)
    return _Source(rows, notes, merged)


def _damaged(path: Path) -> ImportRejected:
    return ImportRejected(f"ไฟล์ “{path.name}” เสียหาย กรุณาเปิดด้วย Excel แล้วบันทึกเป็น .xlsx ใหม่ก่อนนำเข้า")


def _grid(
    path: Path, workbook: CalamineWorkbook, sheet: str | None, notes: _Notes
) -> tuple[list[tuple[int, list[_Cell]]], tuple[tuple[int, int, int], ...]]:
    """The rows of the wanted sheet with their numbers, or of the first that holds anything.

    With them its cells that are merged downwards, as `ReadGrid.merged` has them.
    """
    names = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.typ is SheetTypeEnum.WorkSheet and meta.visible is SheetVisibleEnum.Visible
    ]
    if sheet is not None:
        if sheet not in workbook.sheet_names:
            raise ImportRejected(
                f"ไฟล์ “{path.name}” ไม่มีแผ่นงาน “{sheet}” กรุณาเลือกจาก {', '.join(names)}"
            )
        notes.is_chosen = True
    for name in names if sheet is None else [sheet]:
        found = workbook.get_sheet_by_name(name)
        grid = list(enumerate(found.iter_rows(), 1))
        if any(cell != "" for _, cells in grid for cell in cells):
            if len(names) > 1:
                notes.sheets = (name, *(other for other in names if other != name))
            merged = tuple(
                (left, top + 1, bottom + 1)
                for (top, left), (bottom, right) in found.merged_cell_ranges or ()
                if left == right and top < bottom
            )
            return grid, merged
    return [], ()


def _as_text(cell: _Cell, notes: _Notes) -> str:
    if isinstance(cell, str):
        return _clean_counted(cell, notes)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number_text(cell)
    if isinstance(cell, date):
        return _date_text(cell, notes)
    return str(cell)


def _number_text(value: float) -> str:
    """As Excel shows it: 1.0 is 1, 0.1 + 0.2 is 0.3, and never an exponent."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(format(value, _EXCEL_DIGITS)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_text(value: date, notes: _Notes) -> str:
    """ISO; a year typed as Buddhist into a date cell, stored 543 years late, is put right."""
    if value.year in _BUDDHIST_YEARS:
        try:
            value = value.replace(year=value.year - _BUDDHIST_OFFSET)
        except ValueError:  # 29 February 2568 was no day: left for the caller to refuse
            return value.isoformat()
        notes.buddhist_dates += 1
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.time() == time():
        return value.date().isoformat()
    return value.replace(tzinfo=None).isoformat(" ", "minutes")


def _clean_counted(cell: str, notes: _Notes) -> str:
    known = notes.cleaned.get(cell)
    if known is None:
        known = notes.cleaned[cell] = clean_text(cell)
    # where nothing changed nothing was misspelled
    if known != cell and is_misspelled(cell):
        notes.respelled += 1
    return known
