"""Sheets of two versions in one year: what was answered to a question stands beside that question
alone, wherever its code or number went."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cdd_desktop.checklists.analysis import Analysis
from cdd_desktop.checklists.carrying import taken_over
from cdd_desktop.checklists.editing.changes import AddIndicator, PutIndicator, RemoveIndicator
from cdd_desktop.checklists.editing.service import InstrumentService
from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.grading import AnswerState, topic_shares
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.measured.service import MeasuredFigures
from cdd_desktop.checklists.records import LastYear, SheetKey
from cdd_desktop.checklists.same_questions import answers_to
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
_AMPHOE = AreaLevel.AMPHOE
SHIPPED = next(one for one in shipped_instruments() if one.id == MOI_23)
NEW, MOVED = "1.7", "1.1"  # MOVED was 1.2


@pytest.fixture
def older(checklists: ChecklistService, key: SheetKey, store: Store) -> SheetKey:
    """A sheet of the shipped version, whose 1.1 and 1.7 passed and 1.2 failed; after it a version
    holds for the same year that has no 1.1 any more and asks something new in 1.7."""
    for code, state in (("1.1", PASSED), ("1.2", FAILED), ("1.7", PASSED)):
        checklists.answer(key, code, state)
    instruments = InstrumentService(store)
    draft = instruments.begin(MOI_23, SHIPPED.content_hash, "2569", key.fiscal_year)
    draft = instruments.edit(draft.uuid, RemoveIndicator(code="1.1"), draft.row_version)
    asked = replace(SHIPPED.indicator("1.1"), text="ครัวเรือนมีถังเก็บน้ำ")
    draft = instruments.edit(
        draft.uuid, AddIndicator(topic="1", indicator=asked), draft.row_version
    )
    instruments.publish(draft.uuid, date(2026, 11, 22))
    return key


def test_last_year_is_told_and_carried_by_question(
    checklists: ChecklistService, older: SheetKey
) -> None:
    key = replace(older, fiscal_year=2570)
    sheet = checklists.sheet(key)
    assert sheet.instrument.version == "2569"
    assert {code: one.state for code, one in sheet.last_year.items()} == {
        MOVED: FAILED,
        "1.6": PASSED,
    }
    carried = checklists.carry_forward(key)
    assert {code: one.state for code, one in carried.answers.items()} == {
        MOVED: FAILED,
        "1.6": PASSED,
    }


def test_what_is_asked_otherwise_now_is_told_apart_over_a_version_nobody_used(
    store: Store, checklists: ChecklistService, older: SheetKey
) -> None:
    """The way from last year's version leads over one that no sheet was begun with."""
    instruments = InstrumentService(store)
    between = checklists.instrument(MOI_23, older.fiscal_year)
    draft = instruments.begin(MOI_23, between.content_hash, "2570", 2570)
    reworded = replace(between.indicator(MOVED), text="ครัวเรือนมีน้ำดื่มสะอาด")
    draft = instruments.edit(draft.uuid, PutIndicator(indicator=reworded), draft.row_version)
    instruments.publish(draft.uuid, date(2026, 11, 22))
    key = replace(older, fiscal_year=2570)
    sheet = checklists.sheet(key)
    assert sheet.instrument.version == "2570"
    assert set(sheet.last_year) == {"1.6"}
    (told,) = sheet.adapted.items()
    assert (told[0], told[1].indicator.code, told[1].answer.state) == (MOVED, "1.2", FAILED)
    with pytest.raises(ValidationFailed, match=r"ถามไม่เหมือนข้อ 1\.2 ของปี"):
        taken_over(sheet, MOVED)
    assert set(checklists.carry_forward(key).answers) == {"1.6"}
    assert sheet.last_asked is not None
    assert MOVED not in sheet.last_asked  # another question
    first, *_ = topic_shares(
        sheet.instrument,
        {code: one.state for code, one in sheet.last_year.items()},
        sheet.last_asked,
    )
    assert first == 1 / 5  # of seven, one was reworded and one is new
    asked = {key.village_id: sheet.instrument, 0: SHIPPED}
    figures = AnswerFigures(store, checklists).last_years("93", MOI_23, 2570, asked)
    assert figures == {
        key.village_id: LastYear(
            same=sheet.last_year, adapted=sheet.adapted, asked=sheet.last_asked
        )
    }
    as_begun = {key.village_id: SHIPPED}  # its sheet of the year may stand on another version
    figures = AnswerFigures(store, checklists).last_years("93", MOI_23, 2570, as_begun)
    assert set(figures[key.village_id].same) == {"1.1", "1.2", "1.7"}


def test_figures_of_a_year_count_every_version_by_question(
    store: Store, checklists: ChecklistService, villages: VillageService, older: SheetKey
) -> None:
    other = replace(older, village_id=villages.by_code("93010102").id)
    checklists.answer(other, MOVED, PASSED)
    checklists.answer(other, NEW, FAILED)
    of_year = ("93", MOI_23, 2569, Round.AFTER)
    figures = AnswerFigures(store, checklists)
    counted = {
        one.code: (one.passed, one.failed) for one in figures.by_indicator(*of_year) if one.villages
    }
    assert counted == {MOVED: (1, 1), "1.6": (1, 0), NEW: (0, 1)}
    measured = MeasuredFigures(store, checklists).of_area(*of_year)
    for code, (passed, failed) in counted.items():
        assert (measured.of_all(code).passed, measured.of_all(code).failed) == (passed, failed)
    by_area = figures.indicator_by_area(*of_year, MOVED, _AMPHOE)
    assert by_area == {"9301": (1, 1)}
    topics = Analysis(store, checklists).by_topic("93", MOI_23, [2569], Round.AFTER, by=_AMPHOE)
    tally = topics.of_part("9301", 2569, "1")
    assert (tally.passed, tally.failed) == (2, 2)
    told = answers_to(checklists.sheet(older), checklists.instrument(MOI_23, 2569))
    assert set(told) == {MOVED, "1.6"}


def test_a_file_is_refused_where_its_code_asks_something_else_than_the_sheet(
    store: Store,
    checklists: ChecklistService,
    villages: VillageService,
    older: SheetKey,
    tmp_path: Path,
) -> None:
    path = tmp_path / "ผล.csv"
    heads = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล")
    write_csv(path, heads, [("93010101", "2569", "1.3", "ผ่าน")])
    importer = AnswerImporter(store, checklists, villages)
    with pytest.raises(ImportRejected) as refused:
        importer.run(path, instrument_id=MOI_23)
    assert "ถามไม่เหมือนกัน" in refused.value.problems[0].text
    write_csv(path, heads, [("93010101", "2569", "2.1", "ผ่าน")])
    importer.run(path, instrument_id=MOI_23)
    assert checklists.sheet(older).answers["2.1"].state is PASSED
