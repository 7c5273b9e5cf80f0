"""How far the sheets of an area are, and which are late by their due days: pure reckoning."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cdd_desktop.checklists.records import VillageProgress
from cdd_desktop.checklists.target_lists.records import DueDay
from cdd_desktop.checklists.workflow.records import Step, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaProgress:
    """A part of an area, a village of it, or the total (whose `code` is that of the whole).

    `expected` villages are to be judged; of them `begun` have an answer, `complete` have all
    answers, `late` have missed a due day. A complete sheet was begun; a late one may be either.
    """

    code: str
    name: str
    expected: int
    begun: int
    complete: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LateVillage:
    """A village whose sheet missed a due day: the earliest of those it missed.

    `step` is what it has not reached, `days` how long ago that was due.
    """

    village_id: int
    code: str
    label: str
    answered: int
    total: int
    step: Step
    due_on: date
    days: int
    owed_by: str


def late_villages(
    lines: Iterable[VillageProgress],
    due_days: Sequence[DueDay],
    way: Way,
    on: date,
) -> tuple[LateVillage, ...]:
    """Those of `lines` that are late on a day, in their order.

    A sheet has reached the first step once every indicator is answered, whether anybody sent it
    on or not: an office that follows no workflow still has a day for its sheets. It has reached a
    later step when it stands there or beyond. Its day is not missed on the day itself. Due days
    of a step that sheets no longer go through are of nothing.
    """
    steps = {step.key: step for step in way.active}
    known = [due for due in due_days if due.step in steps]
    found = []
    for line in lines:
        missed = [
            due
            for due in nearest_days(known, line.code)
            if due.due_on < on and not _has_reached(line, steps[due.step], way)
        ]
        if missed:
            due = min(missed, key=lambda one: (one.due_on, way.rank(one.step)))
            found.append(
                LateVillage(
                    village_id=line.village_id,
                    code=line.code,
                    label=line.label,
                    answered=line.answered,
                    total=line.total,
                    step=steps[due.step],
                    due_on=due.due_on,
                    days=(on - due.due_on).days,
                    owed_by=due.owed_by,
                )
            )
    return tuple(found)


def progress_of_parts(
    lines: Sequence[VillageProgress],
    late: Iterable[LateVillage],
    length: int | None,
    named: Callable[[str], str],
    whole: tuple[str, str],
) -> tuple[AreaProgress, ...]:
    """Parts of an area in official order, then the total, which is their sum.

    `length`: digits of a part's code, None for the villages themselves; `named` gives a part's
    name, `whole` are code and name of the total.
    """
    is_late = {one.village_id for one in late}
    parts: dict[str, list[VillageProgress]] = {}
    for line in lines:
        parts.setdefault(line.code if length is None else line.code[:length], []).append(line)
    rows = [
        _counted(code, of_part[0].label if length is None else named(code), of_part, is_late)
        for code, of_part in parts.items()
    ]
    total = AreaProgress(
        code=whole[0],
        name=whole[1],
        expected=sum(row.expected for row in rows),
        begun=sum(row.begun for row in rows),
        complete=sum(row.complete for row in rows),
        late=sum(row.late for row in rows),
    )
    return (*rows, total)


def _counted(
    code: str, name: str, lines: Sequence[VillageProgress], is_late: set[int]
) -> AreaProgress:
    return AreaProgress(
        code=code,
        name=name,
        expected=len(lines),
        begun=sum(line.answered > 0 for line in lines),
        complete=sum(line.is_complete for line in lines),
        late=sum(line.village_id in is_late for line in lines),
    )


def nearest_days(due_days: Iterable[DueDay], code: str) -> tuple[DueDay, ...]:
    """Of each step the day that holds in an area or village: that of the narrowest area."""
    nearest: dict[str, DueDay] = {}
    for due in due_days:
        before = nearest.get(due.step)
        if code.startswith(due.area_code) and (
            before is None or len(before.area_code) < len(due.area_code)
        ):
            nearest[due.step] = due
    return tuple(nearest.values())


def _has_reached(line: VillageProgress, step: Step, way: Way) -> bool:
    if step == way.first:
        return line.is_complete
    return way.rank(line.stage) >= way.rank(step.key)
