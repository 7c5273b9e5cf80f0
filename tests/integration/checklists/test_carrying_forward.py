"""Last year's answers taken over for a whole sheet."""

from dataclasses import replace

import pytest

from cdd_desktop.checklists.records import AnswerState, Origin, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED


@pytest.fixture
def before(checklists: ChecklistService, key: SheetKey) -> SheetKey:
    """Last year's sheet of the same village, three answers on it."""
    last = replace(key, fiscal_year=key.fiscal_year - 1)
    for code, state in (("1.1", PASSED), ("1.2", FAILED), ("2.1", PASSED)):
        checklists.answer(last, code, state)
    checklists.annotate(last, "1.1", note="ของปีก่อน")
    return last


def test_only_what_is_blank_is_taken_over_and_marked_as_such(
    checklists: ChecklistService, key: SheetKey, before: SheetKey
) -> None:
    checklists.answer(key, "1.2", PASSED)
    answers = checklists.carry_forward(key).answers
    assert {code: (one.state, one.origin, one.note) for code, one in answers.items()} == {
        "1.1": (PASSED, Origin.CARRIED, ""),
        "1.2": (PASSED, Origin.ASKED, ""),
        "2.1": (PASSED, Origin.CARRIED, ""),
    }


def test_where_nothing_is_left_to_take_over_it_is_said_and_no_sheet_is_begun(
    checklists: ChecklistService, key: SheetKey, before: SheetKey
) -> None:
    with pytest.raises(ValidationFailed, match="ไม่มีคำตอบของปี"):
        checklists.carry_forward(before)
    checklists.carry_forward(key)
    with pytest.raises(ValidationFailed, match="ไม่มีคำตอบของปี"):
        checklists.carry_forward(key)
    after = replace(key, fiscal_year=key.fiscal_year - 2)
    assert checklists.sheet(after).uuid is None


def test_one_undo_takes_the_whole_of_it_back(
    checklists: ChecklistService, key: SheetKey, before: SheetKey, store: Store
) -> None:
    checklists.answer(key, "1.2", PASSED)
    checklists.carry_forward(key)
    HistoryService(store).undo_last()
    assert set(checklists.sheet(key).answers) == {"1.2"}
