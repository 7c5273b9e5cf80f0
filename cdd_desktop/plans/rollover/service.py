"""Carrying what is left of one plan into a later one, in one step."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.chain.combining import copied
from cdd_desktop.plans.chain.linking import went_to
from cdd_desktop.plans.chain.rules import bear_from, statuses_of
from cdd_desktop.plans.needs.asked import times_asked
from cdd_desktop.plans.records import LinkKind, Plan, PlanLine, PlanState
from cdd_desktop.plans.rollover.offers import RolloverOffer, offers, usual_shift
from cdd_desktop.plans.rows.keeping import find_plan, find_projects, plan_of, read_projects
from cdd_desktop.plans.rules.permits import require_open_for_planning
from cdd_desktop.plans.service import PlanService
from cdd_desktop.plans.statuses import CARRIED
from cdd_desktop.plans.tables import PlanRow, ProjectRow
from cdd_desktop.plans.words import named, told_of
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.money import format_baht


class RolloverService:
    """A plan of 2566 to 2570 goes on in one of 2571 to 2575, or in one that overlaps it."""

    def __init__(self, store: Store, plans: PlanService) -> None:
        self._store = store
        self._plans = plans

    def later_plans(self, from_plan: UUID) -> tuple[PlanLine, ...]:
        """The plans of the same place and level that reach further and are not closed: what is
        left may go on in one of them. Raises `NotFound`."""
        plan = self._plans.get(from_plan)
        return tuple(
            line
            for line in self._plans.plans_in(plan.code)
            if (line.level, line.place) == (plan.level, plan.place)
            and line.end_year > plan.end_year
            and line.state is not PlanState.CLOSED
        )

    def offers(
        self, from_plan: UUID, start_year: int, end_year: int, shift: int | None = None
    ) -> tuple[RolloverOffer, ...]:
        """What a plan of these Buddhist fiscal years may take over, in the order of the old plan.

        Money moves by `shift` years, the usual number if None. Raises `NotFound`.
        """
        with self._store.reading() as session:
            row = find_plan(session, from_plan)
            return _offers(session, row, range(start_year, end_year + 1), shift)

    def carry(
        self,
        from_plan: UUID,
        plan: Plan,
        chosen: Sequence[UUID],
        *,
        shift: int | None = None,
        leave_outside: bool = False,
    ) -> Plan:
        """Carry chosen projects into a plan that is made now (version 0), or is there already.

        Each goes on as a draft of the new plan and is linked; where the plans share no year the
        old one becomes `carried` if its status may. Money of years that the new plan lacks is
        refused, named under `outside`, unless `leave_outside`.
        Raises `ValidationFailed`, `NotFound`, `StaleRecord`.
        """
        summary = told_of(f"ยก {len(chosen):,} โครงการไป", plan.title)
        with self._store.writing(Intent(action="chain.carry", summary=summary)) as work:
            session = work.session
            old = find_plan(session, from_plan)
            if plan.version == 0:
                plan = self._plans.keep(work, plan)
            else:
                plan = plan_of(session, find_plan(session, plan.uuid))
            _require_same_place(plan_of(session, old), plan)
            require_open_for_planning(session, find_plan(session, plan.uuid))
            wanted = _wanted(session, old, plan, chosen, shift)
            _require_inside(wanted, plan, leave_outside=leave_outside)
            self._carry(work, old, plan, wanted)
            return plan_of(session, find_plan(session, plan.uuid))

    def _carry(self, work: Work, old: PlanRow, plan: Plan, wanted: Sequence[RolloverOffer]) -> None:
        session = work.session
        statuses = statuses_of(session, old)
        pairs = [
            (
                offer.project,
                copied(offer.project, plan=plan.uuid, status=statuses.first, money=offer.money),
            )
            for offer in wanted
        ]
        bear_from(work, pairs, LinkKind.AGAIN)
        if old.start_year <= plan.end_year and plan.start_year <= old.end_year:
            return  # both plans go on beside each other
        rows = find_projects(session, [offer.project.uuid for offer in wanted])
        for before in rows.values():
            if before.status != CARRIED and statuses.may_move(before.status, CARRIED):
                before.status = CARRIED
                before.status_on = day_in_thailand(self._store.now())
        session.flush()


def _offers(
    session: Session, row: PlanRow, years: range, shift: int | None
) -> tuple[RolloverOffer, ...]:
    projects = read_projects(session, ProjectRow.plan_id == row.id)
    named_rows = select(ProjectRow.uuid, ProjectRow.id).where(ProjectRow.plan_id == row.id)
    ids: dict[UUID, int] = {each.uuid: each.id for each in session.execute(named_rows)}
    times = times_asked(session, ids.values())
    if shift is None:
        shift = usual_shift(range(row.start_year, row.end_year + 1), years)
    return offers(
        projects,
        statuses_of(session, row),
        {uuid: times[number] for uuid, number in ids.items()},
        years,
        shift,
    )


def _wanted(
    session: Session, old: PlanRow, plan: Plan, chosen: Sequence[UUID], shift: int | None
) -> tuple[RolloverOffer, ...]:
    """The offers that were chosen. Raises `ValidationFailed` for what may not be carried."""
    if not chosen:
        raise ValidationFailed({"projects": "ยังไม่ได้เลือกโครงการ กรุณาเลือกอย่างน้อยหนึ่งโครงการ"})
    told = {each.project.uuid: each for each in _offers(session, old, plan.years, shift)}
    if any(uuid not in told for uuid in chosen):
        raise ValidationFailed(
            {"projects": "มีโครงการที่แล้วเสร็จ ยกเลิก หรืออยู่ในโครงการอื่นแล้ว กรุณาเปิดรายการใหม่แล้วเลือกอีกครั้ง"}
        )
    wanted = tuple(told[uuid] for uuid in dict.fromkeys(chosen))
    again = [
        offer.project.name
        for offer in wanted
        if any(linked.project.plan == plan.uuid for linked in went_to(session, offer.project.uuid))
    ]
    if again:
        raise ValidationFailed({"projects": f"{named(again)} ยกไปแผนนี้แล้ว กรุณาเอาออกจากรายการที่เลือก"})
    return wanted


def _require_same_place(old: Plan, plan: Plan) -> None:
    if (old.level, old.place) != (plan.level, plan.place) or old.uuid == plan.uuid:
        raise ValidationFailed({"plan": "ยกไปได้เฉพาะแผนอื่นของพื้นที่และระดับเดียวกัน กรุณาเลือกแผนใหม่"})


def _require_inside(wanted: Sequence[RolloverOffer], plan: Plan, *, leave_outside: bool) -> None:
    left = [offer for offer in wanted if offer.left_out]
    if left and not leave_outside:
        years = sorted({line.year for offer in left for line in offer.left_out})
        told = ", ".join(map(str, years))
        amount = format_baht(sum(offer.lost or 0 for offer in left))
        raise ValidationFailed(
            {
                "outside": f"{named([o.project.name for o in left])} มีเงินของปี {told} รวม {amount} "
                f"บาท ซึ่งอยู่นอกช่วงของแผนใหม่ ({plan.period}) "
                "กรุณาเลือกว่าไม่ยกเงินส่วนนั้น หรือขยายช่วงปีของแผนใหม่"
            }
        )
