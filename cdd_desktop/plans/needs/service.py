"""The needs bank: what waits for a plan, pulled in one step, with what is asked twice found."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.records import AnswerState
from cdd_desktop.checklists.same_questions import answers_to
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.plans.chain.linking import add_link
from cdd_desktop.plans.needs.asked import asked_since, times_asked
from cdd_desktop.plans.needs.indicator_origin import IndicatorOutcome, begun_from, rounds_after
from cdd_desktop.plans.needs.near_duplicates import Proposed, near_pairs
from cdd_desktop.plans.needs.pulling import in_plan, require_pullable
from cdd_desktop.plans.needs.records import (
    Followed,
    Need,
    Pair,
    Proposal,
    Pulled,
    into_years,
)
from cdd_desktop.plans.projects import ProjectService
from cdd_desktop.plans.records import Level, LinkKind, PlanState, Project, Stage, plan_title
from cdd_desktop.plans.rows.keeping import (
    find_plan,
    find_project,
    find_projects,
    project_of,
    projects_by_uuid,
    read_projects,
    write_project,
)
from cdd_desktop.plans.rows.places import PlaceWords
from cdd_desktop.plans.rows.within import projects_within
from cdd_desktop.plans.rules.permits import require_open_for_planning
from cdd_desktop.plans.rules.projects import Checks, proper
from cdd_desktop.plans.statuses import CARRIED, DUPLICATE, Statuses
from cdd_desktop.plans.tables import PlanRow, ProjectLinkRow, ProjectRow
from cdd_desktop.plans.words import told_of
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year
from cdd_desktop.thai.searching import folded

# keys of the status list: what waits even while its plan runs
_WAITING = ("refused", "returned", "paused", CARRIED)


class NeedsService:
    """Proposals and what earlier plans asked for in vain."""

    def __init__(
        self,
        store: Store,
        areas: Areas,
        villages: VillageService,
        projects: ProjectService,
        checklists: ChecklistService,
    ) -> None:
        self._store = store
        self._areas = areas
        self._villages = villages
        self._projects = projects
        self._checklists = checklists

    # reading

    def bank(self, area_code: str) -> tuple[Need, ...]:
        """What waits in an area, asked the longest first.

        Proposals in no plan; of plans that ended, what got no money; of plans that run, what was
        refused, returned or paused. What lives on in another project is left out.
        """
        with self._store.reading() as session:
            statuses = self._statuses(session)
            waiting = self._waiting(session, area_code, statuses)
            born = select(ProjectRow.uuid, ProjectRow.id).where(projects_within(area_code))
            ids = {row.uuid: row.id for row in session.execute(born)}
            times = times_asked(session, [ids[one.uuid] for one in waiting])
            since = asked_since(session, [ids[one.uuid] for one in waiting])
            words = PlaceWords(session, self._areas, waiting)
        needs = [
            Need(
                project=one,
                place=words.place(one),
                tambon=words.tambon(one),
                plan_title=words.plan_title(one),
                status_label=statuses.label(one.status),
                since=since[ids[one.uuid]],
                times_asked=times[ids[one.uuid]],
            )
            for one in waiting
        ]
        return tuple(sorted(needs, key=lambda need: need.since))

    def near_duplicates(self, area_code: str) -> tuple[Pair, ...]:
        """Needs of one tambon that may be one, the likeliest first; nothing is merged by itself."""
        needs = {need.project.uuid: need for need in self.bank(area_code)}
        proposed = [
            Proposed(
                key=uuid,
                area=need.tambon,
                name=need.project.name,
                villages=frozenset(need.project.villages),
                kind=need.project.kind,
            )
            for uuid, need in needs.items()
        ]
        return tuple(
            Pair(score=pair.score, a=needs[pair.first], b=needs[pair.second], why=pair.why)
            for pair in near_pairs(proposed)
        )

    def times_asked(self, project: UUID) -> int:
        """How often a project was asked for, with what it asks anew. Raises `NotFound`."""
        with self._store.reading() as session:
            row = find_project(session, project)
            return times_asked(session, [row.id])[row.id]

    def outcome_of_indicator(self, project: Project) -> IndicatorOutcome | None:
        """What the indicator said that the project came from, in the first round after it failed
        (after it was finished, of a finished project); None: no such round, or no indicator."""
        with self._store.reading() as session:
            is_done = self._statuses(session).stage(project.status) is Stage.DONE
            keys = rounds_after(session, project, is_done=is_done)
        failed_year = project.origin.year or 0
        for key in keys:
            # the code is that of the version in which it failed
            failed_in = self._checklists.sheet(dataclasses.replace(key, fiscal_year=failed_year))
            answer = answers_to(self._checklists.sheet(key), failed_in.instrument).get(
                project.origin.indicator
            )
            # in the year itself a later round that fails may be the one it was proposed for
            is_the_same = key.fiscal_year == project.origin.year and not is_done
            if answer is None or (is_the_same and answer.state is not AnswerState.PASSED):
                continue
            return IndicatorOutcome(
                fiscal_year=key.fiscal_year, round=key.round, state=answer.state
            )
        return None

    def followed(self, area_code: str) -> tuple[Followed, ...]:
        """The projects of an area that came from failed indicators, and what became of those."""
        with self._store.reading() as session:
            statuses = self._statuses(session)
            condition = and_(projects_within(area_code), ProjectRow.origin_indicator != "")
            found = read_projects(session, condition)
            words = PlaceWords(session, self._areas, found)
        return tuple(
            Followed(
                project=one,
                place=words.place(one),
                plan_title=words.plan_title(one),
                status_label=statuses.label(one.status),
                is_done=statuses.stage(one.status) is Stage.DONE,
                outcome=self.outcome_of_indicator(one),
            )
            for one in found
            if statuses.stage(one.status) not in {Stage.MOVED, Stage.DROPPED}
        )

    # proposing

    def begin_from_indicator(
        self,
        instrument_id: str,
        code: str,
        year: int,
        village_id: int,
        evidence: str = "",
    ) -> Proposal:
        """A proposal to mend a failed indicator; nothing is saved. It will stand in the village's
        draft plan of the next year, else in the bank of its tambon.

        Raises `NotFound` for an unknown instrument or village.
        """
        instrument = self._checklists.instrument(instrument_id, year)
        village = self._villages.by_id(village_id)
        project = begun_from(
            instrument,
            code,
            year,
            village_id,
            evidence=evidence,
            today=day_in_thailand(self._store.now()),
            status=self._projects.statuses().first,
        )
        with self._store.reading() as session:
            known = _proposed_before(session, self._statuses(session), project)
            plan = session.execute(
                select(PlanRow.uuid, PlanRow.start_year, PlanRow.end_year)
                .where(
                    PlanRow.village_id == village_id,
                    PlanRow.state == PlanState.DRAFT.value,
                    PlanRow.start_year <= year + 1,
                    PlanRow.end_year > year,
                )
                .order_by(PlanRow.id.desc())
            ).first()
        if plan is not None:
            title = plan_title("", Level.VILLAGE, plan.start_year, plan.end_year)
            home = f"{title} {village.label}"
            return Proposal(
                project=dataclasses.replace(project, plan=plan.uuid), home=home, known=known
            )
        area = self._areas.find(village.tambon_code)
        return Proposal(
            project=dataclasses.replace(project, area_code=village.tambon_code),
            home=f"บัญชีปัญหา/ความต้องการ {area.full_name if area else ''}".strip(),
            known=known,
        )

    def propose_from_indicator(
        self,
        instrument_id: str,
        code: str,
        year: int,
        village_id: int,
        evidence: str = "",
    ) -> Project:
        """`begin_from_indicator`, kept at once. Raises `ValidationFailed`."""
        begun = self.begin_from_indicator(instrument_id, code, year, village_id, evidence)
        return self.propose(begun.project)

    def propose(self, project: Project) -> Project:
        """Keep a new proposal. Raises `ValidationFailed`, also where the same name was proposed
        for the same village already and still waits."""
        intent = Intent(action="needs.propose", summary=told_of("เพิ่มข้อเสนอ", project.name))
        with self._store.writing(intent) as work:
            known = _proposed_before(work.session, self._statuses(work.session), project)
            if any(folded(name) == folded(project.name) for name in known):
                told = f"มีข้อเสนอ “{project.name}” ของหมู่บ้านนี้แล้ว"
                raise ValidationFailed(
                    {"name": f"{told} กรุณาใช้ชื่ออื่น หรือแก้ข้อเสนอเดิมในบัญชีปัญหา/ความต้องการ"}
                )
            return self._projects.keep(work, project)

    # moving on

    def pull(self, uuids: Sequence[UUID], plan: UUID) -> Pulled:
        """Take needs into a plan, all or none, as one operation.

        A proposal of the bank moves; what an earlier plan asked for is written anew and linked,
        and the old one becomes ยกไปปีถัดไป where its status may. Money asked for in years outside
        the plan goes to its first year.
        Raises `ValidationFailed` keyed `<project>`, or `plan` where the plan takes nothing.
        """
        wanted = list(dict.fromkeys(uuids))
        intent = Intent(action="needs.pull", summary=f"ดึงความต้องการเข้าแผน {len(wanted)} รายการ")
        with self._store.writing(intent) as work:
            session = work.session
            row = find_plan(session, plan)
            require_open_for_planning(session, row)
            rows = find_projects(session, wanted)
            projects = projects_by_uuid(session, wanted)
            statuses = self._statuses(session)
            needs = [projects[uuid] for uuid in wanted]
            require_pullable(session, row, needs, statuses, self._areas)
            checks, years = Checks(session), range(row.start_year, row.end_year + 1)
            pulled, moved, problems = [], [], {}
            for uuid in wanted:
                before = projects[uuid]
                money, is_moved = into_years(before.money, years)
                after = proper(in_plan(before, plan, money, statuses.first))
                wrong = checks.problems(after, before if after.version else None)
                if wrong:
                    problems[str(uuid)] = f"{before.name}: {' '.join(wrong.values())}"
                    continue
                pulled.append((before, after))
                if is_moved:
                    moved.append(before.name)
            if problems:
                raise ValidationFailed(problems)
            for before, after in pulled:
                new = write_project(work, after)
                if new.uuid != before.uuid:
                    add_link(work, rows[before.uuid], new, LinkKind.AGAIN)
                    self._move_if_it_may(work, before, CARRIED)
            found = projects_by_uuid(session, [after.uuid for _, after in pulled])
            return Pulled(
                projects=tuple(found[after.uuid] for _, after in pulled), moved=tuple(moved)
            )

    def merge_duplicates(self, keep: UUID, other: UUID) -> None:
        """Let `other` be the same as `keep`: it is linked and waits no more.

        A proposal, or a project of a draft, becomes ซ้ำ; of a plan that was adopted it keeps its
        status, for the plan's sums are what was adopted. Raises `ValidationFailed`.
        """
        if keep == other:
            raise ValidationFailed({"other": "เลือกรายการเดียวกันทั้งสองข้าง กรุณาเลือกสองรายการ"})
        with self._store.reading() as session:
            name = project_of(session, find_project(session, other)).name
        intent = Intent(action="needs.merge", summary=told_of("รวมรายการซ้ำ", name))
        with self._store.writing(intent) as work:
            session = work.session
            kept, gone = find_project(session, keep), find_project(session, other)
            plan = session.get(PlanRow, gone.plan_id) if gone.plan_id is not None else None
            add_link(work, gone, kept, LinkKind.DUPLICATE)
            if plan is None or plan.state == PlanState.DRAFT.value:
                self._move_if_it_may(work, project_of(session, gone), DUPLICATE)

    # inside

    def _statuses(self, session: Session) -> Statuses:
        year = fiscal_year(day_in_thailand(self._store.now()))
        return Statuses(lookup_in(session, ListName.PROJECT_STATUS), year)

    def _waiting(self, session: Session, area_code: str, statuses: Statuses) -> tuple[Project, ...]:
        year = fiscal_year(day_in_thailand(self._store.now()))
        lookup = lookup_in(session, ListName.PROJECT_STATUS)
        over = [e.key for e in lookup.at(year) if statuses.stage(e.key) is not Stage.OPEN]
        is_open: ColumnElement[bool] = ProjectRow.status.not_in(over)
        ended = select(PlanRow.id).where(
            or_(PlanRow.end_year < year, PlanRow.state == PlanState.CLOSED.value)
        )
        lives_on = select(ProjectLinkRow.from_id)
        return read_projects(
            session,
            and_(
                projects_within(area_code),
                ProjectRow.id.not_in(lives_on),
                or_(
                    and_(ProjectRow.plan_id.is_(None), is_open),
                    ProjectRow.status.in_(_WAITING),
                    and_(ProjectRow.plan_id.in_(ended), is_open),
                ),
            ),
        )

    def _move_if_it_may(self, work: Work, project: Project, status: str) -> None:
        statuses = self._statuses(work.session)
        if statuses.knows(status) and statuses.may_move(project.status, status):
            today: date = day_in_thailand(self._store.now())
            write_project(work, dataclasses.replace(project, status=status, status_on=today))


def _proposed_before(session: Session, statuses: Statuses, project: Project) -> tuple[str, ...]:
    """The names of what was proposed for the same indicator of the same village and waits."""
    origin = project.origin
    if origin.village_id is None or not origin.indicator:
        return ()
    found = session.execute(
        select(ProjectRow.name, ProjectRow.status).where(
            ProjectRow.origin_village_id == origin.village_id,
            ProjectRow.origin_instrument == origin.instrument,
            ProjectRow.origin_indicator == origin.indicator,
            ProjectRow.uuid != project.uuid,
        )
    )
    return tuple(
        name
        for name, status in found
        if statuses.stage(status) not in {Stage.DROPPED, Stage.MOVED, Stage.DONE}
    )
