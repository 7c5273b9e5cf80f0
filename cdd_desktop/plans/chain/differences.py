"""What a plan asks for beside what the plans below it ask for, to the satang.

A project below is chosen when it, or one that was merged or split into it, went up into the plan.
Projects that hang together by links are compared as one: however often they were merged and split
on either side, their sums must be equal or somebody has told why not.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cdd_desktop.plans.chain.links import SIDEWAYS, Links, bundles
from cdd_desktop.plans.records import Link, LinkKind, Plan, Project, total

Counts = Callable[[str], bool]  # whether a status is part of a plan's sums


class Standing(StrEnum):
    """How the sums of one bundle stand."""

    EQUAL = "equal"
    EXPLAINED = "explained"
    OPEN = "open"

    @property
    def label(self) -> str:
        """As a list shows it."""
        return {"equal": "ยอดตรงกัน", "explained": "อธิบายแล้ว", "open": "ยังไม่ได้อธิบาย"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A plan, its projects, those of the plans below that feed it, and the links of them all."""

    plan: Plan
    plans_below: tuple[Plan, ...]
    here: tuple[Project, ...]
    below: tuple[Project, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSums:
    """What is asked for in a Buddhist fiscal year, in satang; blank where nothing is written."""

    year: int
    below: int | None
    here: int | None

    @property
    def difference(self) -> int:
        """How much more is asked for here."""
        return (self.here or 0) - (self.below or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Projects here and below that hang together, also those that no longer count.

    `teller` is the one here that tells why the sums differ, or is to; None where none is here.
    """

    here: tuple[Project, ...]
    below: tuple[Project, ...]
    years: tuple[YearSums, ...]
    teller: Project | None
    standing: Standing

    @property
    def note(self) -> str:
        """Why the sums differ; "" while nobody told."""
        return "" if self.teller is None else self.teller.difference_note

    @property
    def amount(self) -> int:
        """How much more is asked for here, in all years, in satang."""
        return sum(year.difference for year in self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Satang of all years asked for by projects that count.

    `below` is `chosen` and `not_chosen`; `here` is `from_below` and `own`; `from_below` less
    `chosen` is what all differences come to.
    """

    chosen: int
    not_chosen: int
    from_below: int
    own: int

    @property
    def below(self) -> int:
        """What the plans below ask for."""
        return self.chosen + self.not_chosen

    @property
    def here(self) -> int:
        """What this plan asks for."""
        return self.from_below + self.own


def chosen_of(web: Web) -> frozenset[UUID]:
    """The projects below that went up into the plan, themselves or in those they came from."""
    here = {project.uuid for project in web.here}
    below = {project.uuid for project in web.below}
    went_up = {
        link.from_ for link in web.links if link.kind is LinkKind.UP and link.to in here
    } & below
    inside = Links(link for link in web.links if {link.from_, link.to} <= below)
    return inside.reached(went_up, SIDEWAYS)


def not_chosen(web: Web, counts: Counts) -> tuple[Project, ...]:
    """The projects below that count and are not in the plan."""
    chosen = chosen_of(web)
    return tuple(p for p in web.below if p.uuid not in chosen and counts(p.status))


def differences(web: Web, counts: Counts) -> tuple[Difference, ...]:
    """Every bundle of projects here and below, also those whose sums are equal."""
    here = {project.uuid: project for project in web.here}
    below = {project.uuid: project for project in web.below}
    return tuple(
        _difference(
            tuple(here[uuid] for uuid in here if uuid in bundle),
            tuple(below[uuid] for uuid in below if uuid in bundle),
            counts,
        )
        for bundle in bundles(_binding(web))
        if not bundle.isdisjoint(below)
    )


def sums(web: Web, counts: Counts) -> Sums:
    """The sums of the plan and of those below it."""
    chosen = chosen_of(web)
    bound = [bundle for bundle in bundles(_binding(web)) if not bundle.isdisjoint(chosen)]
    from_below = frozenset[UUID]().union(*bound)
    below = [project for project in web.below if counts(project.status)]
    here = [project for project in web.here if counts(project.status)]
    return Sums(
        chosen=_asked(project for project in below if project.uuid in chosen),
        not_chosen=_asked(project for project in below if project.uuid not in chosen),
        from_below=_asked(project for project in here if project.uuid in from_below),
        own=_asked(project for project in here if project.uuid not in from_below),
    )


def _binding(web: Web) -> tuple[Link, ...]:
    """The links that make projects hang together.

    Those inside the plans below bind only what has gone up: the part of a split project that
    nobody chose is no part of what stands here.
    """
    here = {project.uuid for project in web.here}
    below = {project.uuid for project in web.below}
    chosen = chosen_of(web)
    return tuple(
        link
        for link in web.links
        if (link.kind is LinkKind.UP and link.from_ in below and link.to in here)
        or (link.kind in SIDEWAYS and {link.from_, link.to} <= here)
        or (link.kind in SIDEWAYS and link.from_ in chosen and link.to in chosen)
    )


def _difference(
    here: tuple[Project, ...], below: tuple[Project, ...], counts: Counts
) -> Difference:
    asked_here, asked_below = _by_year(here, counts), _by_year(below, counts)
    years = tuple(
        YearSums(year=year, below=asked_below.get(year), here=asked_here.get(year))
        for year in sorted(asked_here.keys() | asked_below.keys())
    )
    # one that no longer counts still tells why its money is missing
    tellers = sorted(here, key=lambda project: not counts(project.status))
    told = (project for project in tellers if project.difference_note)
    teller = next(told, tellers[0] if tellers else None)
    if not any(year.difference for year in years):
        standing = Standing.EQUAL
    else:
        standing = (
            Standing.EXPLAINED if teller is not None and teller.difference_note else Standing.OPEN
        )
    return Difference(here=here, below=below, years=years, teller=teller, standing=standing)


def _by_year(projects: Iterable[Project], counts: Counts) -> Mapping[int, int | None]:
    counted = [project for project in projects if counts(project.status)]
    years = {line.year for project in counted for line in project.money}
    return {year: total(project.requested_in(year) for project in counted) for year in years}


def _asked(projects: Iterable[Project]) -> int:
    return total(project.requested for project in projects) or 0
