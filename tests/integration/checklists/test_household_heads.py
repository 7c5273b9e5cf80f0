"""How many target households a village has: said once in the head, whatever was counted before."""

from dataclasses import replace
from decimal import Decimal

import pytest
from soundness import wrong_in

from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.checklists.regrading import regrade_touched
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import SettingRow
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
    checklists.save_head(key, replace(head, target_households=households))


def test_a_number_said_before_the_first_count_is_what_the_counts_are_of(
    checklists: ChecklistService, key: SheetKey
) -> None:
    state_household(checklists, key, 28)
    assert checklists.sheet(key).head.target_households == 28
    count(checklists, key, "1.1", 14)
    assert checklists.sheet(key).answers["1.1"].label == "14 จาก 28 ครัวเรือน"


def test_a_new_number_goes_for_what_was_counted_and_is_judged_anew(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    checklists.apply_thresholds("small", {"1.1": Decimal(50)}, [])
    count(checklists, key, "1.1", 14)
    assert checklists.sheet(key).grade.passed == 0
    state_household(checklists, key, 28)
    sheet = checklists.sheet(key)
    assert sheet.answers["1.1"].denominator == 28
    assert sheet.grade.passed == 1
    assert wrong_in(store) == ()


def test_a_number_below_a_count_is_refused_with_the_indicator_and_nothing_changes(
    checklists: ChecklistService, key: SheetKey
) -> None:
    count(checklists, key, "1.2", 25)
    with pytest.raises(ValidationFailed, match=r"ข้อ 1\.2"):
        state_household(checklists, key, 24)
    assert checklists.sheet(key).answers["1.2"].denominator == 30
    with pytest.raises(ValidationFailed):
        state_household(checklists, key, 0)


def test_a_head_that_takes_the_number_back_leaves_what_was_counted(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    state_household(checklists, key, 28)
    count(checklists, key, "1.1", 14)
    head = checklists.sheet(key).head
    checklists.save_head(key, replace(head, target_households=None))
    sheet = checklists.sheet(key)
    assert sheet.head.target_households is None
    assert sheet.answers["1.1"].denominator == 28
    assert wrong_in(store) == ()


def test_another_field_of_the_head_leaves_a_count_of_other_households(
    checklists: ChecklistService, key: SheetKey
) -> None:
    state_household(checklists, key, 28)
    checklists.answer(key, "1.1", MEASURED, value=Decimal(14), denominator=Decimal(20))
    checklists.save_head(key, replace(checklists.sheet(key).head, place="ศาลา"))
    assert checklists.sheet(key).answers["1.1"].denominator == 20


def test_a_head_saved_elsewhere_with_another_number_is_stale(
    checklists: ChecklistService, key: SheetKey
) -> None:
    state_household(checklists, key, 28)
    opened = checklists.sheet(key).head
    state_household(checklists, key, 26)
    with pytest.raises(StaleRecord):
        checklists.save_head(key, replace(opened, place="ศาลา"))
    assert checklists.sheet(key).head.target_households == 26


def test_the_history_tells_the_number_and_a_sheet_begun_by_it_goes_with_it(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    state_household(checklists, key, 28)
    state_household(checklists, key, 26)
    history = HistoryService(store, derive=regrade_touched)
    (change,) = [
        each for each in history.of_record("assessment", (1,)) if each.field == "target_households"
    ]
    assert (change.old, change.new) == (28, 26)
    history.undo_last()
    assert checklists.sheet(key).head.target_households == 28
    history.undo_last()
    assert checklists.sheet(key).uuid is None


def test_what_an_older_program_kept_among_the_settings_is_left_alone(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    count(checklists, key, "1.1", 14)
    uuid = checklists.sheet(key).uuid
    with store.writing(Intent(action="t", summary="t")) as work:
        work.add(SettingRow(key=f"checklists.households/{uuid}", value="28"))
    assert checklists.sheet(key).head.target_households is None
    state_household(checklists, key, 26)
    assert checklists.sheet(key).answers["1.1"].denominator == 26
    assert wrong_in(store) == ()


def test_the_sheets_of_an_area_each_have_their_own_number(
    checklists: ChecklistService, key: SheetKey, villages: VillageService
) -> None:
    other = replace(key, village_id=villages.by_code("93010102").id)
    state_household(checklists, key, 28)
    state_household(checklists, other, 26)
    said = {
        sheet.key.village_id: sheet.head.target_households
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
    assert sheet.head.target_households is None
    assert sheet.answers["1.1"].denominator == 30
