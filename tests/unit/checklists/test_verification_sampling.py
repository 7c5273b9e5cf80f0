"""Which sheets are keyed again: the draw, and what stands out."""

from collections import Counter
from decimal import Decimal
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.verifying.records import Why
from cdd_desktop.checklists.verifying.sampling import draw, rank, unlike_others

HOME = UUID("a6f0b6f0-0000-4000-8000-000000000000")
SHEETS = [uuid5(HOME, str(number)) for number in range(60)]
PASSED, FAILED, MEASURED = AnswerState.PASSED, AnswerState.FAILED, AnswerState.MEASURED


def test_the_same_seed_draws_the_same_sheets_in_whatever_order_they_are_read() -> None:
    reasons = {Why.RANDOM: SHEETS, Why.NEAR_LEVEL: SHEETS[:20]}
    assert draw(SHEETS, reasons, 12, 7) == draw(SHEETS[::-1], reasons, 12, 7)
    assert draw(SHEETS, reasons, 12, 7) != draw(SHEETS, reasons, 12, 8)


def test_half_of_a_mixed_sample_is_random_and_the_reasons_take_turns() -> None:
    reasons = {
        Why.NEAR_LEVEL: SHEETS[:30],
        Why.OUTLIER: SHEETS[30:33],
        Why.NEW_CLERK: SHEETS[33:50],
        Why.RANDOM: SHEETS,
    }
    chosen = draw(SHEETS, reasons, 12, 1)
    counts = Counter(each.why for each in chosen)
    assert len(chosen) == 12
    assert counts[Why.RANDOM] == 6
    assert counts[Why.NEAR_LEVEL] + counts[Why.OUTLIER] + counts[Why.NEW_CLERK] == 6
    assert min(counts.values()) >= 1
    assert all(each.sheet in reasons[other] for each in chosen for other in each.also)


@given(
    size=st.integers(1, 70),
    seed=st.integers(1, 10_000),
    near=st.sets(st.sampled_from(SHEETS)),
    new=st.sets(st.sampled_from(SHEETS)),
)
@settings(max_examples=25, deadline=None)
def test_the_random_part_is_the_head_of_one_draw_whatever_else_is_looked_for(
    size: int, seed: int, near: set[UUID], new: set[UUID]
) -> None:
    reasons = {Why.NEAR_LEVEL: near, Why.NEW_CLERK: new, Why.RANDOM: SHEETS}
    chosen = draw(SHEETS, reasons, size, seed)
    assert len(chosen) == min(size, len(SHEETS))
    assert len({each.sheet for each in chosen}) == len(chosen)
    at_random = [each.sheet for each in chosen if each.why is Why.RANDOM]
    assert at_random == sorted(SHEETS, key=lambda sheet: rank(sheet, seed))[: len(at_random)]
    assert len(at_random) >= min(size, len(SHEETS)) / 2
    for each in chosen:
        assert each.sheet in reasons[each.why]


def test_without_random_only_sheets_with_a_reason_are_drawn() -> None:
    chosen = draw(SHEETS, {Why.NEAR_LEVEL: SHEETS[:3]}, 10, 1)
    assert {each.sheet for each in chosen} == set(SHEETS[:3])


def test_every_sheet_is_drawn_about_equally_often() -> None:
    drawn = Counter(
        each.sheet for seed in range(150) for each in draw(SHEETS, {Why.RANDOM: SHEETS}, 6, seed)
    )
    # 15 each on average; four standard deviations of the binomial
    assert len(drawn) == len(SHEETS)
    assert all(1 <= times <= 31 for times in drawn.values())


def test_a_sheet_that_answers_as_nobody_else_does_stands_out() -> None:
    usual = {f"{number}": Answer(state=PASSED) for number in range(20)}
    answers = {sheet: dict(usual) for sheet in SHEETS}
    for number, sheet in enumerate(SHEETS):  # everybody fails one thing or another
        answers[sheet][f"{number % 10}"] = Answer(state=FAILED)
    odd = SHEETS[17]
    answers[odd] = {code: Answer(state=FAILED) for code in usual}
    assert unlike_others(answers) == {odd}


def test_a_number_far_from_all_others_stands_out_and_usual_spread_does_not() -> None:
    def counted(value: int) -> Answer:
        return Answer(state=MEASURED, value=Decimal(value), denominator=Decimal(100))

    answers = {
        sheet: {"1": counted(40 + number % 7), "2": counted(70 - number % 5)}
        for number, sheet in enumerate(SHEETS)
    }
    assert unlike_others(answers) == frozenset()
    answers[SHEETS[3]]["2"] = counted(5)
    assert unlike_others(answers) == {SHEETS[3]}


def test_among_a_handful_of_sheets_none_stands_out() -> None:
    answers = {sheet: {"1": Answer(state=PASSED)} for sheet in SHEETS[:7]}
    answers[SHEETS[0]] = {"1": Answer(state=FAILED)}
    assert unlike_others(answers) == frozenset()
