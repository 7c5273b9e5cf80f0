"""Taking projects of a sheet into a plan: what is new, what differs, what is refused and why.

A row with an identity of this program changes the project of the plan that has it, in what the
file has columns for; any other row is a new project. What was approved, spent and done stays.
"""

import dataclasses
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from cdd_desktop.documents.fill_in import write_fill_in
from cdd_desktop.documents.headings import Chosen
from cdd_desktop.documents.reading import ReadGrid, read_grid
from cdd_desktop.errors import ImportRejected, NotFound
from cdd_desktop.lookups.records import Confidence, Entry, ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.places.service import VillageService
from cdd_desktop.plans.exchange.file_changes import FileChanges, ProjectImportReport
from cdd_desktop.plans.exchange.project_file import FileWords, read_projects_sheet
from cdd_desktop.plans.exchange.project_headings import sketch_columns
from cdd_desktop.plans.exchange.workbook import project_workbook
from cdd_desktop.plans.projects import ProjectService
from cdd_desktop.plans.records import Level, Plan, Project
from cdd_desktop.plans.rows.keeping import find_plan
from cdd_desktop.plans.rules.permits import require_open_for_planning
from cdd_desktop.plans.service import PlanService
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

_STEPS = 3
_LISTS = (ListName.DIMENSION, ListName.PROJECT_KIND, ListName.MONEY_SOURCE)


