"""The greenhouse estimate of wet-waste bins."""

from decimal import Decimal

from cdd_desktop.thai.calendar import fiscal_year_span
from cdd_desktop.waste.bins.estimate import saving
from cdd_desktop.waste.parameters.library import shipped
from cdd_desktop.waste.parameters.records import Parameter, Rate

DAY = fiscal_year_span(2569)[0]
WET = shipped().at(Rate.WET_PER_HEAD, DAY)
GHG = shipped().at(Rate.GHG_PER_TONNE, DAY)


def test_400_people_keep_36_tonnes_and_5_tco2e_apart_in_a_year() -> None:
    found = saving(400 * 365, WET, GHG)
    assert found.wet_tonnes == Decimal("36.792")
    assert found.tco2e is not None
    assert abs(found.tco2e - Decimal("5.34956")) < Decimal("1e-5")


def test_a_bin_made_in_july_counts_its_days_only() -> None:
    found = saving(4 * 92, WET, GHG)  # July to September
    assert found.wet_tonnes == Decimal("0.092736")


def test_without_a_factor_there_is_no_estimate() -> None:
    empty = Parameter(rate=Rate.GHG_PER_TONNE, label="", unit="", value=None)
    assert saving(100, WET, empty).tco2e is None
    assert saving(100, None, GHG).wet_tonnes is None


def test_factors_of_recycling_are_left_to_the_office() -> None:
    rates = (Rate.GHG_PAPER, Rate.GHG_PLASTIC, Rate.GHG_GLASS, Rate.GHG_METAL, Rate.GHG_ALUMINIUM)
    assert [shipped().value(rate, DAY) for rate in rates] == [None] * 5
