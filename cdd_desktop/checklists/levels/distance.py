"""How far a finished sheet is from a better level, where levels go by conditions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from cdd_desktop.checklists.answer_states import AnswerState, Said
from cdd_desktop.checklists.instruments import Condition, Indicator, Instrument, Level, Metric
from cdd_desktop.checklists.levels.evaluating import attained, measure, scopes
from cdd_desktop.checklists.levels.skipping import skipped
from cdd_desktop.checklists.levels.turning import Turn, turned, turned_all, turns_of

_WHOLE = 100  # percent
_PREFERRED = (AnswerState.FAILED, AnswerState.MEASURED, AnswerState.ABSENT, AnswerState.PASSED)


class Way(NamedTuple):
    """So many answers turned lead to a level; `codes` are those that count towards it."""

    changes: int
    level: Level
    codes: tuple[str, ...]


def way_up(
    instrument: Instrument, thresholds: Mapping[str, Decimal], said: Said, standing: Level
) -> Way | None:
    """The shortest way found from `standing` to a better level; None at the top.

    The answers turned do lead there. They are the fewest where a level's conditions look at
    different indicators; where they share some, a shorter way may exist.
    """
    place = instrument.levels.index(standing)
    ways = [
        way
        for level in instrument.levels[place + 1 :]
        if (way := _way_to(instrument, thresholds, said, level)) is not None
        and instrument.levels.index(way.level) > place
    ]
    return min(ways, key=lambda way: way.changes, default=None)


def _way_to(
    instrument: Instrument, thresholds: Mapping[str, Decimal], said: Said, level: Level
) -> Way | None:
    not_asked = skipped(instrument, said.states, said.choices)
    turns: dict[str, Turn] = {}
    useful: set[str] = set()
    for condition in level.conditions:
        for scope in scopes(instrument, condition):
            asked = [
                each
                for each in scope
                if each.code not in not_asked
                and said.states.get(each.code) is not AnswerState.ABSENT
            ]
            now = turned_all(said, turns)
            chosen, counting = _turn_enough(asked, condition, now, thresholds)
            turns.update(chosen)
            useful.update(counting)
    after = turned_all(said, turns)
    left_out = skipped(instrument, after.states, after.choices)
    if any(
        each.code not in after.states and each.code not in left_out
        for each in instrument.indicators
    ):
        return None  # what is turned opens questions that nobody answered yet
    reached = attained(instrument, after, left_out)
    if reached is None:
        return None
    codes = tuple(each.code for each in instrument.indicators if each.code in useful)
    return Way(len(turns), reached, codes)


def _turn_enough(
    asked: list[Indicator], condition: Condition, said: Said, thresholds: Mapping[str, Decimal]
) -> tuple[dict[str, Turn], set[str]]:
    """The fewest answers whose turning brings the metric between its bounds, and all that would
    help; nothing where it lies there already."""
    lacking = _lacking(asked, condition, said)
    if not lacking:
        return {}, set()
    sign = 1 if lacking > 0 else -1
    gains: list[tuple[Decimal, int, str, Turn]] = []
    for indicator in asked:
        options = [
            (gain, _PREFERRED.index(turn.state), indicator.code, turn)
            for turn in turns_of(indicator, thresholds)
            if (gain := sign * _gain(indicator, turn, condition, said)) > 0
        ]
        if options:
            gains.append(max(options, key=lambda option: option[:2]))
    gains.sort(key=lambda option: option[0], reverse=True)
    chosen: dict[str, Turn] = {}
    left = abs(lacking)
    for gain, _, code, turn in gains:
        if left <= 0:
            break
        chosen[code] = turn
        left -= gain
    return chosen, {code for _, _, code, _ in gains}


def _lacking(asked: list[Indicator], condition: Condition, said: Said) -> Decimal:
    """By how much the sum behind the metric must grow, or shrink where it is negative."""
    now = measure(asked, condition.metric, condition.scores, said, frozenset()).value
    if now is None:
        return Decimal()
    by = Decimal(1)
    if condition.metric is Metric.PERCENT:
        by = Decimal(len(asked)) / _WHOLE
    elif condition.metric is Metric.MEAN:
        by = Decimal(sum(each.code in said.numbers and _is_scored(each) for each in asked))
    if condition.at_least is not None and now < condition.at_least:
        return (condition.at_least - now) * by
    if condition.at_most is not None and now > condition.at_most:
        return (condition.at_most - now) * by
    return Decimal()


def _gain(indicator: Indicator, turn: Turn, condition: Condition, said: Said) -> Decimal:
    """What turning one answer adds to the sum behind the metric."""
    after = turned(said, indicator.code, turn)
    metric = Metric.PASSED if condition.metric is Metric.PERCENT else condition.metric
    before, now = (
        measure([indicator], metric, condition.scores, each, frozenset()).value or Decimal()
        for each in (said, after)
    )
    return now - before


def _is_scored(indicator: Indicator) -> bool:
    return indicator.scale is not None
