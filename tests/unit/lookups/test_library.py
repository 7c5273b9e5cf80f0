"""Every list that ships can be read and says how sure it is."""

import pytest

from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import Confidence, Entry, ListName, Lookup, list_problems


@pytest.mark.parametrize("name", ListName)
def test_every_shipped_list_is_sound_and_tells_its_source(name: ListName) -> None:
    lookup = shipped(name)
    assert lookup.entries
    assert not list_problems(name, lookup.entries)
    assert all(entry.source for entry in lookup.entries)
    assert all(entry.confidence is not Confidence.OWN for entry in lookup.entries)


def test_moves_of_a_status_lead_to_statuses() -> None:
    statuses = shipped(ListName.PROJECT_STATUS).at(2571)
    keys = {status.key for status in statuses}
    for status in statuses:
        assert set(status.traits["moves"]) <= keys - {status.key}


def test_an_entry_reworded_from_a_year_keeps_its_old_words_before_it() -> None:
    old = Entry(key="a", label="เดิม")
    new = Entry(key="a", label="ใหม่", from_year=2571)
    lookup = Lookup(name=ListName.DIMENSION, entries=(old, Entry(key="b", label="อื่น"), new))
    assert [entry.label for entry in lookup.at(2570)] == ["เดิม", "อื่น"]
    assert [entry.label for entry in lookup.at(2571)] == ["ใหม่", "อื่น"]
    assert lookup.label("gone", 2571) == "gone"


def test_two_entries_of_the_same_words_are_refused() -> None:
    problems = list_problems(
        ListName.DIMENSION, [Entry(key="a", label="ก"), Entry(key="b", label="ก")]
    )
    assert list(problems) == ["b"]
