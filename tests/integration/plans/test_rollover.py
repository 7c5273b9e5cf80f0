"""What is left of a plan goes on in a later one, in one step that can be undone."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.records import Level, LinkKind, Money, Plan, Project
from cdd_desktop.plans.rollover.offers import Why, still_asked, usual_shift

ON = date(2026, 11, 22)


def add(services: Services, plan: Plan, name: str, *money: Money, recurs: bool = False) -> Project:
    begun = services.projects.begin(plan.uuid)
    return services.projects.save(replace(begun, name=name, money=money, is_recurring=recurs))


def moved(services: Services, project: Project, *statuses: str) -> None:
    for status in statuses:
        services.projects.move(project.uuid, status, ON)


def line(year: int, requested: int | None, approved: int | None = None) -> Money:
    return Money(year=year, source="local", requested=requested, approved=approved)


def next_plan(services: Services, start: int = 2571, end: int = 2575) -> Plan:
    return services.plans.begin(Level.TAMBON, "930101", start, end, "five-year")


def test_unfinished_unfunded_and_recurring_projects_are_offered_and_no_others(
    services: Services, plan: Plan
) -> None:
    unfunded = add(services, plan, "ยังไม่ได้เงิน")
    running = add(services, plan, "กำลังทำ")
    done = add(services, plan, "เสร็จแล้ว")
    yearly = add(services, plan, "ทุกปี", recurs=True)
    dropped = add(services, plan, "ยกเลิก")
    for project in (running, done, yearly):
        moved(services, project, "in-plan", "funded", "running")
    moved(services, done, "done")
    moved(services, yearly, "done")
    moved(services, dropped, "cancelled")
    offers = services.rollover.offers(plan.uuid, 2571, 2575)
    assert {offer.project.uuid: offer.why for offer in offers} == {
        unfunded.uuid: (Why.UNFUNDED,),
        running.uuid: (Why.UNFINISHED,),
        yearly.uuid: (Why.RECURRING,),
    }


def test_the_new_plan_asks_for_what_was_not_given_in_years_moved_on(
    services: Services, plan: Plan
) -> None:
    old = add(services, plan, "ถนน", line(2566, 100), line(2567, 70, 30), line(2568, 9, 9))
    made = services.rollover.carry(plan.uuid, next_plan(services), [old.uuid])
    (new,) = services.projects.of_plan(made.uuid)
    assert new.money == (line(2571, 100), line(2572, 40))
    assert (new.status, new.plan) == ("draft", made.uuid)
    assert services.projects.get(old.uuid).money == old.money
    (linked,) = services.chain.below(new.uuid)
    assert (linked.link.kind, linked.project.uuid) == (LinkKind.AGAIN, old.uuid)


def test_what_was_carried_is_marked_where_its_status_may_and_not_offered_again(
    services: Services, plan: Plan
) -> None:
    draft, funded = add(services, plan, "ร่าง"), add(services, plan, "ได้เงินแล้ว")
    moved(services, funded, "in-plan", "funded")
    services.rollover.carry(plan.uuid, next_plan(services), [draft.uuid, funded.uuid])
    assert services.projects.get(funded.uuid).status == "carried"
    assert services.projects.get(draft.uuid).status == "draft"
    offers = services.rollover.offers(plan.uuid, 2571, 2575)
    assert [offer.project.uuid for offer in offers] == [draft.uuid]


def test_carrying_is_one_operation_that_is_undone_whole(services: Services, plan: Plan) -> None:
    old = add(services, plan, "ถนน", line(2566, 100))
    moved(services, old, "in-plan")
    before = services.projects.get(old.uuid)
    made = services.rollover.carry(plan.uuid, next_plan(services), [old.uuid])
    services.history.undo_last()
    assert made.uuid not in {each.uuid for each in services.plans.plans_in("930101")}
    assert services.projects.get(old.uuid).status == before.status
    assert services.chain.above(old.uuid) == ()


def test_how_often_it_was_asked_for_counts_along_the_plans(services: Services, plan: Plan) -> None:
    old = add(services, plan, "ถนน", line(2566, 100))
    made = services.rollover.carry(plan.uuid, next_plan(services), [old.uuid])
    (offer,) = services.rollover.offers(made.uuid, 2576, 2580)
    assert offer.times_asked == 2
    assert [money.year for money in offer.money] == [2576]


def test_a_rolling_plan_that_overlaps_keeps_years_and_statuses(
    services: Services, plan: Plan
) -> None:
    old = add(services, plan, "ถนน", line(2567, 5), line(2569, 100))
    moved(services, old, "in-plan")
    rolling = next_plan(services, 2569, 2571)
    with pytest.raises(ValidationFailed, match=r"ถนน.*2567") as refused:
        services.rollover.carry(plan.uuid, rolling, [old.uuid])
    assert list(refused.value.problems) == ["outside"]
    assert len(services.plans.plans_in("930101")) == 1
    made = services.rollover.carry(plan.uuid, rolling, [old.uuid], leave_outside=True)
    (new,) = services.projects.of_plan(made.uuid)
    assert new.money == (line(2569, 100),)
    assert services.projects.get(old.uuid).status == "in-plan"


def test_more_can_be_carried_into_the_plan_later_but_nothing_twice(
    services: Services, plan: Plan
) -> None:
    one, two = add(services, plan, "ก"), add(services, plan, "ข")
    made = services.rollover.carry(plan.uuid, next_plan(services), [one.uuid])
    services.rollover.carry(plan.uuid, made, [two.uuid])
    assert len(services.projects.of_plan(made.uuid)) == 2
    with pytest.raises(ValidationFailed, match=r"“ก”.*ยกไปแผนนี้แล้ว"):
        services.rollover.carry(plan.uuid, made, [one.uuid])


def test_nothing_is_carried_into_a_plan_of_another_place_or_the_same_plan(
    services: Services, plan: Plan
) -> None:
    old = add(services, plan, "ก")
    village = services.plans.begin(Level.VILLAGE, "93010101", 2571, 2575)
    for wrong in (village, plan):
        with pytest.raises(ValidationFailed, match="พื้นที่และระดับเดียวกัน"):
            services.rollover.carry(plan.uuid, wrong, [old.uuid])
    with pytest.raises(ValidationFailed, match="อย่างน้อยหนึ่งโครงการ"):
        services.rollover.carry(plan.uuid, next_plan(services), [])
    assert len(services.plans.plans_in("930101")) == 1


def test_money_that_was_asked_as_zero_or_not_at_all_stays_so() -> None:
    project = Project(
        uuid=uuid4(),
        plan=None,
        name="ก",
        money=(line(2566, 0), line(2567, None, 50), line(2568, 7, 7)),
    )
    assert still_asked(project) == (line(2566, 0),)
    yearly = replace(project, is_recurring=True)
    assert still_asked(yearly) == (line(2566, 0), line(2568, 7))


@pytest.mark.parametrize(
    ("old", "new", "shift"),
    [
        (range(2566, 2571), range(2571, 2576), 5),
        (range(2566, 2571), range(2569, 2572), 0),
        (range(2566, 2571), range(2575, 2578), 9),
    ],
)
def test_money_moves_only_between_plans_that_share_no_year(
    old: range, new: range, shift: int
) -> None:
    assert usual_shift(old, new) == shift


def test_what_is_left_may_go_on_in_later_plans_of_the_place_that_are_not_closed(
    services: Services, plan: Plan
) -> None:
    plans = services.plans
    later, closed = (
        plans.save(next_plan(services)),
        plans.save(next_plan(services, 2572, 2576)),
    )
    plans.close(closed.uuid)
    plans.save(next_plan(services, plan.start_year, plan.end_year))  # reaches no further
    plans.save(plans.begin(Level.VILLAGE, "93010101", 2571, 2575))
    assert [line.uuid for line in services.rollover.later_plans(plan.uuid)] == [later.uuid]
