"""What the grid of projects shows, made of values alone: rows, the words of lists, the filter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from cdd_desktop.lookups.records import Entry, ListName, Lookup
from cdd_desktop.plans.records import Money, PlanLine, Project, total
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.plans.words import Which
from cdd_desktop.thai.searching import finder, folded

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

WHICHES: tuple[Which, ...] = ("requested", "approved", "spent")
_SOME_VILLAGES = 4  # named in a cell; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The office's lists and villages, as the grid words them."""

    lookups: Mapping[ListName, Lookup]
    statuses: Statuses
    year: int  # whose wording of the lists
    villages: Mapping[int, str]  # label by the village's row, in official order
    agencies: tuple[str, ...]  # offered while an agency is typed

    def label(self, name: ListName, key: str) -> str:
        """What a key is called."""
        return self.lookups[name].label(key, self.year) if key else ""

    def offered(self, name: ListName) -> tuple[Entry, ...]:
        """What may be chosen."""
        return self.lookups[name].offered(self.year)

    def villages_told(self, villages: Sequence[int]) -> str:
        """`ม.1 บ้านนา, ม.2 บ้านป่า`, or how many."""
        if len(villages) > _SOME_VILLAGES:
            return f"{len(villages):,} หมู่บ้าน"
        return ", ".join(self.villages.get(village, "หมู่บ้านอื่น") for village in villages)


@dataclass(frozen=True, slots=True)
class Row:
    """A project, and what is asked of it again and again: its sums, what it is found by."""

    project: Project
    sought: str
    years: Mapping[Which, Mapping[int, int]]  # satang; a year without an amount is left out
    sums: Mapping[Which, int | None]
    sources: frozenset[str]
    counts: bool  # whether its status is part of the plan's sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows are shown; an empty part lets everything pass."""

    text: str = ""
    dimension: str = ""
    kind: str = ""
    source: str = ""
    status: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it hides nothing."""
        return self == Filter()

    @property
    def is_one_dimension(self) -> bool:
        """Whether it shows exactly the projects of a dimension."""
        return bool(self.dimension) and self == Filter(dimension=self.dimension)

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The rows that pass, in their order; by the order within the dimension where it is one."""
        is_found = finder(self.text)
        shown = [row for row in rows if self._passes(row) and is_found(row.sought)]
        if self.is_one_dimension:
            shown.sort(key=lambda row: row.project.dimension_rank or len(shown) + 1)
        return shown

    def _passes(self, row: Row) -> bool:
        project = row.project
        return (
            (not self.dimension or project.dimension == self.dimension)
            and (not self.kind or project.kind == self.kind)
            and (not self.status or project.status == self.status)
            and (not self.source or self.source in row.sources)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Of some rows that count: satang by year, and in all."""

    count: int = 0
    years: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    whole: int | None = None


def row_of(project: Project, words: Words) -> Row:
    """A project as the grid holds it."""
    years: dict[Which, dict[int, int]] = {which: {} for which in WHICHES}
    for line in project.money:
        for which in WHICHES:
            amount = amount_of(line, which)
            if amount is not None:
                held = years[which]
                held[line.year] = held.get(line.year, 0) + amount
    served = (words.villages.get(village, "") for village in project.villages[:_SOME_VILLAGES])
    return Row(
        project=project,
        sought=folded(f"{project.name} {project.target} {project.agency} {' '.join(served)}"),
        years=years,
        sums={which: total(each.values()) for which, each in years.items()},
        sources=frozenset(line.source for line in project.money),
        counts=words.statuses.counts(project.status),
    )


def amount_of(line: Money, which: Which) -> int | None:
    """One of the three amounts of a line, in satang."""
    match which:
        case "requested":
            return line.requested
        case "approved":
            return line.approved
        case "spent":
            return line.spent


def sums_of(rows: Iterable[Row], which: Which) -> Sums:
    """What the rows come to; those whose status does not count are left out."""
    years: dict[int, int] = {}
    amounts: list[int | None] = []
    count = 0
    for row in rows:
        if not row.counts:
            continue
        count += 1
        amounts.append(row.sums[which])
        for year, amount in row.years[which].items():
            years[year] = years.get(year, 0) + amount
    return Sums(count=count, years=years, whole=total(amounts))


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRead:
    """A plan's projects and the words for them, as read at once."""

    plan: PlanLine
    words: Words
    rows: tuple[Row, ...]


def read_grid(services: "Services", plan: PlanLine) -> GridRead:
    """Read them; on the worker thread."""
    projects = services.projects.of_plan(plan.uuid)
    lookups = {
        name: services.lookups.get(name)
        for name in (
            ListName.DIMENSION,
            ListName.PROJECT_KIND,
            ListName.MONEY_SOURCE,
            ListName.PROJECT_STATUS,
            ListName.AGENCY,
        )
    }
    year = plan.start_year
    offered = [entry.label for entry in lookups[ListName.AGENCY].offered(year)]
    used = {project.agency for project in projects if project.agency}
    words = Words(
        lookups=lookups,
        statuses=Statuses(lookups[ListName.PROJECT_STATUS], year),
        year=year,
        villages={
            village.id: village.label for village in services.villages.in_area(plan.code[:6])
        },
        agencies=tuple(dict.fromkeys([*offered, *sorted(used)])),
    )
    return GridRead(plan=plan, words=words, rows=tuple(row_of(one, words) for one in projects))
