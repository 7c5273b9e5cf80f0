"""Founding and renaming the office, and the areas it adds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cdd_desktop.errors import NotFound, StorageProblem, ValidationFailed
from cdd_desktop.places.records import Area, AreaLevel, Office
from cdd_desktop.places.service import AreaService, OfficeService
from cdd_desktop.storage.folder import AlreadyOpen
from cdd_desktop.storage.store import Store


def test_a_new_file_has_no_office(store: Store) -> None:
    with pytest.raises(NotFound, match="กรุณา"):
        OfficeService(store).get()


def test_an_office_is_founded_with_its_provinces_in_official_order(store: Store) -> None:
    founded = OfficeService(store).create("  สพจ.\u200bสงขลา  ", ["93", "80", "90"])
    assert founded == Office(name="สพจ.สงขลา", provinces=("80", "90", "93"))
    assert OfficeService(store).get() == founded


def test_a_demo_office_is_marked(store: Store) -> None:
    assert OfficeService(store).create("ตัวอย่าง", ["90"], is_demo=True).is_demo


@pytest.mark.parametrize(
    ("name", "provinces", "fields"),
    [
        ("", ["90"], {"name"}),
        ("\u200b ", ["90"], {"name"}),
        ("ก" * 201, ["90"], {"name"}),
        ("สพจ.", [], {"provinces"}),
        ("สพจ.", ["99"], {"provinces"}),
        ("สพจ.", ["9011"], {"provinces"}),
        ("สพจ.", ["90", "80", "90"], {"provinces"}),
        ("", ["0"], {"name", "provinces"}),
    ],
)
def test_a_wrong_office_is_refused_by_field(
    store: Store, name: str, provinces: list[str], fields: set[str]
) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        OfficeService(store).create(name, provinces)
    assert refusal.value.problems.keys() == fields
    assert all("กรุณา" in text for text in refusal.value.problems.values())
    with pytest.raises(NotFound):
        OfficeService(store).get()


def test_a_file_has_one_office(office: OfficeService, operations: Callable[[], int]) -> None:
    before = office.get(), operations()
    with pytest.raises(ValidationFailed, match="มีสำนักงานอยู่แล้ว"):
        office.create("อีกแห่ง", ["80"])
    assert (office.get(), operations()) == before


def test_the_office_is_renamed_once(office: OfficeService, operations: Callable[[], int]) -> None:
    assert office.rename("สพจ.สงขลา").name == "สพจ.สงขลา"
    after = operations()
    assert office.rename(" สพจ.สงขลา ").name == "สพจ.สงขลา"
    assert operations() == after
    with pytest.raises(ValidationFailed):
        office.rename("")


def test_there_is_no_office_to_rename_in_a_new_file(store: Store) -> None:
    with pytest.raises(NotFound):
        OfficeService(store).rename("สพจ.สงขลา")


def test_own_areas_join_the_ladder_and_stay(store: Store) -> None:
    service = AreaService(store)
    amphoe = Area(code="9090", name="ตัวอย่าง", level=AreaLevel.AMPHOE)
    tambon = Area(code="909001", name="นาตัวอย่าง", level=AreaLevel.TAMBON)
    service.add_own([tambon, amphoe])
    assert service.areas().label("909001") == "ตำบลนาตัวอย่าง อำเภอตัวอย่าง จังหวัดสงขลา"


def test_an_own_area_is_renamed_by_adding_it_again(
    store: Store, operations: Callable[[], int]
) -> None:
    service = AreaService(store)
    service.add_own([Area(code="901199", name="เก่า", level=AreaLevel.TAMBON)])
    new = Area(code="901199", name="ใหม่", level=AreaLevel.TAMBON)
    assert service.add_own([new]).get("901199").name == "ใหม่"
    after = operations()
    service.add_own([new])
    assert operations() == after


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("98", "จังหวัดใหม่", AreaLevel.PROVINCE),
        ("90119", "ใหม่", AreaLevel.TAMBON),
        ("9011", "ใหม่", AreaLevel.TAMBON),
        ("๙๐๑๑๙๙", "ใหม่", AreaLevel.TAMBON),
        ("901199", "", AreaLevel.TAMBON),
        ("909901", "ใหม่", AreaLevel.TAMBON),
    ],
)
def test_a_wrong_own_area_is_refused_and_none_of_its_company_kept(
    store: Store, code: str, name: str, level: AreaLevel
) -> None:
    service = AreaService(store)
    good = Area(code="901198", name="ดี", level=AreaLevel.TAMBON)
    with pytest.raises(ValidationFailed) as refusal:
        service.add_own([good, Area(code=code, name=name, level=level)])
    assert refusal.value.problems.keys() == {code}
    assert service.areas().find("901198") is None


def test_a_second_running_copy_is_turned_away_and_harms_nothing(
    store: Store, office: OfficeService
) -> None:
    with pytest.raises(AlreadyOpen, match="กรุณา"):
        Store.open(store.path.parent)
    assert office.rename("ยังทำงานได้").name == "ยังทำงานได้"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    with pytest.raises(StorageProblem, match="กรุณา") as problem:
        Store.open(in_the_way / "data")
    assert str(in_the_way) in str(problem.value)
