"""An answer as text, both ways: to keep beside others, and to be read by people.

The text that is kept says what was told and nothing that follows from it: `passed`, `failed`, `-`,
`25/30` of a count, `3` of a number or score, the code of an option, `0 3 12 5 1` hands from the
lowest score up.
"""

import re
from decimal import Decimal

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.counts import completed, require_answer
from cdd_desktop.checklists.form_table import mean
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument
from cdd_desktop.checklists.records import Answer
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.thai.digits import to_arabic

ABSENT = "-"
_COUNT = re.compile(r"(\d+)/(\d+)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HANDS = re.compile(r"\d+(?: \d+)*")


def told_text(answer: Answer) -> str:
    """What was told, as it is kept."""
    if answer.state is AnswerState.ABSENT:
        return ABSENT
    if answer.choice:
        return answer.choice
    if answer.votes:
        return " ".join(map(str, answer.votes))
    if answer.value is None:
        return answer.state.value
    if answer.denominator is None:
        return f"{answer.value:f}"
    return f"{answer.value:f}/{answer.denominator:f}"


def read_told(indicator: Indicator, text: str) -> Answer:
    """The answer that `told_text` wrote for this indicator, as it is stored.

    Raises `ValidationFailed` for a text that is none of its answers.
    """
    told = _parsed(indicator, to_arabic(text.strip()))
    if told is None:
        raise ValidationFailed(
            {"answer": f"ข้อ {indicator.code} อ่านคำตอบ “{text}” ไม่ได้ กรุณากรอก{indicator.kind.label}"}
        )
    require_answer(indicator, told)
    return completed(indicator, told)


def shown(indicator: Indicator, answer: Answer) -> str:
    """The answer in the office's words: `ผ่าน`, `25 จาก 30 ครัวเรือน`, `เฉลี่ย 3.62 จาก 21 มือ`."""
    if answer.state is AnswerState.ABSENT or answer.value is None:
        return answer.state.label
    value, of = answer.value, answer.denominator
    match indicator.kind:
        case AnswerKind.HOUSEHOLDS | AnswerKind.COUNT if of is not None:
            unit = "ครัวเรือน" if indicator.kind is AnswerKind.HOUSEHOLDS else indicator.unit
            return f"{value:,f} จาก {of:,f} {unit}"
        case AnswerKind.CHOICE:
            text = next((o.text for o in indicator.options if o.code == answer.choice), "")
            return f"{answer.choice}. {text}" if text else answer.choice
        case AnswerKind.SCORE:
            return f"คะแนน {value:f}"
        case AnswerKind.VOTES if of:
            return f"เฉลี่ย {mean(value, of)} จาก {of:,f} มือ"
        case _:
            return f"{value:,f} {indicator.unit}".rstrip()


def spoken(instrument: Instrument, code: str, answer: Answer | None) -> str:
    """What a line of the history says about an answer; None is ยังไม่ประเมิน."""
    if answer is None:
        return "ยังไม่ประเมิน"
    indicator = next((each for each in instrument.indicators if each.code == code), None)
    if indicator is None:
        return answer.label
    if indicator.kind is AnswerKind.HOUSEHOLDS and answer.denominator is None:
        return answer.state.label if answer.value is None else f"{answer.value:,f} ครัวเรือน"
    if answer.choice and answer.value is None:
        option = next((each for each in indicator.options if each.code == answer.choice), None)
        return answer.choice if option is None else f"{option.code}. {option.text}"
    if answer.votes and answer.value is None:
        return f"ยกมือ {' / '.join(map(str, answer.votes))}"
    return shown(indicator, answer)


def _parsed(indicator: Indicator, text: str) -> Answer | None:
    if text == ABSENT:
        return Answer(state=AnswerState.ABSENT)
    measured = AnswerState.MEASURED
    match indicator.kind:
        case AnswerKind.PASS_FAIL:
            if text in (AnswerState.PASSED.value, AnswerState.FAILED.value):
                return Answer(state=AnswerState(text))
        case AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
            if both := _COUNT.fullmatch(text):
                value, of = Decimal(both[1]), Decimal(both[2])
                return Answer(state=measured, value=value, denominator=of)
        case AnswerKind.NUMBER | AnswerKind.SCORE:
            if _NUMBER.fullmatch(text):
                return Answer(state=measured, value=Decimal(text))
        case AnswerKind.CHOICE:
            return Answer(state=measured, choice=text)
        case AnswerKind.VOTES:
            if _HANDS.fullmatch(text):
                return Answer(state=measured, votes=tuple(map(int, text.split())))
    return None
