"""Boundaries in the office's file: loaded whole or not at all, replaced, removed, taken back."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import ImportRejected, StorageProblem, ValidationFailed
from cdd_desktop.maps.outlines import GRID
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.progress import Cancelled, Silent

AMPHOE, TAMBON = AreaLevel.AMPHOE, AreaLevel.TAMBON
Rings = dict[str, list[list[float]]]
WriteMap = Callable[[Mapping[str, Sequence[Sequence[float]]]], Path]


def of_length(rings: Rings, length: int) -> Rings:
    return {code: ring for code, ring in rings.items() if len(code) == length}


@pytest.fixture
def amphoe(rings: Rings) -> Rings:
    return of_length(rings, 4)


def codes(services: Services, level: AreaLevel = AMPHOE) -> set[str]:
    return set(services.boundaries.within("93", level))


def test_what_was_loaded_is_read_back_near_where_the_file_has_it(
    services: Services, amphoe: Rings, write_map: WriteMap
) -> None:
    report = services.boundaries.load(write_map(amphoe), " กรมการปกครอง  2566 ")
    assert (report.features, report.matched, report.unmatched) == (11, 11, ())
    assert report.missing == ()
    assert report.operation is not None
    read = services.boundaries.within("93", AMPHOE)
    assert set(read) == set(amphoe)
    assert read["9301"].source == "กรมการปกครอง 2566"
    for code, boundary in read.items():
        (ring,) = boundary.rings
        assert ring[0] == ring[-1]
        exact = {(round(x * GRID) / GRID, round(y * GRID) / GRID) for x, y in amphoe[code]}
        assert set(ring) <= exact


def test_checking_a_file_writes_nothing(
    services: Services, amphoe: Rings, write_map: WriteMap
) -> None:
    report = services.boundaries.check(write_map(amphoe))
    assert report.matched == 11
    assert report.operation is None
    assert services.boundaries.sets() == ()


def test_a_new_file_takes_the_place_of_its_level_only(
    services: Services, rings: Rings, amphoe: Rings, write_map: WriteMap
) -> None:
    services.boundaries.load(write_map(amphoe), "ก")
    services.boundaries.load(write_map(of_length(rings, 6)), "ข")
    some = {code: amphoe[code] for code in ("9302", "9303")}
    report = services.boundaries.load(write_map(some), "ค")
    assert codes(services) == {"9302", "9303"}
    assert len(report.missing) == 9
    assert [(one.level, one.count, one.sources) for one in services.boundaries.sets()] == [
        (AMPHOE, 2, ("ค",)),
        (TAMBON, len(of_length(rings, 6)), ("ข",)),
    ]


def test_loading_and_removing_are_taken_back_and_done_again(
    services: Services, amphoe: Rings, write_map: WriteMap
) -> None:
    services.boundaries.load(write_map(amphoe), "ก")
    before = services.boundaries.within("93", AMPHOE)
    some = {"9302": amphoe["9303"], "9303": amphoe["9302"]}
    second = services.boundaries.load(write_map(some), "ข")
    after = services.boundaries.within("93", AMPHOE)
    assert second.operation is not None
    services.history.undo(second.operation)
    assert services.boundaries.within("93", AMPHOE) == before
    services.history.undo(services.history.recent(1)[0].id)
    assert services.boundaries.within("93", AMPHOE) == after
    assert services.boundaries.remove(AMPHOE) == 2
    assert codes(services) == set()
    services.history.undo(services.history.recent(1)[0].id)
    assert services.boundaries.within("93", AMPHOE) == after


def test_loading_the_same_again_is_no_operation(
    services: Services, amphoe: Rings, write_map: WriteMap
) -> None:
    services.boundaries.load(write_map(amphoe), "ก")
    assert services.boundaries.load(write_map(amphoe), "ก").operation is None


def test_only_the_areas_asked_for_are_read(
    services: Services, rings: Rings, write_map: WriteMap
) -> None:
    services.boundaries.load(write_map(of_length(rings, 6)), "ก")
    inside = services.boundaries.within("9305", TAMBON)
    assert inside
    assert all(code.startswith("9305") for code in inside)
    assert list(services.boundaries.within("930501", TAMBON)) == ["930501"]


def test_pieces_of_one_area_are_joined(services: Services, amphoe: Rings, tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"amphoe_code": "9302"},
            "geometry": {"type": "Polygon", "coordinates": [amphoe[code]]},
        }
        for code in ("9302", "9309", "9302")
    ]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    report = services.boundaries.load(path, "ก")
    assert report.matched == 1
    assert len(services.boundaries.within("93", AMPHOE)["9302"].rings) == 2


def test_each_entry_is_matched_elsewhere_or_told(
    services: Services, amphoe: Rings, write_map: WriteMap
) -> None:
    some = {"9301": amphoe["9301"], "9399": amphoe["9302"], "9001": amphoe["9303"]}
    report = services.boundaries.check(write_map(some))
    assert (report.features, report.matched, report.elsewhere) == (3, 1, 1)
    (one,) = report.unmatched
    assert str(one).startswith("รายการที่ 2 “9399”: ")
    assert "9301" not in {area.code for area in report.missing}
    assert len(report.missing) == 10


def test_a_file_with_wrong_codes_alone_is_refused_and_nothing_changes(
    services: Services, amphoe: Rings, write_map: WriteMap
) -> None:
    services.boundaries.load(write_map(amphoe), "ก")
    for wrong in ("9399", "9001"):
        with pytest.raises(ImportRejected, match="กรุณา"):
            services.boundaries.load(write_map({wrong: amphoe["9301"]}), "ข")
    assert codes(services) == set(amphoe)


@pytest.mark.parametrize("source", ["", "  ", "ก" * 201])
def test_boundaries_from_nobody_are_refused(
    services: Services, amphoe: Rings, write_map: WriteMap, source: str
) -> None:
    with pytest.raises(ValidationFailed, match="กรุณา"):
        services.boundaries.load(write_map(amphoe), source)
    assert codes(services) == set()


def test_a_load_that_fails_while_it_writes_leaves_the_old_ones(
    services: Services, amphoe: Rings, write_map: WriteMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.boundaries.load(write_map(amphoe), "ก")
    before = services.boundaries.within("93", AMPHOE)

    def full(*_: object) -> str:
        raise StorageProblem("ดิสก์เต็ม")

    some = {code: amphoe[code] for code in ("9302", "9303")}
    monkeypatch.setattr("cdd_desktop.maps.service._packed", full)
    with pytest.raises(StorageProblem):
        services.boundaries.load(write_map(some), "ข")
    assert services.boundaries.within("93", AMPHOE) == before


def test_loading_is_stopped_when_asked(
    services: Services, amphoe: Rings, write_map: WriteMap
) -> None:
    class Stopped(Silent):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        services.boundaries.load(write_map(amphoe), "ก", Stopped())
    assert codes(services) == set()


@pytest.mark.slow
def test_a_file_of_all_tambon_of_the_country_takes_seconds(
    services: Services, write_map: WriteMap
) -> None:
    """7,436 tambon of 240 points each: a reference for whoever makes this slower."""
    from cdd_desktop.demo.outlines import outlines  # noqa: PLC0415

    areas = Areas()
    amphoe = [home for province in areas.provinces() for home in areas.children(province.code)]
    ladder = [(home.code, [one.code for one in areas.children(home.code)]) for home in amphoe]
    rings = of_length(outlines(ladder), 6)
    # the sheet is wider than the country; what counts is the work
    small = {
        code: [[100 + (x - 100) / 2, 6 + (y - 6) / 2] for x, y in ring]
        for code, ring in rings.items()
    }
    path = write_map(small)
    begun = time.perf_counter()
    report = services.boundaries.load(path, "ก")
    took = time.perf_counter() - begun
    print(f"{report.features:,} in {took:.1f} s, {path.stat().st_size / 1e6:.0f} MB")  # noqa: T201
    assert report.matched + report.elsewhere == report.features
    assert took < 60
