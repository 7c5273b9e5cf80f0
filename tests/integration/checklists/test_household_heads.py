"""How many target households a village has: said once in the head, whatever was counted before."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cdd_desktop.checklists.records import AnswerState, Round, SheetHead, SheetKey
from cdd_desktop.checklists.regrading import regrade_touched
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store
from tests.unit.checklists.counted import counted_instrument

MEASURED = AnswerState.MEASURED


@pytest.fixture
def checklists(store: Store, villages: VillageService) -> ChecklistService:
    return ChecklistService(store, villages, Areas(), shipped=[counted_instrument()])


@pytest.fixture
def key(villages: VillageService) -> SheetKey:
    return SheetKey(
        village_id=villages.by_code("93010101").id,
        instrument="small",
        fiscal_year=2569,
        round=Round.AFTER,
    )


def count(checklists: ChecklistService, key: SheetKey, code: str, value: int) -> None:
    checklists.answer(key, code, MEASURED, value=Decimal(value))


def state_household(checklists: ChecklistService, key: SheetKey, households: int) -> None:
    head = checklists.sheet(key).head
    checklists.save_head(key, replace(head, households=households))


def test_a_number_said_before_the_first_count_is_what_the_counts_are_of(
    checklists: ChecklistService, key: SheetKey
) -> None:
    state_household(checklists, key, 28)
    assert checklists.sheet(key).head.households == 28
    count(checklists, key, "1.1", 14)
    assert checklists.sheet(key).answers["1.1"].label == "14 จาก 28 ครัวเรือน"


def test_a_new_number_goes_for_what_was_counted_and_is_judged_anew(
    checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.apply_thresholds("small", {"1.1": Decimal(50)}, [])
    count(checklists, key, "1.1", 14)
    assert checklists.sheet(key).grade.passed == 0
    state_household(checklists, key, 28)
    sheet = checklists.sheet(key)
    assert sheet.answers["1.1"].denominator == 28
    assert sheet.grade.passed == 1
    assert checklists.recheck() == ()


def test_a_number_below_a_count_is_refused_with_the_indicator_and_nothing_changes(
    checklists: ChecklistService, key: SheetKey
) -> None:
    count(checklists, key, "1.2", 25)
    with pytest.raises(ValidationFailed, match=r"ข้อ 1\.2"):
        state_household(checklists, key, 24)
    assert checklists.sheet(key).answers["1.2"].denominator == 30
    with pytest.raises(ValidationFailed):
        state_household(checklists, key, 0)


def test_a_head_that_says_no_number_leaves_it(checklists: ChecklistService, key: SheetKey) -> None:
    state_household(checklists, key, 28)
    version = checklists.sheet(key).head.version
    checklists.save_head(key, SheetHead(place="ศาลา", version=version))
    assert checklists.sheet(key).head.households == 28


def test_the_sheets_of_an_area_each_have_their_own_number(
    checklists: ChecklistService, key: SheetKey, villages: VillageService
) -> None:
    other = replace(key, village_id=villages.by_code("93010102").id)
    state_household(checklists, key, 28)
    state_household(checklists, other, 26)
    said = {
        sheet.key.village_id: sheet.head.households
        for sheet in checklists.filled("93", "small", 2569, Round.AFTER)
    }
    assert said == {key.village_id: 28, other.village_id: 26}


def test_undoing_brings_the_number_and_the_counts_back(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    count(checklists, key, "1.1", 14)
    state_household(checklists, key, 28)
    history = HistoryService(store, derive=regrade_touched)
    last = history.next_undo()
    assert last is not None
    history.undo(last.id)
    sheet = checklists.sheet(key)
    assert sheet.head.households is None
    assert sheet.answers["1.1"].denominator == 30
