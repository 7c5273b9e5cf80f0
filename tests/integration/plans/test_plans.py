"""Plans kept in their tree, adopted, closed, removed; refused where projects or others stand."""

from dataclasses import replace
from datetime import date

import pytest
from uuid6 import uuid7

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.plans.records import Level, LinkKind, Money, Plan, PlanState, Problem, Result
from cdd_desktop.plans.tables import ProjectLinkRow, ProjectRow
from cdd_desktop.storage.history import Intent
from tests.integration.plans.conftest import TAMBON


def village_plan(services: Services, code: str = "93010101") -> Plan:
    return services.plans.save(services.plans.begin(Level.VILLAGE, code, 2566, 2570))


def refused(services: Services, plan: Plan) -> set[str]:
    with pytest.raises(ValidationFailed) as failed:
        services.plans.save(plan)
    return set(failed.value.problems)


def test_everything_told_of_a_plan_is_read_back(services: Services, plan: Plan) -> None:
    problem = Problem(
        uuid=uuid7(), problem="น้ำท่วม", cause="คลองตื้น", approach="ขุดลอก", dimension="economy"
    )
    told = replace(
        plan,
        name="แผนตำบล",
        rank_method="ลงคะแนน",
        chapters={"introduction": "คำนำ"},
        problems=(problem, replace(problem, uuid=uuid7(), problem="น้ำแล้ง")),
    )
    kept = services.plans.save(told)
    assert kept == replace(told, version=2) == services.plans.get(plan.uuid)
    turned = services.plans.save(replace(kept, problems=kept.problems[::-1]))
    assert [each.problem for each in turned.problems] == ["น้ำแล้ง", "น้ำท่วม"]
    with pytest.raises(StaleRecord):
        services.plans.save(kept)
    for _ in range(2):
        services.history.undo_last()
    assert replace(services.plans.get(plan.uuid), version=1) == plan


def test_wrong_fields_of_a_plan_are_named(services: Services, plan: Plan) -> None:
    assert refused(services, replace(plan, end_year=2565)) == {"end_year"}
    assert refused(services, replace(plan, cycle="no-such")) == {"cycle"}
    assert refused(services, replace(plan, chapters={"no-such": "ก"})) == {"chapters"}
    assert refused(services, replace(plan, level=Level.AMPHOE)) == {"place"}
    assert refused(services, replace(plan, place=PlaceRef(area_code="900101"))) == {"place"}
    assert refused(services, replace(plan, problems=(Problem(uuid=uuid7(), problem=" "),))) == {
        "problems"
    }


def test_plans_stand_in_the_order_of_the_tree_with_their_sums(
    services: Services, plan: Plan
) -> None:
    below = [village_plan(services, code) for code in ("93010151", "93010102", "93010101")]
    amphoe = services.plans.save(services.plans.begin(Level.AMPHOE, "9301", 2566, 2570))
    money = (Money(year=2566, source="local", requested=150),)
    first = replace(services.projects.begin(plan.uuid), name="ก", money=money)
    first = services.projects.save(first)
    second = replace(services.projects.begin(plan.uuid), name="ข", money=money)
    services.projects.save(second)
    services.projects.move(first.uuid, "cancelled", date(2023, 1, 1))
    lines = services.plans.plans_in("93")
    assert [line.uuid for line in lines] == [
        each.uuid for each in (amphoe, plan, below[2], below[1], below[0])
    ]
    assert [(line.count, line.requested) for line in lines][1] == (1, 150)
    assert [line.uuid for line in services.plans.plans_in("93010102")] == [below[1].uuid]
    assert services.plans.plans_in("9302") == ()


def test_a_plan_feeds_only_one_above_around_it_in_shared_years(
    services: Services, plan: Plan
) -> None:
    below = village_plan(services)
    later = services.plans.save(services.plans.begin(Level.TAMBON, TAMBON, 2571, 2575))
    other = services.plans.save(services.plans.begin(Level.TAMBON, "930103", 2566, 2570))
    assert [line.uuid for line in services.plans.possible_parents(below.uuid)] == [plan.uuid]
    for wrong in (later, other, below):
        with pytest.raises(ValidationFailed) as failed:
            services.plans.set_parent(below.uuid, wrong.uuid)
        assert set(failed.value.problems) == {"parent"}
    assert services.plans.set_parent(below.uuid, plan.uuid).parent == plan.uuid
    with pytest.raises(ValidationFailed, match="ส่งต่อเข้าแผนนี้"):
        services.plans.remove(plan.uuid)
    services.history.undo_last()
    assert services.plans.get(below.uuid).parent is None


def test_years_with_money_outside_are_not_given_up(services: Services, plan: Plan) -> None:
    project = replace(
        services.projects.begin(plan.uuid),
        name="ขุดสระ",
        money=(Money(year=2570, source="local", requested=1),),
    )
    services.projects.save(project)
    with pytest.raises(ValidationFailed) as failed:
        services.plans.save(replace(plan, end_year=2569))
    assert "2570" in failed.value.problems["end_year"]
    assert "ขุดสระ" in failed.value.problems["end_year"]
    assert refused(services, replace(plan, place=PlaceRef(area_code="930103"))) == {"place"}


