"""The columns of a project's row, and the project they make up."""

from typing import Any

from sqlalchemy import Row, Select, select

from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.plans.records import Money, Origin, Project
from cdd_desktop.plans.tables import PlanRow, ProjectRow


def whole_projects() -> Select[*tuple[Any, ...]]:
    """Every project with the identities of its plan and meeting; `project_from` reads its rows."""
    return (
        select(
            *ProjectRow.__table__.columns,
            PlanRow.uuid.label("plan_uuid"),
            MeetingRow.uuid.label("meeting_uuid"),
        )
        .select_from(ProjectRow)
        .outerjoin(PlanRow, PlanRow.id == ProjectRow.plan_id)
        .outerjoin(MeetingRow, MeetingRow.id == ProjectRow.origin_meeting_id)
    )


def project_from(
    row: Row[*tuple[Any, ...]], money: tuple[Money, ...], villages: tuple[int, ...]
) -> Project:
    """The project of a row of `whole_projects`, with its money and villages."""
    return Project(
        uuid=row.uuid,
        plan=row.plan_uuid,
        name=row.name,
        area_code=row.area_code or "",
        details=row.details,
        reason=row.reason,
        objective=row.objective,
        target=row.target,
        quantity=row.quantity,
        unit=row.unit,
        indicator=row.indicator,
        expected=row.expected,
        dimension=row.dimension,
        kind=row.kind,
        agency=row.agency,
        is_recurring=row.is_recurring,
        origin=Origin(
            kind=row.origin,
            text=row.origin_text,
            raised_on=row.raised_on,
            meeting=row.meeting_uuid,
            village_id=row.origin_village_id,
            instrument=row.origin_instrument,
            indicator=row.origin_indicator,
            year=row.origin_year,
        ),
        villages=villages,
        money=money,
        rank=row.rank,
        dimension_rank=row.dimension_rank,
        status=row.status,
        status_on=row.status_on,
        status_note=row.status_note,
        difference_note=row.difference_note,
        version=row.version,
    )


def project_columns(
    project: Project, plan_id: int | None, meeting_id: int | None
) -> dict[str, Any]:
    """A project as its row has it, its plan and meeting by the numbers of their rows."""
    origin = project.origin
    return {
        "plan_id": plan_id,
        "area_code": (project.area_code or None) if plan_id is None else None,
        "name": project.name,
        "details": project.details,
        "reason": project.reason,
        "objective": project.objective,
        "target": project.target,
        "quantity": project.quantity,
        "unit": project.unit,
        "indicator": project.indicator,
        "expected": project.expected,
        "dimension": project.dimension,
        "kind": project.kind,
        "agency": project.agency,
        "is_recurring": project.is_recurring,
        "origin": origin.kind,
        "origin_text": origin.text,
        "raised_on": origin.raised_on,
        "origin_meeting_id": meeting_id,
        "origin_village_id": origin.village_id,
        "origin_instrument": origin.instrument,
        "origin_indicator": origin.indicator,
        "origin_year": origin.year,
        "rank": project.rank,
        "dimension_rank": project.dimension_rank,
        "status": project.status,
        "status_on": project.status_on,
        "status_note": project.status_note,
        "difference_note": project.difference_note,
    }


def money_columns(line: Money) -> dict[str, Any]:
    """A line of money as its row has it, without its project."""
    return {
        "year": line.year,
        "source": line.source,
        "requested": line.requested,
        "approved": line.approved,
        "spent": line.spent,
    }
