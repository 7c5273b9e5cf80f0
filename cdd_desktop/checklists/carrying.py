"""Last year's answers taken over, each marked as such and never over what was asked this year."""

from dataclasses import replace
from decimal import Decimal

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.counts import completed, require_answer, usual_denominator
from cdd_desktop.checklists.instruments import AnswerKind
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.levels.skipping import skipped
from cdd_desktop.checklists.records import Answer, AnySheet, Origin
from cdd_desktop.errors import ValidationFailed

_ASK = "กรุณาถามแล้วกรอกคำตอบ"


def counted_of(sheet: AnySheet, code: str = "") -> Decimal | None:
    """How many households or people a count of the sheet is of; an indicator's own answer goes
    first. None where the sheet does not say."""
    answer = sheet.answers.get(code)
    if answer is not None and answer.denominator is not None:
        return answer.denominator
    if code and sheet.instrument.indicator(code).kind is not AnswerKind.HOUSEHOLDS:
        return None
    return usual_denominator(sheet.instrument, sheet.answers, sheet.head.target_households)


def taken_over(sheet: AnySheet, code: str, instead: str = _ASK) -> Answer:
    """Last year's answer as it is stored this year, without its evidence and note.

    A count of target households is of this year's where these are known already. Raises
    `ValidationFailed`, which ends with what to do `instead`, where there is nothing to take over.
    """
    indicator = sheet.instrument.indicator(code)
    before = sheet.last_year.get(code)
    year = sheet.key.fiscal_year - 1
    if code in sheet.adapted:
        was = sheet.adapted[code].indicator.code
        told = f"ข้อ {code} ถามไม่เหมือนข้อ {was} ของปี {year} จึงยกคำตอบมาไม่ได้ {instead}"
        raise ValidationFailed({"answer": told})
    if before is None:
        raise ValidationFailed({"answer": f"ข้อ {code} ไม่มีคำตอบของปี {year} {instead}"})
    taken = replace(before, origin=Origin.CARRIED, evidence="", note="")
    if before.value is not None:
        taken = replace(taken, state=AnswerState.MEASURED)
    if indicator.kind is AnswerKind.HOUSEHOLDS and before.value is not None:
        of = _this_years(sheet, code, before)
        if of is not None and before.value > of:
            told = (
                f"ข้อ {code} ปี {year} นับได้ {before.value:,f} มากกว่าครัวเรือนเป้าหมายปีนี้ {of:,f} "
                f"{instead}"
            )
            raise ValidationFailed({"answer": told})
        taken = replace(taken, denominator=of)
    require_answer(indicator, taken)
    return completed(indicator, taken)


def carried(sheet: AnySheet) -> dict[str, Answer]:
    """What last year answered of the indicators that are asked and still blank, as it is stored."""
    answers = dict(sheet.answers)
    taken: dict[str, Answer] = {}
    for indicator in sheet.instrument.indicators:
        code = indicator.code
        said = said_by(sheet.instrument, answers)
        if code in answers or code in skipped(sheet.instrument, said.states, said.choices):
            continue
        try:
            answer = taken_over(replace(sheet, answers=answers), code)
        except ValidationFailed:
            continue  # it is asked this year
        answers[code] = taken[code] = answer
    return taken


def _this_years(sheet: AnySheet, code: str, before: Answer) -> Decimal | None:
    counted = any(answer.denominator is not None for answer in sheet.answers.values())
    known = counted or sheet.head.target_households is not None
    return counted_of(sheet, code) if known else before.denominator
