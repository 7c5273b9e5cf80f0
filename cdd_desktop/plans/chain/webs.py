"""A plan and the plans that feed it, read in one go."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.plans.chain.differences import Web
from cdd_desktop.plans.records import Level, LinkKind
from cdd_desktop.plans.rows.keeping import (
    codes_of_villages,
    links_among,
    plan_of,
    read_projects,
)
from cdd_desktop.plans.tables import PlanRow, ProjectLinkRow, ProjectRow


def levels_below(level: Level) -> tuple[Level, ...]:
    """The levels whose plans a plan of this one may choose from."""
    return tuple(other for other in Level if level in other.feeds)


def feeding_plans(session: Session, plan: PlanRow) -> tuple[PlanRow, ...]:
    """The plans below: those that name it as the plan they feed, those from which it has
    projects, and those of its area and years that name no other. In order of code and year."""
    levels = [level.value for level in levels_below(Level(plan.level))]
    chosen_from = _chosen_from(session, plan)
    rows = session.scalars(
        select(PlanRow).where(
            PlanRow.level.in_(levels),
            or_(
                PlanRow.parent_id == plan.id,
                PlanRow.id.in_(chosen_from),
                (PlanRow.parent_id.is_(None))
                & (PlanRow.start_year <= plan.end_year)
                & (PlanRow.end_year >= plan.start_year),
            ),
        )
    ).all()
    codes = codes_of_villages(session, [r.village_id for r in rows if r.village_id is not None])
    area = plan.area_code or ""

    def code(row: PlanRow) -> str:
        return codes.get(row.village_id or 0, "") or row.area_code or ""

    return tuple(
        sorted(
            (
                row
                for row in rows
                if row.parent_id == plan.id or row.id in chosen_from or code(row).startswith(area)
            ),
            key=lambda row: (code(row), row.start_year, row.id),
        )
    )


def web_of(session: Session, plan: PlanRow) -> Web:
    """All that is compared between a plan and those that feed it."""
    feeding = feeding_plans(session, plan)
    here = read_projects(session, ProjectRow.plan_id == plan.id)
    below = read_projects(session, ProjectRow.plan_id.in_([row.id for row in feeding]))
    ids = session.scalars(
        select(ProjectRow.id).where(ProjectRow.plan_id.in_([plan.id, *(r.id for r in feeding)]))
    )
    known = {project.uuid for project in (*here, *below)}
    return Web(
        plan=plan_of(session, plan),
        plans_below=tuple(plan_of(session, row) for row in feeding),
        here=here,
        below=below,
        links=tuple(link for link in links_among(session, ids) if {link.from_, link.to} <= known),
    )


def _chosen_from(session: Session, plan: PlanRow) -> frozenset[int]:
    start, end = aliased(ProjectRow), aliased(ProjectRow)
    found = session.scalars(
        select(start.plan_id)
        .join(ProjectLinkRow, ProjectLinkRow.from_id == start.id)
        .join(end, end.id == ProjectLinkRow.to_id)
        .where(end.plan_id == plan.id, ProjectLinkRow.kind == LinkKind.UP.value)
        .distinct()
    )
    return frozenset(plan_id for plan_id in found if plan_id is not None)
