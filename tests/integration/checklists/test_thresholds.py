"""Thresholds: looked at before they are used, with their sources, and taken back whole."""

from decimal import Decimal

import pytest
from soundness import wrong_in
from sqlalchemy import select

from cdd_desktop.checklists.instruments import CheckStatus, TextCheck
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.checklists.regrading import regrade_touched
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.tables import RuleRevisionRow
from cdd_desktop.checklists.thresholds import (
    StateChange,
    Threshold,
    ThresholdPreview,
    ThresholdService,
)
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import SettingRow
from tests.unit.checklists.counted import counted_instrument

MEASURED, PASSED, FAILED = AnswerState.MEASURED, AnswerState.PASSED, AnswerState.FAILED
LETTER = TextCheck(status=CheckStatus.VERIFIED, source="หนังสือจังหวัด ที่ พท 0019/ว 12")


@pytest.fixture
def checklists(store: Store, villages: VillageService) -> ChecklistService:
    return ChecklistService(store, villages, Areas(), shipped=[counted_instrument()])


@pytest.fixture
def thresholds(
    store: Store, checklists: ChecklistService, villages: VillageService
) -> ThresholdService:
    """Two villages have counted 25 and 15 of 30 for 1.1, the first of them 10 for 1.2."""
    for code, counts in (("93010101", {"1.1": 25, "1.2": 10}), ("93010102", {"1.1": 15})):
        for indicator, value in counts.items():
            key = SheetKey(
                village_id=villages.by_code(code).id,
                instrument="small",
                fiscal_year=2569,
                round=Round.AFTER,
            )
            checklists.answer(key, indicator, MEASURED, value=Decimal(value))
    return ThresholdService(store, checklists)


def test_a_preview_counts_villages_by_indicator_and_changes_nothing(
    thresholds: ThresholdService, checklists: ChecklistService, store: Store
) -> None:
    found = thresholds.preview("small", {"1.1": Decimal(70)}, [2569])
    assert found == ThresholdPreview(
        changes=(
            StateChange(code="1.1", before=MEASURED, after=FAILED, villages=1),
            StateChange(code="1.1", before=MEASURED, after=PASSED, villages=1),
        ),
        sheets=2,
        moved=2,
    )
    assert thresholds.thresholds("small") == {}
    assert thresholds.preview("small", {"1.1": Decimal(70)}, [2568]).sheets == 0
    assert wrong_in(store) == ()


def test_what_is_applied_is_what_was_looked_at(thresholds: ThresholdService) -> None:
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70))}, [2569])
    assert thresholds.preview("small", {"1.1": Decimal(70)}, [2569]).changes == ()
    raised = thresholds.preview("small", {"1.1": Decimal(90)}, [2569])
    assert raised.changes == (StateChange(code="1.1", before=PASSED, after=FAILED, villages=1),)
    assert raised.moved == 1
    dropped = thresholds.preview("small", {}, [2569])
    assert {change.after for change in dropped.changes} == {MEASURED}


def test_a_threshold_waits_to_be_checked_until_somebody_names_the_document(
    thresholds: ThresholdService,
) -> None:
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70))}, [])
    assert thresholds.thresholds("small")["1.1"].check.status is CheckStatus.PENDING
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70), check=LETTER)}, [])
    assert thresholds.thresholds("small")["1.1"].check == LETTER


def test_a_checked_threshold_without_a_source_is_refused(thresholds: ThresholdService) -> None:
    blank = TextCheck(status=CheckStatus.VERIFIED, source=" ")
    with pytest.raises(ValidationFailed, match="ที่มา"):
        thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70), check=blank)}, [])
    long = TextCheck(status=CheckStatus.PENDING, source="ก" * 301)
    with pytest.raises(ValidationFailed, match="ยาวเกิน"):
        thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70), check=long)}, [])
    assert thresholds.thresholds("small") == {}


def test_thresholds_set_by_the_command_keep_the_source_of_those_set_before(
    thresholds: ThresholdService, checklists: ChecklistService
) -> None:
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70), check=LETTER)}, [])
    checklists.apply_thresholds("small", {"1.1": Decimal(70), "1.2": Decimal(50)}, [])
    found = thresholds.thresholds("small")
    assert found["1.1"].check == LETTER
    assert found["1.2"].check.status is CheckStatus.PENDING


def test_a_document_read_for_one_percent_does_not_speak_for_another(
    thresholds: ThresholdService, checklists: ChecklistService
) -> None:
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70), check=LETTER)}, [])
    checklists.apply_thresholds("small", {"1.1": Decimal(60)}, [])
    assert thresholds.thresholds("small")["1.1"].check.status is CheckStatus.PENDING
    checklists.apply_thresholds("small", {"1.1": Decimal(70)}, [])
    assert thresholds.thresholds("small")["1.1"].check.source == ""


def test_a_source_named_later_judges_nothing_anew(
    thresholds: ThresholdService, store: Store
) -> None:
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70))}, [2569])
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(70), check=LETTER)}, [2569])
    with store.reading() as session:
        numbers = session.scalars(select(RuleRevisionRow.number)).all()
    assert sorted(numbers) == [0, 1]


def test_undoing_takes_thresholds_and_sources_back_in_one_step(
    thresholds: ThresholdService, checklists: ChecklistService, store: Store
) -> None:
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(50), check=LETTER)}, [2569])
    thresholds.apply("small", {"1.1": Threshold(percent=Decimal(90))}, [2569])
    history = HistoryService(store, derive=regrade_touched)
    last = history.next_undo()
    assert last is not None
    history.undo(last.id)
    assert thresholds.thresholds("small") == {"1.1": Threshold(percent=Decimal(50), check=LETTER)}
    assert thresholds.preview("small", {"1.1": Decimal(50)}, [2569]).changes == ()
    assert wrong_in(store) == ()


@pytest.mark.parametrize("kept", ["[1", "5", '{"1.1": 5}', '{"1.1": ["x", "y"]}'])
def test_a_source_that_cannot_be_read_waits_to_be_checked_again(
    thresholds: ThresholdService, store: Store, kept: str
) -> None:
    percent = Decimal(70)
    thresholds.apply("small", {"1.1": Threshold(percent=percent, check=LETTER)}, [2569])
    with store.writing(Intent(action="test.tamper", summary="เขียนทับ")) as work:
        (row,) = work.session.scalars(select(SettingRow))
        row.value = kept
    assert thresholds.thresholds("small") == {"1.1": Threshold(percent=percent)}
