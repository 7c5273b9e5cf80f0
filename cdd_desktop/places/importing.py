"""Taking a register of villages in: what is new, what changes, what is refused and why.

Places match by code only: names repeat within a tambon. A blank never erases.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.documents.headings import Chosen
from cdd_desktop.documents.reading import ReadTable, read_table
from cdd_desktop.errors import ImportRejected, RowProblem
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import (
    TAMBON_CODE_LENGTH,
    Office,
    Village,
    VillageFact,
    facts_on,
    kind_of,
    moo_of,
    place_uuid,
)
from cdd_desktop.places.register_file import RegisterRow, read_register
from cdd_desktop.places.service import fact_columns, fact_from, office_in, village_from, villages
from cdd_desktop.places.tables import VillageFactRow, VillageNameRow, VillageRow
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.collation import name_key

_STEPS = 3

Facts = Mapping[int, Sequence[VillageFact]]  # by the village's number in the file


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageImportReport:
    """What an import did. `rows` is how many the file had; every row is in one of the counts.

    `operation` is the one to undo it by, where anything was written.
    """

    rows: int
    added: int
    changed: int
    unchanged: int
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    operation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageImportPlan:
    """What an import would write, by code."""

    rows: int
    added: Mapping[str, str]  # the new place's name
    renamed: Mapping[str, str]
    counted: Mapping[str, VillageFact]  # the whole count that is to stand on its day
    changed: int
    unchanged: int
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...]


class _NeedsReplace(Exception):
    """The row contradicts what is stored."""


def plan_village_import(
    table: ReadTable,
    office: Office,
    areas: Areas,
    existing: Mapping[str, Village],
    facts: Facts,
    *,
    today: date,
    replace: bool = False,
    source: str = "",
    progress: Progress | None = None,
    chosen: Chosen | None = None,
    retired: Mapping[str, date] | None = None,
) -> VillageImportPlan:
    """Compare a file with the register. `existing` is by code; `chosen` puts columns right.

    `retired`: codes that nothing has any more, and since when. An old list must not bring back
    a place that was merged or renumbered since.

    Raises `ImportRejected` when the file's columns do not tell code and name.
    """
    progress = progress or Silent()
    file = read_register(
        table, office, areas, today=today, source=source, progress=progress, chosen=chosen
    )
    added: dict[str, str] = {}
    renamed: dict[str, str] = {}
    counted: dict[str, VillageFact] = {}
    refused = list(file.refused)
    for row in file.rows:
        progress.check_cancelled()
        village = existing.get(row.code)
        if village is None and not row.name:
            refused.append(RowProblem(row.number, f"รหัส {row.code} ไม่มีชื่อ กรุณากรอกชื่อหมู่บ้านหรือชุมชน"))
            continue
        if village is None and retired is not None and row.code in retired:
            refused.append(RowProblem(row.number, _retired(row.code, retired[row.code])))
            continue
        try:
            if village is not None and _renames(row, village, replace=replace):
                renamed[row.code] = row.name
            known = () if village is None else facts.get(village.id, ())
            fact = _count_to_write(row, known, replace=replace)
        except _NeedsReplace as contradiction:
            renamed.pop(row.code, None)
            refused.append(RowProblem(row.number, str(contradiction)))
            continue
        if fact is not None:
            counted[row.code] = fact
        if village is None:
            added[row.code] = row.name
    changed = len((renamed.keys() | counted.keys()) - added.keys())
    return VillageImportPlan(
        rows=len(table.rows),
        added=added,
        renamed=renamed,
        counted=counted,
        changed=changed,
        unchanged=len(table.rows) - len(refused) - len(added) - changed,
        refused=tuple(sorted(refused, key=lambda problem: problem.row)),
        notes=file.notes,
    )


def _retired(code: str, since: date) -> str:
    return (
        f"รหัส {code} เลิกใช้ตั้งแต่วันที่ {thai_date(since)} กรุณาลบแถวนี้ออก "
        "หรือถ้าตั้งหมู่บ้านใหม่ด้วยรหัสนี้ กรุณาเพิ่มที่หน้าหมู่บ้านพร้อมวันที่ตั้ง"
    )


def _renames(row: RegisterRow, village: Village, *, replace: bool) -> bool:
    if not row.name or row.name == village.name:
        return False
    if not replace:
        raise _NeedsReplace(
            f"รหัส {row.code} ในทะเบียนชื่อ “{village.name}” แต่ในไฟล์ชื่อ “{row.name}” "
            "ถ้าชื่อในไฟล์ถูกต้อง กรุณานำเข้าใหม่โดยเลือกแทนที่ข้อมูลเดิม (--replace)"
        )
    return True


def _count_to_write(
    row: RegisterRow, known: Sequence[VillageFact], *, replace: bool
) -> VillageFact | None:
    """The count as it should stand on its day, or None when nothing new is told.

    A row without a date repeats what is known, or else tells what holds today.
    """
    told = row.fact
    if told is None:
        return None
    same_day = next((fact for fact in known if fact.on == told.on), None)
    latest = same_day if row.dated else facts_on(known, told.on)
    if latest is not None and _filled_up(told, latest) == latest:
        return None
    if same_day is None:
        return told
    if not replace and _contradicts(told, same_day):
        raise _NeedsReplace(
            f"รหัส {row.code} มีข้อมูลของวันเดียวกันอยู่แล้วและไม่ตรงกับในไฟล์ "
            "ถ้าข้อมูลในไฟล์ถูกต้อง กรุณานำเข้าใหม่โดยเลือกแทนที่ข้อมูลเดิม (--replace)"
        )
    return dataclasses.replace(_filled_up(told, same_day), source=told.source)


def _filled_up(fact: VillageFact, other: VillageFact) -> VillageFact:
    """`fact` with its gaps filled from `other`, under the day and source of `other`."""
    return VillageFact(
        on=other.on,
        households=other.households if fact.households is None else fact.households,
        people=other.people if fact.people is None else fact.people,
        headman=fact.headman or other.headman,
        source=other.source,
    )


def _contradicts(told: VillageFact, stored: VillageFact) -> bool:
    counts = ((told.households, stored.households), (told.people, stored.people))
    return any(None not in pair and pair[0] != pair[1] for pair in counts) or (
        told.headman not in ("", stored.headman) and stored.headman != ""
    )


class VillageImporter:
    """Imports registers of villages."""

    def __init__(self, store: Store, areas: Areas) -> None:
        self._store = store
        self._areas = areas

    def run(
        self,
        path: Path,
        *,
        good_rows: bool = False,
        replace: bool = False,
        progress: Progress | None = None,
    ) -> VillageImportReport:
        """Import a CSV, XLSX, XLS or ODS file in one operation.

        One bad row refuses the file, unless `good_rows`; `replace` lets the file's names and
        counts win over stored ones. Raises `ImportRejected` (nothing written), `StorageProblem`,
        or `NotFound` when there is no office yet.
        """
        progress = progress or Silent()
        progress.report(0, _STEPS, "กำลังอ่านไฟล์")
        table = read_table(path)
        return self.take(table, path.name, good_rows=good_rows, replace=replace, progress=progress)

    def check(
        self,
        table: ReadTable,
        source: str,
        *,
        replace: bool = False,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> VillageImportReport:
        """What `take` with `good_rows` would do now; writes nothing."""
        with self._store.reading() as session:
            compared = _Compared(session)
            plan = self._plan(session, compared, table, source, replace, chosen, progress)
        return _report(plan)

    def take(
        self,
        table: ReadTable,
        source: str,
        *,
        good_rows: bool = False,
        replace: bool = False,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> VillageImportReport:
        """Write a register that was read; `source` is the file's name. As `run` otherwise."""
        progress = progress or Silent()
        progress.report(1, _STEPS, "กำลังตรวจข้อมูล")
        intent = Intent(
            action="villages.import", summary=f"นำเข้าทะเบียนหมู่บ้านจาก {source}", source=source
        )
        # planned inside the transaction: what it is compared with cannot move before it is written
        with self._store.writing(intent) as work:
            compared = _Compared(work.session)
            plan = self._plan(work.session, compared, table, source, replace, chosen, progress)
            if plan.refused and not good_rows:
                raise _rejected(source, plan)
            progress.report(2, _STEPS, "กำลังบันทึก")
            _write(work, plan, compared.existing, compared.facts)
            operation = work.operation_id if plan.added or plan.changed else None
        progress.report(_STEPS, _STEPS, "เสร็จแล้ว")
        return dataclasses.replace(_report(plan), operation=operation)

    def _plan(
        self,
        session: Session,
        compared: "_Compared",
        table: ReadTable,
        source: str,
        replace: bool,
        chosen: Chosen | None,
        progress: Progress | None,
    ) -> VillageImportPlan:
        return plan_village_import(
            table,
            office_in(session),
            self._areas,
            compared.existing,
            compared.facts,
            today=day_in_thailand(self._store.now()),
            replace=replace,
            source=source,
            progress=progress,
            chosen=chosen,
            retired=compared.retired,
        )


