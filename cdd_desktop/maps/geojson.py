"""Reads a file of boundaries (GeoJSON) that comes from outside the office.

Looked at with care: how large it is, that it is whole, that its coordinates are degrees. What is
no outline of an area is told with its place in the file; what is wrong with the whole file
raises `ImportRejected`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from cdd_desktop.errors import ImportRejected
from cdd_desktop.maps.records import Point
from cdd_desktop.progress import Progress

MOST_BYTES = 60_000_000
MOST_POINTS = 2_000_000
MOST_FEATURES = 100_000
_MOST_LISTS = MOST_POINTS + 10 * MOST_FEATURES  # each point is one, and what holds them
_FEWEST_CORNERS = 3
_THAILAND = ((97.0, 106.0), (5.0, 21.0))  # longitudes, latitudes
_ZIP = b"PK\x03\x04"
_SHAPEFILE = b"\x00\x00\x27\x0a"
_NOT_JSON = "ไม่ใช่ไฟล์ GeoJSON"
_EXPORT = "ส่งออกจากโปรแกรมแผนที่ (เช่น QGIS) เป็น GeoJSON พิกัด WGS 84 (EPSG:4326) แล้วเลือกใหม่อีกครั้ง"
_NO_SHAPE = "ไม่มีแนวเขต กรุณาวาดแนวเขตในโปรแกรมแผนที่แล้วส่งออกใหม่"
_TORN = "แนวเขตไม่ครบหรือเสียหาย กรุณาแก้ให้เป็นรูปปิดที่สมบูรณ์ในโปรแกรมแผนที่ แล้วส่งออกใหม่"
_ABROAD = "พิกัดอยู่นอกประเทศไทย กรุณาตรวจระบบพิกัดของไฟล์"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One entry of the file: what it says of itself and its rings; `fault` where it has none."""

    number: int  # from 1
    properties: Mapping[str, Any]
    rings: tuple[Sequence[Point], ...] = ()
    fault: str = ""


def read_features(path: Path, progress: Progress) -> tuple[Feature, ...]:
    """The entries of the file, in its order. Raises `ImportRejected` or `Cancelled`."""
    progress.report(0, 0, "กำลังอ่านไฟล์แผนที่")
    whole = _parsed(path)
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        _refuse_kind(path, whole)
    entries = whole.get("features")
    if not isinstance(entries, list) or not entries:
        _refuse(path, "ไม่มีพื้นที่อยู่เลย", "เลือกไฟล์ที่มีแนวเขตอำเภอหรือตำบล")
    if len(entries) > MOST_FEATURES:
        _refuse(path, f"มีเกิน {MOST_FEATURES:,} รายการ", "ตัดไฟล์ให้เหลือเฉพาะจังหวัดของสำนักงาน")
    features = []
    points = 0
    for number, entry in enumerate(entries, 1):
        progress.check_cancelled()
        feature = _feature(path, number, entry)
        points += sum(map(len, feature.rings))
        if points > MOST_POINTS:
            _refuse_many_points(path)
        features.append(feature)
    _require_here(path, features)
    return tuple(features)


def _parsed(path: Path) -> Any:
    try:
        if path.stat().st_size > MOST_BYTES:
            _refuse(
                path,
                f"ใหญ่เกิน {MOST_BYTES // 1_000_000} เมกะไบต์",
                "ตัดให้เหลือเฉพาะจังหวัดของสำนักงาน หรือลดรายละเอียดแนวเขต แล้วเลือกใหม่อีกครั้ง",
            )
        content = path.read_bytes()
    except OSError as error:
        raise ImportRejected(
            f"เปิดไฟล์ “{path.name}” ไม่ได้ กรุณาตรวจว่าไฟล์ยังอยู่ที่เดิมและไม่ได้เปิดค้างในโปรแกรมอื่น แล้วเลือกใหม่"
        ) from error
    # before they are made: sixty megabytes of brackets become gigabytes
    if content.count(b"[") + content.count(b"{") > _MOST_LISTS:
        _refuse_many_points(path)
    if content.startswith((_ZIP, _SHAPEFILE)):
        _refuse(path, "เป็น Shapefile หรือไฟล์บีบอัด", _EXPORT)
    try:
        return json.loads(_decoded(content), parse_constant=_no_number)
    except json.JSONDecodeError as fault:
        if fault.pos >= len(fault.doc.rstrip()) - 1 and fault.doc.lstrip().startswith(("{", "[")):
            _refuse(path, "ขาดตอนท้าย อาจคัดลอกหรือดาวน์โหลดมาไม่ครบ", "ขอไฟล์ใหม่แล้วเลือกอีกครั้ง")
        _refuse(path, f"{_NOT_JSON} (อ่านไม่ได้ที่บรรทัด {fault.lineno:,})", _EXPORT)
    except (ValueError, RecursionError, UnicodeError):
        _refuse(path, _NOT_JSON, _EXPORT)
    except MemoryError:
        _refuse(
            path, "ใหญ่เกินหน่วยความจำที่ว่างของเครื่องนี้", "ปิดโปรแกรมอื่น หรือตัดให้เหลือเฉพาะจังหวัดของสำนักงาน"
        )


