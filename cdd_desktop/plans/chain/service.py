"""Projects on their way up: chosen into the plan above, merged, split; sums above and below."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.plans.chain.below_changes import changes_below, taken
from cdd_desktop.plans.chain.below_records import ChangeBelow
from cdd_desktop.plans.chain.combining import (
    Part,
    combined,
    copied,
    inside,
    money_differences,
)
from cdd_desktop.plans.chain.differences import (
    Difference,
    Sums,
    Web,
    differences,
    not_chosen,
    sums,
)
from cdd_desktop.plans.chain.linking import LinkedProject, add_link, came_from, went_to
from cdd_desktop.plans.chain.rules import (
    bear,
    bear_from,
    in_plan,
    level_of,
    part_problems,
    plan_row_of,
    require_below,
    require_inside,
    require_open,
    statuses_of,
    years_of,
)
from cdd_desktop.plans.chain.webs import web_of
from cdd_desktop.plans.records import LinkKind, Project
from cdd_desktop.plans.rows.keeping import (
    find_plan,
    find_project,
    find_projects,
    links_among,
    project_of,
    projects_by_uuid,
    write_project,
)
from cdd_desktop.plans.rules.permits import (
    is_planned_change,
    require_not_closed,
    require_open_for_planning,
)
from cdd_desktop.plans.rules.projects import Checks, proper
from cdd_desktop.plans.rules.ranks import rank_one
from cdd_desktop.plans.statuses import MERGED, SPLIT, Statuses
from cdd_desktop.plans.tables import ProjectLinkRow
from cdd_desktop.plans.words import named, told_of
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.text import clean_line, clean_text

T = TypeVar("T")


class ChainService:
    """What goes up from plan to plan. Nothing that is changed below is written over above."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # reading

    def below(self, project: UUID) -> tuple[LinkedProject, ...]:
        """What a project came from, by any kind of link. Raises `NotFound`."""
        with self._store.reading() as session:
            return came_from(session, project)

    def above(self, project: UUID) -> tuple[LinkedProject, ...]:
        """What came from a project, by any kind of link. Raises `NotFound`."""
        with self._store.reading() as session:
            return went_to(session, project)

    def origins(self, projects: Iterable[UUID]) -> dict[UUID, tuple[Project, ...]]:
        """What each of many came from, by any kind of link, read at once; those that came from
        nothing are left out. Raises `NotFound`."""
        with self._store.reading() as session:
            ids = {uuid: row.id for uuid, row in find_projects(session, projects).items()}
            links = [link for link in links_among(session, ids.values()) if link.to in ids]
            found = projects_by_uuid(session, {link.from_ for link in links})
        origins: defaultdict[UUID, list[Project]] = defaultdict(list)
        for link in links:
            origins[link.to].append(found[link.from_])
        return {uuid: tuple(before) for uuid, before in origins.items()}

    def web(self, plan: UUID) -> Web:
        """A plan with those that feed it, as `differences` compares them. Raises `NotFound`."""
        return self._of_web(plan, lambda web, _: web)

    def not_chosen(self, plan: UUID) -> tuple[Project, ...]:
        """The projects that count in the plans below and are not in this one."""
        return self._of_web(plan, lambda web, statuses: not_chosen(web, statuses.counts))

    def differences(self, plan: UUID) -> tuple[Difference, ...]:
        """All that hangs together between this plan and those below, also where sums are equal."""
        return self._of_web(plan, lambda web, statuses: differences(web, statuses.counts))

    def sums(self, plan: UUID) -> Sums:
        """The sums here and below, in satang of all years."""
        return self._of_web(plan, lambda web, statuses: sums(web, statuses.counts))

    def changes_below(self, plan: UUID) -> tuple[ChangeBelow, ...]:
        """What became other below since it was chosen, and is not in this plan yet."""
        with self._store.reading() as session:
            row = find_plan(session, plan)
            statuses = statuses_of(session, row)
            bundles = differences(web_of(session, row), statuses.counts)
            return changes_below(session, row, bundles, statuses)

    def _of_web(self, plan: UUID, read: Callable[[Web, Statuses], T]) -> T:
        with self._store.reading() as session:
            row = find_plan(session, plan)
            return read(web_of(session, row), statuses_of(session, row))

    # writing

    def choose(
        self, projects: Sequence[UUID], into: UUID, *, leave_outside: bool = False
    ) -> tuple[Project, ...]:
        """Choose projects of plans below into a plan above, each as a project of its own.

        Money of years that the plan above lacks stays below: refused with the years named unless
        `leave_outside`; `differences` then tells it. Raises `ValidationFailed`, `NotFound`.
        """
        if not projects:
            raise ValidationFailed({"projects": "ยังไม่ได้เลือกโครงการ กรุณาเลือกอย่างน้อยหนึ่งโครงการ"})
        intent = Intent(action="chain.choose", summary=f"เลือก {len(projects):,} โครงการขึ้นแผน")
        with self._store.writing(intent) as work:
            session = work.session
            plan = find_plan(session, into)
            lowers = _in_order(session, projects)
            require_below(session, plan, lowers)
            require_inside(plan, lowers, leave_outside=leave_outside)
            status, years = in_plan(plan, statuses_of(session, plan)), years_of(plan)
            levels = {uuid: level_of(session, uuid) for uuid in {lower.plan for lower in lowers}}
            pairs = [
                (
                    lower,
                    copied(
                        lower,
                        plan=into,
                        status=status,
                        money=inside(lower.money, years),
                        from_level=levels[lower.plan],
                    ),
                )
                for lower in lowers
            ]
            return bear_from(work, pairs, LinkKind.UP)

    def merge(
        self, projects: Sequence[UUID], into: UUID, name: str, *, leave_outside: bool = False
    ) -> Project:
        """Put several together as one new project of a plan: money added up, villages of all.

        Those of plans below stay as they are and are linked; those of the plan itself are from
        then on `merged`, and count no more. Raises `ValidationFailed`, `NotFound`.
        """
        if len(set(projects)) < 2:  # noqa: PLR2004 - one alone is not merged
            raise ValidationFailed({"projects": "การรวมต้องมีตั้งแต่ 2 โครงการ กรุณาเลือกเพิ่ม"})
        if not (name := clean_line(name)):
            raise ValidationFailed({"name": "ยังไม่ได้ตั้งชื่อโครงการที่รวมแล้ว กรุณากรอกชื่อ"})
        intent = Intent(action="chain.merge", summary=told_of("รวมโครงการเป็น", name))
        with self._store.writing(intent) as work:
            session = work.session
            plan = find_plan(session, into)
            every = _in_order(session, projects)
            lowers = [project for project in every if project.plan != into]
            own = [project for project in every if project.plan == into]
            if lowers:
                require_below(session, plan, lowers)
            require_open_for_planning(session, plan)
            statuses = statuses_of(session, plan)
            require_open(own, statuses, "รวม")
            require_inside(plan, every, leave_outside=leave_outside)
            held = {project.status for project in own}
            status = held.pop() if len(held) == 1 and not lowers else in_plan(plan, statuses)
            whole = combined(every, name)
            upper = copied(
                whole, plan=into, status=status, money=inside(whole.money, years_of(plan))
            )
            row = bear(work, Checks(session), upper)
            for project in every:
                kind = LinkKind.MERGED if project.plan == into else LinkKind.UP
                add_link(work, find_project(session, project.uuid), row, kind)
            self._restate(work, own, MERGED)
            return project_of(session, row)

    def split(self, project: UUID, parts: Sequence[Part], note: str = "") -> tuple[Project, ...]:
        """Let a project go on as several of the same plan; it counts no more itself.

        What the parts ask for must be what it asked for, by year and source, unless a note tells
        why not. Raises `ValidationFailed` keyed `parts`, `name:<place from 0>` or
        `money:<year>:<source>`; `NotFound`.
        """
        note = clean_text(note)
        with self._store.reading() as session:
            name = find_project(session, project).name
        intent = Intent(action="chain.split", summary=told_of("แยกโครงการ", name))
        with self._store.writing(intent) as work:
            session = work.session
            row = find_project(session, project)
            whole = project_of(session, row)
            plan = plan_row_of(session, whole)
            require_open_for_planning(session, plan)
            require_open([whole], statuses_of(session, plan), "แยก")
            if problems := part_problems(whole, parts, note):
                raise ValidationFailed(problems)
            is_equal = not money_differences(whole.money, [m for p in parts for m in p.money])
            checks = Checks(session)
            born = []
            for part in parts:
                copy = copied(whole, plan=plan.uuid, status=whole.status, money=part.money)
                new = dataclasses.replace(
                    copy,
                    name=part.name,
                    villages=whole.villages if part.villages is None else part.villages,
                    status_on=whole.status_on,
                    difference_note="" if is_equal else note,
                )
                part_row = bear(work, checks, new)
                add_link(work, row, part_row, LinkKind.SPLIT)
                born.append(project_of(session, part_row))
            self._restate(work, [whole], SPLIT)
            return tuple(born)

    def unlink(self, lower: UUID, upper: UUID) -> None:
        """Let a project above no longer come from one below, which can be chosen again; neither
        is changed. Raises `ValidationFailed` for what was merged or split, `NotFound`."""
        with self._store.reading() as session:
            name = find_project(session, lower).name
        intent = Intent(action="chain.unlink", summary=told_of("เลิกเลือกขึ้นแผน", name))
        with self._store.writing(intent) as work:
            session = work.session
            below, above = find_project(session, lower), find_project(session, upper)
            link = session.get(ProjectLinkRow, (below.id, above.id))
            if link is None:
                raise NotFound("สองโครงการนี้ไม่ได้เชื่อมกันแล้ว กรุณาเปิดรายการใหม่")
            if link.kind != LinkKind.UP.value:
                raise ValidationFailed(
                    {"projects": "โครงการที่รวมหรือแยกแล้วเลิกเชื่อมไม่ได้ กรุณาเลิกทำการรวมหรือแยกจากประวัติ"}
                )
            require_open_for_planning(session, plan_row_of(session, project_of(session, above)))
            session.delete(link)

    def explain(self, project: UUID, note: str) -> Project:
        """Tell why the sums of what a project came from differ from its own; "" takes it back.

        Raises `ValidationFailed`, `NotFound`.
        """
        with self._store.reading() as session:
            name = find_project(session, project).name
        intent = Intent(action="chain.explain", summary=told_of("อธิบายยอดที่ต่าง", name))
        with self._store.writing(intent) as work:
            session = work.session
            before = project_of(session, find_project(session, project))
            require_not_closed(plan_row_of(session, before))
            after = proper(dataclasses.replace(before, difference_note=note))
            if problems := Checks(session).problems(after, before):
                raise ValidationFailed(problems)
            return project_of(session, write_project(work, after))

    def take_change(self, lower: UUID, upper: UUID, fields: Iterable[str]) -> Project:
        """Take fields that became other below (`Move.field`) over into the project above.

        Money and villages become the sum of all below. Raises `ValidationFailed`: years outside
        the period, money that stands above in several projects; `NotFound`.
        """
        wanted = tuple(fields)
        with self._store.reading() as session:
            name = find_project(session, upper).name
        intent = Intent(action="chain.take_change", summary=told_of("รับการแก้ไขจากแผนระดับล่าง", name))
        with self._store.writing(intent) as work:
            session = work.session
            before = project_of(session, find_project(session, upper))
            below = project_of(session, find_project(session, lower))
            plan = plan_row_of(session, before)
            statuses = statuses_of(session, plan)
            bundle = next(
                (
                    each
                    for each in differences(web_of(session, plan), statuses.counts)
                    if {lower, upper} <= {p.uuid for p in (*each.here, *each.below)}
                ),
                None,
            )
            if bundle is None:
                raise NotFound("สองโครงการนี้ไม่ได้เชื่อมกันแล้ว กรุณาเปิดรายการใหม่")
            others = [p for p in statuses.counted(bundle.here) if p.uuid != upper]
            if others and any(name.startswith("money:") for name in wanted):
                raise ValidationFailed(
                    {
                        "money": f"เงินก้อนนี้อยู่ใน {named([p.name for p in others])} ด้วย "
                        "กรุณาแก้เงินของแต่ละโครงการเอง ให้ยอดรวมเท่ากับข้างล่าง"
                    }
                )
            values = taken(below, before, bundle, wanted, statuses)
            after = proper(dataclasses.replace(before, **values))
            if problems := Checks(session).problems(after, before):
                raise ValidationFailed(problems)
            require_not_closed(plan)
            if is_planned_change(before, after):
                require_open_for_planning(session, plan)
            return project_of(session, write_project(work, after))

    def _restate(self, work: Work, projects: Sequence[Project], status: str) -> None:
        """What the list allows nobody to choose is what a merge or split makes of a project."""
        for project in projects:
            row = find_project(work.session, project.uuid)
            row.status = status
            row.status_on = day_in_thailand(self._store.now())
            # places in the order belong to those that count
            rank_one(work, row, None, "rank")
            rank_one(work, row, None, "dimension_rank")
        work.session.flush()


def _in_order(session: Session, projects: Sequence[UUID]) -> list[Project]:
    wanted = list(dict.fromkeys(projects))
    find_projects(session, wanted)
    found = projects_by_uuid(session, wanted)
    return [found[uuid] for uuid in wanted]
