"""How villages change: what may be asked for, and what is told of a place's past."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NOTE_MAX = 300


class ChangeKind(StrEnum):
    """What can happen to a place; the value is used on the command line and in the file."""

    ADD = "add"
    RENAME = "rename"
    RENUMBER = "renumber"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    CLOSE = "close"

    @property
    def label(self) -> str:
        """The words of its button and in the history."""
        return _LABELS[self]

    @property
    def ends(self) -> bool:
        """Whether the place is no more afterwards."""
        return self in (ChangeKind.MERGE, ChangeKind.CLOSE)

    @property
    def needs_day(self) -> bool:
        """Whether it must have happened on a day; the others may put right what never held."""
        return self.ends or self is ChangeKind.SPLIT

    @property
    def takes_code(self) -> bool:
        """Whether a new code is given."""
        return self in (ChangeKind.ADD, ChangeKind.RENUMBER, ChangeKind.MOVE, ChangeKind.SPLIT)

    @property
    def takes_name(self) -> bool:
        """Whether a new name is given."""
        return self in (ChangeKind.ADD, ChangeKind.RENAME, ChangeKind.SPLIT)


_LABELS = {
    ChangeKind.ADD: "เพิ่มหมู่บ้าน",
    ChangeKind.RENAME: "เปลี่ยนชื่อ",
    ChangeKind.RENUMBER: "เปลี่ยนหมู่ที่",
    ChangeKind.MOVE: "ย้ายตำบล",
    ChangeKind.SPLIT: "แยกหมู่บ้าน",
    ChangeKind.MERGE: "รวมหมู่บ้าน",
    ChangeKind.CLOSE: "ยุบเลิก",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageChange:
    """One change asked for.

    `on`: the first day it holds; None where it holds for all of the present name's time (a slip
    put right) or, for a new place, always. `village_id`: the place changed or split; None to add.
    `code`, `name`: the new ones. `into_id`: the place that a merged one goes into.
    `government_id`: the local government that a split one belongs to from the first day. `note`: on
    whose word, such as an announcement's number.
    """

    kind: ChangeKind
    on: date | None = None
    village_id: int | None = None
    code: str = ""
    name: str = ""
    into_id: int | None = None
    government_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedName:
    """The code, moo and name of a place for a time; `until` is the first day it no longer held."""

    since: date | None
    until: date | None
    code: str
    moo: int | None
    name: str
    tambon_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageEvent:
    """What happened to a place, in words that name the other place where there is one."""

    on: date | None
    kind: ChangeKind
    text: str
    note: str