def _decoded(content: bytes) -> str:
    """As UTF-8 or UTF-16 with its mark, or as Thai Windows programs wrote it (TIS-620)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp874")


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)  # NaN and Infinity, which JSON has not


def _refuse_kind(path: Path, whole: object) -> NoReturn:
    kind = whole.get("type") if isinstance(whole, dict) else None
    if kind == "Topology":
        _refuse(path, "เป็น TopoJSON", _EXPORT)
    if kind in ("Feature", "Polygon", "MultiPolygon", "GeometryCollection"):  # may be any JSON
        _refuse(path, "มีพื้นที่เดียวและไม่ใช่ชุดของพื้นที่ (FeatureCollection)", _EXPORT)
    _refuse(path, _NOT_JSON, _EXPORT)


def _feature(path: Path, number: int, entry: object) -> Feature:
    if not isinstance(entry, dict):
        return Feature(number=number, properties={}, fault=_TORN)
    said = entry.get("properties")
    properties = said if isinstance(said, dict) else {}
    geometry = entry.get("geometry")
    if not isinstance(geometry, dict):
        return Feature(number=number, properties=properties, fault=_NO_SHAPE)
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        told = "เป็นจุดหรือเส้น ไม่ใช่พื้นที่ กรุณาใช้ไฟล์ที่เป็นรูปปิด (Polygon)"
        return Feature(number=number, properties=properties, fault=told)
    polygons: Any = [coordinates] if kind == "Polygon" else coordinates
    try:
        rings = tuple(_ring(ring) for polygon in polygons for ring in polygon)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        return Feature(number=number, properties=properties, fault=_TORN)
    if not rings:
        return Feature(number=number, properties=properties, fault=_NO_SHAPE)
    fault = _misplaced(path, rings)
    return Feature(number=number, properties=properties, rings=() if fault else rings, fault=fault)


def _ring(said: Any) -> list[Point]:
    """A closed ring. Raises `ValueError`, or what a crooked list does."""
    ring = [(float(point[0]), float(point[1])) for point in said]
    if not isinstance(said, list) or len(set(ring)) < _FEWEST_CORNERS:
        raise ValueError
    if not all(isfinite(x) and isfinite(y) for x, y in ring):
        raise ValueError
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _misplaced(path: Path, rings: Sequence[Sequence[Point]]) -> str:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    across, along = (min(xs), max(xs)), (min(ys), max(ys))
    longitudes, latitudes = _THAILAND
    if _within(across, longitudes) and _within(along, latitudes):
        return ""
    if _within(across, latitudes) and _within(along, longitudes):
        _refuse(path, "สลับละติจูดกับลองจิจูด", _EXPORT)
    if not (_within(across, (-180, 180)) and _within(along, (-90, 90))):
        _refuse(path, "มีพิกัดที่ไม่ใช่องศา (อาจเป็น UTM หน่วยเมตร)", _EXPORT)
    return _ABROAD


def _within(span: tuple[float, float], room: tuple[float, float]) -> bool:
    return room[0] <= span[0] and span[1] <= room[1]


def _require_here(path: Path, features: Sequence[Feature]) -> None:
    if any(feature.rings for feature in features):
        return
    if all(feature.fault == _ABROAD for feature in features):
        _refuse(path, "มีพิกัดอยู่นอกประเทศไทยทั้งหมด", _EXPORT)
    _refuse(path, f"ไม่มีแนวเขตที่ใช้ได้: {features[0].fault}", _EXPORT)


def _refuse_many_points(path: Path) -> NoReturn:
    _refuse(
        path,
        f"ละเอียดเกิน {MOST_POINTS // 1_000_000} ล้านจุด",
        "ลดรายละเอียดแนวเขต (simplify) หรือตัดให้เหลือเฉพาะจังหวัดของสำนักงาน แล้วเลือกใหม่อีกครั้ง",
    )


def _refuse(path: Path, reason: str, remedy: str) -> NoReturn:
    raise ImportRejected(f"ไฟล์ “{path.name}” {reason} กรุณา{remedy}")
