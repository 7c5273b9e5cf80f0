"""Which area an entry means: by codes as files write them, else by names."""

import pytest

from cdd_desktop.maps.geojson import Feature
from cdd_desktop.maps.naming import AreaNaming, Meant, NoNames
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel

AREAS = Areas()


def naming(*properties: dict[str, object], provinces: tuple[str, ...] = ("93",)) -> AreaNaming:
    return AreaNaming(features(*properties), AREAS, provinces)


def features(*properties: dict[str, object]) -> list[Feature]:
    return [Feature(number=at, properties=one) for at, one in enumerate(properties, 1)]


def meant(*properties: dict[str, object], provinces: tuple[str, ...] = ("93",)) -> Meant:
    """What the first entry means."""
    return naming(*properties, provinces=provinces).meant(features(*properties)[0])


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"ADM2_PCODE": "TH9302", "ADM1_PCODE": "TH93"}, "9302"),
        ({"ADM3_PCODE": "TH930201", "ADM2_PCODE": "TH9302"}, "930201"),
        ({"AMP_CODE": 9302}, "9302"),
        ({"AP_IDN": 9302.0}, "9302"),
        ({"tambon_code": "๙๓๐๒๐๑"}, "930201"),
        ({"PROV_CODE": "93", "AMP_CODE": "02", "TAM_CODE": "1"}, "930201"),
        ({"PV_IDN": 93, "AP_IDN": 2}, "9302"),
        ({"AP_IDN": "93020000"}, "9302"),
        ({"TB_IDN": "93020100"}, "930201"),
        ({"Amphoe Code": " 9302 "}, "9302"),
        ({"my_own_field": "9302", "area": 9301}, "9302"),
        ({"amphoe_code": 9302, "tambon_code": None}, "9302"),
    ],
)
def test_codes_are_found_however_files_write_them(properties: dict[str, object], code: str) -> None:
    found = meant(properties)
    assert found.area is not None
    assert found.area.code == code


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"PROV_NAM_T": "จ.พัทลุง", "AMPHOE_T": "อ.ควนขนุน"}, "9305"),
        ({"ADM2_TH": "อำเภอเมืองพัทลุง"}, "9301"),
        ({"amphoe": "เมือง", "province": "พัทลุง"}, "9301"),
        ({"ADM3_TH": "ลำปำ", "ADM2_TH": "เมืองพัทลุง"}, "930109"),
        ({"amphoe_code": "9399", "amphoe": "ควนขนุน"}, "9305"),
    ],
)
def test_without_a_code_that_there_is_names_tell(properties: dict[str, object], code: str) -> None:
    found = meant(properties)
    assert found.area is not None, found.why
    assert found.area.name == AREAS.get(found.area.code).name
    assert found.area.code == code


def test_another_province_is_no_fault() -> None:
    assert meant({"amphoe_code": "9001"}).elsewhere
    assert meant({"amphoe_code": "9099"}).elsewhere
    assert meant({"province": "สงขลา", "amphoe": "หาดใหญ่"}).elsewhere


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ({"amphoe_code": "9399"}, "9399"),
        ({"amphoe": "ไม่มีจริง"}, "ไม่มีอำเภอชื่อนี้"),
        ({"tambon": "ไม่มีจริง", "amphoe": "ควนขนุน"}, "ไม่มีตำบลชื่อนี้"),
    ],
)
def test_what_matches_nothing_is_told_with_its_remedy(
    properties: dict[str, object], told: str
) -> None:
    found = meant(properties)
    assert found.area is None
    assert told in found.why
    assert "กรุณา" in found.why


def test_a_name_that_several_areas_have_is_not_guessed() -> None:
    names = [AREAS.children(amphoe.code) for amphoe in AREAS.children("93")]
    all_names = [tambon.name for of_amphoe in names for tambon in of_amphoe]
    twice = next(name for name in all_names if all_names.count(name) > 1)
    assert "มากกว่าหนึ่งแห่ง" in meant({"tambon": twice}).why


def test_a_code_that_goes_with_another_name_is_doubted() -> None:
    assert "ควนขนุน" in meant({"amphoe_code": "9305", "amphoe": "ปากพะยูน"}).doubt
    assert not meant({"amphoe_code": "9305", "amphoe": "Khuan Khanun"}).doubt
    assert not meant({"amphoe_code": "9301", "amphoe": "อำเภอเมือง"}).doubt


def test_one_level_is_told_by_most_entries() -> None:
    most = naming({"amphoe_code": 9301, "tambon_code": 930101}, {"amphoe_code": 9302}, {})
    assert most.level is AreaLevel.AMPHOE
    both = naming({"ADM2_PCODE": "TH9301", "ADM3_PCODE": "TH930101"})
    assert both.level is AreaLevel.TAMBON


def test_properties_that_tell_no_area_are_named() -> None:
    with pytest.raises(NoNames, match="shapeName, area"):
        naming({"shapeName": "Songkhla", "area": 12.5}, {})


def test_a_file_whose_codes_are_mostly_empty_is_read_by_those_there_are() -> None:
    few = naming({"amphoe_code": "9302"}, {"amphoe_code": None}, {"amphoe_code": ""}, {})
    assert few.level is AreaLevel.AMPHOE


def test_endless_names_are_cut() -> None:
    told = meant({"amphoe_code": "9397", "amphoe_name": "ก" * 5_000})
    assert len(told.called) <= 120
    with pytest.raises(NoNames) as refused:
        naming({"k" * 5_000: "1"})
    assert len(str(refused.value)) <= 40
