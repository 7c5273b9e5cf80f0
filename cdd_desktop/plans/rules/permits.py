"""What the state of a plan lets be changed, asked inside the transaction that changes it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.records import PLANNED, PlanState, Project
from cdd_desktop.plans.tables import PlanRevisionRow, PlanRow


def open_revision_in(session: Session, plan_id: int) -> PlanRevisionRow | None:
    """The revision of the plan that is open."""
    return session.scalars(
        select(PlanRevisionRow).where(
            PlanRevisionRow.plan_id == plan_id, PlanRevisionRow.closed_on.is_(None)
        )
    ).first()


def require_not_closed(plan: PlanRow) -> None:
    """Raises `ValidationFailed` for a closed plan: nothing in it changes."""
    if plan.state == PlanState.CLOSED.value:
        raise ValidationFailed({"plan": "แผนนี้สิ้นสุดแล้ว ถ้าต้องแก้ กรุณากด เปิดแผนอีกครั้ง ก่อน"})


def require_open_for_planning(session: Session, plan: PlanRow) -> None:
    """Raises `ValidationFailed` where what is planned may not change: in a closed plan, and in
    an adopted one without an open revision."""
    require_not_closed(plan)
    if plan.state == PlanState.ADOPTED.value and open_revision_in(session, plan.id) is None:
        raise ValidationFailed(
            {
                "plan": "แผนนี้ประกาศใช้แล้ว กรุณาเปิดการเพิ่มเติม เปลี่ยนแปลง หรือแก้ไขแผนก่อน "
                "แล้วจึงแก้รายการที่วางแผนไว้"
            }
        )


def is_planned_change(before: Project | None, after: Project | None) -> bool:
    """Whether a project comes, goes, or differs in what was planned of it."""
    if before is None or after is None:
        return True
    return _requested(before) != _requested(after) or any(
        getattr(before, name) != getattr(after, name) for name in ("plan", *PLANNED)
    )


def _requested(project: Project) -> set[tuple[int, str, int]]:
    return {
        (line.year, line.source, line.requested)
        for line in project.money
        if line.requested is not None
    }
