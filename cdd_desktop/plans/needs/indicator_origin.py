"""From a failed indicator to a proposal, and from a project back to its indicator."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.plans.records import NAME_MAX, Origin, Project
from cdd_desktop.thai.calendar import fiscal_year

FAILED_INDICATOR = "failed-indicator"  # a key of the list of origins
_ROUNDS = tuple(Round)  # the earlier first


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorOutcome:
    """What an indicator said in a round after a project was proposed for it."""

    fiscal_year: int
    round: Round
    state: AnswerState

    @property
    def is_passed(self) -> bool:
        """Whether it passes now."""
        return self.state is AnswerState.PASSED

    @property
    def label(self) -> str:
        """`ผ่าน ปี 2571 รอบหลัง`."""
        return f"{self.state.label} ปี {self.fiscal_year} รอบ{self.round.label}"


def begun_from(
    instrument: Instrument,
    code: str,
    fiscal_year: int,
    village_id: int,
    *,
    evidence: str,
    today: date,
    status: str,
) -> Project:
    """A proposal to mend a failed indicator, in no plan and no bank yet."""
    indicator = instrument.indicator(code)
    about = f"{instrument.short_title} ปี {fiscal_year} ข้อ {code} {indicator.text}"
    proof = f"\nหลักฐาน: {evidence}" if evidence else ""
    return Project(
        uuid=UUID(int=uuid7().int),
        plan=None,
        name=f"แก้ไขข้อ {code} {indicator.text}"[:NAME_MAX],
        reason=f"ผลการประเมินไม่ผ่าน: {about}{proof}",
        indicator=f"ข้อ {code} {indicator.text} ผ่านเกณฑ์",
        origin=Origin(
            kind=FAILED_INDICATOR,
            text=evidence,
            raised_on=today,
            village_id=village_id,
            instrument=instrument.id,
            indicator=code,
            year=fiscal_year,
        ),
        villages=(village_id,),
        status=status,
    )


def rounds_after(session: Session, project: Project, *, is_done: bool) -> tuple[SheetKey, ...]:
    """The sheets that answer the project's indicator after it failed, the earliest first; of a
    finished project, after it was finished. Empty where it came from no indicator."""
    origin = project.origin
    if origin.village_id is None or origin.year is None or not origin.indicator:
        return ()
    wanted = (
        select(AssessmentRow.fiscal_year, AssessmentRow.round, AssessmentRow.assessed_on)
        .join(AnswerRow, AnswerRow.assessment_id == AssessmentRow.id)
        .where(
            AssessmentRow.village_id == origin.village_id,
            AssessmentRow.instrument == origin.instrument,
            AssessmentRow.fiscal_year >= origin.year,
            AnswerRow.indicator == origin.indicator,
        )
    )
    done_on = project.status_on if is_done else None
    found = []
    for year, round_, assessed_on in session.execute(wanted):
        when = (year, _ROUNDS.index(Round(round_)))
        if when <= (origin.year, 0) or not _is_after(done_on, when, assessed_on):
            continue
        found.append((when, Round(round_)))
    return tuple(
        SheetKey(
            village_id=origin.village_id,
            instrument=origin.instrument,
            fiscal_year=when[0],
            round=round_,
        )
        for when, round_ in sorted(found)
    )


def _is_after(done_on: date | None, when: tuple[int, int], assessed_on: date | None) -> bool:
    if done_on is None:
        return True
    if assessed_on is not None:
        return assessed_on >= done_on
    return when >= (fiscal_year(done_on), len(_ROUNDS) - 1)
