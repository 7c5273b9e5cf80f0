"""Finding villages as people name them."""

import pytest
from windows import register_villages

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.search import PlaceSearch
from cdd_desktop.places.service import OfficeService
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

VILLAGES = {
    "90010101": "ป่าขาด",
    "90010104": "ทุ่งป่าขาด",
    "90110103": "ป่าขาด",
    "93010151": "หัวถนน",
    "93010302": "เปี๊ยะ",
    "93010305": "100%ดี",
}


@pytest.fixture
def search(store: Store, office: OfficeService) -> PlaceSearch:
    register_villages(store, VILLAGES)
    return PlaceSearch(store, Areas())


def codes(search: PlaceSearch, text: str, limit: int = 10) -> list[str]:
    return [village.code for village in search.find(text, limit=limit)]


def test_names_that_begin_with_the_text_stand_before_those_that_hold_it(
    search: PlaceSearch,
) -> None:
    assert codes(search, "ป่า") == ["90010101", "90110103", "90010104"]


@pytest.mark.parametrize("typed", ["บ้านป่าขาด", "ป่าขาด", "  ป่าขาด "])
def test_the_word_before_a_name_and_blanks_do_not_matter(search: PlaceSearch, typed: str) -> None:
    assert codes(search, typed)[0] == "90010101"


@pytest.mark.parametrize("typed", ["930103", "๙๓๐๑๐๓", "๙๓๐103"])
def test_the_start_of_a_code_finds_it_in_any_digits(search: PlaceSearch, typed: str) -> None:
    assert codes(search, typed) == ["93010302", "93010305"]


@pytest.mark.parametrize("typed", ["ม.4", "หมู่ที่ ๔", "ม.4 ป่า", "หมู่ 4 บ้านทุ่งป่า"])
def test_a_moo_narrows_it_down(search: PlaceSearch, typed: str) -> None:
    assert codes(search, typed) == ["90010104"]


@pytest.mark.parametrize("typed", ["ป่าขาด หาดใหญ่", "ป่าขาด อ.หาดใหญ่", "บ้านป่าขาด อำเภอหาดใหญ่"])
def test_a_further_word_may_name_the_area(search: PlaceSearch, typed: str) -> None:
    assert codes(search, typed) == ["90110103"]


def test_a_sign_that_sql_knows_is_a_letter_like_any_other(search: PlaceSearch) -> None:
    assert codes(search, "100%") == ["93010305"]
    assert codes(search, "_") == []


def test_the_word_for_a_village_alone_offers_all(search: PlaceSearch) -> None:
    assert len(codes(search, "บ้าน")) == len(VILLAGES)
    assert len(codes(search, "บ้าน", limit=2)) == 2


@pytest.mark.parametrize("typed", ["", "  ", "ไม่มีแน่", "ป่าขาด ไม่มีแน่"])
def test_nothing_is_found_for_nothing(search: PlaceSearch, typed: str) -> None:
    assert codes(search, typed) == []


def test_a_name_of_former_days_is_not_found(search: PlaceSearch, store: Store) -> None:
    with store.writing(Intent(action="test.close", summary="ทดสอบ")) as work:
        row = work.session.query(VillageNameRow).filter_by(code="93010302").one()
        row.valid_to = store.now().date()
    assert codes(search, "เปี๊ยะ") == []
