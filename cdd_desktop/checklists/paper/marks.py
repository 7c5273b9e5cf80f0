"""What scores, hands and choices of a sheet come to, by ด้าน: sums and means."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.form_table import mean
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument
from cdd_desktop.checklists.levels.numbers import number_of
from cdd_desktop.checklists.records import Answer

SCORED = frozenset({AnswerKind.SCORE, AnswerKind.VOTES})
_MARKED = SCORED | {AnswerKind.CHOICE}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Of the indicators looked at: how many bear a mark, how many points they come to (as levels
    count them: of hands their mean, of what is passed its weight), and how many have each whole
    score. `hands`: all that were raised; `mean` of scores and of the means of hands, None where
    there is none. Points and mean to two decimals, halves up."""

    marked: int
    total: Decimal
    scores: Mapping[int, int]
    hands: int
    mean: Decimal | None


def mark(indicator: Indicator, answer: Answer | None) -> Decimal | None:
    """What an answer counts: its score, the mean of its hands, its option's points; None where the
    answer is no mark."""
    if answer is None or indicator.kind not in _MARKED:
        return None
    return number_of(indicator.kind, answer.value, answer.denominator)


def marks_of(indicators: Iterable[Indicator], answers: Mapping[str, Answer]) -> Marks:
    """The marks of some indicators of a sheet."""
    marked, total, hands = 0, Decimal(0), 0
    scores: Counter[int] = Counter()
    of_scale: list[Decimal] = []
    for indicator in indicators:
        answer = answers.get(indicator.code)
        if answer is None:
            continue
        given = mark(indicator, answer)
        if given is None:
            is_passed = indicator.kind not in _MARKED and answer.state is AnswerState.PASSED
            total += indicator.weight if is_passed else 0
            continue
        marked += 1
        total += given
        hands += sum(answer.votes)
        if indicator.kind in SCORED:
            of_scale.append(given)
        if indicator.kind is AnswerKind.SCORE and given == given.to_integral_value():
            scores[int(given)] += 1
    return Marks(
        marked=marked,
        total=total.quantize(_CENT, ROUND_HALF_UP),
        scores=scores,
        hands=hands,
        mean=mean(sum(of_scale, Decimal()), len(of_scale)),
    )


def is_scored(instrument: Instrument) -> bool:
    """Whether marks of a scale are given in every ด้าน, so that their means can be compared."""
    return bool(instrument.indicators) and all(one.kind in SCORED for one in instrument.indicators)


def share_of_scale(instrument: Instrument, value: Decimal | None) -> float:
    """Where a mean lies between the ends of the scale, 0 to 1; 0 where there is none."""
    scales = [one.scale for one in instrument.indicators if one.scale is not None]
    if value is None or not scales:
        return 0.0
    lowest = min(one.lowest for one in scales)
    highest = max(one.highest for one in scales)
    return min(1.0, max(0.0, float((value - lowest) / (highest - lowest))))
