"""What stands in the cells of checklists' tables: shares, means, an answer in few letters."""

from decimal import ROUND_HALF_UP, Decimal

from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.records import Answer

DASH = "–"  # a cell that does not apply
_CENT = Decimal("0.01")


def percent(count: int | Decimal, base: int | Decimal) -> Decimal | None:
    """`count` in percent of `base`, two decimals, halves up; None where there is no base."""
    if base == 0:
        return None
    return (Decimal(count) * 100 / base).quantize(_CENT, ROUND_HALF_UP)


def mean(total: Decimal, count: int | Decimal) -> Decimal | None:
    """`total` shared by `count`, two decimals, halves up; None where there is nothing to share."""
    if count == 0:
        return None
    return (total / count).quantize(_CENT, ROUND_HALF_UP)


def mean_of_votes(answer: Answer) -> Decimal | None:
    """The mean score of the hands that were raised."""
    if answer.value is None or answer.denominator is None:
        return None
    return mean(answer.value, answer.denominator)


def plain_number(value: Decimal) -> str:
    """`38,000` or `3.5`: with as many decimals as it has, and none that say nothing."""
    told = f"{value:,f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def short_answer(answer: Answer | None, indicator: Indicator | None = None) -> str:
    """An answer in a narrow column: `ผ่าน`, `25/30`, `3.42 (28 คน)`; of a choice its option's code.

    `indicator` None: of one that is passed or failed, or counts households.
    """
    if answer is None:
        return DASH
    if answer.choice:
        return f"ข้อ {answer.choice}"
    if answer.value is None:
        return answer.state.label
    if answer.votes:
        return f"{mean_of_votes(answer)} ({answer.denominator:f} คน)"
    if answer.denominator is None:
        unit = indicator.unit if indicator is not None else ""
        is_score = indicator is not None and indicator.kind is AnswerKind.SCORE
        return " ".join(filter(None, (plain_number(answer.value), "" if is_score else unit)))
    return f"{answer.value:f}/{answer.denominator:f}"
