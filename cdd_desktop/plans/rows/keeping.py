"""Plans and projects between values and rows; other modules call these in their transactions."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, StaleRecord
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.plans.records import (
    Level,
    Link,
    LinkKind,
    Money,
    Plan,
    PlanState,
    Problem,
    Project,
)
from cdd_desktop.plans.rows.identities import PLAN_GONE, chunks, id_of, uuid_of, uuids_of
from cdd_desktop.plans.rows.project_columns import (
    money_columns,
    project_columns,
    project_from,
    whole_projects,
)
from cdd_desktop.plans.tables import (
    PlanProblemRow,
    PlanRow,
    ProjectLinkRow,
    ProjectMoneyRow,
    ProjectRow,
    ProjectVillageRow,
)
from cdd_desktop.storage.history import Work

PROJECT_GONE = "ไม่พบโครงการนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_STALE_PLAN = "แผนนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"
STALE_PROJECT = "โครงการนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"


# plans


def find_plan(session: Session, uuid: UUID) -> PlanRow:
    """The row of a plan; raises `NotFound`."""
    row = session.scalars(select(PlanRow).where(PlanRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(PLAN_GONE)
    return row


def codes_of_villages(session: Session, village_ids: Iterable[int]) -> dict[int, str]:
    """The code each village has today; of one that is no more, the last it had."""
    codes: dict[int, str] = {}
    for some in chunks(set(village_ids)):
        named = (
            select(VillageNameRow.village_id, VillageNameRow.code)
            .where(VillageNameRow.village_id.in_(some))
            .order_by(VillageNameRow.valid_to.is_(None), VillageNameRow.valid_to)
        )
        codes.update((row.village_id, row.code) for row in session.execute(named))
    return codes


def code_of_plan(session: Session, row: PlanRow) -> str:
    """The code of the plan's area, or that of its village today."""
    if row.village_id is None:
        return row.area_code or ""
    return codes_of_villages(session, [row.village_id]).get(row.village_id, "")


def plan_of(session: Session, row: PlanRow) -> Plan:
    """The plan of a row, with its problems."""
    problems = session.scalars(
        select(PlanProblemRow)
        .where(PlanProblemRow.plan_id == row.id)
        .order_by(PlanProblemRow.place, PlanProblemRow.id)
    )
    return Plan(
        uuid=row.uuid,
        level=Level(row.level),
        place=PlaceRef(village_id=row.village_id, area_code=row.area_code or ""),
        name=row.name,
        start_year=row.start_year,
        end_year=row.end_year,
        cycle=row.cycle,
        state=PlanState(row.state),
        parent=uuid_of(session, PlanRow, row.parent_id),
        adopted_on=row.adopted_on,
        meeting=uuid_of(session, MeetingRow, row.meeting_id),
        rank_method=row.rank_method,
        chapters=MappingProxyType(json.loads(row.chapters)),
        problems=tuple(
            Problem(
                uuid=each.uuid,
                problem=each.problem,
                cause=each.cause,
                approach=each.approach,
                dimension=each.dimension,
            )
            for each in problems
        ),
        code=code_of_plan(session, row),
        version=row.version,
    )


def write_plan(work: Work, plan: Plan) -> PlanRow:
    """Let this be the plan, its problems too; raises `StaleRecord` for an old copy.

    Writes what it is given: rules are the caller's.
    """
    session = work.session
    row = session.scalars(select(PlanRow).where(PlanRow.uuid == plan.uuid)).one_or_none()
    if (0 if row is None else row.version) != plan.version:
        raise StaleRecord(_STALE_PLAN)
    columns = {
        "level": plan.level.value,
        "village_id": plan.place.village_id,
        "area_code": plan.place.area_code or None,
        "name": plan.name,
        "cycle": plan.cycle,
        "start_year": plan.start_year,
        "end_year": plan.end_year,
        "state": plan.state.value,
        "parent_id": id_of(session, PlanRow, plan.parent),
        "adopted_on": plan.adopted_on,
        "meeting_id": id_of(session, MeetingRow, plan.meeting),
        "rank_method": plan.rank_method,
        "chapters": json.dumps(dict(plan.chapters), ensure_ascii=False),
    }
    if row is None:
        row = PlanRow(uuid=plan.uuid, **columns)
        work.add(row)
        session.flush()
        _write_problems(work, row.id, plan.problems)
    else:
        with session.no_autoflush:  # the version is counted once
            is_changed = change_fields(row, columns)
            is_changed |= _write_problems(work, row.id, plan.problems)
        if is_changed:
            row.version += 1
    session.flush()
    return row


