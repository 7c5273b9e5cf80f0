"""Whether the register of places holds together: dated names, codes, the areas they lie in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.places.records import TAMBON_CODE_LENGTH, is_village_code, moo_of
from cdd_desktop.places.service import areas_in
from cdd_desktop.places.tables import (
    Dated,
    GovernmentNameRow,
    VillageGovernmentRow,
    VillageNameRow,
    VillageRow,
    both_hold,
)
from cdd_desktop.places.words import village_labels
from cdd_desktop.storage.health import (
    Check,
    Finding,
    Look,
    Repair,
    Room,
    RowChange,
    TableWords,
    finding,
)
from cdd_desktop.storage.rows import Key
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.collation import name_key

_TITLE = "ทะเบียนหมู่บ้าน"
_WRONG_KEY = "ไม่ตรงกับชื่อ"  # the key itself is for the machine
_RIGHT_KEY = "เรียงตามชื่อ"
_IN_REGISTER = "กรุณาแก้ในหน้าหมู่บ้าน"


def _villages(session: Session, keys: Sequence[Key]) -> list[str]:
    labels = village_labels(session, {key[0] for key in keys})
    return [labels.get(key[0], f"พื้นที่ที่ {key[0]} ซึ่งไม่มีชื่อ") for key in keys]


def _names(session: Session, keys: Sequence[Key]) -> list[str]:
    """The villages that rows of names, by their ids, belong to."""
    ids = ", ".join(str(int(key[0])) for key in keys)
    found = session.connection().exec_driver_sql(
        f"SELECT id, village_id FROM village_name WHERE id IN ({ids})"  # noqa: S608 - numbers
    )
    owners: dict[int, int] = dict(iter(found))
    return _villages(session, [(owners.get(key[0], 0),) for key in keys])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """Rows of one owner of which one at most holds on a day, and how they are spoken of."""

    table: Dated
    owner: str
    places: Callable[[Session, Sequence[Key]], list[str]]
    backwards: str
    stuck: str
    overlapping: str
    remedy: str


def _times(look: Look, dated: _Dated) -> Iterator[Finding]:
    """Times that end before they begin, and those of one owner that hold on the same day."""
    backwards: list[Key] = []
    stuck: list[Key] = []
    changes: list[tuple[int, Any, date]] = []
    ordered = select(dated.table).order_by(getattr(dated.table, dated.owner))
    rows: Sequence[Any] = look.session.scalars(ordered).all()
    for owner, group in groupby(rows, key=lambda row: getattr(row, dated.owner)):
        times = sorted(group, key=lambda row: (row.valid_from or date.min, row.id))
        backwards += [
            (owner,)
            for row in times
            if row.valid_from and row.valid_to and row.valid_to < row.valid_from
        ]
        for former, later in pairwise(times):
            if former.valid_to is not None and former.valid_to <= (later.valid_from or date.min):
                continue
            if later.valid_from is None or later.valid_from == former.valid_from:
                stuck.append((owner,))
            else:
                changes.append((owner, former, later.valid_from))
    yield from finding(
        dated.places(look.session, backwards) if backwards else (),
        room=_TITLE,
        what=dated.backwards,
        unit="แห่ง",
        remedy=dated.remedy,
    )
    yield from finding(
        dated.places(look.session, stuck) if stuck else (),
        room=_TITLE,
        what=dated.stuck,
        unit="แห่ง",
        remedy="กรุณากู้คืนจากไฟล์สำรอง หรือเลิกทำรายการที่เพิ่มซ้ำ",
    )
    owners: list[Key] = [(owner,) for owner, _, _ in changes]
    places = dated.places(look.session, owners) if owners else []
    yield from finding(
        places,
        changes=[
            RowChange(
                where=f"{place} ชื่อ {former.name}" if hasattr(former, "name") else place,
                label="ใช้ถึงก่อนวันที่",
                old=_day(former.valid_to),
                new=_day(until),
                table=dated.table.__tablename__,
                key=(former.id,),
                column="valid_to",
                before=None if former.valid_to is None else former.valid_to.isoformat(),
                after=until.isoformat(),
            )
            for place, (_, former, until) in zip(places, changes, strict=True)
        ],
        room=_TITLE,
        what=dated.overlapping,
        unit="แห่ง",
        remedy="ให้รายการเดิมสิ้นสุดในวันที่รายการใหม่เริ่ม",
        repair=Repair.CORRECT,
    )


def _day(day: date | None) -> str:
    return "ปัจจุบัน" if day is None else short_thai_date(day)


def _governments(session: Session, keys: Sequence[Key]) -> list[str]:
    ids = ", ".join(str(int(key[0])) for key in keys)
    found = session.connection().exec_driver_sql(
        "SELECT government_id, name FROM local_government_name "  # noqa: S608 - numbers
        f"WHERE government_id IN ({ids}) ORDER BY id"
    )
    names: dict[int, str] = dict(iter(found))
    return [names.get(key[0], f"อปท. ที่ {key[0]}") for key in keys]


_NAMES = _Dated(
    table=VillageNameRow,
    owner="village_id",
    places=_villages,
    backwards="ชื่อที่วันสิ้นสุดมาก่อนวันเริ่ม",
    stuck="หมู่บ้านที่มีสองชื่อหรือสองรหัสเริ่มในวันเดียวกัน",
    overlapping="ช่วงเวลาของชื่อหรือรหัสซ้อนกัน จึงถูกนับซ้ำ",
    remedy=_IN_REGISTER,
)
_GOVERNMENTS = _Dated(
    table=VillageGovernmentRow,
    owner="village_id",
    places=_villages,
    backwards="หมู่บ้านที่วันสิ้นสุดใน อปท. มาก่อนวันเริ่ม",
    stuck="หมู่บ้านที่อยู่ในสอง อปท. ตั้งแต่วันเดียวกัน",
    overlapping="หมู่บ้านที่อยู่ในสอง อปท. พร้อมกัน",
    remedy=_IN_REGISTER,
)
_GOVERNMENT_NAMES = _Dated(
    table=GovernmentNameRow,
    owner="government_id",
    places=_governments,
    backwards="ชื่อ อปท. ที่วันสิ้นสุดมาก่อนวันเริ่ม",
    stuck="อปท. ที่มีสองชื่อเริ่มในวันเดียวกัน",
    overlapping="ช่วงเวลาของชื่อ อปท. ซ้อนกัน",
    remedy=_IN_REGISTER,
)


def _shared_codes(look: Look) -> Iterator[Finding]:
    one, other = aliased(VillageNameRow), aliased(VillageNameRow)
    shared = (
        select(one.code, one.name, other.name.label("other"))
        .join(other, other.code == one.code)
        .where(
            one.id < other.id,
            one.village_id != other.village_id,
            both_hold(one, other),
        )
        .order_by(one.code)
    )
    yield from finding(
        [f"{row.code}: {row.name} และ {row.other}" for row in look.session.execute(shared)],
        room=_TITLE,
        what="รหัสเดียวกันในวันเดียวกันของสองหมู่บ้าน",
        unit="รหัส",
        remedy="กรุณาเปลี่ยนรหัสหมู่บ้านหนึ่งในหน้าหมู่บ้าน",
    )


def _areas(look: Look) -> Iterator[Finding]:
    areas = areas_in(look.session)
    rows = look.session.execute(
        select(VillageNameRow.village_id, VillageNameRow.tambon_code)
        .where(VillageNameRow.valid_to.is_(None))
        .order_by(VillageNameRow.code)
    )
    lost = [(row.village_id,) for row in rows if areas.find(row.tambon_code) is None]
    yield from finding(
        _villages(look.session, lost) if lost else (),
        room=_TITLE,
        what="หมู่บ้านอยู่ในตำบลที่ไม่มีในทะเบียนพื้นที่",
        unit="แห่ง",
        remedy="กรุณาย้ายหมู่บ้านไปตำบลที่ถูกต้องในหน้าหมู่บ้าน หรือเพิ่มตำบลใหม่",
    )
    nameless = look.session.scalars(
        select(VillageRow.id).where(
            ~select(VillageNameRow.id).where(VillageNameRow.village_id == VillageRow.id).exists()
        )
    )
    yield from finding(
        [f"พื้นที่ที่ {id_}" for id_ in nameless],
        room=_TITLE,
        what="หมู่บ้านที่ไม่มีชื่อและรหัสเลย",
        unit="แห่ง",
        remedy="กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้",
    )


def _derived(look: Look) -> Iterator[Finding]:
    """Tambon, moo and key of order, which follow from code and name."""
    changes = []
    wrong_codes = []
    for row in look.session.scalars(select(VillageNameRow).order_by(VillageNameRow.code)):
        if not is_village_code(row.code):
            wrong_codes.append((row.village_id,))
            continue
        for column, value in (
            ("tambon_code", row.code[:TAMBON_CODE_LENGTH]),
            ("moo", moo_of(row.code)),
            ("name_key", name_key(row.name)),
        ):
            if getattr(row, column) != value:
                changes.append((row.id, row.village_id, column, getattr(row, column), value))
    yield from finding(
        _villages(look.session, wrong_codes) if wrong_codes else (),
        room=_TITLE,
        what="รหัสหมู่บ้านผิดรูปแบบ",
        unit="แห่ง",
        remedy=_IN_REGISTER,
    )
    places = _villages(look.session, [(each[1],) for each in changes]) if changes else []
    yield from finding(
        places,
        changes=[
            RowChange(
                where=place,
                label=NAME_WORDS.column(column),
                old=_WRONG_KEY if column == "name_key" else NAME_WORDS.shown(old),
                new=_RIGHT_KEY if column == "name_key" else NAME_WORDS.shown(new),
                table="village_name",
                key=(id_,),
                column=column,
                before=old,
                after=new,
            )
            for place, (id_, _, column, old, new) in zip(places, changes, strict=True)
        ],
        room=_TITLE,
        what="ตำบล หมู่ที่ หรือลำดับชื่อไม่ตรงกับรหัสและชื่อ",
        unit="ค่า",
        remedy="คิดค่าเหล่านี้ใหม่จากรหัสและชื่อ",
        repair=Repair.CORRECT,
    )


NAME_WORDS = TableWords(
    label="ชื่อหมู่บ้าน",
    columns={
        "code": "รหัส",
        "name": "ชื่อ",
        "moo": "หมู่ที่",
        "tambon_code": "รหัสตำบล",
        "name_key": "ลำดับชื่อ",
        "valid_from": "ตั้งแต่",
        "valid_to": "ถึงก่อน",
    },
    places=_names,
)

ROOM = Room(
    title=_TITLE,
    tables={
        "office": TableWords(label="สำนักงาน", columns={"name": "ชื่อสำนักงาน"}),
        "office_province": TableWords(label="จังหวัดของสำนักงาน", columns={"code": "รหัส"}),
        "own_area": TableWords(label="อำเภอหรือตำบลที่เพิ่มเอง", columns={"name": "ชื่อ"}),
        "village": TableWords(
            label="หมู่บ้าน",
            columns={"kind": "ชนิด"},
            values={"village": "หมู่บ้าน", "community": "ชุมชน"},
            illegible="kind NOT IN ('village', 'community')",
            places=_villages,
        ),
        "village_name": NAME_WORDS,
        "village_event": TableWords(
            label="เหตุการณ์ของหมู่บ้าน", columns={"on_date": "วันที่", "note": "หมายเหตุ"}
        ),
        "village_fact": TableWords(
            label="ข้อมูลครัวเรือนและประชากร",
            columns={
                "on_date": "ณ วันที่",
                "households": "ครัวเรือน",
                "people": "ประชากร",
                "headman": "ผู้ใหญ่บ้าน",
                "source": "ที่มา",
            },
            is_removable=True,
            places=_villages,
        ),
        "local_government": TableWords(
            label="อปท.", columns={"contact": "ที่ติดต่อ"}, places=_governments
        ),
        "local_government_name": TableWords(
            label="ชื่อ อปท.",
            columns={"name": "ชื่อ", "valid_from": "ตั้งแต่", "valid_to": "ถึงก่อน"},
        ),
        "village_government": TableWords(
            label="อปท. ของหมู่บ้าน",
            columns={"valid_from": "ตั้งแต่", "valid_to": "ถึงก่อน"},
        ),
        "place_match": TableWords(
            label="ชื่อที่ยืนยันไว้ตอนนำเข้า", columns={"words": "ชื่อ"}, is_removable=True
        ),
    },
    checks=(
        Check(title="ตรวจช่วงเวลาของชื่อหมู่บ้าน", look=lambda look: _times(look, _NAMES)),
        Check(title="ตรวจช่วงเวลาของ อปท.", look=lambda look: _times(look, _GOVERNMENTS)),
        Check(title="ตรวจช่วงเวลาของชื่อ อปท.", look=lambda look: _times(look, _GOVERNMENT_NAMES)),
        Check(title="ตรวจรหัสซ้ำ", look=_shared_codes),
        Check(title="ตรวจตำบลของหมู่บ้าน", look=_areas),
        Check(title="ตรวจรหัสและลำดับชื่อ", look=_derived),
    ),
)
