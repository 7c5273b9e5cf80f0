"""Where a line of Thai may end: Thai writes no spaces between words, and neither Qt on Windows nor
ReportLab knows its words.

The cheapest way to spell a run of Thai letters with words wins: a common word costs a little less
than a rare one, a stretch that no word covers costs much. Place names are words too, so that none
is torn at a line end. Breaks exist only on the way to screen or paper: whatever is stored, copied
or exported goes through `strip_breaks`.
"""

import gzip
import re
from collections.abc import Iterable, Mapping
from functools import cache

from cdd_desktop import paths

ZWSP = "\u200b"

_RAREST_COST = 1.12  # the word list's steps of commonness, 0 to 9, take 0.02 off each
_STEP = 0.02
_OFFICE_COST = 0.95
_NAME_COST = 1.1  # dearer than most words, cheaper than any two
_NAME_AFTER_AREA_COST = 0.5  # ตำบล and the like announce a name
_UNKNOWN_COST = 3.0  # for opening a stretch that no word covers
_MORE_UNKNOWN_COST = 2.0  # for each further cluster of it
_CACHED_RUNS = 50_000
_HEAD = 4  # first letters by which the longest possible word is looked up

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"  # letters and signs, without ฿ and digits
_RUN = re.compile(f"[{_THAI}]+")
_SPACE = re.compile(r"[ \t\r\n]++")
# before an opening bracket, after a closing one, after a stroke between words
_JOINT = re.compile(
    f"(?<=[{_THAI}])(?=[(\\[“‘])|(?<=[)\\]”’])(?=[{_THAI}])|(?<=[{_THAI}]{{3}}/)(?=[{_THAI}]{{3}})"
)
_AREA_WORDS = ("บ้าน", "ชุมชน", "ตำบล", "แขวง", "อำเภอ", "เขต", "จังหวัด", "เทศบาลเมือง", "เทศบาลนคร")
_VILLAGE_PREFIX = re.compile("(?:หมู่บ้าน|บ้าน|ชุมชน)")
_SHORTEST_NAME = 2

_REPEATS = "ๆฯ"
_REPEATS_AFTER_WORD = re.compile(f"(?:ฯลฯ|[{_REPEATS}])+$")
_NEVER_BEFORE = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎" + _REPEATS)
_NEVER_AFTER = frozenset("เแโใไ")
_WANTS_CONSONANT = frozenset("ัื")
_TONES = frozenset("่้๊๋")
# a silent consonant belongs to the syllable before it, and ฯลฯ is one sign
_TAIL = re.compile("[ก-ฮ]{1,2}[ิุ]?์|(?<=ฯ)ลฯ")


def strip_breaks(text: str) -> str:
    """`text` as it is stored: without the marks that `Segmenter.breakable` sets."""
    return text.replace(ZWSP, "")


