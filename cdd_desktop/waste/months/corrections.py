"""Changes to months that were closed before: each kept with its day and reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.waste.months.records import Basis, Correction, MonthRecord
from cdd_desktop.waste.months.rows import new_uuid, read_area
from cdd_desktop.waste.months.tables import WasteCorrectionRow, WasteRecordRow
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.months.unit_reading import lines_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A correction with the unit and the month that it changed."""

    correction: Correction
    line: UnitLine
    month: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One amount before and after; None where nothing was told. See `records.Correction`."""

    part: str
    key: str
    basis: Basis | None
    before: int | None
    after: int | None


def differences(before: MonthRecord | None, after: MonthRecord) -> Iterator[Difference]:
    """The figures and fates that differ, in the order of their keys.

    A fate told without an amount is 0 beside one that was not told.
    """
    old = {(f.item, f.basis): f.amount for f in (before.figures if before else ())}
    new = {(f.item, f.basis): f.amount for f in after.figures}
    for item, basis in sorted(old.keys() | new.keys()):
        pair = old.get((item, basis)), new.get((item, basis))
        if pair[0] != pair[1]:
            yield Difference(part="figure", key=item, basis=basis, before=pair[0], after=pair[1])
    was = {(f.stream, f.fate): f.amount for f in (before.fates if before else ())}
    now = {(f.stream, f.fate): f.amount for f in after.fates}
    for key in sorted(was.keys() | now.keys()):
        if (key in was, was.get(key)) == (key in now, now.get(key)):
            continue
        yield Difference(
            part="fate",
            key="/".join(key),
            basis=None,
            before=(was[key] or 0) if key in was else None,
            after=(now[key] or 0) if key in now else None,
        )


def add_correction(work: Work, record_id: int, one: Difference, reason: str, on: date) -> None:
    """Keep that a record of a closed month was changed on a day."""
    work.add(
        WasteCorrectionRow(
            uuid=new_uuid(),
            record_id=record_id,
            part=one.part,
            key=one.key,
            basis=None if one.basis is None else int(one.basis),
            on_date=on,
            before=one.before,
            after=one.after,
            reason=reason,
        )
    )


def corrections_in(
    session: Session, area_code: str, months: Sequence[date]
) -> tuple[CorrectionLine, ...]:
    """The corrections of an area's records of months, by month, unit and day."""
    was_corrected = WasteRecordRow.id.in_(select(WasteCorrectionRow.record_id))
    found_records = read_area(session, area_code, months, condition=was_corrected)
    records = {record.uuid: record for record in found_records}
    lines = lines_of(session, ((record.unit, record.month) for record in records.values()))
    found = [
        CorrectionLine(
            correction=Correction(
                uuid=row.uuid,
                record=record.uuid,
                part=row.part,
                key=row.key,
                basis=None if row.basis is None else Basis(row.basis),
                on=row.on_date,
                before=row.before,
                after=row.after,
                reason=row.reason,
            ),
            line=lines[record.unit, record.month],
            month=record.month,
        )
        for some in chunks(records)
        for row, uuid in session.execute(
            select(WasteCorrectionRow, WasteRecordRow.uuid)
            .join(WasteRecordRow, WasteRecordRow.id == WasteCorrectionRow.record_id)
            .where(WasteRecordRow.uuid.in_(some))
            .order_by(WasteCorrectionRow.id)
        )
        for record in (records[uuid],)
    ]
    place = {uuid: at for at, uuid in enumerate(records)}
    return tuple(sorted(found, key=lambda one: place[one.correction.record]))
