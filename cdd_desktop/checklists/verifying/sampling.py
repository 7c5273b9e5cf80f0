"""Which sheets are keyed a second time.

Random sheets are drawn first, from all whole sheets of the area, so that they are a simple random
sample of them whatever else is looked for; what the other reasons add never tells of all sheets.
Each sheet has a number of its own, made from its identity and the seed, and those with the
smallest are drawn (permanent random numbers): the draw can be repeated on any computer, and does
not depend on the order in which sheets are read.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import zip_longest
from statistics import median, quantiles
from uuid import UUID

from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.verifying.records import Why

FEWEST_ALIKE = 8  # of fewer sheets none is said to be unlike the others
_FEWEST_NUMBERS = 4
_FENCE = 1.5  # quartile distances beyond the quartiles
_SLACK = 1e-9
PURPOSIVE = (Why.NEAR_LEVEL, Why.OUTLIER, Why.NEW_CLERK)
SEEDS = range(1, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A sheet that was chosen, why, and which other reasons hold for it."""

    sheet: UUID
    why: Why
    also: tuple[Why, ...]


def draw(
    sheets: Collection[UUID], reasons: Mapping[Why, Collection[UUID]], size: int, seed: int
) -> tuple[Drawn, ...]:
    """At most `size` of the sheets, in the order in which they were drawn.

    `reasons` has an entry for each reason that is wanted: the sheets it holds for; of RANDOM all.
    Where random sheets and others are wanted, at least half are random; what the other reasons do
    not use is random too. The other reasons take turns.
    """
    ranked = sorted(sheets, key=lambda sheet: rank(sheet, seed))
    wanted = [why for why in PURPOSIVE if why in reasons]
    at_random = 0
    if Why.RANDOM in reasons:
        at_random = math.ceil(size / 2) if wanted else size
    others: dict[UUID, Why] = {}
    for sheet, why in _in_turns(ranked[at_random:], wanted, reasons):
        if at_random + len(others) >= size:
            break
        others.setdefault(sheet, why)
    if Why.RANDOM in reasons:
        # the next of the draw, also where another reason chose it: else the random part would
        # have too few of what the other reasons look for
        while len(others.keys() | set(ranked[:at_random])) < min(size, len(ranked)):
            at_random += 1
    chosen = {**others, **dict.fromkeys(ranked[:at_random], Why.RANDOM)}
    return tuple(
        Drawn(
            sheet=sheet,
            why=chosen[sheet],
            also=tuple(
                other for other in wanted if other is not chosen[sheet] and sheet in reasons[other]
            ),
        )
        for sheet in ranked
        if sheet in chosen
    )


def rank(sheet: UUID, seed: int) -> bytes:
    """The sheet's number in the draw of this seed: the smallest are drawn first."""
    return sha256(f"{seed}:{sheet}".encode()).digest()


def unlike_others(answers: Mapping[UUID, Mapping[str, Answer]]) -> frozenset[UUID]:
    """The sheets whose answers are far from how the area usually answers.

    An answer that few sheets give is surprising: minus the logarithm of the share of sheets that
    give it, summed over a sheet's answers. Numbers are told apart as low, usual or high by the
    fences of Tukey (Exploratory Data Analysis, 1977), 1.5 quartile distances from the quartiles;
    a sheet whose surprise lies above the upper fence of all sheets is unlike the others, if it
    also is as far above the median as one answer that only two sheets give.
    """
    if len(answers) < FEWEST_ALIKE:
        return frozenset()
    surprise = dict.fromkeys(answers, 0.0)
    codes = {code for given in answers.values() for code in given}
    for code in sorted(codes):
        said = _said({sheet: given[code] for sheet, given in answers.items() if code in given})
        counts = Counter(said.values())
        for sheet, word in said.items():
            surprise[sheet] -= math.log(counts[word] / len(said))
    amounts = list(surprise.values())
    _, fence = _fences(amounts)
    high = max(fence, median(amounts) + math.log(len(amounts) / 2))
    return frozenset(sheet for sheet, amount in surprise.items() if amount > high)


def _said(answers: Mapping[UUID, Answer]) -> dict[UUID, str]:
    """What each sheet says to one indicator, in words that can be counted."""
    numbers = {
        sheet: number
        for sheet, answer in answers.items()
        if not answer.choice and (number := _number(answer)) is not None
    }
    low, high = _fences(list(numbers.values())) if numbers else (0.0, 0.0)
    words = {
        sheet: answer.choice or answer.state.value
        for sheet, answer in answers.items()
        if sheet not in numbers
    }
    for sheet, number in numbers.items():
        words[sheet] = "low" if number < low else "high" if number > high else "usual"
    return words


def _number(answer: Answer) -> float | None:
    if answer.value is None:
        return None
    return float(answer.value / (answer.denominator or Decimal(1)))


def _fences(numbers: Sequence[float]) -> tuple[float, float]:
    if len(numbers) < _FEWEST_NUMBERS:
        return -math.inf, math.inf
    first, _, third = quantiles(numbers, n=4, method="inclusive")
    distance = _FENCE * (third - first)
    # sums in another order differ in their last digits
    return first - distance - _SLACK, third + distance + _SLACK


def _in_turns(
    ranked: Sequence[UUID], wanted: Sequence[Why], reasons: Mapping[Why, Collection[UUID]]
) -> Iterator[tuple[UUID, Why]]:
    queues = [[(sheet, why) for sheet in ranked if sheet in reasons[why]] for why in wanted]
    for turn in zip_longest(*queues):
        yield from (each for each in turn if each is not None)
