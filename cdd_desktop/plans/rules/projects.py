"""A project as it should have been typed, and what is wrong with it beside the office's lists."""

import dataclasses
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.places.tables import VillageRow
from cdd_desktop.plans.records import Project
from cdd_desktop.plans.rows.identities import PLAN_GONE
from cdd_desktop.plans.rules.permits import is_planned_change
from cdd_desktop.plans.rules.values import project_problems
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.plans.tables import PlanRow, ProjectRow
from cdd_desktop.thai.text import clean_line, clean_text

NEWEST = 9_999  # the year of the newest wording
_KEY_SHOWN = 40


def proper(project: Project) -> Project:
    """The project as it should have been typed; blank money left out, the rest in its order."""
    return dataclasses.replace(
        project,
        name=clean_line(project.name),
        area_code="" if project.plan is not None else project.area_code,
        details=clean_text(project.details),
        reason=clean_text(project.reason),
        objective=clean_text(project.objective),
        target=clean_text(project.target),
        unit=clean_line(project.unit),
        indicator=clean_text(project.indicator),
        expected=clean_text(project.expected),
        agency=clean_line(project.agency),
        origin=dataclasses.replace(project.origin, text=clean_text(project.origin.text)),
        villages=tuple(sorted(set(project.villages))),
        money=tuple(
            sorted(
                (line for line in project.money if not line.is_blank),
                key=lambda line: (line.year, line.source),
            )
        ),
        status_note=clean_text(project.status_note),
        difference_note=clean_text(project.difference_note),
    )


def lookup_problem(lookup: Lookup, key: str, before: str, year: int) -> str:
    """Why a record may not hold a key; "" where it may. What it held `before` may stay."""
    if not key or key == before:
        return ""
    entry = lookup.entry(key, NEWEST)
    if entry is None:
        shown = key[:_KEY_SHOWN]
        return f"ไม่มี “{shown}” ในรายการ{lookup.name.label} กรุณาเลือกจากรายการ หรือเพิ่มในรายการคำก่อน"
    if not entry.is_offered:
        return f"“{lookup.label(key, year)}” เลิกใช้แล้วในรายการ{lookup.name.label} กรุณาเลือกคำอื่น"
    return ""


