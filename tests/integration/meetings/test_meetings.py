"""Committees and meetings kept whole: numbered, counted, undone, refused."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.meetings.committees import StillUsed
from cdd_desktop.meetings.keeping import meeting_row
from cdd_desktop.meetings.records import (
    Attendance,
    Committee,
    FollowUp,
    Item,
    Meeting,
    Part,
    Seat,
)
from cdd_desktop.meetings.tables import AttendanceRow, FollowUpRow, MeetingItemRow
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.plans.tables import PlanRow, ProjectRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

DAY = date(2026, 11, 22)
TAMBON = PlaceRef(area_code="930101")


def committee_of(services: Services, *names: str) -> Committee:
    """A saved ก.บ.ต. whose seats these hold."""
    begun = services.meetings.begin_committee("tambon", TAMBON)
    seats = tuple(replace(seat, name=name) for seat, name in zip(begun.seats, names, strict=False))
    return services.meetings.save_committee(replace(begun, seats=seats or begun.seats))


def meeting_of(services: Services, held_on: date = DAY) -> Meeting:
    """A saved ประชาคม with an item followed up and somebody in each group."""
    begun = services.meetings.begin(TAMBON, held_on)
    first, *others = begun.items
    follow_up = FollowUp(uuid=uuid4(), task="ส่งหนังสือ", owner="พัฒนากร", due_on=date(2026, 12, 1))
    return services.meetings.save(
        replace(
            begun,
            items=(replace(first, follow_ups=(follow_up,)), *others),
            attendance=tuple(
                Attendance(uuid=uuid4(), part=part, name=f"นาย{part.value}") for part in Part
            ),
        )
    )


def test_a_new_committee_has_vacant_seats_that_can_all_be_changed(services: Services) -> None:
    committee = committee_of(services)
    assert committee.name == "คณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.) ตำบลคูหาสวรรค์"
    assert all(not seat.name and seat.confidence.is_to_be_checked for seat in committee.seats)
    seats = (Seat(uuid=uuid4(), role="ประธาน", name="นายก"), *committee.seats[::-1][1:])
    saved = services.meetings.save_committee(replace(committee, seats=seats))
    assert saved.seats == seats
    assert services.meetings.committees("9301") == (saved,)
    assert services.meetings.committees("930103") == ()


def test_a_change_of_seats_alone_makes_the_old_copy_stale(services: Services) -> None:
    committee = committee_of(services)
    services.meetings.save_committee(replace(committee, seats=committee.seats[1:]))
    with pytest.raises(StaleRecord):
        services.meetings.save_committee(committee)


def test_numbers_count_by_committee_and_calendar_year(services: Services) -> None:
    committee = committee_of(services)

    def hold(day: date) -> str:
        return services.meetings.save(services.meetings.begin(committee.uuid, day)).times

    days = [date(2026, 10, 5), DAY, date(2027, 1, 6), date(2026, 12, 30)]
    assert [hold(day) for day in days] == ["1/2569", "2/2569", "1/2570", "3/2569"]
    other = services.meetings.begin(TAMBON, DAY)
    assert other.number == 1  # ประชาคม counts by itself


def test_a_number_that_is_used_is_refused_naming_the_other_meeting(services: Services) -> None:
    meeting_of(services)
    twice = replace(services.meetings.begin(TAMBON, date(2026, 12, 1)), number=1)
    with pytest.raises(ValidationFailed) as refused:
        services.meetings.save(twice)
    assert "22 พฤศจิกายน 2569" in refused.value.problems["number"]
    services.meetings.save(replace(twice, title="ประชาคมตำบล"))  # counts by its title


def test_a_meeting_is_kept_whole_and_given_back_as_it_was(services: Services) -> None:
    meeting = meeting_of(services)
    assert services.meetings.get(meeting.uuid) == meeting
    assert [item.number for item in meeting.items] == ["1", "2", "3", "4", "5", "6"]
    under = Item(uuid=uuid4(), number="x.x", heading="เรื่องแผน")
    changed = replace(
        meeting,
        items=(*meeting.items[:4], under, *meeting.items[5:]),
        attendance=meeting.attendance[::-1],
        begins="9:30",
    )
    saved = services.meetings.save(changed)
    assert [item.number for item in saved.items] == ["1", "2", "3", "4", "4.1", "5"]
    assert saved.begins == "09.30"
    assert [person.part for person in saved.attendance] == [Part.JOINED, Part.ABSENT, Part.PRESENT]
    assert services.history.undo_last() is not None
    assert replace(services.meetings.get(meeting.uuid), version=0) == replace(meeting, version=0)


def test_an_old_copy_is_refused_even_where_only_items_changed(services: Services) -> None:
    meeting = meeting_of(services)
    services.meetings.save(replace(meeting, items=meeting.items[:-1]))
    with pytest.raises(StaleRecord):
        services.meetings.save(meeting)


def test_a_removed_meeting_comes_back_with_all_that_hung_on_it(
    services: Services, store: Store
) -> None:
    meeting = meeting_of(services)
    services.meetings.remove(meeting.uuid)
    with pytest.raises(NotFound):
        services.meetings.get(meeting.uuid)
    with store.reading() as session:
        for table in (MeetingItemRow, AttendanceRow, FollowUpRow):
            assert session.scalars(select(table)).all() == []
    services.history.undo_last()
    assert replace(services.meetings.get(meeting.uuid), version=1) == replace(meeting, version=1)


def test_members_of_the_day_are_called_once_and_vacant_seats_are_not(services: Services) -> None:
    committee = committee_of(services, "นายก", "นางข", "นายค")
    chair, second, third, *vacant = committee.seats
    committee = services.meetings.save_committee(
        replace(committee, seats=(chair, second, replace(third, term_to=date(2026, 1, 1)), *vacant))
    )
    meeting = services.meetings.begin(committee.uuid, DAY)
    absent = Attendance(uuid=uuid4(), part=Part.ABSENT, name="นางข", reason="ติดราชการ")
    called = services.meetings.called(replace(meeting, attendance=(absent,)))
    assert [(one.part, one.name) for one in called] == [
        (Part.ABSENT, "นางข"),
        (Part.PRESENT, "นายก"),
    ]
    stand_in = Attendance(uuid=uuid4(), part=Part.PRESENT, name="นายง", stands_in_for="นายก")
    again = services.meetings.called(replace(meeting, attendance=(stand_in,)))
    assert [one.name for one in again] == ["นายง", "นางข"]


def test_follow_ups_are_listed_by_their_day_until_they_are_done(services: Services) -> None:
    meeting = meeting_of(services)
    (line,) = services.meetings.follow_ups("93")
    assert (line.follow_up.task, line.meeting.uuid) == ("ส่งหนังสือ", meeting.uuid)
    assert line.follow_up.is_overdue(date(2026, 12, 2))
    services.meetings.finish(line.follow_up.uuid, DAY)
    assert services.history.recent(1)[0].summary == "ติดตามแล้วเสร็จ: ส่งหนังสือ"
    assert services.meetings.follow_ups("93") == ()
    assert len(services.meetings.follow_ups("930101", open_only=False)) == 1
    assert services.meetings.follow_ups("930103", open_only=False) == ()
    with pytest.raises(StaleRecord):
        services.meetings.save(meeting)  # its follow-up was done meanwhile
    services.history.undo_last()
    assert len(services.meetings.follow_ups("93")) == 1


def test_a_committee_that_met_is_not_removed(services: Services) -> None:
    committee = committee_of(services)
    meeting = services.meetings.save(services.meetings.begin(committee.uuid, DAY))
    with pytest.raises(StillUsed, match="1 ครั้ง"):
        services.meetings.remove_committee(committee.uuid)
    services.meetings.remove(meeting.uuid)
    services.meetings.remove_committee(committee.uuid)
    assert services.meetings.committees("93") == ()
    services.history.undo_last()
    assert services.meetings.committee(committee.uuid).seats == committee.seats


def test_a_meeting_that_adopted_a_plan_is_kept(services: Services, store: Store) -> None:
    meeting = meeting_of(services)
    plan_project(store, adopted_by=meeting)
    with pytest.raises(StillUsed, match=r"แผนพัฒนาตำบล \(พ.ศ. 2571–2575\)"):
        services.meetings.remove(meeting.uuid)
    assert services.meetings.get(meeting.uuid) == meeting


def test_a_resolution_names_its_projects_until_its_item_goes(
    services: Services, store: Store
) -> None:
    meeting = meeting_of(services)
    item = meeting.items[4]
    road, pond = (plan_project(store, name=name) for name in ("ถนน คสล.", "ขุดสระ"))
    services.resolutions.link(item.uuid, [pond, road])
    services.resolutions.link(item.uuid, [road])
    linked = services.resolutions.of_meeting(meeting.uuid)
    assert {one.uuid for one in linked[item.uuid]} == {road, pond}
    (resolution,) = services.resolutions.items_of(road)
    assert (resolution.number, resolution.meeting.uuid) == ("5", meeting.uuid)
    services.resolutions.unlink(item.uuid, [pond])
    assert [one.name for one in services.resolutions.projects_of(item.uuid)] == ["ถนน คสล."]
    without = tuple(one for one in meeting.items if one != item)
    services.meetings.save(replace(meeting, items=without))
    assert services.resolutions.items_of(road) == ()
    services.history.undo_last()
    assert services.resolutions.minute_lines(meeting.uuid) == {item.uuid: ("ถนน คสล.",)}


def test_projects_are_found_by_any_part_of_their_name(services: Services, store: Store) -> None:
    plan_project(store, name="ก่อสร้างถนน คสล. หมู่ที่ 1")
    plan_project(store, name="ขุดสระ 100%")
    assert [one.name for one in services.resolutions.search("9301", "ถนน หมู่")] == [
        "ก่อสร้างถนน คสล. หมู่ที่ 1"
    ]
    assert [one.name for one in services.resolutions.search("93", "0%")] == ["ขุดสระ 100%"]
    assert services.resolutions.search("930103", "") == ()


def test_projects_cannot_be_linked_to_an_item_that_is_not_saved(services: Services) -> None:
    with pytest.raises(NotFound):
        services.resolutions.link(uuid4(), [])


def plan_project(store: Store, *, name: str = "ถนน", adopted_by: Meeting | None = None) -> UUID:
    """A project in a tambon plan of its own, as rows: plans have services of their own."""
    texts = (
        "details reason objective target unit indicator expected dimension kind agency origin "
        "origin_text origin_instrument origin_indicator status_note difference_note"
    )
    uuid = uuid4()
    with store.writing(Intent(action="test", summary="แผน")) as work:
        plan = PlanRow(
            uuid=uuid4(),
            level="tambon",
            area_code="930101",
            name="",
            cycle="",
            start_year=2571,
            end_year=2575,
            state="draft",
            rank_method="",
            chapters="{}",
        )
        if adopted_by is not None:
            row = meeting_row(work.session, adopted_by.uuid)
            assert row is not None
            plan.meeting_id = row.id
        work.add(plan)
        work.session.flush()
        blank = dict.fromkeys(texts.split(), "")
        work.add(
            ProjectRow(
                uuid=uuid, plan_id=plan.id, name=name, is_recurring=False, status="draft", **blank
            )
        )
    return uuid
