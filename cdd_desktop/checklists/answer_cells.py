"""Single cells of a file of answers: what people write for a code, a year, a round, a result.

Each reading raises `CellRefused`.
"""

import re
from decimal import Decimal

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Round
from cdd_desktop.checklists.records import TEXT_MAX, Answer
from cdd_desktop.checklists.told_text import read_told
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.typed_village_code import typed_village_code
from cdd_desktop.thai.calendar import is_fiscal_year
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

_SAID = {
    AnswerState.PASSED: (
        *("ผ่าน", "1", "pass", "passed", "y", "yes", "true", "ใช่"),
        *("✓", "✔", "☑", "/"),
    ),
    AnswerState.FAILED: (
        *("ไม่ผ่าน", "0", "fail", "failed", "n", "no", "false", "ไม่ใช่", "ไม่"),
        *("✗", "✘", "×", "☒", "x"),
    ),
}
_ANSWERS = {said: state for state, words in _SAID.items() for said in words}
BLANK = frozenset({"", "-", "–", "ยังไม่ประเมิน"})
_ABSENT = frozenset({"-", "–"})
_ROUNDS = {
    "ก่อน": Round.BEFORE,
    "before": Round.BEFORE,
    "หลัง": Round.AFTER,
    "after": Round.AFTER,
}
_COUNT_OF = re.compile(r"(\d{1,6})\s*(?:/|จาก)\s*(\d{1,6})(?:\s*(?:ครัวเรือน|คร\.?))?")
_BETWEEN_HANDS = re.compile(r"\s*[,/\s]\s*")
_CE_OFFSET = 543


class CellRefused(Exception):
    """A cell that says nothing usable; `column` is the key of its column."""

    def __init__(self, text: str, column: str) -> None:
        self.text = text
        self.column = column
        super().__init__(text)


def read_code(text: str) -> str:
    """The village's code."""
    if not text:
        raise CellRefused("ไม่มีรหัสหมู่บ้าน กรุณากรอกรหัส 8 หลัก", "code")
    typed = typed_village_code(text)
    if not typed.is_whole:
        if typed.lost:
            raise CellRefused(typed.lost, "code")
        raise CellRefused(f"“{text}” ไม่ใช่รหัสหมู่บ้าน 8 หลัก กรุณาตรวจรหัส", "code")
    return typed.code


def read_year(text: str) -> int:
    """The Buddhist fiscal year; four digits."""
    plain = to_arabic(text)
    plain = re.sub(r"^(พ\.?ศ\.?|ปี)\s*", "", plain)
    if not plain:
        raise CellRefused("ไม่มีปีงบประมาณ กรุณากรอกปี พ.ศ. เช่น 2569", "year")
    year = int(plain) if is_ascii_digits(plain) and len(plain) == len("2569") else 0
    if is_fiscal_year(year):
        return year
    if is_fiscal_year(year + _CE_OFFSET):
        raise CellRefused(f"ปี {year} เป็นปี ค.ศ. กรุณากรอกเป็นปี พ.ศ. คือ {year + _CE_OFFSET}", "year")
    raise CellRefused(f"“{text}” ไม่ใช่ปีงบประมาณ กรุณากรอกปี พ.ศ. สี่หลัก เช่น 2569", "year")


def read_round(text: str) -> Round | None:
    """The round; None where the cell is empty."""
    plain = text.casefold().removeprefix("รอบ").strip()
    if not plain:
        return None
    if plain not in _ROUNDS:
        raise CellRefused(f"ไม่รู้จักรอบ “{text}” กรุณากรอก ก่อน หรือ หลัง", "round")
    return _ROUNDS[plain]


def read_indicator(text: str) -> str:
    """The indicator as it is written."""
    if not text:
        raise CellRefused("ไม่มีรหัสตัวชี้วัด กรุณากรอก เช่น 1.1 หรือ 1", "indicator")
    return text


def read_state(text: str) -> AnswerState:
    """Passed or failed."""
    state = _ANSWERS.get(to_arabic(text).casefold())
    if state is None:
        raise CellRefused(f"อ่านผล “{text}” ไม่ได้ กรุณากรอก ผ่าน หรือ ไม่ผ่าน (หรือ 1 กับ 0)", "answer")
    return state


def read_text(text: str, column: str) -> str:
    """Evidence or a note."""
    if len(text) > TEXT_MAX:
        raise CellRefused(f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง", column)
    return text


def read_households(text: str, column: str) -> Decimal:
    """A whole number of households."""
    plain = re.sub(r"\s*(ครัวเรือน|คร\.?)$", "", to_arabic(text).replace(",", ""))
    if not is_ascii_digits(plain):
        raise CellRefused(f"“{text}” ไม่ใช่จำนวนครัวเรือน กรุณากรอกจำนวนเต็ม เช่น 25", column)
    return Decimal(plain)


def read_count(text: str, column: str) -> tuple[Decimal, Decimal | None]:
    """Households that pass, and of how many where the cell tells both: `25`, `25/30`."""
    both = _COUNT_OF.fullmatch(to_arabic(text))
    if both is None:
        return read_households(text, column), None
    return Decimal(both[1]), Decimal(both[2])


def is_blank(text: str, indicator: Indicator | None) -> bool:
    """Whether a cell says nothing; “-” says so too, unless it is an answer to this indicator."""
    if indicator is not None and indicator.may_be_absent and text in _ABSENT:
        return False
    return text in BLANK


def read_said(text: str, indicator: Indicator, column: str) -> Answer:
    """The answer that one cell gives to an indicator of any kind.

    A count says of how many (`41/52`); hands stand from the lowest score up (`0 3 12 5 1`).
    """
    plain = "-" if text in _ABSENT else _plain(to_arabic(text), indicator)
    try:
        return read_told(indicator, plain)
    except ValidationFailed as refused:
        raise CellRefused(next(iter(refused.problems.values())), column) from refused


def _plain(text: str, indicator: Indicator) -> str:
    """What people write, as it is kept."""
    match indicator.kind:
        case AnswerKind.PASS_FAIL:
            return read_state(text).value
        case AnswerKind.CHOICE:
            folded = text.casefold()
            for option in indicator.options:
                names = (option.code, option.text, f"{option.code}. {option.text}")
                if folded in (name.casefold() for name in names):
                    return option.code
            return text
        case AnswerKind.VOTES:
            return _BETWEEN_HANDS.sub(" ", text)
        case AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
            both = re.fullmatch(r"([\d,]+)\s*(?:/|จาก)\s*([\d,]+)\D*", text)
            return f"{both[1]}/{both[2]}".replace(",", "") if both else text
        case AnswerKind.NUMBER | AnswerKind.SCORE:
            return text.replace(",", "")
