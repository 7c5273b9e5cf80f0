"""What the office does with its plans: begin, write, adopt, close, remove; and their tree."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, PlaceRef, code_order, is_village_code
from cdd_desktop.places.service import VillageService
from cdd_desktop.plans.heads import plan_head, plan_heads
from cdd_desktop.plans.records import (
    Level,
    Plan,
    PlanHead,
    PlanLine,
    PlanState,
    Revision,
    RevisionKind,
)
from cdd_desktop.plans.revisions.changes import RevisionChanges
from cdd_desktop.plans.revisions.service import (
    changes_of,
    close_one,
    find_revision,
    open_one,
    require_none_open,
    revision_of,
    revisions_of,
)
from cdd_desktop.plans.rows.keeping import codes_of_villages, find_plan, plan_of, write_plan
from cdd_desktop.plans.rules.permits import require_not_closed
from cdd_desktop.plans.rules.plans import keep_plan, parent_problem, parent_problems
from cdd_desktop.plans.rules.removing import remove_plan
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.plans.tables import PlanRow, ProjectMoneyRow, ProjectRow
from cdd_desktop.plans.words import told_of
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import WRONG_DAY, is_office_day

_LEVELS = (Level.AMPHOE, Level.NEEDS, Level.TAMBON, Level.VILLAGE)  # from above


class PlanService:
    """The office's plans."""

    def __init__(
        self, store: Store, villages: VillageService, areas: Areas, lookups: LookupService
    ) -> None:
        self._store = store
        self._villages = villages
        self._areas = areas
        self._lookups = lookups

    # reading

    def plans_in(self, area_code: str) -> tuple[PlanLine, ...]:
        """The plans of every level whose area lies within one of 2 to 6 digits, or is the village.

        Villages by the code they have today. In official order of their places, from the upper
        level down, then by years.
        """
        statuses = self._lookups.get(ListName.PROJECT_STATUS)
        with self._store.reading() as session:
            return plan_lines(session, area_code, statuses)

    def get(self, uuid: UUID) -> Plan:
        """One plan; raises `NotFound`."""
        with self._store.reading() as session:
            return plan_of(session, find_plan(session, uuid))

    def heads(self, area_code: str) -> tuple[PlanHead, ...]:
        """The plans of `plans_in` without what they come to, in the order they were made."""
        with self._store.reading() as session:
            return plan_heads(session, area_code)

    def head(self, uuid: UUID) -> PlanHead | None:
        """One of them; None for a plan that was removed."""
        with self._store.reading() as session:
            return plan_head(session, uuid)

    def possible_parents(self, uuid: UUID) -> tuple[PlanLine, ...]:
        """The plans that this one may feed: of a level above, around it, of years it shares."""
        plan = self.get(uuid)
        if not plan.level.feeds:
            return ()
        return tuple(
            line
            for line in self.plans_in(plan.code[:4])
            if not parent_problem(
                plan, plan.code, line.level, line.code, range(line.start_year, line.end_year + 1)
            )
        )

    # writing

    def begin(
        self, level: Level, place: PlaceRef | str, start_year: int, end_year: int, cycle: str = ""
    ) -> Plan:
        """A new plan of a place, by reference or by code; nothing is saved. Raises `NotFound`."""
        if isinstance(place, str):
            code = place
            place = (
                PlaceRef(village_id=self._villages.by_code(code).id)
                if is_village_code(code)
                else PlaceRef(area_code=self._areas.get(code).code)
            )
        elif place.village_id is not None:
            code = self._villages.by_id(place.village_id).code
        else:
            code = place.area_code
        return Plan(
            uuid=UUID(int=uuid7().int),
            level=level,
            place=place,
            name="",
            start_year=start_year,
            end_year=end_year,
            cycle=cycle,
            code=code,
        )

    def save(self, plan: Plan) -> Plan:
        """Keep a new plan (version 0) or a changed one; gives it as it stands now.

        State, day and meeting of the adoption stay as stored: `adopt`, `close` and `reopen` change
        them. Raises `ValidationFailed` by field, `StaleRecord`.
        """
        done = "แก้แผน" if plan.version else "เพิ่มแผน"
        intent = Intent(action="plans.save", summary=told_of(done, plan.title))
        with self._store.writing(intent) as work:
            return self.keep(work, plan)

    def keep(self, work: Work, plan: Plan) -> Plan:
        """`save`, inside a transaction that is open already."""
        code = plan.place.area_code
        if code and not self._villages.covers(code):
            raise ValidationFailed({"place": "พื้นที่นี้ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่ใหม่"})
        return plan_of(work.session, keep_plan(work, plan))

    def set_parent(self, uuid: UUID, parent: UUID | None) -> Plan:
        """Let a plan feed another, or none. Raises `ValidationFailed`, `NotFound`."""
        with self._store.writing(self._intent("set_parent", "เลือกแผนที่ส่งต่อ", uuid)) as work:
            row = find_plan(work.session, uuid)
            before = plan_of(work.session, row)
            plan = dataclasses.replace(before, parent=parent)
            if problems := parent_problems(work.session, plan, before):
                raise ValidationFailed(problems)
            require_not_closed(row)
            return plan_of(work.session, write_plan(work, plan))

    def adopt(self, uuid: UUID, on: date, meeting: UUID | None = None) -> Plan:
        """Adopt a draft on a day, by a meeting where one did. Raises `ValidationFailed`."""

        if not is_office_day(on):
            raise ValidationFailed({"adopted_on": WRONG_DAY})

        def adopted(plan: Plan) -> Plan:
            return dataclasses.replace(
                plan, state=PlanState.ADOPTED, adopted_on=on, meeting=meeting
            )

        return self._restate(uuid, "adopt", "ประกาศใช้แผน", {PlanState.DRAFT}, adopted)

    def reopen(self, uuid: UUID) -> Plan:
        """Let a closed plan be as it was before: adopted, or a draft; an adopted one a draft."""

        def reopened(plan: Plan) -> Plan:
            if plan.state is PlanState.CLOSED and plan.adopted_on is not None:
                return dataclasses.replace(plan, state=PlanState.ADOPTED)
            return dataclasses.replace(plan, state=PlanState.DRAFT, adopted_on=None, meeting=None)

        wanted = {PlanState.CLOSED, PlanState.ADOPTED}
        return self._restate(uuid, "reopen", "เปิดแผนอีกครั้ง", wanted, reopened)

    def close(self, uuid: UUID) -> Plan:
        """Let nothing in a plan change any more. Raises `ValidationFailed`."""
        wanted = {PlanState.DRAFT, PlanState.ADOPTED}
        return self._restate(
            uuid,
            "close",
            "สิ้นสุดแผน",
            wanted,
            lambda plan: dataclasses.replace(plan, state=PlanState.CLOSED),
        )

    def remove(self, uuid: UUID) -> None:
        """Take a draft away with its projects and all that is its own; the history keeps them.

        Raises `ValidationFailed` where others came from its projects or feed it, naming them;
        `NotFound`.
        """
        with self._store.writing(self._intent("remove", "ลบแผน", uuid)) as work:
            remove_plan(work, find_plan(work.session, uuid))

    # revisions

    def revisions(self, plan: UUID) -> tuple[Revision, ...]:
        """The revisions of a plan, the oldest first; raises `NotFound`."""
        with self._store.reading() as session:
            return revisions_of(session, find_plan(session, plan))

    def open_revision(
        self,
        plan: UUID,
        kind: RevisionKind,
        opened_on: date,
        reason: str = "",
        meeting: UUID | None = None,
    ) -> Revision:
        """Let what an adopted plan planned change from now on; keeps it as it stands.

        Raises `ValidationFailed` by field: only one may be open.
        """
        intent = self._intent("open_revision", f"เปิดการ{kind.label}แผน", plan)
        with self._store.writing(intent) as work:
            row = find_plan(work.session, plan)
            opened = open_one(work, row, kind, opened_on, reason, meeting)
            return revision_of(work.session, opened)

    def close_revision(self, uuid: UUID, on: date, meeting: UUID | None = None) -> Revision:
        """End a revision; the plan as it stands is what it led to. `meeting` is the one that
        agreed, where that is another than was told. Raises `ValidationFailed`, `NotFound`."""
        with self._store.reading() as session:
            revision = revision_of(session, find_revision(session, uuid))
        intent = self._intent("close_revision", f"ปิดการ{revision.label}", revision.plan)
        with self._store.writing(intent) as work:
            row = find_revision(work.session, uuid)
            close_one(work, row, on, meeting)
            return revision_of(work.session, row)

    def revision_changes(self, uuid: UUID) -> RevisionChanges:
        """What a revision changed, row by row and field by field, with the sums of each year.

        Raises `NotFound`, `SnapshotDamaged`.
        """
        with self._store.reading() as session:
            return changes_of(session, find_revision(session, uuid))

    def _restate(
        self,
        uuid: UUID,
        action: str,
        done: str,
        wanted: set[PlanState],
        restated: Callable[[Plan], Plan],
    ) -> Plan:
        with self._store.writing(self._intent(action, done, uuid)) as work:
            row = find_plan(work.session, uuid)
            plan = plan_of(work.session, row)
            if plan.state not in wanted:
                raise ValidationFailed(
                    {"state": f"แผนนี้อยู่ในสถานะ{plan.state.label} จึง{done}ไม่ได้ กรุณาเปิดรายการใหม่"}
                )
            require_none_open(work.session, row)
            return plan_of(work.session, write_plan(work, restated(plan)))

    def _intent(self, action: str, done: str, uuid: UUID) -> Intent:
        return Intent(action=f"plans.{action}", summary=told_of(done, self.get(uuid).title))


