"""Taking a sheet of a month into the office: what is new, what differs, what is refused and why."""

import dataclasses
from datetime import date
from pathlib import Path

from cdd_desktop.documents.fill_in import write_fill_in
from cdd_desktop.documents.headings import Chosen
from cdd_desktop.documents.reading import ReadGrid
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year
from cdd_desktop.thai.months import last_day, month_name
from cdd_desktop.waste.bins.service import BinService
from cdd_desktop.waste.exchange.month_changes import EVERY, Change, MonthReading, typed_bins
from cdd_desktop.waste.exchange.month_file import (
    month_of_rows,
    read_month_rows,
)
from cdd_desktop.waste.exchange.month_workbook import MonthSheet, month_workbook
from cdd_desktop.waste.exchange.outcomes import FileReport, require_good
from cdd_desktop.waste.months.keeping import keep_in, words_in
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rows import read_area
from cdd_desktop.waste.months.rules import (
    require_month,
)
from cdd_desktop.waste.months.unit_reading import unit_lines_in
from cdd_desktop.waste.units import Scope


class MonthFiles:
    """Imports months, and makes the workbook they are filled in."""

    def __init__(self, store: Store, bins: BinService, areas: Areas) -> None:
        self._store = store
        self._bins = bins
        self._areas = areas

    def write_workbook(
        self, area_code: str, month: date, out: Path, scope: Scope = Scope.VILLAGE
    ) -> int:
        """Write the workbook of an area with what it told; gives how many units it has.

        Raises `MonthRefused`, `StorageProblem`.
        """
        require_month(month, day_in_thailand(self._store.now()))
        with self._store.reading() as session:
            lines = unit_lines_in(session, area_code, month, scope)
            records = {r.unit: r for r in read_area(session, area_code, [month], scope)}
            offered = lookup_in(session, ListName.WASTE_ITEM).offered(fiscal_year(last_day(month)))
            bins = typed_bins(session, month)
        codes = {code for line in lines for code in (line.tambon_code, line.amphoe_code) if code}
        sheet = MonthSheet(
            place=self._areas.label(area_code) if self._areas.find(area_code) else area_code,
            month=month,
            scope=scope,
            lines=lines,
            items=offered,
            records=records,
            bins={u: c for u, c in bins.items() if c.basis is not Basis.HOUSEHOLD},
            names={c: area.name for c in codes if (area := self._areas.find(c)) is not None},
        )
        write_fill_in(month_workbook(sheet), out)
        return len(lines)

    def check(
        self,
        grid: ReadGrid,
        month: date | None = None,
        *,
        area_code: str = "",
        reason: str = "",
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> FileReport:
        """What `take` with `good_rows` would do now; writes nothing. Raises what `take` raises."""
        prepared = self._prepare(grid, month, area_code, reason, chosen, progress or Silent())
        return prepared[2]

    def take(
        self,
        grid: ReadGrid,
        month: date | None = None,
        *,
        area_code: str = "",
        reason: str = "",
        good_rows: bool = False,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> FileReport:
        """Write what a sheet tells of a month, in one operation; None: the month of the file.

        Units outside `area_code` are refused ("" takes all). Rows of a closed month come in as
        corrections when there is a `reason`. Raises `ImportRejected`, `MonthRefused`,
        `StaleRecord`; then nothing was written.
        """
        progress = progress or Silent()
        of, wanted, report = self._prepare(grid, month, area_code, reason, chosen, progress)
        require_good(report, grid.name, good_rows=good_rows)
        if not wanted:
            return report
        progress.report(0, len(wanted), "กำลังบันทึก")
        progress.check_cancelled()
        intent = Intent(
            action="waste.import_months",
            summary=f"นำเข้าบันทึกขยะ {month_name(of)} {len(wanted):,} หน่วย จาก {grid.name}",
            source=grid.name,
        )
        with self._store.writing(intent) as work:
            records = [one.after for one in wanted if one.after != one.before]
            today = day_in_thailand(self._store.now())
            keep_in(work, records, reason, today, alone=False)
            for done, one in enumerate(wanted):
                if one.bins != one.bins_before:
                    self._bins.keep_typed(work, one.line.unit, of, one.bins, reason=reason)
                if done % EVERY == 0:
                    progress.report(done, len(wanted), "กำลังบันทึก")
                    progress.check_cancelled()
        return dataclasses.replace(report, is_written=True)

    def _prepare(
        self,
        grid: ReadGrid,
        month: date | None,
        area_code: str,
        reason: str,
        chosen: Chosen | None,
        progress: Progress,
    ) -> tuple[date, tuple[Change, ...], FileReport]:
        progress.report(0, 0, "กำลังอ่านไฟล์")
        today = day_in_thailand(self._store.now())
        matcher = PlaceMatches(self._store).matcher()
        with self._store.reading() as session:
            words = words_in(session)
            rows, found = read_month_rows(grid, words.items.at(fiscal_year(today)), chosen)
            of, told = month_of_rows(rows, found, month, grid.name)
            require_month(of, today)
            reading = MonthReading(session, of, rows, words, matcher, self._areas, area_code)
            changes = reading.changes(told, reason, today, progress)
        return of, changes, rows.report()
