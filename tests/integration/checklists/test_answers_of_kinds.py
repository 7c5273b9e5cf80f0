"""Answers of every kind kept in a file: keyed, changed, skipped, counted, imported and undone."""

from decimal import Decimal

import pytest
from soundness import wrong_in

from cdd_desktop.checklists.answer_file import list_titles, read_list
from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.library import parse_instrument
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.checklists.regrading import regrade_touched
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.documents.headings import table_under
from cdd_desktop.documents.reading import ReadGrid, ReadRow
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.progress import Silent
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store

MEASURED, PASSED, FAILED = AnswerState.MEASURED, AnswerState.PASSED, AnswerState.FAILED
ABSENT = AnswerState.ABSENT
CHECK = "check: {status: รอตรวจ, source: ทดสอบ}"
TEXT = f"""\
id: kinds
version: "1"
title: แบบทุกชนิดคำตอบ
short_title: แบบทุกชนิด
owner: กรมทดสอบ
source: ทดสอบ
in_force_from: 2560
subjects: [village]
rounds: [after]
default_round: after
main_count: 0
counts: {{topics: 1, indicators: 5}}
levels:
  - {{code: 0, name: ต้น, shade: 0, {CHECK}}}
  - {{code: 1, name: ปลาย, shade: 3, conditions: [{{metric: points, at_least: 6}}], {CHECK}}}
topics:
  - code: "1"
    name: ด้านเดียว
    short_name: เดียว
    {CHECK}
    indicators:
      - code: "1.1"
        number: 1
        text: มีกลุ่ม
        kind: choice
        options:
          - {{code: no, text: ไม่มี, points: 0, passes: false}}
          - {{code: yes, text: มี, points: 2, passes: true}}
        {CHECK}
      - code: "1.2"
        number: 2
        text: กลุ่มประชุม
        skips: [{{indicator: "1.1", answers: ["no"]}}]
        {CHECK}
      - code: "1.3"
        number: 3
        text: คะแนน
        kind: score
        scale: {{lowest: 1, highest: 3}}
        {CHECK}
      - code: "1.4"
        number: 4
        text: มือ
        kind: votes
        scale: {{lowest: 1, highest: 5}}
        {CHECK}
      - code: "1.5"
        number: 5
        text: รายได้
        kind: number
        unit: บาท
        passing: {{at_least: 38000}}
        may_be_absent: true
        {CHECK}
""".replace("code: no,", 'code: "no",').replace("code: yes,", 'code: "yes",')


@pytest.fixture
def checklists(store: Store, villages: VillageService) -> ChecklistService:
    kinds = parse_instrument(TEXT, "kinds.yaml")
    return ChecklistService(store, villages, Areas(), shipped=[kinds])


@pytest.fixture
def key(villages: VillageService) -> SheetKey:
    return SheetKey(
        village_id=villages.by_code("93010101").id,
        instrument="kinds",
        fiscal_year=2569,
        round=Round.AFTER,
    )


def fill(checklists: ChecklistService, key: SheetKey) -> None:
    checklists.answer(key, "1.1", MEASURED, choice="yes")
    checklists.answer(key, "1.2", PASSED)
    checklists.answer(key, "1.3", MEASURED, value=Decimal(2))
    checklists.answer(key, "1.4", MEASURED, votes=(0, 0, 1, 0, 1))
    checklists.answer(key, "1.5", ABSENT)


def test_every_kind_is_kept_with_what_follows_and_makes_the_level(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    fill(checklists, key)
    sheet = checklists.sheet(key)
    kept = {code: (one.state, one.value, one.denominator) for code, one in sheet.answers.items()}
    assert kept["1.1"] == (PASSED, 2, None)
    assert kept["1.4"] == (MEASURED, 8, 2)
    assert sheet.answers["1.4"].votes == (0, 0, 1, 0, 1)
    assert kept["1.5"] == (ABSENT, None, None)
    grade = sheet.grade
    assert (grade.answered, grade.passed, grade.absent, grade.points) == (5, 2, 1, 9)
    assert grade.mean == 3
    assert grade.level is not None
    assert grade.level.name == "ปลาย"
    assert [line.level for line in checklists.progress("930101", "kinds", 2569, Round.AFTER)] == [
        1,
        None,
    ]
    assert wrong_in(store) == ()


def test_what_is_skipped_counts_no_more_and_comes_back_with_the_answer_before_it(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    fill(checklists, key)
    checklists.answer(key, "1.1", MEASURED, choice="no")
    sheet = checklists.sheet(key)
    assert sheet.grade.skipped == {"1.2"}
    assert sheet.answers["1.2"].state is PASSED
    assert (sheet.grade.passed, sheet.grade.points) == (0, 6)
    figures = AnswerFigures(store, checklists)
    told = {
        one.code: one.villages for one in figures.by_indicator("93", "kinds", 2569, Round.AFTER)
    }
    assert (told["1.1"], told["1.2"]) == (1, 0)
    assert wrong_in(store) == ()
    checklists.answer(key, "1.1", MEASURED, choice="yes")
    assert checklists.sheet(key).grade.skipped == frozenset()
    told = {one.code: one.passed for one in figures.by_indicator("93", "kinds", 2569, Round.AFTER)}
    assert (told["1.1"], told["1.2"]) == (1, 1)


def test_an_answer_of_another_kind_is_refused_and_changes_nothing(
    checklists: ChecklistService, key: SheetKey
) -> None:
    fill(checklists, key)
    before = checklists.sheet(key)
    for code, fields in (("1.1", {"choice": "maybe"}), ("1.4", {"votes": (1, 2)})):
        with pytest.raises(ValidationFailed):
            checklists.answer(key, code, MEASURED, **fields)  # type: ignore[arg-type]
    with pytest.raises(ValidationFailed):
        checklists.answer(key, "1.3", ABSENT)
    assert checklists.sheet(key) == before


def test_an_option_is_undone_with_its_level(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    history = HistoryService(store, derive=regrade_touched)
    fill(checklists, key)
    before = checklists.sheet(key)
    checklists.answer(key, "1.1", MEASURED, choice="no")
    checklists.answer(key, "1.3", MEASURED, value=Decimal(1))
    assert checklists.sheet(key).grade.level == before.instrument.levels[0]
    history.undo_last()
    assert checklists.sheet(key).grade.skipped == {"1.2"}
    history.undo_last()
    assert checklists.sheet(key).answers == before.answers
    assert checklists.sheet(key).grade == before.grade
    assert wrong_in(store) == ()


def test_a_list_of_every_kind_is_imported_and_the_same_list_changes_nothing(
    checklists: ChecklistService, key: SheetKey, villages: VillageService, store: Store
) -> None:
    rows = [("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล")] + [
        ("93010101", "2569", code, text)
        for code, text in (
            ("1.1", "มี"),
            ("1.2", "ผ่าน"),
            ("1.3", "2"),
            ("1.4", "0 0 1 0 1"),
            ("1.5", "-"),
        )
    ]
    grid = ReadGrid(
        name="ผล.csv", rows=tuple(ReadRow(number=at, cells=row) for at, row in enumerate(rows, 1))
    )
    asked = checklists.instrument("kinds")
    table = table_under(grid, list_titles(asked))
    file = read_list(table, grid.name, asked, Silent())
    importer = AnswerImporter(store, checklists, villages)
    assert importer.take(file, instrument_id="kinds").added == 5
    imported = checklists.sheet(key)
    again = importer.take(file, instrument_id="kinds")
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 5)
    fill(checklists, key)
    assert checklists.sheet(key).answers == imported.answers
    assert imported.grade.points == 9
    assert wrong_in(store) == ()
