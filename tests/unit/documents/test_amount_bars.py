"""Bars of amounts: drawn by shares of the longest, printed as the amounts they are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.documents.cells import bar_text
from cdd_desktop.documents.charts import RankedBars, amount_bars


@given(
    st.lists(st.none() | st.decimals(min_value=0, max_value=10**9, places=2), min_size=1),
    st.none() | st.decimals(min_value=0, max_value=10**9, places=2),
)
def test_the_amounts_that_went_in_are_printed(
    amounts: list[Decimal | None], mark: Decimal | None
) -> None:
    bars = amount_bars("", [("ก", amount) for amount in amounts], 2, mark)
    assert isinstance(bars, RankedBars)  # whoever draws a ranking draws these
    for share, amount in zip(bars.values, amounts, strict=True):
        assert bar_text(bars, share, "–") == ("–" if amount is None else f"{amount:,.2f}")
        assert share is None or 0 <= share <= 1
    assert bar_text(bars, bars.mark, "") == ("" if mark is None else f"{mark:,.2f}")


def test_shares_are_still_printed_in_percent() -> None:
    bars = RankedBars(title="", labels=("ก",), values=(0.01875,))
    assert bar_text(bars, bars.values[0], "") == "1.88%"
