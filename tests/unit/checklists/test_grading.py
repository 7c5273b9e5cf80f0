from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.checklists.grading import (
    UNCHECKED_BASIS,
    UNMARKED,
    AnswerState,
    Grade,
    MainRule,
    RuleRevision,
    grade,
    topic_shares,
)
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.library import shipped_instruments

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
MOI = next(each for each in shipped_instruments() if each.id == MOI_23)
CODES = tuple(indicator.code for indicator in MOI.indicators)
MAIN = frozenset(CODES[:10])
ONE = RuleRevision(id=1, number=1, main=MAIN, rule=MainRule.LEVEL_ONE_ONLY)
ALL = RuleRevision(id=2, number=2, main=MAIN, rule=MainRule.ALL_LEVELS)


def graded(revision: RuleRevision, passed_main: int, passed_others: int) -> Grade:
    """A finished sheet with so many หลัก and other indicators passed."""
    passed = {*CODES[:passed_main], *CODES[10 : 10 + passed_others]}
    return grade(MOI, revision, {code: PASSED if code in passed else FAILED for code in CODES})


def level_code(result: Grade) -> int | None:
    return None if result.level is None else result.level.code


@pytest.mark.parametrize(
    ("passed", "level"),
    [(0, 0), (9, 0), (10, 1), (16, 1), (17, 2), (22, 2), (23, 3)],
)
def test_levels_go_by_count_until_main_indicators_are_marked(passed: int, level: int) -> None:
    states = {code: PASSED if at < passed else FAILED for at, code in enumerate(CODES)}
    result = grade(MOI, UNMARKED, states)
    assert level_code(result) == level
    assert result.level_basis == UNCHECKED_BASIS


@pytest.mark.parametrize(
    ("passed_main", "passed_others", "one_only", "all_levels"),
    [
        (10, 0, 1, 1),  # just the ten
        (9, 3, 0, 0),  # twelve, one หลัก failed
        (9, 7, 0, 0),  # sixteen, one หลัก failed
        (9, 9, 2, 0),  # eighteen, one หลัก failed: the open case
        (9, 13, 2, 0),  # twenty-two, one หลัก failed
        (10, 13, 3, 3),
        (5, 2, 0, 0),
    ],
)
def test_a_failed_main_indicator_does_what_the_office_chose(
    passed_main: int, passed_others: int, one_only: int, all_levels: int
) -> None:
    assert level_code(graded(ONE, passed_main, passed_others)) == one_only
    assert level_code(graded(ALL, passed_main, passed_others)) == all_levels


def test_an_unfinished_sheet_declares_no_level_but_says_what_is_next() -> None:
    result = grade(MOI, UNMARKED, dict.fromkeys(CODES[:12], PASSED))
    assert result.level is None
    assert not result.is_complete
    assert (result.answered, result.passed, result.failed) == (12, 12, 0)
    assert result.next_level is not None
    assert (result.next_level.code, result.to_next) == (2, 5)
    assert result.missing == CODES[12:]


def test_missing_main_indicators_count_towards_the_next_level() -> None:
    result = graded(ONE, 8, 4)
    assert result.next_level is not None
    assert (result.next_level.code, result.to_next) == (1, 2)
    assert result.missing == result.missing_main == CODES[8:10]


def test_main_indicators_stand_before_the_others_that_also_count() -> None:
    result = graded(ONE, 9, 0)
    assert result.to_next == 1
    few = graded(ONE, 6, 1)
    assert (few.to_next, few.missing) == (4, CODES[6:10])
    fewer = graded(ALL, 8, 8)
    assert fewer.next_level is not None
    assert (fewer.next_level.code, fewer.to_next) == (2, 2)
    higher = graded(ALL, 9, 5)
    assert higher.next_level is not None
    assert (higher.next_level.code, higher.to_next) == (1, 1)


def test_passing_over_a_level_leads_to_the_one_above() -> None:
    # sixteen passes and two หลัก failed: one more pass of any kind is level 2 where หลัก bind level 1
    result = graded(ONE, 8, 8)
    assert level_code(result) == 0
    assert result.next_level is not None
    assert (result.next_level.code, result.to_next) == (2, 1)
    assert result.missing == (*CODES[8:10], *CODES[18:])


