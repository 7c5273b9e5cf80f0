"""The register as a long list: found, ordered, read by page; likenesses told."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.duplicates import ALIKE_FROM, likeness
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import VillageFact
from cdd_desktop.places.register import RegisterOrder, VillageRegister
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.store import Store

DAY = date(2026, 10, 1)
BEFORE = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _register(importer: VillageImporter, csv_of: Callable[..., Path]) -> None:
    importer.run(
        csv_of(
            "code,name,households",
            "90110201,เกาะเสือ,90",
            "90110202,ป่าขาด,",
            "90110211,ป่าขาด,1000",
            "90110150,หัวถนน,120",
            "93010104,บ้านคลองใหญ่ 2,",
        )
    )


@pytest.fixture
def listing(store: Store, villages: VillageService) -> VillageRegister:
    return VillageRegister(store)


def codes(listing: VillageRegister, area: str = "90", **wanted: object) -> list[str]:
    found = listing.find(area, **wanted)  # type: ignore[arg-type]
    return [line.village.code for line in listing.lines(found.tolist())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["90110150", "90110201", "90110202", "90110211"]),
        ("ขาด", ["90110202", "90110211"]),
        ("บ้านป่าขาด", ["90110202", "90110211"]),
        ("ป่าขาด ม.11", ["90110211"]),
        ("หมู่ที่๒", ["90110202"]),
        ("๙๐๑๑๐๒๐", ["90110201", "90110202"]),
        ("หัว 901101", ["90110150"]),
        ("%", []),
        ("ไม่มี", []),
    ],
)
def test_places_are_found_by_part_of_name_code_or_moo(
    listing: VillageRegister, text: str, found: list[str]
) -> None:
    assert codes(listing, text=text) == found


def test_a_digit_in_a_name_is_found(listing: VillageRegister) -> None:
    assert codes(listing, "93", text="2") == ["93010104"]


@pytest.mark.parametrize(
    ("order", "descending", "found"),
    [
        (RegisterOrder.CODE, True, ["90110211", "90110202", "90110201", "90110150"]),
        (RegisterOrder.NAME, False, ["90110201", "90110202", "90110211", "90110150"]),
        (RegisterOrder.MOO, True, ["90110211", "90110202", "90110201", "90110150"]),
        (RegisterOrder.HOUSEHOLDS, False, ["90110201", "90110150", "90110211", "90110202"]),
        (RegisterOrder.HOUSEHOLDS, True, ["90110211", "90110150", "90110201", "90110202"]),
    ],
)
def test_the_list_is_ordered_with_what_is_unknown_last(
    listing: VillageRegister, order: RegisterOrder, descending: bool, found: list[str]
) -> None:
    assert codes(listing, order=order, descending=descending) == found


def test_places_that_are_no_more_are_listed_only_when_asked_for(
    store: Store, listing: VillageRegister, villages: VillageService
) -> None:
    gone = villages.by_code("90110211").id
    changes = VillageChanges(store, Areas())
    changes.apply(VillageChange(kind=ChangeKind.CLOSE, village_id=gone, on=DAY))
    assert gone not in listing.find("90")
    assert gone in listing.find("90", ended=True)
    assert gone in listing.find("90", as_of=BEFORE)
    (line,) = listing.lines([gone])
    assert (line.village.code, line.ended) == ("90110211", DAY)


def test_a_renamed_place_is_found_once_and_by_its_present_name(
    store: Store, listing: VillageRegister, villages: VillageService
) -> None:
    changes = VillageChanges(store, Areas())
    number = villages.by_code("90110211").id
    changes.apply(VillageChange(kind=ChangeKind.RENAME, village_id=number, name="ควนใหม่", on=DAY))
    assert codes(listing, text="ป่าขาด", ended=True) == ["90110202"]
    assert codes(listing, text="ควน", ended=True) == ["90110211"]


def test_a_line_tells_the_figures_of_its_day(
    listing: VillageRegister, villages: VillageService
) -> None:
    number = villages.by_code("90110202").id
    villages.save_fact(number, VillageFact(on=BEFORE, households=10))
    villages.save_fact(number, VillageFact(on=DAY, households=11))
    (now,) = listing.lines([number])
    (then,) = listing.lines([number], as_of=BEFORE)
    assert now.fact is not None
    assert then.fact is not None
    assert (now.fact.households, then.fact.households) == (11, 10)


def test_places_of_one_name_in_a_tambon_are_told_as_alike(listing: VillageRegister) -> None:
    (pair,) = listing.alike("90")
    assert (pair.first.code, pair.second.code, pair.score) == ("90110202", "90110211", 1.0)
    assert not pair.same_code


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("บ้านควนเปี๊ยะ", "ควนเปี๊ยะ", True),
        ("ควนเปี๊ยะ", "ควนเปียะ", True),
        ("ท่ายาง (เหนือ)", "ท่ายางเหนือ", True),
        ("เกาะเสือ", "คลองใหญ่", False),
        ("ป่าขาด", "ป่าไผ่", False),
    ],
)
def test_names_are_near_when_a_mark_or_a_word_before_them_differs(
    first: str, second: str, near: bool
) -> None:
    assert (likeness(first, second) >= ALIKE_FROM) is near
    assert (likeness(second, first) >= ALIKE_FROM) is near
