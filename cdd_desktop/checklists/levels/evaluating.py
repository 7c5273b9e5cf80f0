"""Whether a level's conditions hold over the answers of a sheet.

Three outcomes: they hold, they do not, or it is not known, since passes are counted over an
indicator whose answer no rule calls passed or failed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cdd_desktop.checklists.answer_states import AnswerState, Said
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    Condition,
    Indicator,
    Instrument,
    Level,
    Metric,
)

_WHOLE = 100  # percent
_SCORED = (AnswerKind.SCORE, AnswerKind.VOTES)
_POINTED = (AnswerKind.CHOICE, *_SCORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a metric comes to. `value` None: there is nothing to take a share or a mean of.

    `is_known` False: an indicator that is counted was neither passed nor failed.
    """

    value: Decimal | None
    is_known: bool = True


def scopes(instrument: Instrument, condition: Condition) -> tuple[tuple[Indicator, ...], ...]:
    """The indicators a condition looks at; several groups where it looks at each ด้าน by itself.

    A ด้าน without indicators is no group of its own.
    """
    topics = [
        topic
        for topic in instrument.topics
        if topic.code in condition.topics or not (condition.topics or condition.indicators)
    ]
    if condition.each_topic:
        return tuple(topic.indicators for topic in topics if topic.indicators)
    codes = {indicator.code for topic in topics for indicator in topic.indicators}
    codes.update(condition.indicators)
    return (tuple(each for each in instrument.indicators if each.code in codes),)


def measure(
    indicators: Iterable[Indicator],
    metric: Metric,
    scores: Sequence[int],
    said: Said,
    skipped: frozenset[str],
) -> Measure:
    """A metric over indicators, of which those that are skipped or absent are not asked."""
    asked = [
        each
        for each in indicators
        if each.code not in skipped and said.states.get(each.code) is not AnswerState.ABSENT
    ]
    match metric:
        case Metric.SCORED:
            given = (said.numbers.get(each.code) for each in asked if each.kind is AnswerKind.SCORE)
            return Measure(value=Decimal(sum(number in scores for number in given)))
        case Metric.MEAN:
            numbers = [
                said.numbers[each.code]
                for each in asked
                if each.kind in _SCORED and each.code in said.numbers
            ]
            return Measure(value=sum(numbers, Decimal()) / len(numbers) if numbers else None)
        case Metric.POINTS:
            total = sum((points_of(each, said) for each in asked), Decimal())
            return Measure(value=total, is_known=_is_judged(asked, said, but=_POINTED))
        case Metric.PASSED | Metric.FAILED | Metric.PERCENT:
            wanted = AnswerState.FAILED if metric is Metric.FAILED else AnswerState.PASSED
            counted = sum(said.states.get(each.code) is wanted for each in asked)
            value: Decimal | None = Decimal(counted)
            if metric is Metric.PERCENT:
                value = Decimal(counted * _WHOLE) / len(asked) if asked else None
            return Measure(value=value, is_known=_is_judged(asked, said))


def points_of(indicator: Indicator, said: Said) -> Decimal:
    """What an answer counts where levels go by points; 0 without an answer.

    An option's points, a score, the mean of votes; else the weight of what is passed.
    """
    if indicator.kind in _POINTED:
        return said.numbers.get(indicator.code, Decimal())
    is_passed = said.states.get(indicator.code) is AnswerState.PASSED
    return indicator.weight if is_passed else Decimal()


def holds(
    instrument: Instrument, condition: Condition, said: Said, skipped: frozenset[str]
) -> bool | None:
    """Whether a condition holds, in each ด้าน where it says so; None: not known."""
    outcomes = [
        _within(condition, measure(scope, condition.metric, condition.scores, said, skipped))
        for scope in scopes(instrument, condition)
    ]
    return _all(outcomes)


def attained(instrument: Instrument, said: Said, skipped: frozenset[str]) -> Level | None:
    """The best level whose conditions all hold, the first where none does.

    None where a better level may or may not hold.
    """
    for level in reversed(instrument.levels[1:]):
        outcome = _all([holds(instrument, each, said, skipped) for each in level.conditions])
        if outcome is None:
            return None
        if outcome:
            return level
    return instrument.levels[0]


def total_points(instrument: Instrument, said: Said, skipped: frozenset[str]) -> Decimal | None:
    """The sheet's points; None where the instrument gives none."""
    gives = any(
        each.kind in (AnswerKind.CHOICE, AnswerKind.SCORE) or each.weight != 1
        for each in instrument.indicators
    )
    if not gives and not _looks_at(instrument, Metric.POINTS):
        return None
    return measure(instrument.indicators, Metric.POINTS, (), said, skipped).value


def mean_score(instrument: Instrument, said: Said, skipped: frozenset[str]) -> Decimal | None:
    """The mean of the sheet's scores and of the means of its votes; None where there is none."""
    return measure(instrument.indicators, Metric.MEAN, (), said, skipped).value


def _looks_at(instrument: Instrument, metric: Metric) -> bool:
    return any(each.metric is metric for level in instrument.levels for each in level.conditions)


def _is_judged(
    indicators: Iterable[Indicator], said: Said, *, but: tuple[AnswerKind, ...] = ()
) -> bool:
    return not any(
        said.states.get(each.code) is AnswerState.MEASURED
        for each in indicators
        if each.kind not in but
    )


def _within(condition: Condition, measured: Measure) -> bool | None:
    if not measured.is_known:
        return None
    if measured.value is None:
        return False
    low, high = condition.at_least, condition.at_most
    return (low is None or measured.value >= low) and (high is None or measured.value <= high)


def _all(outcomes: Sequence[bool | None]) -> bool | None:
    if False in outcomes:
        return False
    return None if None in outcomes else True
