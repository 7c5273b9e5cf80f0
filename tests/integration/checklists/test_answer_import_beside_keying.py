"""Importing while somebody keys, and taking back what an import replaced."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from soundness import wrong_in

from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ImportRejected
from cdd_desktop.places.service import VillageService
from cdd_desktop.progress import Cancelled
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
CODES = ("1.1", "1.2", "1.3")


@pytest.fixture
def importer(
    store: Store, checklists: ChecklistService, villages: VillageService
) -> AnswerImporter:
    return AnswerImporter(store, checklists, villages)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "ผล.csv"
    with made.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(
            [
                ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล", "หมายเหตุ"),
                *(("93010101", "2569", code, "ผ่าน", f"หมายเหตุ {code}") for code in CODES),
            ]
        )
    return made


class At:
    """Progress that does something at the `when`th chance to be cancelled."""

    def __init__(self, when: int, do: Callable[[], object]) -> None:
        self._left = when
        self._do = do

    def report(self, done: int, total: int, text: str = "") -> None:
        pass

    def check_cancelled(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._do()


def stop() -> None:
    raise Cancelled


def told(checklists: ChecklistService, key: SheetKey) -> dict[str, tuple[AnswerState, str]]:
    answers = checklists.sheet(key).answers
    return {code: (answer.state, answer.note) for code, answer in answers.items()}


def test_an_answer_keyed_while_a_file_is_compared_is_not_overwritten(
    importer: AnswerImporter, checklists: ChecklistService, key: SheetKey, path: Path
) -> None:
    # three rows are read, three are placed; then the sheet is compared, and no lock is held yet
    keying = At(7, lambda: checklists.answer(key, "1.1", FAILED))
    with pytest.raises(ImportRejected) as rejected:
        importer.run(path, instrument_id=MOI_23, progress=keying)
    assert "บันทึกไว้แล้วว่า “ไม่ผ่าน”" in rejected.value.problems[0].text
    assert told(checklists, key) == {"1.1": (FAILED, "")}


def test_what_an_import_replaced_comes_back_whole(
    store: Store, importer: AnswerImporter, checklists: ChecklistService, key: SheetKey, path: Path
) -> None:
    checklists.answer(key, "1.1", FAILED)
    checklists.annotate(key, "1.1", evidence="ภาพ")
    checklists.answer(key, "1.2", PASSED)
    before = checklists.sheet(key)
    report = importer.run(path, instrument_id=MOI_23, replace=True)
    assert (report.added, report.replaced) == (1, 2)
    assert told(checklists, key) == {code: (PASSED, f"หมายเหตุ {code}") for code in CODES}
    assert checklists.sheet(key).answers["1.1"].evidence == "ภาพ"
    assert wrong_in(store) == ()
    history = HistoryService(store)
    changes = history.of_record("answer", (1, "1.1"))
    assert sorted((change.field, change.old, change.new) for change in changes[:2]) == [
        ("note", "", "หมายเหตุ 1.1"),
        ("state", "failed", "passed"),
    ]
    assert report.operation is not None
    history.undo(report.operation)
    assert checklists.sheet(key).answers == before.answers


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("when", range(1, 12))
def test_cancelling_at_any_moment_leaves_everything_as_it_was(
    store: Store,
    importer: AnswerImporter,
    checklists: ChecklistService,
    key: SheetKey,
    path: Path,
    when: int,
    replace: bool,
) -> None:
    checklists.answer(key, "1.1", FAILED if replace else PASSED)
    before = checklists.sheet(key)
    operations = HistoryService(store).recent(9)
    try:
        importer.run(path, instrument_id=MOI_23, replace=replace, progress=At(when, stop))
    except Cancelled:
        assert checklists.sheet(key) == before
        assert HistoryService(store).recent(9) == operations
    else:
        assert len(checklists.sheet(key).answers) == len(CODES)
        assert when > len(CODES) * 2 + 1