class _Compared:
    """The register as a transaction sees it."""

    def __init__(self, session: Session) -> None:
        self.existing = {row.code: village_from(row) for row in session.execute(villages())}
        self.facts = _all_facts(session)
        ended = (
            select(VillageNameRow.code, func.max(VillageNameRow.valid_to))
            .where(VillageNameRow.valid_to.is_not(None))
            .group_by(VillageNameRow.code)
        )
        self.retired = {
            code: until
            for code, until in session.execute(ended)
            if until is not None and code not in self.existing
        }


def _report(plan: VillageImportPlan) -> VillageImportReport:
    return VillageImportReport(
        rows=plan.rows,
        added=len(plan.added),
        changed=plan.changed,
        unchanged=plan.unchanged,
        refused=plan.refused,
        notes=plan.notes,
    )


def _rejected(source: str, plan: VillageImportPlan) -> ImportRejected:
    return ImportRejected(
        f"ยังไม่ได้นำเข้า “{source}” เพราะต้องแก้ {len(plan.refused):,} จาก {plan.rows:,} แถว "
        "กรุณาแก้ตามรายการแล้วนำเข้าใหม่ หรือเลือกนำเข้าเฉพาะแถวที่ถูกต้อง (--good-rows)",
        plan.refused,
    )


def _all_facts(session: Session) -> dict[int, list[VillageFact]]:
    facts: dict[int, list[VillageFact]] = {}
    for row in session.execute(select(*VillageFactRow.__table__.columns)):
        facts.setdefault(row.village_id, []).append(fact_from(row))
    return facts


