"""What a key or a typed text says about one indicator, before it is saved."""

import re
from dataclasses import replace
from decimal import Decimal

from cdd_desktop.checklists.carrying import counted_of, taken_over
from cdd_desktop.checklists.counts import answer_problems, completed
from cdd_desktop.checklists.grading import judged
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Scale
from cdd_desktop.checklists.records import Answer, AnswerState, AnySheet
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.keys import Command
from cdd_desktop.thai.digits import to_arabic

_COUNT = re.compile(r"(\d+)(?:\s*/\s*(\d+))?", re.ASCII)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_HANDS = re.compile(r"\d+(?:\s+\d+)*", re.ASCII)
_STATES = {
    Command.PASSED: AnswerState.PASSED,
    Command.FAILED: AnswerState.FAILED,
    Command.ABSENT: AnswerState.ABSENT,
}
_COUNTED = (AnswerKind.HOUSEHOLDS, AnswerKind.COUNT)
_TYPED = (*_COUNTED, AnswerKind.NUMBER, AnswerKind.VOTES)
_CHOSEN = (AnswerKind.CHOICE, AnswerKind.SCORE)
_BLANK_THAT_HOLDS = "\u00a0"
_KEYS = 9  # options beyond the digit keys are typed


def is_count(indicator: Indicator) -> bool:
    """Whether a number of households or people is awaited, of how many."""
    return indicator.kind in _COUNTED


def can_pass(indicator: Indicator) -> bool:
    """Whether an answer may be passed or failed: by itself, or by the office's threshold."""
    match indicator.kind:
        case AnswerKind.PASS_FAIL | AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
            return True
        case AnswerKind.CHOICE:
            return any(option.passes is not None for option in indicator.options)
        case _:
            return indicator.passing is not None


def is_chosen(indicator: Indicator) -> bool:
    """Whether one digit answers: an option by its place, or a score."""
    if indicator.kind is AnswerKind.CHOICE:
        return len(indicator.options) <= _KEYS
    return (
        indicator.kind is AnswerKind.SCORE
        and indicator.scale is not None
        and _fits_a_key(indicator.scale)
    )


def is_typed(indicator: Indicator) -> bool:
    """Whether the answer is typed into a field and taken by Enter."""
    return indicator.kind in _TYPED or (indicator.kind in _CHOSEN and not is_chosen(indicator))


def takes_blanks(indicator: Indicator) -> bool:
    """Whether what is typed has parts between blanks."""
    return indicator.kind is AnswerKind.VOTES


def how_to_answer(indicator: Indicator) -> str:
    """The keys that answer an indicator."""
    absent = " หรือ - ถ้าไม่มี" if indicator.may_be_absent else ""
    return f"{_how(indicator)}{absent}"


def offered(indicator: Indicator) -> str:
    """What each key says, where that is not the same for all indicators: small under the text."""
    scale = indicator.scale
    match indicator.kind:
        case AnswerKind.CHOICE:
            return _keys_and_words(indicator)
        case AnswerKind.SCORE if scale is not None and scale.words:
            return _keys_and_words(indicator)
        case AnswerKind.SCORE if scale is not None:
            return f"ให้คะแนน {scale.lowest} ถึง {scale.highest}"
        case AnswerKind.VOTES if scale is not None:
            return f"จำนวนมือของคะแนน {_scores(scale)} ตามลำดับ คั่นด้วยเว้นวรรค"
        case AnswerKind.NUMBER if indicator.unit:
            return f"ตัวเลข ({indicator.unit})"
        case AnswerKind.COUNT:
            return f"{indicator.unit}ที่ผ่าน/ที่สำรวจ"
        case _:
            return ""


def _keys_and_words(indicator: Indicator) -> str:
    """A line may end between two of them, never between a key and its words."""
    each = (f"{digit} {word}" for digit, word in digits_of(indicator))
    return "   ".join(text.replace(" ", _BLANK_THAT_HOLDS) for text in each)


