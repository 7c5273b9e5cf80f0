"""Rules of a village or tambon about waste, groups with their funds, and events."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.thai.calendar import buddhist_year, thai_date
from cdd_desktop.thai.digits import to_arabic

TEXT_MAX = 4_000
NAME_MAX = 200
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule in force from a day until it is repealed. `fine` in satang; None where there is none.

    `meeting`: the one that adopted it; `adopted_on` is then its day. `repealed_on`: the first day
    on which it holds no more.
    """

    uuid: UUID
    place: PlaceRef
    section: str = ""
    number: str = ""
    text: str = ""
    fine: int | None = None
    instead: str = ""  # what may be done instead of paying
    meeting: UUID | None = None
    adopted_on: date | None = None
    effective_from: date | None = None
    repealed_on: date | None = None
    version: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it is in force; without a day from which it is, from when it was adopted."""
        since = self.effective_from or self.adopted_on
        has_begun = since is None or since <= day
        return has_begun and (self.repealed_on is None or day < self.repealed_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule with its place in words; `code` of the place as it is today."""

    rule: Rule
    code: str
    place: str
    meeting: MeetingLine | None = None

    @property
    def adopted(self) -> str:
        """By what meeting or on what day it was adopted; "" where nobody told."""
        if self.meeting is not None:
            held = self.meeting
            times = f"ครั้งที่ {held.number}/{buddhist_year(held.held_on)}"
            return f"{held.title} {times} วันที่ {thai_date(held.held_on)}"
        adopted_on = self.rule.adopted_on
        return "" if adopted_on is None else f"มติวันที่ {thai_date(adopted_on)}"

    @property
    def order(self) -> tuple[tuple[str | int, ...], ...]:
        """By section and number as people count: ข้อ 2 before ข้อ 10."""
        return _counted(self.rule.section), _counted(self.rule.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group or fund about waste; `kind` is a key of its list. The phone is personal data."""

    uuid: UUID
    place: PlaceRef
    kind: str
    name: str = ""
    founded_on: date | None = None
    ended_on: date | None = None
    members: int | None = None
    chair: str = ""
    phone: str = ""
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group with its place and kind in words. `balance` of its fund in satang; None where no
    money was ever written down."""

    group: Group
    code: str
    place: str
    kind: str
    balance: int | None = None


class Flow(StrEnum):
    """Which way a fund's money went."""

    IN = "in"
    OUT = "out"

    @property
    def label(self) -> str:
        """As lists show it."""
        return {"in": "รับเข้า", "out": "จ่ายออก"}[self.value]

    @property
    def other(self) -> "Flow":
        """The way that takes it back."""
        return Flow.OUT if self is Flow.IN else Flow.IN


@dataclass(frozen=True, slots=True, kw_only=True)
class FundEntry:
    """Money into or out of a group's fund, in satang; never changed, only reversed."""

    uuid: UUID
    group: UUID
    on: date
    flow: Flow
    amount: int
    text: str
    reverses: UUID | None = None

    @property
    def change(self) -> int:
        """What the fund has more for it, in satang."""
        return self.amount if self.flow is Flow.IN else -self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    """An entry with the balance after it, in satang, and whether another took it back."""

    entry: FundEntry
    balance: int
    is_reversed: bool

    @property
    def may_be_reversed(self) -> bool:
        """Whether it still counts and takes nothing back itself."""
        return not self.is_reversed and self.entry.reverses is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A campaign, training or visit. `kind` is a key of its list; `spent` in satang."""

    uuid: UUID
    place: PlaceRef
    kind: str
    name: str = ""
    held_on: date | None = None
    until: date | None = None
    agency: str = ""
    planned: int | None = None
    attended: int | None = None
    spent: int | None = None
    result: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event with its place and kind in words."""

    event: Event
    code: str
    place: str
    kind: str


def _counted(text: str) -> tuple[str | int, ...]:
    """The text with its numbers as numbers; text and number take turns, so that two compare."""
    parts = _DIGITS.split(to_arabic(text))
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))
