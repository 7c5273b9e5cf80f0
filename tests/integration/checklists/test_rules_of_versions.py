"""A rule and a file beside sheets of two versions: they mean the questions they name, wherever
these went."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cdd_desktop.checklists.editing.changes import AddIndicator, RemoveIndicator
from cdd_desktop.checklists.editing.service import InstrumentService
from cdd_desktop.checklists.grading import AnswerState, MainRule
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.store import Store

SHIPPED = next(one for one in shipped_instruments() if one.id == MOI_23)
PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
RULE = MainRule.LEVEL_ONE_ONLY
IN_BOTH = frozenset({"1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "2.3", "2.4"})


@pytest.fixture
def newer(key: SheetKey, store: Store) -> None:
    """A version that holds from the key's year on, has no 1.1 any more and asks something new in
    1.7."""
    instruments = InstrumentService(store)
    draft = instruments.begin(MOI_23, SHIPPED.content_hash, "2569", key.fiscal_year)
    draft = instruments.edit(draft.uuid, RemoveIndicator(code="1.1"), draft.row_version)
    asked = replace(SHIPPED.indicator("1.1"), text="ครัวเรือนมีถังเก็บน้ำ")
    draft = instruments.edit(
        draft.uuid, AddIndicator(topic="1", indicator=asked), draft.row_version
    )
    instruments.publish(draft.uuid, date(2026, 11, 22))


@pytest.fixture
def answered(checklists: ChecklistService, key: SheetKey) -> SheetKey:
    """A sheet that was begun before there was another version."""
    checklists.answer(key, "1.1", AnswerState.PASSED)
    return key


def test_main_indicators_are_those_of_the_question_in_every_version(
    checklists: ChecklistService, answered: SheetKey, newer: None
) -> None:
    years = [answered.fiscal_year]
    checklists.apply_main(MOI_23, IN_BOTH, RULE, years)
    assert checklists.main_rule(MOI_23).main == IN_BOTH
    of_old = checklists.sheet(answered).revision
    assert of_old.main == {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "2.2", "2.3", "2.4"}
    with pytest.raises(ValidationFailed, match=r"1\.7 ของฉบับ 2569 ถามไม่เหมือนกับฉบับ 2552"):
        checklists.preview_main(MOI_23, IN_BOTH - {"2.4"} | {"1.7"}, RULE, years)


def test_headings_are_read_by_the_version_of_the_files_own_year(
    checklists: ChecklistService,
    villages: VillageService,
    key: SheetKey,
    store: Store,
    newer: None,
    tmp_path: Path,
) -> None:
    older = replace(key, fiscal_year=2568)
    asked = [one.text for one in SHIPPED.indicators]
    heads = ("รหัสหมู่บ้าน", "ปีงบประมาณ", *asked)
    code = villages.by_id(key.village_id).code
    row = (code, "2568", *("ผ่าน" if n else "ไม่ผ่าน" for n, _ in enumerate(asked)))
    path = tmp_path / "ผล.csv"
    write_csv(path, heads, [row])
    importer = AnswerImporter(store, checklists, villages)
    importer.run(path, instrument_id=MOI_23)
    states = {each: one.state for each, one in checklists.sheet(older).answers.items()}
    assert (states["1.1"], states["1.2"], len(states)) == (FAILED, PASSED, 23)
    write_csv(path, heads, [row, (code, "2569", *row[2:])])
    with pytest.raises(ImportRejected, match="กรุณาแยกไฟล์เป็นปีละไฟล์"):
        importer.run(path, instrument_id=MOI_23)
