"""What a plan may take of the needs that wait, and as what it stands there."""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.plans.chain.combining import copied
from cdd_desktop.plans.needs.records import lies_in
from cdd_desktop.plans.records import Money, Project, Stage
from cdd_desktop.plans.rows.keeping import code_of_plan, codes_of_villages
from cdd_desktop.plans.rows.places import PlaceWords
from cdd_desktop.plans.statuses import CARRIED, Statuses
from cdd_desktop.plans.tables import PlanRow, ProjectLinkRow, ProjectRow


def require_pullable(
    session: Session,
    plan: PlanRow,
    projects: Sequence[Project],
    statuses: Statuses,
    areas: Areas,
) -> None:
    """Raises `ValidationFailed` naming what the plan may not take, keyed by project, and why."""
    words = PlaceWords(session, areas, projects)
    codes = codes_of_villages(session, {v for one in projects for v in one.villages})
    home = code_of_plan(session, plan)
    problems = {}
    for one in projects:
        villages = [codes[v] for v in one.villages if v in codes]
        waits = statuses.stage(one.status) is Stage.OPEN or one.status == CARRIED
        why = ""
        if one.plan == plan.uuid:
            why = "อยู่ในแผนนี้แล้ว กรุณาเอาออกจากที่เลือก"
        elif not waits:
            label = statuses.label(one.status)
            why = f"มีสถานะ {label} ไม่ใช่ความต้องการที่รอบรรจุ กรุณาเอาออกจากที่เลือก"
        elif not lies_in(home, words.code(one), villages):
            why = "อยู่นอกพื้นที่ของแผนนี้ กรุณาเลือกแผนของพื้นที่นั้น"
        elif _went_on(session, one):
            why = "ยกไปอยู่ในโครงการอื่นแล้ว กรุณาเปิดรายการใหม่"
        if why:
            problems[str(one.uuid)] = f"“{one.name}” {why}"
    if problems:
        raise ValidationFailed(problems)


def in_plan(project: Project, plan: UUID, money: tuple[Money, ...], first_status: str) -> Project:
    """A proposal of the bank as it moves into a plan; of another plan, as it is asked anew."""
    if project.plan is None:
        return dataclasses.replace(project, plan=plan, area_code="", money=money)
    return copied(project, plan=plan, status=first_status, money=money)


def _went_on(session: Session, project: Project) -> bool:
    links = (
        select(ProjectLinkRow.to_id)
        .join(ProjectRow, ProjectRow.id == ProjectLinkRow.from_id)
        .where(ProjectRow.uuid == project.uuid)
    )
    return session.execute(links).first() is not None
