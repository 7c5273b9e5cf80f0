"""Instruments: what is asked, what counts as passed, which level follows. Data, never code.

An instrument is a YAML file that an officer can read and correct. Every fault in one is told in
Thai with its file and line, all of them at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from cdd_desktop.errors import CddError, NotFound
from cdd_desktop.places.records import PlaceKind
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

MOI_23 = "moi-4x23"
CDD_6X2 = "cdd-6x2"
_SPOKEN_PREFIX = re.compile(r"^(?:ตัวชี้วัด|ข้อ)(?:ที่)?\s*")


class InstrumentRejected(CddError):
    """The definition has faults; `faults` are Thai sentences that name file and line."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join((*self.faults, "กรุณาแก้ไฟล์แบบประเมินตามบรรทัดที่แจ้ง แล้วเปิดใหม่")))


class Round(StrEnum):
    """A sheet is taken before or after the year's work."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def label(self) -> str:
        """The office's word."""
        return {"before": "ก่อน", "after": "หลัง"}[self.value]


class CheckStatus(StrEnum):
    """Whether somebody compared a text with its official document."""

    PENDING = "รอตรวจ"
    VERIFIED = "ตรวจแล้ว"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCheck:
    """How far a text can be trusted, and where it is from."""

    status: CheckStatus
    source: str


class AnswerKind(StrEnum):
    """How an indicator is answered.

    HOUSEHOLDS counts target households of a number the sheet has once; COUNT counts people or
    households of as many as were surveyed for that indicator alone; SCORE is given by the
    assessors, VOTES are hands raised for each score.
    """

    PASS_FAIL = "pass_fail"  # noqa: S105 - no password
    HOUSEHOLDS = "households"
    CHOICE = "choice"
    NUMBER = "number"
    COUNT = "count"
    SCORE = "score"
    VOTES = "votes"

    @property
    def label(self) -> str:
        """What an officer who edits an instrument chooses from."""
        return {
            "pass_fail": "ผ่าน/ไม่ผ่าน",
            "households": "จำนวนครัวเรือนเป้าหมายที่ผ่าน",
            "choice": "เลือกหนึ่งข้อ",
            "number": "ตัวเลข",
            "count": "จำนวนที่ผ่านจากจำนวนที่สำรวจ",
            "score": "ให้คะแนน",
            "votes": "ยกมือให้คะแนน",
        }[self.value]


