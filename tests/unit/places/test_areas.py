"""The ladder of areas: official codes and names, and what an office adds."""

import pytest

from cdd_desktop.errors import NotFound
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import Area, AreaLevel


@pytest.fixture(scope="module")
def areas() -> Areas:
    return Areas()


def test_the_official_list_is_whole(areas: Areas) -> None:
    provinces = areas.provinces()
    amphoe = [one for province in provinces for one in areas.children(province.code)]
    tambon = [one for above in amphoe for one in areas.children(above.code)]
    assert (len(provinces), len(amphoe), len(tambon)) == (77, 928, 7436)


def test_children_stand_in_official_order(areas: Areas) -> None:
    codes = [one.code for one in areas.children("90")]
    assert codes == sorted(codes)
    assert areas.children("90")[0].name == "เมืองสงขลา"
    assert areas.children("900101") == ()


def test_the_label_goes_from_small_to_large_and_a_village_has_that_of_its_tambon(
    areas: Areas,
) -> None:
    label = "ตำบลเขาตูม อำเภอยะรัง จังหวัดปัตตานี"
    tambon = next(one.code for one in areas.children("9410") if one.name == "เขาตูม")
    assert areas.label(tambon) == areas.label(tambon + "04") == areas.label(tambon + "104") == label


def test_bangkok_keeps_its_own_words_and_says_them_once(areas: Areas) -> None:
    assert areas.label("100101") == "แขวงพระบรมมหาราชวัง เขตพระนคร กรุงเทพมหานคร"


@pytest.mark.parametrize("code", ["", "99", "901", "9099", "90019", "900199", "90019901", "ก"])
def test_a_code_outside_the_list_is_not_found(areas: Areas, code: str) -> None:
    assert areas.find(code) is None
    with pytest.raises(NotFound, match="กรุณา"):
        areas.path(code)


def test_search_finds_a_part_of_a_name_or_the_start_of_a_code(areas: Areas) -> None:
    found = [one.full_name for one in areas.search("หาดใหญ่", ["90"])]
    assert found[:2] == ["อำเภอหาดใหญ่", "ตำบลหาดใหญ่"]
    assert areas.search("๙๐๑๑", ["90"])[0].full_name == "อำเภอหาดใหญ่"
    assert areas.search("หาดใหญ่", ["80"]) == ()
    assert areas.search("อำเภอหาด", ["90"])[0].code == "9011"
    assert areas.search("อ.หาด", ["90"])[0].code == "9011"


def test_an_own_area_joins_the_ladder_and_a_name_of_its_own_wins() -> None:
    new = Area(code="901199", name="ตัวอย่าง", level=AreaLevel.TAMBON)
    renamed = Area(code="901101", name="นครตัวอย่าง", level=AreaLevel.TAMBON)
    areas = Areas((new, renamed))
    assert areas.children("9011")[-1] == new
    assert areas.label("901199") == "ตำบลตัวอย่าง อำเภอหาดใหญ่ จังหวัดสงขลา"
    assert areas.get("901101").name == "นครตัวอย่าง"
    assert Areas().get("901101").name == "หาดใหญ่"