class Segmenter:
    """Cuts text where a line may end. Make one and keep it: it remembers what it has cut.

    `names` are places, with or without บ้าน before them, that no line end may tear.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(part for name in names for part in _parts(name))
        self._longest_names = _longest_by_head(self._names)
        self._cuts_of: dict[str, tuple[int, ...]] = {}

    def with_names(self, names: Iterable[str]) -> "Segmenter":
        """A segmenter that knows these names as well."""
        more = Segmenter(names)
        more._names |= self._names  # those are in parts already
        more._longest_names = _longest_by_head(more._names)
        return more

    def words(self, text: str) -> tuple[str, ...]:
        """`text` in pieces that must stay whole; a piece keeps the spaces that follow it."""
        ends = {match.end() for match in _SPACE.finditer(text)}
        ends.update(match.start() for match in _JOINT.finditer(text))
        for match in _RUN.finditer(text):
            start = match.start()
            ends.update(start + cut for cut in self._cuts(match.group()))
        inner = sorted(end for end in ends if 0 < end < len(text) and _separable(text, end))
        starts = (0, *inner)
        return tuple(text[a:b] for a, b in zip(starts, (*inner, len(text)), strict=True) if a < b)

    def breakable(self, text: str) -> str:
        """`text` with U+200B wherever a line may end without there being a space."""
        words = self.words(strip_breaks(text))
        marked = (word if word[-1].isspace() else word + ZWSP for word in words[:-1])
        return "".join((*marked, *words[-1:]))

    def _cuts(self, run: str) -> tuple[int, ...]:
        known = self._cuts_of.get(run)
        if known is None:
            if len(self._cuts_of) >= _CACHED_RUNS:
                self._cuts_of.clear()
            known = self._cuts_of[run] = self._cheapest_cuts(run)
        return known

    def _cheapest_cuts(self, run: str) -> tuple[int, ...]:
        """Where the cheapest spelling of `run` has its inner borders."""
        size = len(run)
        borders = [at for at in range(1, size) if _separable(run, at)] + [size]
        cost = {0: 0.0} | dict.fromkeys(borders, float("inf"))
        came_from = dict.fromkeys(borders, 0)
        unknown_from: set[int] = set()  # borders whose cheapest last piece is no word
        start = 0
        for index, first_end in enumerate(borders):
            reach = start + self._longest_from(run, start)
            for position in range(index, len(borders)):
                end = borders[position]
                if end > reach:
                    break
                price = self._price(run, start, end)
                if price is not None and cost[start] + price < cost[end]:
                    cost[end] = cost[start] + price
                    came_from[end] = start
                    unknown_from.discard(end)
            price = _MORE_UNKNOWN_COST if start in unknown_from else _UNKNOWN_COST
            if cost[start] + price < cost[first_end]:
                cost[first_end] = cost[start] + price
                came_from[first_end] = start
                unknown_from.add(first_end)
            start = first_end
        cuts = []
        at = size
        while start := came_from[at]:
            if not (at in unknown_from and start in unknown_from):
                cuts.append(start)
            at = start
        return tuple(reversed(cuts))

    def _longest_from(self, run: str, start: int) -> int:
        head = run[start : start + _HEAD]
        longest = max(_longest_words().get(head, 0), self._longest_names.get(head, 0), _HEAD - 1)
        return longest + len("ฯลฯ") if "ฯ" in run or "ๆ" in run else longest

    def _price(self, run: str, start: int, end: int) -> float | None:
        """What the piece costs as a word or name, None when it is neither."""
        piece = run[start:end]
        if piece[-1] in _REPEATS:
            piece = _REPEATS_AFTER_WORD.sub("", piece)
        price = _dictionary().get(piece)
        if price is not None or piece not in self._names:
            return price
        return _NAME_AFTER_AREA_COST if run.endswith(_AREA_WORDS, 0, start) else _NAME_COST


@cache
def default_segmenter() -> Segmenter:
    """The office's segmenter: every province, amphoe and tambon is a name. Loads at first use."""
    import geothai  # noqa: PLC0415 - no window waits for it

    names = {province.name_th for province in geothai.provinces()}
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            names.add(district.name_th)
            names.update(tambon.name_th for tambon in geothai.subdistricts(district.code))
    return Segmenter(names)


@cache
def _dictionary() -> Mapping[str, float]:
    """The cost of each word of the language and of the office."""
    with gzip.open(paths.resource("words", "words_th.tsv.gz"), "rt", encoding="utf-8") as lines:
        costs = {}
        for line in lines:
            word, commonness = line.split("\t")
            costs[word] = _RAREST_COST - _STEP * int(commonness)
    office = paths.resource("words", "office.txt").read_text(encoding="utf-8")
    for line in office.splitlines():
        if line and not line.startswith("#"):
            costs[line] = _OFFICE_COST
    return costs


@cache
def _longest_words() -> Mapping[str, int]:
    return _longest_by_head(_dictionary())


def _longest_by_head(words: Iterable[str]) -> dict[str, int]:
    """The length of the longest word for each beginning of `_HEAD` letters."""
    longest: dict[str, int] = {}
    for word in words:
        head = word[:_HEAD]
        if len(word) > longest.get(head, 0):
            longest[head] = len(word)
    return longest


def _parts(name: str) -> set[str]:
    """What stays whole of a place name: its Thai stretches, also without บ้าน before them."""
    bodies = (_REPEATS_AFTER_WORD.sub("", run) for run in _RUN.findall(name))
    runs = {body for body in bodies if len(body) >= _SHORTEST_NAME}
    bare = {_VILLAGE_PREFIX.sub("", run, count=1) for run in runs if _VILLAGE_PREFIX.match(run)}
    return runs | {
        run for run in bare if len(run) >= _SHORTEST_NAME and run[0] not in _NEVER_BEFORE
    }


def _separable(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` leaves every cluster of letter, vowels and marks whole."""
    before = text[at - 1]
    if text[at] in _NEVER_BEFORE or before in _NEVER_AFTER or before in _WANTS_CONSONANT:
        return False
    if before in _TONES and at > 1 and text[at - 2] in _WANTS_CONSONANT:
        return False
    return not _TAIL.match(text, at)
