"""What the office does with projects: write, pay for, move along, remove, tell results."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.plans.money import with_amount
from cdd_desktop.plans.records import PLANNED, Money, Project, Result
from cdd_desktop.plans.rows.keeping import (
    PROJECT_GONE,
    STALE_PROJECT,
    find_plan,
    find_project,
    find_projects,
    insert_projects,
    plan_of,
    project_of,
    projects_by_uuid,
    read_projects,
    write_project,
)
from cdd_desktop.plans.rules.permits import require_not_closed, require_open_for_planning
from cdd_desktop.plans.rules.projects import Checks, planned_changes, proper
from cdd_desktop.plans.rules.ranks import Ranks, close_gaps, order_by_hand, rank_one
from cdd_desktop.plans.rules.removing import remove_projects
from cdd_desktop.plans.rules.results import read_results, write_result
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.plans.tables import PlanRow, ProjectRow
from cdd_desktop.plans.words import MONEY_LABELS, PROJECT_LABELS, Which, told_of
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year

# what `change` takes: money, statuses and ranks have ways of their own
CHANGEABLE = frozenset({*PLANNED, "status_note", "difference_note"})


class ProjectService:
    """The projects of plans, and the proposals of the needs bank."""

    def __init__(self, store: Store, lookups: LookupService) -> None:
        self._store = store
        self._lookups = lookups

    # reading

    def of_plan(self, plan: UUID) -> tuple[Project, ...]:
        """The projects of a plan in order of rank, those without one after them as they came."""
        return self.of_plans([plan])[plan]

    def of_plans(self, plans: Sequence[UUID]) -> dict[UUID, tuple[Project, ...]]:
        """`of_plan` of several, read at once."""
        with self._store.reading() as session:
            wanted = select(PlanRow.id).where(PlanRow.uuid.in_(plans))
            found = read_projects(session, ProjectRow.plan_id.in_(wanted))
        projects: dict[UUID, list[Project]] = {plan: [] for plan in plans}
        for project in found:
            if project.plan is not None:
                projects[project.plan].append(project)
        return {plan: tuple(each) for plan, each in projects.items()}

    def get(self, uuid: UUID) -> Project:
        """One project; raises `NotFound`."""
        found = self.get_many([uuid])
        if not found:
            raise NotFound(PROJECT_GONE)
        return found[0]

    def get_many(self, uuids: Iterable[UUID]) -> tuple[Project, ...]:
        """Those of the projects that are still there, in this order."""
        wanted = list(uuids)
        with self._store.reading() as session:
            found = projects_by_uuid(session, wanted)
        return tuple(found[uuid] for uuid in wanted if uuid in found)

    def agencies(self, plan: UUID) -> tuple[str, ...]:
        """The agencies that projects of a plan name, each once."""
        named = (
            select(ProjectRow.agency)
            .join(PlanRow, PlanRow.id == ProjectRow.plan_id)
            .where(PlanRow.uuid == plan, ProjectRow.agency != "")
            .distinct()
        )
        with self._store.reading() as session:
            return tuple(session.scalars(named))

    def statuses(self, year: int | None = None) -> Statuses:
        """The statuses as worded in a Buddhist fiscal year, else the present one."""
        if year is None:
            year = fiscal_year(day_in_thailand(self._store.now()))
        return Statuses(self._lookups.get(ListName.PROJECT_STATUS), year)

    # writing

    def begin(self, plan: UUID | None, area_code: str = "") -> Project:
        """A new project of a plan, else a proposal in the bank of an area; nothing is saved."""
        return Project(
            uuid=UUID(int=uuid7().int),
            plan=plan,
            name="",
            area_code="" if plan is not None else area_code,
            status=self.statuses().first,
        )

    def save(self, project: Project) -> Project:
        """Keep a new project (version 0) or a changed one; gives it as it stands now.

        Raises `ValidationFailed` by field, `StaleRecord`.
        """
        done = "แก้โครงการ" if project.version else "เพิ่มโครงการ"
        intent = Intent(action="projects.save", summary=told_of(done, project.name))
        with self._store.writing(intent) as work:
            return self.keep(work, project)

    def keep(self, work: Work, project: Project) -> Project:
        """`save`, inside a transaction that is open already."""
        looked_over = _looked_over(work.session, [project])
        if looked_over[0].problems:
            raise ValidationFailed(looked_over[0].problems)
        _permit(work.session, looked_over)
        row = write_project(work, looked_over[0].after)
        _close_left_gaps(work, looked_over)
        return project_of(work.session, row)

    def save_many(
        self, projects: Sequence[Project], summary: str, *, source: str = ""
    ) -> tuple[Project, ...]:
        """Keep several in one operation, all or none; `source` is the file they came from.

        Raises `ValidationFailed` keyed `<place in projects, from 0>:<field>`, `StaleRecord`.
        """
        intent = Intent(action="projects.save_many", summary=summary, source=source)
        with self._store.writing(intent) as work:
            return self.keep_many(work, projects)

    def keep_many(self, work: Work, projects: Sequence[Project]) -> tuple[Project, ...]:
        """`save_many`, inside a transaction that is open already."""
        looked_over = _looked_over(work.session, projects)
        problems = {
            f"{place}:{name}": problem
            for place, each in enumerate(looked_over)
            for name, problem in each.problems.items()
        }
        if problems:
            raise ValidationFailed(problems)
        _permit(work.session, looked_over)
        insert_projects(work, [each.after for each in looked_over if each.before is None])
        for each in looked_over:
            if each.before is not None:
                write_project(work, each.after)
        _close_left_gaps(work, looked_over)
        found = projects_by_uuid(work.session, [project.uuid for project in projects])
        return tuple(found[project.uuid] for project in projects)

    def problems(self, projects: Sequence[Project]) -> tuple[dict[str, str], ...]:
        """What `save_many` would refuse of each, by field; nothing is written."""
        with self._store.reading() as session:
            return tuple(each.problems for each in _looked_over(session, projects))

    def change(self, uuid: UUID, **fields: Any) -> Project:
        """Change fields of one project (`CHANGEABLE`), whatever version it has: a grid's cell.

        Raises `ValidationFailed` by field, `NotFound`.
        """
        if unknown := fields.keys() - CHANGEABLE:
            raise TypeError(f"not changed here: {sorted(unknown)}")
        told = ", ".join(PROJECT_LABELS[name] for name in fields)
        with self._store.writing(self._intent("projects.change", f"แก้{told}", uuid)) as work:
            before = project_of(work.session, find_project(work.session, uuid))
            return self.keep(work, dataclasses.replace(before, **fields))

    def change_origin(self, uuid: UUID, **fields: Any) -> Project:
        """Change fields of a project's `Origin`; the others stay. Raises as `change`."""
        told = f"แก้{PROJECT_LABELS['origin']}"
        with self._store.writing(self._intent("projects.change", told, uuid)) as work:
            before = project_of(work.session, find_project(work.session, uuid))
            origin = dataclasses.replace(before.origin, **fields)
            return self.keep(work, dataclasses.replace(before, origin=origin))

    def change_source(self, uuid: UUID, year: int, source: str, to: str) -> Project:
        """Let the money of a year (Buddhist, fiscal) come from another source.

        Raises `ValidationFailed` keyed `money:<year>:<source>` where that one has money of the
        year already; `NotFound`.
        """
        told = f"แก้แหล่งงบปี {year}"
        with self._store.writing(self._intent("projects.change_source", told, uuid)) as work:
            before = project_of(work.session, find_project(work.session, uuid))
            lines = {(line.year, line.source): line for line in before.money}
            if (year, to) in lines:
                raise ValidationFailed(
                    {f"money:{year}:{to}": f"ปี {year} มีเงินจากแหล่งนี้อยู่แล้ว กรุณากรอกรวมในแถวนั้น"}
                )
            if (line := lines.pop((year, source), None)) is not None:
                lines[year, to] = dataclasses.replace(line, source=to)
            return self.keep(work, dataclasses.replace(before, money=tuple(lines.values())))

    def change_money(
        self, uuid: UUID, year: int, source: str, which: Which, satang: int | None
    ) -> Project:
        """Change one amount of a year (Buddhist, fiscal) and source; None makes it blank.

        Raises `ValidationFailed` keyed `money:<year>:<source>`, `NotFound`.
        """
        told = f"แก้{MONEY_LABELS[which]}ปี {year}"
        with self._store.writing(self._intent("projects.change_money", told, uuid)) as work:
            before = project_of(work.session, find_project(work.session, uuid))
            lines = {(line.year, line.source): line for line in before.money}
            line = lines.get((year, source), Money(year=year, source=source))
            lines[year, source] = with_amount(line, which, satang)
            return self.keep(work, dataclasses.replace(before, money=tuple(lines.values())))

    def move(self, uuid: UUID, status: str, on: date, note: str = "") -> Project:
        """Let a project have another status from a day on.

        Raises `ValidationFailed` that names the allowed moves, `NotFound`.
        """
        label = self.statuses().label(status)
        with self._store.writing(self._intent("projects.move", f"เป็น{label}", uuid)) as work:
            before = project_of(work.session, find_project(work.session, uuid))
            moved = dataclasses.replace(before, status=status, status_on=on, status_note=note)
            return self.keep(work, moved)

    def remove(self, uuids: Sequence[UUID]) -> None:
        """Take projects away in one operation; the history keeps them.

        Raises `ValidationFailed` where another is linked, naming it and its plan; `NotFound`.
        """
        if not uuids:
            raise ValidationFailed({"projects": "ยังไม่ได้เลือกโครงการ กรุณาเลือกอย่างน้อยหนึ่งโครงการ"})
        done = "ลบโครงการ" if len(uuids) == 1 else f"ลบ {len(uuids):,} โครงการ เริ่มที่"
        with self._store.writing(self._intent("projects.remove", done, uuids[0])) as work:
            remove_projects(work, list(find_projects(work.session, uuids).values()))

    # ranks

    def set_rank(
        self, uuid: UUID, rank: int | None, *, in_dimension: bool = False
    ) -> tuple[Project, ...]:
        """Give a project a free rank of its plan (or dimension), or none; those behind its old
        one move up. Gives the plan's projects as they stand now.

        Raises `ValidationFailed` that names who holds the rank, or for one beyond the next.
        """
        ranks: Ranks = "dimension_rank" if in_dimension else "rank"
        intent = self._intent("projects.set_rank", f"แก้{PROJECT_LABELS[ranks]}", uuid)
        with self._store.writing(intent) as work:
            row = find_project(work.session, uuid)
            if row.plan_id is not None:
                require_not_closed(work.session.get_one(PlanRow, row.plan_id))
            rank_one(work, row, rank, ranks)
            return read_projects(work.session, ProjectRow.plan_id == row.plan_id)

    def reorder(
        self, plan: UUID, ordered: Sequence[UUID], dimension: str | None = None
    ) -> tuple[Project, ...]:
        """Rank a plan's projects in this order, from 1; of a dimension, those within it. Ranked
        ones that are not named come after. Gives the plan's projects as they stand now.
        """
        title = self._title(plan)
        intent = Intent(action="projects.reorder", summary=told_of("จัดลำดับโครงการ", title))
        with self._store.writing(intent) as work:
            row = find_plan(work.session, plan)
            require_not_closed(row)
            plan_id = row.id
            order_by_hand(work, plan_id, ordered, dimension)
            return read_projects(work.session, ProjectRow.plan_id == plan_id)

    # results

    def results(self, uuid: UUID) -> tuple[Result, ...]:
        """What came of a project, in order of time."""
        with self._store.reading() as session:
            return read_results(session, ProjectRow.uuid == uuid).get(uuid, ())

    def results_of(self, plan: UUID) -> dict[UUID, tuple[Result, ...]]:
        """What came of the projects of a plan; those without a result are left out."""
        with self._store.reading() as session:
            return read_results(session, ProjectRow.plan_id == find_plan(session, plan).id)

    def put_result(self, uuid: UUID, result: Result) -> tuple[Result, ...]:
        """Keep a quarter's result in place of the one that was; one that says nothing goes.

        Gives all of the project. Raises `ValidationFailed` by field, `NotFound`.
        """
        return self._change_result(uuid, result.year, result.quarter, lambda _: result)

    def change_result(
        self, uuid: UUID, year: int, quarter: int, **fields: Any
    ) -> tuple[Result, ...]:
        """Change fields of a quarter's `Result`; the others stay. Gives and raises as
        `put_result`."""
        return self._change_result(
            uuid, year, quarter, lambda before: dataclasses.replace(before, **fields)
        )

    def _change_result(
        self, uuid: UUID, year: int, quarter: int, change: Callable[[Result], Result]
    ) -> tuple[Result, ...]:
        done = f"ผลไตรมาส {quarter}/{year}"
        with self._store.writing(self._intent("projects.put_result", done, uuid)) as work:
            row = find_project(work.session, uuid)
            held = read_results(work.session, ProjectRow.uuid == uuid).get(uuid, ())
            before = Result(year=year, quarter=quarter)
            for one in held:
                if (one.year, one.quarter) == (year, quarter):
                    before = one
            write_result(work, row, change(before))
            return read_results(work.session, ProjectRow.uuid == uuid).get(uuid, ())

    def _title(self, plan: UUID) -> str:
        with self._store.reading() as session:
            return plan_of(session, find_plan(session, plan)).title

    def _intent(self, action: str, done: str, uuid: UUID) -> Intent:
        with self._store.reading() as session:
            name = session.scalars(select(ProjectRow.name).where(ProjectRow.uuid == uuid)).first()
        return Intent(action=action, summary=told_of(done, name or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class _LookedOver:
    """A project as stored, as it is to be, and what is wrong with that."""

    before: Project | None
    after: Project
    problems: dict[str, str]


def _looked_over(session: Session, projects: Sequence[Project]) -> tuple[_LookedOver, ...]:
    """Raises `StaleRecord` for an old copy."""
    befores = projects_by_uuid(session, [project.uuid for project in projects])
    pairs = []
    for project in projects:
        before = befores.get(project.uuid)
        if (0 if before is None else before.version) != project.version:
            raise StaleRecord(STALE_PROJECT)
        pairs.append((before, _settled(before, proper(project))))
    checks = Checks(session)
    checks.release_ranks(pairs)
    return tuple(
        _LookedOver(before=before, after=after, problems=checks.problems(after, before))
        for before, after in pairs
    )


def _settled(before: Project | None, after: Project) -> Project:
    """A place within a dimension means nothing in another."""
    if (
        before is not None
        and before.dimension != after.dimension
        and before.dimension_rank == after.dimension_rank
    ):
        return dataclasses.replace(after, dimension_rank=None)
    return after


def _close_left_gaps(work: Work, looked_over: Sequence[_LookedOver]) -> None:
    """Those behind projects that left a dimension move up there."""
    freed: defaultdict[tuple[UUID, str], list[int]] = defaultdict(list)
    for each in looked_over:
        before = each.before
        if (
            before is not None
            and before.plan is not None
            and before.dimension_rank is not None
            and (before.plan, before.dimension) != (each.after.plan, each.after.dimension)
        ):
            freed[before.plan, before.dimension].append(before.dimension_rank)
    for (plan, dimension), gone in freed.items():
        plan_id = find_plan(work.session, plan).id
        close_gaps(work, plan_id, gone, "dimension_rank", dimension)


def _permit(session: Session, looked_over: Sequence[_LookedOver]) -> None:
    """Raises `ValidationFailed` where the state of a plan forbids the change."""
    pairs = [(each.before, each.after) for each in looked_over]
    planned = planned_changes(pairs)
    for uuid in {project.plan for pair in pairs for project in pair if project is not None}:
        if uuid in planned:
            require_open_for_planning(session, find_plan(session, uuid))
        elif uuid is not None:
            require_not_closed(find_plan(session, uuid))
