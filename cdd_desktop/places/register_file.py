"""Reading a register of villages out of a spreadsheet: which column is what, which row is right.

Pure: knows the office and the ladder of areas, not what is stored.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cdd_desktop.documents.headings import Chosen, find_columns
from cdd_desktop.documents.mending import told_mends
from cdd_desktop.documents.reading import ReadRow, ReadTable
from cdd_desktop.errors import RowProblem
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.place_rules import name_problem
from cdd_desktop.places.records import (
    TAMBON_CODE_LENGTH,
    Office,
    VillageFact,
    fact_problems,
    is_village_code,
)
from cdd_desktop.places.typed_village_code import typed_village_code
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.thai.calendar import NotADate, parse_thai_date
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line, clean_text, short

_LONGEST_COUNT = 9  # digits; longer is no count of people and would only be slow to say so

# What offices and open data call each column, the plainest name last: a file with both
# "ชื่อหมู่บ้าน" and "ชื่อ" means the first. Compared without blanks, signs, case and brackets.
REGISTER_TITLES: Mapping[str, tuple[str, ...]] = {
    "code": (
        "รหัสหมู่บ้าน",
        "รหัสหมู่บ้านชุมชน",
        "รหัสชุมชน",
        "villagecode",
        "villcode",
        "moocode",
        "villageid",
        "รหัส",
        "code",
    ),
    "name": (
        "ชื่อหมู่บ้าน",
        "ชื่อหมู่บ้านชุมชน",
        "ชื่อบ้าน",
        "ชื่อชุมชน",
        "villagename",
        "villname",
        "mooname",
        "nameth",
        "หมู่บ้าน",
        "หมู่บ้านชุมชน",
        "บ้าน",
        "ชื่อ",
        "name",
    ),
    "tambon": ("รหัสตำบล", "tamboncode", "subdistrictcode", "parentcode"),
    "households": ("จำนวนครัวเรือน", "households", "household", "ครัวเรือน"),
    "people": ("จำนวนประชากร", "population", "people", "ประชากร"),
    "headman": ("ชื่อผู้ใหญ่บ้าน", "headman", "headmanname", "ผู้ใหญ่บ้าน"),
    "on": ("ข้อมูลณวันที่", "ณวันที่", "วันที่ข้อมูล", "asof", "วันที่", "date"),
}
_NEEDED = {"code": "รหัสหมู่บ้าน (หรือ code)", "name": "ชื่อหมู่บ้าน (หรือ name_th)"}
_FIGURES = ("households", "people", "headman")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One good row. `fact` has only what the row tells, and is None where it tells nothing.

    `name` is empty where the row leaves it out; `dated` tells whether the row names the day.
    """

    number: int
    code: str
    name: str
    fact: VillageFact | None = None
    dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFile:
    """The rows of a file that are right in themselves, and what is wrong with the others."""

    rows: tuple[RegisterRow, ...]
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...]


class _Refused(Exception):
    def __init__(self, text: str, column: str) -> None:
        self.text = text
        self.column = column
        super().__init__(text)


def read_register(
    table: ReadTable,
    office: Office,
    areas: Areas,
    *,
    today: date,
    source: str = "",
    progress: Progress | None = None,
    chosen: Chosen | None = None,
) -> RegisterFile:
    """Check every row of `table`; `source` is written into the counts it tells of.

    `chosen` puts columns right.

    Raises `ImportRejected` when a needed column is missing or there twice.
    """
    progress = progress or Silent()
    columns = find_columns(table, REGISTER_TITLES, _NEEDED, chosen)
    reader = _Reader(table, columns, office, areas, today=today, source=source)
    rows: list[RegisterRow] = []
    refused: list[RowProblem] = []
    for row in table.rows:
        progress.check_cancelled()
        try:
            rows.append(reader.row(row))
        except _Refused as problem:
            refused.append(RowProblem(row.number, problem.text, problem.column))
    kept, repeated = _without_repeated(rows, reader.title("code"))
    return RegisterFile(
        rows=kept,
        refused=tuple(sorted((*refused, *repeated), key=lambda problem: problem.row)),
        notes=(*table.notes, *reader.notes()),
    )