class Wanted(StrEnum):
    """When an indicator's answer wants evidence."""

    OPTIONAL = "optional"
    DECIDES = "decides"  # where the answer decides the level
    ALWAYS = "always"

    @property
    def label(self) -> str:
        """The choice as the office reads it."""
        return {
            "optional": "ไม่บังคับ",
            "decides": "เมื่อคำตอบมีผลต่อระดับ",
            "always": "ทุกครั้ง",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose. `passes` None: neither passed nor failed by itself."""

    code: str
    text: str
    points: Decimal
    passes: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """From where to where a number, a score or the mean of votes is passed, both ends included;
    None: open on that side."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Scores from `lowest` to `highest`; `words` say what each means, from the lowest up."""

    lowest: int
    highest: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """An indicator is not asked where the answer to `indicator` (which stands before it) is one of
    `answers`: `passed`, `failed`, `absent`, or codes of options."""

    indicator: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing a village is asked. `number` counts through the whole instrument from 1.

    `criteria` is empty where no official text was found; `evidence_hint` is ours. `unit` is the
    word for what a NUMBER or COUNT is of (คน, คร., บาท). `may_be_absent`: “-” can be answered,
    since nobody there is of the kind that is asked about. `weight` is what a passed indicator
    counts where levels go by points.
    """

    code: str
    number: int
    text: str
    criteria: str
    evidence_hint: str
    check: TextCheck
    kind: AnswerKind = AnswerKind.PASS_FAIL
    unit: str = ""
    options: tuple[Option, ...] = ()
    passing: Passing | None = None
    scale: Scale | None = None
    may_be_absent: bool = False
    skips: tuple[Skip, ...] = ()
    evidence: Wanted = Wanted.OPTIONAL
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """How many target households are asked in a village, unless its sheet says otherwise."""

    count: int
    check: TextCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A ด้าน: indicators that belong together, and one axis of the radar.

    It has no indicators where their texts were not found; the office imports them.
    """

    code: str
    name: str
    short_name: str
    indicators: tuple[Indicator, ...]
    check: TextCheck


class Metric(StrEnum):
    """What a level's condition looks at, over its scope.

    PASSED and FAILED count indicators; SCORED counts those whose score is one of `scores`; PERCENT
    is the share passed of those that were asked (0 to 100); POINTS sums options' points, scores and
    the weights of what is passed; MEAN is the mean of scores and of the means of votes.
    """

    PASSED = "passed"
    FAILED = "failed"
    SCORED = "scored"
    PERCENT = "percent"
    POINTS = "points"
    MEAN = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`metric` lies between `at_least` and `at_most`, both included, None open.

    Looked at are the indicators of the ด้าน `topics` and the `indicators` named; all of them where
    neither is named. `each_topic`: in each of those ด้าน by itself.
    """

    metric: Metric
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    topics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    scores: tuple[int, ...] = ()
    each_topic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level and what gives it: a count of passed indicators, both ends included, or conditions.

    `needs_main`: all ตัวชี้วัดหลัก must be passed as well, once the office has marked them.
    `shade` 0 (lightest) to 3 is the level's colour on screen and paper. With `conditions` (all must
    hold) the counts are 0; a level without any then is what is left when no better one holds.
    `is_attained` False: the state of having reached no level, which bears its name alone.
    """

    code: int
    name: str
    min_passed: int
    max_passed: int
    needs_main: bool
    shade: int
    check: TextCheck
    conditions: tuple[Condition, ...] = ()
    is_attained: bool = True

    @property
    def title(self) -> str:
        """`ระดับพออยู่ พอกิน`; what has passed nothing yet is no level and bears its name alone."""
        return f"ระดับ{self.name}" if self.is_attained else self.name


class Relation(StrEnum):
    """How an indicator of a version continues one of the version before."""

    SAME = "same"
    ADAPTED = "adapted"
    NEW = "new"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {
            "same": "เหมือนเดิม",
            "adapted": "ปรับถ้อยคำหรือเกณฑ์",
            "new": "เพิ่มใหม่",
            "dropped": "ตัดออก",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One line of a crosswalk. `before` "" where the indicator is new, `now` "" where it was
    dropped. Only SAME may be compared over years without saying more."""

    before: str
    now: str
    relation: Relation
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """How a version continues the one before, indicator by indicator. Numbers move between
    versions, so nothing is ever joined by code or number alone."""

    version: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A dated amount that an instrument's texts lean on, such as the income line of จปฐ."""

    key: str
    label: str
    unit: str
    from_year: int
    value: Decimal
    check: TextCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """A doubt that is told where all of `answers` are given at once: indicator code and answer
    (`passed`, `failed`, `absent` or an option's code); `record` names what another room says
    (`plan:none`, `waste:no_group`, ...), "" where the doubt is between indicators alone."""

    key: str
    answers: tuple[tuple[str, str], ...]
    text: str
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of an instrument.

    `levels` go from the lowest up and cover every count from 0 to all; there are none where no
    rule is known, and `levels_note` says so. `text` is the YAML it was read from, with LF line
    ends; `content_hash` the SHA-256 of it. `in_force_from` is a Buddhist fiscal year.
    `households` is None where nothing is counted. `judges_office`: it is the office itself that is
    judged and no village. `is_keyed` False: results come from files and are not typed.
    `judges_plan`: each sheet names the plan it judges. `crosswalk` leads to the version before.
    """

    id: str
    version: str
    title: str
    short_title: str
    owner: str
    source: str
    in_force_from: int
    subjects: tuple[PlaceKind, ...]
    rounds: tuple[Round, ...]
    default_round: Round
    topics: tuple[Topic, ...]
    levels: tuple[Level, ...]
    main_count: int
    content_hash: str
    text: str
    levels_note: str = ""
    households: Households | None = None
    judges_office: bool = False
    judges_plan: bool = False
    is_keyed: bool = True
    crosswalk: Crosswalk | None = None
    parameters: tuple[Parameter, ...] = ()
    consistency: tuple[Consistency, ...] = ()

    @property
    def has_conditions(self) -> bool:
        """Whether levels follow from conditions and not from the count of passed indicators."""
        return any(level.conditions for level in self.levels)

    @property
    def counts_households(self) -> bool:
        """Whether any indicator is answered by a count of households."""
        return self.households is not None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in their order."""
        return tuple(indicator for topic in self.topics for indicator in topic.indicators)

    @property
    def is_verified(self) -> bool:
        """Whether every text was compared with its official document."""
        parts: tuple[Topic | Indicator | Level | Households | Parameter, ...] = (
            *self.topics,
            *self.indicators,
            *self.levels,
            *self.parameters,
            *filter(None, (self.households,)),
        )
        return all(part.check.status is CheckStatus.VERIFIED for part in parts)

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code; raises `NotFound`."""
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
        raise NotFound(f"{self.short_title} ไม่มีตัวชี้วัด “{code}” กรุณาตรวจรหัสตัวชี้วัด")

    def find(self, text: str) -> Indicator | None:
        """What people write for an indicator: its code or its number, in Thai digits too."""
        wanted = _SPOKEN_PREFIX.sub("", to_arabic(text.strip()))
        number = int(wanted) if is_ascii_digits(wanted) else None
        for indicator in self.indicators:
            if wanted == indicator.code or number == indicator.number:
                return indicator
        return None

    def level(self, code: int) -> Level:
        """The level with this code; raises `NotFound`."""
        for level in self.levels:
            if level.code == code:
                return level
        raise NotFound(f"{self.short_title} ไม่มีระดับรหัส {code} กรุณาตรวจแบบประเมิน")


def content_hash(text: str) -> str:
    """SHA-256 of a definition's text, whose line ends are LF."""
    return sha256(text.encode()).hexdigest()