def test_what_was_adopted_waits_for_a_revision_and_results_do_not(
    services: Services, plan: Plan
) -> None:
    project = services.projects.save(replace(services.projects.begin(plan.uuid), name="ก"))
    adopted = services.plans.adopt(plan.uuid, date(2022, 9, 1))
    assert (adopted.state, adopted.adopted_on) == (PlanState.ADOPTED, date(2022, 9, 1))
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.projects.change(project.uuid, name="ข")
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.projects.change_money(project.uuid, 2566, "local", "requested", 1)
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.projects.save(replace(services.projects.begin(plan.uuid), name="ค"))
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.projects.remove([project.uuid])
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.plans.save(replace(adopted, end_year=2571))
    services.projects.change_money(project.uuid, 2566, "local", "approved", 1)
    services.projects.move(project.uuid, "in-plan", date(2022, 10, 1))
    services.projects.set_rank(project.uuid, 1)
    services.projects.put_result(project.uuid, Result(year=2566, quarter=1, told="ขุดแล้ว"))
    services.plans.save(replace(adopted, rank_method="ลงคะแนน"))
    with pytest.raises(ValidationFailed):
        services.plans.remove(plan.uuid)


def test_nothing_of_a_closed_plan_changes_until_it_is_opened_again(
    services: Services, plan: Plan
) -> None:
    project = services.projects.save(replace(services.projects.begin(plan.uuid), name="ก"))
    services.plans.adopt(plan.uuid, date(2022, 9, 1))
    services.plans.close(plan.uuid)
    with pytest.raises(ValidationFailed, match="สิ้นสุดแล้ว"):
        services.projects.move(project.uuid, "in-plan", date(2022, 10, 1))
    with pytest.raises(ValidationFailed, match="สิ้นสุดแล้ว"):
        services.projects.put_result(project.uuid, Result(year=2566, quarter=1, told="ก"))
    assert services.plans.reopen(plan.uuid).state is PlanState.ADOPTED
    assert services.plans.reopen(plan.uuid).state is PlanState.DRAFT
    with pytest.raises(ValidationFailed):
        services.plans.reopen(plan.uuid)


def test_results_are_kept_by_quarter(services: Services, plan: Plan) -> None:
    project = services.projects.save(replace(services.projects.begin(plan.uuid), name="ก"))
    second = Result(year=2566, quarter=2, told="ครึ่งทาง", spent=500)
    first = Result(year=2566, quarter=1, told="เริ่ม")
    services.projects.put_result(project.uuid, second)
    assert services.projects.put_result(project.uuid, first) == (first, second)
    assert services.projects.results_of(plan.uuid) == {project.uuid: (first, second)}
    assert services.projects.put_result(project.uuid, Result(year=2566, quarter=1)) == (second,)
    services.history.undo_last()
    assert services.projects.results(project.uuid) == (first, second)
    with pytest.raises(ValidationFailed) as failed:
        services.projects.put_result(project.uuid, Result(year=2565, quarter=5, spent=-1))
    assert set(failed.value.problems) == {"year", "quarter", "spent"}


def test_a_plan_goes_with_all_that_is_its_own_and_comes_back(
    services: Services, plan: Plan
) -> None:
    problem = Problem(uuid=uuid7(), problem="น้ำท่วม")
    plan = services.plans.save(replace(plan, problems=(problem,)))
    village = services.villages.by_code("93010101").id
    money = (Money(year=2566, source="", requested=150),)
    project = services.projects.save(
        replace(services.projects.begin(plan.uuid), name="ก", money=money, villages=(village,))
    )
    services.projects.put_result(project.uuid, Result(year=2566, quarter=1, told="เริ่ม"))
    services.plans.remove(plan.uuid)
    with pytest.raises(NotFound):
        services.plans.get(plan.uuid)
    with pytest.raises(NotFound):
        services.projects.get(project.uuid)
    services.history.undo_last()
    assert services.plans.get(plan.uuid) == plan
    assert services.projects.get(project.uuid) == project
    assert len(services.projects.results(project.uuid)) == 1


def test_what_others_came_from_is_not_removed(services: Services, plan: Plan) -> None:
    below = village_plan(services)
    low = services.projects.save(replace(services.projects.begin(below.uuid), name="ขุดสระหมู่ 1"))
    high = services.projects.save(replace(services.projects.begin(plan.uuid), name="ขุดสระตำบล"))
    link(services, low.uuid, high.uuid)
    for remove in (
        lambda: services.plans.remove(below.uuid),
        lambda: services.plans.remove(plan.uuid),
        lambda: services.projects.remove([low.uuid]),
    ):
        with pytest.raises(ValidationFailed) as failed:
            remove()
        assert "ขุดสระหมู่ 1" in str(failed.value)
        assert "ขุดสระตำบล" in str(failed.value)
    services.projects.remove([low.uuid, high.uuid])  # both go, the link with them
    services.history.undo_last()
    assert services.projects.get(low.uuid) == low


def link(services: Services, low: object, high: object) -> None:
    with services.store.writing(Intent(action="test.link", summary="เลือก")) as work:
        ids = {row.uuid: row.id for row in work.session.query(ProjectRow)}
        work.add(ProjectLinkRow(from_id=ids[low], to_id=ids[high], kind=LinkKind.UP.value))
