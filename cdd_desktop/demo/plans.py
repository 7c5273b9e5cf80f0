"""The demo's plans: a tambon from its villages' plans up to the district, two periods of it.

Everything goes in through the services.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from cdd_desktop.bootstrap import Services
from cdd_desktop.demo.meetings import adopting_meeting, community_meeting, follow_up_meeting
from cdd_desktop.demo.plan_following import Following
from cdd_desktop.demo.plan_tambon import FIVE, DemoTambon
from cdd_desktop.demo.plan_texts import (
    ADDED_NEED,
    INTRODUCTION,
    PROBLEMS,
    TAMBON_NEEDS,
    VILLAGE_NEEDS,
)
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import PlaceRef, Village
from cdd_desktop.plans.records import (
    Level,
    Plan,
    PlanState,
    Problem,
    Project,
    RevisionKind,
)
from cdd_desktop.plans.votes.records import VoteSheet

_MERGED = "ปรับปรุงถนนเชื่อมระหว่างหมู่บ้านของตำบล"
_CHOSEN = 4  # of each village's projects go up one by one; the last of them is merged
_DECIDED = 4  # which item of the agenda, from 0
_MORE = 15_000_00  # satang
_SHARES = (75, 80, 100, 110, 125)  # percent of the usual amount
_POINTS = (86, 79, 79, 64, 58, 51, 47, 40)  # two tie


def make_plans(services: Services, tambon: str) -> None:
    """Plan the tambon: villages, tambon, district, bank, meetings, coordination and results."""
    planning = _Planning(services, tambon)
    planning.plan()
    planning.meet()
    following = Following(services, tambon)
    following.follow()
    following.propose()


class _Planning(DemoTambon):
    """From what villages ask for to what the meeting adopts."""

    # plans and their projects

    def plan(self) -> None:
        """The five-year plans from above down, then what villages ask for, then what goes up."""
        amphoe = self._kept(Level.AMPHOE, self._tambon[:4], "amphoe")
        needs = self._kept(Level.NEEDS, self._tambon[:4], "needs")
        plan = self._kept(
            Level.TAMBON,
            self._tambon,
            "plan",
            parent=amphoe.uuid,
            chapters={"introduction": INTRODUCTION},
            problems=tuple(
                Problem(
                    uuid=self._uuid("problem", place),
                    dimension=dimension,
                    problem=problem,
                    cause=cause,
                    approach=approach,
                )
                for place, (dimension, problem, cause, approach) in enumerate(PROBLEMS)
            ),
        )
        asked: list[Project] = []
        for village in self._villages:
            home = self._kept(
                Level.VILLAGE, village.code, "village", village.code, parent=self._plan
            )
            asked += self._village_projects(home, village)
        self._save(asked, "โครงการของหมู่บ้าน")
        self._save(
            [
                self._project(plan, need, number, [v.id for v in self._villages])
                for number, need in enumerate(TAMBON_NEEDS)
            ],
            "โครงการของตำบล",
        )
        self._choose_up(asked, plan.uuid)
        self._rank()
        for above, wanted in ((amphoe, slice(0, 5)), (needs, slice(5, 8))):
            self._choose([p.uuid for p in self._projects()[wanted]], above.uuid)

    def _kept(self, level: Level, code: str, *words: object, **fields: Any) -> Plan:
        uuid = self._uuid(*words)
        try:
            return self._services.plans.get(uuid)
        except NotFound:
            begun = self._services.plans.begin(
                level, code, self._start, self._start + FIVE - 1, "five-year"
            )
            return self._services.plans.save(replace(begun, uuid=uuid, **fields))

    def _village_projects(self, home: Plan, village: Village) -> Iterable[Project]:
        for number, need in enumerate(VILLAGE_NEEDS):
            share = self._random.choice(_SHARES)
            baht = tuple(f"{Decimal(each) * share / 100:.2f}" for each in need.baht)
            named = replace(need, name=need.name.format(village.title), baht=baht)
            yield self._project(home, named, number, [village.id])

    def _choose_up(self, asked: Sequence[Project], into: UUID) -> None:
        """Of each village some as they are; the roads of the first two as one."""
        roads = [p.uuid for p in asked if p.uuid in self._roads()]
        wanted = [
            project.uuid
            for at, project in enumerate(asked)
            if at % len(VILLAGE_NEEDS) < _CHOSEN and project.uuid not in roads
        ]
        self._choose(wanted, into)
        if not self._services.chain.above(roads[0]):
            self._services.chain.merge(roads, into, _MERGED)
        changed = asked[-len(VILLAGE_NEEDS) + 1]  # the last village asks for more since
        line = changed.money[0]
        more = (line.requested or 0) + _MORE
        self._services.projects.change_money(
            changed.uuid, line.year, line.source, "requested", more
        )

    def _roads(self) -> set[UUID]:
        need = VILLAGE_NEEDS[0]
        return {
            uuid5(self._uuid("village", village.code), need.name.format(village.title))
            for village in self._villages[:2]
        }

    def _choose(self, wanted: Iterable[UUID], into: UUID) -> None:
        chain = self._services.chain
        if new := [
            uuid
            for uuid in wanted
            if all(one.plan is None or one.plan.uuid != into for one in chain.above(uuid))
        ]:
            chain.choose(new, into)

    def _rank(self) -> None:
        """By the votes of a meeting; two tie."""
        sheet = self._uuid("votes")
        try:
            self._services.ranking.get(sheet)
        except NotFound:
            voted = self._projects()
            self._services.ranking.save(
                VoteSheet(
                    uuid=sheet,
                    plan=self._plan,
                    held_on=self._adopted_on,
                    method="ยกมือให้คะแนนทีละโครงการ",
                    voters=42,
                    points={
                        project.uuid: _POINTS[at] if at < len(_POINTS) else max(1, 40 - at)
                        for at, project in enumerate(voted)
                    },
                )
            )
            self._services.ranking.apply(sheet, by_dimension=True)

    # meetings, adoption, revision

    def meet(self) -> None:
        """The meeting that adopts the plan, and what else met; a revision of what was adopted."""
        adopting = adopting_meeting(
            self._services, self._tambon, self._adopted_on, self._random, self._uuid
        )
        meetings = self._services.meetings
        self._unless(meetings.get, adopting.uuid, lambda: meetings.save(adopting))
        decided = meetings.get(adopting.uuid).items[_DECIDED].uuid
        self._services.resolutions.link(decided, [p.uuid for p in self._projects()[:8]])
        community = community_meeting(
            self._services,
            PlaceRef(village_id=self._villages[0].id),
            self._adopted_on - timedelta(days=90),
            self._random,
            self._uuid,
        )
        self._unless(meetings.get, community.uuid, lambda: meetings.save(community))
        later = follow_up_meeting(
            self._services, self._tambon, self._met_on, self._today, self._random, self._uuid
        )
        self._unless(meetings.get, later.uuid, lambda: meetings.save(later))
        for village in self._villages[:-1]:  # the last one still writes its plan
            self._adopt(self._uuid("village", village.code), None)
        self._take_into_plan()
        self._adopt(self._plan, adopting.uuid)
        self._revise(later.uuid)

    def _adopt(self, plan: UUID, meeting: UUID | None) -> None:
        if self._services.plans.get(plan).state is PlanState.DRAFT:
            self._services.plans.adopt(plan, self._adopted_on, meeting)

    def _take_into_plan(self) -> None:
        self._move([p for p in self._projects() if p.status in {"draft", "heard"}], "in-plan")

    def _revise(self, meeting: UUID) -> None:
        plans = self._services.plans
        if not plans.revisions(self._plan):
            why = "สะพานชำรุดจากอุทกภัย"
            plans.open_revision(self._plan, RevisionKind.ADDED, self._met_on, why, meeting)
        for revision in plans.revisions(self._plan):
            if revision.closed_on is None:
                plan = plans.get(self._plan)
                added = self._project(plan, ADDED_NEED, 0, [self._villages[0].id], "in-plan")
                self._save([added], "โครงการที่เพิ่มเติม")
                plans.close_revision(revision.uuid, revision.opened_on + timedelta(days=14))