def plan_lines(session: Session, area_code: str, statuses: Lookup) -> tuple[PlanLine, ...]:
    """`PlanService.plans_in`, inside a transaction that is open already."""
    rows = session.scalars(select(PlanRow)).all()
    codes = codes_of_villages(session, {row.village_id for row in rows if row.village_id})
    by_id = {row.id: row for row in rows}
    shown = {
        row.id: code
        for row in rows
        if _lies_in(code := (row.area_code or codes.get(row.village_id or 0, "")), area_code)
    }
    counts = session.execute(
        select(ProjectRow.plan_id, ProjectRow.status, func.count())
        .where(ProjectRow.plan_id.is_not(None))
        .group_by(ProjectRow.plan_id, ProjectRow.status)
    ).all()
    sums = session.execute(
        select(ProjectRow.plan_id, ProjectRow.status, func.sum(ProjectMoneyRow.requested))
        .join(ProjectMoneyRow, ProjectMoneyRow.project_id == ProjectRow.id)
        .where(ProjectRow.plan_id.is_not(None))
        .group_by(ProjectRow.plan_id, ProjectRow.status)
    ).all()
    count: defaultdict[int, int] = defaultdict(int)
    requested: defaultdict[int, int] = defaultdict(int)
    told: dict[int, Statuses] = {}
    for totals, found in ((count, counts), (requested, sums)):
        for plan_id, status, number in found:
            if plan_id in shown:
                year = by_id[plan_id].start_year
                told.setdefault(year, Statuses(statuses, year))
                if told[year].counts(status):
                    totals[plan_id] += number or 0
    lines = [
        PlanLine(
            uuid=row.uuid,
            level=Level(row.level),
            place=PlaceRef(village_id=row.village_id, area_code=row.area_code or ""),
            code=shown[row.id],
            name=row.name,
            start_year=row.start_year,
            end_year=row.end_year,
            state=PlanState(row.state),
            parent=None if row.parent_id is None else by_id[row.parent_id].uuid,
            count=count[row.id],
            requested=requested[row.id],
        )
        for row in rows
        if row.id in shown
    ]
    return tuple(sorted(lines, key=_tree_order))


def _tree_order(line: PlanLine) -> tuple[tuple[str, int], int, int, int, str]:
    is_village = len(line.code) > TAMBON_CODE_LENGTH
    place = code_order(line.code) if is_village else (line.code, 0)
    return place, _LEVELS.index(line.level), line.start_year, line.end_year, line.uuid.hex


def _lies_in(code: str, area_code: str) -> bool:
    if len(area_code) > TAMBON_CODE_LENGTH:
        return code == area_code
    return code.startswith(area_code)
