"""A workbook that came back: what it is of, what its rows say, what of it cannot be right.

Needs no office. Which villages the rows mean today, and what is new, is found out later.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from cdd_desktop.checklists.answer_cells import CellRefused
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.workbooks.cells import Said, read_base, read_said
from cdd_desktop.checklists.workbooks.keeping import NoWorkbook, meta_of
from cdd_desktop.checklists.workbooks.layout import (
    CODE,
    HOUSEHOLDS,
    KEPT_SHEET,
    MOO,
    NAME,
    SHEET,
    TAMBON,
    heads_of,
)
from cdd_desktop.checklists.workbooks.making import column_keys
from cdd_desktop.checklists.workbooks.records import Meta, Place
from cdd_desktop.documents.reading import ReadGrid, ReadRow, read_grid
from cdd_desktop.errors import ImportRejected, RowProblem
from cdd_desktop.progress import Progress
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line

# what reading a file that is none, damaged or locked ends in
_NO_PACKAGE = (OSError, BadZipFile, KeyError, ValueError, RuntimeError, zlib.error)
_SHEETS_MAX = 200_000  # bytes; ours has a few hundred
_NOT_OURS = "ไม่ใช่แบบกรอกที่โปรแกรมนี้ทำ หรือข้อมูลแฟ้มที่ซ่อนไว้ถูกแก้ กรุณาใช้แบบกรอกจากปุ่ม “ทำแบบกรอก”"


@dataclass(slots=True, kw_only=True)
class WorkbookRow:
    """A row that stands for a village. `cells` are by column, as typed; `said` by indicator."""

    number: int
    code: str
    cells: Mapping[str, str]
    said: dict[str, Said] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What a file holds; its rows are still to be read by the instrument of `meta`."""

    name: str
    meta: Meta
    grid: ReadGrid
    notes: tuple[str, ...]


def is_fill_in(path: Path) -> bool:
    """Whether a file seems to be one of our workbooks, without reading it: its sheets' names tell.

    Of a workbook saved in another format this is not known.
    """
    try:
        with ZipFile(path) as package, package.open("xl/workbook.xml") as sheets:
            told = sheets.read(_SHEETS_MAX).decode(errors="ignore")
    except _NO_PACKAGE:
        return False
    return f'"{KEPT_SHEET}"' in told


def open_workbook(path: Path) -> Workbook:
    """Open one of our workbooks. Raises `ImportRejected` for another file, `StorageProblem`."""
    first = read_grid(path)
    try:
        kept = read_grid(path, sheet=KEPT_SHEET)
        meta = meta_of([row.cells for row in kept.rows])
    except (ImportRejected, NoWorkbook) as fault:
        raise ImportRejected(f"“{path.name}” {_NOT_OURS}") from fault
    grid = read_grid(path, sheet=SHEET) if SHEET in first.sheets else first
    return Workbook(name=path.name, meta=meta, grid=grid, notes=())


def read_rows(
    book: Workbook, instrument: Instrument, progress: Progress
) -> tuple[WorkbookRow, ...]:
    """The rows of villages, read by the instrument that the workbook was made of.

    Raises `ImportRejected` where headings were changed.
    """
    place_of, start = _columns(book, instrument)
    known = {place.code: place for place in book.meta.places}
    rows = []
    for row in book.grid.rows[start:]:
        progress.check_cancelled()
        cells = {key: row.cells[place] for key, place in place_of.items()}
        read = _row(row, cells, instrument, known, dict(book.meta.columns))
        if read is not None:
            rows.append(read)
    return tuple(rows)


def _columns(book: Workbook, instrument: Instrument) -> tuple[dict[str, int], int]:
    """The place of each column, and where the rows under the headings begin."""
    wanted, heads = column_keys(instrument), heads_of(instrument)
    for number, row in enumerate(book.grid.rows):
        titles = [clean_line(cell) for cell in row.cells]
        if heads[CODE] in titles and heads[NAME] in titles:
            twice = [title for _, title in wanted if titles.count(clean_line(title)) > 1]
            if twice:
                raise ImportRejected(
                    f"“{book.name}” มีหัวคอลัมน์ “{twice[0][:40]}” ซ้ำกัน จึงไม่รู้ว่าใช้คอลัมน์ใด "
                    "กรุณาลบคอลัมน์ที่เพิ่มเข้ามา"
                )
            lost = [title for _, title in wanted if clean_line(title) not in titles]
            if lost:
                told = ", ".join(f"“{title[:40]}”" for title in lost[:3])
                raise ImportRejected(
                    f"“{book.name}” ไม่มีหัวคอลัมน์ {told} เพราะหัวตารางถูกแก้หรือถูกลบ "
                    "กรุณาคืนหัวคอลัมน์เดิม หรือกรอกในแบบกรอกที่ทำใหม่"
                )
            return {key: titles.index(clean_line(title)) for key, title in wanted}, number + 1
    raise ImportRejected(
        f"“{book.name}” ไม่มีหัวตาราง “{heads[CODE]}” เพราะหัวตารางถูกแก้หรือถูกลบ กรุณากรอกในแบบกรอกที่ทำใหม่"
    )


def _row(
    row: ReadRow,
    cells: Mapping[str, str],
    instrument: Instrument,
    known: Mapping[str, Place],
    titles: Mapping[str, str],
) -> WorkbookRow | None:
    """None: a remark beside the table, which stands for no village."""
    code = to_arabic(clean_line(cells[CODE]))
    read = WorkbookRow(number=row.number, code=code, cells=cells)
    base = _base(read, titles)
    for indicator in instrument.indicators:
        try:
            said = read_said(indicator, cells, base)
        except CellRefused as fault:
            key = fault.column if fault.column in titles else indicator.code
            read.problems.append(RowProblem(row.number, fault.text, _short(titles.get(key, ""))))
            continue
        if said is not None:
            read.said[indicator.code] = said
    is_remark = code not in known and not any(map(str.isdigit, code))
    if is_remark and not read.said and not read.problems:
        return None
    for problem in _misplaced(code, cells, known):
        read.problems.insert(0, RowProblem(row.number, problem, heads_of(instrument)[CODE]))
    return read


def _base(read: WorkbookRow, titles: Mapping[str, str]) -> Decimal | None:
    try:
        return read_base(read.cells.get(HOUSEHOLDS, ""), HOUSEHOLDS)
    except CellRefused as fault:
        title = titles.get(HOUSEHOLDS, "")
        read.problems.append(RowProblem(read.number, fault.text, title))
        return None


def _misplaced(code: str, cells: Mapping[str, str], known: Mapping[str, Place]) -> Iterator[str]:
    """Why a row is not one of those that went out."""
    if not code:
        yield "ไม่มีรหัสในแถวนี้ กรุณากรอกในแถวเดิมของแบบกรอก"
        return
    place = known.get(code)
    if place is None:
        yield f"รหัส {code} ไม่ได้อยู่ในแบบกรอกนี้ตอนทำออกไป กรุณากรอกในแถวเดิมของแบบกรอก"
        return
    told = {TAMBON: place.tambon, MOO: place.moo, NAME: place.name}
    if any(
        to_arabic(clean_line(cells[key])) != to_arabic(text)
        for key, text in told.items()
        if key in cells
    ):
        yield (f"รหัส {code} เป็นของ {place.label} แต่ชื่อในแถวถูกแก้เป็นอย่างอื่น กรุณาคืนรหัสและชื่อให้ตรงกัน")


def _short(title: str) -> str:
    """A heading that fits into a sentence."""
    longest = 60
    return title if len(title) <= longest else f"{title[:longest]}…"
