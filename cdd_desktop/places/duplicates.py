"""Which places may be one and the same: one code twice, or nearly one name within a tambon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, groupby

from cdd_desktop.places.records import Village

ALIKE_FROM = 0.8  # of two names of six letters one may differ
_WORD_BEFORE = re.compile(r"^(?:บ้าน|ชุมชน)+(?=.)")
_SIGNS = re.compile(r"[\s.()\-–—‘’“”'\"]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two places that may be one. `score`: 1 for equal names, from `ALIKE_FROM` for near ones."""

    first: Village
    second: Village
    score: float
    same_code: bool


def alike(places: Sequence[Village]) -> tuple[Likeness, ...]:
    """The pairs among `places` (in official code order), the likest first."""
    found = []
    for _, neighbours in groupby(places, key=lambda place: place.tambon_code):
        for first, second in combinations(neighbours, 2):
            same_code = first.code == second.code
            score = likeness(first.name, second.name)
            if same_code or score >= ALIKE_FROM:
                found.append(Likeness(first=first, second=second, score=score, same_code=same_code))
    return tuple(sorted(found, key=lambda pair: (not pair.same_code, -pair.score)))


def likeness(first: str, second: str) -> float:
    """How alike two names are, 0 to 1, apart from the word before them, spaces and marks."""
    one, other = _core(first), _core(second)
    if one == other:
        return 1.0
    matcher = SequenceMatcher(a=one, b=other, autojunk=False)
    # the bounds are far cheaper, and rule most pairs out
    if matcher.real_quick_ratio() < ALIKE_FROM or matcher.quick_ratio() < ALIKE_FROM:
        return 0.0
    return matcher.ratio()


def _core(name: str) -> str:
    return _SIGNS.sub("", _WORD_BEFORE.sub("", name))
