"""Sums of projects: exact, blank apart from zero, by whatever key the same whole."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.plans.money import Amount, By, baht, decimals_of, money_summary, percent_of
from cdd_desktop.plans.records import Money, Project

AMOUNTS = st.none() | st.integers(0, 10**11)
LINES = st.lists(
    st.builds(
        Money,
        year=st.integers(2566, 2570),
        source=st.sampled_from(["", "local", "village", "fund"]),
        requested=AMOUNTS,
        approved=AMOUNTS,
        spent=AMOUNTS,
    ),
    max_size=8,
    unique_by=lambda line: (line.year, line.source),
).map(tuple)
PROJECTS = st.lists(
    st.builds(
        Project,
        uuid=st.builds(UUID, int=st.integers(0, 2**64)),
        plan=st.none(),
        name=st.just("ถนน"),
        dimension=st.sampled_from(["", "economy", "society"]),
        agency=st.sampled_from(["", "อบต.", "กม."]),
        money=LINES,
    ),
    max_size=6,
)


def plainly(projects: list[Project], which: Amount, year: int | None = None) -> int | None:
    told = [
        which.of(line)
        for project in projects
        for line in project.money
        if year in {None, line.year}
    ]
    amounts = [amount for amount in told if amount is not None]
    return sum(amounts) if amounts else None


@given(PROJECTS, st.sampled_from(By), st.sampled_from(Amount))
def test_every_key_and_year_adds_up_to_the_whole_to_the_satang(
    projects: list[Project], by: By, which: Amount
) -> None:
    summary = money_summary(projects, by)
    whole = plainly(projects, which)
    assert summary.total.total.of(which) == whole
    of_lines = [line.total.of(which) for line in summary.lines]
    assert sum(amount or 0 for amount in of_lines) == (whole or 0)
    assert all(amount is None for amount in of_lines) == (whole is None)
    for year in summary.years:
        told = [line.in_year(year, which) for line in summary.lines]
        assert summary.total.in_year(year, which) == plainly(projects, which, year)
        assert sum(amount or 0 for amount in told) == (plainly(projects, which, year) or 0)


@given(PROJECTS)
def test_every_project_is_counted_once_where_it_has_one_key(projects: list[Project]) -> None:
    summary = money_summary(projects, By.DIMENSION)
    assert sum(line.count for line in summary.lines) == summary.total.count == len(projects)


def test_keys_stand_in_the_order_of_the_list_and_untold_ones_last() -> None:
    projects = [
        Project(uuid=UUID(int=n), plan=None, name="ก", dimension=key)
        for n, key in enumerate(["", "new", "society", "economy"])
    ]
    summary = money_summary(projects, By.DIMENSION, (2569,), ("society", "economy"))
    assert [line.key for line in summary.lines] == ["society", "economy", "new", ""]
    assert summary.years == (2569,)
    assert summary.total.in_year(2569, Amount.REQUESTED) is None


def test_an_amount_is_never_rounded() -> None:
    assert baht(12_345) == Decimal("123.45")
    assert baht(12_300, 0) == Decimal(123)
    assert baht(None) is None
    with pytest.raises(ValueError, match="12345"):
        baht(12_345, 0)


def test_a_table_has_decimals_where_one_amount_has_satang() -> None:
    assert decimals_of([100, None, 0]) == 0
    assert decimals_of([100, 101]) == 2


def test_there_is_no_share_of_nothing() -> None:
    assert percent_of(1, 3) == Decimal("33.33")
    assert percent_of(0, 3) == Decimal("0.00")
    assert percent_of(1, 800) == Decimal("0.13")  # as all other tables round
    assert percent_of(None, 3) is None
    assert percent_of(5, 0) is None
    assert percent_of(5, None) is None
