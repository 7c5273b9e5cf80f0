"""What was chosen about a report is read back as it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.checklists.records import Round
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.options_text import options_from, options_text
from cdd_desktop.thai.digits import Digits

PLAIN = ReportOptions(report="checklist-summary", area_code="93", fiscal_year=2569)


@given(
    st.builds(
        ReportOptions,
        report=st.just("r"),
        area_code=st.sampled_from(["93", "930101"]),
        fiscal_year=st.integers(2500, 2600),
        round=st.sampled_from(Round),
        digits=st.sampled_from(Digits),
        grouped_by=st.none() | st.sampled_from(AreaLevel),
        show_below=st.booleans(),
        compared_with=st.none() | st.integers(2500, 2600),
        as_of=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    )
)
def test_choices_come_back(options: ReportOptions) -> None:
    assert options_from(options_text(options)) == options


def test_what_is_as_usual_is_not_written() -> None:
    assert "digits" not in options_text(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "[" * 100_000,
        '{"report": "r", "area_code": "93", "fiscal_year": "x"}',
        '{"report": "r", "area_code": "93", "fiscal_year": 2569, "from_the_future": 1}',
        '{"report": "r", "area_code": "93", "fiscal_year": 2569, "round": "never"}',
    ],
)
def test_what_is_not_understood_is_not_known(text: str) -> None:
    assert options_from(text) is None
