"""Damaged boundaries and packs are found, do not stand in the way, and go by a repair."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import CddError, NotFound, ValidationFailed
from cdd_desktop.health import look_over
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.progress import Silent
from cdd_desktop.reporting.columns import ChosenColumn
from cdd_desktop.reporting.packs import Pack, PackItem
from cdd_desktop.storage.health import Finding

Tamper = Callable[..., None]
AMPHOE = ("9301", "9302")


@pytest.fixture
def mapped(office: Services, tmp_path: Path) -> Services:
    """With the outlines of two amphoe."""
    features = [
        {
            "type": "Feature",
            "properties": {"amphoe_code": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 7.5], [x + 0.1, 7.5], [x + 0.1, 7.6], [x, 7.5]]],
            },
        }
        for code, x in zip(AMPHOE, (99.9, 100.1), strict=True)
    ]
    path = tmp_path / "เขต.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    office.boundaries.load(path, "ทดสอบ")
    return office


@pytest.fixture
def packed(office: Services, tmp_path: Path) -> tuple[Services, Pack]:
    """With a pack that left the office once."""
    summary = (PackItem(report="checklist-summary"),)
    kept = office.packs.save(replace(office.packs.begin("ประชุมด่วน"), items=summary))
    office.packs.make(office.packs.whole(kept, "93", 2569), tmp_path / "1.pdf")
    return office, kept


def faults(office: Services) -> tuple[Finding, ...]:
    return look_over(Silent(), office.health.plan()).faults


def repair(office: Services) -> None:
    office.health.repairing.repair(look_over(Silent(), office.health.plan()).repairable)
    assert faults(office) == ()


def test_sound_boundaries_and_packs_are_no_fault(
    mapped: Services, packed: tuple[Services, Pack]
) -> None:
    assert faults(mapped) == ()


@pytest.mark.parametrize(
    "rings",
    [
        "",
        "[[[100, 7",
        "null",
        "{}",
        "[]",
        "[[]]",
        "[7]",
        '[["ab", "cd", "ef", "gh"]]',
        "[[[100, 7], [101, 7], [101, 8], [100]]]",
        "[[[100, 7], [101, 7], [101, 8], [1e999, 7]]]",
        "[[[100, 7], [101, 7], [101, 8], [[100, 7], 7]]]",
    ],
)
def test_a_damaged_boundary_leaves_its_area_without_one(
    mapped: Services, tamper: Tamper, rings: str
) -> None:
    tamper(f"UPDATE boundary SET rings = '{rings}' WHERE code = '9301'")  # noqa: S608
    assert set(mapped.boundaries.within("93", AreaLevel.AMPHOE)) == {"9302"}
    (found,) = faults(mapped)
    assert "แนวเขต" in found.what
    repair(mapped)
    assert mapped.boundaries.sets()[0].count == 1


@pytest.mark.parametrize(
    "contents",
    [
        "{",
        "[]",
        '{"format": 1}',
        '{"format": 1, "items": {"a": 1}, "cover": "", "with_contents": true}',
        '{"format": 1, "items": [7], "cover": "", "with_contents": true}',
        '{"format": 1, "items": [{"area": 93}], "cover": "", "with_contents": true}',
        '{"format": 1, "items": [{"heading": null}], "cover": "", "with_contents": true}',
        '{"format": 1, "items": [], "cover": 7, "with_contents": true}',
        '{"format": 1, "items": [], "cover": "", "with_contents": "yes"}',
    ],
)
def test_a_damaged_pack_is_named_and_leaves_the_others_usable(
    packed: tuple[Services, Pack], tamper: Tamper, contents: str
) -> None:
    office, kept = packed
    tamper(f"UPDATE pack SET contents = '{contents}'")  # noqa: S608
    assert [pack.name for pack in office.packs.all()] == ["ประชุมประจำเดือน"]
    (fault,) = office.packs.unreadable()
    assert kept.name in str(fault)
    assert "กรุณา" in str(fault)
    for open_it in (
        lambda: office.packs.named(kept.name),
        lambda: office.packs.get(kept.uuid),
    ):
        with pytest.raises(CddError, match="ตรวจสุขภาพข้อมูล"):
            open_it()
    with pytest.raises(ValidationFailed, match="อยู่แล้ว"):
        office.packs.save(replace(office.packs.begin(kept.name), name=kept.name))
    (found,) = faults(office)
    assert "ชุดเอกสาร" in found.what
    repair(office)
    assert office.packs.unreadable() == ()
    office.packs.save(office.packs.begin(kept.name))


@pytest.mark.parametrize("parts", ["{", "[]", '{"total": "x", "parts": []}', '{"total": 3}'])
def test_what_was_printed_of_a_pack_and_cannot_be_read_is_as_never_printed(
    packed: tuple[Services, Pack], tamper: Tamper, parts: str, tmp_path: Path
) -> None:
    office, kept = packed
    tamper(f"UPDATE pack_issue SET parts = '{parts}'")  # noqa: S608
    copy = office.packs.whole(kept, "93", 2569)
    with pytest.raises(NotFound, match="กรุณาบันทึกทั้งชุดก่อน"):
        office.packs.make(copy, tmp_path / "2.pdf", only_changed=True)
    assert not (tmp_path / "2.pdf").exists()
    (found,) = faults(office)
    assert "การทำชุดเอกสาร" in found.what
    repair(office)


@pytest.mark.parametrize("columns", ["{", "[]", "{}", '{"columns": [7]}', '{"columns": [{}]}'])
def test_a_damaged_template_of_columns_goes_by_a_repair(
    office: Services, tamper: Tamper, columns: str
) -> None:
    chosen = (ChosenColumn(key="name"),)
    office.columns.save(office.columns.begin("checklist-villages", "สั้น", chosen))
    assert faults(office) == ()
    tamper(f"UPDATE column_template SET columns = '{columns}'")  # noqa: S608
    (found,) = faults(office)
    assert "แม่แบบคอลัมน์" in found.what
    repair(office)
