"""Plans and projects for tests of what becomes of them, written without the rules of services."""

from datetime import date
from uuid import UUID, uuid4

from cdd_desktop.places.records import PlaceRef
from cdd_desktop.plans.records import Level, Money, Origin, Plan, PlanState, Project
from cdd_desktop.plans.rows.keeping import write_plan, write_project
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

TAMBON, NEXT_TAMBON = "930101", "930102"
VILLAGES = {
    "93010101": "ดอนหลา",
    "93010102": "น้ำเลือด",
    "93010103": "ควนเปี๊ยะ",
    "93010201": "ท่าแค",
}
TODAY = date(2026, 11, 22)


def a_plan(
    store: Store,
    start: int = 2571,
    end: int = 2575,
    *,
    code: str = TAMBON,
    level: Level = Level.TAMBON,
    state: PlanState = PlanState.DRAFT,
) -> Plan:
    plan = Plan(
        uuid=uuid4(),
        level=level,
        place=PlaceRef(area_code=code),
        name="",
        start_year=start,
        end_year=end,
        state=state,
    )
    with store.writing(Intent(action="test.plan", summary="แผน")) as work:
        write_plan(work, plan)
    return plan


def a_project(
    store: Store,
    plan: Plan | None,
    name: str,
    *,
    status: str = "draft",
    money: tuple[Money, ...] = (),
    villages: tuple[int, ...] = (),
    rank: int | None = None,
    dimension: str = "",
    kind: str = "",
    raised_on: date | None = None,
    origin: Origin | None = None,
) -> UUID:
    project = Project(
        uuid=uuid4(),
        plan=None if plan is None else plan.uuid,
        area_code=TAMBON if plan is None else "",
        name=name,
        status=status,
        money=money,
        villages=villages,
        rank=rank,
        dimension=dimension,
        kind=kind,
        origin=origin or Origin(raised_on=raised_on),
    )
    with store.writing(Intent(action="test.project", summary="โครงการ")) as work:
        write_project(work, project)
    return project.uuid


def requested(year: int, baht: int, source: str = "local") -> Money:
    return Money(year=year, source=source, requested=baht * 100)
