"""Reading the rows of a sheet of a month. Pure.

A blank cell says nothing; a dash takes out what was told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from cdd_desktop.documents.headings import Chosen, find_columns, table_under
from cdd_desktop.documents.reading import ReadGrid, ReadRow
from cdd_desktop.errors import CddError, ImportRejected
from cdd_desktop.lookups.records import Entry
from cdd_desktop.places.matching import PlaceWords
from cdd_desktop.thai.calendar import parse_thai_date
from cdd_desktop.thai.months import month_name, parse_month
from cdd_desktop.thai.searching import folded
from cdd_desktop.thai.text import clean_line, clean_text, short
from cdd_desktop.waste.amounts import THOUSAND, NotAnAmount, parse_amount
from cdd_desktop.waste.exchange.month_columns import BIN_KEY, ITEM_KEY, month_titles
from cdd_desktop.waste.exchange.outcomes import Rows
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.units import Scope

_T = TypeVar("_T")
_DASHES = {"-", "–"}
_ESTIMATES = ("ประมาณ", "ค่าประมาณ")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """A row that tells something of a unit. `items` are cells as typed, by key.

    `bins`: None is taken out. `village` names one; of an อปท. `government` and `scope` do.
    `reporter`, `reported_on` and `note` hold only what is told; None is taken out.
    """

    number: int
    code: str
    village: PlaceWords
    government: str
    scope: Scope
    basis: Basis
    items: Mapping[str, str]
    bins: Mapping[str, int | None]
    facts: Mapping[str, str | date | None]


def read_month_rows(
    grid: ReadGrid, items: Sequence[Entry], chosen: Chosen | None = None
) -> tuple[Rows, tuple[tuple[MonthRow, date | None], ...]]:
    """The rows that tell something, each with its month where the file says one.

    Raises `ImportRejected` for a sheet without places, or with nothing that is told of a month.
    """
    titles = month_titles(items)
    table = table_under(grid, titles)
    columns = find_columns(table, titles, {}, chosen)
    if not {"code", "government"} & columns.keys() and not {"tambon", "moo"} <= columns.keys():
        raise ImportRejected(
            f"ไม่พบคอลัมน์รหัสหมู่บ้าน หรืออำเภอ ตำบล และหมู่ที่ ในไฟล์ “{grid.name}” "
            "กรุณาเพิ่มคอลัมน์เหล่านี้ หรือใช้แบบกรอกจากโปรแกรม"
        )
    if not any(key.startswith((ITEM_KEY, BIN_KEY)) for key in columns):
        raise ImportRejected(
            f"ไม่พบคอลัมน์ของบันทึกขยะในไฟล์ “{grid.name}” เช่น ขยะอินทรีย์ กระดาษ พลาสติก "
            "กรุณาแก้หัวตารางให้ตรงกับรายการบันทึกขยะ หรือใช้แบบกรอกจากโปรแกรม"
        )
    rows = Rows(table=table, columns=columns)
    reader = _Reader(rows)
    found = tuple(pair for row in table.rows if (pair := reader.read(row)) is not None)
    return rows, found


def month_of_rows(
    rows: Rows,
    found: Sequence[tuple[MonthRow, date | None]],
    month: date | None,
    name: str,
) -> tuple[date, tuple[MonthRow, ...]]:
    """The month that is told and the rows of it; others are refused. None: the file's own.

    Raises `ImportRejected` for a file of another month, or of none where none is given.
    """
    if not found and not rows.refused:
        raise ImportRejected(f"ไฟล์ “{name}” ยังไม่มีตัวเลขที่กรอก กรุณากรอกแล้วบันทึกไฟล์ก่อนนำเข้า")
    told = sorted({each for _, each in found if each is not None})
    if month is None:
        if len(told) != 1:
            why = "มีหลายเดือน" if told else "ไม่ได้บอกเดือน"
            raise ImportRejected(f"ไฟล์ “{name}” {why} กรุณาเลือกเดือนที่จะนำเข้า แล้วนำเข้าใหม่")
        month = told[0]
    elif told and month not in told:
        raise ImportRejected(
            f"ไฟล์ “{name}” เป็นของเดือน {month_name(told[0])} แต่เดือนที่เลือกคือ {month_name(month)} "
            f"กรุณาเลือกเดือน {month_name(told[0])} แล้วนำเข้าใหม่ หรือเลือกไฟล์ของเดือน {month_name(month)}"
        )
    of_month = []
    for row, each in found:
        if each in (None, month):
            of_month.append(row)
        elif each is not None:
            told_row = (
                f"แถวนี้เป็นของเดือน {month_name(each)} ไม่ใช่ {month_name(month)} กรุณานำเข้าแยกเดือน"
            )
            rows.refuse(row.number, told_row, "month")
    return month, tuple(of_month)


class _Reader:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._columns = rows.columns

    def read(self, row: ReadRow) -> tuple[MonthRow, date | None] | None:
        """What a row tells; None for one that tells nothing or has something wrong."""
        items = dict(self._told(row, ITEM_KEY))
        bins = dict(self._told(row, BIN_KEY))
        facts = {key: self._cell(row, key) for key in ("reporter", "reported_on", "note")}
        facts = {key: text for key, text in facts.items() if text}
        if not (items or bins or facts):
            return None
        month = basis = None
        counted: dict[str, int | None] = {}
        said: dict[str, str | date | None] = {}
        if text := self._cell(row, "month"):
            month = self._tried(row, "month", lambda: parse_month(text))
        basis = self._tried(row, "basis", lambda: _basis(self._cell(row, "basis")))
        for field, typed in bins.items():
            counted[field] = self._tried(row, f"{BIN_KEY}{field}", partial(_count, typed))
        for key, typed in facts.items():
            said[key] = self._tried(row, key, partial(_fact, key, typed))
        if self._rows.is_refused(row.number):
            return None
        code = self._cell(row, "code")
        return MonthRow(
            number=row.number,
            code=code,
            village=PlaceWords(
                amphoe=self._cell(row, "amphoe"),
                tambon=self._cell(row, "tambon"),
                moo=self._cell(row, "moo"),
                name=self._cell(row, "name"),
                code=code,
            ),
            government=self._cell(row, "government"),
            scope=Scope.EXTRA if "หน่วยงาน" in self._cell(row, "scope") else Scope.WHOLE,
            basis=basis or Basis.AGGREGATE,
            items=items,
            bins=counted,
            facts=said,
        ), month

    def _told(self, row: ReadRow, kind: str) -> Iterator[tuple[str, str]]:
        for key in self._columns:
            if key.startswith(kind) and (text := self._cell(row, key)):
                yield key.removeprefix(kind), text

    def _cell(self, row: ReadRow, key: str) -> str:
        place = self._columns.get(key)
        return "" if place is None else row.cells[place].strip()

    def _tried(self, row: ReadRow, key: str, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except CddError as problem:
            self._rows.refuse(row.number, str(problem), key)
            return None


def is_dash(text: str) -> bool:
    """Whether a cell says that what was told is to go."""
    return text in _DASHES


def _basis(text: str) -> Basis:
    if not text or is_dash(text):
        return Basis.AGGREGATE
    for basis in Basis:
        if folded(text) == folded(basis.label):
            return basis
    if text.startswith(_ESTIMATES):
        return Basis.ESTIMATE
    offered = " ".join(basis.label for basis in Basis)
    raise NotAnAmount(f"ไม่รู้จักฐานข้อมูล “{short(text)}” กรุณาเลือกจาก {offered} หรือเว้นว่าง")


def _count(text: str) -> int | None:
    amount = parse_amount(text)
    if amount is not None and amount % THOUSAND:
        raise NotAnAmount(f"“{short(text)}” ต้องเป็นจำนวนเต็ม กรุณาแก้ตัวเลข")
    return None if amount is None else amount // THOUSAND


def _fact(key: str, text: str) -> str | date | None:
    if is_dash(text):
        return None if key == "reported_on" else ""
    if key == "reported_on":
        return parse_thai_date(text)
    return clean_text(text) if key == "note" else clean_line(text)
