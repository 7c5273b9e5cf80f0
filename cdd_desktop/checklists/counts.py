"""Answers that count households: who may be counted, of how many, and what is refused."""

from collections.abc import Mapping
from decimal import Decimal

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument
from cdd_desktop.checklists.records import Answer
from cdd_desktop.errors import ValidationFailed

_MOST_HOUSEHOLDS = 100_000


def usual_denominator(
    instrument: Instrument, answers: Mapping[str, Answer], stated: int | None = None
) -> Decimal | None:
    """How many households a sheet's next count is of: `stated` in its head, else as its counts
    agree, else the instrument's.

    None where the instrument counts nothing.
    """
    if instrument.households is None:
        return None
    if stated is not None:
        return Decimal(stated)
    used = {answer.denominator for answer in answers.values() if answer.denominator is not None}
    return used.pop() if len(used) == 1 else Decimal(instrument.households.count)


def answer_problems(
    indicator: Indicator,
    state: AnswerState,
    value: Decimal | None,
    denominator: Decimal | None,
) -> dict[str, str]:
    """What is wrong with an answer to this indicator, by field: `state`, `value`, `denominator`."""
    if indicator.kind is AnswerKind.PASS_FAIL:
        if state is AnswerState.MEASURED or value is not None or denominator is not None:
            told = f"ข้อ {indicator.code} ตอบว่าผ่านหรือไม่ผ่าน กรุณาเว้นจำนวนครัวเรือนไว้"
            return {"value": told}
        return {}
    if state is not AnswerState.MEASURED:
        told = f"ข้อ {indicator.code} ตอบเป็นจำนวนครัวเรือน กรุณากรอกจำนวนครัวเรือนที่ผ่าน แทนผ่านหรือไม่ผ่าน"
        return {"state": told}
    if value is None:
        return {"value": f"ข้อ {indicator.code} ยังไม่มีจำนวนครัวเรือนที่ผ่าน กรุณากรอกจำนวน"}
    if denominator is None or not _is_count(denominator) or denominator < 1:
        told = f"จำนวนครัวเรือนเป้าหมายของข้อ {indicator.code} ต้องเป็นจำนวนเต็มตั้งแต่ 1 กรุณาตรวจตัวเลข"
        return {"denominator": told}
    if not _is_count(value):
        told = f"จำนวนครัวเรือนที่ผ่านของข้อ {indicator.code} ต้องเป็นจำนวนเต็มตั้งแต่ 0 กรุณาตรวจตัวเลข"
        return {"value": told}
    if value > denominator:
        told = (
            f"ข้อ {indicator.code} ครัวเรือนที่ผ่าน {value:,f} มากกว่าครัวเรือนเป้าหมาย {denominator:,f} "
            "กรุณาตรวจตัวเลขทั้งสอง"
        )
        return {"value": told}
    return {}


def require_answer(
    indicator: Indicator,
    state: AnswerState,
    value: Decimal | None,
    denominator: Decimal | None,
) -> None:
    """Raise `ValidationFailed` for an answer that the indicator cannot have."""
    if problems := answer_problems(indicator, state, value, denominator):
        raise ValidationFailed(problems)


def _is_count(number: Decimal) -> bool:
    return number == number.to_integral_value() and 0 <= number <= _MOST_HOUSEHOLDS
