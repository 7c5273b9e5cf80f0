"""What an indicator may be answered with, by its kind: numbers, of how many, what is refused."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Option
from cdd_desktop.checklists.levels.turning import by_passing, settled
from cdd_desktop.checklists.records import Answer
from cdd_desktop.errors import ValidationFailed

_MOST_COUNTED = 100_000
_MOST = Decimal(10**12)
_MOST_DECIMALS = 4
_COUNTED = (AnswerKind.HOUSEHOLDS, AnswerKind.COUNT)
_NUMBERS = ("value", "denominator", "choice", "votes")


def usual_denominator(
    instrument: Instrument, answers: Mapping[str, Answer], stated: int | None = None
) -> Decimal | None:
    """How many households a sheet's next count is of: `stated` in its head, else as its counts
    agree, else the instrument's.

    None where the instrument counts no households.
    """
    if instrument.households is None:
        return None
    if stated is not None:
        return Decimal(stated)
    used = {
        answers[each.code].denominator
        for each in instrument.indicators
        if each.kind is AnswerKind.HOUSEHOLDS and each.code in answers
    } - {None}
    return used.pop() if len(used) == 1 else Decimal(instrument.households.count)


def answer_problems(
    indicator: Indicator,
    state: AnswerState,
    value: Decimal | None,
    denominator: Decimal | None,
    choice: str = "",
    votes: tuple[int, ...] = (),
) -> dict[str, str]:
    """What is wrong with an answer to this indicator, by field: `state`, `value`, `denominator`,
    `choice`, `votes`.

    Anything but ผ่าน, ไม่ผ่าน and “-” is said MEASURED, and may be stored as `stored_state` has it.
    What follows from a choice or from votes (points, sums) may be left out.
    """
    told = _Told(indicator, value, denominator, choice, votes)
    if state is AnswerState.ABSENT:
        return told.absent()
    if indicator.kind is AnswerKind.PASS_FAIL:
        return told.pass_or_fail(state)
    match indicator.kind:
        case AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
            problems = told.count(state)
        case AnswerKind.NUMBER:
            problems = told.number()
        case AnswerKind.CHOICE:
            problems = told.option()
        case AnswerKind.SCORE:
            problems = told.score()
        case AnswerKind.VOTES:
            problems = told.hands()
    if problems or state is AnswerState.MEASURED:
        return problems
    given = completed(
        indicator,
        Answer(state=state, value=value, denominator=denominator, choice=choice, votes=votes),
    )
    if stored_state(indicator, given) is not state:
        asked = f"ข้อ {indicator.code} ตอบด้วย{indicator.kind.label} กรุณากรอกคำตอบ แทนผ่านหรือไม่ผ่าน"
        return {"state": asked}
    return {}


def require_answer(indicator: Indicator, answer: Answer) -> None:
    """Raise `ValidationFailed` for an answer that the indicator cannot have."""
    problems = answer_problems(
        indicator, answer.state, answer.value, answer.denominator, answer.choice, answer.votes
    )
    if problems:
        raise ValidationFailed(problems)


def completed(indicator: Indicator, answer: Answer) -> Answer:
    """The answer as it is stored: with the points of its option, the sums of its votes, and ผ่าน or
    ไม่ผ่าน where the indicator itself says so. For an answer without problems."""
    value, denominator = answer.value, answer.denominator
    if answer.choice and (option := _option(indicator, answer.choice)) is not None:
        value = option.points
    if answer.votes and indicator.scale is not None:
        scores = range(indicator.scale.lowest, indicator.scale.highest + 1)
        value = Decimal(
            sum(score * hands for score, hands in zip(scores, answer.votes, strict=True))
        )
        denominator = Decimal(sum(answer.votes))
    whole = replace(answer, value=value, denominator=denominator)
    return replace(whole, state=stored_state(indicator, whole))


def stored_state(indicator: Indicator, answer: Answer) -> AnswerState:
    """The state that is kept with an answer.

    A count is kept MEASURED, since the office's thresholds may change; what the instrument itself
    says of an option, a number, a score or a mean is settled, since an instrument in use is frozen.
    """
    if answer.state is AnswerState.ABSENT or indicator.kind is AnswerKind.PASS_FAIL:
        return answer.state
    if indicator.kind in _COUNTED or answer.value is None:
        return AnswerState.MEASURED
    if indicator.kind is AnswerKind.CHOICE:
        option = _option(indicator, answer.choice)
        return AnswerState.MEASURED if option is None else settled(option.passes)
    if indicator.kind is AnswerKind.VOTES:
        if not answer.denominator:
            return AnswerState.MEASURED
        return by_passing(indicator.passing, answer.value / answer.denominator)
    return by_passing(indicator.passing, answer.value)


class _Told:
    """One answer on its way in."""

    def __init__(
        self,
        indicator: Indicator,
        value: Decimal | None,
        denominator: Decimal | None,
        choice: str,
        votes: tuple[int, ...],
    ) -> None:
        self.indicator = indicator
        self.value = value
        self.denominator = denominator
        self.choice = choice
        self.votes = votes
        self.about = f"ข้อ {indicator.code}"
        self.unit = "ครัวเรือน" if indicator.kind is AnswerKind.HOUSEHOLDS else indicator.unit

    def absent(self) -> dict[str, str]:
        if not self.indicator.may_be_absent:
            return {"state": f"{self.about} ตอบ “-” ไม่ได้ กรุณากรอกคำตอบ"}
        return self._without(*_NUMBERS, told="ตอบ “-” แล้ว กรุณาเว้นจำนวนไว้")

    def pass_or_fail(self, state: AnswerState) -> dict[str, str]:
        told = "ตอบว่าผ่านหรือไม่ผ่าน กรุณาเว้นจำนวนครัวเรือนไว้"
        if state is AnswerState.MEASURED:
            return {"value": f"{self.about} {told}"}
        return self._without(*_NUMBERS, told=told)

    def count(self, state: AnswerState) -> dict[str, str]:
        if state is not AnswerState.MEASURED:
            told = f"ตอบเป็นจำนวน{self.unit} กรุณากรอกจำนวน{self.unit}ที่ผ่าน แทนผ่านหรือไม่ผ่าน"
            return {"state": f"{self.about} {told}"}
        is_target = self.indicator.kind is AnswerKind.HOUSEHOLDS
        base = "ครัวเรือนเป้าหมาย" if is_target else f"{self.unit}ที่สำรวจ"
        if self.value is None:
            return {"value": f"{self.about} ยังไม่มีจำนวน{self.unit}ที่ผ่าน กรุณากรอกจำนวน"}
        if self.denominator is None or not _is_count(self.denominator) or self.denominator < 1:
            told = f"จำนวน{base}ของข้อ {self.indicator.code} ต้องเป็นจำนวนเต็มตั้งแต่ 1 กรุณาตรวจตัวเลข"
            return {"denominator": told}
        if not _is_count(self.value):
            told = f"จำนวน{self.unit}ที่ผ่านของข้อ {self.indicator.code} ต้องเป็นจำนวนเต็มตั้งแต่ 0"
            return {"value": f"{told} กรุณาตรวจตัวเลข"}
        if self.value > self.denominator:
            told = (
                f"{self.about} {self.unit}ที่ผ่าน {self.value:,f} มากกว่า{base} {self.denominator:,f} "
                "กรุณาตรวจตัวเลขทั้งสอง"
            )
            return {"value": told}
        return self._without("choice", "votes", told="ตอบเป็นจำนวน กรุณากรอกเฉพาะจำนวน")

    def number(self) -> dict[str, str]:
        unit = f" ({self.unit})" if self.unit else ""
        if self.value is None:
            return {"value": f"{self.about} ยังไม่มีตัวเลข{unit} กรุณากรอกตัวเลข"}
        if not self.value.is_finite() or not 0 <= self.value <= _MOST:
            return {"value": f"{self.about} ต้องเป็นตัวเลขตั้งแต่ 0{unit} กรุณาตรวจตัวเลข"}
        if self.value != round(self.value, _MOST_DECIMALS):
            told = f"ทศนิยมได้ไม่เกิน {_MOST_DECIMALS} ตำแหน่ง กรุณาตรวจตัวเลข"
            return {"value": f"{self.about} {told}"}
        told = "ตอบเป็นตัวเลขเดียว กรุณากรอกเฉพาะตัวเลข"
        return self._without("denominator", "choice", "votes", told=told)

    def option(self) -> dict[str, str]:
        option = _option(self.indicator, self.choice)
        if option is None:
            codes = ", ".join(each.code for each in self.indicator.options)
            return {"choice": f"{self.about} เลือกได้เฉพาะ {codes} กรุณาเลือกใหม่"}
        if self.value is not None and self.value != option.points:
            told = f"ตัวเลือก {option.code} ได้ {option.points:f} คะแนน กรุณาเลือกใหม่"
            return {"value": f"{self.about} {told}"}
        return self._without("denominator", "votes", told="ตอบโดยเลือกหนึ่งข้อ กรุณาเลือกใหม่")

    def score(self) -> dict[str, str]:
        scale = self.indicator.scale
        if scale is None or self.value is None or not self._is_on_scale(self.value):
            told = "" if scale is None else f" {scale.lowest} ถึง {scale.highest}"
            return {"value": f"{self.about} ให้คะแนนเป็นจำนวนเต็ม{told} กรุณาให้คะแนน"}
        told = "ตอบเป็นคะแนนเดียว กรุณากรอกเฉพาะคะแนน"
        return self._without("denominator", "choice", "votes", told=told)

    def hands(self) -> dict[str, str]:
        scale = self.indicator.scale
        scores = () if scale is None else range(scale.lowest, scale.highest + 1)
        if len(self.votes) != len(scores) or any(
            not 0 <= hands <= _MOST_COUNTED for hands in self.votes
        ):
            told = f"ต้องมีจำนวนมือของทุกคะแนน ({len(scores)} ช่อง) เป็นจำนวนเต็มตั้งแต่ 0 กรุณาตรวจตัวเลข"
            return {"votes": f"{self.about} {told}"}
        total = sum(self.votes)
        if not 0 < total <= _MOST_COUNTED:
            return {"votes": f"{self.about} ยังไม่มีใครยกมือ กรุณากรอกจำนวนมืออย่างน้อยหนึ่งคะแนน"}
        scored = sum(score * hands for score, hands in zip(scores, self.votes, strict=True))
        if self.value not in (None, scored) or self.denominator not in (None, total):
            return {"votes": f"{self.about} ผลรวมคะแนนไม่ตรงกับจำนวนมือ กรุณากรอกจำนวนมือใหม่"}
        return self._without("choice", told="ตอบด้วยการยกมือ กรุณากรอกจำนวนมือ")

    def _is_on_scale(self, value: Decimal) -> bool:
        scale = self.indicator.scale
        return (
            scale is not None
            and value == value.to_integral_value()
            and scale.lowest <= value <= scale.highest
        )

    def _without(self, *fields: str, told: str) -> dict[str, str]:
        """The fields that have something in them and must not."""
        given = {
            "value": self.value is not None,
            "denominator": self.denominator is not None,
            "choice": bool(self.choice),
            "votes": bool(self.votes),
        }
        if any(given[field] for field in fields):
            field = next(field for field in fields if given[field])
            shown = "value" if field == "denominator" and "value" in fields else field
            return {shown: f"{self.about} {told}"}
        return {}


def _option(indicator: Indicator, code: str) -> Option | None:
    return next((option for option in indicator.options if option.code == code), None)


def _is_count(number: Decimal) -> bool:
    return number == number.to_integral_value() and 0 <= number <= _MOST_COUNTED
