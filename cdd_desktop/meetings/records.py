"""Committees, their seats and their meetings, and the rules they obey."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from cdd_desktop.lookups.records import Confidence
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.thai.calendar import (
    WRONG_DAY,
    buddhist_year,
    is_fiscal_year,
    is_office_day,
    thai_date,
)
from cdd_desktop.thai.digits import to_arabic

LINE_MAX = 300
TEXT_MAX = 20_000
NUMBER_MAX = 999  # meetings of one committee in a year
ROWS_MAX = 500  # items, or people, of one meeting
_LAST_HOUR, _LAST_MINUTE = 23, 59
_ABBREVIATED = re.compile(r"[^()]+\(([^()]+)\)([^()]*)")
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(\s*น\.?)?")


class Part(StrEnum):
    """The three groups of form 11: never one for another."""

    PRESENT = "present"
    ABSENT = "absent"
    JOINED = "joined"

    @property
    def label(self) -> str:
        """The fixed word of the form."""
        return {
            "present": "ผู้มาประชุม",
            "absent": "ผู้ไม่มาประชุม",
            "joined": "ผู้เข้าร่วมประชุม",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat of a committee and who holds it; without a name it is vacant.

    `role` is what its holder is in the committee, `position` by what office. An open `term_to`
    means still.
    """

    uuid: UUID
    role: str = ""
    name: str = ""
    position: str = ""
    term_from: date | None = None
    term_to: date | None = None  # its last day
    order_no: str = ""  # of the appointment
    confidence: Confidence = Confidence.OWN

    def is_held_on(self, day: date) -> bool:
        """Whether the term covers a day."""
        return (self.term_from is None or self.term_from <= day) and (
            self.term_to is None or day <= self.term_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A committee of a place. `kind` is a key of its lookup; `code` its area's code today."""

    uuid: UUID
    kind: str
    name: str
    place: PlaceRef
    seats: tuple[Seat, ...] = ()
    code: str = ""
    version: int = 0  # 0: not saved yet

    def seats_on(self, day: date) -> tuple[Seat, ...]:
        """The seats of a day, in their order."""
        return tuple(seat for seat in self.seats if seat.is_held_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What a resolution asks somebody to do, by a day; done on `done_on`."""

    uuid: UUID
    task: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""
    version: int = 0

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and it is not done."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of the agenda: what was said (`body`) and resolved.

    `number` is 4, or 4.1 for one that stands under another; `renumbered` keeps the count.
    `resolution_kind` is a key of its lookup.
    """

    uuid: UUID
    heading: str = ""
    number: str = ""
    body: str = ""
    resolution_kind: str = ""
    resolution: str = ""
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def is_under(self) -> bool:
        """Whether it stands under the item before it."""
        return "." in self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Somebody in one of the three groups. `stands_in_for` of those present, `reason` of those
    absent."""

    uuid: UUID
    part: Part
    name: str = ""
    position: str = ""
    stands_in_for: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of a committee, or of the people of a place (ประชาคม, `committee` None).

    `number` counts from 1 within the Buddhist calendar year of `held_on`: by committee, else by
    place and title. `begins` and `ends` are such as 13.30.
    """

    uuid: UUID
    committee: UUID | None
    place: PlaceRef
    title: str
    number: int
    held_on: date
    venue: str = ""
    begins: str = ""
    ends: str = ""
    taker_name: str = ""
    taker_position: str = ""
    checker_name: str = ""
    checker_position: str = ""
    items: tuple[Item, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    code: str = ""
    version: int = 0

    @property
    def calendar_year(self) -> int:
        """The Buddhist calendar year that its number counts in."""
        return buddhist_year(self.held_on)

    @property
    def times(self) -> str:
        """`3/2569`."""
        return f"{self.number}/{self.calendar_year}"

    def of(self, part: Part) -> tuple[Attendance, ...]:
        """One of the three groups, in its order."""
        return tuple(person for person in self.attendance if person.part is part)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting as lists show it."""

    uuid: UUID
    committee: UUID | None
    place: PlaceRef
    code: str
    title: str
    number: int
    held_on: date

    @property
    def label(self) -> str:
        """`… ครั้งที่ 3/2569 (22 พฤศจิกายน 2569)`: for choosing a meeting."""
        held = f"{self.number}/{buddhist_year(self.held_on)}"
        return f"{self.title} ครั้งที่ {held} ({thai_date(self.held_on)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLine:
    """A follow-up with where it was resolved."""

    follow_up: FollowUp
    meeting: MeetingLine
    item_number: str
    item_heading: str


def paper_title(title: str) -> str:
    """What follows รายงานการประชุม and ระเบียบวาระการประชุม: the word ประชุม is not said twice."""
    return title.removeprefix("การ").removeprefix("ประชุม").strip()


def short_title(title: str) -> str:
    """`ก.บ.ต. ตำบลเขาตูม` of a long name that tells its abbreviation; any other as it is."""
    found = _ABBREVIATED.fullmatch(title)
    return title if found is None else f"{found[1]} {found[2].strip()}".strip()


def renumbered(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items numbered 1, 2, 2.1 in their order; what stood under another still does."""
    main = under = 0
    counted = []
    for item in items:
        if item.is_under and main:
            under += 1
            number = f"{main}.{under}"
        else:
            main, under = main + 1, 0
            number = str(main)
        counted.append(item if item.number == number else replace(item, number=number))
    return tuple(counted)


def proper_time(text: str) -> str | None:
    """A time as it should have been typed: `13.30` of 13:30, ๑๓.๓๐ น.; None for what is none."""
    found = _TIME.fullmatch(to_arabic(text).strip())
    if found is None or int(found[1]) > _LAST_HOUR or int(found[2]) > _LAST_MINUTE:
        return None
    return f"{int(found[1]):02}.{found[2]}"


def committee_problems(committee: Committee) -> dict[str, str]:
    """What is wrong with a committee in itself; of a seat keyed `seat:<row from 0>:<field>`."""
    problems: dict[str, str] = {}
    if not committee.name:
        problems["name"] = "ยังไม่ได้กรอกชื่อคณะกรรมการ กรุณากรอกชื่อ"
    elif len(committee.name) > LINE_MAX:
        problems["name"] = _too_long()
    if not committee.kind:
        problems["kind"] = "ยังไม่ได้เลือกชนิดของคณะกรรมการ กรุณาเลือก"
    for row, seat in enumerate(committee.seats):
        if not (seat.role or seat.position or seat.name):
            problems[f"seat:{row}:role"] = "ตำแหน่งนี้ยังว่างทั้งแถว กรุณากรอก หรือลบแถว"
        for field in ("role", "name", "position", "order_no"):
            if len(getattr(seat, field)) > LINE_MAX:
                problems[f"seat:{row}:{field}"] = _too_long()
        for field in ("term_from", "term_to"):
            day = getattr(seat, field)
            if day is not None and not is_office_day(day):
                problems[f"seat:{row}:{field}"] = WRONG_DAY
        if seat.term_from and seat.term_to and seat.term_to < seat.term_from:
            problems[f"seat:{row}:term_to"] = "วันสิ้นสุดวาระมาก่อนวันเริ่ม กรุณาแก้วันใดวันหนึ่ง"
    return problems


def meeting_problems(meeting: Meeting) -> dict[str, str]:
    """What is wrong with a meeting in itself; its number is not looked up.

    Of an item keyed `item:<row from 0>:<field>`, of a follow-up
    `follow:<item>:<row>:<field>`, of somebody `person:<row>:<field>`.
    """
    problems: dict[str, str] = {}
    if not meeting.title:
        problems["title"] = "ยังไม่ได้กรอกชื่อการประชุม กรุณากรอกชื่อ"
    if not 1 <= meeting.number <= NUMBER_MAX:
        problems["number"] = f"ครั้งที่ต้องเป็น 1 ถึง {NUMBER_MAX} กรุณาแก้ตัวเลข"
    if not is_fiscal_year(meeting.calendar_year):
        problems["held_on"] = "วันประชุมไม่ถูกต้อง กรุณาตรวจปีเป็น พ.ศ."
    for name in (
        "title",
        "venue",
        "taker_name",
        "taker_position",
        "checker_name",
        "checker_position",
    ):
        if len(getattr(meeting, name)) > LINE_MAX:
            problems[name] = _too_long()
    for name in ("begins", "ends"):
        if (text := getattr(meeting, name)) and proper_time(text) is None:
            problems[name] = f"“{text[:20]}” ไม่ใช่เวลา กรุณากรอกเช่น 13.30"
    if not problems.keys() & {"begins", "ends"} and meeting.begins and meeting.ends:
        begins, ends = proper_time(meeting.begins) or "", proper_time(meeting.ends) or ""
        if ends < begins:
            problems["ends"] = f"เลิกประชุม {ends} น. มาก่อนเริ่มประชุม {begins} น. กรุณาแก้เวลา"
    if len(meeting.items) > ROWS_MAX or len(meeting.attendance) > ROWS_MAX:
        problems["rows"] = f"ระเบียบวาระหรือรายชื่อเกิน {ROWS_MAX} แถว กรุณาแยกการประชุม"
    for row, item in enumerate(meeting.items):
        problems |= _item_problems(row, item)
    return problems | _attendance_problems(meeting.attendance)


def _item_problems(row: int, item: Item) -> dict[str, str]:
    problems = {}
    if not item.heading:
        problems[f"item:{row}:heading"] = "ระเบียบวาระนี้ยังไม่มีชื่อเรื่อง กรุณากรอก หรือลบแถว"
    elif len(item.heading) > LINE_MAX:
        problems[f"item:{row}:heading"] = _too_long()
    for field in ("body", "resolution"):
        if len(getattr(item, field)) > TEXT_MAX:
            told = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
            problems[f"item:{row}:{field}"] = told
    for place, follow_up in enumerate(item.follow_ups):
        if not follow_up.task:
            told = "ยังไม่ได้กรอกเรื่องที่มอบหมาย กรุณากรอก หรือลบแถว"
            problems[f"follow:{row}:{place}:task"] = told
        for field in ("task", "owner", "note"):
            if len(getattr(follow_up, field)) > LINE_MAX:
                problems[f"follow:{row}:{place}:{field}"] = _too_long()
        for field in ("due_on", "done_on"):
            day = getattr(follow_up, field)
            if day is not None and not is_office_day(day):
                problems[f"follow:{row}:{place}:{field}"] = WRONG_DAY
    return problems


def _attendance_problems(people: Sequence[Attendance]) -> dict[str, str]:
    problems: dict[str, str] = {}
    seen: dict[tuple[str, str], Attendance] = {}
    for row, person in enumerate(people):
        if not person.name:
            problems[f"person:{row}:name"] = "ยังไม่ได้กรอกชื่อ กรุณากรอก หรือลบแถว"
            continue
        for field in ("name", "position", "stands_in_for", "reason"):
            if len(getattr(person, field)) > LINE_MAX:
                problems[f"person:{row}:{field}"] = _too_long()
        twin = seen.setdefault((person.name, person.position), person)
        if twin is not person:
            problems[f"person:{row}:name"] = (
                f"“{person.name[:60]}” มีอยู่แล้วในกลุ่ม{twin.part.label} กรุณาลบแถวใดแถวหนึ่ง"
            )
    return problems


def _too_long() -> str:
    return f"ข้อความยาวเกิน {LINE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
