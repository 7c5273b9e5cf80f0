"""The tambon that the demo plans, and how its projects are made; its plans are made elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from uuid import UUID, uuid5

from cdd_desktop.bootstrap import Services
from cdd_desktop.demo.plan_texts import Need
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import PlaceKind, place_uuid
from cdd_desktop.plans.records import Level, Money, Origin, Plan, Project
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year, fiscal_year_span
from cdd_desktop.thai.money import parse_baht

FIVE = 5  # years of a plan
_EPOCH = 2566  # five-year plans run from 2566, 2571, ...


class DemoTambon:
    """The tambon, its days and years.

    Identities are made from words, so that a demo that was interrupted is completed and not made
    twice.
    """

    def __init__(self, services: Services, tambon: str) -> None:
        self._services = services
        self._tambon = tambon
        self._today = day_in_thailand(services.store.now())
        self._year = fiscal_year(self._today)
        self._start = self._year - (self._year - _EPOCH) % FIVE
        self._random = Random(self._start)  # noqa: S311 - made-up figures, not secrets
        self._villages = [
            village
            for village in services.villages.in_area(tambon)
            if village.kind is PlaceKind.VILLAGE
        ]
        first, _ = fiscal_year_span(self._start)
        self._adopted_on = first - timedelta(days=60)
        _, year_end = fiscal_year_span(self._year - 1)
        self._met_on = year_end - timedelta(days=20)  # in the year that has most to show
        self._plan = self._uuid("plan")

    def _uuid(self, *words: object) -> UUID:
        return uuid5(place_uuid(self._tambon), " ".join(map(str, ("demo", *words))))

    def _projects(self, status: str = "") -> list[Project]:
        """Those of the tambon's plan in their order, of any status or of one."""
        found = self._services.projects.of_plan(self._plan)
        return [project for project in found if not status or project.status == status]

    def _project(
        self, plan: Plan, need: Need, number: int, villages: Sequence[int], status: str = "heard"
    ) -> Project:
        return replace(
            self._services.projects.begin(plan.uuid),
            uuid=uuid5(plan.uuid, need.name),
            name=need.name,
            objective=need.objective,
            target=need.target,
            quantity=need.quantity,
            unit=need.unit,
            indicator=need.indicator,
            expected=need.expected,
            dimension=need.dimension,
            kind=need.kind,
            agency=need.agency,
            is_recurring=need.is_recurring,
            origin=Origin(
                kind="community-meeting", raised_on=self._adopted_on - timedelta(days=90)
            ),
            villages=tuple(villages),
            money=tuple(
                Money(year=year, source=need.source, requested=parse_baht(baht))
                for year, baht in zip(plan.years, need.baht, strict=False)
                if Decimal(baht)
            ),
            rank=number + 1 if plan.level is Level.VILLAGE else None,
            status=status,
        )

    def _save(self, projects: Sequence[Project], summary: str) -> None:
        there = {p.uuid for p in self._services.projects.get_many([p.uuid for p in projects])}
        if new := [project for project in projects if project.uuid not in there]:
            self._services.projects.save_many(new, summary)

    def _move(self, projects: Sequence[Project], status: str) -> None:
        """Let several have a status, in one operation."""
        if projects:
            moved = [replace(p, status=status, status_on=self._adopted_on) for p in projects]
            self._services.projects.save_many(moved, "ความก้าวหน้าของโครงการ")

    def _unless(
        self, find: Callable[[UUID], object], uuid: UUID, make: Callable[[], object]
    ) -> None:
        try:
            find(uuid)
        except NotFound:
            make()