def test_the_top_level_has_nothing_missing() -> None:
    result = graded(ONE, 10, 13)
    assert (result.next_level, result.to_next, result.missing) == (None, 0, ())


def test_codes_of_another_version_are_not_counted() -> None:
    result = grade(MOI, UNMARKED, {"9.9": PASSED, "1.1": PASSED})
    assert (result.answered, result.passed) == (1, 1)


states = st.dictionaries(st.sampled_from(CODES), st.sampled_from((PASSED, FAILED)))
revisions = st.builds(
    lambda main, rule: RuleRevision(id=1, number=1, main=frozenset(main), rule=rule),
    st.lists(st.sampled_from(CODES), min_size=10, max_size=10, unique=True),
    st.sampled_from([MainRule.LEVEL_ONE_ONLY, MainRule.ALL_LEVELS]),
)


@given(states=states, revision=revisions | st.just(UNMARKED))
def test_passing_what_is_named_missing_reaches_the_level_that_was_promised(
    states: dict[str, AnswerState], revision: RuleRevision
) -> None:
    before = grade(MOI, revision, states)
    if before.next_level is None:
        assert before.passed == 23
        return
    after = dict.fromkeys(CODES, FAILED) | states
    after.update(dict.fromkeys(before.missing[: before.to_next], PASSED))
    assert grade(MOI, revision, after).level == before.next_level


@given(states=states, revision=revisions | st.just(UNMARKED), extra=st.sampled_from(CODES))
def test_one_more_pass_never_lowers_a_sheet(
    states: dict[str, AnswerState], revision: RuleRevision, extra: str
) -> None:
    whole = dict.fromkeys(CODES, FAILED) | states
    before, after = (grade(MOI, revision, each) for each in (whole, whole | {extra: PASSED}))
    assert before.level is not None
    assert after.level is not None
    assert after.level.code >= before.level.code


@given(states=states, revision=revisions)
def test_no_smaller_number_of_passes_raises_the_sheet(
    states: dict[str, AnswerState], revision: RuleRevision
) -> None:
    whole = dict.fromkeys(CODES, FAILED) | states
    before = grade(MOI, revision, whole)
    # the best use of one pass less: missing หลัก first, for no other pass opens more
    order = [*before.missing_main, *(code for code in CODES if whole[code] is FAILED)]
    fewer = list(dict.fromkeys(order))[: max(before.to_next - 1, 0)]
    assert grade(MOI, revision, whole | dict.fromkeys(fewer, PASSED)).level == before.level


def by_hand(rule: MainRule, passed_main: int, passed_others: int) -> int:
    """The level as the sources tell it, written down once more."""
    passed = passed_main + passed_others
    by_count = 0 if passed < 10 else 1 if passed < 17 else 2 if passed < 23 else 3
    gated = rule is MainRule.ALL_LEVELS or (rule is MainRule.LEVEL_ONE_ONLY and by_count == 1)
    return 0 if gated and passed_main < 10 else by_count


@pytest.mark.parametrize("revision", [UNMARKED, ONE, ALL], ids=lambda revision: revision.rule)
def test_every_way_to_pass_gives_the_level_and_the_distance_found_by_hand(
    revision: RuleRevision,
) -> None:
    for main, others in product(range(11), range(14)):
        found = graded(revision, main, others)
        level = by_hand(revision.rule, main, others)
        assert level_code(found) == level
        ways_up = [
            (more_main + more_others, higher)
            for more_main, more_others in product(range(11 - main), range(14 - others))
            if (higher := by_hand(revision.rule, main + more_main, others + more_others)) > level
        ]
        assert found.to_next == min((passes for passes, _ in ways_up), default=0)
        reached = None if found.next_level is None else found.next_level.code
        assert (found.to_next, reached) in (ways_up or [(0, None)])


def test_topic_shares_are_parts_of_each_topic() -> None:
    states = dict.fromkeys(CODES[:7], PASSED) | {"2.1": FAILED, "3.1": PASSED}
    assert topic_shares(MOI, states) == (1.0, 0.0, 1 / 7, 0.0)
