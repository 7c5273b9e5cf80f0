"""Taking a sheet of households with their bins into the registers of their villages."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.documents.fill_in import write_fill_in
from cdd_desktop.documents.headings import Chosen
from cdd_desktop.documents.reading import ReadGrid
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.households.places import place_problems
from cdd_desktop.households.records import Household, problems_of, proper
from cdd_desktop.places.areas import Areas
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.months import month_of
from cdd_desktop.waste.bins.records import Bin, HouseholdBin
from cdd_desktop.waste.bins.rows import pairs_by_uuid, register_of
from cdd_desktop.waste.bins.rules import bin_problems, proper_bin
from cdd_desktop.waste.bins.service import BinService
from cdd_desktop.waste.exchange.bin_sheet import (
    BIN_FIELDS,
    HOUSEHOLD_FIELDS,
    TITLES,
    BinRow,
    bin_workbook,
    read_bin_rows,
    told_value,
)
from cdd_desktop.waste.exchange.outcomes import FileReport, Outcome, Rows, require_good
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.months.unit_reading import unit_lines_in

_EVERY = 500  # rows between two words of how far it is
_VILLAGE_CODE = 8
_SMALLEST_AREA = 4  # digits: a whole province is too much for one sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    row: BinRow
    before: HouseholdBin | None
    after: HouseholdBin


class BinFiles:
    """Imports registers, and makes the workbook they are filled in."""

    def __init__(self, store: Store, bins: BinService, areas: Areas) -> None:
        self._store = store
        self._bins = bins
        self._areas = areas

    def write_workbook(self, area_code: str, out: Path) -> int:
        """Write the registers of an area, or of a village by its 8 digits; gives how many
        households they have. Raises `ValidationFailed` for a province, `StorageProblem`."""
        if len(area_code) < _SMALLEST_AREA:
            told = "ทะเบียนทั้งจังหวัดใหญ่เกินไปสำหรับไฟล์เดียว กรุณาเลือกอำเภอ ตำบล หรือหมู่บ้าน"
            raise ValidationFailed({"area": told})
        today = self._today()
        with self._store.reading() as session:
            lines = unit_lines_in(session, area_code, month_of(today))
            villages = [(line, _open(session, line, today)) for line in lines]
        if not villages:
            told = f"ไม่มีหมู่บ้านในพื้นที่ {area_code} กรุณาตรวจรหัส หรือนำเข้าทะเบียนหมู่บ้านก่อน"
            raise ValidationFailed({"area": told})
        is_village = len(area_code) == _VILLAGE_CODE
        place = lines[0].label if is_village else self._areas.label(area_code)
        write_fill_in(bin_workbook(place, villages), out)
        return sum(len(pairs) for _, pairs in villages)

    def check(
        self,
        grid: ReadGrid,
        *,
        area_code: str = "",
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> FileReport:
        """What `take` with `good_rows` would do now; writes nothing. Raises what `take` raises."""
        return self._prepare(grid, area_code, chosen, progress or Silent())[1]

    def take(
        self,
        grid: ReadGrid,
        *,
        area_code: str = "",
        good_rows: bool = False,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> FileReport:
        """Write the households of a sheet with their bins, in one operation.

        Villages outside `area_code` are refused ("" takes all); of a village (8 digits) rows may
        lack its code. Raises `ImportRejected`, `StaleRecord`; then nothing was written.
        """
        progress = progress or Silent()
        wanted, report = self._prepare(grid, area_code, chosen, progress)
        require_good(report, grid.name, good_rows=good_rows)
        if not wanted:
            return report
        progress.report(0, 0, "กำลังบันทึก")
        progress.check_cancelled()
        self._bins.save_many(
            wanted,
            summary=f"นำเข้าทะเบียนถังขยะเปียก {len(wanted):,} ครัวเรือน จาก {grid.name}",
            source=grid.name,
        )
        return dataclasses.replace(report, is_written=True)

    def _prepare(
        self, grid: ReadGrid, area_code: str, chosen: Chosen | None, progress: Progress
    ) -> tuple[tuple[HouseholdBin, ...], FileReport]:
        progress.report(0, 0, "กำลังอ่านไฟล์")
        rows, found = read_bin_rows(grid, chosen)
        with self._store.reading() as session:
            reading = _Reading(session, rows, area_code, self._today())
            wanted = reading.changes(found, progress)
        return wanted, rows.report()

    def _today(self) -> date:
        return day_in_thailand(self._store.now())


class _Reading:
    """Compares rows with the registers."""

    def __init__(self, session: Session, rows: Rows, area_code: str, today: date) -> None:
        self._session = session
        self._rows = rows
        self._today = today
        month = month_of(today)
        self._lines = {line.code: line for line in unit_lines_in(session, "", month)}
        self._inside = {line.code for line in unit_lines_in(session, area_code, month)}
        self._only = area_code if len(area_code) == _VILLAGE_CODE else ""
        self._registers: dict[int, Mapping[tuple[str, str], HouseholdBin]] = {}

    def changes(self, found: Sequence[BinRow], progress: Progress) -> tuple[HouseholdBin, ...]:
        """What is to be written; all else is said in the rows."""
        codes = {row.code for row in found if row.code}
        only = self._only or (next(iter(codes)) if len(codes) == 1 else "")
        held = pairs_by_uuid(self._session, [row.uuid for row in found if row.uuid])
        pairs: list[_Pair] = []
        for done, row in enumerate(found):
            if done % _EVERY == 0:
                progress.report(done, len(found), "กำลังตรวจข้อมูล")
                progress.check_cancelled()
            line = self._village(row, row.code or only)
            if line is not None and (pair := self._pair(row, line, held)) is not None:
                pairs.append(pair)
        pairs = self._without_twins(pairs)
        for pair in pairs:
            if pair.after == pair.before:
                self._rows.settle([pair.row.number], Outcome.SAME)
        good = self._without_problems([pair for pair in pairs if pair.after != pair.before])
        for pair in good:
            outcome = Outcome.NEW if pair.before is None else Outcome.CHANGED
            self._rows.settle([pair.row.number], outcome, " · ".join(_differences(pair)))
        return tuple(pair.after for pair in good)

    def _village(self, row: BinRow, code: str) -> UnitLine | None:
        line = self._lines.get(code)
        if not code:
            told = "ไม่มีรหัสหมู่บ้าน กรุณากรอกรหัสหมู่บ้าน 8 หลักในแถวนี้"
        elif line is None:
            told = f"ไม่มีหมู่บ้านรหัส {code} ในทะเบียนปัจจุบัน กรุณาตรวจรหัส ถ้าหมู่บ้านยุบแล้ว กรุณาลบแถวนี้"
        elif code not in self._inside:
            told = f"{line.label} อยู่นอกพื้นที่ที่เลือก กรุณาเลือกพื้นที่ให้กว้างขึ้น แล้วนำเข้าใหม่"
        else:
            return line
        self._rows.refuse(row.number, told, "code")
        return None

    def _pair(self, row: BinRow, line: UnitLine, held: Mapping[UUID, HouseholdBin]) -> _Pair | None:
        village = line.unit.village_id
        assert village is not None  # noqa: S101 - a line of a village
        if row.uuid is not None:
            before = held.get(row.uuid)
            if before is None:
                told = "ไม่พบครัวเรือนนี้แล้ว อาจถูกลบ กรุณาลบรหัสในโปรแกรมของแถวนี้เพื่อเพิ่มเป็นครัวเรือนใหม่"
                self._rows.refuse(row.number, told, "uuid")
                return None
        else:
            before = self._register(village).get((row.house_no, row.head))
        home = (
            Household(uuid=UUID(int=uuid7().int), village_id=village)
            if before is None
            else before.household
        )
        known = Bin(household=home.uuid) if before is None else before.known
        own: dict[str, Any] = {k: v for k, v in row.told.items() if k in HOUSEHOLD_FIELDS}
        of_bin: dict[str, Any] = {k: v for k, v in row.told.items() if k in BIN_FIELDS}
        after = HouseholdBin(
            household=proper(dataclasses.replace(home, village_id=village, **own)),
            bin=proper_bin(dataclasses.replace(known, **of_bin)),
        )
        if before is not None and (after.household, after.known) == (before.household, known):
            after = before
        return _Pair(row=row, before=before, after=after)

    def _register(self, village: int) -> Mapping[tuple[str, str], HouseholdBin]:
        """By house number and head, and by the number alone where only one household has it;
        those that are no longer counted where no other is meant."""
        if village not in self._registers:
            every = register_of(self._session, village)
            count = Counter(pair.household.house_no for pair in every)
            found: dict[tuple[str, str], HouseholdBin] = {}
            for pair in sorted(every, key=lambda one: one.household.closed_on is not None):
                found.setdefault(pair.household.address, pair)
                if pair.household.house_no and count[pair.household.house_no] == 1:
                    found.setdefault((pair.household.house_no, ""), pair)
            self._registers[village] = found
        return self._registers[village]

    def _without_twins(self, pairs: Sequence[_Pair]) -> list[_Pair]:
        rows_of: dict[UUID, list[_Pair]] = {}
        for pair in pairs:
            rows_of.setdefault(pair.after.household.uuid, []).append(pair)
        for twins in rows_of.values():
            villages = {pair.after.household.village_id for pair in twins}
            where = "อยู่ในสองหมู่บ้าน" if len(villages) > 1 else "อยู่สองแถว"
            if len(twins) > 1:
                numbers = ", ".join(str(pair.row.number) for pair in twins)
                told = f"ครัวเรือนเดียวกัน{where} (แถว {numbers}) กรุณาเหลือแถวเดียว"
                for pair in twins:
                    self._rows.refuse(pair.row.number, told, "house_no")
        return [pair for pair in pairs if not self._rows.is_refused(pair.row.number)]

    def _without_problems(self, pairs: Sequence[_Pair]) -> list[_Pair]:
        """Those that may be kept together: one that is refused leaves its place to another."""
        good = list(pairs)
        while True:
            problems = place_problems(self._session, [pair.after.household for pair in good])
            for pair in good:
                household, known = pair.after.household, pair.after.known
                wrong = {
                    **problems.get(household.uuid, {}),
                    **problems_of(household, self._today),
                    **bin_problems(known, self._today),
                }
                for field, told in wrong.items():
                    self._rows.refuse(pair.row.number, told, field)
            kept = [pair for pair in good if not self._rows.is_refused(pair.row.number)]
            if len(kept) == len(good):
                return kept
            good = kept


def _open(session: Session, line: UnitLine, today: date) -> list[HouseholdBin]:
    village = line.unit.village_id
    every = () if village is None else register_of(session, village)
    return [
        pair
        for pair in every
        if pair.household.closed_on is None or pair.household.closed_on > today
    ]


def _differences(pair: _Pair) -> Iterator[str]:
    """`จำนวนคน: 3 → 4`; of a new household nothing."""
    if pair.before is None:
        return
    for field in (*HOUSEHOLD_FIELDS, *BIN_FIELDS):
        was, now = (
            getattr(each.household if field in HOUSEHOLD_FIELDS else each.known, field)
            for each in (pair.before, pair.after)
        )
        if was != now:
            yield f"{TITLES[field]}: {told_value(was)} → {told_value(now)}"
