"""What the office does with months: tell, correct, close, confirm."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.months import month_name
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.months.calibrations import (
    calibrations_in,
    drop_calibration,
    parse_typed_in,
    weigh_in,
    write_calibration,
)
from cdd_desktop.waste.months.closing import Freeze, close_in, closing_of, closings_in
from cdd_desktop.waste.months.corrections import (
    CorrectionLine,
    add_correction,
    corrections_in,
    differences,
)
from cdd_desktop.waste.months.records import (
    NOTE_MAX,
    Basis,
    Calibration,
    Closing,
    Fate,
    Figure,
    MonthRecord,
)
from cdd_desktop.waste.months.rows import (
    is_empty,
    new_uuid,
    of_unit,
    read_area,
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
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.months.unit_reading import lines_of, unit_line_of, unit_lines_in
from cdd_desktop.waste.units import Scope, Unit

_STALE = "บันทึกเดือนนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดใหม่แล้วแก้อีกครั้ง"
UnitMonth = tuple[Unit, date]


class MonthService:
    """The office's records of months. A month is the date of its first day."""

    def __init__(self, store: Store, *, freeze: Freeze | None = None) -> None:
        self._store = store
        self._freeze = freeze

    # reading

    def units(
        self, area_code: str, month: date, scope: Scope = Scope.VILLAGE
    ) -> tuple[UnitLine, ...]:
        """The units of an area that stand on the last day of a month, in official order.

        Of a tambon the อปท. that have a village there; of a village none.
        """
        with self._store.reading() as session:
            return unit_lines_in(session, area_code, month, scope)

    def unit(self, unit: Unit, month: date) -> UnitLine | None:
        """A unit as it stood on the last day of a month; None where it did not."""
        with self._store.reading() as session:
            return unit_line_of(session, unit, month)

    def records(
        self, area_code: str, months: Sequence[date], scope: Scope | None = None
    ) -> tuple[MonthRecord, ...]:
        """What the units of an area told, by month and official code, villages before อปท."""
        with self._store.reading() as session:
            return read_area(session, area_code, months, scope)

    def get(self, unit: Unit, month: date) -> MonthRecord:
        """The record of a unit for a month; an empty one of version 0 where nothing is told."""
        with self._store.reading() as session:
            return _record(session, unit, month)

    def last(self, unit: Unit, before: date) -> MonthRecord | None:
        """The newest record of a unit before a month."""
        with self._store.reading() as session:
            found = session.scalar(
                select(WasteRecordRow.month)
                .where(of_unit(unit), WasteRecordRow.month < before)
                .order_by(WasteRecordRow.month.desc())
                .limit(1)
            )
            return None if found is None else _record(session, unit, found)

    # telling

    def save(self, record: MonthRecord, *, reason: str = "") -> MonthRecord:
        """Let this be the record of its unit and month, whole; an empty one is removed.

        Raises `MonthRefused` for a month to come, `MonthClosed` for a closed one without a reason
        (with one, what changes is kept as corrections), `ValidationFailed` by field (see
        `rules.record_problems`; `unit` where it does not stand that month), or `StaleRecord`.
        """
        intent = Intent(action="waste.save_month", summary=self._told("บันทึกขยะ", record))
        with self._store.writing(intent) as work:
            return self._keep(work, [record], reason, alone=True)[0]

    def save_many(
        self, records: Sequence[MonthRecord], *, summary: str, source: str = "", reason: str = ""
    ) -> tuple[MonthRecord, ...]:
        """`save` many, all or none, as one operation; problems are keyed `<uuid>/<field>`."""
        intent = Intent(action="waste.save_months", summary=summary, source=source)
        with self._store.writing(intent) as work:
            return self._keep(work, records, reason, alone=False)

    def change(
        self,
        unit: Unit,
        month: date,
        item: str,
        basis: Basis,
        amount: int | None,
        *,
        typed: str = "",
        reason: str = "",
    ) -> MonthRecord:
        """Let one figure be so much; None takes it out. Raises as `save`."""
        intent = self._intent_of_change(unit, month)
        with self._store.writing(intent) as work:
            held = _record(work.session, unit, month)
            figures = [f for f in held.figures if (f.item, f.basis) != (item, basis)]
            if amount is not None:
                figures.append(
                    Figure(item=item, stream=item, basis=basis, amount=amount, typed=typed)
                )
            record = dataclasses.replace(held, figures=tuple(figures))
            return self._keep(work, [record], reason, alone=True)[0]

    def change_fate(
        self,
        unit: Unit,
        month: date,
        stream: str,
        fate: str,
        told: bool,
        amount: int | None = None,
        *,
        reason: str = "",
    ) -> MonthRecord:
        """Let this have become of a stream, or not (`told` False). Raises as `save`."""
        intent = self._intent_of_change(unit, month)
        with self._store.writing(intent) as work:
            held = _record(work.session, unit, month)
            fates = [f for f in held.fates if (f.stream, f.fate) != (stream, fate)]
            if told:
                fates.append(Fate(stream=stream, fate=fate, amount=amount))
            record = dataclasses.replace(held, fates=tuple(fates))
            return self._keep(work, [record], reason, alone=True)[0]

    # local measures

    def weigh(self, unit: Unit, measure: str, item: str, count: Decimal, day: date) -> int | None:
        """What so many of a measure weigh, in grams; None where nobody weighed the measure."""
        with self._store.reading() as session:
            return weigh_in(session, unit, measure, item, count, day)

    def parse_typed(self, unit: Unit, item: str, text: str, day: date) -> tuple[int | None, str]:
        """`12.5`, `3 ถุง`, `2 ตัน`: thousandths of the item's unit, and what was typed where it
        was of a local measure. Raises `NotAnAmount`."""
        with self._store.reading() as session:
            return parse_typed_in(session, unit, item, text, day)

    def calibrations(self, unit: Unit) -> tuple[Calibration, ...]:
        """What measures weigh in a unit, by measure and item, the newest first."""
        with self._store.reading() as session:
            return calibrations_in(session, unit)

    def save_calibration(self, calibration: Calibration) -> Calibration:
        """Keep what a measure weighs; figures typed before stay. Raises `ValidationFailed` by
        field, or `StaleRecord`."""
        intent = Intent(action="waste.calibrate", summary="บันทึกการชั่งเทียบหน่วยตวง")
        with self._store.writing(intent) as work:
            return write_calibration(work, calibration, self._today())

    def remove_calibration(self, uuid: UUID) -> None:
        """Take one out. Raises `NotFound`."""
        intent = Intent(action="waste.remove_calibration", summary="ลบการชั่งเทียบหน่วยตวง")
        with self._store.writing(intent) as work:
            drop_calibration(work, uuid)

    # closing

    def closings(self, area_code: str, months: Sequence[date]) -> tuple[Closing, ...]:
        """The closed months of the amphoe of an area, or of the amphoe that it lies in."""
        with self._store.reading() as session:
            return closings_in(session, area_code, months)

    def closing(self, unit: Unit, month: date) -> Closing | None:
        """The closing of a unit's month; None while it is open."""
        with self._store.reading() as session:
            return closing_of(session, unit, month)

    def is_closed(self, unit: Unit, month: date) -> bool:
        """Whether a unit's month changes by corrections only."""
        return self.closing(unit, month) is not None

    def close(self, area_code: str, month: date, note: str = "") -> tuple[Closing, ...]:
        """Close a month of an amphoe, or of each amphoe of a province that is open; what is known
        of bins is kept as it stands. Raises `MonthRefused` or `ValidationFailed`."""
        intent = Intent(
            action="waste.close_month", summary=f"ปิดเดือน {month_name(month)} ของบันทึกขยะ"
        )
        with self._store.writing(intent) as work:
            today = self._today()
            require_month(month, today)
            return close_in(work, area_code, month, note, today, self._freeze)

    def corrections(self, area_code: str, months: Sequence[date]) -> tuple[CorrectionLine, ...]:
        """What was changed after closing, by month, unit and day."""
        with self._store.reading() as session:
            return corrections_in(session, area_code, months)

    # inside

    def _today(self) -> date:
        return day_in_thailand(self._store.now())

    def _intent_of_change(self, unit: Unit, month: date) -> Intent:
        with self._store.reading() as session:
            line = unit_line_of(session, unit, month)
        whose = "" if line is None else f" {line.label}"
        return Intent(action="waste.change_month", summary=f"แก้บันทึกขยะ {month_name(month)}{whose}")

    def _told(self, verb: str, record: MonthRecord) -> str:
        line = self.unit(record.unit, record.month)
        whose = "" if line is None else f" {line.label}"
        return f"{verb} {month_name(record.month)}{whose}"

    def _keep(
        self, work: Work, records: Sequence[MonthRecord], reason: str, *, alone: bool
    ) -> tuple[MonthRecord, ...]:
        session = work.session
        today = self._today()
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
        self._correct(work, [pair for pair in corrected if pair[0] is not None], reason, today)
        write_records(work, kept)
        self._correct(work, [pair for pair in corrected if pair[0] is None], reason, today)
        session.flush()
        found = _records_of(session, [(record.unit, record.month) for record in kept])
        return tuple(
            found.get((record.unit, record.month)) or _blank(record.unit, record.month)
            for record in kept
        )

    def _correct(
        self,
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


def _record(session: Session, unit: Unit, month: date) -> MonthRecord:
    found = read_records(session, and_(WasteRecordRow.month == month, of_unit(unit)))
    return found[0] if found else _blank(unit, month)


def _blank(unit: Unit, month: date) -> MonthRecord:
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
