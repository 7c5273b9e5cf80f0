"""What a forum is: whose sheet it goes through, where it stands, what hands said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cdd_desktop.checklists.records import Sheet, SheetKey
from cdd_desktop.meetings.records import MeetingLine

NOTE_MAX = 300  # so that the minutes of a long instrument still fit their item
PEOPLE_MAX = 100_000
LAST_PAGE = ""  # of `Forum.at_indicator`: the results are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumItem:
    """What the people said to an indicator: hands for what was decided, hands against it, and the
    objections in words. None: nobody counted."""

    indicator: str
    agreed: int | None = None
    objected: int | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was noted."""
        return self.agreed is None and self.objected is None and not self.note

    @property
    def hands(self) -> int:
        """All hands that were counted."""
        return (self.agreed or 0) + (self.objected or 0)

    @property
    def is_objected(self) -> bool:
        """Whether somebody was against it."""
        return bool(self.objected) or bool(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumLine:
    """A forum as lists show it. `code` and `label` are its village's today."""

    uuid: UUID
    meeting: MeetingLine
    key: SheetKey
    code: str
    label: str
    people_present: int | None
    at_indicator: str
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """A forum with the sheet that it fills. `items` by indicator, those with something to tell."""

    line: ForumLine
    begins: str
    sheet: Sheet
    items: Mapping[str, ForumItem] = field(default_factory=dict)

    @property
    def uuid(self) -> UUID:
        """Its identity."""
        return self.line.uuid

    def item(self, code: str) -> ForumItem:
        """What was said to an indicator; an empty one where nothing was noted."""
        return self.items.get(code, ForumItem(indicator=code))


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumStart:
    """How a meeting is opened. `begins` such as 13.30; `people_present` may be counted later."""

    held_on: date
    venue: str = ""
    begins: str = ""
    taker_name: str = ""
    taker_position: str = ""
    people_present: int | None = None


def item_problems(item: ForumItem) -> dict[str, str]:
    """What is wrong with what was noted of an indicator, by field."""
    problems = {}
    for name, hands in (("agreed", item.agreed), ("objected", item.objected)):
        if hands is not None and not 0 <= hands <= PEOPLE_MAX:
            problems[name] = f"จำนวนมือต้องอยู่ระหว่าง 0 ถึง {PEOPLE_MAX:,} กรุณาพิมพ์ใหม่"
    if len(item.note) > NOTE_MAX:
        problems["note"] = f"ข้อคัดค้านยาวเกิน {NOTE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def people_problem(people: int | None) -> str:
    """What is wrong with a count of people present."""
    if people is None or 1 <= people <= PEOPLE_MAX:
        return ""
    return f"จำนวนผู้เข้าร่วมต้องอยู่ระหว่าง 1 ถึง {PEOPLE_MAX:,} คน กรุณาตรวจตัวเลข"


def too_many_hands(hands: int, people: int | None) -> str:
    """A warning where more hands were counted than people are there; nothing where nobody counted
    the people. Who comes late is counted at the end, so it is no refusal."""
    if people is None or hands <= people:
        return ""
    return f"นับได้ {hands:,} มือ มากกว่าผู้เข้าร่วม {people:,} คน กรุณานับใหม่ หรือแก้จำนวนผู้เข้าร่วมเมื่อปิดเวที"