def digits_of(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """The digit keys that answer an indicator, and what each says."""
    scale = indicator.scale
    if indicator.kind is AnswerKind.CHOICE:
        return tuple((str(place), option.text) for place, option in enumerate(indicator.options, 1))
    if scale is None:
        return ()
    scores = range(scale.lowest, scale.highest + 1)
    words = (*scale.words, *("" for _ in scores))
    return tuple(
        (str(score), word or f"คะแนน {score}") for score, word in zip(scores, words, strict=False)
    )


def meant(command: Command, sheet: AnySheet, code: str) -> Answer | None:
    """The answer that a key gives, None taking it back.

    Raises `ValidationFailed` for what the indicator cannot be answered with, and where there is
    nothing to take over from last year.
    """
    if command is Command.LAST_YEAR:
        return as_last_year(sheet, code)
    state = _STATES.get(command)
    return None if state is None else _checked(sheet, code, Answer(state=state))


def chosen(sheet: AnySheet, code: str, digit: str) -> Answer:
    """The option or score that a digit gives; raises `ValidationFailed`."""
    indicator = sheet.instrument.indicator(code)
    if indicator.kind is AnswerKind.SCORE:
        given = Answer(state=AnswerState.MEASURED, value=Decimal(digit))
        return _checked(sheet, code, given)
    at = int(digit) - 1
    if not 0 <= at < len(indicator.options):
        told = f"ข้อ {code} มี {len(indicator.options)} ตัวเลือก {how_to_answer(indicator)}"
        raise ValidationFailed({"choice": told})
    given = Answer(state=AnswerState.MEASURED, choice=indicator.options[at].code)
    return _checked(sheet, code, given)


def typed(sheet: AnySheet, code: str, text: str) -> Answer:
    """What was typed: `25` or `25/28` of a count, `0 3 12 5 1` hands; raises `ValidationFailed`."""
    indicator = sheet.instrument.indicator(code)
    plain = to_arabic(text.strip()).replace(",", "")
    match indicator.kind:
        case AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
            return _typed_count(sheet, indicator, text, plain)
        case AnswerKind.VOTES if _HANDS.fullmatch(plain):
            given = Answer(state=AnswerState.MEASURED, votes=tuple(map(int, plain.split())))
        case AnswerKind.CHOICE if plain.isdecimal():
            return chosen(sheet, code, plain)
        case AnswerKind.NUMBER | AnswerKind.SCORE if _NUMBER.fullmatch(plain):
            given = Answer(state=AnswerState.MEASURED, value=Decimal(plain))
        case _:
            told = f"“{text.strip()}” อ่านไม่ได้ {how_to_answer(indicator)}"
            raise ValidationFailed({"value": told})
    return _checked(sheet, code, given)


def typed_again(indicator: Indicator, answer: Answer | None) -> str:
    """What a field shows of the answer that is mended."""
    if answer is None or answer.value is None:
        return ""
    if answer.votes:
        return " ".join(map(str, answer.votes))
    if answer.choice:
        codes = [option.code for option in indicator.options]
        return str(codes.index(answer.choice) + 1) if answer.choice in codes else ""
    if indicator.kind is AnswerKind.COUNT and answer.denominator is not None:
        return f"{answer.value:f}/{answer.denominator:f}"
    return f"{answer.value:f}"


def as_last_year(sheet: AnySheet, code: str) -> Answer:
    """Last year's answer, as this year's rule judges it.

    Raises `ValidationFailed` where there is nothing that could be taken over.
    """
    how = how_to_answer(sheet.instrument.indicator(code))
    return _judged(sheet, code, taken_over(sheet, code, how))


def _typed_count(sheet: AnySheet, indicator: Indicator, text: str, plain: str) -> Answer:
    code = indicator.code
    of = counted_of(sheet, code)
    match = _COUNT.fullmatch(plain)
    if match is None:
        if indicator.kind is AnswerKind.COUNT:
            told = f"“{text.strip()}” อ่านไม่ได้ {how_to_answer(indicator)}"
        else:
            told = f"“{text.strip()}” ไม่ใช่จำนวนครัวเรือน พิมพ์จำนวนเต็มตั้งแต่ 0 ถึง {of:,f} แล้วกด Enter"
        raise ValidationFailed({"value": told})
    value = Decimal(match[1])
    if match[2] is not None:
        of = Decimal(match[2])
    elif of is None:
        raise ValidationFailed(
            {"value": f"ยังไม่รู้จำนวน{indicator.unit}ที่สำรวจ {how_to_answer(indicator)}"}
        )
    elif value > of and indicator.kind is AnswerKind.HOUSEHOLDS:
        told = (
            f"{value:,f} มากกว่าครัวเรือนเป้าหมาย {of:,f} พิมพ์ใหม่ไม่เกิน {of:,f} "
            "หรือกด Ctrl+H แก้จำนวนเป้าหมายของหมู่บ้านนี้"
        )
        raise ValidationFailed({"value": told})
    return _checked(sheet, code, Answer(state=AnswerState.MEASURED, value=value, denominator=of))


def _checked(sheet: AnySheet, code: str, given: Answer) -> Answer:
    """The answer as it is shown: completed, and as the sheet's rule judges it."""
    indicator = sheet.instrument.indicator(code)
    problems = answer_problems(
        indicator, given.state, given.value, given.denominator, given.choice, given.votes
    )
    if problems:
        raise ValidationFailed(problems)
    return _judged(sheet, code, completed(indicator, given))


def _judged(sheet: AnySheet, code: str, whole: Answer) -> Answer:
    if not is_count(sheet.instrument.indicator(code)):
        return whole
    state = judged(sheet.revision, code, whole.state, whole.value, whole.denominator)
    return replace(whole, state=state)


def _how(indicator: Indicator) -> str:
    if indicator.kind is AnswerKind.PASS_FAIL:
        return "กด 1 ผ่าน หรือ 0 ไม่ผ่าน"
    if is_chosen(indicator):
        digits = digits_of(indicator)
        wanted = "คำตอบ" if indicator.kind is AnswerKind.CHOICE else "คะแนน"
        return f"กด {digits[0][0]} ถึง {digits[-1][0]} เลือก{wanted}"
    return f"พิมพ์{_typed_words(indicator)} แล้วกด Enter"


def _typed_words(indicator: Indicator) -> str:
    unit, scale = indicator.unit, indicator.scale
    match indicator.kind:
        case AnswerKind.HOUSEHOLDS:
            return "จำนวนครัวเรือน"
        case AnswerKind.COUNT:
            return f"จำนวน{unit}ที่ผ่าน/ที่สำรวจ เช่น 25/28"
        case AnswerKind.CHOICE:
            return f"ลำดับตัวเลือก 1 ถึง {len(indicator.options)}"
        case AnswerKind.SCORE if scale is not None:
            return f"คะแนน {scale.lowest} ถึง {scale.highest}"
        case AnswerKind.VOTES if scale is not None:
            return f"จำนวนมือของคะแนน {_scores(scale)} คั่นด้วยเว้นวรรค"
        case _:
            return f"ตัวเลข ({unit})" if unit else "ตัวเลข"


def _scores(scale: Scale) -> str:
    return " ".join(str(score) for score in range(scale.lowest, scale.highest + 1))


def _fits_a_key(scale: Scale) -> bool:
    return scale.lowest >= 0 and scale.highest <= _KEYS
