"""What a meeting must be in itself, and how its items are counted."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.lookups.records import Confidence
from cdd_desktop.meetings.records import (
    Attendance,
    Committee,
    FollowUp,
    Item,
    Meeting,
    Part,
    Seat,
    committee_problems,
    meeting_problems,
    paper_title,
    proper_time,
    renumbered,
    short_title,
)
from cdd_desktop.meetings.seats import offered_seats
from cdd_desktop.places.records import PlaceRef

MEETING = Meeting(
    uuid=uuid4(),
    committee=None,
    place=PlaceRef(area_code="930101"),
    title="ประชาคม",
    number=1,
    held_on=date(2026, 1, 15),
)


def person(name: str, part: Part = Part.PRESENT) -> Attendance:
    return Attendance(uuid=uuid4(), part=part, name=name)


def test_offered_seats_are_all_to_be_checked() -> None:
    seats = [seat for ones in offered_seats().values() for seat in ones]
    assert {"village", "tambon", "amphoe"} == set(offered_seats())
    assert all(confidence is Confidence.RECALLED for _, _, confidence in seats)


def test_a_meeting_in_january_counts_in_the_new_calendar_year() -> None:
    assert MEETING.times == "1/2569"
    assert replace(MEETING, held_on=date(2025, 12, 31)).times == "1/2568"


@given(st.lists(st.booleans(), max_size=30))
def test_items_count_from_one_and_keep_what_stands_under_another(under: list[bool]) -> None:
    items = [Item(uuid=uuid4(), number="9.9" if is_under else "9") for is_under in under]
    counted = renumbered(items)
    assert [item.uuid for item in counted] == [item.uuid for item in items]
    assert [item.is_under for item in counted] == [
        is_under and place > 0 for place, is_under in enumerate(under)
    ]
    numbers = [tuple(map(int, item.number.split("."))) for item in counted]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)
    assert renumbered(counted) == counted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("13:30", "13.30"), ("9.05 น.", "09.05"), ("๑๓.๓๐", "13.30"), ("24.00", None), ("บ่าย", None)],
)
def test_a_time_is_understood_as_offices_type_it(typed: str, meant: str | None) -> None:
    assert proper_time(typed) == meant


def test_every_problem_is_told_at_its_field_or_row() -> None:
    wrong = replace(
        MEETING,
        title="",
        number=0,
        begins="บ่าย",
        items=(Item(uuid=uuid4(), follow_ups=(FollowUp(uuid=uuid4()),)),),
        attendance=(person("ก"), person(""), person("ก", Part.ABSENT)),
    )
    assert set(meeting_problems(wrong)) == {
        "title",
        "number",
        "begins",
        "item:0:heading",
        "follow:0:0:task",
        "person:1:name",
        "person:2:name",
    }


def test_a_meeting_that_ends_before_it_begins_is_refused() -> None:
    assert set(meeting_problems(replace(MEETING, begins="13.30", ends="9:00"))) == {"ends"}


def test_a_term_that_ends_before_it_begins_is_refused_at_its_seat() -> None:
    seat = Seat(uuid=uuid4(), role="กรรมการ", term_from=date(2026, 2, 1), term_to=date(2026, 1, 1))
    committee = Committee(
        uuid=uuid4(), kind="tambon", name="ก.บ.ต.", place=MEETING.place, seats=(seat,)
    )
    assert list(committee_problems(committee)) == ["seat:0:term_to"]


def test_a_seat_is_held_through_the_last_day_of_its_term() -> None:
    seat = Seat(uuid=uuid4(), term_from=date(2026, 1, 1), term_to=date(2026, 1, 31))
    assert seat.is_held_on(date(2026, 1, 31))
    assert not seat.is_held_on(date(2026, 2, 1))
    assert Seat(uuid=uuid4()).is_held_on(date(2026, 2, 1))


def test_the_word_for_meeting_is_not_said_twice_on_paper() -> None:
    assert paper_title("การประชุมประชาคม") == paper_title("ประชุมประชาคม") == "ประชาคม"


def test_a_committee_is_called_by_its_abbreviation_and_place_where_there_is_little_room() -> None:
    assert short_title("คณะกรรมการบริหารงานอำเภอ (ก.บ.อ.) อำเภอยะรัง") == "ก.บ.อ. อำเภอยะรัง"
    assert short_title("ประชาคม ม.3 บ้านควนเปี๊ยะ") == "ประชาคม ม.3 บ้านควนเปี๊ยะ"


def test_a_follow_up_is_overdue_from_the_day_after_until_it_is_done() -> None:
    due = FollowUp(uuid=uuid4(), due_on=date(2026, 1, 31))
    assert not due.is_overdue(date(2026, 1, 31))
    assert due.is_overdue(date(2026, 2, 1))
    assert not replace(due, done_on=date(2026, 2, 1)).is_overdue(date(2026, 3, 1))
