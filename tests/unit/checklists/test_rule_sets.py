"""1,000 random rule sets: the engine beside an evaluation written down by itself.

The evaluation here knows nothing of the engine's modules: it takes what is asked and what was
answered as plain lists, and reads the rules from the records alone.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from cdd_desktop.checklists.grading import UNMARKED, grade
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    Condition,
    Indicator,
    Instrument,
    Level,
    Skip,
)
from cdd_desktop.checklists.levels.cliff import deciding
from cdd_desktop.checklists.levels.feasible import faults
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.records import Answer, AnswerState
from cdd_desktop.checklists.told_text import read_told
from tests.unit.checklists.asked import condition, counted_level, indicator, instrument, level

RULE_SETS = 1_000
KINDS = ("pass_fail", "pass_fail", "choice", "number", "score", "votes")
ANSWERS = {
    "pass_fail": ("passed", "failed", "-"),
    "choice": ("a", "b", "c", "d", "-"),
    "number": ("37999.99", "38000", "0", "-"),
    "score": ("1", "2", "3", "-"),
    "votes": ("1 0 0 0 3", "0 0 2 2 0", "5 1 0 0 0", "-"),
}
METRICS = ("passed", "failed", "percent", "points", "mean", "scored")


# --- the evaluation by hand ---------------------------------------------------------------------


def by_hand(asked: Instrument, told: Mapping[str, str]) -> int | None:
    """The code of the level, or None while it cannot be told."""
    left_out = not_asked(asked, told)
    if any(one.code not in told and one.code not in left_out for one in asked.indicators):
        return None
    answers = {
        one.code: (one, told[one.code])
        for one in asked.indicators
        if one.code not in left_out and told[one.code] != "-"
    }
    if not any(one.conditions for one in asked.levels):
        results = [outcome(one, said) for one, said in answers.values()]
        if "neither" in results:
            return None
        passed = results.count("pass")
        return next(one.code for one in asked.levels if one.min_passed <= passed <= one.max_passed)
    for one in list(asked.levels)[:0:-1]:
        results = [true_of(asked, each, answers) for each in one.conditions]
        if "no" in results:
            continue
        return None if "unknown" in results else one.code
    return asked.levels[0].code


def not_asked(asked: Instrument, told: Mapping[str, str]) -> list[str]:
    """Indicators that earlier answers leave out."""
    out: list[str] = []
    for one in asked.indicators:
        for skip in one.skips:
            earlier = next(each for each in asked.indicators if each.code == skip.indicator)
            if earlier.code in out or earlier.code not in told:
                continue
            said = told[earlier.code]
            names = {"-": "absent", "pass": "passed", "fail": "failed"}
            word = "-" if said == "-" else outcome(earlier, said)
            if said in skip.answers or names.get(word) in skip.answers:
                out.append(one.code)
                break
    return out


def outcome(one: Indicator, said: str) -> str:
    """`pass`, `fail` or `neither`."""
    if one.kind is AnswerKind.PASS_FAIL:
        return "pass" if said == "passed" else "fail"
    if one.kind is AnswerKind.CHOICE:
        (mark,) = [each.passes for each in one.options if each.code == said]
        return "neither" if mark is None else "pass" if mark else "fail"
    if one.passing is None:
        return "neither"
    number = worth(one, said)
    low, high = one.passing.at_least, one.passing.at_most
    is_in = (low is None or number >= Fraction(low)) and (high is None or number <= Fraction(high))
    return "pass" if is_in else "fail"


def worth(one: Indicator, said: str) -> Fraction:
    """Points, number, score, or the mean of hands."""
    if one.kind is AnswerKind.CHOICE:
        return Fraction(next(each.points for each in one.options if each.code == said))
    if one.kind is AnswerKind.VOTES:
        hands = [int(part) for part in said.split()]
        return Fraction(sum(score * n for score, n in enumerate(hands, 1)), sum(hands))
    return Fraction(said)


def true_of(
    asked: Instrument, rule: Condition, answers: Mapping[str, tuple[Indicator, str]]
) -> str:
    """`yes`, `no` or `unknown`."""
    every = not rule.topics and not rule.indicators
    groups = [
        [one.code for one in topic.indicators]
        for topic in asked.topics
        if every or topic.code in rule.topics
    ]
    if rule.each_topic:
        looked_at = groups
    else:
        looked_at = [[code for group in groups for code in group] + list(rule.indicators)]
    results = []
    for codes in looked_at:
        mine = [answers[code] for code in dict.fromkeys(codes) if code in answers]
        results.append(one_group(rule, mine))
    if "no" in results:
        return "no"
    return "unknown" if "unknown" in results else "yes"


def one_group(rule: Condition, mine: Sequence[tuple[Indicator, str]]) -> str:
    outcomes = [outcome(one, said) for one, said in mine]
    scored = (AnswerKind.SCORE, AnswerKind.VOTES)
    metric = rule.metric.value
    value: Fraction | None
    if metric in ("passed", "failed", "percent"):
        if "neither" in outcomes:
            return "unknown"
        count = outcomes.count("fail" if metric == "failed" else "pass")
        value = Fraction(count)
        if metric == "percent":
            value = Fraction(100 * count, len(mine)) if mine else None
    elif metric == "scored":
        value = Fraction(
            sum(one.kind is AnswerKind.SCORE and int(said) in rule.scores for one, said in mine)
        )
    elif metric == "mean":
        numbers = [worth(one, said) for one, said in mine if one.kind in scored]
        value = sum(numbers, Fraction()) / len(numbers) if numbers else None
    else:
        value = Fraction()
        for (one, said), result in zip(mine, outcomes, strict=True):
            if one.kind in (*scored, AnswerKind.CHOICE):
                value += worth(one, said)
            elif result == "neither":
                return "unknown"
            elif result == "pass":
                value += Fraction(one.weight)
    if value is None:
        return "no"
    low, high = rule.at_least, rule.at_most
    is_in = (low is None or value >= Fraction(low)) and (high is None or value <= Fraction(high))
    return "yes" if is_in else "no"


# --- random rule sets ---------------------------------------------------------------------------


def random_indicator(luck: random.Random, code: str, before: Sequence[Indicator]) -> Indicator:
    kind = luck.choice(KINDS)
    more: dict[str, Any] = {"weight": Decimal(luck.choice((1, 1, 2)))}
    if kind in ("score", "votes") and luck.random() < 0.6:
        one = indicator(code, kind=kind)
        assert one.scale is not None
        low = luck.randint(one.scale.lowest, one.scale.highest)
        passing = indicator("x", kind="number").passing
        assert passing is not None
        more["passing"] = replace(passing, at_least=Decimal(low) + luck.choice((0, Decimal("0.5"))))
    if before and luck.random() < 0.15:
        earlier = luck.choice(before)
        answers = [option.code for option in earlier.options] or ["passed", "failed", "absent"]
        more["skips"] = (Skip(indicator=earlier.code, answers=(luck.choice(answers),)),)
    return indicator(code, number=len(before) + 1, kind=kind, may_be_absent=True, **more)


def random_condition(luck: random.Random, topics: Sequence[Sequence[Indicator]]) -> Condition:
    metric = luck.choice(METRICS)
    most = {"percent": 100, "mean": 4, "points": 12}.get(metric, 6)
    low, high = sorted((luck.randint(0, most), luck.randint(0, most)))
    bounds = luck.choice(((low, None), (low, None), (None, high), (low, high)))
    scope: dict[str, Any] = {}
    if luck.random() < 0.5:
        chosen = luck.sample(range(1, len(topics) + 1), luck.randint(1, len(topics)))
        scope["topics"] = tuple(str(at) for at in chosen)
    if luck.random() < 0.2:
        scope["each_topic"] = True
    elif luck.random() < 0.3:
        every = [one.code for topic in topics for one in topic]
        scope["indicators"] = tuple(luck.sample(every, luck.randint(1, len(every))))
    if metric == "scored":
        scope["scores"] = tuple(luck.sample((1, 2, 3), luck.randint(1, 2)))
    return condition(metric, *bounds, **scope)


def random_instrument(luck: random.Random) -> Instrument:
    before: list[Indicator] = []
    topics: list[list[Indicator]] = []
    for topic in range(1, luck.randint(1, 3) + 1):
        topics.append([])
        for at in range(1, luck.randint(1, 4) + 1):
            before.append(random_indicator(luck, f"{topic}.{at}", before))
            topics[-1].append(before[-1])
    levels: list[Level]
    if luck.random() < 0.3:
        ends = sorted(luck.sample(range(len(before) + 1), min(3, len(before) + 1)))
        ends[-1] = len(before)
        starts = [0, *(end + 1 for end in ends[:-1])]
        levels = [
            counted_level(code, least, most)
            for code, (least, most) in enumerate(zip(starts, ends, strict=True))
        ]
    else:
        levels = [level(0)] + [
            level(code, *(random_condition(luck, topics) for _ in range(luck.randint(1, 3))))
            for code in range(1, luck.randint(1, 3) + 1)
        ]
    return instrument(topics, levels)


def random_told(luck: random.Random, asked: Instrument) -> dict[str, str]:
    told = {one.code: luck.choice(ANSWERS[one.kind.value]) for one in asked.indicators}
    if luck.random() < 0.1:
        del told[luck.choice(list(told))]
    return told


def stored(asked: Instrument, told: Mapping[str, str]) -> dict[str, Answer]:
    return {code: read_told(asked.indicator(code), said) for code, said in told.items()}


def level_code(asked: Instrument, answers: Mapping[str, Answer]) -> int | None:
    found = grade(asked, UNMARKED, *said_by(asked, answers)).level
    return None if found is None else found.code


def test_a_thousand_random_rule_sets_give_the_levels_that_are_found_by_hand() -> None:
    luck = random.Random(2569)
    given = set()
    for number in range(RULE_SETS):
        asked = random_instrument(luck)
        for _ in range(3):
            told = random_told(luck, asked)
            found = level_code(asked, stored(asked, told))
            assert found == by_hand(asked, told), (number, asked.levels, told)
            given.add(found)
    assert given == {None, 0, 1, 2, 3}  # the rule sets are no formality


def test_the_answers_that_decide_are_those_that_by_hand_move_the_level() -> None:
    luck = random.Random(23)
    moved = 0
    for _ in range(150):
        asked = random_instrument(luck)
        told = random_told(luck, asked)
        standing = by_hand(asked, told)
        place = {one.code: at for at, one in enumerate(asked.levels)}
        expected = {}
        for one in asked.indicators if standing is not None else ():
            if one.code in not_asked(asked, told) or told[one.code] == "-":
                continue
            ways = all_ways(one)
            levels = [by_hand(asked, {**told, one.code: way}) for way in ways]
            reached = [code for code in levels if code is not None and code != standing]
            if reached:
                expected[one.code] = max(reached, key=lambda code: place[code])
        found = deciding(asked, UNMARKED, stored(asked, told))
        assert {code: one.code for code, one in found.items()} == expected
        moved += bool(expected)
    assert moved > 20


def all_ways(one: Indicator) -> tuple[str, ...]:
    """Every answer that a rule tells apart; of hands, all raised for one score."""
    if one.kind is AnswerKind.VOTES:
        return tuple(" ".join("1" if at == up else "0" for at in range(5)) for up in range(5))
    return tuple(said for said in ANSWERS[one.kind.value] if said != "-")


def test_a_level_is_called_impossible_exactly_when_no_answers_give_it() -> None:
    luck = random.Random(17)
    told_of = 0
    for _ in range(120):
        asked = random_instrument(luck)
        if len(asked.indicators) > 4:
            continue
        ways = [(*all_ways(one), "-") for one in asked.indicators]
        codes = [one.code for one in asked.indicators]
        given = {by_hand(asked, dict(zip(codes, said, strict=True))) for said in product(*ways)}
        never = {one.code for one in asked.levels} - given
        found = {code for code, told in faults(asked) if "ไม่มีเกณฑ์ผ่าน" not in told}
        if not any("ไม่มีเกณฑ์ผ่าน" in told for _, told in faults(asked)):
            # hands can come to more means than those of one score, which alone are tried here
            has_hands = any(one.kind is AnswerKind.VOTES for one in asked.indicators)
            assert found <= never, (asked.levels, faults(asked))
            assert has_hands or found == never, (asked.levels, faults(asked))
            told_of += bool(found) and not has_hands
    assert told_of > 5


def test_as_many_answers_as_are_promised_lead_up_and_no_fewer_do() -> None:
    luck = random.Random(5)
    checked = 0
    for _ in range(200):
        topics = [
            [indicator(f"{t}.{i}", number=(t - 1) * 3 + i) for i in range(1, 4)] for t in (1, 2)
        ]
        needs = [luck.randint(0, 3), luck.randint(0, 3)]
        rules = [condition("passed", need, topics=(str(t),)) for t, need in enumerate(needs, 1)]
        asked = instrument(topics, [level(0), level(1, *rules)])
        told = {one.code: luck.choice(("passed", "failed")) for one in asked.indicators}
        if by_hand(asked, told) == 1:
            continue
        result = grade(asked, UNMARKED, *said_by(asked, stored(asked, told)))
        failed = [code for code, said in told.items() if said == "failed"]
        assert result.next_level is not None
        assert (result.next_level.code, set(result.missing) <= set(failed)) == (1, True)
        fewest = min(
            len(turned)
            for turned in subsets(failed)
            if by_hand(asked, {**told, **dict.fromkeys(turned, "passed")}) == 1
        )
        assert result.to_next == fewest
        checked += 1
    assert checked > 50


def subsets(codes: Sequence[str]) -> list[list[str]]:
    return [
        [code for at, code in enumerate(codes) if mask >> at & 1] for mask in range(2 ** len(codes))
    ]


def test_answers_in_indicators_that_are_skipped_are_neither_passed_nor_failed() -> None:
    first = indicator("1.1")
    second = indicator("1.2", 2, skips=(Skip(indicator="1.1", answers=("failed",)),))
    asked = instrument([[first, second]], [counted_level(0, 0, 0), counted_level(1, 1, 2)])
    result = grade(asked, UNMARKED, {"1.1": AnswerState.FAILED, "1.2": AnswerState.PASSED})
    assert (result.answered, result.passed, result.failed) == (2, 0, 1)
    assert result.skipped == {"1.2"}
    assert result.level == asked.levels[0]
    unasked = grade(asked, UNMARKED, {"1.1": AnswerState.FAILED})
    assert unasked.is_complete
