"""Whether records of months can be read, and whether what they tell is counted."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.storage.rows import Key, chunks
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rows import unit_of
from cdd_desktop.waste.months.tables import (
    WasteClosingRow,
    WasteCorrectionRow,
    WasteFigureRow,
    WasteRecordRow,
)
from cdd_desktop.waste.months.unit_reading import lines_of
from cdd_desktop.waste.units import Scope, Unit

_TITLE = "บันทึกขยะรายเดือน"
_BASES = {str(int(basis)): basis.label for basis in Basis}
_RECORDS = {"record_id": "บันทึกของเดือน", "stream": "ประเภทขยะ"}
_NO_MONTH = "month NOT GLOB '????-??-01'"


def _names(session: Session, keys: Sequence[Key]) -> list[str]:
    """The unit and month of records, by the first part of keys."""
    ids = [key[0] for key in keys]
    rows = {
        row.id: (unit_of(row), row.month)
        for some in chunks(dict.fromkeys(ids))
        for row in session.execute(
            select(
                WasteRecordRow.id,
                WasteRecordRow.scope,
                WasteRecordRow.village_id,
                WasteRecordRow.government_id,
                WasteRecordRow.month,
            ).where(WasteRecordRow.id.in_(some))
        )
    }
    lines = lines_of(session, rows.values())
    return [
        f"{lines[told].label if told in lines else 'หน่วยที่ไม่มีในทะเบียน'} {month_name(told[1])}"
        if (told := rows.get(id_))
        else str(id_)
        for id_ in ids
    ]


def _not_standing(look: Look) -> Iterator[Finding]:
    """Records of units that did not stand on the last day of their month: nothing counts them."""
    rows = {
        row.id: (unit_of(row), row.month)
        for row in look.session.execute(
            select(
                WasteRecordRow.id,
                WasteRecordRow.scope,
                WasteRecordRow.village_id,
                WasteRecordRow.government_id,
                WasteRecordRow.month,
            ).order_by(WasteRecordRow.id)
        )
    }
    look.progress.check_cancelled()
    lines = lines_of(look.session, rows.values())
    lost = [key for key, told in rows.items() if told not in lines]
    if not lost:
        return
    known = {unit: line.label for (unit, _), line in lines.items()}
    yield from finding(
        [f"{_called(known, rows[key][0])} {month_name(rows[key][1])}" for key in lost],
        room=_TITLE,
        what="หน่วยที่รายงานไม่มีในทะเบียน ณ วันสิ้นเดือน ตัวเลขจึงไม่ถูกนับ",
        unit="บันทึก",
        remedy="กรุณาตรวจวันที่ตั้งหรือยุบของหน่วยนั้นในทะเบียน หรือลบบันทึกของเดือนนั้น",
        is_advice=True,
    )


def _called(known: dict[Unit, str], unit: Unit) -> str:
    word = "หมู่บ้าน" if unit.scope is Scope.VILLAGE else "อปท."
    return known.get(unit, f"{word}ที่ {unit.village_id or unit.government_id}")


def _corrections(look: Look) -> Iterator[Finding]:
    """Corrections of months that nobody closed."""
    closed = {
        (row.area_code, row.month)
        for row in look.session.execute(select(WasteClosingRow.area_code, WasteClosingRow.month))
    }
    rows = look.session.scalars(
        select(WasteRecordRow)
        .where(WasteRecordRow.id.in_(select(WasteCorrectionRow.record_id)))
        .order_by(WasteRecordRow.id)
    )
    told = [(unit_of(row), row.month) for row in rows]
    lines = lines_of(look.session, told)
    yield from finding(
        [
            f"{lines[one].label} {month_name(one[1])}"
            for one in told
            if one in lines and (lines[one].amphoe_code, one[1]) not in closed
        ],
        room=_TITLE,
        what="มีการแก้ไขหลังปิดเดือน แต่เดือนนั้นไม่ได้ปิด",
        unit="บันทึก",
        remedy="กรุณาปิดเดือนนั้นอีกครั้งจากหน้าขยะชุมชน",
        is_advice=True,
    )


def _streams(look: Look) -> Iterator[Finding]:
    """Items that one record has under two streams: both of their bases would count."""
    rows = look.session.execute(
        select(WasteFigureRow.record_id, WasteFigureRow.item)
        .group_by(WasteFigureRow.record_id, WasteFigureRow.item)
        .having(func.count(WasteFigureRow.stream.distinct()) > 1)
        .order_by(WasteFigureRow.record_id)
    ).all()
    yield from finding(
        _names(look.session, [(row.record_id,) for row in rows]),
        room=_TITLE,
        what="รายการเดียวกันอยู่ในสองประเภทขยะ",
        unit="รายการ",
        remedy="กรุณาเปิดบันทึกของเดือนนั้น แล้วบันทึกใหม่",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "waste_record": TableWords(
            label="บันทึกขยะรายเดือน",
            columns={
                "month": "เดือน",
                "reported_on": "วันที่รายงาน",
                "reporter": "ผู้รายงาน",
                "note": "หมายเหตุ",
            },
            values={scope.value: scope.label for scope in Scope},
            illegible=_NO_MONTH,
            places=_names,
        ),
        "waste_figure": TableWords(
            label="ตัวเลขของบันทึกขยะ",
            columns={
                **_RECORDS,
                "basis": "ฐาน",
                "item": "รายการ",
                "amount": "จำนวน",
                "typed": "ที่พิมพ์",
            },
            values=_BASES,
            is_removable=True,
            places=_names,
        ),
        "waste_stream": TableWords(
            label="วิธีชั่งของบันทึกขยะ",
            columns={**_RECORDS, "is_drained": "สะเด็ดน้ำ", "weighed_by": "ผู้ชั่ง"},
            values={"1": "ใช่", "0": "ไม่ใช่"},
            is_removable=True,
            places=_names,
        ),
        "waste_fate": TableWords(
            label="วิธีจัดการของบันทึกขยะ",
            columns={**_RECORDS, "fate": "วิธีจัดการ", "amount": "น้ำหนัก (กรัม)"},
            is_removable=True,
            places=_names,
        ),
        "waste_closing": TableWords(
            label="การปิดเดือนของบันทึกขยะ",
            columns={
                "month": "เดือน",
                "area_code": "รหัสพื้นที่",
                "closed_on": "วันที่ปิด",
                "note": "หมายเหตุ",
            },
            illegible=_NO_MONTH,
        ),
        "waste_correction": TableWords(
            label="การแก้ไขหลังปิดเดือน",
            columns={
                "key": "รายการ",
                "on_date": "วันที่แก้",
                "before": "เดิม",
                "after": "แก้เป็น",
                "reason": "เหตุผล",
            },
        ),
        "waste_confirmation": TableWords(
            label="การยืนยันข้อมูลขยะ",
            columns={"told": "ข้อสงสัย", "reason": "เหตุผล", "on_date": "วันที่ยืนยัน"},
            is_removable=True,
        ),
        "waste_calibration": TableWords(
            label="การชั่งเทียบหน่วยตวง",
            columns={
                "measure": "หน่วยตวง",
                "item": "รายการ",
                "grams": "น้ำหนัก (กรัม)",
                "measured_on": "วันที่ชั่ง",
                "measured_by": "ผู้ชั่ง",
            },
            is_removable=True,
        ),
    },
    checks=(
        Check(title="ตรวจหน่วยที่รายงานขยะ", look=_not_standing),
        Check(title="ตรวจการแก้ไขหลังปิดเดือน", look=_corrections),
        Check(title="ตรวจรายการของบันทึกขยะ", look=_streams),
    ),
)
