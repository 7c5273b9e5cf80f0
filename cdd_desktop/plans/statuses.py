"""What the office's list of statuses says a project may become, and what a status means."""

from collections.abc import Iterable
from typing import Any

from cdd_desktop.lookups.records import Entry, Lookup
from cdd_desktop.plans.records import Level, Project, Stage

# statuses that the program gives by itself; the office may reword them, and retire them for others
DRAFT = "draft"
SENT = "sent"
ACCEPTED = "accepted"
IN_PLAN = "in-plan"
CARRIED = "carried"  # a plan handed it on
MERGED = "merged"
SPLIT = "split"
DUPLICATE = "duplicate"


class Statuses:
    """The list of statuses as worded in a Buddhist fiscal year.

    An entry that the office added without traits is open, counts, may move anywhere, and may be
    moved to from whatever may move at all.
    """

    def __init__(self, lookup: Lookup, year: int) -> None:
        self._entries = {entry.key: entry for entry in lookup.at(year)}

    @property
    def first(self) -> str:
        """The status a project begins with; "" where the list is empty."""
        return DRAFT if DRAFT in self._entries else next(iter(self._entries), "")

    def in_plan(self, level: Level) -> str:
        """What a project is once it was chosen into a plan of a level."""
        told = (key for key, entry in self._entries.items() if level in entry.traits.get("of", ()))
        return next(told, IN_PLAN if IN_PLAN in self._entries else self.first)

    def knows(self, key: str) -> bool:
        """Whether the list has the status."""
        return key in self._entries

    def label(self, key: str) -> str:
        """What the status is called; the key itself where the list lacks it."""
        entry = self._entries.get(key)
        return key if entry is None else entry.label

    def moves(self, key: str) -> tuple[Entry, ...]:
        """What a project of this status may become, in the list's order; retired ones are left
        out. From a status that the list lacks it may become anything, so that nobody is stuck."""
        told = self._trait(key, "moves", None)
        return tuple(
            entry
            for entry in self._entries.values()
            if entry.is_offered
            and entry.key != key
            and (told is None or entry.key in told or (told and "moves" not in entry.traits))
        )

    def may_move(self, key: str, to: str) -> bool:
        """Whether a project may go from one status to another; staying is no move."""
        return key == to or any(entry.key == to for entry in self.moves(key))

    def counts(self, key: str) -> bool:
        """Whether a project of this status is part of the plan's sums."""
        return bool(self._trait(key, "counts", True))

    def stage(self, key: str) -> Stage:
        """What the status means."""
        told = self._trait(key, "stage", Stage.OPEN.value)
        return Stage(told) if told in set(Stage) else Stage.OPEN

    def counted(self, projects: Iterable[Project]) -> tuple[Project, ...]:
        """The projects that are part of the plan's sums."""
        return tuple(project for project in projects if self.counts(project.status))

    def refused_move(self, key: str, to: str) -> str:
        """Why a project may not go from one status to another, and what it may become."""
        allowed = ", ".join(entry.label for entry in self.moves(key))
        then = (
            f"เลือกได้: {allowed}"
            if allowed
            else "สถานะนี้ย้ายต่อไม่ได้ กรุณาเลิกทำรายการที่ทำให้เป็นสถานะนี้จากประวัติ"
        )
        return f"จาก “{self.label(key)}” ย้ายไป “{self.label(to)}” ไม่ได้ {then}"

    def _trait(self, key: str, name: str, default: Any) -> Any:
        entry = self._entries.get(key)
        return default if entry is None else entry.traits.get(name, default)
