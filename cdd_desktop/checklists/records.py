"""What a sheet is: its head, its answers, and the level they give."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from cdd_desktop.checklists.grading import AnswerState, Grade, RuleRevision
from cdd_desktop.checklists.instruments import Indicator, Instrument, Round
from cdd_desktop.thai.calendar import fiscal_year_span, short_thai_date

# the rules need these two, and whoever keeps records finds them here
__all__ = [
    "Answer",
    "AnswerState",
    "AnySheet",
    "AreaSummary",
    "CarriedShare",
    "Earlier",
    "IndicatorSummary",
    "LevelChange",
    "Origin",
    "RegradePreview",
    "Round",
    "RoundKey",
    "Sheet",
    "SheetHead",
    "SheetKey",
    "VillageProgress",
    "head_problems",
]

TEXT_MAX = 2000  # evidence or note of one answer
_PLACE_MAX = 200
_ASSESSORS_MAX = 50
_PEOPLE_MAX = 100_000
_EARLY = timedelta(days=366)  # a round ก่อน may be taken in the fiscal year before


class Origin(StrEnum):
    """Whether the village was asked, or last year's answer was carried over."""

    ASKED = "asked"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One indicator's answer.

    `value` of `denominator` where an indicator counts; `value` alone a number or a score, or the
    points of the option `choice`; of VOTES the sum of the scores of `denominator` hands, whose
    `votes` stand from the lowest score up. Of a count that was stored, `state` is what the sheet's
    rule makes of it.
    """

    state: AnswerState
    value: Decimal | None = None
    denominator: Decimal | None = None
    evidence: str = ""
    note: str = ""
    origin: Origin = Origin.ASKED
    choice: str = ""
    votes: tuple[int, ...] = ()

    @property
    def told(
        self,
    ) -> tuple[AnswerState | None, Decimal | None, Decimal | None, str, tuple[int, ...]]:
        """What was said, whatever a rule makes of it: two answers with the same are the same."""
        state = self.state if self.value is None else None
        return (state, self.value, self.denominator, self.choice, self.votes)

    @property
    def label(self) -> str:
        """`ผ่าน`, or `25 จาก 30 ครัวเรือน`; `told_text.shown` knows units and options."""
        if self.choice:
            return f"เลือก {self.choice}"
        if self.votes:
            return f"ยกมือ {', '.join(map(str, self.votes))}"
        if self.value is None:
            return self.state.label
        if self.denominator is None:
            return f"{self.value:,f}"
        return f"{self.value:,f} จาก {self.denominator:,f} ครัวเรือน"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundKey:
    """Which round of an instrument a sheet is of, whoever is judged. `fiscal_year` is Buddhist."""

    instrument: str
    fiscal_year: int
    round: Round


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKey(RoundKey):
    """What makes a village's sheet unique."""

    village_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """Who judged, where and when; editable.

    `version` 0: the sheet was not begun yet. `target_households`: how many its counts are of; None:
    as many as its counts agree on, else as the instrument says. `plan`: the plan that is judged,
    of an instrument that judges plans; it may have been removed since.
    """

    assessed_on: date | None = None
    place: str = ""
    assessors: tuple[str, ...] = ()
    people_present: int | None = None
    target_households: int | None = None
    plan: UUID | None = None
    version: int = 0


