"""Vote sheets are kept and counted here, and the ranks of a plan follow them."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.plans.records import Level
from cdd_desktop.plans.rows.keeping import change_fields, find_plan
from cdd_desktop.plans.rules.permits import require_not_closed
from cdd_desktop.plans.rules.ranks import order_by_hand
from cdd_desktop.plans.tables import PlanRow, ProjectRow, VotePointsRow, VoteSheetRow
from cdd_desktop.plans.votes.records import (
    Placed,
    VoteSheet,
    is_order_of,
    rank_method,
    sheet_problems,
    tally,
)
from cdd_desktop.plans.words import told_of
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.text import clean_line

_GONE = "ไม่พบใบลงคะแนนนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_STALE = "ใบลงคะแนนนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"


class RankingService:
    """Vote sheets of plans, and the ranks that come of them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, plan: UUID) -> tuple[VoteSheet, ...]:
        """The vote sheets of a plan, the newest first."""
        with self._store.reading() as session:
            rows = session.scalars(
                select(VoteSheetRow)
                .join(PlanRow, PlanRow.id == VoteSheetRow.plan_id)
                .where(PlanRow.uuid == plan)
                .order_by(VoteSheetRow.held_on.desc(), VoteSheetRow.id.desc())
            )
            return tuple(_sheet(session, row) for row in rows)

    def get(self, uuid: UUID) -> VoteSheet:
        """One vote sheet; raises `NotFound`."""
        with self._store.reading() as session:
            return _sheet(session, _found(session, uuid))

    def begin(self, plan: UUID, held_on: date) -> VoteSheet:
        """A new vote sheet of a plan; nothing is saved."""
        return VoteSheet(uuid=UUID(int=uuid7().int), plan=plan, held_on=held_on)

    def save(self, sheet: VoteSheet) -> VoteSheet:
        """Keep a new vote sheet (version 0) or a changed one; the ranks of the plan stay.

        Raises `ValidationFailed` by field, `StaleRecord`, `NotFound`.
        """
        with self._store.writing(self._intent("ranking.save", "บันทึกใบลงคะแนน", sheet.plan)) as work:
            return self._keep(work, sheet)

    def _keep(self, work: Work, sheet: VoteSheet) -> VoteSheet:
        sheet = dataclasses.replace(sheet, method=clean_line(sheet.method))
        problems = sheet_problems(sheet, today=day_in_thailand(self._store.now()))
        if problems:
            raise ValidationFailed(problems)
        session = work.session
        plan = find_plan(session, sheet.plan)
        require_not_closed(plan)
        row = _find(session, sheet.uuid)
        if (0 if row is None else row.version) != sheet.version:
            raise StaleRecord(_STALE)
        columns = {
            "plan_id": plan.id,
            "meeting_id": _meeting_id(session, sheet.meeting),
            "held_on": sheet.held_on,
            "method": sheet.method,
            "voters": sheet.voters,
        }
        if row is None:
            row = VoteSheetRow(uuid=sheet.uuid, **columns)
            work.add(row)
            session.flush()
            _write_points(work, row.id, plan.id, sheet)
        elif _write_points(work, row.id, plan.id, sheet) | change_fields(row, columns):
            row.version += 1
        session.flush()
        return _sheet(session, row)

    def remove(self, uuid: UUID) -> None:
        """Remove a vote sheet; the ranks of the plan stay.

        Raises `ValidationFailed` in a closed plan, `NotFound`.
        """
        sheet = self.get(uuid)
        with self._store.writing(self._intent("ranking.remove", "ลบใบลงคะแนน", sheet.plan)) as work:
            require_not_closed(find_plan(work.session, sheet.plan))
            row = _found(work.session, uuid)
            for points in _points_rows(work.session, row.id):
                work.session.delete(points)
            work.session.flush()
            work.session.delete(row)

    def tally(self, sheet: VoteSheet) -> tuple[Placed, ...]:
        """The counted projects by points; those that tie stand in the order the plan has now."""
        with self._store.reading() as session:
            return tally(sheet, _present_order(session, find_plan(session, sheet.plan).id))

    def ties_of(self, plan: UUID) -> tuple[tuple[Placed, ...], ...]:
        """The projects of the newest vote sheet that share a place, by place."""
        sheets = self.all(plan)
        if not sheets:
            return ()
        shared = [one for one in self.tally(sheets[0]) if one.is_shared]
        places = dict.fromkeys(one.place for one in shared)
        return tuple(tuple(one for one in shared if one.place == place) for place in places)

    def apply(
        self, uuid: UUID, order: Sequence[UUID] | None = None, *, by_dimension: bool = False
    ) -> tuple[Placed, ...]:
        """Let the ranks of the plan follow a vote sheet, and write down how they came about.

        `order` is how the meeting put those that tie; None: as they stand now. Projects that
        were not voted on come after, in the order they had; those without a rank keep none.
        `by_dimension`: ranks within each dimension follow too.
        Raises `ValidationFailed` where `order` breaks the points.
        """
        sheet = self.get(uuid)
        with self._store.writing(
            self._intent("ranking.apply", "จัดลำดับตามคะแนน", sheet.plan)
        ) as work:
            return _apply(
                work, _sheet(work.session, _found(work.session, uuid)), order, by_dimension
            )

    def save_and_apply(
        self, sheet: VoteSheet, order: Sequence[UUID], *, by_dimension: bool
    ) -> VoteSheet:
        """`save` and `apply` as one operation: all of it, or nothing."""
        with self._store.writing(
            self._intent("ranking.apply", "จัดลำดับตามคะแนน", sheet.plan)
        ) as work:
            kept = self._keep(work, sheet)
            _apply(work, kept, order, by_dimension)
            return kept

    def _intent(self, action: str, done: str, plan: UUID) -> Intent:
        with self._store.reading() as session:
            row = find_plan(session, plan)
            return Intent(action=action, summary=told_of(done, row.name or Level(row.level).label))