def _write_problems(work: Work, plan_id: int, problems: Sequence[Problem]) -> bool:
    session = work.session
    held = {
        row.uuid: row
        for row in session.scalars(select(PlanProblemRow).where(PlanProblemRow.plan_id == plan_id))
    }
    is_changed = False
    for gone in held.keys() - {problem.uuid for problem in problems}:
        session.delete(held[gone])
        is_changed = True
    for place, problem in enumerate(problems, 1):
        columns = {
            "place": place,
            "dimension": problem.dimension,
            "problem": problem.problem,
            "cause": problem.cause,
            "approach": problem.approach,
        }
        row = held.get(problem.uuid)
        if row is None:
            work.add(PlanProblemRow(uuid=problem.uuid, plan_id=plan_id, **columns))
            is_changed = True
        elif change_fields(row, columns):
            is_changed = True
    return is_changed


# projects


def find_project(session: Session, uuid: UUID) -> ProjectRow:
    """The row of a project; raises `NotFound`."""
    row = session.scalars(select(ProjectRow).where(ProjectRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(PROJECT_GONE)
    return row


def find_projects(session: Session, uuids: Iterable[UUID]) -> dict[UUID, ProjectRow]:
    """The rows of projects by identity; raises `NotFound` where one is missing."""
    wanted = list(dict.fromkeys(uuids))
    found = {
        row.uuid: row
        for some in chunks(wanted)
        for row in session.scalars(select(ProjectRow).where(ProjectRow.uuid.in_(some)))
    }
    if len(found) != len(wanted):
        raise NotFound(PROJECT_GONE)
    return found


def project_of(session: Session, row: ProjectRow) -> Project:
    """The project of a row, with its money and villages."""
    return read_projects(session, ProjectRow.id == row.id)[0]


def projects_by_uuid(session: Session, uuids: Iterable[UUID]) -> dict[UUID, Project]:
    """Those of the projects that are there."""
    return {
        project.uuid: project
        for some in chunks(list(dict.fromkeys(uuids)))
        for project in read_projects(session, ProjectRow.uuid.in_(some))
    }


def read_projects(session: Session, condition: ColumnElement[bool]) -> tuple[Project, ...]:
    """The projects that meet a condition on `ProjectRow`, in order of rank, then of birth.

    Three statements, however many there are.
    """
    wanted = select(ProjectRow.id).where(condition)
    money: defaultdict[int, list[Money]] = defaultdict(list)
    for project_id, year, source, requested, approved, spent in session.execute(
        select(
            ProjectMoneyRow.project_id,
            ProjectMoneyRow.year,
            ProjectMoneyRow.source,
            ProjectMoneyRow.requested,
            ProjectMoneyRow.approved,
            ProjectMoneyRow.spent,
        )
        .where(ProjectMoneyRow.project_id.in_(wanted))
        .order_by(ProjectMoneyRow.project_id, ProjectMoneyRow.year, ProjectMoneyRow.source)
    ):
        money[project_id].append(
            Money(year=year, source=source, requested=requested, approved=approved, spent=spent)
        )
    villages: defaultdict[int, list[int]] = defaultdict(list)
    for project_id, village_id in session.execute(
        select(ProjectVillageRow.project_id, ProjectVillageRow.village_id)
        .where(ProjectVillageRow.project_id.in_(wanted))
        .order_by(ProjectVillageRow.project_id, ProjectVillageRow.village_id)
    ):
        villages[project_id].append(village_id)
    return tuple(
        project_from(row, tuple(money.get(row.id, ())), tuple(villages.get(row.id, ())))
        for row in session.execute(
            whole_projects()
            .where(condition)
            .order_by(ProjectRow.rank.is_(None), ProjectRow.rank, ProjectRow.id)
        )
    )


def columns_of(session: Session, project: Project) -> dict[str, Any]:
    """A project as its row has it; money and villages are rows of their own.

    Raises `NotFound` where its plan or meeting is gone.
    """
    plan_id = id_of(session, PlanRow, project.plan)
    meeting_id = id_of(session, MeetingRow, project.origin.meeting)
    return project_columns(project, plan_id, meeting_id)


def write_project(work: Work, project: Project) -> ProjectRow:
    """Let this be the project, its money and villages too; raises `StaleRecord` for an old copy.

    Writes what it is given: rules are the caller's. Blank lines of money are not stored. A change
    of money alone counts the project's version too: a form that shows it is stale then.
    """
    session = work.session
    row = session.scalars(select(ProjectRow).where(ProjectRow.uuid == project.uuid)).one_or_none()
    if (0 if row is None else row.version) != project.version:
        raise StaleRecord(STALE_PROJECT)
    columns = columns_of(session, project)
    if row is None:
        row = ProjectRow(uuid=project.uuid, **columns)
        work.add(row)
        session.flush()
        _write_money(work, row.id, project.money)
        _write_villages(work, row.id, project.villages)
    else:
        with session.no_autoflush:  # the version is counted once
            is_changed = change_fields(row, columns)
            is_changed |= _write_money(work, row.id, project.money)
            is_changed |= _write_villages(work, row.id, project.villages)
        if is_changed:
            row.version += 1
    session.flush()
    return row


def insert_projects(work: Work, projects: Sequence[Project]) -> None:
    """Bear many new projects at once, with money and villages: for imports."""
    session = work.session
    plans = {u: id_of(session, PlanRow, u) for u in {p.plan for p in projects}}
    meetings = {u: id_of(session, MeetingRow, u) for u in {p.origin.meeting for p in projects}}
    work.insert_many(
        ProjectRow,
        [
            {
                "uuid": project.uuid,
                **project_columns(project, plans[project.plan], meetings[project.origin.meeting]),
                "version": 1,
            }
            for project in projects
        ],
    )
    ids: dict[UUID, int] = {}
    for some in chunks([project.uuid for project in projects]):
        born = select(ProjectRow.uuid, ProjectRow.id).where(ProjectRow.uuid.in_(some))
        ids.update((row.uuid, row.id) for row in session.execute(born))
    work.insert_many(
        ProjectMoneyRow,
        [
            {"project_id": ids[project.uuid], **money_columns(line)}
            for project in projects
            for line in project.money
            if not line.is_blank
        ],
    )
    work.insert_many(
        ProjectVillageRow,
        [
            {"project_id": ids[project.uuid], "village_id": village_id}
            for project in projects
            for village_id in dict.fromkeys(project.villages)
        ],
    )


def _write_money(work: Work, project_id: int, lines: Sequence[Money]) -> bool:
    session = work.session
    held = {
        (row.year, row.source): row
        for row in session.scalars(
            select(ProjectMoneyRow).where(ProjectMoneyRow.project_id == project_id)
        )
    }
    told = {(line.year, line.source): line for line in lines if not line.is_blank}
    is_changed = False
    for gone in held.keys() - told.keys():
        session.delete(held[gone])
        is_changed = True
    for key, line in told.items():
        row = held.get(key)
        if row is None:
            work.add(ProjectMoneyRow(project_id=project_id, **money_columns(line)))
            is_changed = True
        elif change_fields(row, money_columns(line)):
            is_changed = True
    return is_changed


def _write_villages(work: Work, project_id: int, villages: Iterable[int]) -> bool:
    session = work.session
    held = {
        row.village_id: row
        for row in session.scalars(
            select(ProjectVillageRow).where(ProjectVillageRow.project_id == project_id)
        )
    }
    told = set(villages)
    for gone in held.keys() - told:
        session.delete(held[gone])
    for new in sorted(told - held.keys()):
        work.add(ProjectVillageRow(project_id=project_id, village_id=new))
    return held.keys() != told


# links


def links_among(session: Session, project_ids: Iterable[int]) -> tuple[Link, ...]:
    """The links that begin or end at one of these projects."""
    wanted = set(project_ids)
    rows: dict[tuple[int, int], str] = {}
    for some in chunks(wanted):
        for end in (ProjectLinkRow.from_id, ProjectLinkRow.to_id):
            for row in session.scalars(select(ProjectLinkRow).where(end.in_(some))):
                rows[row.from_id, row.to_id] = row.kind
    uuids = uuids_of(session, {end for pair in rows for end in pair})
    return tuple(
        Link(from_=uuids[a], to=uuids[b], kind=LinkKind(kind))
        for (a, b), kind in sorted(rows.items())
    )


def change_fields(row: object, columns: Mapping[str, Any]) -> bool:
    """Set the columns that differ; tells whether any did."""
    differing = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)
