"""A village's target households: which they are, and what became of them in each round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Round
from cdd_desktop.checklists.records import Answer
from cdd_desktop.households.records import Household
from cdd_desktop.thai.money import AMOUNT_MAX

MOST = 200  # of a village; 30 is usual
MONEY = ("income", "spending", "saving")
MONEY_WORDS = {"income": "รายได้", "spending": "รายจ่าย", "saving": "ออม"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdResult:
    """What a household came to in a round. Codes in neither set were not asked; money is a year's,
    in satang, None where it was not told."""

    passed: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    income: int | None = None
    spending: int | None = None
    saving: int | None = None

    @property
    def asked(self) -> int:
        """How many indicators were answered."""
        return len(self.passed | self.failed)

    def money(self, key: str) -> int | None:
        """One of `MONEY`."""
        return {"income": self.income, "spending": self.spending, "saving": self.saving}[key]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is told."""
        return self == HouseholdResult()


NOTHING = HouseholdResult()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetHousehold:
    """A household on a village's list of a fiscal year (Buddhist); `place` is its line, from 1."""

    uuid: UUID
    fiscal_year: int
    household: Household
    place: int
    note: str = ""
    results: Mapping[Round, HouseholdResult] = field(default_factory=dict)

    def result(self, round_: Round) -> HouseholdResult:
        """That of a round; blank where nothing was told."""
        return self.results.get(round_, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Something told of a target household in a round: `key` is an indicator's code, whose `value`
    is passed or failed, or one of `MONEY`, in satang. None takes it back."""

    household: UUID
    round: Round
    key: str
    value: bool | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the households of a village come to in an indicator, beside its sheet.

    `sheet` and `sheet_of`: what the village's sheet counts; None where it has no answer.
    """

    indicator: Indicator
    passed: int
    asked: int
    sheet: Decimal | None
    sheet_of: Decimal | None

    @property
    def differs(self) -> bool:
        """Whether the sheet counts otherwise than the households do; nothing is said of one whose
        households were not asked."""
        return self.asked > 0 and self.sheet is not None and self.sheet != self.passed

    @property
    def told(self) -> str:
        """`ข้อ 1.1 ครัวเรือนเป้าหมายผ่าน 24 จาก 30 แต่แบบประเมินนับ 25 จาก 30`."""
        sheet = "ยังไม่ตอบ" if self.sheet is None else f"นับ {self.sheet:f} จาก {self.sheet_of:f}"
        return (
            f"ข้อ {self.indicator.code} ครัวเรือนเป้าหมายผ่าน {self.passed:,} จาก {self.asked:,} "
            f"แต่แบบประเมิน{sheet}"
        )


def of_households(instrument: Instrument) -> tuple[Indicator, ...]:
    """The indicators that are asked of each target household."""
    return tuple(one for one in instrument.indicators if one.kind is AnswerKind.HOUSEHOLDS)


def counted(
    instrument: Instrument,
    households: Sequence[TargetHousehold],
    round_: Round,
    answers: Mapping[str, Answer],
) -> tuple[Counted, ...]:
    """The households of a village beside the answers of its sheet."""
    results = [one.result(round_) for one in households]
    found = []
    for indicator in of_households(instrument):
        code = indicator.code
        passed = sum(code in one.passed for one in results)
        answer = answers.get(code)
        found.append(
            Counted(
                indicator=indicator,
                passed=passed,
                asked=passed + sum(code in one.failed for one in results),
                sheet=None if answer is None else answer.value,
                sheet_of=None if answer is None else answer.denominator,
            )
        )
    return tuple(found)


def money_sum(households: Iterable[TargetHousehold], round_: Round, key: str) -> int | None:
    """The sum of what was told; None where nothing was."""
    known = [one.result(round_).money(key) for one in households]
    told = [one for one in known if one is not None]
    return sum(told) if told else None


def given_problem(one: Given, codes: Iterable[str]) -> str:
    """What is wrong with something told; "" for nothing."""
    if one.key in MONEY:
        if one.value is not None and not 0 <= int(one.value) <= AMOUNT_MAX:
            return f"{MONEY_WORDS[one.key]}ต้องไม่ติดลบ และไม่เกินแสนล้านบาท กรุณาตรวจตัวเลข"
        return ""
    if one.key not in set(codes):
        return f"ข้อ {one.key} ไม่ได้ถามรายครัวเรือน กรุณาเลือกข้อจากตาราง"
    return ""
