"""Levels that nobody can ever be given, found before an instrument is used.

Every way to answer is gone through at once: indicator by indicator, keeping only what the rules
see of the answers so far, which is small where the rules are few. An instrument whose rules see
more than `_MOST` different things, or whose hands could come to means between all others, is looked
at condition by condition instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from cdd_desktop.checklists.answer_states import AnswerState, Said
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    Condition,
    Indicator,
    Instrument,
    Level,
    Metric,
)
from cdd_desktop.checklists.levels.evaluating import measure, scopes
from cdd_desktop.checklists.levels.readings import reading
from cdd_desktop.checklists.levels.turning import Turn, by_passing, turns_of

_MOST = 2_000
_WHOLE = 100  # percent
_ANY = Decimal(50)  # a threshold of whatever percent lets a count be passed and failed
_PASSES = (Metric.PASSED, Metric.FAILED, Metric.PERCENT)
_SHARES = (Metric.PERCENT, Metric.MEAN)
_SCORED = (AnswerKind.SCORE, AnswerKind.VOTES)
_POINTED = (AnswerKind.CHOICE, *_SCORED)


class _Seen(NamedTuple):
    """What one condition sees over one group of indicators."""

    metric: Metric
    codes: frozenset[str]
    scores: tuple[int, ...]


class _Tally(NamedTuple):
    """The sum behind a metric, and of how many where it is a share or a mean."""

    total: Decimal
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What the levels look at: each thing once, and where each condition finds its own."""

    seen: tuple[_Seen, ...]
    places: Mapping[Condition, tuple[int, ...]]


def faults(instrument: Instrument) -> tuple[tuple[int, str], ...]:
    """Codes of levels that nobody can be given, each with the reason; best read in order.

    Also where the lowest level is left to answers that its own conditions do not name.
    """
    levels = [_as_conditions(instrument, level) for level in instrument.levels]
    unjudged = tuple(_unjudged(instrument, levels))
    if unjudged:
        return unjudged
    rules = _rules(instrument, levels)
    reached = None if _hands_blend(instrument, rules) else _reachable(instrument, rules)
    if reached is None:
        return tuple(_impossible(instrument, levels, rules))
    return tuple(_never_given(levels, rules, reached, instrument))


def _as_conditions(instrument: Instrument, level: Level) -> tuple[Level, tuple[Condition, ...]]:
    if instrument.has_conditions:
        return level, level.conditions
    counted = Condition(
        metric=Metric.PASSED,
        at_least=Decimal(level.min_passed),
        at_most=Decimal(level.max_passed),
    )
    return level, (counted,)


def _rules(instrument: Instrument, levels: list[tuple[Level, tuple[Condition, ...]]]) -> _Rules:
    seen: dict[_Seen, int] = {}
    places = {}
    for _, conditions in levels:
        for condition in conditions:
            places[condition] = tuple(
                seen.setdefault(
                    _Seen(
                        condition.metric,
                        frozenset(indicator.code for indicator in scope),
                        condition.scores,
                    ),
                    len(seen),
                )
                for scope in scopes(instrument, condition)
            )
    return _Rules(seen=tuple(seen), places=places)


def _unjudged(
    instrument: Instrument, levels: list[tuple[Level, tuple[Condition, ...]]]
) -> Iterator[tuple[int, str]]:
    """Levels that count passes over an indicator which can be neither passed nor failed."""
    for level, conditions in levels:
        for condition in conditions:
            codes = [
                indicator.code
                for scope in scopes(instrument, condition)
                for indicator in scope
                if _is_counted(indicator, condition.metric)
                and all(turn.state is AnswerState.MEASURED for turn in _turns(indicator))
            ]
            if codes:
                told = f"ระดับ “{level.name}” นับข้อที่ผ่านของตัวชี้วัดที่ไม่มีเกณฑ์ผ่าน ({', '.join(codes)})"
                yield level.code, f"{told} กรุณากำหนดเกณฑ์ผ่าน หรือไม่นับข้อเหล่านี้"
                return


def _is_counted(indicator: Indicator, metric: Metric) -> bool:
    return metric in _PASSES or (metric is Metric.POINTS and indicator.kind not in _POINTED)


def _turns(indicator: Indicator) -> tuple[Turn, ...]:
    return turns_of(indicator, {indicator.code: _ANY})


