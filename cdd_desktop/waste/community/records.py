"""Rules of a village or tambon about waste, groups with their funds, and events."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cdd_desktop.places.records import PlaceRef

TEXT_MAX = 4_000
NAME_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule in force from a day until it is repealed. `fine` in satang; None where there is none.

    `meeting`: the one that adopted it.
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


class Flow(StrEnum):
    """Which way a fund's money went."""

    IN = "in"
    OUT = "out"


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
