"""What else an indicator could have been answered, as far as a rule sees a difference."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from cdd_desktop.checklists.answer_states import AnswerState, Said
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Passing

_COUNTED = (AnswerKind.HOUSEHOLDS, AnswerKind.COUNT)


class Turn(NamedTuple):
    """One way to answer: its state, the number the rules take, and the option."""

    state: AnswerState
    number: Decimal | None = None
    choice: str = ""


_EITHER = (Turn(AnswerState.PASSED), Turn(AnswerState.FAILED))


def turns_of(indicator: Indicator, thresholds: Mapping[str, Decimal]) -> tuple[Turn, ...]:
    """The ways to answer that a rule tells apart; none for a number that no rule judges.

    “-” is no way to turn an answer: who is there does not change by judging otherwise.
    """
    match indicator.kind:
        case AnswerKind.PASS_FAIL:
            return _EITHER
        case AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
            return _EITHER if indicator.code in thresholds else ()
        case AnswerKind.NUMBER:
            return _EITHER if indicator.passing is not None else ()
        case AnswerKind.CHOICE:
            return tuple(
                Turn(settled(option.passes), option.points, option.code)
                for option in indicator.options
            )
        case AnswerKind.SCORE | AnswerKind.VOTES:
            if indicator.scale is None:
                return ()
            scores = range(indicator.scale.lowest, indicator.scale.highest + 1)
            return tuple(
                Turn(by_passing(indicator.passing, Decimal(score)), Decimal(score))
                for score in scores
            )


def by_passing(passing: Passing | None, number: Decimal) -> AnswerState:
    """What a number, a score or the mean of votes is where `passing` says from where it passes."""
    if passing is None:
        return AnswerState.MEASURED
    low, high = passing.at_least, passing.at_most
    return settled((low is None or number >= low) and (high is None or number <= high))


def settled(passes: bool | None) -> AnswerState:
    """The state of what passes, fails or does neither."""
    if passes is None:
        return AnswerState.MEASURED
    return AnswerState.PASSED if passes else AnswerState.FAILED


def turned(said: Said, code: str, turn: Turn) -> Said:
    """The answers with one turned."""
    return turned_all(said, {code: turn})


def turned_all(said: Said, turns: Mapping[str, Turn]) -> Said:
    """The answers with several turned, by code."""
    states = dict(said.states)
    numbers = dict(said.numbers)
    choices = dict(said.choices)
    for code, turn in turns.items():
        states[code] = turn.state
        numbers.pop(code, None)
        choices.pop(code, None)
        if turn.number is not None:
            numbers[code] = turn.number
        if turn.choice:
            choices[code] = turn.choice
    return Said(states, numbers, choices)
