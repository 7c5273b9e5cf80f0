"""Errors per 1,000 answers: known values, definitions, and what clusters do."""

from math import comb, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.checklists.verifying.estimate import (
    beta_below,
    clopper_pearson,
    estimate,
    t_quantile,
)


@pytest.mark.parametrize(
    ("errors", "answers", "low", "high"),
    [  # 95 percent limits as tables of the exact binomial interval print them
        (0, 10, 0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1),
        (4, 20, 0.0573, 0.4366),
        (2, 50, 0.0049, 0.1371),
        (0, 100, 0, 0.0362),
        (10, 100, 0.0490, 0.1762),
    ],
)
def test_the_exact_interval_is_that_of_published_tables(
    errors: int, answers: int, low: float, high: float
) -> None:
    assert clopper_pearson(errors, answers) == pytest.approx((low, high), abs=0.00005)


@given(answers=st.integers(1, 200), share=st.floats(0, 1))
@settings(max_examples=25, deadline=None)
def test_at_each_limit_what_was_seen_or_worse_has_half_of_five_percent(
    answers: int, share: float
) -> None:
    errors = round(answers * share)
    low, high = clopper_pearson(errors, answers)

    def chance(p: float, counts: range) -> float:
        return sum(comb(answers, k) * p**k * (1 - p) ** (answers - k) for k in counts)

    if errors:
        assert chance(low, range(errors, answers + 1)) == pytest.approx(0.025, abs=1e-9)
    if errors < answers:
        assert chance(high, range(errors + 1)) == pytest.approx(0.025, abs=1e-9)


@pytest.mark.parametrize(
    ("freedom", "value"), [(1, 12.706), (2, 4.303), (10, 2.228), (30, 2.042), (100, 1.984)]
)
def test_students_t_is_that_of_published_tables(freedom: int, value: float) -> None:
    assert t_quantile(freedom) == pytest.approx(value, abs=0.0005)


def test_the_beta_function_has_its_closed_forms_and_its_symmetry() -> None:
    assert beta_below(0.3, 1, 1) == pytest.approx(0.3)
    assert beta_below(0.3, 2, 1) == pytest.approx(0.09)
    assert beta_below(0.2, 0.5, 3.7) == pytest.approx(1 - beta_below(0.8, 3.7, 0.5))
    assert (beta_below(0, 2, 3), beta_below(1, 2, 3)) == (0, 1)


def test_errors_that_stand_together_in_one_sheet_tell_less_than_scattered_ones() -> None:
    together = estimate([(23, 6), (23, 0), (23, 0), (23, 0), (23, 0), (23, 0)])
    scattered = estimate([(23, 1)] * 6)
    assert together is not None
    assert scattered is not None
    assert together.per_thousand == scattered.per_thousand == pytest.approx(6000 / 138)
    assert together.high > 2 * scattered.high
    assert together.design_effect == pytest.approx(6.27, abs=0.01)
    # sheets that are all the same never make more of the answers than there are
    assert (scattered.low / 1000, scattered.high / 1000) == pytest.approx(clopper_pearson(6, 138))


def test_the_effective_number_of_answers_is_that_of_korn_and_graubard() -> None:
    sheets = [(23, 0), (23, 2), (23, 0), (23, 5), (20, 1)]
    found = estimate(sheets)
    assert found is not None
    answers, errors = 112, 8
    p = errors / answers
    variance = 5 / 4 * sum((x - p * n) ** 2 for n, x in sheets) / answers**2
    effective = p * (1 - p) / variance * (1.98157 / 2.77645) ** 2  # t of 111 and of 4, of tables
    low, high = clopper_pearson(p * effective, effective)
    assert (found.low / 1000, found.high / 1000) == pytest.approx((low, high), rel=1e-4)
    assert found.design_effect == pytest.approx(variance / (p * (1 - p) / answers))


def test_without_an_error_the_upper_limit_stays_above_nothing() -> None:
    found = estimate([(23, 0)] * 10)
    assert found is not None
    assert (found.errors, found.per_thousand, found.low) == (0, 0, 0)
    assert found.high == pytest.approx(1000 * (1 - 0.025 ** (1 / 230)))
    assert found.design_effect is None


def test_one_sheet_cannot_tell_sheets_apart() -> None:
    found = estimate([(0, 0), (50, 2)])
    assert found is not None
    assert (found.sheets, found.design_effect) == (1, None)
    assert found.high / 1000 == pytest.approx(0.1371, abs=0.0001)


def test_nothing_compared_gives_no_estimate() -> None:
    assert estimate([]) is None
    assert estimate([(0, 0)]) is None


def test_the_interval_holds_the_truth_as_often_as_it_says_for_single_answers() -> None:
    """Summed exactly over all that can happen, at a few true shares."""
    answers = 60
    limits = [clopper_pearson(errors, answers) for errors in range(answers + 1)]
    for truth in (0.01, 0.05, 0.2, 1 / sqrt(7)):
        holds = sum(
            comb(answers, errors) * truth**errors * (1 - truth) ** (answers - errors)
            for errors, (low, high) in enumerate(limits)
            if low <= truth <= high
        )
        assert holds >= 0.95
