"""Where projects came from and went to, walked over their links."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from cdd_desktop.plans.records import Link, LinkKind

SIDEWAYS = frozenset({LinkKind.MERGED, LinkKind.SPLIT, LinkKind.DUPLICATE})


class Links:
    """Some links, by where they begin."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.all = tuple(links)
        self._after: defaultdict[UUID, list[Link]] = defaultdict(list)
        for link in self.all:
            self._after[link.from_].append(link)

    def after(self, project: UUID) -> tuple[Link, ...]:
        """The links that lead away from a project."""
        return tuple(self._after.get(project, ()))

    def reached(self, starts: Iterable[UUID], kinds: Collection[LinkKind]) -> frozenset[UUID]:
        """The projects one gets to along links of these kinds, the first ones included."""
        found = set(starts)
        waiting = list(found)
        while waiting:
            for link in self.after(waiting.pop()):
                if link.kind in kinds and link.to not in found:
                    found.add(link.to)
                    waiting.append(link.to)
        return frozenset(found)


def bundles(links: Iterable[Link]) -> Iterator[frozenset[UUID]]:
    """The projects that hang together, in the order in which the links first name them."""
    home: dict[UUID, UUID] = {}

    def root(project: UUID) -> UUID:
        home.setdefault(project, project)
        while home[project] != project:
            home[project] = home[home[project]]
            project = home[project]
        return project

    for link in links:
        home[root(link.to)] = root(link.from_)
    held: dict[UUID, set[UUID]] = {}
    for project in home:
        held.setdefault(root(project), set()).add(project)
    yield from map(frozenset, held.values())


def circles(links: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The projects that came from themselves, by way of others; links are from and to."""
    below: dict[int, set[int]] = {}
    above: defaultdict[int, set[int]] = defaultdict(set)
    for from_, to in links:
        below.setdefault(to, set()).add(from_)
        below.setdefault(from_, set())
        above[from_].add(to)
    # those without an origin go, and so on: what stays leads back to itself
    free = [project for project, origins in below.items() if not origins]
    while free:
        project = free.pop()
        del below[project]
        for each in above[project]:
            below[each].discard(project)
            if not below[each]:
                free.append(each)
    return frozenset(below)