def _apply(
    work: Work, sheet: VoteSheet, order: Sequence[UUID] | None, by_dimension: bool
) -> tuple[Placed, ...]:
    session = work.session
    plan = find_plan(session, sheet.plan)
    require_not_closed(plan)
    placed = tally(sheet, _present_order(session, plan.id))
    if not placed:
        raise ValidationFailed({"points": "ใบลงคะแนนนี้ยังไม่มีคะแนน กรุณากรอกคะแนนของโครงการก่อนจัดลำดับ"})
    if order is not None and not is_order_of(placed, order):
        raise ValidationFailed(
            {"points": "สลับได้เฉพาะโครงการที่คะแนนเท่ากัน กรุณาเปิดใบลงคะแนนใหม่แล้วจัดลำดับอีกครั้ง"}
        )
    by_project = {one.project: one for one in placed}
    voted = [by_project[one] for one in order] if order is not None else list(placed)
    change_fields(plan, {"rank_method": rank_method(sheet)})
    _write_ranks(work, plan.id, [one.project for one in voted], by_dimension)
    return tuple(voted)


def _find(session: Session, uuid: UUID) -> VoteSheetRow | None:
    return session.scalars(select(VoteSheetRow).where(VoteSheetRow.uuid == uuid)).one_or_none()


def _found(session: Session, uuid: UUID) -> VoteSheetRow:
    row = _find(session, uuid)
    if row is None:
        raise NotFound(_GONE)
    return row


def _sheet(session: Session, row: VoteSheetRow) -> VoteSheet:
    points = session.execute(
        select(ProjectRow.uuid, VotePointsRow.points)
        .join(ProjectRow, ProjectRow.id == VotePointsRow.project_id)
        .where(VotePointsRow.sheet_id == row.id)
        .order_by(ProjectRow.id)
    )
    meeting = session.get(MeetingRow, row.meeting_id) if row.meeting_id is not None else None
    return VoteSheet(
        uuid=row.uuid,
        plan=session.scalars(select(PlanRow.uuid).where(PlanRow.id == row.plan_id)).one(),
        held_on=row.held_on,
        method=row.method,
        voters=row.voters,
        meeting=None if meeting is None else meeting.uuid,
        points={row.uuid: row.points for row in points},
        version=row.version,
    )


def _meeting_id(session: Session, uuid: UUID | None) -> int | None:
    if uuid is None:
        return None
    found = session.scalars(select(MeetingRow.id).where(MeetingRow.uuid == uuid)).one_or_none()
    if found is None:
        raise ValidationFailed({"meeting": "ไม่พบการประชุมนี้แล้ว กรุณาเลือกการประชุมใหม่"})
    return found


def _points_rows(session: Session, sheet_id: int) -> Sequence[VotePointsRow]:
    return session.scalars(select(VotePointsRow).where(VotePointsRow.sheet_id == sheet_id)).all()


def _write_points(work: Work, sheet_id: int, plan_id: int, sheet: VoteSheet) -> bool:
    """Let these be the points of a sheet; tells whether any differed."""
    session = work.session
    ids: dict[UUID, int] = {}
    for uuid, project_id in session.execute(
        select(ProjectRow.uuid, ProjectRow.id).where(ProjectRow.plan_id == plan_id)
    ):
        ids[uuid] = project_id
    held = {row.project_id: row for row in _points_rows(session, sheet_id)}
    told = {ids[project]: points for project, points in sheet.points.items() if project in ids}
    is_changed = False
    for gone in held.keys() - told.keys():
        session.delete(held[gone])
        is_changed = True
    for project_id, points in told.items():
        columns: dict[str, Any] = {"points": points}
        row = held.get(project_id)
        if row is None:
            work.add(VotePointsRow(sheet_id=sheet_id, project_id=project_id, **columns))
            is_changed = True
        else:
            is_changed |= change_fields(row, columns)
    return is_changed


def _present_order(session: Session, plan_id: int) -> list[UUID]:
    return list(
        session.scalars(
            select(ProjectRow.uuid)
            .where(ProjectRow.plan_id == plan_id)
            .order_by(ProjectRow.rank.is_(None), ProjectRow.rank, ProjectRow.id)
        )
    )


def _write_ranks(work: Work, plan_id: int, voted: Sequence[UUID], by_dimension: bool) -> None:
    """The voted from 1 on, then those that had a rank before."""
    order_by_hand(work, plan_id, voted, None)
    if not by_dimension:
        return
    within: defaultdict[str, list[UUID]] = defaultdict(list)
    dimensions = select(ProjectRow.uuid, ProjectRow.dimension).where(ProjectRow.plan_id == plan_id)
    of: dict[UUID, str] = {row.uuid: row.dimension for row in work.session.execute(dimensions)}
    for uuid in voted:
        within[of[uuid]].append(uuid)
    for dimension, some in within.items():
        order_by_hand(work, plan_id, some, dimension)
