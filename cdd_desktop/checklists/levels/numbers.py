"""The one number that the rules take of an answer."""

from collections.abc import Mapping
from decimal import Decimal

from cdd_desktop.checklists.answer_states import AnswerState, Said
from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.checklists.records import Answer

_WHOLE = 100  # percent
_COUNTED = (AnswerKind.HOUSEHOLDS, AnswerKind.COUNT)


def number_of(
    kind: AnswerKind, value: Decimal | None, denominator: Decimal | None
) -> Decimal | None:
    """Percent of a count, mean of votes, else the number, score or points; None where none is.

    A count of nobody has no percent.
    """
    if value is None or kind is AnswerKind.PASS_FAIL:
        return None
    if kind in _COUNTED:
        return value * _WHOLE / denominator if denominator else None
    if kind is AnswerKind.VOTES:
        return value / denominator if denominator else None
    return value


def said_by(instrument: Instrument, answers: Mapping[str, Answer]) -> Said:
    """The answers of a sheet, judged by its rule, as the rules take them."""
    kinds = {indicator.code: indicator.kind for indicator in instrument.indicators}
    states: dict[str, AnswerState] = {}
    numbers: dict[str, Decimal] = {}
    choices: dict[str, str] = {}
    for code, answer in answers.items():
        states[code] = answer.state
        if answer.choice:
            choices[code] = answer.choice
        if code in kinds:
            number = number_of(kinds[code], answer.value, answer.denominator)
            if number is not None:
                numbers[code] = number
    return Said(states, numbers, choices)
