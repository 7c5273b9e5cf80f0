"""Projects sent to agencies: what was sent, what was answered, who has not answered yet."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.lookups.service import LookupService, lookup_in
from cdd_desktop.places.areas import Areas
from cdd_desktop.plans.coordination.records import (
    Awaiting,
    Kept,
    coordination_problems,
    status_meant,
)
from cdd_desktop.plans.records import Coordination, Money, Project, Stage
from cdd_desktop.plans.rows.keeping import (
    change_fields,
    find_project,
    project_of,
    projects_by_uuid,
    write_project,
)
from cdd_desktop.plans.rows.places import PlaceWords
from cdd_desktop.plans.rows.within import projects_within
from cdd_desktop.plans.rules.permits import require_not_closed
from cdd_desktop.plans.rules.projects import NEWEST, lookup_problem
from cdd_desktop.plans.statuses import SENT, Statuses
from cdd_desktop.plans.tables import CoordinationRow, PlanRow, ProjectRow
from cdd_desktop.plans.words import told_of
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year
from cdd_desktop.thai.text import clean_line, clean_text

_GONE = "ไม่พบรายการประสานแผนนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_STALE = "รายการประสานแผนนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"


class CoordinationService:
    """Projects sent to agencies, and their answers. A project may be sent as often as needed."""

    def __init__(self, store: Store, areas: Areas, lookups: LookupService) -> None:
        self._store = store
        self._areas = areas
        self._lookups = lookups

    # reading

    def outcomes(self) -> Lookup:
        """The list of what agencies answer."""
        return self._lookups.get(ListName.OUTCOME)

    def of_project(self, project: UUID) -> tuple[Coordination, ...]:
        """What was sent of a project, in the order of sending."""
        with self._store.reading() as session:
            return _read(session, ProjectRow.uuid == project)

    def of_plan(self, plan: UUID) -> dict[UUID, tuple[Coordination, ...]]:
        """By project of a plan; those that were never sent are left out."""
        return self.of_plans([plan])

    def of_plans(self, plans: Sequence[UUID]) -> dict[UUID, tuple[Coordination, ...]]:
        """`of_plan` of several, read at once."""
        wanted = select(PlanRow.id).where(PlanRow.uuid.in_(plans))
        with self._store.reading() as session:
            return _by_project(_read(session, ProjectRow.plan_id.in_(wanted)))

    def in_area(self, area_code: str) -> dict[UUID, tuple[Coordination, ...]]:
        """By project of whatever plan of an area."""
        with self._store.reading() as session:
            return _by_project(_read(session, projects_within(area_code)))

    def get(self, uuid: UUID) -> Coordination:
        """One coordination; raises `NotFound`."""
        with self._store.reading() as session:
            found = _read(session, CoordinationRow.uuid == uuid)
        if not found:
            raise NotFound(_GONE)
        return found[0]

    def sent(self, area_code: str, today: date) -> tuple[Awaiting, ...]:
        """Everything that was sent from an area, the oldest first, answered or not."""
        with self._store.reading() as session:
            some = _read(session, projects_within(area_code))
            traits = _traits(lookup_in(session, ListName.OUTCOME))
            projects = projects_by_uuid(session, [one.project for one in some])
            words = PlaceWords(session, self._areas, projects.values())
            return tuple(
                Awaiting(
                    coordination=one,
                    project=projects[one.project],
                    plan_title=words.plan_title(projects[one.project]),
                    place=words.place(projects[one.project]),
                    days=(today - one.sent_on).days,
                    waits=_waits(traits, one),
                )
                for one in some
            )

    def awaiting(self, area_code: str, days: int, today: date) -> tuple[Awaiting, ...]:
        """What was sent at least `days` ago and has no answer, the oldest first."""
        return tuple(one for one in self.sent(area_code, today) if one.waits and one.days >= days)

    # writing

    def begin(self, project: UUID, today: date) -> Coordination:
        """A new coordination of a project; nothing is saved. The agency is the project's own."""
        with self._store.reading() as session:
            agency = find_project(session, project).agency
        return Coordination(
            uuid=UUID(int=uuid7().int), project=project, agency=agency, sent_on=today
        )

    def save(self, coordination: Coordination) -> Kept:
        """Keep a new coordination (version 0) or a changed one, and move its project along where
        the list of statuses allows it. Money that was accepted is offered, not written.

        Raises `ValidationFailed` by field, `StaleRecord`, `NotFound`.
        """
        coordination = _proper(coordination)
        done = "บันทึกผลประสานแผน" if coordination.version else "ส่งประสานแผน"
        with self._store.writing(self._intent("coordination.save", done, coordination)) as work:
            session = work.session
            project = find_project(session, coordination.project)
            _require_open(session, project)
            outcomes = lookup_in(session, ListName.OUTCOME)
            traits = _traits(outcomes)
            problems = coordination_problems(coordination, waits=_waits(traits, coordination))
            row = _find(session, coordination.uuid)
            if (0 if row is None else row.version) != coordination.version:
                raise StaleRecord(_STALE)
            held = "" if row is None else row.outcome
            year = fiscal_year(coordination.sent_on)
            if problem := lookup_problem(outcomes, coordination.outcome, held, year):
                problems["outcome"] = problem
            if problems:
                raise ValidationFailed(problems)
            columns = _columns(coordination, project.id)
            if row is None:
                work.add(CoordinationRow(uuid=coordination.uuid, **columns))
            else:
                change_fields(row, columns)
            session.flush()
            moved_to, stays = self._follow(work, project, traits, coordination)
            kept = _read(session, CoordinationRow.uuid == coordination.uuid)[0]
            return Kept(
                coordination=kept,
                moved_to=moved_to,
                stays=stays,
                offer=_offer(project_of(session, project), kept, traits),
            )

    def remove(self, uuid: UUID) -> None:
        """Remove a coordination; the status of its project stays. Raises `NotFound`."""
        with self._store.reading() as session:
            found = _read(session, CoordinationRow.uuid == uuid)
        if not found:
            raise NotFound(_GONE)
        with self._store.writing(
            self._intent("coordination.remove", "ลบการประสานแผน", found[0])
        ) as work:
            row = _find(work.session, uuid)
            if row is None:
                raise NotFound(_GONE)
            _require_open(work.session, find_project(work.session, found[0].project))
            work.session.delete(row)

    def _follow(
        self,
        work: Work,
        row: ProjectRow,
        traits: Mapping[str, Mapping[str, Any]],
        coordination: Coordination,
    ) -> tuple[str, str]:
        """Move the project where its answers have it: where it went, and why it did not."""
        session = work.session
        year = fiscal_year(day_in_thailand(self._store.now()))
        statuses = Statuses(lookup_in(session, ListName.PROJECT_STATUS), year)
        project = project_of(session, row)
        to = status_meant(_read(session, ProjectRow.id == row.id), traits)
        if not to or to == project.status or not statuses.knows(to):
            return "", ""
        if statuses.stage(project.status) is not Stage.OPEN:
            return "", ""  # the money came, or it is over: an answer changes nothing any more
        # an answer implies that it was sent
        by_sending = statuses.may_move(project.status, SENT) and statuses.may_move(SENT, to)
        if not statuses.may_move(project.status, to) and not by_sending:
            return "", statuses.refused_move(project.status, to)
        moved = dataclasses.replace(
            project,
            status=to,
            status_on=coordination.outcome_on or coordination.sent_on,
            status_note=coordination.reason or coordination.agency,
        )
        write_project(work, moved)
        return to, ""

    def _intent(self, action: str, done: str, coordination: Coordination) -> Intent:
        with self._store.reading() as session:
            name = session.scalars(
                select(ProjectRow.name).where(ProjectRow.uuid == coordination.project)
            ).first()
        return Intent(action=action, summary=told_of(f"{done} {coordination.agency}", name or ""))


