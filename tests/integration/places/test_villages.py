"""Finding villages by area and code, and keeping what is known of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import PlaceKind, VillageFact, place_uuid
from cdd_desktop.places.service import VillageService


@pytest.fixture(autouse=True)
def register(importer: VillageImporter, csv_of: Callable[..., Path]) -> None:
    importer.run(
        csv_of(
            "code,name",
            "93010102,คลองใหญ่",
            "901101100,ศิครินทร์",
            "90110199,เกาะเสือ",
            "90110150,หัวถนน",
            "90110211,ป่าขาด",
            "90110202,ป่าขาด",
        )
    )


def test_places_stand_in_official_order(villages: VillageService) -> None:
    assert [one.code for one in villages.in_area("9011")] == [
        "90110150",
        "90110199",
        "901101100",
        "90110202",
        "90110211",
    ]


@pytest.mark.parametrize(
    ("area", "count"),
    [("90", 5), ("93", 1), ("901101", 3), ("901102", 2), ("901101100", 1), ("90110202", 1)],
)
def test_an_area_holds_its_places_and_no_others(
    villages: VillageService, area: str, count: int
) -> None:
    found = villages.in_area(area)
    assert len(found) == count
    assert all(one.code.startswith(area) for one in found)
    assert sum(villages.counts(area).values()) == count


def test_an_area_may_have_no_place(villages: VillageService) -> None:
    assert villages.in_area("9001") == ()
    assert villages.counts("9001") == {PlaceKind.VILLAGE: 0, PlaceKind.COMMUNITY: 0}


@pytest.mark.parametrize("area", ["99", "9", "909999", ""])
def test_an_unknown_area_is_not_an_empty_one(villages: VillageService, area: str) -> None:
    with pytest.raises(NotFound, match="กรุณา"):
        villages.in_area(area)
    with pytest.raises(NotFound):
        villages.counts(area)


def test_kinds_are_told_apart(villages: VillageService) -> None:
    assert villages.counts("9011") == {PlaceKind.VILLAGE: 2, PlaceKind.COMMUNITY: 3}
    only = villages.in_area("9011", kinds=[PlaceKind.COMMUNITY])
    assert [one.name for one in only] == ["หัวถนน", "เกาะเสือ", "ศิครินทร์"]


def test_a_place_is_found_by_code_and_by_number(villages: VillageService) -> None:
    found = villages.by_code("90110202")
    assert (found.label, found.tambon_code) == ("ม.2 บ้านป่าขาด", "901102")
    assert found.uuid == place_uuid("90110202")
    assert villages.by_id(found.id) == found
    assert villages.by_codes(["90110202", "90110202", "90990101"]) == {"90110202": found}
    assert villages.by_codes([]) == {}


def test_a_place_that_is_not_there_is_not_found(villages: VillageService) -> None:
    for ask in (
        lambda: villages.by_code("90110203"),
        lambda: villages.by_id(999),
        lambda: villages.save_fact(999, VillageFact(on=date(2026, 1, 1))),
    ):
        with pytest.raises(NotFound, match="กรุณา"):
            ask()


def test_names_are_given_once_in_dictionary_order(villages: VillageService) -> None:
    assert villages.names() == ("เกาะเสือ", "คลองใหญ่", "ป่าขาด", "ศิครินทร์", "หัวถนน")


def test_the_office_covers_its_provinces_and_the_places_of_its_register(
    villages: VillageService,
) -> None:
    covered = ["90", "9011", "901101", "90110202", "901101100"]
    assert [code for code in covered if not villages.covers(code)] == []
    assert [code for code in ["80", "909999", "90110203", "", "9"] if villages.covers(code)] == []


def test_counts_are_kept_by_day(villages: VillageService) -> None:
    village_id = villages.by_code("90110202").id
    old = VillageFact(on=date(2025, 1, 1), households=120, people=400, headman="นายดำ ดี")
    new = VillageFact(on=date(2026, 1, 1), people=410)
    villages.save_fact(village_id, old)
    villages.save_fact(village_id, new)
    assert villages.facts(village_id) == (new, old)
    now = villages.fact_on(village_id, date(2026, 11, 22))
    assert now is not None
    assert (now.households, now.people, now.headman) == (120, 410, "นายดำ ดี")
    assert villages.fact_on(village_id, date(2024, 1, 1)) is None


def test_a_count_of_the_same_day_replaces_the_one_before(
    villages: VillageService, operations: Callable[[], int]
) -> None:
    village_id = villages.by_code("90110202").id
    day = date(2026, 11, 22)
    villages.save_fact(village_id, VillageFact(on=day, households=120))
    right = villages.save_fact(village_id, VillageFact(on=day, households=121, headman=" ก  ข "))
    assert right.headman == "ก ข"
    assert villages.facts(village_id) == (right,)
    after = operations()
    villages.save_fact(village_id, right)
    assert operations() == after


def test_tomorrow_in_thailand_is_refused(villages: VillageService) -> None:
    village_id = villages.by_code("90110202").id
    with pytest.raises(ValidationFailed) as refusal:
        villages.save_fact(village_id, VillageFact(on=date(2026, 11, 23)))
    assert refusal.value.problems.keys() == {"on"}
    assert villages.facts(village_id) == ()