class Checks:
    """What is looked up to check projects, each list once; for one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lookups: dict[ListName, Lookup] = {}
        self._plans: dict[UUID, PlanRow] = {}
        self._ranks: dict[int, dict[str, dict[tuple[str, int], UUID]]] = {}
        self._villages: set[int] = set()
        self._meetings: set[UUID] = set()

    def lookup(self, name: ListName) -> Lookup:
        """A list as it stands."""
        if name not in self._lookups:
            self._lookups[name] = lookup_in(self._session, name)
        return self._lookups[name]

    def statuses(self, year: int) -> Statuses:
        """The statuses as worded in a year."""
        return Statuses(self.lookup(ListName.PROJECT_STATUS), year)

    def plan(self, uuid: UUID) -> PlanRow:
        """The row of a plan; raises `NotFound`."""
        if uuid not in self._plans:
            row = self._session.scalars(select(PlanRow).where(PlanRow.uuid == uuid)).first()
            if row is None:
                raise NotFound(PLAN_GONE)
            self._plans[uuid] = row
        return self._plans[uuid]

    def problems(self, project: Project, before: Project | None) -> dict[str, str]:
        """What is wrong with a proper project, by field; `before` is what is stored of it.

        Raises `NotFound` where its plan is gone.
        """
        plan = None if project.plan is None else self.plan(project.plan)
        years = None if plan is None else range(plan.start_year, plan.end_year + 1)
        problems = project_problems(project, years)
        if plan is None and len(project.area_code) not in {2, 4, 6}:
            problems["area_code"] = "ยังไม่ได้เลือกพื้นที่ของข้อเสนอ กรุณาเลือกตำบลหรืออำเภอ"
        year = NEWEST if plan is None else plan.start_year
        problems |= self._unknown_keys(project, before, year)
        statuses = self.statuses(year)
        if before is not None and not statuses.may_move(before.status, project.status):
            problems["status"] = statuses.refused_move(before.status, project.status)
        problems |= self._unknown_places(project, before)
        if plan is not None:
            problems |= self._taken_ranks(plan, project, before)
        return problems

    def release_ranks(self, pairs: Iterable[tuple[Project | None, Project]]) -> None:
        """Let ranks that these changes give up be free for the others of them, as in a swap."""
        for before, after in pairs:
            if before is None or before.plan is None:
                continue
            for name in ("rank", "dimension_rank"):
                held = getattr(before, name)
                group = before.dimension if name == "dimension_rank" else ""
                now = after.dimension if name == "dimension_rank" else ""
                if held is not None and (held, group) != (getattr(after, name), now):
                    self._ranked(self.plan(before.plan), name).pop((group, held), None)

    def _unknown_keys(
        self, project: Project, before: Project | None, year: int
    ) -> Mapping[str, str]:
        keys = [
            ("dimension", ListName.DIMENSION, project.dimension, before and before.dimension),
            ("kind", ListName.PROJECT_KIND, project.kind, before and before.kind),
            ("status", ListName.PROJECT_STATUS, project.status, before and before.status),
            (
                "origin",
                ListName.PROJECT_ORIGIN,
                project.origin.kind,
                before and before.origin.kind,
            ),
        ]
        held = {line.source for line in before.money} if before is not None else set()
        for line in project.money:
            name = f"money:{line.year}:{line.source}"
            was = line.source if line.source in held else ""
            keys.append((name, ListName.MONEY_SOURCE, line.source, was))
        return {
            name: problem
            for name, of, key, was in keys
            if (problem := lookup_problem(self.lookup(of), key, was or "", year))
        }

    def _unknown_places(self, project: Project, before: Project | None) -> Mapping[str, str]:
        problems = {}
        wanted = {*project.villages} - {*(before.villages if before is not None else ())}
        if not self._know_villages(wanted):
            problems["villages"] = "มีหมู่บ้านที่ไม่อยู่ในทะเบียนแล้ว กรุณาเลือกหมู่บ้านใหม่"
        origin = project.origin
        if origin.village_id is not None and not self._know_villages({origin.village_id}):
            problems["origin"] = "หมู่บ้านที่เสนอไม่อยู่ในทะเบียนแล้ว กรุณาเลือกหมู่บ้านใหม่"
        if origin.meeting is not None and origin.meeting not in self._meetings:
            found = select(MeetingRow.id).where(MeetingRow.uuid == origin.meeting)
            if self._session.scalars(found).first() is None:
                problems["origin"] = "ไม่พบการประชุมที่เสนอแล้ว กรุณาเลือกการประชุมใหม่"
            else:
                self._meetings.add(origin.meeting)
        return problems

    def _know_villages(self, wanted: set[int]) -> bool:
        unknown = wanted - self._villages
        if unknown:
            found = select(VillageRow.id).where(VillageRow.id.in_(unknown))
            self._villages |= set(self._session.scalars(found))
        return wanted <= self._villages

    def _taken_ranks(
        self, plan: PlanRow, project: Project, before: Project | None
    ) -> Mapping[str, str]:
        """Ranks that another project of the plan has."""
        problems = {}
        for name, rank, group in (
            ("rank", project.rank, ""),
            ("dimension_rank", project.dimension_rank, project.dimension),
        ):
            was = before is not None and (
                getattr(before, name) == rank and (name == "rank" or before.dimension == group)
            )
            if rank is None or was:
                continue
            holder = self._ranked(plan, name).setdefault((group, rank), project.uuid)
            if holder != project.uuid:
                problems[name] = taken_rank(rank, self._name(holder))
        return problems

    def _ranked(self, plan: PlanRow, name: str) -> dict[tuple[str, int], UUID]:
        """Who holds which rank of the plan, those that this transaction gave out too."""
        held = self._ranks.setdefault(plan.id, {})
        if name not in held:
            column = ProjectRow.rank if name == "rank" else ProjectRow.dimension_rank
            rows = self._session.execute(
                select(ProjectRow.uuid, ProjectRow.dimension, column.label("held")).where(
                    ProjectRow.plan_id == plan.id, column.is_not(None)
                )
            )
            held[name] = {
                ("" if name == "rank" else row.dimension, row.held): row.uuid for row in rows
            }
        return held[name]

    def _name(self, uuid: UUID) -> str:
        found = select(ProjectRow.name).where(ProjectRow.uuid == uuid)
        return self._session.scalars(found).first() or "อีกโครงการหนึ่งที่กำลังบันทึกพร้อมกัน"


def taken_rank(rank: int, name: str) -> str:
    """That a rank belongs to another project already."""
    return f"ลำดับ {rank} เป็นของ “{name}” แล้ว กรุณาใช้ลำดับอื่น หรือเลื่อนโครงการด้วย Alt+↑ Alt+↓"


def planned_changes(
    pairs: Iterable[tuple[Project | None, Project | None]],
) -> set[UUID]:
    """The plans in which what is planned changes: each pair is a project before and after."""
    return {
        plan
        for before, after in pairs
        if is_planned_change(before, after)
        for project in (before, after)
        if project is not None and (plan := project.plan) is not None
    }
