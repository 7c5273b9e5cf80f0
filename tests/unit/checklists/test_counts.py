"""Counts of households: what may be said, what a threshold makes of it, what stays unjudged."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.checklists.counts import answer_problems, usual_denominator
from cdd_desktop.checklists.grading import (
    UNMARKED,
    AnswerState,
    MainRule,
    RuleRevision,
    grade,
    judged,
)
from cdd_desktop.checklists.instruments import InstrumentRejected
from cdd_desktop.checklists.library import parse_instrument
from cdd_desktop.checklists.records import Answer
from tests.unit.checklists.counted import TEXT, counted_instrument

MEASURED, PASSED, FAILED = AnswerState.MEASURED, AnswerState.PASSED, AnswerState.FAILED
SMALL = counted_instrument()
COUNTED, _, ASKED = SMALL.indicators


def rule(percent: str) -> RuleRevision:
    return RuleRevision(
        id=1,
        number=1,
        main=frozenset(),
        rule=MainRule.UNMARKED,
        thresholds={"1.1": Decimal(percent)},
    )


def test_without_a_threshold_a_count_is_neither_passed_nor_failed() -> None:
    assert judged(UNMARKED, "1.1", MEASURED, Decimal(30), Decimal(30)) is MEASURED
    assert judged(rule("70"), "1.2", MEASURED, Decimal(30), Decimal(30)) is MEASURED


@pytest.mark.parametrize(
    ("value", "of", "percent", "state"),
    [
        ("21", "30", "70", PASSED),  # exactly
        ("20", "30", "70", FAILED),
        ("1", "3", "33.33", PASSED),
        ("1", "3", "33.34", FAILED),
        ("0", "30", "0.01", FAILED),
        ("30", "30", "100", PASSED),
    ],
)
def test_a_threshold_is_compared_exactly(
    value: str, of: str, percent: str, state: AnswerState
) -> None:
    found = judged(rule(percent), "1.1", MEASURED, Decimal(value), Decimal(of))
    assert found is state


@given(
    states=st.dictionaries(
        st.sampled_from([each.code for each in SMALL.indicators]), st.sampled_from(AnswerState)
    )
)
def test_every_answer_is_passed_failed_measured_or_absent_and_no_level_is_made_up(
    states: dict[str, AnswerState],
) -> None:
    result = grade(SMALL, UNMARKED, states)
    counted = (result.passed, result.failed, result.measured, result.absent)
    assert sum(counted) == result.answered == len(states)
    assert (result.level, result.next_level, result.to_next) == (None, None, 0)
    assert result.is_complete == (len(states) == 3)


@pytest.mark.parametrize(
    ("state", "value", "of", "field"),
    [
        (PASSED, None, None, "state"),
        (MEASURED, None, "30", "value"),
        (MEASURED, "31", "30", "value"),
        (MEASURED, "-1", "30", "value"),
        (MEASURED, "2.5", "30", "value"),
        (MEASURED, "NaN", "30", "value"),
        (MEASURED, "0", "0", "denominator"),
        (MEASURED, "1", "2.5", "denominator"),
        (MEASURED, "1", None, "denominator"),
        (MEASURED, "1", "100001", "denominator"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    state: AnswerState, value: str | None, of: str | None, field: str
) -> None:
    number = None if value is None else Decimal(value)
    base = None if of is None else Decimal(of)
    (told,) = answer_problems(COUNTED, state, number, base).items()
    assert told[0] == field
    assert "กรุณา" in told[1]


def test_a_village_wide_indicator_takes_no_count() -> None:
    assert answer_problems(ASKED, PASSED, None, None) == {}
    assert "value" in answer_problems(ASKED, MEASURED, Decimal(1), Decimal(30))
    assert "value" in answer_problems(ASKED, PASSED, None, Decimal(30))


@given(st.integers(1, 100_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_every_count_up_to_its_base_is_taken(count: tuple[int, int]) -> None:
    assert answer_problems(COUNTED, MEASURED, Decimal(count[0]), Decimal(count[1])) == {}


def test_the_base_is_the_sheets_own_where_it_agrees_else_the_instruments() -> None:
    def of(*bases: int) -> dict[str, Answer]:
        return {
            code: Answer(state=MEASURED, value=Decimal(0), denominator=Decimal(base))
            for code, base in zip(("1.1", "1.2"), bases, strict=True)
        }

    assert usual_denominator(SMALL, {}) == 30
    assert usual_denominator(SMALL, {"1.3": Answer(state=PASSED)}) == 30
    assert usual_denominator(SMALL, of(28, 28)) == 28
    assert usual_denominator(SMALL, of(28, 27)) == 30


def test_a_count_is_the_same_answer_whatever_a_rule_makes_of_it() -> None:
    count = {"value": Decimal(25), "denominator": Decimal(30)}
    assert Answer(state=PASSED, **count).told == Answer(state=MEASURED, **count).told
    assert Answer(state=PASSED, **count).label == "25 จาก 30 ครัวเรือน"
    assert Answer(state=PASSED).told != Answer(state=FAILED).told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "households: {count: 30, check: {status: รอตรวจ, source: ทดสอบ}}\n",
            "",
            "กรุณาเพิ่ม “households”",
        ),
        ("kind: households", "kind: pass_fail", "กรุณาลบ “households”"),
        ("levels_note: ไม่พบเกณฑ์\n", "", "กรุณาบอกเหตุผลใน “levels_note”"),
        ("main_count: 0", "main_count: 1", "“main_count” ต้องเป็น 0"),
        ("count: 30", "count: 0", "“count” ต้องไม่น้อยกว่า 1"),
        ("kind: households", "kind: people", "pass_fail, households"),
    ],
)
def test_a_definition_that_counts_without_saying_how_is_refused(
    old: str, new: str, told: str
) -> None:
    with pytest.raises(InstrumentRejected) as rejected:
        parse_instrument(TEXT.replace(old, new), "small.yaml")
    assert told in str(rejected.value)