def _proper(coordination: Coordination) -> Coordination:
    return dataclasses.replace(
        coordination,
        agency=clean_line(coordination.agency),
        target_plan=clean_line(coordination.target_plan),
        letter_no=clean_line(coordination.letter_no),
        reason=clean_text(coordination.reason),
    )


def _columns(coordination: Coordination, project_id: int) -> dict[str, Any]:
    return {
        "project_id": project_id,
        "agency": coordination.agency,
        "target_plan": coordination.target_plan,
        "letter_no": coordination.letter_no,
        "sent_on": coordination.sent_on,
        "outcome": coordination.outcome,
        "outcome_on": coordination.outcome_on,
        "accepted_year": coordination.accepted_year,
        "accepted": coordination.accepted,
        "reason": coordination.reason,
    }


def _find(session: Session, uuid: UUID) -> CoordinationRow | None:
    wanted = select(CoordinationRow).where(CoordinationRow.uuid == uuid)
    return session.scalars(wanted).one_or_none()


def _require_open(session: Session, project: ProjectRow) -> None:
    plan = session.get(PlanRow, project.plan_id) if project.plan_id is not None else None
    if plan is not None:
        require_not_closed(plan)


def _read(session: Session, condition: ColumnElement[bool]) -> tuple[Coordination, ...]:
    """What was sent of the projects that meet a condition, in the order of sending."""
    wanted = (
        select(*CoordinationRow.__table__.columns, ProjectRow.uuid.label("project"))
        .join(ProjectRow, ProjectRow.id == CoordinationRow.project_id)
        .where(condition)
        .order_by(CoordinationRow.sent_on, CoordinationRow.id)
    )
    return tuple(map(_coordination, session.execute(wanted)))


def _coordination(row: Row[*tuple[Any, ...]]) -> Coordination:
    return Coordination(
        uuid=row.uuid,
        project=row.project,
        agency=row.agency,
        sent_on=row.sent_on,
        target_plan=row.target_plan,
        letter_no=row.letter_no,
        outcome=row.outcome,
        outcome_on=row.outcome_on,
        accepted_year=row.accepted_year,
        accepted=row.accepted,
        reason=row.reason,
        version=row.version,
    )


def _by_project(some: Sequence[Coordination]) -> dict[UUID, tuple[Coordination, ...]]:
    found: defaultdict[UUID, list[Coordination]] = defaultdict(list)
    for one in some:
        found[one.project].append(one)
    return {project: tuple(each) for project, each in found.items()}


def _traits(outcomes: Lookup) -> dict[str, Mapping[str, Any]]:
    return {entry.key: entry.traits for entry in outcomes.at(NEWEST)}


def _waits(traits: Mapping[str, Mapping[str, Any]], one: Coordination) -> bool:
    return bool(traits.get(one.outcome, {}).get("waits"))


def _offer(
    project: Project, kept: Coordination, traits: Mapping[str, Mapping[str, Any]]
) -> Money | None:
    """The accepted money as a line of the project, where it says something new.

    Its source is that of the project's only line of the year; "" where there is none or a choice.
    """
    year, accepted = kept.accepted_year, kept.accepted
    if year is None or accepted is None or not traits.get(kept.outcome, {}).get("accepts"):
        return None
    lines = [line for line in project.money if line.year == year]
    if any(line.approved == accepted for line in lines):
        return None
    source = lines[0].source if len(lines) == 1 else ""
    return Money(year=year, source=source, approved=accepted)
