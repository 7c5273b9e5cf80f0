"""Instruments: what is asked, what counts as passed, which level follows. Data, never code.

An instrument is a YAML file that an officer can read and correct. Every fault in one is told in
Thai with its file and line, all of them at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
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
    """How an indicator is answered: the village passes or fails, or its households are counted."""

    PASS_FAIL = "pass_fail"  # noqa: S105 - no password
    HOUSEHOLDS = "households"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing a village is asked. `number` counts through the whole instrument from 1.

    `criteria` is empty where no official text was found; `evidence_hint` is ours.
    """

    code: str
    number: int
    text: str
    criteria: str
    evidence_hint: str
    check: TextCheck
    kind: AnswerKind = AnswerKind.PASS_FAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """How many target households are asked in a village, unless its sheet says otherwise."""

    count: int
    check: TextCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A ด้าน: indicators that belong together, and one axis of the radar."""

    code: str
    name: str
    short_name: str
    indicators: tuple[Indicator, ...]
    check: TextCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level and the counts of passed indicators that give it, both ends included.

    `needs_main`: all ตัวชี้วัดหลัก must be passed as well, once the office has marked them.
    `shade` 0 (lightest) to 3 is the level's colour on screen and paper.
    """

    code: int
    name: str
    min_passed: int
    max_passed: int
    needs_main: bool
    shade: int
    check: TextCheck

    @property
    def title(self) -> str:
        """`ระดับพออยู่ พอกิน`; what has passed nothing yet is no level and bears its name alone."""
        return f"ระดับ{self.name}" if self.min_passed else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of an instrument.

    `levels` go from the lowest up and cover every count from 0 to all; there are none where no
    rule is known, and `levels_note` says so. `text` is the YAML it was read from, with LF line
    ends; `content_hash` the SHA-256 of it. `in_force_from` is a Buddhist fiscal year.
    `households` is None where nothing is counted.
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
        parts: tuple[Topic | Indicator | Level | Households, ...] = (
            *self.topics,
            *self.indicators,
            *self.levels,
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
