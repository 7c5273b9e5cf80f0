"""Which records are doubted, and what was said for them: the checks over what is stored."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.places.records import VillageFact, facts_on
from cdd_desktop.places.service import fact_from
from cdd_desktop.places.tables import (
    VillageFactRow,
    VillageGovernmentRow,
    VillageNameRow,
    holding,
    standing,
)
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.thai.months import last_day, last_month
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.checks import Doubt, DoubtLine, UnitFacts, doubts_of
from cdd_desktop.waste.months.records import NOTE_MAX, Confirmation, MonthRecord
from cdd_desktop.waste.months.rows import new_uuid, read_area
from cdd_desktop.waste.months.tables import WasteConfirmationRow, WasteRecordRow
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.months.unit_reading import lines_of
from cdd_desktop.waste.parameters.rows import parameters_in
from cdd_desktop.waste.units import Scope, Unit

CountedBins = Callable[[str, date], Mapping[Unit, BinCount]]  # of an area in a month


def doubts_in(
    session: Session,
    area_code: str,
    month: date,
    bins: Mapping[Unit, BinCount],
) -> tuple[DoubtLine, ...]:
    """What is to be doubted in the records of an area for a month, in official order."""
    records = read_area(session, area_code, [month])
    before = {one.unit: one for one in read_area(session, area_code, [last_month(month)])}
    lines = lines_of(session, ((record.unit, month) for record in records))
    facts = facts_of(session, (record.unit for record in records), month, bins)
    parameters = parameters_in(session)
    items = lookup_in(session, ListName.WASTE_ITEM)
    said = _confirmations(session, [record.uuid for record in records])
    return tuple(
        DoubtLine(
            line=line,
            month=month,
            record=record.uuid,
            doubt=doubt,
            confirmation=_holding(said, record, doubt),
        )
        for record in records
        for line in (lines[record.unit, month],)
        for doubt in doubts_of(
            record,
            before.get(record.unit),
            facts[record.unit],
            parameters,
            items,
            line.place_code,
        )
    )


def doubts_about(
    session: Session,
    record: MonthRecord,
    previous: MonthRecord | None,
    line: UnitLine,
    bins: Mapping[Unit, BinCount],
) -> tuple[Doubt, ...]:
    """The doubts about one record as it stands, kept or not."""
    return doubts_of(
        record,
        previous,
        facts_of(session, [record.unit], record.month, bins)[record.unit],
        parameters_in(session),
        lookup_in(session, ListName.WASTE_ITEM),
        line.place_code,
    )


def facts_of(
    session: Session, units: Iterable[Unit], month: date, bins: Mapping[Unit, BinCount]
) -> dict[Unit, UnitFacts]:
    """What is known of units on the last day of a month."""
    day = last_day(month)
    asked = tuple(units)
    members: defaultdict[int, list[int]] = defaultdict(list)
    if any(unit.scope is not Scope.VILLAGE for unit in asked):
        belonging = (
            select(VillageGovernmentRow.government_id, VillageGovernmentRow.village_id)
            .join(VillageNameRow, VillageNameRow.village_id == VillageGovernmentRow.village_id)
            .where(holding(VillageGovernmentRow, day), standing(day))
        )
        for government_id, village_id in session.execute(belonging):
            members[government_id].append(village_id)
    villages_of = {
        unit: [unit.village_id] if unit.village_id is not None else _members(members, unit)
        for unit in asked
    }
    known = _village_facts(session, {v for those in villages_of.values() for v in those}, day)
    return {
        unit: UnitFacts(
            people=_whole(known[v].people if v in known else None for v in those),
            households=_whole(known[v].households if v in known else None for v in those),
            bins=bins.get(unit),
        )
        for unit, those in villages_of.items()
    }


def confirm_in(work: Work, record: UUID, doubt: Doubt, reason: str, today: date) -> Confirmation:
    """Keep why what is doubted is right, in place of what was said before."""
    session = work.session
    reason = clean_line(reason)
    if not reason:
        raise ValidationFailed({"reason": "ยังไม่ได้กรอกเหตุผล กรุณาบอกว่าตัวเลขนี้ถูกต้องเพราะอะไร"})
    if len(reason) > NOTE_MAX:
        raise ValidationFailed({"reason": f"เหตุผลยาวเกิน {NOTE_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"})
    record_id = session.scalar(select(WasteRecordRow.id).where(WasteRecordRow.uuid == record))
    if record_id is None:
        raise NotFound("ไม่พบบันทึกของเดือนนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่")
    row = session.scalars(
        select(WasteConfirmationRow).where(
            WasteConfirmationRow.record_id == record_id,
            WasteConfirmationRow.check == doubt.check.value,
            WasteConfirmationRow.key == doubt.key,
        )
    ).one_or_none()
    if row is None:
        row = WasteConfirmationRow(
            uuid=new_uuid(),
            record_id=record_id,
            check=doubt.check.value,
            key=doubt.key,
            told=doubt.told,
            reason=reason,
            on_date=today,
        )
        work.add(row)
    else:
        row.told, row.reason, row.on_date = doubt.told, reason, today
    session.flush()
    return _confirmation(row, record)


def _members(members: Mapping[int, list[int]], unit: Unit) -> list[int]:
    """The villages that a unit is the sum of; what lies in no village is the sum of none."""
    return members.get(unit.government_id or 0, []) if unit.scope is Scope.WHOLE else []


def _village_facts(session: Session, ids: Iterable[int], day: date) -> dict[int, VillageFact]:
    facts: defaultdict[int, list[VillageFact]] = defaultdict(list)
    for some in chunks(ids):
        for row in session.scalars(
            select(VillageFactRow).where(
                VillageFactRow.village_id.in_(some), VillageFactRow.on_date <= day
            )
        ):
            facts[row.village_id].append(fact_from(row))
    return {id_: known for id_, told in facts.items() if (known := facts_on(told, day)) is not None}


def _whole(counts: Iterable[int | None]) -> int | None:
    """The sum, where every one is known and there is one."""
    told = list(counts)
    known = [count for count in told if count is not None]
    return sum(known) if known and len(known) == len(told) else None


def _holding(
    said: Mapping[tuple[UUID, str, str], Confirmation], record: MonthRecord, doubt: Doubt
) -> Confirmation | None:
    found = said.get((record.uuid, doubt.check.value, doubt.key))
    return found if found is not None and found.told == doubt.told else None


def _confirmations(
    session: Session, records: Sequence[UUID]
) -> dict[tuple[UUID, str, str], Confirmation]:
    return {
        (uuid, row.check, row.key): _confirmation(row, uuid)
        for some in chunks(records)
        for row, uuid in session.execute(
            select(WasteConfirmationRow, WasteRecordRow.uuid)
            .join(WasteRecordRow, WasteRecordRow.id == WasteConfirmationRow.record_id)
            .where(WasteRecordRow.uuid.in_(some))
        )
    }


def _confirmation(row: WasteConfirmationRow, record: UUID) -> Confirmation:
    return Confirmation(
        uuid=row.uuid,
        record=record,
        check=row.check,
        key=row.key,
        told=row.told,
        reason=row.reason,
        on=row.on_date,
    )
