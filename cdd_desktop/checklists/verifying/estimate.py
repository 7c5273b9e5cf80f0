"""How many answers of an area are wrong, from a random sample of its sheets.

The share of wrong answers has the exact binomial confidence interval of Clopper and Pearson
(Biometrika 26, 1934, 404-413): the limits are quantiles of beta distributions. It never promises
less than its level, and has an upper limit also where no error was found, which the usual normal
interval has not.

Answers of one sheet are alike: one tired clerk, one illegible page. They are not so many
independent trials, and the plain interval would be too narrow. So the number of answers is brought
down to the effective one as Korn and Graubard do (Survey Methodology 24, 1998, 193-201): the
variance of the ratio of errors to answers is taken between sheets (ultimate clusters, linearised
ratio), the effective number is p(1-p)/variance times (t(n-1)/t(sheets-1)) squared, and never more
than the answers there are. Where there is one sheet, or no error, or nothing but errors, sheets
cannot be told apart and the answers count as they are.

No correction for a finite population is made: it would only make the interval narrower.

The beta quantile is found by bisection of the regularised incomplete beta function, which is the
continued fraction of the NIST Digital Library of Mathematical Functions, 8.17.22.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEVEL = 0.95
_PER = 1_000
_STEPS = 80  # halves the interval 0 to 1 to below the last digit of a float
_TERMS = 2_000
_CLOSE = 1e-15
_TINY = 1e-300


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Errors per 1,000 answers with the limits of their 95 percent interval.

    `design_effect` says how many times as many answers a sample of sheets needs as one of single
    answers; None where the sample cannot tell.
    """

    sheets: int
    answers: int
    errors: int
    per_thousand: float
    low: float
    high: float
    design_effect: float | None


def estimate(sheets: Sequence[tuple[int, int]]) -> Estimate | None:
    """From the answers compared and the errors found in each random sheet; None without any."""
    told = [(answers, errors) for answers, errors in sheets if answers]
    total = sum(answers for answers, _ in told)
    if not total:
        return None
    wrong = sum(errors for _, errors in told)
    share = wrong / total
    effective = float(total)
    effect = None
    if len(told) > 1 and 0 < wrong < total:
        between = sum((errors - share * answers) ** 2 for answers, errors in told)
        variance = between * len(told) / (len(told) - 1) / total**2
        effect = variance / (share * (1 - share) / total)
        if variance > 0:
            few = (t_quantile(total - 1) / t_quantile(len(told) - 1)) ** 2
            effective = min(effective, share * (1 - share) / variance * few)
    low, high = clopper_pearson(share * effective, effective)
    return Estimate(
        sheets=len(told),
        answers=total,
        errors=wrong,
        per_thousand=share * _PER,
        low=low * _PER,
        high=high * _PER,
        design_effect=effect,
    )


def clopper_pearson(errors: float, answers: float) -> tuple[float, float]:
    """The limits, 0 to 1, of the share of which `errors` of `answers` were seen.

    Both may be effective numbers, which are not whole.
    """
    tail = (1 - LEVEL) / 2
    right = answers - errors
    low = 0.0 if errors <= 0 else beta_quantile(tail, errors, right + 1)
    high = 1.0 if right <= 0 else beta_quantile(1 - tail, errors + 1, right)
    return low, high


def t_quantile(freedom: int) -> float:
    """Where Student's t has half of 1 - LEVEL above it."""
    x = beta_quantile(1 - LEVEL, freedom / 2, 0.5)
    return math.sqrt(freedom * (1 - x) / x)


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Where the beta distribution of `a` and `b` has this probability below it."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if beta_below(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: the probability below `x`."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):  # there the fraction converges slowly
        return 1 - beta_below(1 - x, b, a)
    logarithm = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    return math.exp(logarithm) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction, by the modified method of Lentz."""
    upper, lower = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = lower
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            lower = 1 / _not_zero(1 + term * lower)
            upper = _not_zero(1 + term / upper)
            value *= upper * lower
        if abs(upper * lower - 1) < _CLOSE:
            return value
    raise ArithmeticError(f"no value of the beta distribution at {x}, {a}, {b}")


def _not_zero(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
