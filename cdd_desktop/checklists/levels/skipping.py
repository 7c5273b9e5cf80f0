"""Which indicators are not asked, because of what was answered before them."""

from collections.abc import Mapping

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.instruments import Indicator, Instrument


def skipped(
    instrument: Instrument, states: Mapping[str, AnswerState], choices: Mapping[str, str]
) -> frozenset[str]:
    """Codes of indicators that are not asked.

    An indicator is skipped where any one of its `skips` holds. What was answered to an indicator
    that is itself skipped decides nothing.
    """
    found: set[str] = set()
    for topic in instrument.topics:
        for indicator in topic.indicators:
            if indicator.skips and _is_skipped(indicator, states, choices, found):
                found.add(indicator.code)
    return frozenset(found)


def _is_skipped(
    indicator: Indicator,
    states: Mapping[str, AnswerState],
    choices: Mapping[str, str],
    before: set[str],
) -> bool:
    for skip in indicator.skips:
        if skip.indicator in before:
            continue
        state = states.get(skip.indicator)
        if state is None:
            continue
        if state.value in skip.answers or choices.get(skip.indicator) in skip.answers:
            return True
    return False