def _hands_blend(instrument: Instrument, rules: _Rules) -> bool:
    """Whether means of hands are looked at together with scores, or several times over: then which
    means it takes depends on the other answers, and `_means` does not tell them."""
    kinds = {indicator.code: indicator.kind for indicator in instrument.indicators}
    voted = [
        {kinds[code] for code in seen.codes} & set(_POINTED)
        for seen in rules.seen
        if seen.metric in (Metric.MEAN, Metric.POINTS)
        and any(kinds[code] is AnswerKind.VOTES for code in seen.codes)
    ]
    return len(voted) > 1 or any(len(pointed) > 1 for pointed in voted)


def _means(instrument: Instrument, rules: _Rules) -> frozenset[Decimal]:
    """Means of hands that the levels ask for between two scores: hands can come to any."""
    of_votes = {
        indicator.code for indicator in instrument.indicators if indicator.kind is AnswerKind.VOTES
    }
    found: set[Decimal] = set()
    for condition, places in rules.places.items():
        bounds = (condition.at_least, condition.at_most)
        for place in places:
            voted = len(of_votes & rules.seen[place].codes)
            if voted and condition.metric is Metric.MEAN:
                found |= {bound for bound in bounds if bound is not None}
            elif voted and condition.metric is Metric.POINTS:
                found |= {bound / voted for bound in bounds if bound is not None}
    return frozenset(found)


def _with_means(indicator: Indicator, means: frozenset[Decimal]) -> tuple[Turn, ...]:
    turns = _turns(indicator)
    if indicator.kind is not AnswerKind.VOTES or indicator.scale is None:
        return turns
    passing = indicator.passing
    asked = {*means, *((passing.at_least, passing.at_most) if passing else ())}
    lowest, highest = indicator.scale.lowest, indicator.scale.highest
    between = [mean for mean in asked if mean is not None and lowest < mean < highest]
    return (*turns, *(Turn(by_passing(passing, mean), mean) for mean in sorted(set(between))))


def _adds(indicator: Indicator, turn: Turn, seen: _Seen) -> _Tally:
    """What answering so adds to what is seen."""
    if indicator.code not in seen.codes or turn.state is AnswerState.ABSENT:
        return _Tally(Decimal(), 0)
    numbers = {} if turn.number is None else {indicator.code: turn.number}
    said = Said({indicator.code: turn.state}, numbers, {})
    metric = Metric.PASSED if seen.metric is Metric.PERCENT else seen.metric
    value = measure([indicator], metric, seen.scores, said, frozenset()).value
    counts = seen.metric is Metric.PERCENT or (
        seen.metric is Metric.MEAN and indicator.kind in _SCORED
    )
    return _Tally(value or Decimal(), int(counts))


def _reachable(instrument: Instrument, rules: _Rules) -> frozenset[tuple[_Tally, ...]] | None:
    """Everything that answers can come to; None where that is too much to go through."""
    watched = {skip.indicator for indicator in instrument.indicators for skip in indicator.skips}
    nothing = tuple(_Tally(Decimal(), 0) for _ in rules.seen)
    # what was tallied so far, and what skips ask of it: answers as skips name them
    at: set[tuple[tuple[_Tally, ...], frozenset[tuple[str, str]]]] = {(nothing, frozenset())}
    means = _means(instrument, rules)
    for indicator in instrument.indicators:
        turns = _with_means(indicator, means)
        ways = _ways(indicator, turns, rules, is_watched=indicator.code in watched)
        after: set[tuple[tuple[_Tally, ...], frozenset[tuple[str, str]]]] = set()
        for tallies, known in at:
            if any(
                (skip.indicator, answer) in known
                for skip in indicator.skips
                for answer in skip.answers
            ):
                after.add((tallies, known))
                continue
            for adds, told in ways:
                summed = tuple(
                    _Tally(one.total + other.total, one.of + other.of)
                    for one, other in zip(tallies, adds, strict=True)
                )
                after.add((summed, known | told))
        if len(after) > _MOST:
            return None
        at = after
    return frozenset(tallies for tallies, _ in at)


def _ways(
    indicator: Indicator, answers: tuple[Turn, ...], rules: _Rules, *, is_watched: bool
) -> set[tuple[tuple[_Tally, ...], frozenset[tuple[str, str]]]]:
    """The ways to answer that make a difference to what is seen, or to what is skipped.

    Where passes are counted, an answer that is neither passed nor failed gives no level at all.
    """
    turns = list(answers) or [Turn(AnswerState.MEASURED)]
    if indicator.may_be_absent:
        turns.append(Turn(AnswerState.ABSENT))
    is_counted = any(
        indicator.code in seen.codes and _is_counted(indicator, seen.metric) for seen in rules.seen
    )
    ways = set()
    for turn in turns:
        if is_counted and turn.state is AnswerState.MEASURED:
            continue
        told = {(indicator.code, turn.state.value), (indicator.code, turn.choice)}
        adds = tuple(_adds(indicator, turn, seen) for seen in rules.seen)
        ways.add((adds, frozenset(told) if is_watched else frozenset()))
    return ways


