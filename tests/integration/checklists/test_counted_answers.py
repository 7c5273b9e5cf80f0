"""Answers that count households, from the first key to a rule of the office's own."""

from decimal import Decimal

import pytest
from soundness import wrong_in

from cdd_desktop.checklists.records import AnswerState, Origin, Round, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.store import Store
from tests.unit.checklists.counted import counted_instrument

MEASURED, PASSED, FAILED = AnswerState.MEASURED, AnswerState.PASSED, AnswerState.FAILED


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


def count(checklists: ChecklistService, key: SheetKey, code: str, value: int, of: int = 0) -> None:
    base = Decimal(of) if of else None
    checklists.answer(key, code, MEASURED, value=Decimal(value), denominator=base)


def test_a_count_is_of_the_target_households_unless_the_sheet_says_otherwise(
    checklists: ChecklistService, key: SheetKey
) -> None:
    count(checklists, key, "1.1", 25)
    assert checklists.sheet(key).answers["1.1"].label == "25 จาก 30 ครัวเรือน"
    count(checklists, key, "1.1", 25, of=28)
    count(checklists, key, "1.2", 3)
    assert checklists.sheet(key).answers["1.2"].label == "3 จาก 28 ครัวเรือน"


def test_a_refused_count_begins_no_sheet(checklists: ChecklistService, key: SheetKey) -> None:
    with pytest.raises(ValidationFailed):
        count(checklists, key, "1.1", 31)
    with pytest.raises(ValidationFailed):
        checklists.answer(key, "1.1", PASSED)
    with pytest.raises(ValidationFailed):
        checklists.answer(key, "1.3", MEASURED, value=Decimal(1))
    assert checklists.sheet(key).uuid is None


def test_a_complete_sheet_without_thresholds_has_counts_and_no_level(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    count(checklists, key, "1.1", 25)
    count(checklists, key, "1.2", 10)
    checklists.answer(key, "1.3", PASSED)
    grade = checklists.sheet(key).grade
    assert grade.is_complete
    assert (grade.passed, grade.failed, grade.measured, grade.level) == (1, 0, 2, None)
    assert wrong_in(store) == ()


def test_the_offices_threshold_judges_the_chosen_years_and_leaves_the_others(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    before = SheetKey(
        village_id=key.village_id, instrument="small", fiscal_year=2568, round=Round.AFTER
    )
    for each in (key, before):
        count(checklists, each, "1.1", 21)
        count(checklists, each, "1.2", 14)
    thresholds = {"1.1": Decimal(70), "1.2": Decimal(50)}
    assert checklists.apply_thresholds("small", thresholds, [2569]).sheets == 1
    sheet = checklists.sheet(key)
    assert [sheet.answers[code].state for code in ("1.1", "1.2")] == [PASSED, FAILED]
    assert {answer.state for answer in sheet.last_year.values()} == {MEASURED}
    assert {answer.state for answer in checklists.sheet(before).answers.values()} == {MEASURED}
    (line,) = checklists.progress("93010101", "small", 2569, Round.AFTER)
    assert (line.answered, line.passed) == (2, 1)
    assert wrong_in(store) == ()
    count(checklists, key, "1.2", 15)
    assert checklists.sheet(key).answers["1.2"].state is PASSED
    assert wrong_in(store) == ()


def test_a_threshold_taken_away_leaves_the_count(
    checklists: ChecklistService, key: SheetKey
) -> None:
    count(checklists, key, "1.1", 21)
    checklists.apply_thresholds("small", {"1.1": Decimal(70)}, [2569])
    checklists.apply_thresholds("small", {}, [2569])
    assert checklists.sheet(key).answers["1.1"].state is MEASURED
    assert checklists.main_rule("small").thresholds == {}


@pytest.mark.parametrize("told", ["0", "-1", "100.1", "70.555", "1e-400", "NaN", "Infinity"])
def test_a_threshold_that_is_no_percent_is_refused(checklists: ChecklistService, told: str) -> None:
    with pytest.raises(ValidationFailed):
        checklists.apply_thresholds("small", {"1.1": Decimal(told)}, [])


@pytest.mark.parametrize("code", ["1.3", "9.9"])
def test_only_counted_indicators_have_thresholds(checklists: ChecklistService, code: str) -> None:
    with pytest.raises(ValidationFailed):
        checklists.apply_thresholds("small", {code: Decimal(50)}, [])


def test_last_years_count_is_carried_as_it_was(checklists: ChecklistService, key: SheetKey) -> None:
    before = SheetKey(
        village_id=key.village_id, instrument="small", fiscal_year=2568, round=Round.AFTER
    )
    count(checklists, before, "1.1", 21, of=28)
    last = checklists.sheet(key).last_year["1.1"]
    checklists.answer(
        key,
        "1.1",
        MEASURED,
        value=last.value,
        denominator=last.denominator,
        origin=Origin.CARRIED,
    )
    answer = checklists.sheet(key).answers["1.1"]
    assert (answer.label, answer.origin) == ("21 จาก 28 ครัวเรือน", Origin.CARRIED)
