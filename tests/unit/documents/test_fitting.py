"""Columns that fit stay as they are; many turn the page and are never narrower than readable."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.documents.fitting import lay, lay_money, most_that_fit
from cdd_desktop.documents.model import Column, ColumnKind, Orientation, Row

KINDS = st.builds(
    Column,
    heading=st.just("ก"),
    kind=st.sampled_from([kind for kind in ColumnKind if kind is not ColumnKind.TEXT]),
    weight=st.floats(0.3, 20),
)


def test_few_columns_stay_upright_with_their_own_widths() -> None:
    columns = (Column(heading="ที่", kind=ColumnKind.INTEGER), Column(heading="ชื่อ", weight=3))
    assert lay(columns) == (columns, Orientation.PORTRAIT)


def test_more_than_an_upright_page_holds_turn_it() -> None:
    columns = (Column(heading="ร้อยละ", kind=ColumnKind.PERCENT),) * 15
    assert lay(columns)[1] is Orientation.LANDSCAPE
    assert most_that_fit(columns) == 15
    assert most_that_fit(columns * 2) == 21


@given(st.lists(KINDS, min_size=1, max_size=25))
def test_columns_that_fit_keep_a_readable_share_and_the_table_its_width(
    columns: list[Column],
) -> None:
    laid, lies = lay(columns)
    assert len(laid) == len(columns)
    space = 160 if lies is Orientation.PORTRAIT else 257
    total = sum(column.weight for column in laid)
    assert abs(total - sum(column.weight for column in columns)) < 0.01 * len(columns)
    if most_that_fit(columns) == len(columns):
        least = 9.0  # no kind of number is narrower
        assert all(space * column.weight / total >= least - 0.1 for column in laid)


def amounts(*told: str) -> list[Row]:
    return [Row(values=("โครงการ", *map(Decimal, told)))]


def of_money(count: int, weight: float = 1.0) -> list[Column]:
    return [
        Column(heading="โครงการ", weight=weight),
        *(Column(heading="ปี", kind=ColumnKind.MONEY) for _ in range(count)),
    ]


def test_money_has_the_room_of_its_longest_amount_and_words_have_the_rest() -> None:
    short, long = (
        lay_money(of_money(2), amounts("5", amount))[1:] for amount in ("5", "1234567.89")
    )
    assert short[0].weight == short[1].weight
    assert long[1].weight > long[0].weight
    assert sum(column.weight for column in lay_money(of_money(2), amounts("5", "5"))) == (
        pytest.approx(257, abs=0.1)
    )


def test_longer_amounts_give_way_to_words_that_need_the_room() -> None:
    told = ("1234567890.12",) * 5
    easy, crowded = (lay_money(of_money(5, weight), amounts(*told)) for weight in (2, 13))
    assert easy[1].weight > crowded[1].weight