def _write(
    work: Work, plan: VillageImportPlan, existing: Mapping[str, Village], facts: Facts
) -> None:
    ids = {code: village.id for code, village in existing.items()} | _add(work, plan.added)
    if plan.renamed:
        renamed = {existing[code].id: name for code, name in plan.renamed.items()}
        current = select(VillageNameRow).where(VillageNameRow.valid_to.is_(None))
        for row in work.session.scalars(current):
            if row.village_id in renamed:
                row.name = renamed[row.village_id]
                row.name_key = name_key(row.name)
    born = []
    for code, fact in plan.counted.items():
        village_id = ids[code]
        if all(known.on != fact.on for known in facts.get(village_id, ())):
            born.append({"village_id": village_id, **fact_columns(fact)})
            continue
        stored = work.session.get_one(VillageFactRow, (village_id, fact.on))
        for column, value in fact_columns(fact).items():
            setattr(stored, column, value)
    work.insert_many(VillageFactRow, born)


def _add(work: Work, added: Mapping[str, str]) -> dict[str, int]:
    """Write new places; gives their numbers by code."""
    if not added:
        return {}
    uuids = {place_uuid(code): code for code in added}
    work.insert_many(
        VillageRow, [{"uuid": uuid, "kind": kind_of(code).value} for uuid, code in uuids.items()]
    )
    born = select(VillageRow.id, VillageRow.uuid).where(VillageRow.born_in == work.operation_id)
    ids = {uuids[uuid]: number for number, uuid in work.session.execute(born)}
    work.insert_many(
        VillageNameRow,
        [
            {
                "village_id": ids[code],
                "valid_from": None,
                "valid_to": None,
                "code": code,
                "tambon_code": code[:TAMBON_CODE_LENGTH],
                "moo": moo_of(code),
                "name": name,
                "name_key": name_key(name),
            }
            for code, name in added.items()
        ],
    )
    return ids
