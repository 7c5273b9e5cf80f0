"""Taking projects and plans away with all that hangs on them, unless others came from them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.records import PlanState
from cdd_desktop.plans.rows.keeping import plan_of
from cdd_desktop.plans.rules.permits import require_open_for_planning
from cdd_desktop.plans.rules.ranks import Ranks, close_gaps
from cdd_desktop.plans.tables import (
    CoordinationRow,
    PlanProblemRow,
    PlanRevisionRow,
    PlanRow,
    ProjectLinkRow,
    ProjectMoneyRow,
    ProjectResultRow,
    ProjectRow,
    ProjectVillageRow,
    ResolutionProjectRow,
    VotePointsRow,
    VoteSheetRow,
)
from cdd_desktop.plans.words import named
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.history import Work

_Ids = Select[int]  # which projects go
# what hangs on a project
_PARTS = (
    VotePointsRow,
    ResolutionProjectRow,
    CoordinationRow,
    ProjectResultRow,
    ProjectVillageRow,
    ProjectMoneyRow,
)


def remove_projects(work: Work, rows: Sequence[ProjectRow]) -> None:
    """Take projects away with their money, villages, results, coordinations, votes and places in
    resolutions. Those behind them move up in rank.

    Raises `ValidationFailed` where another project is linked to one of them, named, or where
    their plan may not change.
    """
    session = work.session
    ids = select(ProjectRow.id).where(ProjectRow.id.in_([row.id for row in rows]))
    freed: defaultdict[tuple[int, Ranks, str | None], list[int]] = defaultdict(list)
    for row in rows:
        if row.plan_id is None:
            continue
        if row.rank is not None:
            freed[row.plan_id, "rank", None].append(row.rank)
        if row.dimension_rank is not None:
            freed[row.plan_id, "dimension_rank", row.dimension].append(row.dimension_rank)
    for plan_id in sorted({row.plan_id for row in rows if row.plan_id is not None}):
        require_open_for_planning(session, session.get_one(PlanRow, plan_id))
    if told := _links_outside(session, ids):
        raise ValidationFailed(
            {"projects": f"ลบโครงการไม่ได้ เพราะ{told} กรุณาเลิกทำการเลือก รวม หรือแยกโครงการนั้นก่อน"}
        )
    _remove_with_parts(work, ids)
    for (plan_id, ranks, dimension), gone in freed.items():
        close_gaps(work, plan_id, gone, ranks, dimension)


def remove_plan(work: Work, row: PlanRow) -> None:
    """Take a draft away with its projects, problems, revisions and vote sheets.

    Raises `ValidationFailed` for a plan that is no draft, that another feeds, or whose projects
    went into others or came from them; names those.
    """
    session = work.session
    if row.state != PlanState.DRAFT.value:
        label = PlanState(row.state).label
        raise ValidationFailed(
            {"plan": f"ลบแผนที่{label}ไม่ได้ กรุณากด เปิดแผนอีกครั้ง ให้กลับเป็นร่างก่อน แล้วจึงลบ"}
        )
    feeding = session.scalars(select(PlanRow).where(PlanRow.parent_id == row.id)).all()
    if feeding:
        told = named([plan_of(session, each).title for each in feeding])
        raise ValidationFailed(
            {"plan": f"ลบแผนไม่ได้ เพราะ {told} ส่งต่อเข้าแผนนี้ กรุณาเปลี่ยนแผนที่ส่งต่อของแผนนั้นก่อน"}
        )
    ids = select(ProjectRow.id).where(ProjectRow.plan_id == row.id)
    if told := _links_outside(session, ids):
        raise ValidationFailed(
            {"plan": f"ลบแผนไม่ได้ เพราะ{told} กรุณาเลิกทำการเลือก รวม หรือแยกโครงการนั้นก่อน"}
        )
    _remove_with_parts(work, ids)
    sheets = select(VoteSheetRow.id).where(VoteSheetRow.plan_id == row.id)
    _remove(work, VotePointsRow, VotePointsRow.sheet_id.in_(sheets))
    _remove(work, VoteSheetRow, VoteSheetRow.plan_id == row.id)
    _remove(work, PlanRevisionRow, PlanRevisionRow.plan_id == row.id)
    _remove(work, PlanProblemRow, PlanProblemRow.plan_id == row.id)
    _remove(work, PlanRow, PlanRow.id == row.id)


def _links_outside(session: Session, ids: _Ids) -> str:
    """Which of the projects are linked to which others, in words; "" where none is."""
    links = session.execute(
        select(ProjectLinkRow.from_id, ProjectLinkRow.to_id)
        .where(
            or_(
                and_(ProjectLinkRow.from_id.in_(ids), ProjectLinkRow.to_id.not_in(ids)),
                and_(ProjectLinkRow.to_id.in_(ids), ProjectLinkRow.from_id.not_in(ids)),
            )
        )
        .order_by(ProjectLinkRow.from_id, ProjectLinkRow.to_id)
    ).all()
    if not links:
        return ""
    own = set(session.scalars(ids))
    link, rest = links[0], len(links) - 1
    here, there = sorted((link.from_id, link.to_id), key=lambda end: end not in own)
    ours = session.get_one(ProjectRow, here)
    theirs = session.get_one(ProjectRow, there)
    home = "บัญชีปัญหา/ความต้องการ"
    if theirs.plan_id is not None:
        home = plan_of(session, session.get_one(PlanRow, theirs.plan_id)).title
    more = f" และยังมีการเชื่อมโยงอีก {rest:,} รายการ" if rest else ""
    return f"“{ours.name}” เชื่อมโยงกับ “{theirs.name}” ใน{home}{more}"


def _remove_with_parts(work: Work, ids: _Ids) -> None:
    for table in _PARTS:
        _remove(work, table, table.project_id.in_(ids))
    _remove(
        work, ProjectLinkRow, or_(ProjectLinkRow.from_id.in_(ids), ProjectLinkRow.to_id.in_(ids))
    )
    _remove(work, ProjectRow, ProjectRow.id.in_(ids))


def _remove(work: Work, table: type[Base], condition: ColumnElement[bool]) -> None:
    work.session.flush()
    columns: Any = table.__table__.columns
    rows = work.session.execute(select(*columns).where(condition)).mappings().all()
    work.remove_many(table, rows)
    work.session.expire_all()
