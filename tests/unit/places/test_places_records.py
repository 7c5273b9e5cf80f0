"""Codes of villages, their kinds and order, and what is known of them on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.places.records import (
    AreaLevel,
    PlaceKind,
    Village,
    VillageFact,
    code_order,
    fact_problems,
    facts_on,
    is_village_code,
    kind_of,
    moo_of,
    place_uuid,
)

TODAY = date(2026, 11, 22)


def village(code: str, name: str) -> Village:
    return Village(
        id=1,
        uuid=place_uuid(code),
        code=code,
        kind=kind_of(code),
        moo=moo_of(code),
        name=name,
        tambon_code=code[:6],
    )


@pytest.mark.parametrize("code", ["90110101", "90110149", "90110150", "90110199", "901101100"])
def test_a_tambon_and_a_number_make_a_village_code(code: str) -> None:
    assert is_village_code(code)


@pytest.mark.parametrize(
    "code", ["", "901101", "90110100", "9011011", "901101012", "9011010101", "๙๐๑๑๐๑๐๑", "9011010a"]
)
def test_anything_else_is_no_village_code(code: str) -> None:
    assert not is_village_code(code)


def test_numbers_below_fifty_are_villages_with_a_moo() -> None:
    assert (kind_of("90110149"), moo_of("90110149")) == (PlaceKind.VILLAGE, 49)
    assert (kind_of("90110150"), moo_of("90110150")) == (PlaceKind.COMMUNITY, None)


def test_the_hundred_and_first_community_of_a_town_is_not_taken_for_moo_one() -> None:
    assert (kind_of("901101101"), moo_of("901101101")) == (PlaceKind.COMMUNITY, None)


def test_official_order_counts_a_third_digit() -> None:
    codes = ["90110201", "901101100", "90110111", "90110199", "90110101"]
    assert sorted(codes, key=code_order) == [
        "90110101",
        "90110111",
        "90110199",
        "901101100",
        "90110201",
    ]


def test_the_word_before_a_name_is_said_once() -> None:
    assert village("90110104", "ป่าขาด").label == "ม.4 บ้านป่าขาด"
    assert village("90110104", "บ้านป่าขาด").label == "ม.4 บ้านป่าขาด"
    assert village("90110150", "หัวถนน").label == "ชุมชนหัวถนน"
    assert village("90110150", "ชุมชนหัวถนน").label == "ชุมชนหัวถนน"


def test_a_place_has_the_same_identity_in_every_office() -> None:
    assert str(place_uuid("90110101")) == "90d864d5-fa33-5e17-96f5-0901e872c4a1"


def test_each_level_has_its_word() -> None:
    assert [level.label for level in AreaLevel] == ["จังหวัด", "อำเภอ", "ตำบล"]


def test_a_later_count_without_a_figure_does_not_hide_the_earlier_one() -> None:
    first = VillageFact(on=date(2025, 1, 1), households=120, people=400, headman="นายดำ")
    second = VillageFact(on=date(2026, 1, 1), people=410, source="สำรวจ")
    assert facts_on([second, first], TODAY) == VillageFact(
        on=date(2026, 1, 1), households=120, people=410, headman="นายดำ", source="สำรวจ"
    )
    assert facts_on([second, first], date(2025, 12, 31)) == first
    assert facts_on([second, first], date(2024, 12, 31)) is None


@given(
    st.lists(
        st.builds(
            VillageFact,
            on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            households=st.none() | st.integers(0, 9),
        ),
        unique_by=lambda fact: fact.on,
    ),
    st.dates(date(2019, 1, 1), date(2031, 1, 1)),
)
def test_the_newest_counted_figure_holds(facts: list[VillageFact], day: date) -> None:
    counted = [fact for fact in facts if fact.on <= day and fact.households is not None]
    expected = max(counted, key=lambda fact: fact.on).households if counted else None
    known = facts_on(facts, day)
    assert (known.households if known else None) == expected


def test_a_count_is_refused_for_everything_that_is_wrong_with_it() -> None:
    fact = VillageFact(on=date(2026, 11, 23), households=-1, people=100_001, headman="ก" * 121)
    problems = fact_problems(fact, today=TODAY)
    assert problems.keys() == {"on", "households", "people", "headman"}
    assert "23 พฤศจิกายน 2569" in problems["on"]
    assert all("กรุณา" in text for text in problems.values())


def test_a_count_of_today_with_gaps_is_fine() -> None:
    assert fact_problems(VillageFact(on=TODAY, households=0), today=TODAY) == {}
