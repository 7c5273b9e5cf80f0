"""What of one plan is asked for again in a later one, and with which money."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cdd_desktop.plans.chain.combining import inside, outside
from cdd_desktop.plans.records import Money, Project, Stage, total
from cdd_desktop.plans.statuses import Statuses


class Why(StrEnum):
    """Why a project is offered."""

    UNFINISHED = "unfinished"  # has money, and is not done
    UNFUNDED = "unfunded"
    RECURRING = "recurring"

    @property
    def label(self) -> str:
        """As a list shows it."""
        return {
            "unfinished": "ยังไม่แล้วเสร็จ",
            "unfunded": "ยังไม่ได้งบประมาณ",
            "recurring": "ทำต่อเนื่องทุกปี",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloverOffer:
    """A project that may be carried over.

    `money` in years of the new plan; `left_out` the rest, whose years it lacks. `times_asked`
    counts the plan it stands in.
    """

    project: Project
    why: tuple[Why, ...]
    times_asked: int
    money: tuple[Money, ...]
    left_out: tuple[Money, ...]

    @property
    def asked(self) -> int | None:
        """What it would ask for in the new plan, in satang."""
        return total(line.requested for line in self.money)

    @property
    def lost(self) -> int | None:
        """What it would no longer ask for."""
        return total(line.requested for line in self.left_out)


def usual_shift(old: range, new: range) -> int:
    """By how many years money moves: none between plans that share years, since 2569 stays 2569;
    else as far as the first years are apart."""
    return 0 if new.start < old.stop and old.start < new.stop else new.start - old.start


def offers(
    projects: Sequence[Project],
    statuses: Statuses,
    times_asked: Mapping[UUID, int],
    years: range,
    shift: int,
) -> tuple[RolloverOffer, ...]:
    """What of the projects may be carried into a plan of these years, in their order.

    What is done, dropped or lives on in another project is not, unless it recurs.
    """
    found = []
    for project in projects:
        why = _why(project, statuses)
        if why:
            moved = tuple(
                dataclasses.replace(line, year=line.year + shift) for line in still_asked(project)
            )
            found.append(
                RolloverOffer(
                    project=project,
                    why=why,
                    times_asked=times_asked[project.uuid],
                    money=inside(moved, years),
                    left_out=outside(moved, years),
                )
            )
    return tuple(found)


def still_asked(project: Project) -> tuple[Money, ...]:
    """What is to be asked for anew: all of what recurs, else what was not approved or spent."""
    lines = []
    for line in project.money:
        if line.requested is None:
            continue
        given = max(line.approved or 0, line.spent or 0)
        rest = line.requested if project.is_recurring else line.requested - given
        # a line that was asked for with zero stays one; one that was met in full is not asked anew
        if rest > 0 or (rest == 0 and not given):
            lines.append(Money(year=line.year, source=line.source, requested=rest))
    return tuple(lines)


def _why(project: Project, statuses: Statuses) -> tuple[Why, ...]:
    stage = statuses.stage(project.status)
    if stage in {Stage.DROPPED, Stage.MOVED}:
        return ()
    why = []
    if stage is Stage.FUNDED:
        why.append(Why.UNFINISHED)
    if stage is Stage.OPEN:
        why.append(Why.UNFUNDED)
    if project.is_recurring:
        why.append(Why.RECURRING)
    return tuple(why)
