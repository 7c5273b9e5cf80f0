"""Links between projects as they are written and read; none may let a project come from itself."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.records import Link, LinkKind, Plan, Project
from cdd_desktop.plans.rows.keeping import (
    find_project,
    links_among,
    plan_of,
    projects_by_uuid,
)
from cdd_desktop.plans.tables import PlanRow, ProjectLinkRow, ProjectRow
from cdd_desktop.storage.history import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedProject:
    """A project at the other end of a link. `plan` is None for one in the needs bank."""

    link: Link
    project: Project
    plan: Plan | None


def add_link(work: Work, from_: ProjectRow, to: ProjectRow, kind: LinkKind) -> None:
    """Let `to` have come from `from_`, both stored already.

    Raises `ValidationFailed` where `from_` itself came from `to`, or they are linked already.
    """
    session = work.session
    reached = {to.id}
    ahead = {to.id}
    while ahead:
        onward = select(ProjectLinkRow.to_id).where(ProjectLinkRow.from_id.in_(ahead))
        ahead = set(session.scalars(onward)) - reached
        reached |= ahead
    if from_.id in reached:
        raise ValidationFailed(
            {"projects": f"“{from_.name}” มาจาก “{to.name}” อยู่แล้ว ที่มาจึงวนกลับไม่ได้ กรุณาเลือกโครงการอื่น"}
        )
    if session.get(ProjectLinkRow, (from_.id, to.id)) is not None:
        raise ValidationFailed(
            {"projects": f"“{from_.name}” กับ “{to.name}” เชื่อมกันอยู่แล้ว กรุณาเลือกโครงการอื่น"}
        )
    work.add(ProjectLinkRow(from_id=from_.id, to_id=to.id, kind=kind.value))
    session.flush()


def came_from(session: Session, uuid: UUID) -> tuple[LinkedProject, ...]:
    """What a project came from directly. Raises `NotFound`."""
    return _linked(session, uuid, is_from=True)


def went_to(session: Session, uuid: UUID) -> tuple[LinkedProject, ...]:
    """What directly came from a project. Raises `NotFound`."""
    return _linked(session, uuid, is_from=False)


def _linked(session: Session, uuid: UUID, *, is_from: bool) -> tuple[LinkedProject, ...]:
    row = find_project(session, uuid)
    ends = {
        (link.from_ if is_from else link.to): link
        for link in links_among(session, [row.id])
        if (link.to if is_from else link.from_) == uuid
    }
    projects = projects_by_uuid(session, ends)
    wanted = {project.plan for project in projects.values() if project.plan is not None}
    plans = {
        plan.uuid: plan_of(session, plan)
        for plan in session.scalars(select(PlanRow).where(PlanRow.uuid.in_(wanted)))
    }
    return tuple(
        LinkedProject(
            link=link,
            project=projects[end],
            plan=None if (plan := projects[end].plan) is None else plans[plan],
        )
        for end, link in ends.items()
    )
