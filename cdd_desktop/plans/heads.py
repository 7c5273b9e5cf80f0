"""Plans to choose from, without what stands in them: read in a moment, also of a whole province."""

from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.records import Level, PlanHead, PlanState
from cdd_desktop.plans.rows.keeping import codes_of_villages
from cdd_desktop.plans.tables import PlanRow


def plan_heads(session: Session, area_code: str) -> tuple[PlanHead, ...]:
    """The plans within an area of 2 to 6 digits, or of the village."""
    heads = _heads(session, true())
    if len(area_code) > TAMBON_CODE_LENGTH:
        return tuple(head for head in heads if head.code == area_code)
    return tuple(head for head in heads if head.code.startswith(area_code))


def plan_head(session: Session, uuid: UUID) -> PlanHead | None:
    """One plan; None where it is not there, for it may have been removed."""
    return next(iter(_heads(session, PlanRow.uuid == uuid)), None)


def _heads(session: Session, which: ColumnElement[bool]) -> tuple[PlanHead, ...]:
    rows = session.execute(
        select(
            PlanRow.uuid,
            PlanRow.level,
            PlanRow.area_code,
            PlanRow.village_id,
            PlanRow.name,
            PlanRow.start_year,
            PlanRow.end_year,
            PlanRow.state,
        )
        .where(which)
        .order_by(PlanRow.id)
    ).all()
    codes = codes_of_villages(session, {row.village_id for row in rows if row.village_id})
    return tuple(
        PlanHead(
            uuid=row.uuid,
            level=Level(row.level),
            code=row.area_code or codes.get(row.village_id or 0, ""),
            name=row.name,
            start_year=row.start_year,
            end_year=row.end_year,
            state=PlanState(row.state),
        )
        for row in rows
    )
