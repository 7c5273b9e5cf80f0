"""The rows of a sheet of an instrument's workbook, whose cells are read with their faults. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from cdd_desktop.checklists.editing import cell_words as words
from cdd_desktop.checklists.editing.blanks import UNCHECKED
from cdd_desktop.checklists.editing.workbook import TITLES
from cdd_desktop.checklists.instruments import CheckStatus, TextCheck
from cdd_desktop.documents.reading import ReadGrid
from cdd_desktop.thai.digits import to_arabic

PENDING_SOURCE = UNCHECKED.source
_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


@dataclass(slots=True)
class SheetRows:
    """The rows of one sheet while they are read; `faults` grows."""

    sheet: str
    faults: list[str]
    rows: list["Row"] = field(default_factory=list)


class Row:
    """One row by its columns."""

    def __init__(self, rows: SheetRows, number: int, cells: Mapping[str, str]) -> None:
        self._rows = rows
        self.number = number
        self._cells = cells

    def text(self, key: str) -> str:
        """A cell, without blanks around it."""
        return self._cells.get(key, "").strip()

    def code(self, key: str) -> str:
        """A code, with Arabic digits."""
        return to_arabic(self.text(key))

    def wanted(self, key: str) -> str:
        """A cell that may not be empty."""
        if not self.text(key):
            self.fault(key, "ต้องไม่เว้นว่าง กรุณากรอก")
        return self.text(key)

    def read(self, key: str, reader: Callable[[str], _T], otherwise: _T) -> _T:
        """A cell by its reader; a fault where that refuses it."""
        try:
            return reader(self.text(key))
        except ValueError as fault:
            self.fault(key, str(fault))
            return otherwise

    def whole(self, key: str) -> int:
        """A whole number; 0 where the cell is empty."""
        nothing: int | None = None
        return self.read(key, words.read_whole, nothing) or 0

    def read_lines(self, key: str, reader: Callable[[str], _T]) -> tuple[_T, ...]:
        """A cell with a thing on each line."""
        found = []
        for line in words.lines_of(self.text(key)):
            try:
                found.append(reader(line))
            except ValueError as fault:
                self.fault(key, str(fault))
        return tuple(found)

    def one_of(self, key: str, choices: type[_E], otherwise: _E) -> _E:
        """A choice by its word; empty means what is usual."""
        text = self.text(key)
        if not text:
            return otherwise
        named = {_word(one): one for one in choices}
        if text not in named:
            self.fault(key, f"“{text}” ใช้ไม่ได้ กรุณาเลือกจาก {', '.join(named)}")
        return named.get(text, otherwise)

    def check(self, status: str = "status", source: str = "source") -> TextCheck:
        """How far the text can be trusted."""
        return TextCheck(
            status=self.one_of(status, CheckStatus, CheckStatus.PENDING),
            source=self.text(source) or PENDING_SOURCE,
        )

    def fault(self, key: str, told: str) -> None:
        """Note what is wrong with a cell."""
        title = TITLES[self._rows.sheet].get(key, "")
        self._rows.faults.append(
            f"แผ่นงาน {self._rows.sheet} แถว {self.number} คอลัมน์ “{title}”: {told}"
        )


def _word(one: StrEnum) -> str:
    return one.value if isinstance(one, CheckStatus) else str(getattr(one, "label", one.value))


def rows_of(sheet: str, grid: ReadGrid | None, faults: list[str]) -> SheetRows:
    """The rows under the sheet's headings. Columns may stand in any order."""
    found = SheetRows(sheet=sheet, faults=faults)
    if grid is None:
        return found
    keys = {title: key for key, title in TITLES[sheet].items()}
    least = min(2, len(keys))
    columns: list[str | None] = []
    for row in grid.rows:
        if columns:
            cells = {key: cell for key, cell in zip(columns, row.cells, strict=False) if key}
            if any(cells.values()):
                found.rows.append(Row(found, row.number, cells))
            continue
        named = [keys.get(" ".join(cell.split())) for cell in row.cells]
        if sum(map(bool, named)) >= least:
            columns = named
    if not columns:
        faults.append(f"แผ่นงาน {sheet}: ไม่พบหัวคอลัมน์ ({', '.join(keys)}) กรุณาคงหัวคอลัมน์ตามแบบที่ส่งออก")
    return found
