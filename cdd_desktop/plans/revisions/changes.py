"""What a revision changed in a plan: rows that came, went or became other, field by field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.paper.printed import NOT_TOLD, PlanWords
from cdd_desktop.plans.records import PLANNED, Origin, Problem, Project, Revision, total
from cdd_desktop.plans.revisions.snapshots import Snapshot
from cdd_desktop.plans.words import MONEY_LABELS, PLAN_LABELS, PROJECT_LABELS
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.digits import format_number
from cdd_desktop.thai.money import format_baht

_PROBLEM_LABELS = {
    "problem": "ปัญหา",
    "cause": "สาเหตุ",
    "approach": "แนวทาง",
    "dimension": "ด้านการพัฒนา",
}


class Became(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """As the paper of a revision says it."""
        return {"added": "เพิ่ม", "removed": "ตัดออก", "changed": "เปลี่ยนแปลง"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field before and after, as people read it. `field` as in the record, or
    `money:<year>:<source>` of what is asked for, in baht."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectChange:
    """A project that came (`before` None), went (`after` None) or became other."""

    became: Became
    before: Project | None
    after: Project | None
    fields: tuple[FieldChange, ...] = ()  # of one that became other

    @property
    def name(self) -> str:
        """What it is called now, or was."""
        project = self.after or self.before
        return "" if project is None else project.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemChange:
    """A row of problems that came, went or became other."""

    became: Became
    before: Problem | None
    after: Problem | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSum:
    """What all projects that count ask for in a year, in satang; blank where nothing is told."""

    year: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionChanges:
    """A revision and what it changed; of an open one, so far."""

    revision: Revision
    plan: tuple[FieldChange, ...]
    problems: tuple[ProblemChange, ...]
    projects: tuple[ProjectChange, ...]
    sums: tuple[YearSum, ...]  # every year of the plan before or after

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the plan became other."""
        return not (self.plan or self.problems or self.projects)


def changes_between(
    revision: Revision, before: Snapshot, after: Snapshot, words: PlanWords
) -> RevisionChanges:
    """Compare two moments of a plan, row by row: the new first, then what changed, then gone."""
    return RevisionChanges(
        revision=revision,
        plan=tuple(_plan_fields(before, after, words)),
        problems=tuple(_problem_changes(before, after, words)),
        projects=tuple(_project_changes(before, after, words)),
        sums=tuple(_sums(before, after, words)),
    )


def _plan_fields(before: Snapshot, after: Snapshot, words: PlanWords) -> Iterator[FieldChange]:
    for name in ("start_year", "end_year", "cycle"):
        old, new = (
            words.label(ListName.CYCLE, one.cycle) if name == "cycle" else str(getattr(one, name))
            for one in (before, after)
        )
        if old != new:
            yield FieldChange(field=name, label=PLAN_LABELS[name], old=old, new=new)


def _problem_changes(
    before: Snapshot, after: Snapshot, words: PlanWords
) -> Iterator[ProblemChange]:
    was = {each.uuid: each for each in before.problems}
    now = {each.uuid: each for each in after.problems}
    for uuid, new in now.items():
        if uuid not in was:
            yield ProblemChange(became=Became.ADDED, before=None, after=new)
    for uuid, new in now.items():
        if (old := was.get(uuid)) is not None and old != new:
            fields = tuple(
                FieldChange(
                    field=name,
                    label=label,
                    old=_of_problem(old, name, words),
                    new=_of_problem(new, name, words),
                )
                for name, label in _PROBLEM_LABELS.items()
                if getattr(old, name) != getattr(new, name)
            )
            yield ProblemChange(became=Became.CHANGED, before=old, after=new, fields=fields)
    for uuid, old in was.items():
        if uuid not in now:
            yield ProblemChange(became=Became.REMOVED, before=old, after=None)


