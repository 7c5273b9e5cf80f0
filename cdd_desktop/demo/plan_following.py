"""What became of the demo's plans: answers, money, work, the plan that overlaps, what waits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.demo.plan_tambon import DemoTambon
from cdd_desktop.demo.plan_texts import BANK, ROLLING_NEED
from cdd_desktop.plans.records import Coordination, Level, Origin, Project, Result


class Following(DemoTambon):
    """What came after a plan was adopted."""

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
