"""What the office does with boundaries: load a file of them, have them, remove them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import NoReturn

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.maps.geojson import Feature, read_features
from cdd_desktop.maps.naming import AreaNaming, NoNames
from cdd_desktop.maps.outlines import thinned
from cdd_desktop.maps.records import (
    CODE_LENGTHS,
    LEVELS,
    Boundary,
    BoundarySet,
    LoadReport,
    Point,
    Ring,
    Unmatched,
    source_problems,
)
from cdd_desktop.maps.tables import BoundaryRow
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import Area, AreaLevel
from cdd_desktop.places.service import office_in
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.text import clean_line

_STEPS = 3
_MOST_TOLD = 3
_TOO_SMALL = "แนวเขตเล็กกว่าที่แผนที่แสดงได้ กรุณาตรวจรูปปิดในโปรแกรมแผนที่"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A file compared with the register: what it would write, and what is told of it."""

    report: LoadReport
    rings: Mapping[str, tuple[Ring, ...]]
    names: Mapping[str, str]


class BoundaryService:
    """The boundaries of the office's amphoe and tambon."""

    def __init__(self, store: Store, areas: Areas) -> None:
        self._store = store
        self._areas = areas

    def check(self, path: Path, progress: Progress | None = None) -> LoadReport:
        """What `load` would do; writes nothing. Raises `ImportRejected`."""
        return self._read(path, progress or Silent()).report

    def load(self, path: Path, source: str, progress: Progress | None = None) -> LoadReport:
        """Take the outlines of the file, in one operation, in place of all those of its level.

        `source` says who the boundaries are from. Raises `ImportRejected`, or `ValidationFailed`
        (`source`); then nothing was written.
        """
        source = clean_line(source)
        if problems := source_problems(source):
            raise ValidationFailed(problems)
        progress = progress or Silent()
        read = self._read(path, progress)
        progress.report(2, _STEPS, "กำลังบันทึก")
        level = read.report.level
        intent = Intent(
            action="maps.load", summary=f"โหลดแนวเขต{level.label}จาก {path.name}", source=path.name
        )
        with self._store.writing(intent) as work:
            rows = {row.code: row for row in work.session.scalars(_of_level(level))}
            for code, row in rows.items():
                if code not in read.rings:
                    work.session.delete(row)
            for code, rings in read.rings.items():
                values = {"name": read.names[code], "rings": _packed(rings), "source": source}
                if code not in rows:
                    work.add(BoundaryRow(code=code, **values))
                    continue
                for column, value in values.items():
                    if getattr(rows[code], column) != value:
                        setattr(rows[code], column, value)
            work.session.flush()
            operation = work.written
        progress.report(_STEPS, _STEPS, "เสร็จแล้ว")
        return replace(read.report, operation=operation)

    def within(self, area_code: str, level: AreaLevel) -> dict[str, Boundary]:
        """The boundaries of a level inside an area (2 to 6 digits), by code.

        One that is damaged in the file is as none: maps tell what has no boundary.
        """
        inside = BoundaryRow.code.startswith(area_code, autoescape=True)
        with self._store.reading() as session:
            rows = session.scalars(_of_level(level, inside))
            return {
                row.code: Boundary(
                    code=row.code,
                    name=row.name,
                    rings=rings,
                    source=row.source,
                )
                for row in rows
                if (rings := _unpacked(row.rings))
            }

    def sets(self) -> tuple[BoundarySet, ...]:
        """What is loaded, of each level that there is any of."""
        with self._store.reading() as session:
            provinces = office_in(session).provinces
            return tuple(
                BoundarySet(
                    level=level,
                    count=len(sources),
                    areas=len(_areas_of(self._areas, provinces, level)),
                    sources=tuple(dict.fromkeys(sources)),
                )
                for level in LEVELS
                if (sources := _sources(session, level))
            )

    def remove(self, level: AreaLevel) -> int:
        """Remove all boundaries of a level, in one operation that can be undone; gives how many."""
        intent = Intent(action="maps.remove", summary=f"ลบแนวเขต{level.label}")
        with self._store.writing(intent) as work:
            rows = work.session.scalars(_of_level(level)).all()
            for row in rows:
                work.session.delete(row)
        return len(rows)

    def _read(self, path: Path, progress: Progress) -> _Read:
        features = read_features(path, progress)
        progress.report(1, _STEPS, "กำลังจับคู่พื้นที่")
        with self._store.reading() as session:
            provinces = office_in(session).provinces
        try:
            naming = AreaNaming(features, self._areas, provinces)
        except NoNames as keys:
            had = f" (มีแต่ช่อง {keys})" if str(keys) else ""
            raise ImportRejected(
                f"ไฟล์ “{path.name}” ไม่มีรหัสหรือชื่ออำเภอและตำบลที่รู้จัก{had} "
                "กรุณาเพิ่มช่อง amphoe_code หรือ tambon_code แล้วเลือกใหม่อีกครั้ง"
            ) from keys
        return _matched(path, features, naming, self._areas, provinces, progress)


