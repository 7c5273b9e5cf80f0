"""What the list of statuses lets a project become."""

from types import MappingProxyType
from typing import Any

import pytest

from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import Entry, ListName, Lookup
from cdd_desktop.plans.records import Level, Stage
from cdd_desktop.plans.statuses import Statuses

SHIPPED = Statuses(shipped(ListName.PROJECT_STATUS), 2569)


def statuses(*entries: Entry) -> Statuses:
    return Statuses(Lookup(name=ListName.PROJECT_STATUS, entries=entries), 2569)


def entry(key: str, *, is_offered: bool = True, **traits: Any) -> Entry:
    return Entry(key=key, label=f"“{key}”", is_offered=is_offered, traits=MappingProxyType(traits))


def test_every_shipped_move_leads_to_a_shipped_status() -> None:
    lookup = shipped(ListName.PROJECT_STATUS)
    for each in lookup.entries:
        assert {move.key for move in SHIPPED.moves(each.key)} == set(each.traits["moves"])
        assert SHIPPED.stage(each.key).value == each.traits["stage"]


def test_a_status_may_stay_and_may_not_jump() -> None:
    assert SHIPPED.first == "draft"
    assert SHIPPED.may_move("draft", "draft")
    assert SHIPPED.may_move("draft", "heard")
    assert not SHIPPED.may_move("draft", "done")
    assert not SHIPPED.counts("cancelled")
    assert SHIPPED.stage("done") is Stage.DONE


def test_a_retired_status_is_not_moved_to() -> None:
    told = statuses(entry("a", moves=["b", "c"]), entry("b", is_offered=False), entry("c"))
    assert [each.key for each in told.moves("a")] == ["c"]


def test_an_own_status_without_traits_counts_and_goes_anywhere() -> None:
    told = statuses(entry("a"), entry("b", moves=[], stage="nonsense"))
    assert told.first == "a"
    assert [each.key for each in told.moves("a")] == ["b"]
    assert told.counts("a")
    assert told.stage("b") is Stage.OPEN
    assert "ย้ายต่อไม่ได้" in told.refused_move("b", "a")


def test_an_own_status_is_moved_to_from_all_that_may_move() -> None:
    lookup = shipped(ListName.PROJECT_STATUS)
    told = statuses(*lookup.entries, entry("own"))
    assert told.may_move("sent", "own")
    assert told.may_move("own", "done")
    assert not told.may_move("merged", "own")


def test_a_status_that_left_the_list_holds_nobody() -> None:
    told = statuses(entry("a"))
    assert told.may_move("gone", "a")
    assert told.label("gone") == "gone"


@pytest.mark.parametrize(
    ("level", "status"),
    [(Level.TAMBON, "in-plan"), (Level.AMPHOE, "in-amphoe-plan"), (Level.NEEDS, "in-amphoe-plan")],
)
def test_what_is_chosen_up_is_in_the_plan_of_that_level(level: Level, status: str) -> None:
    assert Statuses(shipped(ListName.PROJECT_STATUS), 2571).in_plan(level) == status


def test_a_list_without_levels_gives_one_status_to_all() -> None:
    plain = Lookup(name=ListName.PROJECT_STATUS, entries=(Entry(key="idea", label="แนวคิด"),))
    assert Statuses(plain, 2571).in_plan(Level.AMPHOE) == "idea"