def head_problems(head: SheetHead, fiscal_year: int, *, today: date) -> dict[str, str]:
    """What is wrong with the head of a sheet of a (Buddhist) fiscal year, by field."""
    problems = {}
    first, last = fiscal_year_span(fiscal_year)
    first -= _EARLY
    last = min(last + _EARLY, today)
    if head.assessed_on is not None and not first <= head.assessed_on <= last:
        problems["assessed_on"] = (
            f"วันที่ประเมินของปีงบประมาณ {fiscal_year} ต้องอยู่ระหว่าง {short_thai_date(first)} "
            f"ถึง {short_thai_date(last)} กรุณาตรวจวันที่"
        )
    if len(head.place) > _PLACE_MAX:
        problems["place"] = f"สถานที่ยาวเกิน {_PLACE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(head.assessors) > _ASSESSORS_MAX or any(
        len(name) > _PLACE_MAX for name in head.assessors
    ):
        problems["assessors"] = (
            f"คณะผู้ประเมินได้ไม่เกิน {_ASSESSORS_MAX} ชื่อ ชื่อละไม่เกิน {_PLACE_MAX} ตัวอักษร กรุณาตรวจรายชื่อ"
        )
    if head.people_present is not None and not 0 <= head.people_present <= _PEOPLE_MAX:
        problems["people_present"] = (
            f"จำนวนผู้เข้าร่วมต้องอยู่ระหว่าง 0 ถึง {_PEOPLE_MAX:,} คน กรุณาตรวจตัวเลข"
        )
    if head.target_households is not None and not 1 <= head.target_households <= _PEOPLE_MAX:
        problems["target_households"] = (
            f"ครัวเรือนเป้าหมายต้องอยู่ระหว่าง 1 ถึง {_PEOPLE_MAX:,} ครัวเรือน กรุณาตรวจตัวเลข"
        )
    return problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was answered to a question that another version words or judges otherwise, and that
    question."""

    indicator: Indicator
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class LastYear:
    """The answers of the year before, by this year's codes: to the same questions, and to those
    that were `adapted` since, which are shown and never taken over or drawn. `asked`: the codes
    that were the same question then; None for all."""

    same: dict[str, Answer] = field(default_factory=dict)
    adapted: dict[str, Earlier] = field(default_factory=dict)
    asked: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnySheet:
    """One sheet as the screen and the paper need it, of a village or of an office.

    `answers` by indicator code, unanswered ones absent; `last_year` the answers of the same
    instrument a fiscal year before (the later round) to the same questions, empty when there are
    none, `adapted` those to questions that were another then, and `last_asked` what was asked the
    same: see `LastYear`.
    `uuid` is None until the first answer or head is saved.
    """

    key: RoundKey
    uuid: UUID | None
    instrument: Instrument
    revision: RuleRevision
    head: SheetHead
    answers: dict[str, Answer]
    last_year: dict[str, Answer]
    adapted: dict[str, Earlier] = field(default_factory=dict)
    last_asked: frozenset[str] | None = None
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(AnySheet):
    """One village's sheet."""

    key: SheetKey


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageProgress:
    """One line of the village list: how far its sheet is. `level` None until complete.

    `stage`: the key of the step of the workflow at which the sheet is; "" for none.
    """

    village_id: int
    code: str
    label: str
    answered: int
    passed: int
    total: int
    level: int | None
    stage: str = ""

    @property
    def is_complete(self) -> bool:
        """Nothing is left unanswered: the village counts as assessed."""
        return 0 < self.total == self.answered


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSummary:
    """One line of the summary: an area, or the total.

    `assessed` counts complete sheets, `levels` the same by level code; it is empty where the
    instrument has no levels.
    """

    code: str
    name: str
    target: int
    assessed: int
    levels: dict[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSummary:
    """One indicator's answers over an area: villages that answered, passed and failed, and where
    it counts households how many of how many pass."""

    code: str
    villages: int
    passed: int
    failed: int
    households: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedShare:
    """How many of an area's answers were confirmed from the year before."""

    answers: int
    carried: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """How many finished sheets of a fiscal year a new rule moves from one level to another."""

    fiscal_year: int
    from_level: int
    to_level: int
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradePreview:
    """What marking ตัวชี้วัดหลัก does to the chosen years: level changes, how many sheets of those
    years come under the new rule, unfinished ones included, and how many keep theirs because they
    are locked."""

    changes: tuple[LevelChange, ...]
    sheets: int
    locked: int = 0