def _of_problem(problem: Problem, name: str, words: PlanWords) -> str:
    text: str = getattr(problem, name)
    return words.label(ListName.DIMENSION, text) if name == "dimension" else text


def _project_changes(
    before: Snapshot, after: Snapshot, words: PlanWords
) -> Iterator[ProjectChange]:
    was = {project.uuid: project for project in before.projects}
    now = {project.uuid: project for project in after.projects}
    for uuid, new in now.items():
        if uuid not in was:
            yield ProjectChange(became=Became.ADDED, before=None, after=new)
    for uuid, new in now.items():
        if (old := was.get(uuid)) is not None:
            fields = tuple(field_changes(old, new, words))
            if fields:
                yield ProjectChange(became=Became.CHANGED, before=old, after=new, fields=fields)
    for uuid, old in was.items():
        if uuid not in now:
            yield ProjectChange(became=Became.REMOVED, before=old, after=None)


def field_changes(old: Project, new: Project, words: PlanWords) -> Iterator[FieldChange]:
    """What was planned of a project, before and after; a status only where it takes the project
    into the plan's sums or out of them."""
    for name in PLANNED:
        if getattr(old, name) != getattr(new, name):
            yield FieldChange(
                field=name,
                label=PROJECT_LABELS[name],
                old=_shown(old, name, words),
                new=_shown(new, name, words),
            )
    was = {(line.year, line.source): line.requested for line in old.money}
    now = {(line.year, line.source): line.requested for line in new.money}
    for year, source in sorted(was.keys() | now.keys()):
        amounts = was.get((year, source)), now.get((year, source))
        if amounts[0] != amounts[1]:
            of = words.label(ListName.MONEY_SOURCE, source) or f"{NOT_TOLD}แหล่ง"
            yield FieldChange(
                field=f"money:{year}:{source}",
                label=f"{MONEY_LABELS['requested']}ปี {year} ({of})",
                old=format_baht(amounts[0]),
                new=format_baht(amounts[1]),
            )
    statuses = words.statuses
    if statuses.counts(old.status) != statuses.counts(new.status):
        yield FieldChange(
            field="status",
            label=PROJECT_LABELS["status"],
            old=statuses.label(old.status),
            new=statuses.label(new.status),
        )


def _shown(project: Project, name: str, words: PlanWords) -> str:
    match name:
        case "quantity":
            return _quantity(project)
        case "dimension":
            return words.label(ListName.DIMENSION, project.dimension)
        case "kind":
            return words.label(ListName.PROJECT_KIND, project.kind)
        case "is_recurring":
            return "ใช่" if project.is_recurring else "ไม่ใช่"
        case "origin":
            return _origin(project.origin, words)
        case "villages":
            return words.where(project)
        case _:
            return str(getattr(project, name))


def _quantity(project: Project) -> str:
    quantity = project.quantity
    if quantity is None:
        return ""
    exponent = quantity.normalize().as_tuple().exponent
    return format_number(quantity, max(0, -exponent) if isinstance(exponent, int) else 0)


def _origin(origin: Origin, words: PlanWords) -> str:
    parts = [
        words.label(ListName.PROJECT_ORIGIN, origin.kind),
        origin.text,
        words.villages.get(origin.village_id, "") if origin.village_id is not None else "",
        "" if origin.raised_on is None else short_thai_date(origin.raised_on),
    ]
    return " ".join(part for part in parts if part)


def _sums(before: Snapshot, after: Snapshot, words: PlanWords) -> Iterator[YearSum]:
    counts = words.statuses.counted
    was, now = counts(before.projects), counts(after.projects)
    years = {*_years(before), *_years(after)}
    for year in sorted(years):
        yield YearSum(
            year=year,
            before=total(project.requested_in(year) for project in was),
            after=total(project.requested_in(year) for project in now),
        )


def _years(snapshot: Snapshot) -> Iterable[int]:
    return range(snapshot.start_year, snapshot.end_year + 1)
