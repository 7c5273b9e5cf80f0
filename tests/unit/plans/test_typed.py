"""What is typed into a cell of a project, read as a value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.exchange.typed import NotTyped, typed_choice, typed_quantity, typed_villages

SOURCES = shipped(ListName.MONEY_SOURCE).offered(2569)
VILLAGES = {7: "ม.1 บ้านนา", 3: "ม.2 บ้านป่า", 5: "ม.10 บ้านควน", 9: "ชุมชนหัวถนน"}


@pytest.mark.parametrize(
    ("text", "key"),
    [("อบต./เทศบาล", "local"), (" อบต. ", "local"), ("หมู่บ้าน", "village"), ("", ""), ("-", "")],
)
def test_a_choice_is_its_words_or_the_beginning_of_just_one(text: str, key: str) -> None:
    assert typed_choice(text, SOURCES, "แหล่งงบประมาณ") == key


@pytest.mark.parametrize("text", ["อบ", "กระทรวง"])
def test_a_choice_that_is_none_or_several_names_what_there_is(text: str) -> None:
    with pytest.raises(NotTyped, match=r"เลือกได้: หมู่บ้าน/ชุมชน, อบต./เทศบาล"):
        typed_choice(text, SOURCES, "แหล่งงบประมาณ")


@pytest.mark.parametrize(
    ("text", "number"),
    [("120", Decimal(120)), ("๑,๒๐๐.๕", Decimal("1200.5")), ("", None), ("–", None)],
)
def test_a_quantity_may_have_thai_digits_and_commas(text: str, number: Decimal | None) -> None:
    assert typed_quantity(text) == number


@pytest.mark.parametrize("text", ["สิบ", "-5", "1,20", "12 คน", "1e5", "NaN", "Infinity"])
def test_a_quantity_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotTyped, match="ไม่ใช่จำนวน"):
        typed_quantity(text)


@pytest.mark.parametrize(
    ("text", "villages"),
    [
        ("1", (7,)),
        ("ม.2, หมู่ที่ 10", (3, 5)),
        ("๑-๒", (7, 3)),
        ("หมู่ที่ 1 และ 2", (7, 3)),
        ("ม.10 บ้านควน\nชุมชนหัวถนน", (5, 9)),
        ("ทั้งตำบล", (7, 3, 5, 9)),
        ("", ()),
        ("-", ()),
    ],
)
def test_villages_are_told_by_moo_by_name_or_all_at_once(
    text: str, villages: tuple[int, ...]
) -> None:
    assert typed_villages(text, VILLAGES) == villages


@pytest.mark.parametrize(("text", "told"), [("3", "ไม่มีหมู่ที่ 3"), ("บ้านไหน", "ไม่พบหมู่บ้าน")])
def test_a_village_that_is_not_in_the_area_is_refused(text: str, told: str) -> None:
    with pytest.raises(NotTyped, match=told):
        typed_villages(text, VILLAGES)


@pytest.mark.parametrize("text", ["1", "ม.1 บ้านนา"])
def test_a_village_that_several_tambon_have_is_never_guessed(text: str) -> None:
    with pytest.raises(NotTyped, match="หลายตำบล"):
        typed_villages(text, {1: "ม.1 บ้านนา", 2: "ม.1 บ้านนา"})


@given(st.sets(st.sampled_from(sorted(VILLAGES))))
def test_villages_read_back_as_they_are_listed(chosen: set[int]) -> None:
    told = ", ".join(VILLAGES[village] for village in VILLAGES if village in chosen)
    assert set(typed_villages(told, VILLAGES)) == chosen