def _matched(
    path: Path,
    features: Sequence[Feature],
    naming: AreaNaming,
    areas: Areas,
    provinces: Sequence[str],
    progress: Progress,
) -> _Read:
    pieces: dict[str, list[Sequence[Point]]] = {}
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    unmatched: list[Unmatched] = []
    doubtful: dict[str, str] = {}
    elsewhere = 0
    for feature in features:
        progress.check_cancelled()
        meant = naming.meant(feature)
        if meant.elsewhere:
            elsewhere += 1
        elif meant.area is None or feature.fault:
            why = meant.why or feature.fault
            unmatched.append(Unmatched(number=feature.number, name=meant.called, why=why))
        else:
            code = meant.area.code
            pieces.setdefault(code, []).extend(feature.rings)
            names.setdefault(code, meant.called)
            numbers.setdefault(code, feature.number)
            if meant.doubt:
                doubtful.setdefault(code, meant.doubt)
    rings = thinned(pieces)
    progress.check_cancelled()
    for code in [code for code, of_area in rings.items() if not of_area]:
        del rings[code]
        unmatched.append(Unmatched(number=numbers[code], name=names[code], why=_TOO_SMALL))
    if not rings:
        _refuse_all(path, unmatched, elsewhere)
    level = naming.level
    report = LoadReport(
        level=level,
        features=len(features),
        matched=len(rings),
        elsewhere=elsewhere,
        unmatched=tuple(unmatched),
        doubtful=tuple(doubtful.values()),
        missing=tuple(
            area for area in _areas_of(areas, provinces, level) if area.code not in rings
        ),
    )
    return _Read(report=report, rings=rings, names=names)


def _refuse_all(path: Path, unmatched: Sequence[Unmatched], elsewhere: int) -> NoReturn:
    first = " · ".join(str(one) for one in unmatched[:_MOST_TOLD])
    told = f" ({first})" if first else f" (เป็นของจังหวัดอื่น {elsewhere:,} รายการ)"
    raise ImportRejected(
        f"ไฟล์ “{path.name}” ไม่มีพื้นที่ของสำนักงานเลย{told} กรุณาตรวจรหัสพื้นที่ในไฟล์ หรือเลือกไฟล์อื่น"
    )


def _areas_of(areas: Areas, provinces: Sequence[str], level: AreaLevel) -> list[Area]:
    amphoe = [area for province in provinces for area in areas.children(province)]
    if level is AreaLevel.AMPHOE:
        return amphoe
    return [tambon for area in amphoe for tambon in areas.children(area.code)]


def _of_level(level: AreaLevel, *inside: ColumnElement[bool]) -> Select[BoundaryRow]:
    is_of_level = func.length(BoundaryRow.code) == CODE_LENGTHS[level]
    return select(BoundaryRow).where(is_of_level, *inside).order_by(BoundaryRow.code)


def _sources(session: Session, level: AreaLevel) -> list[str]:
    return list(session.scalars(_of_level(level).with_only_columns(BoundaryRow.source)))


def _packed(rings: Sequence[Ring]) -> str:
    return json.dumps(rings, separators=(",", ":"))


def _unpacked(text: str) -> tuple[Ring, ...]:
    """The rings of a row; none where it is damaged."""
    try:
        rings = tuple(tuple((x + 0.0, y + 0.0) for x, y in ring) for ring in json.loads(text))
    except (TypeError, ValueError, RecursionError, OverflowError):
        return ()
    is_whole = all(ring and all(isfinite(x) and isfinite(y) for x, y in ring) for ring in rings)
    return rings if is_whole else ()
