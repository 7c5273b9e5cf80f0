"""Revisions of an adopted plan: opened, closed, and what each of them changed."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.places.service import village_from, villages
from cdd_desktop.places.tables import VillageRow
from cdd_desktop.plans.paper.printed import PlanWords
from cdd_desktop.plans.records import (
    TEXT_MAX,
    PlanState,
    Project,
    Revision,
    RevisionKind,
)
from cdd_desktop.plans.revisions.changes import RevisionChanges, changes_between
from cdd_desktop.plans.revisions.snapshots import Snapshot, snapshot_from, snapshot_json
from cdd_desktop.plans.rows.identities import id_of, uuid_of
from cdd_desktop.plans.rows.keeping import plan_of, read_projects
from cdd_desktop.plans.rules.permits import open_revision_in
from cdd_desktop.plans.tables import PlanRevisionRow, PlanRow, ProjectRow
from cdd_desktop.storage.history import Work
from cdd_desktop.thai.calendar import WRONG_DAY, is_office_day, short_thai_date
from cdd_desktop.thai.text import clean_text

_LISTS = (
    ListName.DIMENSION,
    ListName.MONEY_SOURCE,
    ListName.PROJECT_KIND,
    ListName.PROJECT_ORIGIN,
    ListName.PROJECT_STATUS,
    ListName.CYCLE,
)


def revisions_of(session: Session, plan: PlanRow) -> tuple[Revision, ...]:
    """The revisions of a plan, the oldest first."""
    rows = session.scalars(
        select(PlanRevisionRow)
        .where(PlanRevisionRow.plan_id == plan.id)
        .order_by(PlanRevisionRow.opened_on, PlanRevisionRow.id)
    )
    return tuple(revision_of(session, row) for row in rows)


def revision_of(session: Session, row: PlanRevisionRow) -> Revision:
    """The revision of a row."""
    return Revision(
        uuid=row.uuid,
        plan=session.get_one(PlanRow, row.plan_id).uuid,
        kind=RevisionKind(row.kind),
        number=row.number,
        opened_on=row.opened_on,
        reason=row.reason,
        closed_on=row.closed_on,
        meeting=uuid_of(session, MeetingRow, row.meeting_id),
        version=row.version,
    )


def find_revision(session: Session, uuid: UUID) -> PlanRevisionRow:
    """The row of a revision; raises `NotFound`."""
    row = session.scalars(select(PlanRevisionRow).where(PlanRevisionRow.uuid == uuid)).first()
    if row is None:
        raise NotFound("ไม่พบการแก้ไขแผนครั้งนี้แล้ว อาจถูกย้อนไปก่อนหน้า กรุณาเปิดรายการใหม่")
    return row


def open_one(
    work: Work, plan: PlanRow, kind: RevisionKind, on: date, reason: str, meeting: UUID | None
) -> PlanRevisionRow:
    """Open a revision with the plan as it stands, numbered within its kind from 1.

    Raises `ValidationFailed` by field.
    """
    session = work.session
    reason = clean_text(reason)
    problems = {}
    if plan.state != PlanState.ADOPTED.value:
        label = PlanState(plan.state).label
        problems["plan"] = f"แผนนี้{label} เปิดการแก้ไขได้เฉพาะแผนที่ประกาศใช้แล้ว กรุณาตรวจสถานะแผน"
    elif (other := open_revision_in(session, plan.id)) is not None:
        label = revision_of(session, other).label
        problems["plan"] = f"ยังเปิด{label} อยู่ กรุณาปิดครั้งนั้นก่อน แล้วจึงเปิดครั้งใหม่"
    elif plan.adopted_on is not None and on < plan.adopted_on:
        told = short_thai_date(plan.adopted_on)
        problems["opened_on"] = f"วันที่มาก่อนวันประกาศใช้แผน ({told}) กรุณาแก้วันที่"
    elif not is_office_day(on):
        problems["opened_on"] = WRONG_DAY
    if len(reason) > TEXT_MAX:
        problems["reason"] = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if problems:
        raise ValidationFailed(problems)
    last = session.scalars(
        select(func.max(PlanRevisionRow.number)).where(
            PlanRevisionRow.plan_id == plan.id, PlanRevisionRow.kind == kind.value
        )
    ).one()
    row = PlanRevisionRow(
        uuid=UUID(int=uuid7().int),
        plan_id=plan.id,
        kind=kind.value,
        number=(last or 0) + 1,
        opened_on=on,
        closed_on=None,
        meeting_id=id_of(session, MeetingRow, meeting),
        reason=reason,
        before=snapshot_json(snapshot_of(session, plan)),
        after=None,
    )
    work.add(row)
    session.flush()
    return row


def close_one(work: Work, row: PlanRevisionRow, on: date, meeting: UUID | None) -> None:
    """Close a revision with the plan as it stands now. Raises `ValidationFailed` by field."""
    session = work.session
    if row.closed_on is not None:
        label = revision_of(session, row).label
        raise ValidationFailed({"closed_on": f"{label}ปิดไปแล้ว กรุณาเปิดรายการใหม่"})
    if not is_office_day(on):
        raise ValidationFailed({"closed_on": WRONG_DAY})
    if on < row.opened_on:
        told = short_thai_date(row.opened_on)
        raise ValidationFailed({"closed_on": f"วันที่ปิดมาก่อนวันที่เปิด ({told}) กรุณาแก้วันที่"})
    row.closed_on = on
    if meeting is not None:
        row.meeting_id = id_of(session, MeetingRow, meeting)
    row.after = snapshot_json(snapshot_of(session, session.get_one(PlanRow, row.plan_id)))
    session.flush()


def require_none_open(session: Session, plan: PlanRow) -> None:
    """Raises `ValidationFailed` where a revision of the plan is open."""
    row = open_revision_in(session, plan.id)
    if row is not None:
        label = revision_of(session, row).label
        raise ValidationFailed({"plan": f"ยังเปิด{label} อยู่ กรุณาปิดครั้งนั้นก่อน"})


def snapshot_of(session: Session, plan: PlanRow) -> Snapshot:
    """The plan as it stands."""
    value = plan_of(session, plan)
    return Snapshot(
        start_year=value.start_year,
        end_year=value.end_year,
        cycle=value.cycle,
        problems=value.problems,
        projects=read_projects(session, ProjectRow.plan_id == plan.id),
    )


def changes_of(session: Session, row: PlanRevisionRow) -> RevisionChanges:
    """What a revision changed; an open one, so far. Raises `SnapshotDamaged`."""
    plan = session.get_one(PlanRow, row.plan_id)
    before = snapshot_from(row.before)
    after = snapshot_of(session, plan) if row.after is None else snapshot_from(row.after)
    words = PlanWords(
        lists={name: lookup_in(session, name) for name in _LISTS},
        year=plan.start_year,
        villages=_village_titles(session, (*before.projects, *after.projects)),
    )
    return changes_between(revision_of(session, row), before, after, words)


def _village_titles(session: Session, projects: Iterable[Project]) -> dict[int, str]:
    wanted = {
        village_id
        for project in projects
        for village_id in (*project.villages, project.origin.village_id)
    }
    found = session.execute(villages().where(VillageRow.id.in_(wanted - {None})))
    return {village.id: village.label for village in map(village_from, found)}
