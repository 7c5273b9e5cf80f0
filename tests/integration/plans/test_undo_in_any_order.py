"""Whatever is taken back, and in whatever order, plans keep their rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.health import look_over
from cdd_desktop.meetings.records import Meeting
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.plans.records import Level, Money, Plan, Project, RevisionKind
from cdd_desktop.progress import Silent
from cdd_desktop.storage.conflicts import UndoRefused

TAMBON = PlaceRef(area_code="930101")
DAY = date(2026, 11, 22)


def last(services: Services) -> int:
    """The operation that was done last."""
    return services.history.recent(1)[0].id


def village(services: Services) -> PlaceRef:
    return PlaceRef(village_id=services.villages.by_code("93010101").id)


def born(services: Services, plan: Plan, name: str, year: int | None = None) -> Project:
    money = () if year is None else (Money(year=year, source="local", requested=100),)
    begun = services.projects.begin(plan.uuid)
    return services.projects.save(replace(begun, name=name, money=money))


def assert_sound(services: Services) -> None:
    assert look_over(Silent(), services.health.plan()).faults == ()


def refused(services: Services, operation: int) -> str:
    """Why an operation cannot be taken back, which leaves all as it was."""
    before = last(services)
    with pytest.raises(UndoRefused) as caught:
        services.history.undo(operation)
    assert last(services) == before
    assert_sound(services)
    return str(caught.value)


def test_years_that_moved_past_each_other_are_set_back_and_again(
    services: Services, plan: Plan
) -> None:
    later = services.plans.save(replace(plan, start_year=2576, end_year=2580))
    for expected in (plan, later, plan):
        services.history.undo(last(services))
        now = services.plans.get(plan.uuid)
        assert (now.start_year, now.end_year) == (expected.start_year, expected.end_year)


def test_a_plan_that_became_a_village_s_is_the_tambon_s_again(
    services: Services, plan: Plan
) -> None:
    place = village(services)
    services.plans.save(replace(plan, level=Level.VILLAGE, place=place))
    for level, there in ((Level.TAMBON, TAMBON), (Level.VILLAGE, place)):
        services.history.undo(last(services))
        now = services.plans.get(plan.uuid)
        assert (now.level, now.place) == (level, there)


def test_a_meeting_that_went_to_a_village_is_the_tambon_s_again(services: Services) -> None:
    place = village(services)
    meeting = services.meetings.save(services.meetings.begin(TAMBON, DAY))
    services.meetings.save(replace(meeting, place=place))
    for there in (TAMBON, place):
        services.history.undo(last(services))
        assert services.meetings.get(meeting.uuid).place == there


def of_a_committee(services: Services) -> Meeting:
    committee = services.meetings.begin_committee("tambon", TAMBON)
    return services.meetings.begin(services.meetings.save_committee(committee).uuid, DAY)


def of_a_place(services: Services) -> Meeting:
    return services.meetings.begin(TAMBON, DAY)


@pytest.mark.parametrize("begin", [of_a_committee, of_a_place])
def test_a_number_that_another_meeting_has_by_now_is_not_given_back(
    services: Services, begin: Callable[[Services], Meeting]
) -> None:
    meeting = begin(services)
    meeting = services.meetings.save(meeting)
    services.meetings.save(replace(meeting, number=2))
    renumbering = last(services)
    other = services.meetings.begin(meeting.committee or TAMBON, DAY)
    services.meetings.save(replace(other, number=1))
    assert "ครั้งที่ 1/2569" in refused(services, renumbering)


def test_a_project_does_not_return_to_a_rank_that_others_have_by_now(
    services: Services, plan: Plan
) -> None:
    first, second, third = (born(services, plan, name) for name in ("ขุดสระ", "ถนน", "ศาลา"))
    services.projects.reorder(plan.uuid, [first.uuid, second.uuid])
    services.projects.remove([first.uuid])
    removal = last(services)
    services.projects.set_rank(third.uuid, 2)
    assert "ลำดับความสำคัญ 2" in refused(services, removal)
    services.history.undo(last(services))
    services.history.undo(removal)
    assert [p.rank for p in services.projects.of_plan(plan.uuid)] == [1, 2, None]


def test_a_plan_s_period_is_not_set_back_over_money_that_came_since(
    services: Services, plan: Plan
) -> None:
    services.plans.save(replace(plan, end_year=2571))
    longer = last(services)
    project = born(services, plan, "ขุดสระ", 2571)
    assert "2571" in refused(services, longer)
    services.projects.change_money(project.uuid, 2571, "local", "requested", None)
    services.history.undo(longer)


def test_money_does_not_return_to_a_year_that_the_plan_lacks_by_now(
    services: Services, plan: Plan
) -> None:
    project = born(services, plan, "ขุดสระ", 2570)
    services.projects.change_money(project.uuid, 2570, "local", "requested", None)
    blanking = last(services)
    services.plans.save(replace(services.plans.get(plan.uuid), end_year=2569))
    assert "2570" in refused(services, blanking)


def test_a_link_done_again_makes_no_circle(services: Services, plan: Plan) -> None:
    one, other = (born(services, plan, name) for name in ("ขุดสระ", "ขุดสระน้ำ"))
    services.needs.merge_duplicates(one.uuid, other.uuid)
    services.history.undo(last(services))
    undoing = last(services)
    services.needs.merge_duplicates(other.uuid, one.uuid)
    assert "วนกลับ" in refused(services, undoing)


def test_no_second_revision_comes_open_by_undoing(services: Services, plan: Plan) -> None:
    services.plans.adopt(plan.uuid, DAY)
    adoption = last(services)
    opened = services.plans.open_revision(plan.uuid, RevisionKind.ADDED, DAY)
    assert "ปิดหรือเลิกทำ" in refused(services, adoption)
    services.plans.close_revision(opened.uuid, DAY)
    closing = last(services)
    services.plans.open_revision(plan.uuid, RevisionKind.CHANGED, DAY)
    assert "ปิดหรือเลิกทำ" in refused(services, closing)


def test_a_plan_does_not_go_back_to_a_level_that_another_cannot_feed(
    services: Services, plan: Plan
) -> None:
    below = services.plans.begin(Level.VILLAGE, "93010101", 2566, 2570)
    amphoe = services.plans.save(services.plans.begin(Level.AMPHOE, "9301", 2566, 2570))
    services.plans.save(replace(amphoe, level=Level.TAMBON, place=TAMBON))
    change = last(services)
    services.plans.save(replace(below, parent=amphoe.uuid))
    assert "แผนที่ส่งต่อ" in refused(services, change)
