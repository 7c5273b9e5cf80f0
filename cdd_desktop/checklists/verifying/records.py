"""What a sample is that is keyed a second time, and what the second keying found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.verifying.estimate import Estimate

MOST_SHEETS = 500
NAME_MAX = 120
NOTE_MAX = 500
NEW_FOR_DAYS = 30
NOT_ANSWERED = "ไม่ได้ตอบ"

Question: TypeAlias = tuple[str, str]  # code and text: versions may ask another thing by one code


class Why(StrEnum):
    """Why a sheet is in a sample. Only RANDOM ones tell of all sheets of the area."""

    NEAR_LEVEL = "near_level"
    OUTLIER = "outlier"
    NEW_CLERK = "new_clerk"
    RANDOM = "random"

    @property
    def label(self) -> str:
        """The reason as the office reads it."""
        return {
            "near_level": "คำตอบข้อเดียวเปลี่ยนระดับได้",
            "outlier": "คำตอบต่างจากแบบอื่นในพื้นที่มาก",
            "new_clerk": "ผู้กรอกเพิ่งเริ่มใช้โปรแกรม",
            "random": "สุ่ม",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSheet:
    """A sheet that would be keyed again. `also`: the other reasons that hold for it."""

    sheet: UUID  # the assessment's
    key: SheetKey
    code: str
    label: str
    why: Why
    also: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A sample that is not begun. `of_sheets`: the whole sheets there were to choose from;
    `found`: how many of those each reason holds for; `seed` chooses the same sheets again."""

    area_code: str
    instrument: str
    fiscal_year: int  # Buddhist
    round: Round
    seed: int
    of_sheets: int
    found: Mapping[Why, int]
    sheets: tuple[ProposedSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledSheet:
    """A sheet of a sample and how far it is.

    `keyed` of `asked` indicators are keyed a second time. `differences` and `unresolved` are None
    until the second keying is finished: nobody is told before. `is_own`: somebody keyed both times.
    """

    uuid: UUID
    key: SheetKey
    code: str
    label: str
    why: Why
    is_keyed: bool
    keyed: int
    asked: int
    differences: int | None = None
    unresolved: int | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A sample of an area's sheets. `keyed_by` is the second person; `closed_on` None: open."""

    uuid: UUID
    instrument: str
    fiscal_year: int  # Buddhist
    round: Round
    area_code: str
    seed: int
    of_sheets: int
    chosen_on: date
    keyed_by: str
    closed_on: date | None
    note: str
    sheets: tuple[SampledSheet, ...]

    @property
    def is_keyed(self) -> bool:
        """Whether every sheet of it was keyed a second time."""
        return all(sheet.is_keyed for sheet in self.sheets)

    @property
    def unresolved(self) -> int:
        """Differences that nobody has looked up on the paper yet, in the sheets that are keyed."""
        return sum(sheet.unresolved or 0 for sheet in self.sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSheet:
    """What the second person sees: the questions and their own answers, nothing of the first.

    `told` are texts of `checklists.told_text` by indicator; "" means that the paper has no answer.
    `skipped` are not asked, by what the second person keyed.
    """

    uuid: UUID
    key: SheetKey
    label: str
    instrument: Instrument
    told: Mapping[str, str]
    skipped: frozenset[str]
    is_keyed: bool

    @property
    def left(self) -> tuple[str, ...]:
        """Indicators that are still to be keyed, in their order."""
        return tuple(
            indicator.code
            for indicator in self.instrument.indicators
            if indicator.code not in self.told and indicator.code not in self.skipped
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One indicator keyed twice. `final` is what the paper says, None while nobody looked.

    Texts are those of `checklists.told_text`; "" is not answered.
    """

    code: str
    first: str
    second: str
    final: str | None = None

    @property
    def is_difference(self) -> bool:
        """Whether the two keyings disagree."""
        return self.first != self.second

    @property
    def is_unresolved(self) -> bool:
        """Whether the paper must still be looked at."""
        return self.is_difference and self.final is None

    @property
    def first_is_wrong(self) -> bool:
        """Whether the first keying is not what the paper says; doubtful until it is looked at."""
        return self.is_difference if self.final is None else self.first != self.final

    @property
    def second_is_wrong(self) -> bool:
        """Whether the paper proved the second keying wrong."""
        return self.final is not None and self.second != self.final


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSheet:
    """A sheet that was keyed twice. `instrument`: the version that it stands on."""

    sheet: SampledSheet
    instrument: Instrument
    answers: tuple[Compared, ...]

    @property
    def errors(self) -> int:
        """Answers of the first keying that are wrong, or may be."""
        return sum(answer.first_is_wrong for answer in self.answers)

    @property
    def questions(self) -> tuple[tuple[Question, Compared], ...]:
        """Its answers with what was asked."""
        asked = self.instrument.indicator
        return tuple(((one.code, asked(one.code).text), one) for one in self.answers)

    @property
    def differences(self) -> tuple[Compared, ...]:
        """What the paper was, or is to be, looked at for."""
        return tuple(
            answer for answer in self.answers if answer.is_difference or answer.final is not None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a verification found in the sheets that were keyed twice.

    `of_all` estimates the errors of all sheets of the area, from the random part alone; None where
    no random sheet is keyed yet. `instrument` names it; what a sheet asks, its own version says.
    """

    verification: Verification
    instrument: Instrument
    sheets: tuple[ComparedSheet, ...]
    of_all: Estimate | None
    errors_of: Mapping[Question, int] = field(default_factory=dict)  # most first
