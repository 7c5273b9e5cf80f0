"""What a key or a typed number says about one indicator, before it is saved."""

import re
from decimal import Decimal

from cdd_desktop.checklists.counts import answer_problems, usual_denominator
from cdd_desktop.checklists.grading import judged
from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.records import Answer, AnswerState, Origin, Sheet
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.keys import Command
from cdd_desktop.thai.digits import to_arabic

_COUNT = re.compile(r"(\d+)(?:\s*/\s*(\d+))?", re.ASCII)
_STATES = {Command.PASSED: AnswerState.PASSED, Command.FAILED: AnswerState.FAILED}


def is_count(indicator: Indicator) -> bool:
    """Whether a number is awaited instead of passed or failed."""
    return indicator.kind is AnswerKind.HOUSEHOLDS


def how_to_answer(indicator: Indicator) -> str:
    """The keys that answer an indicator."""
    if is_count(indicator):
        return "พิมพ์จำนวนครัวเรือนแล้วกด Enter"
    return "กด 1 ผ่าน หรือ 0 ไม่ผ่าน"


def households_of(sheet: Sheet, code: str = "") -> Decimal | None:
    """How many households a count of the sheet is of; an indicator's own answer goes first."""
    answer = sheet.answers.get(code)
    if answer is not None and answer.denominator is not None:
        return answer.denominator
    return usual_denominator(sheet.instrument, sheet.answers, sheet.head.target_households)


def meant(command: Command, sheet: Sheet, code: str) -> Answer | None:
    """The answer that a key gives, None taking it back.

    Raises `ValidationFailed` where there is nothing to take over from last year.
    """
    if command is Command.LAST_YEAR:
        return _as_last_year(sheet, code)
    state = _STATES.get(command)
    return None if state is None else Answer(state=state)


def typed(sheet: Sheet, code: str, text: str) -> Answer:
    """The count that was typed, `25` or `25/28`; raises `ValidationFailed`."""
    indicator = sheet.instrument.indicator(code)
    plain = to_arabic(text.strip()).replace(",", "")
    of = households_of(sheet, code)
    match = _COUNT.fullmatch(plain)
    if match is None:
        told = f"“{text.strip()}” ไม่ใช่จำนวนครัวเรือน พิมพ์จำนวนเต็มตั้งแต่ 0 ถึง {of:,f} แล้วกด Enter"
        raise ValidationFailed({"value": told})
    value = Decimal(match[1])
    if match[2] is not None:
        of = Decimal(match[2])
    elif of is not None and value > of:
        told = (
            f"{value:,f} มากกว่าครัวเรือนเป้าหมาย {of:,f} พิมพ์ใหม่ไม่เกิน {of:,f} "
            "หรือกด Ctrl+H แก้จำนวนเป้าหมายของหมู่บ้านนี้"
        )
        raise ValidationFailed({"value": told})
    if problems := answer_problems(indicator, AnswerState.MEASURED, value, of):
        raise ValidationFailed(problems)
    return _counted(sheet, code, value, of, Origin.ASKED)


def _as_last_year(sheet: Sheet, code: str) -> Answer:
    """A count keeps its value; it is of this year's households where these are known already."""
    indicator = sheet.instrument.indicator(code)
    before = sheet.last_year.get(code)
    year = sheet.key.fiscal_year - 1
    if before is None:
        told = f"ข้อ {code} ไม่มีคำตอบของปี {year} {how_to_answer(indicator)}"
        raise ValidationFailed({"answer": told})
    if not is_count(indicator) or before.value is None:
        return Answer(state=before.state, origin=Origin.CARRIED)
    counted = any(answer.denominator is not None for answer in sheet.answers.values())
    known = counted or sheet.head.target_households is not None
    of = households_of(sheet, code) if known else before.denominator
    if of is not None and before.value > of:
        told = (
            f"ข้อ {code} ปี {year} นับได้ {before.value:,f} มากกว่าครัวเรือนเป้าหมายปีนี้ {of:,f} "
            f"{how_to_answer(indicator)}"
        )
        raise ValidationFailed({"answer": told})
    return _counted(sheet, code, before.value, of, Origin.CARRIED)


def _counted(sheet: Sheet, code: str, value: Decimal, of: Decimal | None, origin: Origin) -> Answer:
    """A count as the sheet's rule judges it."""
    state = judged(sheet.revision, code, AnswerState.MEASURED, value, of)
    return Answer(state=state, value=value, denominator=of, origin=origin)
