"""Committees and meetings as they should have been typed."""

import dataclasses

from cdd_desktop.meetings.records import (
    Attendance,
    Committee,
    Item,
    Meeting,
    Part,
    proper_time,
    renumbered,
)
from cdd_desktop.thai.text import clean_line, clean_text


def proper_committee(committee: Committee) -> Committee:
    """Texts trimmed and spelled one way."""
    return dataclasses.replace(
        committee,
        name=clean_line(committee.name),
        seats=tuple(
            dataclasses.replace(
                seat,
                role=clean_line(seat.role),
                name=clean_line(seat.name),
                position=clean_line(seat.position),
                order_no=clean_line(seat.order_no),
            )
            for seat in committee.seats
        ),
    )


def proper_meeting(meeting: Meeting) -> Meeting:
    """Texts trimmed, items numbered in their order, times as 13.30."""
    return dataclasses.replace(
        meeting,
        title=clean_line(meeting.title),
        venue=clean_line(meeting.venue),
        begins=proper_time(meeting.begins) or clean_line(meeting.begins),
        ends=proper_time(meeting.ends) or clean_line(meeting.ends),
        taker_name=clean_line(meeting.taker_name),
        taker_position=clean_line(meeting.taker_position),
        checker_name=clean_line(meeting.checker_name),
        checker_position=clean_line(meeting.checker_position),
        items=renumbered(map(_item, meeting.items)),
        attendance=tuple(map(_person, meeting.attendance)),
    )


def _item(item: Item) -> Item:
    return dataclasses.replace(
        item,
        heading=clean_line(item.heading),
        body=clean_text(item.body),
        resolution=clean_text(item.resolution),
        follow_ups=tuple(
            dataclasses.replace(
                one,
                task=clean_line(one.task),
                owner=clean_line(one.owner),
                note=clean_line(one.note),
            )
            for one in item.follow_ups
        ),
    )


def _person(person: Attendance) -> Attendance:
    """What says nothing of its group goes: an absence has a reason, a presence may stand in."""
    return dataclasses.replace(
        person,
        name=clean_line(person.name),
        position=clean_line(person.position),
        stands_in_for=clean_line(person.stands_in_for) if person.part is Part.PRESENT else "",
        reason=clean_line(person.reason) if person.part is Part.ABSENT else "",
    )
