"""Which proposals may be one and the same: alike by name, place and kind."""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations
from typing import Generic, TypeVar

from cdd_desktop.thai.searching import folded

K = TypeVar("K", bound=Hashable)

LIKELY_FROM = 70  # percent; below that more pairs are wrong than right
PAIRS_MOST = 500  # nobody looks through more by hand
_NAME_FROM = 0.6
_NAME_WEIGHT, _PLACE_WEIGHT, _KIND_WEIGHT = 0.7, 0.2, 0.1
_UNKNOWN = 0.5  # neither for nor against
_OTHER_NUMBERS = 0.85  # สาย 1 and สาย 2 are mostly two roads
_WORD_BEFORE = re.compile(r"^(?:โครงการ)+(?=.)")
_SIGNS = re.compile(r"[^\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+")
_NUMBERS = re.compile(r"[0-9]+")
_LETTERS_AT_ONCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed(Generic[K]):
    """What is compared of a proposal. `area` is its tambon, or whatever else keeps it apart."""

    key: K
    area: str
    name: str
    villages: frozenset[int] = frozenset()
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPair(Generic[K]):
    """Two proposals that may be one. `score` in percent; `why` are short Thai phrases."""

    score: int
    first: K
    second: K
    why: tuple[str, ...]


def near_pairs(proposed: Iterable[Proposed[K]]) -> tuple[NearPair[K], ...]:
    """The likely pairs within each area, the likeliest first, `PAIRS_MOST` at most."""
    by_area: dict[str, list[Proposed[K]]] = {}
    for one in proposed:
        by_area.setdefault(one.area, []).append(one)
    found = [pair for some in by_area.values() for pair in _within(some)]
    return tuple(nsmallest(PAIRS_MOST, found, key=lambda pair: -pair.score))


def _within(proposed: Sequence[Proposed[K]]) -> list[NearPair[K]]:
    bits: dict[str, int] = {}  # a bit for each trigram: two names are compared in one step
    cores = [_core(one.name) for one in proposed]
    shapes = [_shape(core, bits) for core in cores]
    sizes = [shape.bit_count() for shape in shapes]
    numbers = [sorted(_NUMBERS.findall(core)) for core in cores]
    pairs = []
    for a, b in combinations(range(len(proposed)), 2):
        total = sizes[a] + sizes[b]
        # the names can share no more than all of the shorter one
        if 2 * min(sizes[a], sizes[b]) < _NAME_FROM * total:
            continue
        name = 2 * (shapes[a] & shapes[b]).bit_count() / total if total else 0.0
        if name >= _NAME_FROM:
            same_numbers = numbers[a] == numbers[b]
            pair = _pair(proposed[a], proposed[b], name, cores[a] == cores[b], same_numbers)
            if pair.score >= LIKELY_FROM:
                pairs.append(pair)
    return pairs


def _pair(
    first: Proposed[K], second: Proposed[K], name: float, same_name: bool, same_numbers: bool
) -> NearPair[K]:
    why = ["ชื่อเหมือนกัน" if same_name else f"ชื่อคล้ายกัน {round(100 * name)} %"]
    if not same_numbers:
        name *= _OTHER_NUMBERS
        why.append("ตัวเลขในชื่อต่างกัน")
    if not first.villages or not second.villages:
        place = _UNKNOWN
        why.append("ตำบลเดียวกัน ไม่ได้ระบุหมู่บ้าน")
    else:
        shared = first.villages & second.villages
        place = len(shared) / min(len(first.villages), len(second.villages))
        why.append("หมู่บ้านเดียวกัน" if shared else "คนละหมู่บ้าน")
    if not first.kind or not second.kind:
        kind = _UNKNOWN
    else:
        kind = float(first.kind == second.kind)
        why.append("ลักษณะการดำเนินงานเดียวกัน" if kind else "ลักษณะการดำเนินงานต่างกัน")
    score = _NAME_WEIGHT * name + _PLACE_WEIGHT * place + _KIND_WEIGHT * kind
    return NearPair(score=round(100 * score), first=first.key, second=second.key, why=tuple(why))


def _core(name: str) -> str:
    """What tells names apart: no blanks, signs, tone marks, and not the word โครงการ."""
    return _SIGNS.sub("", _WORD_BEFORE.sub("", folded(name)))


def _shape(core: str, bits: dict[str, int]) -> int:
    """The trigrams of a name as bits; its ends count as letters."""
    ended = f"\x02{core}\x03"
    shape = 0
    for start in range(len(ended) - _LETTERS_AT_ONCE + 1):
        part = ended[start : start + _LETTERS_AT_ONCE]
        shape |= 1 << bits.setdefault(part, len(bits))
    return shape
