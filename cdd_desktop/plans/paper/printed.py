"""A plan as paper tells of it: its projects in order, with the words of the office's lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.plans.money import By
from cdd_desktop.plans.records import Plan, Project
from cdd_desktop.plans.statuses import Statuses

NOT_TOLD = "ไม่ระบุ"
_LIST_OF = {
    By.DIMENSION: ListName.DIMENSION,
    By.SOURCE: ListName.MONEY_SOURCE,
    By.KIND: ListName.PROJECT_KIND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """What the keys of a plan are called, as worded in a Buddhist fiscal year.

    `villages` has the title of each village by its id.
    """

    lists: Mapping[ListName, Lookup]
    year: int
    villages: Mapping[int, str]

    def label(self, name: ListName, key: str) -> str:
        """What a key is called; "" for none."""
        return self.lists[name].label(key, self.year) if key else ""

    def heading(self, by: By, key: str) -> str:
        """What a line of a summary is called; an agency is a name already."""
        told = self.label(_LIST_OF[by], key) if by in _LIST_OF else key
        return told or f"{NOT_TOLD}{by.label}"

    def order(self, by: By) -> tuple[str, ...]:
        """The keys in the order of the office's list; none for agencies."""
        if by not in _LIST_OF:
            return ()
        return tuple(entry.key for entry in self.lists[_LIST_OF[by]].at(self.year))

    @property
    def statuses(self) -> Statuses:
        """What the statuses mean."""
        return Statuses(self.lists[ListName.PROJECT_STATUS], self.year)

    def where(self, project: Project) -> str:
        """The villages that a project serves."""
        return ", ".join(self.villages[id_] for id_ in project.villages if id_ in self.villages)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlan:
    """A plan to be printed. `place` is `ตำบลคูหาสวรรค์`, `where` with all above it.

    `projects` are those that count, by dimension and rank; `left_out` are not in any sum.
    """

    plan: Plan
    place: str
    where: str
    projects: tuple[Project, ...]
    left_out: tuple[Project, ...]
    words: PlanWords

    def by_dimension(self) -> Iterator[tuple[str, tuple[Project, ...]]]:
        """The projects under each dimension's heading, in the order of the list."""
        groups: dict[str, list[Project]] = {}
        for project in self.projects:
            groups.setdefault(project.dimension, []).append(project)
        for key, projects in groups.items():
            heading = self.words.heading(By.DIMENSION, key)
            yield (
                heading if not key or heading.startswith("ด้าน") else f"ด้าน{heading}",
                tuple(projects),
            )

    @property
    def left_out_told(self) -> str:
        """Which projects are in no sum, and why; "" where there are none."""
        counts: dict[str, int] = {}
        for project in self.left_out:
            label = self.words.label(ListName.PROJECT_STATUS, project.status)
            counts[label] = counts.get(label, 0) + 1
        told = ", ".join(f"{label} {count:,} โครงการ" for label, count in counts.items())
        return f"ไม่รวมโครงการที่ไม่นับยอด: {told}" if told else ""


def printed_plan(
    plan: Plan, place: str, where: str, projects: Sequence[Project], words: PlanWords
) -> PrintedPlan:
    """The plan with its projects sorted out: by dimension, rank in it, rank in the plan."""
    statuses = words.statuses
    at = {key: place for place, key in enumerate(words.order(By.DIMENSION))}
    last = len(projects) + 1

    def order(project: Project) -> tuple[bool, int, str, int, int]:
        return (
            not project.dimension,
            at.get(project.dimension, len(at)),
            project.dimension,
            project.dimension_rank or last,
            project.rank or last,
        )

    counted = sorted(statuses.counted(projects), key=order)
    return PrintedPlan(
        plan=plan,
        place=place,
        where=where,
        projects=tuple(counted),
        left_out=tuple(one for one in projects if not statuses.counts(one.status)),
        words=words,
    )
