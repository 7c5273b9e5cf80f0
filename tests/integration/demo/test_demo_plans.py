"""What the demo shows of plans: every view and report of them has something to tell."""

from sqlalchemy import func, select

from cdd_desktop.bootstrap import Services
from cdd_desktop.demo.plans import make_plans
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.plans.records import Level, PlanLine, PlanState
from cdd_desktop.plans.tables import CoordinationRow, PlanRow, ProjectMoneyRow, ProjectRow
from cdd_desktop.storage.tables import OperationRow
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year

TAMBON = "900101"


def plans(demo: Services, level: Level) -> list[PlanLine]:
    return [line for line in demo.plans.plans_in("9001") if line.level is level]


def test_a_tambon_is_planned_from_its_villages_up_to_the_district(demo: Services) -> None:
    villages = plans(demo, Level.VILLAGE)
    five_year, rolling = plans(demo, Level.TAMBON)
    assert (five_year.start_year, five_year.end_year) == (2566, 2570)
    assert (rolling.start_year, rolling.end_year) == (2570, 2572)
    assert five_year.state is PlanState.ADOPTED
    assert rolling.state is PlanState.DRAFT
    assert {line.parent for line in villages} == {five_year.uuid}
    assert {line.state for line in villages} == {PlanState.ADOPTED, PlanState.DRAFT}
    assert plans(demo, Level.AMPHOE)[0].count == 5
    assert plans(demo, Level.NEEDS)[0].count == 3


def test_every_view_of_plans_has_something_to_show(demo: Services) -> None:
    plan = plans(demo, Level.TAMBON)[0].uuid
    today = day_in_thailand(demo.store.now())
    statuses = {project.status for project in demo.projects.of_plan(plan)}
    assert statuses >= {"in-plan", "sent", "accepted", "returned", "funded", "running", "done"}
    assert len(demo.coordination.awaiting("90", 60, today)) == 1
    assert demo.projects.results_of(plan)
    assert demo.ranking.ties_of(plan)
    assert [line.label for line in demo.plans.revisions(plan)] == ["เพิ่มเติม ครั้งที่ 1"]
    assert demo.chain.changes_below(plan)
    assert demo.needs.near_duplicates(TAMBON)
    assert demo.needs.followed(TAMBON)
    assert {fiscal_year(line.held_on) for line in demo.meetings.meetings("90")} == {2565, 2569}
    adopted_by = demo.plans.get(plan).meeting
    assert adopted_by is not None
    assert demo.resolutions.of_meeting(adopted_by)
    assert demo.meetings.follow_ups("90")


def test_making_the_plans_again_adds_nothing(demo: Services) -> None:
    def counted() -> list[int]:
        tables = (PlanRow, ProjectRow, ProjectMoneyRow, MeetingRow, CoordinationRow, OperationRow)
        with demo.store.reading() as session:
            return [
                session.scalars(select(func.count()).select_from(table)).one() for table in tables
            ]

    before = counted()
    make_plans(demo, TAMBON)
    assert counted() == before
