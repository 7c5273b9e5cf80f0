"""However projects are chosen, merged, split, revised, refused and proposed anew, every one of
them can still be found, and every satang is accounted for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdd_desktop.bootstrap import Services
from cdd_desktop.plans.chain.combining import Part
from cdd_desktop.plans.chain.differences import Standing, chosen_of
from cdd_desktop.plans.records import Level, Money, Plan, Project, RevisionKind, Stage

ON = date(2026, 11, 22)
YEARS = (2566, 2567)
SOURCES = ("local", "pao")

STEPS = (
    "add",
    "choose",
    "choose",  # more often: without it the others have little to do
    "merge",
    "merge here",
    "merge below",
    "split",
    "split below",
    "revise",
    "revise below",
    "refuse",
    "again",
)
amounts = st.lists(st.none() | st.integers(0, 10_000_001), min_size=4, max_size=4)
steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 99), amounts), min_size=4, max_size=14
)


class Chain:
    """Two village plans under an adopted plan of the tambon whose revision is open. `below` and
    `here` are what they must ask for, counted without the services."""

    def __init__(self, services: Services) -> None:
        self.services = services
        plans = services.plans
        self.tambon = plans.save(plans.begin(Level.TAMBON, "930101", 2566, 2570))
        self.villages = [
            plans.save(
                replace(plans.begin(Level.VILLAGE, code, 2566, 2570), parent=self.tambon.uuid)
            )
            for code in ("93010101", "93010102")
        ]
        plans.adopt(self.tambon.uuid, ON)
        plans.open_revision(self.tambon.uuid, RevisionKind.CHANGED, ON, "ทบทวนประจำปี")
        self.next: Plan | None = None
        self.seen: set[UUID] = set()
        self.up: set[UUID] = set()  # those below that are in the plan, or came from such
        self.below = self.here = 0

    def do(self, step: str, pick: int, numbers: Sequence[int | None]) -> None:
        {
            "add": self.add,
            "choose": self.choose,
            "merge": self.merge,
            "merge here": self.merge_here,
            "merge below": self.merge_below,
            "split": self.split,
            "split below": self.split_below,
            "revise": self.revise,
            "revise below": self.revise_below,
            "refuse": self.refuse,
            "again": self.again,
        }[step](pick, numbers)

    def add(self, pick: int, numbers: Sequence[int | None]) -> None:
        cells = zip([(y, s) for y in YEARS for s in SOURCES], numbers, strict=True)
        begun = self.services.projects.begin(self.villages[pick % 2].uuid)
        money = tuple(Money(year=y, source=s, requested=n) for (y, s), n in cells)
        saved = self.services.projects.save(replace(begun, name=f"โครงการ {pick}", money=money))
        self.seen.add(saved.uuid)
        self.below += saved.requested or 0

    def choose(self, pick: int, _: Sequence[int | None]) -> None:
        waiting = self.services.chain.not_chosen(self.tambon.uuid)
        if waiting:
            chosen = waiting[pick % len(waiting)]
            self._came(self.services.chain.choose([chosen.uuid], self.tambon.uuid))
            self.up.add(chosen.uuid)
            self.here += chosen.requested or 0

    def merge(self, pick: int, _: Sequence[int | None]) -> None:
        some = self.services.chain.not_chosen(self.tambon.uuid)[: 2 + pick % 2]
        if len(some) > 1:
            uuids = [project.uuid for project in some]
            self._came([self.services.chain.merge(uuids, self.tambon.uuid, "รวม")])
            self.up |= set(uuids)
            self.here += sum(project.requested or 0 for project in some)

    def merge_here(self, pick: int, _: Sequence[int | None]) -> None:
        self._merge_in(self.tambon, pick)

    def merge_below(self, pick: int, _: Sequence[int | None]) -> None:
        self._merge_in(self.villages[pick % 2], pick)

    def split(self, pick: int, numbers: Sequence[int | None]) -> None:
        self._split_in(self.tambon, pick, numbers)

    def split_below(self, pick: int, numbers: Sequence[int | None]) -> None:
        self._split_in(self.villages[pick % 2], pick, numbers)

    def revise(self, pick: int, numbers: Sequence[int | None]) -> None:
        self.here += self._revise_in(self.tambon, pick, numbers[0])

    def revise_below(self, pick: int, numbers: Sequence[int | None]) -> None:
        self.below += self._revise_in(self.villages[pick % 2], pick, numbers[0])

    def refuse(self, pick: int, _: Sequence[int | None]) -> None:
        coordination = self.services.coordination
        some = [p for p in self._open(self.tambon) if p.status == "in-plan"]
        if some:
            begun = coordination.begin(some[pick % len(some)].uuid, ON)
            sent = coordination.save(replace(begun, agency="อบจ.พัทลุง")).coordination
            coordination.save(replace(sent, outcome="refused", outcome_on=ON, reason="ไม่มีงบ"))

    def again(self, pick: int, _: Sequence[int | None]) -> None:
        rollover, plans = self.services.rollover, self.services.plans
        offers = rollover.offers(self.tambon.uuid, 2571, 2575)
        if self.next is not None:
            there = {
                linked.project.uuid
                for project in self.services.projects.of_plan(self.next.uuid)
                for linked in self.services.chain.below(project.uuid)
            }
            offers = tuple(offer for offer in offers if offer.project.uuid not in there)
        if offers:
            plan = self.next or plans.begin(Level.TAMBON, "930101", 2571, 2575)
            wanted = offers[pick % len(offers)]
            self.next = rollover.carry(self.tambon.uuid, plan, [wanted.project.uuid])
            (new,) = (
                project
                for project in self.services.projects.of_plan(self.next.uuid)
                if project.uuid not in self.seen
            )
            self._came([new])
            assert new.requested == wanted.project.requested

    def check(self) -> None:
        """Nobody is lost, and nothing."""
        services, uuid = self.services, self.tambon.uuid
        assert {project.uuid for project in services.projects.get_many(self.seen)} == self.seen
        statuses = services.projects.statuses(2566)
        web = services.chain.web(uuid)
        below = {project.uuid for project in statuses.counted(web.below)}
        waiting = {project.uuid for project in services.chain.not_chosen(uuid)}
        bundles = services.chain.differences(uuid)
        upward = {p.uuid for each in bundles if each.here for p in each.below}
        assert below - waiting == below & upward == below & chosen_of(web) == below & self.up
        assert not waiting & upward
        told = services.chain.sums(uuid)
        assert (told.below, told.here) == (self.below, self.here)
        assert told.from_below - told.chosen == sum(each.amount for each in bundles)
        assert all(
            bool(any(year.difference for year in each.years)) == (each.standing is Standing.OPEN)
            for each in bundles
        )

    def _open(self, plan: Plan) -> list[Project]:
        statuses = self.services.projects.statuses(2566)
        return [
            project
            for project in statuses.counted(self.services.projects.of_plan(plan.uuid))
            if statuses.stage(project.status) is Stage.OPEN
        ]

    def _merge_in(self, plan: Plan, pick: int) -> None:
        some = self._open(plan)[: 2 + pick % 2]
        if len(some) > 1:
            uuids = [project.uuid for project in some]
            whole = self.services.chain.merge(uuids, plan.uuid, "รวมในแผน")
            self._came([whole], from_=uuids)

    def _split_in(self, plan: Plan, pick: int, numbers: Sequence[int | None]) -> None:
        some = self._open(plan)
        if not some:
            return
        whole = some[pick % len(some)]
        cuts = [min(line.requested or 0, numbers[0] or 0) for line in whole.money]
        pairs = list(zip(whole.money, cuts, strict=True))
        first = tuple(replace(line, requested=cut) for line, cut in pairs)
        rest = tuple(replace(line, requested=(line.requested or 0) - cut) for line, cut in pairs)
        parts = [Part(name="ส่วนแรก", money=first), Part(name="ส่วนหลัง", money=rest)]
        self._came(self.services.chain.split(whole.uuid, parts), from_=[whole.uuid])

    def _revise_in(self, plan: Plan, pick: int, satang: int | None) -> int:
        """How much more is asked for."""
        some = self._open(plan)
        if not some:
            return 0
        before = some[pick % len(some)]
        year, source = YEARS[pick % 2], SOURCES[pick // 2 % 2]
        after = self.services.projects.change_money(before.uuid, year, source, "requested", satang)
        return (after.requested or 0) - (before.requested or 0)

    def _came(self, projects: Sequence[Project], from_: Sequence[UUID] = ()) -> None:
        self.seen |= {project.uuid for project in projects}
        if not self.up.isdisjoint(from_):
            self.up |= {project.uuid for project in projects}


# one office for all examples: each has plans of its own, named as those that feed each other
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps)
def test_any_sequence_of_steps_loses_no_project_and_no_satang(
    services: Services, steps: list[tuple[str, int, list[int | None]]]
) -> None:
    _go_through(services, steps)


@pytest.mark.slow
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps)
def test_many_sequences_of_steps_lose_no_project_and_no_satang(
    services: Services, steps: list[tuple[str, int, list[int | None]]]
) -> None:
    _go_through(services, steps)


def _go_through(services: Services, steps: list[tuple[str, int, list[int | None]]]) -> None:
    chain = Chain(services)
    for number in range(3):
        chain.add(number, [100_050, None, 7, 0])
    for step, pick, numbers in steps:
        chain.do(step, pick, numbers)
    chain.check()
