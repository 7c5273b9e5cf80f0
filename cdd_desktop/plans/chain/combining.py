"""New projects made of others: copied up, put together, taken apart. Nothing is stored here."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from uuid6 import uuid7

from cdd_desktop.plans.records import Level, Money, Origin, Project, added
from cdd_desktop.plans.words import Which


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one part of a project that is split is called and asks for.

    `villages` None: those of the whole.
    """

    name: str
    money: tuple[Money, ...]
    villages: tuple[int, ...] | None = None


def new_uuid() -> UUID:
    """An identity of its own, made where the record is born."""
    return UUID(int=uuid7().int)


def copied(
    project: Project,
    *,
    plan: UUID,
    status: str,
    money: Iterable[Money],
    from_level: Level | None = None,
) -> Project:
    """The project anew in a plan, unranked. One without an origin comes from the village's plan
    where `from_level` says so."""
    origin = project.origin
    if not origin.kind and from_level is Level.VILLAGE:
        origin = dataclasses.replace(origin, kind="village-plan")
    return dataclasses.replace(
        project,
        uuid=new_uuid(),
        plan=plan,
        area_code="",
        money=tuple(money),
        origin=origin,
        rank=None,
        dimension_rank=None,
        status=status,
        status_on=None,
        status_note="",
        difference_note="",
        version=0,
    )


def combined(projects: Sequence[Project], name: str) -> Project:
    """What several become together: money added up, villages of all, differing texts of all.

    What has one value only (dimension, kind, agency, origin) is that of all, else that of the
    first; the quantity is added up where the unit is the same.
    """
    first = projects[0]
    units = {project.unit for project in projects}
    quantities = [p.quantity for p in projects if p.quantity is not None]
    is_countable = len(units) == 1 and bool(quantities)

    def together(field: str, between: str = "\n") -> str:
        return between.join(dict.fromkeys(filter(None, (getattr(p, field) for p in projects))))

    origins = {project.origin for project in projects}
    return dataclasses.replace(
        first,
        name=name,
        details=together("details"),
        reason=together("reason"),
        objective=together("objective"),
        target=together("target"),
        indicator=together("indicator"),
        expected=together("expected"),
        quantity=sum(quantities[1:], quantities[0]) if is_countable else None,
        unit=first.unit if len(units) == 1 else "",
        agency=together("agency", ", "),
        is_recurring=all(project.is_recurring for project in projects),
        origin=first.origin if len(origins) == 1 else Origin(kind=_one_kind(origins)),
        villages=tuple(sorted({village for p in projects for village in p.villages})),
        money=added(line for project in projects for line in project.money),
    )


def money_differences(
    whole: Iterable[Money], parts: Iterable[Money]
) -> dict[tuple[int, str, Which], int]:
    """How much more the parts hold, by year, source and which amount; only what differs."""
    before, after = _amounts(whole), _amounts(parts)
    told = {
        key: (after.get(key) or 0) - (before.get(key) or 0)
        for key in sorted(before.keys() | after.keys())
    }
    return {key: difference for key, difference in told.items() if difference}


def inside(lines: Iterable[Money], years: range) -> tuple[Money, ...]:
    """The lines whose year is among these."""
    return tuple(line for line in lines if line.year in years)


def outside(lines: Iterable[Money], years: range) -> tuple[Money, ...]:
    """The others."""
    return tuple(line for line in lines if line.year not in years)


def _one_kind(origins: Iterable[Origin]) -> str:
    kinds = {origin.kind for origin in origins}
    return kinds.pop() if len(kinds) == 1 else ""


def _amounts(lines: Iterable[Money]) -> dict[tuple[int, str, Which], int | None]:
    amounts: dict[tuple[int, str, Which], int | None] = {}
    for line in added(lines):
        amounts[line.year, line.source, "requested"] = line.requested
        amounts[line.year, line.source, "approved"] = line.approved
        amounts[line.year, line.source, "spent"] = line.spent
    return amounts
