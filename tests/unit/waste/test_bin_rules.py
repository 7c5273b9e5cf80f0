"""What a bin and a count must obey, and what months of them come to."""

import dataclasses
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from cdd_desktop.households.records import Household, house_order, problems_of, proper
from cdd_desktop.waste.bins.records import Bin, BinCount
from cdd_desktop.waste.bins.rolled import RolledBins, saving_of
from cdd_desktop.waste.bins.rules import bin_problems, count_doubt, count_problems
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.parameters.library import shipped
from cdd_desktop.waste.parameters.records import Parameters, Rate

TODAY = date(2026, 11, 22)
BIN = Bin(household=UUID(int=1), has_space=True, installed_on=date(2026, 7, 20))


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"installed_on": date(2026, 11, 23)}, "installed_on", "ยังมาไม่ถึง"),
        ({"installed_on": date(1026, 11, 23)}, "installed_on", "ปีของวันที่ติดตั้งไม่ถูกต้อง"),
        ({"removed_on": date(2026, 7, 20)}, "removed_on", "ต้องอยู่หลังวันที่ติดตั้ง"),
        ({"installed_on": None, "removed_on": date(2026, 8, 1)}, "removed_on", "ติดตั้งก่อน"),
        ({"inspected_on": date(2026, 7, 19)}, "inspected_on", "อยู่ก่อนวันที่ติดตั้ง"),
        ({"installed_on": None, "is_proper": True}, "is_proper", "ยังไม่ได้ติดตั้งถัง"),
        ({"installed_on": None, "is_regular": True}, "is_regular", "ยังไม่ได้ติดตั้งถัง"),
        ({"has_space": False}, "has_space", "ต้องมีพื้นที่"),
        ({"inspector": "ก" * 151}, "inspector", "ยาวเกิน"),
        ({"note": "ก" * 1_001}, "note", "ยาวเกิน"),
    ],
)
def test_what_is_wrong_with_a_bin_is_told_at_its_field(
    changes: dict[str, object], field: str, says: str
) -> None:
    problems = bin_problems(dataclasses.replace(BIN, **changes), TODAY)  # type: ignore[arg-type]
    assert list(problems) == [field]
    assert says in problems[field]
    assert "กรุณา" in problems[field]


def test_a_bin_that_was_made_used_looked_at_and_taken_away_is_well() -> None:
    used = dataclasses.replace(
        BIN,
        is_proper=True,
        is_regular=False,
        inspected_on=date(2026, 8, 1),
        removed_on=date(2026, 9, 1),
        has_space=False,  # the place was built over: that is why
    )
    assert bin_problems(used, TODAY) == {}


def test_a_household_needs_a_number_or_a_name_and_not_too_many_people() -> None:
    nobody = Household(uuid=uuid4(), village_id=1, people=61, closed_on=date(2026, 12, 1))
    assert problems_of(nobody, TODAY).keys() == {"house_no", "people", "closed_on"}


def test_houses_stand_in_the_order_in_which_people_count_them() -> None:
    numbers = ["", "10/11", "๑๐/๒", "9", "100", "10²", "10", "10 ก"]
    houses = [Household(uuid=uuid4(), village_id=1, house_no=no, head="ก") for no in numbers]
    ordered = [one.house_no for one in sorted(houses, key=house_order)]
    assert ordered == ["9", "10", "10²", "10 ก", "๑๐/๒", "10/11", "100", ""]


@pytest.mark.parametrize("typed", ["๑๒/๓", " 12 / 3", "12/3"])
def test_a_house_number_has_one_spelling(typed: str) -> None:
    assert proper(Household(uuid=uuid4(), village_id=1, house_no=typed)).house_no == "12/3"


COUNT = BinCount(
    basis=Basis.AGGREGATE,
    households=100,
    with_space=60,
    without_space=40,
    installed=50,
    proper=40,
    regular=30,
    both=20,
)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"households": -1}, "households"),
        ({"installed": 1_000_001, "households": None, "with_space": None}, "installed"),
        ({"with_space": 101, "without_space": None}, "with_space"),
        ({"with_space": 61}, "without_space"),
        ({"proper": 51}, "proper"),
        ({"both": 31}, "both"),
        ({"added": 51}, "added"),
        ({"people_installed": 10, "people_both": 11}, "people_both"),
        ({"installed": None, "proper": 1, "regular": None, "both": None}, "proper"),
    ],
)
def test_what_is_wrong_with_a_count_is_told_at_its_field(
    changes: dict[str, object], field: str
) -> None:
    assert count_problems(COUNT) == {}
    assert field in count_problems(dataclasses.replace(COUNT, **changes))  # type: ignore[arg-type]


def test_more_bins_than_households_is_doubted_but_not_refused() -> None:
    count = dataclasses.replace(COUNT, installed=101)
    assert count_problems(count) == {}
    assert "101 มากกว่าครัวเรือนทั้งหมด 100" in count_doubt(count)
    assert count_doubt(COUNT) == ""


def test_a_target_is_every_household_not_known_to_lack_space() -> None:
    assert COUNT.target == 60
    assert dataclasses.replace(COUNT, with_space=50).target == 60
    assert dataclasses.replace(COUNT, without_space=None).target == 60
    assert dataclasses.replace(COUNT, without_space=None, with_space=None).target == 100
    assert BinCount(basis=Basis.AGGREGATE).target is None


def _line(month: date, **counts: int) -> RolledBins:
    count = BinCount(basis=Basis.HOUSEHOLD, **counts)
    return RolledBins(code="93010101", name="ม.1 บ้านดอนหลา", month=month, count=count)


def test_400_people_through_a_year_are_the_sum_of_its_months_to_the_last_digit() -> None:
    days = {date(2025, 10, 1): 31, date(2025, 11, 1): 30, date(2025, 12, 1): 304}
    lines = [
        _line(month, person_days=400 * many, person_days_both=100 * many)
        for month, many in days.items()
    ]
    saved = saving_of(lines, shipped())
    assert saved.all.wet_tonnes == Decimal("36.792")
    assert saved.all.tco2e == pytest.approx(Decimal("5.34956"), abs=Decimal("1e-5"))
    assert saved.both.wet_tonnes == Decimal("9.198")
    assert [one.rate for one in saved.parameters] == [Rate.WET_PER_HEAD, Rate.GHG_PER_TONNE]


def test_each_month_is_reckoned_at_its_own_rate_and_both_rates_are_named() -> None:
    wet = shipped().at(Rate.WET_PER_HEAD, TODAY)
    assert wet is not None
    own = dataclasses.replace(wet, value=Decimal("0.5"), from_day=date(2026, 1, 1), uuid=uuid4())
    rates = Parameters(entries=(*shipped().entries, own))
    lines = [_line(month, person_days=1_000) for month in (date(2025, 12, 1), date(2026, 1, 1))]
    saved = saving_of(lines, rates)
    assert saved.all.wet_tonnes == Decimal("0.252") + Decimal("0.5")
    assert saved.both.wet_tonnes is None, "nobody told"
    assert wet in saved.parameters
    assert own in saved.parameters


def test_people_reckoned_by_a_rate_bring_its_source_and_unknown_ones_are_told() -> None:
    line = _line(TODAY.replace(day=1), person_days=30, people_by_rate=4, people_unknown=2)
    saved = saving_of([line], shipped())
    assert Rate.PEOPLE_PER_HOUSEHOLD in {one.rate for one in saved.parameters}
    assert (saved.people_by_rate, saved.people_unknown) == (4, 2)
