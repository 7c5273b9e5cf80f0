"""Files of boundaries come from outside: every kind of bad one is named, with its remedy."""

import json
from pathlib import Path
from typing import Any

import pytest

from cdd_desktop.errors import ImportRejected
from cdd_desktop.maps import geojson
from cdd_desktop.maps.geojson import Feature, read_features
from cdd_desktop.progress import Silent

SQUARE = [[100.0, 7.0], [100.1, 7.0], [100.1, 7.1], [100.0, 7.1], [100.0, 7.0]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}


def feature(geometry: object = POLYGON, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def written(tmp_path: Path, *features: object, **others: object) -> Path:
    path = tmp_path / "แนวเขต อำเภอ.geojson"
    whole = {"type": "FeatureCollection", "features": list(features), **others}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def read(path: Path) -> tuple[Feature, ...]:
    return read_features(path, Silent())


def refused(path: Path) -> str:
    with pytest.raises(ImportRejected) as told:
        read(path)
    assert path.name in str(told.value)
    assert "กรุณา" in str(told.value)
    return str(told.value)


def test_rings_of_all_polygons_are_read_and_closed(tmp_path: Path) -> None:
    hole = [[100.02, 7.02], [100.04, 7.02], [100.04, 7.04]]
    many = {"type": "MultiPolygon", "coordinates": [[SQUARE, hole], [SQUARE]]}
    (one,) = read(written(tmp_path, feature(many, name="ก")))
    assert [ring[0] == ring[-1] for ring in one.rings] == [True, True, True]
    assert len(one.rings[1]) == 4
    assert one.properties == {"name": "ก"}
    assert not one.fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_thai_is_read_in_the_encodings_of_the_office(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ก.json"
    whole = {"type": "FeatureCollection", "features": [feature(name="ควนขนุน")]}
    path.write_bytes(json.dumps(whole, ensure_ascii=False).encode(encoding))
    assert read(path)[0].properties == {"name": "ควนขนุน"}


def test_heights_behind_the_coordinates_are_passed_over(tmp_path: Path) -> None:
    high = {"type": "Polygon", "coordinates": [[[*point, 12.5] for point in SQUARE]]}
    assert read(written(tmp_path, feature(high)))[0].rings[0][0] == (100.0, 7.0)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [100, 7]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[100, 7], [100, 7], [100, 7], [100, 7]]]},
        {"type": "Polygon", "coordinates": [[[100, 7], [101]]]},
        {"type": "Polygon", "coordinates": [["ab", "cd", "ef"]]},
        {"type": "Polygon", "coordinates": 5},
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {"type": "Polygon", "coordinates": [[[100, 7], [{}, 7], [100, 8]]]},
        {"type": "Polygon"},
        {"type": ["Polygon"], "coordinates": [SQUARE]},
        {"type": {}, "coordinates": [SQUARE]},
        {"type": "Polygon", "coordinates": [[[10**400, 7], *SQUARE]]},
        "Polygon",
        {"type": "Polygon", "coordinates": [[[10, 7], [10.1, 7], [10.1, 7.1]]]},
    ],
)
def test_an_entry_without_an_outline_is_told_and_the_others_are_read(
    tmp_path: Path, geometry: Any
) -> None:
    bad, good = read(written(tmp_path, feature(geometry), feature()))
    assert bad.rings == ()
    assert "กรุณา" in bad.fault
    assert good.rings


def test_metres_are_refused_as_no_degrees(tmp_path: Path) -> None:
    metres = {"type": "Polygon", "coordinates": [[[x * 6e5, y * 8e5] for x, y in SQUARE]]}
    assert "WGS 84" in refused(written(tmp_path, feature(metres)))


def test_latitude_before_longitude_is_refused(tmp_path: Path) -> None:
    swapped = {"type": "Polygon", "coordinates": [[[y, x] for x, y in SQUARE]]}
    assert "สลับ" in refused(written(tmp_path, feature(swapped)))


def test_a_file_of_another_country_is_refused(tmp_path: Path) -> None:
    abroad = {"type": "Polygon", "coordinates": [[[x - 90, y + 40] for x, y in SQUARE]]}
    assert "นอกประเทศไทย" in refused(written(tmp_path, feature(abroad)))


def test_a_file_that_was_cut_off_is_named_as_such(tmp_path: Path) -> None:
    path = written(tmp_path, feature(), feature())
    path.write_bytes(path.read_bytes()[:-30])
    assert "ขาดตอนท้าย" in refused(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"[1, 2]",
        b"{}",
        b'{"type": "Topology"}',
        b'{"type": "Feature"}',
        b'{"type": ["Topology"]}',
        b'{"type": {"a": 1}, "features": []}',
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection", "features": [3]}',
        b'{"type": "FeatureCollection", "features": {"a": 1}}',
        b'{"a": NaN}',
        b"[" * 200_000,
        b"PK\x03\x04 zipped",
        b"\x00\x00\x27\x0a shape",
        bytes(range(256)),
        b"\xff\xfe\x00",
        b'{"a": ' + b"9" * 5_000 + b"}",
    ],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ก.geojson"
    path.write_bytes(content)
    refused(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "หาย.geojson")


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_POINTS", "MOST_FEATURES"])
def test_a_file_too_large_to_read_is_refused(
    tmp_path: Path, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geojson, limit, 1)
    refused(written(tmp_path, feature(), feature()))


def test_a_file_of_nothing_but_brackets_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object, **__: object) -> object:
        raise AssertionError("it was parsed")

    path = tmp_path / "วงเล็บ.geojson"
    path.write_bytes(b'{"type":"FeatureCollection","features":[' + b"[]," * 3_100_000 + b"[]]}")
    monkeypatch.setattr("cdd_desktop.maps.geojson.json.loads", parse)
    assert "ล้านจุด" in refused(path)


def test_a_file_that_the_memory_cannot_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object, **__: object) -> object:
        raise MemoryError

    monkeypatch.setattr("cdd_desktop.maps.geojson.json.loads", parse)
    assert "หน่วยความจำ" in refused(written(tmp_path, feature()))
