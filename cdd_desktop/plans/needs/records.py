"""What waits for a plan: proposals of the bank, and what earlier plans asked for in vain."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from cdd_desktop.plans.needs.indicator_origin import IndicatorOutcome
from cdd_desktop.plans.records import Money, Project, added

DAYS_OF_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One entry of the bank. `plan_title` is empty where it stands in no plan.

    `since` is the first day it is known to have been asked for; `times_asked` counts the plans it
    stood in and the agencies it was sent to. `tambon` is a code, of an amphoe where it is none's.
    """

    project: Project
    place: str
    tambon: str
    plan_title: str
    status_label: str
    since: date
    times_asked: int

    def age(self, today: date) -> str:
        """`3 ปี 2 เดือน`, `25 วัน`, `วันนี้`."""
        days = max((today - self.since).days, 0)
        years, rest = divmod(days, DAYS_OF_YEAR)
        months = min(rest // 30, 11)
        if not years and not months:
            return f"{days} วัน" if days else "วันนี้"
        return " ".join(
            f"{count} {unit}" for count, unit in ((years, "ปี"), (months, "เดือน")) if count
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two needs that may be one. `score` in percent, `why` short phrases."""

    score: int
    a: Need
    b: Need
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A project that came from a failed indicator, and what the indicator said afterwards.

    `outcome` None: no later round was taken.
    """

    project: Project
    place: str
    plan_title: str
    status_label: str
    is_done: bool
    outcome: IndicatorOutcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal before it is kept. `home` says where it will stand; `known` names what was
    proposed already for the same indicator and village and is not over."""

    project: Project
    home: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What was pulled into a plan. `moved` names those whose money of years outside the plan now
    stands in its first year."""

    projects: tuple[Project, ...]
    moved: tuple[str, ...]


def into_years(lines: Iterable[Money], years: range) -> tuple[tuple[Money, ...], bool]:
    """What is asked for, as money of a plan's years: that of other years in the first of them.

    Also whether anything changed its year. What was approved and spent belongs to the plan that
    it was approved in, and is left out.
    """
    asked = [
        Money(year=line.year, source=line.source, requested=line.requested)
        for line in lines
        if line.requested is not None
    ]
    kept = [line if line.year in years else replace(line, year=years[0]) for line in asked]
    return added(kept), kept != asked


def lies_in(plan_code: str, code: str, villages: Collection[str]) -> bool:
    """Whether a need of an area belongs to a plan of an area: one of the two contains the other.

    `villages` are the codes of those it serves: a village's plan takes only what serves it.
    """
    if villages and len(plan_code) > len(code):
        return any(village.startswith(plan_code) for village in villages)
    return bool(code) and (code.startswith(plan_code) or plan_code.startswith(code))