def _value(seen: _Seen, tally: _Tally) -> Decimal | None:
    if seen.metric not in _SHARES:
        return tally.total
    if not tally.of:
        return None
    return tally.total * (_WHOLE if seen.metric is Metric.PERCENT else 1) / tally.of


def _holds(condition: Condition, rules: _Rules, tallies: tuple[_Tally, ...]) -> bool:
    low, high = condition.at_least, condition.at_most
    for place in rules.places[condition]:
        value = _value(rules.seen[place], tallies[place])
        if value is None or (low is not None and value < low):
            return False
        if high is not None and value > high:
            return False
    return True


def _never_given(
    levels: list[tuple[Level, tuple[Condition, ...]]],
    rules: _Rules,
    reached: frozenset[tuple[_Tally, ...]],
    instrument: Instrument,
) -> Iterator[tuple[int, str]]:
    lowest, own = levels[0]
    given: set[int] = set()
    true: set[int] = set()
    ahead: dict[int, str] = {}
    is_left_over = False
    for tallies in reached:
        best = None
        for level, conditions in reversed(levels[1:]):
            if all(_holds(condition, rules, tallies) for condition in conditions):
                true.add(level.code)
                if best is None:
                    best = level
                else:
                    ahead[level.code] = best.name
        if best is None:
            given.add(lowest.code)
            is_left_over |= not all(_holds(condition, rules, tallies) for condition in own)
        else:
            given.add(best.code)
            ahead.setdefault(lowest.code, best.name)
    for level, _ in levels:
        if level.code in given:
            continue
        if level is lowest or level.code in true:
            yield (
                level.code,
                f"ไม่มีใครได้ระดับ “{level.name}” เพราะทุกคำตอบที่เข้าเงื่อนไขนี้ "
                f"ได้ระดับ “{ahead[level.code]}” ซึ่งดีกว่าอยู่แล้ว กรุณาแก้เงื่อนไข",
            )
        else:
            yield level.code, _never_true(instrument, level)
    if is_left_over:
        yield (
            lowest.code,
            f"มีคำตอบที่ไม่เข้าเงื่อนไขของระดับใดเลย กรุณาแก้เงื่อนไขให้ต่อเนื่องกัน หรือลบเงื่อนไขของ “{lowest.name}”",
        )


def _impossible(
    instrument: Instrument, levels: list[tuple[Level, tuple[Condition, ...]]], rules: _Rules
) -> Iterator[tuple[int, str]]:
    """Levels with a condition that is out of reach by itself."""
    spans = [_span(instrument, seen) for seen in rules.seen]
    for level, conditions in levels[1:]:
        for condition in conditions:
            low, high = condition.at_least, condition.at_most
            if any(
                (low is not None and spans[place][1] < low)
                or (high is not None and spans[place][0] > high)
                for place in rules.places[condition]
            ):
                yield level.code, _never_true(instrument, level)
                break


def _span(instrument: Instrument, seen: _Seen) -> tuple[Decimal, Decimal]:
    """The least and the most that what is seen can come to, or a little more than that: a share
    or a mean is that of any of the indicators alone where the others need not be asked."""
    ways = []
    is_whole = True
    for indicator in instrument.indicators:
        if indicator.code in seen.codes and _turns(indicator):
            ways.append([_adds(indicator, turn, seen) for turn in _turns(indicator)])
            if indicator.may_be_absent or indicator.skips:
                ways[-1].append(_Tally(Decimal(), 0))
                is_whole = False
    if seen.metric in _SHARES and not is_whole:
        alone = [value for way in ways for one in way if (value := _value(seen, one)) is not None]
        return min(alone, default=Decimal()), max(alone, default=Decimal())
    ends = []
    for pick in (min, max):
        tallies = [pick(way) for way in ways]
        whole = _Tally(
            sum((tally.total for tally in tallies), Decimal()), sum(tally.of for tally in tallies)
        )
        ends.append(_value(seen, whole) or Decimal())
    return ends[0], ends[1]


def _never_true(instrument: Instrument, level: Level) -> str:
    told = reading(instrument, level)
    return f"เงื่อนไขของระดับ “{level.name}” ไม่มีทางเป็นจริง: {told} กรุณาแก้เงื่อนไข"