class ProjectImporter:
    """Imports projects into a plan, and makes the workbook they are filled in."""

    def __init__(
        self,
        store: Store,
        plans: PlanService,
        projects: ProjectService,
        lookups: LookupService,
        villages: VillageService,
        areas: Areas,
    ) -> None:
        self._store = store
        self._plans = plans
        self._projects = projects
        self._lookups = lookups
        self._villages = villages
        self._areas = areas

    def require_open(self, plan: UUID) -> None:
        """Raises `ValidationFailed` where projects may not come into the plan now, `NotFound`."""
        with self._store.reading() as session:
            require_open_for_planning(session, find_plan(session, plan))

    def check(
        self,
        plan: UUID,
        grid: ReadGrid,
        *,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> ProjectImportReport:
        """What `take` with `good_rows` would do now; writes nothing. Raises what `take` raises."""
        return self._prepare(plan, grid, chosen, progress or Silent())[1]

    def take(
        self,
        plan: UUID,
        grid: ReadGrid,
        *,
        good_rows: bool = False,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> ProjectImportReport:
        """Write the projects of a sheet in one operation.

        One bad row refuses the file, unless `good_rows`; `chosen` puts columns right. Raises
        `ImportRejected`, `ValidationFailed` (an adopted plan without an open revision),
        `StaleRecord`, `NotFound`; then nothing was written.
        """
        progress = progress or Silent()
        wanted, report = self._prepare(plan, grid, chosen, progress)
        if report.refused and not good_rows:
            count = len({problem.row for problem in report.refused})
            raise ImportRejected(
                f"ยังไม่ได้นำเข้า “{grid.name}” เพราะต้องแก้ {count:,} แถว "
                "กรุณาแก้ตามรายการแล้วนำเข้าใหม่ หรือเลือกนำเข้าเฉพาะแถวที่ถูกต้อง (--good-rows)",
                report.refused,
            )
        if not wanted:
            return report
        progress.report(2, _STEPS, "กำลังบันทึก")
        progress.check_cancelled()
        intent = Intent(
            action="projects.import",
            summary=f"นำเข้า {len(wanted):,} โครงการจาก {grid.name}",
            source=grid.name,
        )
        with self._store.writing(intent) as work:
            self._projects.keep_many(work, wanted)
            progress.check_cancelled()
            operation = work.operation_id
        progress.report(_STEPS, _STEPS, "เสร็จแล้ว")
        return dataclasses.replace(report, operation=operation)

    def write_workbook(self, plan: UUID, out: Path, *, is_blank: bool = False) -> int:
        """Write the workbook of a plan; gives how many projects it has.

        Raises `StorageProblem`, `NotFound`.
        """
        about = self._plans.get(plan)
        held = self._projects.of_plan(plan)
        words = self._words(about, held)
        listed = [e.label for e in self._lookups.get(ListName.AGENCY).offered(about.start_year)]
        agencies = [*listed, *sorted({project.agency for project in held if project.agency})]
        shown = () if is_blank else held
        write_fill_in(project_workbook(about, self._place(about), shown, words, agencies), out)
        return len(shown)

    # inside

    def _prepare(
        self, plan: UUID, grid: ReadGrid, chosen: Chosen | None, progress: Progress
    ) -> tuple[tuple[Project, ...], ProjectImportReport]:
        progress.report(0, _STEPS, "กำลังอ่านโครงการ")
        self.require_open(plan)
        about = self._plans.get(plan)
        held = self._projects.of_plan(plan)
        words = self._words(about, held)
        file = read_projects_sheet(grid, about.years, words, chosen)
        progress.check_cancelled()
        progress.report(1, _STEPS, "กำลังตรวจข้อมูล")
        changes = FileChanges(about, held, self._projects.begin(plan), file, words.villages)
        problems = self._projects.problems(changes.projects)
        progress.check_cancelled()
        return changes.report(problems, self._projects.statuses(about.start_year))

    def _words(self, plan: Plan, held: Sequence[Project]) -> FileWords:
        """The office's lists and the villages of the area, with what the projects have besides."""
        lookups = {name: self._lookups.get(name) for name in _LISTS}
        used = {
            ListName.DIMENSION: {project.dimension for project in held},
            ListName.PROJECT_KIND: {project.kind for project in held},
            ListName.MONEY_SOURCE: {line.source for project in held for line in project.money},
        }
        for name, keys in used.items():
            gone = [k for k in sorted(keys) if k and not lookups[name].entry(k, plan.start_year)]
            extra = tuple(Entry(key=k, label=k, confidence=Confidence.OWN) for k in gone)
            lookups[name] = dataclasses.replace(
                lookups[name], entries=lookups[name].entries + extra
            )
        return FileWords(
            lookups=lookups, year=plan.start_year, villages=self._village_labels(plan, held)
        )

    def _village_labels(self, plan: Plan, held: Sequence[Project]) -> dict[int, str]:
        """By village; with its tambon where the plan is one of several."""
        inside = list(self._villages.in_area(plan.code[:TAMBON_CODE_LENGTH]))
        known = {village.id for village in inside}
        for village_id in sorted({v for project in held for v in project.villages} - known):
            with suppress(NotFound):  # one that has ended stays with its project
                inside.append(self._villages.last_known(village_id))
        labels = {}
        for village in inside:
            label = village.label
            if village.id not in known or plan.level in (Level.AMPHOE, Level.NEEDS):
                tambon = self._areas.find(village.tambon_code)
                label = f"{label} ต.{tambon.name if tambon else village.tambon_code}"
            labels[village.id] = label
        return labels

    def _place(self, plan: Plan) -> str:
        if plan.place.village_id is not None:
            try:
                return self._villages.last_known(plan.place.village_id).label
            except NotFound:
                return ""
        area = self._areas.find(plan.place.area_code)
        return area.full_name if area else ""


def read_project_grid(path: Path, years: Sequence[int], *, sheet: str | None = None) -> ReadGrid:
    """The sheet of a file that holds projects: `sheet`, else the first whose headings say so.

    Raises `ImportRejected`, `StorageProblem`.
    """
    grid = read_grid(path, sheet=sheet)
    if sheet is not None:
        return grid
    for name in grid.sheets:
        if name != grid.sheets[0]:
            other = read_grid(path, sheet=name)
            if _has_names(other, years):
                return other
        elif _has_names(grid, years):
            return grid
    return grid


def _has_names(grid: ReadGrid, years: Sequence[int]) -> bool:
    try:
        return "name" in sketch_columns(grid, years)[1].values()
    except ImportRejected:
        return False
