"""Which indicators of two versions are the same question, so that their answers may stand together.

Codes and numbers move between versions: an answer that is looked up by its code alone would answer
another question.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from cdd_desktop.checklists.editing.crosswalks import likely_crosswalk
from cdd_desktop.checklists.instruments import Instrument, Relation
from cdd_desktop.checklists.paper_twin import carried_over
from cdd_desktop.checklists.records import Answer, Sheet


def same_codes(
    before: Instrument, now: Instrument, versions: Iterable[Instrument]
) -> Mapping[str, str]:
    """What the codes of `before` are in `now`, of the questions that did not change on the way.

    Where no crosswalks lead there through `versions`, equal words are the same question.
    """
    return _same(_Ways(before, now, tuple(versions)))


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
def _same(ways: _Ways) -> Mapping[str, str]:
    if ways.before.content_hash == ways.now.content_hash:
        return {one.code: one.code for one in ways.now.indicators}
    carried = carried_over(ways.before, ways.now, ways.versions)
    if carried is None:
        carried = {
            link.before: (link.now, link.relation)
            for link in likely_crosswalk(ways.before, ways.now).links
            if link.before and link.now
        }
    return {code: now for code, (now, how) in carried.items() if how is Relation.SAME}
