"""Reading answers out of a spreadsheet, one row each: which column is what, which row is right.

Pure: knows what people write, not what is stored.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.records import TEXT_MAX
from cdd_desktop.documents.headings import find_columns
from cdd_desktop.documents.reading import ReadRow, ReadTable
from cdd_desktop.errors import RowProblem
from cdd_desktop.places.records import is_village_code
from cdd_desktop.progress import Progress
from cdd_desktop.thai.calendar import is_fiscal_year
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_text

# compared without blanks, signs and case; the plainest name last
_TITLES: Mapping[str, tuple[str, ...]] = {
    "code": ("รหัสหมู่บ้าน", "รหัสหมู่บ้านชุมชน", "รหัสชุมชน", "villagecode", "รหัส", "code"),
    "year": ("ปีงบประมาณ", "fiscalyear", "ปี", "year"),
    "indicator": ("รหัสตัวชี้วัด", "ตัวชี้วัดที่", "ตัวชี้วัด", "indicator", "ข้อที่", "ข้อ"),
    "answer": ("ผลการประเมิน", "ผลประเมิน", "ผล", "answer", "คำตอบ", "result"),
    "round": ("รอบการประเมิน", "รอบ", "round"),
    "evidence": ("หลักฐาน", "evidence"),
    "note": ("หมายเหตุ", "note"),
}
_NEEDED = {
    "code": "รหัสหมู่บ้าน (หรือ village_code)",
    "year": "ปีงบประมาณ (หรือ fiscal_year)",
    "indicator": "ตัวชี้วัด (หรือ indicator)",
    "answer": "ผล (หรือ answer)",
}
_SAID = {
    AnswerState.PASSED: (
        "ผ่าน",
        "1",
        "pass",
        "passed",
        "y",
        "yes",
        "true",
        "ใช่",
        "✓",
        "✔",
        "☑",
        "/",
    ),
    AnswerState.FAILED: (
        *("ไม่ผ่าน", "0", "fail", "failed", "n", "no", "false", "ไม่ใช่", "ไม่"),
        *("✗", "✘", "×", "☒", "x"),
    ),
}
_ANSWERS = {said: state for state, words in _SAID.items() for said in words}
_BLANK = frozenset({"", "-", "–", "ยังไม่ประเมิน"})
_ROUNDS = {
    "ก่อน": Round.BEFORE,
    "before": Round.BEFORE,
    "หลัง": Round.AFTER,
    "after": Round.AFTER,
}
_CE_OFFSET = 543


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRowRead:
    """One row that is right in itself. `indicator` is as written; `round` None: not told."""

    number: int
    code: str
    year: int
    round: Round | None
    indicator: str
    state: AnswerState
    evidence: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """The rows of a file, what is wrong with the others, and how many left the answer blank.

    `titles` are the file's own headings by column, for messages.
    """

    rows: tuple[AnswerRowRead, ...]
    refused: tuple[RowProblem, ...]
    blank: int
    titles: Mapping[str, str]
    notes: tuple[str, ...]


class _Refused(Exception):
    def __init__(self, text: str, column: str) -> None:
        self.text = text
        self.column = column
        super().__init__(text)


def read_answers(table: ReadTable, progress: Progress) -> AnswerFile:
    """Check every row of `table`; raises `ImportRejected` when the columns do not tell answers."""
    places = find_columns(table, _TITLES, _NEEDED)
    titles = {column: table.header[place] for column, place in places.items()}
    rows = []
    refused = []
    blank = 0
    for row in table.rows:
        progress.check_cancelled()
        cells = {column: clean_text(row.cells[place]) for column, place in places.items()}
        try:
            read = _row(row, cells)
        except _Refused as problem:
            title = titles.get(problem.column, "")
            refused.append(RowProblem(row.number, problem.text, title))
            continue
        if read is None:
            blank += 1
        else:
            rows.append(read)
    return AnswerFile(
        rows=tuple(rows), refused=tuple(refused), blank=blank, titles=titles, notes=table.notes
    )


def _row(row: ReadRow, cells: Mapping[str, str]) -> AnswerRowRead | None:
    """The row's answer; None when it was left blank, which never erases anything."""
    evidence, note = cells.get("evidence", ""), cells.get("note", "")
    if cells["answer"] in _BLANK:
        if evidence or note:
            raise _Refused("มีหลักฐานหรือหมายเหตุ แต่ยังไม่มีผล กรุณากรอก ผ่าน หรือ ไม่ผ่าน", "answer")
        return None
    for column, text in (("evidence", evidence), ("note", note)):
        if len(text) > TEXT_MAX:
            raise _Refused(f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง", column)
    return AnswerRowRead(
        number=row.number,
        code=_code(cells["code"]),
        year=_year(cells["year"]),
        round=_round(cells.get("round", "")),
        indicator=_indicator(cells["indicator"]),
        state=_state(cells["answer"]),
        evidence=evidence,
        note=note,
    )


def _code(text: str) -> str:
    code = to_arabic(text)
    if not code:
        raise _Refused("ไม่มีรหัสหมู่บ้าน กรุณากรอกรหัส 8 หลัก", "code")
    if not is_village_code(code):
        raise _Refused(f"“{text}” ไม่ใช่รหัสหมู่บ้าน 8 หลัก กรุณาตรวจรหัส", "code")
    return code


def _year(text: str) -> int:
    plain = to_arabic(text)
    plain = re.sub(r"^(พ\.?ศ\.?|ปี)\s*", "", plain)
    if not plain:
        raise _Refused("ไม่มีปีงบประมาณ กรุณากรอกปี พ.ศ. เช่น 2569", "year")
    year = int(plain) if is_ascii_digits(plain) and len(plain) == len("2569") else 0
    if is_fiscal_year(year):
        return year
    if is_fiscal_year(year + _CE_OFFSET):
        raise _Refused(f"ปี {year} เป็นปี ค.ศ. กรุณากรอกเป็นปี พ.ศ. คือ {year + _CE_OFFSET}", "year")
    raise _Refused(f"“{text}” ไม่ใช่ปีงบประมาณ กรุณากรอกปี พ.ศ. สี่หลัก เช่น 2569", "year")


def _round(text: str) -> Round | None:
    plain = text.casefold().removeprefix("รอบ").strip()
    if not plain:
        return None
    if plain not in _ROUNDS:
        raise _Refused(f"ไม่รู้จักรอบ “{text}” กรุณากรอก ก่อน หรือ หลัง", "round")
    return _ROUNDS[plain]


def _indicator(text: str) -> str:
    if not text:
        raise _Refused("ไม่มีรหัสตัวชี้วัด กรุณากรอก เช่น 1.1 หรือ 1", "indicator")
    return text


def _state(text: str) -> AnswerState:
    state = _ANSWERS.get(to_arabic(text).casefold())
    if state is None:
        raise _Refused(f"อ่านผล “{text}” ไม่ได้ กรุณากรอก ผ่าน หรือ ไม่ผ่าน (หรือ 1 กับ 0)", "answer")
    return state


def contradicting(rows: Iterable[AnswerRowRead]) -> bool:
    """Whether rows about one indicator of one sheet say different things."""
    told = tuple(rows)
    return any(
        len({value for value in values if value != ""}) > 1
        for values in (
            [row.state for row in told],
            [row.evidence for row in told],
            [row.note for row in told],
        )
    )
