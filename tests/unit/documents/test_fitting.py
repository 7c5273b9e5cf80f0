"""Columns that fit stay as they are; many turn the page and are never narrower than readable."""

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.documents.fitting import lay, most_that_fit
from cdd_desktop.documents.model import Column, ColumnKind, Orientation

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
