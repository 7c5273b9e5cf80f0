"""How an area stands in an indicator or a ด้าน: a share passed, or a mean score.

Of pass and fail the share is of the villages that were judged; of counts it is of the people or
households counted; of scores, hands and points without a line to pass it is the mean of villages.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from cdd_desktop.checklists.form_table import mean, percent
from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.measured.records import Figures

_COUNTED = frozenset({AnswerKind.HOUSEHOLDS, AnswerKind.COUNT})
_VILLAGES = "หมู่บ้าน"
_HOUSEHOLDS = "ครัวเรือน"


def is_share(indicator: Indicator) -> bool:
    """Whether it is told by a share passed; else by a mean."""
    return (
        indicator.kind in {AnswerKind.PASS_FAIL, *_COUNTED}
        or indicator.passing is not None
        or any(option.passes is not None for option in indicator.options)
    )


def base_of(indicator: Indicator, figures: Figures) -> tuple[Decimal, Decimal]:
    """What stands over what: passed of those counted, or the sum of marks over the villages."""
    if indicator.kind in _COUNTED:
        return figures.value, figures.of
    if is_share(indicator):
        return Decimal(figures.passed), Decimal(figures.passed + figures.failed)
    total = sum((mark * count for mark, count in figures.marks.items()), Decimal(0))
    return total, Decimal(sum(figures.marks.values()))


def standing(indicator: Indicator, figures: Figures) -> Decimal | None:
    """Percent or mean, two decimals; None where nothing can be told."""
    over, base = base_of(indicator, figures)
    return percent(over, base) if is_share(indicator) else mean(over, base)


def joint_standing(
    indicators: Sequence[Indicator], figures: Callable[[str], Figures]
) -> Decimal | None:
    """That of a ด้าน: of all its answers where they count the same thing, else the mean of the
    percentages of its indicators. None where shares stand beside scores, or nothing was answered.
    """
    shares = {is_share(one) for one in indicators}
    if len(shares) != 1:
        return None
    if len({_unit(one) for one in indicators}) > 1:
        told = [standing(one, figures(one.code)) for one in indicators]
        known = [one for one in told if one is not None]
        return mean(sum(known, Decimal(0)), len(known))
    pairs = [base_of(one, figures(one.code)) for one in indicators]
    over = sum((pair[0] for pair in pairs), Decimal(0))
    base = sum((pair[1] for pair in pairs), Decimal(0))
    return percent(over, base) if shares == {True} else mean(over, base)


def _unit(indicator: Indicator) -> str:
    if indicator.kind is AnswerKind.HOUSEHOLDS:
        return _HOUSEHOLDS
    return indicator.unit if indicator.kind is AnswerKind.COUNT else _VILLAGES
