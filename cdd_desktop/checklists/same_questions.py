"""Which indicators of two versions are the same question, so that their answers may stand together.

Codes and numbers move between versions: an answer that is looked up by its code alone would answer
another question.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from cdd_desktop.checklists.editing.crosswalks import likely_crosswalk, plain_words
from cdd_desktop.checklists.instruments import Instrument, Relation
from cdd_desktop.checklists.paper_twin import carried_over
from cdd_desktop.checklists.records import Answer, Earlier, LastYear, Sheet

_BOTH = 2  # once in either version


def same_codes(
    before: Instrument, now: Instrument, versions: Iterable[Instrument]
) -> Mapping[str, str]:
    """What the codes of `before` are in `now`, of the questions that did not change on the way.

    Where no crosswalks lead there through `versions`, equal words are the same question.
    """
    carried = _carried(_Ways(before, now, tuple(versions)))
    return {code: now for code, (now, how) in carried.items() if how is Relation.SAME}


def as_asked_now(
    before: Instrument,
    answers: Mapping[str, Answer],
    now: Instrument,
    versions: Iterable[Instrument],
) -> LastYear:
    """Answers that were given in the version `before`, by what `now` asks."""
    if not answers:
        return LastYear()
    carried = _carried(_Ways(before, now, tuple(versions)))
    same: dict[str, Answer] = {}
    adapted: dict[str, Earlier] = {}
    for code, answer in answers.items():
        here, how = carried.get(code, ("", Relation.DROPPED))
        if how is Relation.SAME:
            same[here] = answer
        elif how is Relation.ADAPTED:
            adapted[here] = Earlier(indicator=before.indicator(code), answer=answer)
    alike = frozenset(here for here, how in carried.values() if how is Relation.SAME)
    is_whole = all(one.code in alike for one in now.indicators)
    return LastYear(same=same, adapted=adapted, asked=None if is_whole else alike)


def answers_to(sheet: Sheet, asked: Instrument) -> Mapping[str, Answer]:
    """A sheet's answers that count, to what a version (its own or another) asks too, by that
    version's codes."""
    left_out = sheet.grade.skipped
    if sheet.instrument.content_hash == asked.content_hash and not left_out:
        return sheet.answers
    codes = same_codes(sheet.instrument, asked, ())
    return {
        codes[code]: said
        for code, said in sheet.answers.items()
        if code in codes and code not in left_out
    }


class _Ways:
    """What is asked for, the same where the texts of the versions are."""

    def __init__(
        self, before: Instrument, now: Instrument, versions: tuple[Instrument, ...]
    ) -> None:
        self.before, self.now, self.versions = before, now, versions
        self._key = tuple(one.content_hash for one in (before, now, *versions))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Ways) and self._key == other._key


@lru_cache(maxsize=64)
def _carried(ways: _Ways) -> Mapping[str, tuple[str, Relation]]:
    before, now = ways.before, ways.now
    carried = carried_over(before, now, ways.versions)
    if carried is not None:
        return carried
    alike = Counter(words for one in (before, now) for words in _words_of(one))
    return {
        link.before: (link.now, link.relation)
        for link in likely_crosswalk(before, now).links
        # words that a version asks twice do not say which of the two it is
        if link.before and link.now and alike[plain_words(now.indicator(link.now).text)] == _BOTH
    }


def _words_of(instrument: Instrument) -> Iterator[str]:
    return (plain_words(one.text) for one in instrument.indicators)
