"""What lines come to, and what goods cost as they leave."""

from itertools import accumulate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cdd_desktop.waste.bank.costing import Held, after, leaving, lowest
from cdd_desktop.waste.bank.members import next_code
from cdd_desktop.waste.bank.rounding import ROUNDINGS, line_amount, part_of, rounding_rule


@pytest.mark.parametrize(
    ("quantity", "price", "rounding", "amount"),
    [
        (1_000, 333, 1, 333),
        (1_500, 333, 1, 500),  # 499.5: half up
        (2_500, 333, 25, 825),  # 832.5 lies nearer to 825 than to 850
        (1_250, 350, 25, 450),  # 437.5, half of the way: up
        (300, 500, 100, 200),  # 150: up
        (1, 1, 1, 0),
        (100_000_000, 100_000_000, 1, 10_000_000_000_000),
    ],
)
def test_a_line_is_rounded_half_up_to_what_the_bank_pays_with(
    quantity: int, price: int, rounding: int, amount: int
) -> None:
    assert line_amount(quantity, price, rounding) == amount


@given(
    quantity=st.integers(0, 10**8),
    price=st.integers(0, 10**8),
    rounding=st.sampled_from(ROUNDINGS),
)
def test_a_line_is_never_further_off_than_half_of_the_rounding(
    quantity: int, price: int, rounding: int
) -> None:
    amount = line_amount(quantity, price, rounding)

    assert amount % rounding == 0
    assert abs(amount * 1_000 - quantity * price) * 2 <= rounding * 1_000
    assert line_amount(-quantity, price, rounding) == -amount


def test_the_rule_is_told_in_words() -> None:
    assert "หน่วย 25 สตางค์ที่" in rounding_rule(25)
    assert len({rounding_rule(each) for each in ROUNDINGS}) == len(ROUNDINGS)


days = st.lists(
    st.tuples(st.integers(1, 5_000), st.integers(0, 9_000)), min_size=1, max_size=4
).map(
    lambda moves: tuple(
        Held(quantity, cost)
        for quantity, cost in zip(
            accumulate(move[0] for move in moves),
            accumulate(move[1] for move in moves),
            strict=True,
        )
    )
)


@given(days=days, part=st.integers(1, 100), wanted=st.none() | st.integers(0, 9_000))
def test_no_day_is_left_with_less_than_nothing_nor_with_cost_without_goods(
    days: tuple[Held, ...], part: int, wanted: int | None
) -> None:
    quantity = max(lowest(days) * part // 100, 1)
    cost = leaving(days, quantity, wanted)
    assume(cost is not None)

    for day in after(days, -quantity, -(cost or 0)):
        assert day.quantity >= 0
        assert day.cost >= 0
        assert day.quantity or not day.cost


@given(days=days, part=st.integers(1, 99))
def test_what_leaves_costs_its_part_where_no_later_day_forbids(
    days: tuple[Held, ...], part: int
) -> None:
    quantity = days[0].quantity * part // 100
    assume(0 < quantity < lowest(days))

    assert leaving(days, quantity) == part_of(days[0].cost, quantity, days[0].quantity)


def test_two_days_that_end_empty_with_other_costs_have_no_right_cost() -> None:
    assert leaving((Held(10, 10), Held(10, 30)), 10) is None
    assert leaving((Held(10, 30), Held(10, 30)), 10) == 30
    assert leaving((Held(10, 30), Held(20, 20)), 10) is None  # a later day has less than all of it
    assert leaving((Held(10, 10), Held(10, 30)), 5) == 5


@pytest.mark.parametrize(
    ("codes", "following"),
    [((), "1"), (("1", "9"), "10"), (("007", "A12"), "008"), (("x",), "1"), (("๑",), "1")],
)
def test_the_next_code_is_as_wide_as_the_widest(codes: tuple[str, ...], following: str) -> None:
    assert next_code(codes) == following
