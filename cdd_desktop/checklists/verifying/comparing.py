"""Two keyings of one sheet side by side, as their texts tell them."""

from collections.abc import Mapping
from dataclasses import replace

from cdd_desktop.checklists.grading import RuleRevision, judged
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.levels.skipping import skipped
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.told_text import read_told, told_text
from cdd_desktop.checklists.verifying.records import Compared


def answers_told(
    instrument: Instrument, revision: RuleRevision, told: Mapping[str, str]
) -> dict[str, Answer]:
    """Answers out of their texts, counts judged by the sheet's rule; "" is none."""
    answers = {}
    for code, text in told.items():
        if text:
            answer = read_told(instrument.indicator(code), text)
            state = judged(revision, code, answer.state, answer.value, answer.denominator)
            answers[code] = replace(answer, state=state)
    return answers


def not_asked(instrument: Instrument, answers: Mapping[str, Answer]) -> frozenset[str]:
    """Indicators that these answers skip."""
    return skipped(
        instrument,
        {code: answer.state for code, answer in answers.items()},
        {code: answer.choice for code, answer in answers.items()},
    )


def side_by_side(
    instrument: Instrument, first: Mapping[str, Answer], second: Mapping[str, Answer]
) -> tuple[Compared, ...]:
    """Every indicator that at least one of the keyings was asked, in the instrument's order.

    What is not asked counts as not answered, whatever was stored there earlier.
    """
    without_first = not_asked(instrument, first)
    without_second = not_asked(instrument, second)

    def told(answers: Mapping[str, Answer], code: str, without: frozenset[str]) -> str:
        return told_text(answers[code]) if code in answers and code not in without else ""

    return tuple(
        Compared(
            code=indicator.code,
            first=told(first, indicator.code, without_first),
            second=told(second, indicator.code, without_second),
        )
        for indicator in instrument.indicators
        if not (indicator.code in without_first and indicator.code in without_second)
    )
