"""Plausible results: villages differ in strength, indicators in difficulty, and years in luck."""

from collections.abc import Iterator, Sequence
from random import Random

_LAST_YEARS = 3  # fiscal years in the demo, the last of them still under way
_BEGUN = 0.65  # share of villages whose sheet of the running year was begun
_FINISHED = 0.55  # share of the begun ones that are finished
_JUDGED_AFRESH = 0.35  # share of answers that a year looks at again
_LEFT_OUT = 0.03  # share of villages missed in a year that is over


def results(
    random: Random, villages: int, indicators: Sequence[str]
) -> Iterator[tuple[int, int, str, bool]]:
    """Answers as (years back, village index, indicator, passed).

    A village improves a little each year, sometimes falls back, and mostly keeps its answers, so
    that levels move both ways without jumping.
    """
    difficulty = {code: random.uniform(-1.1, 1.3) for code in indicators}
    for village in range(villages):
        strength = random.gauss(0.75, 0.7)
        passed = {code: _passes(random, strength, difficulty[code]) for code in indicators}
        for back in reversed(range(_LAST_YEARS)):
            strength += random.gauss(0.15, 0.3)
            for code in indicators:
                if random.random() < _JUDGED_AFRESH:
                    passed[code] = _passes(random, strength, difficulty[code])
            for code in _answered(random, indicators, running=back == 0):
                yield back, village, code, passed[code]


def _passes(random: Random, strength: float, difficulty: float) -> bool:
    return random.gauss(strength, 0.55) > difficulty


def _answered(random: Random, indicators: Sequence[str], *, running: bool) -> Sequence[str]:
    if not running:
        return () if random.random() < _LEFT_OUT else indicators
    if random.random() >= _BEGUN:
        return ()
    return indicators if random.random() < _FINISHED else indicators[: random.randrange(2, 21)]
