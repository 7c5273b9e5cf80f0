"""How far the sheets of an area are, and which are late by their due days: pure reckoning."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cdd_desktop.checklists.records import VillageProgress
from cdd_desktop.checklists.target_lists.records import DueDay, Step


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

    `step` is what it has not passed, `days` how long ago that was due.
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
    steps: Sequence[Step],
    on: date,
) -> tuple[LateVillage, ...]:
    """Those of `lines` that are late on a day, in their order.

    A sheet is through the first step once every indicator is answered, whether anybody moved it
    on or not: an office that follows no workflow still has a day for its sheets. It is through a
    later step when it stands there or beyond. Its day is not missed on the day itself. Due days
    of a step that is no longer one are of nothing.
    """
    order = {step.key: place for place, step in enumerate(steps)}
    wanted = [due for due in due_days if due.step in order and due.due_on < on]
    found = []
    for line in lines:
        missed = [
            due
            for due in _nearest(due_days, line.code)
            if due in wanted and not _is_through(line, order[due.step], order)
        ]
        if missed:
            due = min(missed, key=lambda one: (one.due_on, order[one.step]))
            found.append(
                LateVillage(
                    village_id=line.village_id,
                    code=line.code,
                    label=line.label,
                    answered=line.answered,
                    total=line.total,
                    step=steps[order[due.step]],
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


def _nearest(due_days: Iterable[DueDay], code: str) -> Iterable[DueDay]:
    """Of each step the day of the narrowest area in which the village lies."""
    nearest: dict[str, DueDay] = {}
    for due in due_days:
        before = nearest.get(due.step)
        if code.startswith(due.area_code) and (
            before is None or len(before.area_code) < len(due.area_code)
        ):
            nearest[due.step] = due
    return nearest.values()


def _is_through(line: VillageProgress, place: int, order: Mapping[str, int]) -> bool:
    reached = order.get(line.stage, -1)
    return reached >= place or (place == 0 and line.is_complete)
