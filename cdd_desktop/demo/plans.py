"""The demo's plans: a tambon from its villages' plans up to the district, two periods of it.

Everything goes in through the services. Identities are made from words, so that a demo that was
interrupted is completed and not made twice.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID, uuid5

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.demo.meetings import adopting_meeting, community_meeting, follow_up_meeting
from cdd_desktop.demo.plan_texts import (
    ADDED_NEED,
    BANK,
    INTRODUCTION,
    PROBLEMS,
    ROLLING_NEED,
    TAMBON_NEEDS,
    VILLAGE_NEEDS,
    Need,
)
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import PlaceKind, PlaceRef, Village, place_uuid
from cdd_desktop.plans.records import (
    Coordination,
    Level,
    Money,
    Origin,
    Plan,
    PlanState,
    Problem,
    Project,
    Result,
    RevisionKind,
)
from cdd_desktop.plans.votes import VoteSheet
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year, fiscal_year_span
from cdd_desktop.thai.money import parse_baht

_EPOCH, _FIVE = 2566, 5  # five-year plans run from 2566, 2571, ...
_MERGED = "ปรับปรุงถนนเชื่อมระหว่างหมู่บ้านของตำบล"
_CHOSEN = 4  # of each village's projects go up one by one; the last of them is merged
_DECIDED = 4  # which item of the agenda, from 0
_MORE = 15_000_00  # satang
_SHARES = (75, 80, 100, 110, 125)  # percent of the usual amount
_POINTS = (86, 79, 79, 64, 58, 51, 47, 40)  # two tie


def make_plans(services: Services, tambon: str) -> None:
    """Plan the tambon: villages, tambon, district, bank, meetings, coordination and results."""
    maker = _Maker(services, tambon)
    maker.plan()
    maker.meet()
    maker.follow()
    maker.propose()


class _Maker:
    def __init__(self, services: Services, tambon: str) -> None:
        self._services = services
        self._tambon = tambon
        self._today = day_in_thailand(services.store.now())
        self._year = fiscal_year(self._today)
        self._start = self._year - (self._year - _EPOCH) % _FIVE
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
                level, code, self._start, self._start + _FIVE - 1, "five-year"
            )
            return self._services.plans.save(replace(begun, uuid=uuid, **fields))

    def _village_projects(self, home: Plan, village: Village) -> Iterable[Project]:
        for number, need in enumerate(VILLAGE_NEEDS):
            share = self._random.choice(_SHARES)
            baht = tuple(f"{Decimal(each) * share / 100:.2f}" for each in need.baht)
            named = replace(need, name=need.name.format(village.title), baht=baht)
            yield self._project(home, named, number, [village.id])

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

    def _projects(self, status: str = "") -> list[Project]:
        """Those of the tambon's plan in their order, of any status or of one."""
        found = self._services.projects.of_plan(self._plan)
        return [project for project in found if not status or project.status == status]

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

    def _unless(
        self, find: Callable[[UUID], object], uuid: UUID, make: Callable[[], object]
    ) -> None:
        try:
            find(uuid)
        except NotFound:
            make()

    def _adopt(self, plan: UUID, meeting: UUID | None) -> None:
        if self._services.plans.get(plan).state is PlanState.DRAFT:
            self._services.plans.adopt(plan, self._adopted_on, meeting)

    def _take_into_plan(self) -> None:
        self._move([p for p in self._projects() if p.status in {"draft", "heard"}], "in-plan")

    def _move(self, projects: Sequence[Project], status: str) -> None:
        """Let several have a status, in one operation."""
        if projects:
            moved = [replace(p, status=status, status_on=self._adopted_on) for p in projects]
            self._services.projects.save_many(moved, "ความก้าวหน้าของโครงการ")

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

    # what became of them

    def follow(self) -> None:
        """Coordination, money, work and results; then the plan that overlaps the first."""
        self._coordinate()
        if not self._projects("done"):
            own = [p for p in self._projects("in-plan") if p.rank is not None]
            for steps, some in ((3, own[:4]), (2, own[4:6]), (1, own[6:8])):
                self._give_money(some, spends=steps > 1)
                for step in ("funded", "running", "done")[:steps]:
                    self._move(self._fresh(some), step)
            self._tell_results(self._fresh(own[2:5]))
        self._roll_on()

    def _fresh(self, projects: Sequence[Project]) -> Sequence[Project]:
        return self._services.projects.get_many([project.uuid for project in projects])

    def _give_money(self, projects: Sequence[Project], *, spends: bool) -> None:
        """What was asked for by now is approved, a bit less of it spent."""
        given = []
        for project in projects:
            lines = []
            for line in project.money:
                is_due = line.requested is not None and line.year <= self._year
                approved = line.requested if is_due else None
                spent = approved - approved // 20 if spends and approved is not None else None
                lines.append(replace(line, approved=approved, spent=spent))
            given.append(replace(project, money=tuple(lines)))
        self._services.projects.save_many(given, "งบประมาณที่ได้รับ")

    def _tell_results(self, projects: Sequence[Project]) -> None:
        year = max(self._start, self._year - 1)
        for project in projects:
            for quarter, told in ((2, "เตรียมพื้นที่และจัดประชุมผู้เกี่ยวข้อง"), (4, "ดำเนินการตามแผน")):
                spent = sum(line.spent or 0 for line in project.money if line.year == year)
                self._services.projects.put_result(
                    project.uuid,
                    Result(year=year, quarter=quarter, told=told, spent=spent // 2 or None),
                )

    def _coordinate(self) -> None:
        """Waiting long, accepted, sent back, and refused one year but accepted the next."""
        there = self._services.coordination.of_plan(self._plan)
        wanted = [p for p in self._projects("in-plan") if p.kind == "support"] + self._projects()
        chosen = list(dict.fromkeys(project.uuid for project in wanted))[:5]
        if there or len(chosen) < 5:  # noqa: PLR2004 - those named below
            return
        waits, young, taken, refused, back = chosen
        ago = [self._today - timedelta(days=days) for days in (95, 20, 300, 420, 180)]
        self._send(waits, "1", ago[0])
        self._send(young, "2", ago[1])
        self._send(taken, "3", ago[2], "accepted", ago[2] + timedelta(days=45))
        self._send(refused, "4", ago[3], "refused", ago[3] + timedelta(days=60))
        self._send(refused, "5", ago[4], "accepted", ago[4] + timedelta(days=30))
        self._send(back, "6", ago[4], "returned", ago[4] + timedelta(days=21))

    def _send(
        self,
        project: UUID,
        number: str,
        on: date,
        outcome: str = "waiting",
        outcome_on: date | None = None,
    ) -> None:
        coordination = self._services.coordination
        asked = self._services.projects.get(project).requested or 0
        is_accepted = outcome == "accepted"
        coordination.save(
            Coordination(
                uuid=self._uuid("coordination", number),
                project=project,
                agency=coordination.begin(project, on).agency,
                sent_on=on,
                target_plan=f"แผนปฏิบัติราชการประจำปี พ.ศ. {self._year}",
                letter_no=f"สข 0019.2/{number}45",
                outcome=outcome,
                outcome_on=outcome_on,
                accepted_year=self._year if is_accepted else None,
                accepted=asked // 2 if is_accepted else None,
                reason={
                    "refused": "งบประมาณประจำปีไม่เพียงพอ",
                    "returned": "ขอแบบแปลนและประมาณราคาเพิ่มเติม",
                }.get(outcome, ""),
            )
        )

    def _roll_on(self) -> None:
        """The three-year plan that overlaps: what still waits is carried into it."""
        uuid = self._uuid("rolling")
        first, last = self._year, self._year + 2
        plans, rollover = self._services.plans, self._services.rollover

        def carry() -> None:
            begun = plans.begin(Level.TAMBON, self._tambon, first, last, "rolling")
            offers = rollover.offers(self._plan, first, last)
            chosen = [offer.project.uuid for offer in offers if offer.money][:6]
            rollover.carry(self._plan, replace(begun, uuid=uuid), chosen, leave_outside=True)

        self._unless(plans.get, uuid, carry)
        plan = plans.get(uuid)
        self._save([self._project(plan, ROLLING_NEED, 0, [self._villages[-1].id])], "โครงการใหม่")

    # what waits for a plan

    def propose(self) -> None:
        """Proposals of the bank, two of them alike, and one that a failed indicator made."""
        begun = self._services.projects.begin(None, self._tambon)
        self._save(
            [
                replace(
                    begun,
                    uuid=self._uuid("bank", name),
                    name=name,
                    dimension=dimension,
                    kind="support",
                    origin=Origin(
                        kind=origin, raised_on=self._today - timedelta(days=200 * at + 40)
                    ),
                    villages=(self._villages[0].id,),
                )
                for at, (name, dimension, origin) in enumerate(BANK)
            ],
            "ข้อเสนอที่รอบรรจุแผน",
        )
        needs = self._services.needs
        if needs.followed(self._tambon):
            return
        instrument = self._services.checklists.instrument(MOI_23)
        year = self._year - 1
        for village in self._villages:
            key = SheetKey(
                village_id=village.id,
                instrument=instrument.id,
                fiscal_year=year,
                round=instrument.default_round,
            )
            answers = self._services.checklists.sheet(key).answers
            failed = [code for code, got in answers.items() if got.state is AnswerState.FAILED]
            if failed:
                needs.propose_from_indicator(instrument.id, failed[0], year, village.id)
                return
