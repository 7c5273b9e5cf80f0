"""From answers to a level: counting, ตัวชี้วัดหลัก, and what is still missing to the next level."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cdd_desktop.checklists.answer_states import NOTHING_SAID, AnswerState, Said
from cdd_desktop.checklists.instruments import Instrument, Level
from cdd_desktop.checklists.levels.distance import way_up
from cdd_desktop.checklists.levels.evaluating import attained, mean_score, total_points
from cdd_desktop.checklists.levels.skipping import skipped

# what an answer says is part of grading it, and whoever grades finds it here
__all__ = [
    "NOTHING_SAID",
    "UNCHECKED_BASIS",
    "UNMARKED",
    "AnswerState",
    "Grade",
    "MainRule",
    "RuleRevision",
    "Said",
    "grade",
    "judged",
    "level_of",
    "topic_shares",
]

UNCHECKED_BASIS = "ตามจำนวนตัวชี้วัด (ยังไม่ตรวจตัวชี้วัดหลัก)"


class MainRule(StrEnum):
    """What a failed ตัวชี้วัดหลัก does. The sources leave the higher levels open: the office chooses."""

    UNMARKED = "unmarked"
    LEVEL_ONE_ONLY = "level_one_only"
    ALL_LEVELS = "all_levels"

    @property
    def label(self) -> str:
        """The choice as the office reads it."""
        return {
            "unmarked": "ยังไม่กำหนดตัวชี้วัดหลัก",
            "level_one_only": "บังคับเฉพาะระดับแรก: ผ่านครบจำนวนของระดับที่สูงกว่า ได้ระดับนั้น",
            "all_levels": "บังคับทุกระดับ: ไม่ผ่านตัวชี้วัดหลักข้อใดข้อหนึ่ง ถือว่ายังไม่ผ่านเกณฑ์",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRevision:
    """Which indicators are หลัก and what they do; number 0 of each instrument marks none.

    `thresholds` are the percent of households from which a counted indicator is passed, by code,
    as far as the office has set them. `id` 0: the revision is not in the office's file yet.
    """

    id: int
    number: int
    main: frozenset[str]
    rule: MainRule
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)


UNMARKED = RuleRevision(id=0, number=0, main=frozenset(), rule=MainRule.UNMARKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What a sheet's answers come to.

    `answered` counts the indicators that need no answer any more: those given, “-” (`absent`)
    included, and those that are not asked (`skipped`). `level` is None until everything is
    answered. `to_next` is how many further passes raise the sheet, unanswered indicators counting
    as not passed; `next_level` is where they lead, None at the top. `missing` are the codes that
    would count towards it, `missing_main` every ตัวชี้วัดหลัก not passed, both in the instrument's
    order, หลัก first. Where levels go by counts `to_next` is the smallest such number; where they
    go by conditions it is told of finished sheets only, as `levels.distance.way_up` finds it.
    While an answer that a level counts is neither passed nor failed (`measured`), or the instrument
    has no levels, there is neither a level nor a next one.
    `points` and `mean` are None where the instrument gives none, or nothing was scored yet.
    """

    answered: int
    passed: int
    failed: int
    total: int
    level: Level | None
    level_basis: str
    next_level: Level | None
    to_next: int
    missing: tuple[str, ...]
    missing_main: tuple[str, ...]
    measured: int = 0
    absent: int = 0
    skipped: frozenset[str] = frozenset()
    points: Decimal | None = None
    mean: Decimal | None = None

    @property
    def is_complete(self) -> bool:
        """Nothing is left unanswered: the sheet counts as assessed."""
        return 0 < self.total == self.answered


def grade(
    instrument: Instrument,
    revision: RuleRevision,
    states: Mapping[str, AnswerState],
    numbers: Mapping[str, Decimal] | None = None,
    choices: Mapping[str, str] | None = None,
) -> Grade:
    """Grade the answers. Codes that the instrument does not have are not counted.

    `states` are judged by the revision already; `numbers` and `choices` as in `Said`.
    """
    said = Said(states, numbers or {}, choices or {})
    not_asked = skipped(instrument, said.states, said.choices)
    codes = [indicator.code for indicator in instrument.indicators]
    given = [states.get(code) for code in codes if code not in not_asked]
    answered = len(codes) - given.count(None)
    passed, failed, measured, absent = (given.count(state) for state in AnswerState)
    is_complete = 0 < len(codes) == answered

    standing = following = None
    to_next = 0
    missing: tuple[str, ...] = ()
    open_codes = [
        code
        for code in codes
        if code not in not_asked
        and states.get(code) not in (AnswerState.PASSED, AnswerState.ABSENT)
    ]
    missing_main = tuple(code for code in open_codes if code in revision.main)
    if instrument.has_conditions:
        if is_complete:
            standing = attained(instrument, said, not_asked)
        way = None if standing is None else way_up(instrument, revision.thresholds, said, standing)
        if way is not None:
            to_next, following, missing = way
    elif instrument.levels and not measured:
        standing = _level(instrument, revision, passed, has_main=not missing_main)
        to_next, following = _next_level(
            instrument, revision, passed, standing, len(missing_main), len(open_codes)
        )
        if following is not None:
            mains = missing_main if _is_gated(instrument, revision, following) else ()
            missing = mains
            if to_next > len(mains):
                missing += tuple(code for code in open_codes if code not in mains)
    unchecked = revision.rule is MainRule.UNMARKED and instrument.main_count > 0
    return Grade(
        answered=answered,
        passed=passed,
        failed=failed,
        total=len(codes),
        level=standing if is_complete else None,
        level_basis=UNCHECKED_BASIS if unchecked else "",
        next_level=following,
        to_next=to_next,
        missing=missing,
        missing_main=missing_main,
        measured=measured,
        absent=absent,
        skipped=not_asked,
        points=total_points(instrument, said, not_asked),
        mean=mean_score(instrument, said, not_asked),
    )