class _Reader:
    """Reads rows of one file, and counts what it put right on the way."""

    def __init__(
        self,
        table: ReadTable,
        columns: Mapping[str, int],
        office: Office,
        areas: Areas,
        *,
        today: date,
        source: str,
    ) -> None:
        self._header = table.header
        self._columns = columns
        self._office = office
        self._areas = areas
        self._today = today
        self._source = source
        self._thai_codes = 0
        self._mends: list[tuple[int, str, str]] = []

    def title(self, column: str) -> str:
        return self._header[self._columns[column]] if column in self._columns else ""

    def notes(self) -> tuple[str, ...]:
        mended = told_mends(self._mends)
        if not self._thai_codes:
            return mended
        return (
            *mended,
            f"แปลงรหัสที่พิมพ์เป็นเลขไทยให้เป็นเลขอารบิกแล้ว {self._thai_codes} แถว",
        )

    def row(self, row: ReadRow) -> RegisterRow:
        code = self._code(row)
        fact, dated = self._fact(row)
        return RegisterRow(
            number=row.number, code=code, name=self._name(row), fact=fact, dated=dated
        )

    def _cell(self, row: ReadRow, column: str) -> str:
        return row.cells[self._columns[column]] if column in self._columns else ""

    def _refuse(self, text: str, column: str) -> _Refused:
        return _Refused(text, self.title(column))

    def _code(self, row: ReadRow) -> str:
        typed = clean_text(self._cell(row, "code"))
        tambon = to_arabic(clean_text(self._cell(row, "tambon")))
        read = typed_village_code(typed, tambon)
        code = read.code
        if problem := read.lost or self._code_problem(code):
            raise self._refuse(problem, "code")
        if tambon and tambon != code[:TAMBON_CODE_LENGTH]:
            raise self._refuse(
                f"รหัสตำบล {short(tambon)} ไม่ตรงกับหกหลักแรกของรหัส {code} กรุณาตรวจว่ารหัสใดถูกต้อง",
                "tambon",
            )
        if code == to_arabic(typed):
            self._thai_codes += typed != code
        else:
            self._mends.append((row.number, typed, code))
        return code

    def _code_problem(self, code: str) -> str:
        if not code:
            return "ไม่มีรหัสหมู่บ้าน กรุณากรอกรหัส 8 หลัก"
        tambon = code[:TAMBON_CODE_LENGTH]
        if is_ascii_digits(code) and code[TAMBON_CODE_LENGTH:] == "00":
            return f"รหัส {code} ลงท้ายด้วย 00 ซึ่งเป็นรหัสของตำบล กรุณาใส่หมู่ที่เป็นสองหลักท้าย"
        if not is_village_code(code):
            return (
                f"“{short(code)}” ไม่ใช่รหัสหมู่บ้าน 8 หลัก กรุณากรอกรหัสตำบล 6 หลักตามด้วยหมู่ที่ 2 หลัก "
                "(ชุมชนลำดับที่ 100 ขึ้นไปใช้ 3 หลัก)"
            )
        if self._areas.find(tambon) is None:
            return f"ไม่มีตำบลรหัส {tambon} ในทะเบียน กรุณาตรวจหกหลักแรกของรหัส {code}"
        if code[:2] not in self._office.provinces:
            province = self._areas.get(code[:2]).full_name
            return f"รหัส {code} อยู่ใน{province} ซึ่งไม่ใช่จังหวัดของสำนักงาน กรุณาตรวจรหัสหรือลบแถวนี้ออก"
        return ""

    def _name(self, row: ReadRow) -> str:
        typed = self._cell(row, "name")
        if any(unicodedata.category(sign) == "Cc" for sign in typed):
            raise self._refuse("ชื่อมีการขึ้นบรรทัดใหม่หรืออักขระที่พิมพ์ไม่ได้ กรุณาพิมพ์ชื่อใหม่ในบรรทัดเดียว", "name")
        name = clean_line(typed)
        if name and (problem := name_problem(name)):
            raise self._refuse(problem, "name")
        return name

    def _fact(self, row: ReadRow) -> tuple[VillageFact | None, bool]:
        day = clean_text(self._cell(row, "on"))
        if not any(clean_text(self._cell(row, column)) for column in _FIGURES):
            return None, False
        try:
            on = parse_thai_date(day, today=self._today) if day else self._today
        except NotADate as problem:
            raise self._refuse(str(problem), "on") from problem
        fact = VillageFact(
            on=on,
            households=self._count(row, "households"),
            people=self._count(row, "people"),
            headman=clean_line(self._cell(row, "headman")),
            source=self._source,
        )
        for field, text in fact_problems(fact, today=self._today).items():
            raise self._refuse(text, field)
        return fact, bool(day)

    def _count(self, row: ReadRow, column: str) -> int | None:
        typed = clean_text(self._cell(row, column))
        digits = to_arabic(typed).replace(",", "")
        if not digits:
            return None
        if not is_ascii_digits(digits) or len(digits) > _LONGEST_COUNT:
            raise self._refuse(f"“{short(typed)}” ไม่ใช่จำนวนเต็ม กรุณากรอกเป็นตัวเลข เช่น 125", column)
        return int(digits)


def _without_repeated(
    rows: list[RegisterRow], column: str
) -> tuple[tuple[RegisterRow, ...], list[RowProblem]]:
    """Of rows with one code the first counts, unless a later one says something else.

    Then nobody can know which is right, and the first is refused too.
    """
    first: dict[str, RegisterRow] = {}
    contradicted: dict[str, RegisterRow] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(row.code, row)
        if earlier is row:
            continue
        same = (earlier.name, earlier.fact) == (row.name, row.fact)
        end = "กรุณาลบแถวนี้ออก" if same else "และข้อมูลต่างกัน กรุณาเหลือไว้เฉพาะแถวที่ถูกต้อง"
        text = f"รหัส {row.code} ซ้ำกับแถว {earlier.number} {end}"
        problems.append(RowProblem(row.number, text, column))
        if not same:
            contradicted.setdefault(row.code, row)
    for code, later in contradicted.items():
        text = f"รหัส {code} ซ้ำกับแถว {later.number} และข้อมูลต่างกัน กรุณาเหลือไว้เฉพาะแถวที่ถูกต้อง"
        problems.append(RowProblem(first[code].number, text, column))
    return tuple(row for row in first.values() if row.code not in contradicted), problems
