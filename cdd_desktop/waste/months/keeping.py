"""Keeping records of months by their rules, and what is changed in closed ones as corrections."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_
from sqlalchemy.orm import Session

from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.thai.months import month_name
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.months.closing import closings_in
from cdd_desktop.waste.months.corrections import add_correction, differences
from cdd_desktop.waste.months.records import NOTE_MAX, MonthRecord
from cdd_desktop.waste.months.rows import (
    is_empty,
    new_uuid,
    of_unit,
    read_records,
    record_row,
    write_records,
)
from cdd_desktop.waste.months.rules import (
    MonthClosed,
    Words,
    proper,
    record_problems,
    require_month,
)
from cdd_desktop.waste.months.tables import WasteRecordRow
from cdd_desktop.waste.months.unit_reading import lines_of
from cdd_desktop.waste.units import Scope, Unit

_STALE = "บันทึกเดือนนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดใหม่แล้วแก้อีกครั้ง"
UnitMonth = tuple[Unit, date]


def keep_in(
    work: Work, records: Sequence[MonthRecord], reason: str, today: date, *, alone: bool
) -> tuple[MonthRecord, ...]:
    """Let these be the records of their units and months; see `MonthService.save`.

    Problems are keyed by field, or `<uuid>/<field>` of one among many (`alone` False).
    """
    session = work.session
    reason = clean_line(reason)
    words = words_in(session)
    held = _records_of(session, [(record.unit, record.month) for record in records])
    lines = lines_of(session, ((record.unit, record.month) for record in records))
    months = sorted({record.month for record in records})
    closed = {(one.area_code, one.month): one for one in closings_in(session, "", months)}
    problems: dict[str, str] = {}
    if len(reason) > NOTE_MAX:
        problems["reason"] = f"เหตุผลยาวเกิน {NOTE_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    kept: list[MonthRecord] = []
    corrected: list[tuple[MonthRecord | None, MonthRecord]] = []
    for told in records:
        require_month(told.month, today)
        before = held.get((told.unit, told.month))
        known = (0, told.uuid) if before is None else (before.version, before.uuid)
        if (told.version, told.uuid) != known:
            raise StaleRecord(_STALE)
        record = proper(told, words, before)
        line = lines.get((record.unit, record.month))
        wrong = record_problems(record, words, before, today)
        if line is None and not is_empty(record):
            wrong["unit"] = _not_standing(record)
        problems |= wrong if alone else {f"{record.uuid}/{k}": v for k, v in wrong.items()}
        closing = None if line is None else closed.get((line.amphoe_code, record.month))
        if closing is not None and not _same(before, record):
            if not reason:
                raise MonthClosed(closing, "" if line is None else line.label)
            corrected.append((before, record))
        kept.append(record)
    if len({(record.unit, record.month) for record in kept}) < len(kept):
        problems["unit"] = "มีบันทึกของหน่วยและเดือนเดียวกันมากกว่าหนึ่งชุด กรุณาเหลือชุดเดียว"
    if problems:
        raise ValidationFailed(problems)
    # a record that is emptied stays for the corrections that hang on it
    _correct(work, [pair for pair in corrected if pair[0] is not None], reason, today)
    write_records(work, kept)
    _correct(work, [pair for pair in corrected if pair[0] is None], reason, today)
    session.flush()
    found = _records_of(session, [(record.unit, record.month) for record in kept])
    return tuple(
        found.get((record.unit, record.month)) or blank(record.unit, record.month)
        for record in kept
    )


def _correct(
    work: Work,
    changed: Sequence[tuple[MonthRecord | None, MonthRecord]],
    reason: str,
    today: date,
) -> None:
    for before, record in changed:
        row = record_row(work, record.unit, record.month)
        for one in differences(before, record):
            add_correction(work, row.id, one, reason, today)


def words_in(session: Session) -> Words:
    """The lists that records hold keys of."""
    return Words(
        items=lookup_in(session, ListName.WASTE_ITEM),
        streams=lookup_in(session, ListName.WASTE_STREAM),
        fates=lookup_in(session, ListName.WASTE_FATE),
    )


def record_in(session: Session, unit: Unit, month: date) -> MonthRecord:
    found = read_records(session, and_(WasteRecordRow.month == month, of_unit(unit)))
    return found[0] if found else blank(unit, month)


def blank(unit: Unit, month: date) -> MonthRecord:
    return MonthRecord(uuid=new_uuid(), unit=unit, month=month)


def _records_of(session: Session, wanted: Sequence[UnitMonth]) -> dict[UnitMonth, MonthRecord]:
    """What is stored of units and months."""
    months = sorted({month for _, month in wanted})
    villages = {unit.village_id for unit, _ in wanted if unit.village_id is not None}
    governments = {unit.government_id for unit, _ in wanted if unit.government_id is not None}
    found = [
        record
        for column, ids in (
            (WasteRecordRow.village_id, villages),
            (WasteRecordRow.government_id, governments),
        )
        for some in chunks(ids)
        for record in read_records(
            session, and_(WasteRecordRow.month.in_(months), column.in_(some))
        )
    ]
    asked = set(wanted)
    return {(r.unit, r.month): r for r in found if (r.unit, r.month) in asked}


def _same(before: MonthRecord | None, after: MonthRecord) -> bool:
    if before is None:
        return is_empty(after)
    return _content(before) == _content(after)


def _content(record: MonthRecord) -> tuple[object, ...]:
    return (
        record.reported_on,
        record.reporter,
        record.note,
        frozenset(record.figures),
        frozenset(record.streams),
        frozenset(record.fates),
    )


def _not_standing(record: MonthRecord) -> str:
    whose = "หมู่บ้านหรือชุมชนนี้" if record.unit.scope is Scope.VILLAGE else "อปท. นี้"
    return (
        f"{whose}ไม่มีในทะเบียน ณ วันสิ้นเดือน {month_name(record.month)} กรุณาตรวจเดือน หรือแก้วันที่ในทะเบียนก่อน"
    )