def level_of(instrument: Instrument, revision: RuleRevision, said: Said) -> Level | None:
    """The level alone, as `grade` has it; None while anything is unanswered or not judged."""
    if not instrument.levels:
        return None
    not_asked = skipped(instrument, said.states, said.choices)
    states = [
        said.states.get(indicator.code)
        for indicator in instrument.indicators
        if indicator.code not in not_asked
    ]
    if None in states:
        return None
    if instrument.has_conditions:
        return attained(instrument, said, not_asked)
    if AnswerState.MEASURED in states:
        return None
    shut = {AnswerState.FAILED, AnswerState.MEASURED}
    has_main = not any(
        said.states.get(code) in shut for code in revision.main if code not in not_asked
    )
    passed = states.count(AnswerState.PASSED)
    return _level(instrument, revision, passed, has_main=has_main)


def judged(
    revision: RuleRevision,
    code: str,
    state: AnswerState,
    value: Decimal | None,
    denominator: Decimal | None,
) -> AnswerState:
    """What an answer is under a rule: a count passes from its threshold on, where one is set."""
    threshold = revision.thresholds.get(code)
    if state is not AnswerState.MEASURED or threshold is None:
        return state
    if value is None or denominator is None:
        raise ValueError(f"the count of {code} is not stored")
    is_passed = value * 100 >= threshold * denominator
    return AnswerState.PASSED if is_passed else AnswerState.FAILED


def topic_shares(
    instrument: Instrument,
    states: Mapping[str, AnswerState],
    asked: Collection[str] | None = None,
) -> tuple[float, ...]:
    """The share passed of each ด้าน's indicators, 0 to 1: the axes of the radar.

    `asked`: the codes that were asked at all, None for all of them. A ด้าน without any has none
    passed.
    """
    shares = []
    for topic in instrument.topics:
        codes = [one.code for one in topic.indicators if asked is None or one.code in asked]
        passed = sum(states.get(code) is AnswerState.PASSED for code in codes)
        shares.append(passed / max(len(codes), 1))
    return tuple(shares)


def _is_gated(instrument: Instrument, revision: RuleRevision, level: Level) -> bool:
    """Whether the level is closed while a ตัวชี้วัดหลัก is not passed."""
    match revision.rule:
        case MainRule.UNMARKED:
            return False
        case MainRule.LEVEL_ONE_ONLY:
            return level.needs_main
        case MainRule.ALL_LEVELS:
            return any(
                lower.needs_main and lower.min_passed <= level.min_passed
                for lower in instrument.levels
            )


def _level(instrument: Instrument, revision: RuleRevision, passed: int, *, has_main: bool) -> Level:
    """The highest level whose count is reached, or the next lower one that is open."""
    reached = [level for level in instrument.levels if level.min_passed <= passed]
    if has_main:
        return reached[-1]
    # the lowest level never needs หลัก, so there always is one
    return [level for level in reached if not _is_gated(instrument, revision, level)][-1]


def _next_level(
    instrument: Instrument,
    revision: RuleRevision,
    passed: int,
    standing: Level,
    missing_main: int,
    left: int,
) -> tuple[int, Level | None]:
    """The fewest further passes that raise the sheet, and where they lead.

    `left`: how many indicators can still be passed.
    """
    steps = []
    for level in instrument.levels:
        if level.min_passed <= standing.min_passed:
            continue
        needed = level.min_passed - passed
        if _is_gated(instrument, revision, level):
            needed = max(needed, missing_main)
        # passing what a level needs can overshoot it: then a higher level is what is reached
        if passed + needed <= level.max_passed and needed <= left:
            steps.append((needed, level))
    return min(steps, key=lambda step: step[0], default=(0, None))
