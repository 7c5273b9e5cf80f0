"""The office's lists: written down by the first change, undone, refused when stale."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import Entry, ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store

NAME = ListName.DIMENSION


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def lookups(store: Store) -> LookupService:
    return LookupService(store)


def test_the_first_change_writes_the_whole_list_down(lookups: LookupService) -> None:
    entries = (*lookups.get(NAME).entries, Entry(key="culture", label="วัฒนธรรม"))
    saved = lookups.save(NAME, entries)
    assert saved.is_own
    assert [e.label for e in lookups.get(NAME).entries] == [e.label for e in entries]


def test_a_change_is_undone(store: Store, lookups: LookupService) -> None:
    first, *others = lookups.get(NAME).entries
    lookups.save(NAME, (replace(first, label="อื่น"), *others))
    HistoryService(store).undo_last()
    assert lookups.get(NAME) == shipped(NAME)


def test_a_list_changed_elsewhere_is_not_written_over(lookups: LookupService) -> None:
    seen = lookups.get(NAME).entries
    saved = lookups.save(NAME, (*seen, Entry(key="culture", label="วัฒนธรรม")))
    with pytest.raises(StaleRecord):
        lookups.save(NAME, seen)
    lookups.save(NAME, (replace(saved.entries[0], label="ก"), *saved.entries[1:]))
    with pytest.raises(StaleRecord):
        lookups.save(NAME, saved.entries)


def test_blank_words_are_refused_by_key(lookups: LookupService) -> None:
    with pytest.raises(ValidationFailed) as refused:
        lookups.save(NAME, (Entry(key="a", label="  "),))
    assert list(refused.value.problems) == ["a"]


def test_a_word_told_twice_for_a_year_is_refused_by_key(lookups: LookupService) -> None:
    twice = (Entry(key="a", label="ก"), Entry(key="a", label="ข"))
    with pytest.raises(ValidationFailed) as refused:
        lookups.save(NAME, twice)
    assert list(refused.value.problems) == ["a"]
    lookups.save(NAME, (twice[0], replace(twice[1], from_year=2571)))


def test_a_list_without_a_word_is_refused(lookups: LookupService) -> None:
    with pytest.raises(ValidationFailed, match="อย่างน้อยหนึ่งคำ"):
        lookups.save(NAME, ())


def test_restoring_gives_the_shipped_list_back(lookups: LookupService) -> None:
    lookups.save(NAME, (Entry(key="a", label="ก"),))
    assert lookups.restore(NAME) == lookups.get(NAME) == shipped(NAME)
