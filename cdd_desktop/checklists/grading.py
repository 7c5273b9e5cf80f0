"""From answers to a level: counting, ตัวชี้วัดหลัก, and what is still missing to the next level."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cdd_desktop.checklists.instruments import Instrument, Level

UNCHECKED_BASIS = "ตามจำนวนตัวชี้วัด (ยังไม่ตรวจตัวชี้วัดหลัก)"


class AnswerState(StrEnum):
    """ผ่าน or ไม่ผ่าน; ยังไม่ประเมิน is the absence of an answer.

    MEASURED is a count, number, score or choice that no rule calls passed or failed; ABSENT is “-”:
    nobody there is of the kind that is asked about.
    """

    PASSED = "passed"
    FAILED = "failed"
    MEASURED = "measured"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """The office's word."""
        return {"passed": "ผ่าน", "failed": "ไม่ผ่าน", "measured": "ยังไม่กำหนดเกณฑ์ผ่าน", "absent": "-"}[
            self.value
        ]


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

    `level` is None until everything is answered. `to_next` is the smallest number of further
    passes that raises the sheet, unanswered indicators counting as not passed; `next_level` is
    where they lead, None at the top. `missing` are the codes that would count towards it,
    `missing_main` every ตัวชี้วัดหลัก not passed, both in the instrument's order, หลัก first.
    While counts of households wait for a threshold (`measured`), or the instrument has no levels,
    there is neither a level nor a next one.
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

    @property
    def is_complete(self) -> bool:
        """Nothing is left unanswered: the sheet counts as assessed."""
        return self.answered == self.total


def grade(
    instrument: Instrument, revision: RuleRevision, states: Mapping[str, AnswerState]
) -> Grade:
    """Grade the answers. Codes that the instrument does not have are not counted."""
    codes = [indicator.code for indicator in instrument.indicators]
    answered = sum(code in states for code in codes)
    not_passed = [code for code in codes if states.get(code) is not AnswerState.PASSED]
    missing_main = tuple(code for code in not_passed if code in revision.main)
    passed = len(codes) - len(not_passed)
    measured = sum(states.get(code) is AnswerState.MEASURED for code in codes)

    standing = following = None
    to_next = 0
    if instrument.levels and not measured:
        standing = _level(instrument, revision, passed, has_main=not missing_main)
        to_next, following = _next_level(instrument, revision, passed, standing, len(missing_main))
    missing: tuple[str, ...] = ()
    if following is not None:
        mains = missing_main if _is_gated(instrument, revision, following) else ()
        missing = mains
        if to_next > len(mains):
            missing += tuple(code for code in not_passed if code not in mains)
    unchecked = revision.rule is MainRule.UNMARKED and instrument.main_count > 0
    return Grade(
        answered=answered,
        passed=passed,
        failed=answered - passed - measured,
        total=len(codes),
        level=standing if answered == len(codes) else None,
        level_basis=UNCHECKED_BASIS if unchecked else "",
        next_level=following,
        to_next=to_next,
        missing=missing,
        missing_main=missing_main,
        measured=measured,
    )


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


def topic_shares(instrument: Instrument, states: Mapping[str, AnswerState]) -> tuple[float, ...]:
    """The share passed of each ด้าน's indicators, 0 to 1: the axes of the radar."""
    return tuple(
        sum(states.get(indicator.code) is AnswerState.PASSED for indicator in topic.indicators)
        / len(topic.indicators)
        for topic in instrument.topics
    )


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
    instrument: Instrument, revision: RuleRevision, passed: int, standing: Level, missing_main: int
) -> tuple[int, Level | None]:
    """The fewest further passes that raise the sheet, and where they lead."""
    steps = []
    for level in instrument.levels:
        if level.min_passed <= standing.min_passed:
            continue
        needed = level.min_passed - passed
        if _is_gated(instrument, revision, level):
            needed = max(needed, missing_main)
        # passing what a level needs can overshoot it: then a higher level is what is reached
        if passed + needed <= level.max_passed:
            steps.append((needed, level))
    return min(steps, key=lambda step: step[0], default=(0, None))
