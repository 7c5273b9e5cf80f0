import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from soundness import wrong_in

from cdd_desktop.checklists.grading import UNCHECKED_BASIS, MainRule
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.library import parse_instrument
from cdd_desktop.checklists.records import AnswerState, Origin, Round, SheetHead, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.targets import INCLUDE_COMMUNITIES
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.settings import Settings
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED


def fill(checklists: ChecklistService, key: SheetKey, passed: int, *, last: int = 23) -> None:
    """Answer the first `last` indicators, of which the first `passed` are passed."""
    for indicator in checklists.instrument(MOI_23).indicators[:last]:
        state = PASSED if indicator.number <= passed else FAILED
        checklists.answer(key, indicator.code, state)


def count(store: Store, sql: str) -> int:
    connection = sqlite3.connect(store.path)
    try:
        return int(connection.execute(sql).fetchone()[0])
    finally:
        connection.close()


def test_a_sheet_that_was_not_begun_is_empty_and_leaves_nothing_in_the_file(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    sheet = checklists.sheet(key)
    assert sheet.uuid is None
    assert sheet.answers == {}
    assert sheet.grade.level is None
    assert sheet.grade.level_basis == UNCHECKED_BASIS
    assert count(store, "SELECT count(*) FROM assessment") == 0
    assert count(store, "SELECT count(*) FROM instrument_copy") == 0


def test_the_first_answer_begins_the_sheet_with_its_own_copy_and_unmarked_rule(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    sheet = checklists.answer(key, "1.1", PASSED)
    assert sheet == checklists.sheet(key)
    assert sheet.uuid is not None
    assert sheet.revision.number == 0
    assert sheet.revision.rule is MainRule.UNMARKED
    assert sheet.answers["1.1"].state is PASSED
    assert count(store, "SELECT count(*) FROM instrument_copy") == 1
    assert count(store, "SELECT count(*) FROM operation") == 2


def test_an_answer_is_changed_and_taken_back_and_history_knows(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    checklists.answer(key, "1.1", PASSED)
    checklists.annotate(key, "1.1", evidence="บันทึกประชุม\u200b", note="ครบ")
    changed = checklists.answer(key, "1.1", FAILED, origin=Origin.CARRIED)
    assert changed.answers["1.1"].evidence == "บันทึกประชุม"
    assert changed.answers["1.1"].note == "ครบ"
    assert changed.answers["1.1"].origin is Origin.CARRIED
    taken_back = checklists.answer(key, "1.1", None)
    assert taken_back.answers == {}
    assert taken_back.grade.answered == 0
    removed = "SELECT count(*) FROM change WHERE table_name='answer' AND field='*'"
    assert count(store, removed) == 1
    assert count(store, "SELECT count(*) FROM change WHERE field='state'") == 1
    assert count(store, "SELECT count(*) FROM change WHERE field IN ('passed', 'version')") == 0


def test_the_same_answer_again_is_no_operation(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    checklists.answer(key, "1.1", PASSED)
    before = count(store, "SELECT count(*) FROM operation")
    checklists.answer(key, "1.1", PASSED)
    checklists.answer(key, "1.2", None)
    assert count(store, "SELECT count(*) FROM operation") == before


def test_taking_back_where_nothing_was_begun_begins_nothing(
    checklists: ChecklistService, key: SheetKey
) -> None:
    assert checklists.answer(key, "1.1", None).uuid is None


def test_a_finished_sheet_has_a_level_and_loses_it_when_an_answer_is_taken_back(
    checklists: ChecklistService, key: SheetKey
) -> None:
    fill(checklists, key, 22, last=22)
    assert checklists.sheet(key).grade.level is None
    finished = checklists.answer(key, "4.4", FAILED)
    assert finished.grade.level is not None
    assert finished.grade.level.name == "อยู่ดี กินดี"
    assert checklists.answer(key, "4.4", None).grade.level is None


def test_an_unknown_indicator_is_refused_and_begins_nothing(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    with pytest.raises(NotFound, match=r"9\.9"):
        checklists.answer(key, "9.9", PASSED)
    assert count(store, "SELECT count(*) FROM assessment") == 0


def test_a_note_without_an_answer_is_refused(checklists: ChecklistService, key: SheetKey) -> None:
    with pytest.raises(ValidationFailed) as refused:
        checklists.annotate(key, "1.1", note="อะไร")
    assert refused.value.problems.keys() == {"note"}


def test_a_year_that_is_none_is_refused(checklists: ChecklistService, key: SheetKey) -> None:
    with pytest.raises(ValidationFailed, match="2026"):
        checklists.answer(replace(key, fiscal_year=2026), "1.1", PASSED)


def test_a_community_is_refused_until_the_office_judges_communities(
    checklists: ChecklistService, villages: VillageService, key: SheetKey, store: Store
) -> None:
    community = replace(key, village_id=villages.by_code("93010151").id)
    with pytest.raises(ValidationFailed, match="หน้าตั้งค่า"):
        checklists.answer(community, "1.1", PASSED)
    assert len(checklists.progress("93", MOI_23, 2569, Round.AFTER)) == 4
    Settings(store).put(INCLUDE_COMMUNITIES, value=True)
    assert checklists.answer(community, "1.1", PASSED).grade.passed == 1
    assert len(checklists.progress("93", MOI_23, 2569, Round.AFTER)) == 5


def test_last_year_shows_the_later_round_that_has_answers(
    checklists: ChecklistService, key: SheetKey
) -> None:
    last = replace(key, fiscal_year=2568)
    checklists.answer(replace(last, round=Round.BEFORE), "1.1", FAILED)
    assert checklists.sheet(key).last_year["1.1"].state is FAILED
    checklists.answer(last, "1.1", PASSED)
    assert checklists.sheet(key).last_year["1.1"].state is PASSED
    assert checklists.answer(key, "1.2", PASSED).last_year["1.1"].state is PASSED
    checklists.answer(last, "1.1", None)
    assert checklists.sheet(key).last_year["1.1"].state is FAILED


def test_the_head_is_kept_and_an_old_copy_of_it_refused(
    checklists: ChecklistService, key: SheetKey
) -> None:
    head = SheetHead(
        assessed_on=date(2026, 8, 22),
        place=" ศาลาประชาคม ",
        assessors=("นายสมชาย ใจดี", "", " นางสมหญิง  ดีใจ"),
        people_present=45,
    )
    kept = checklists.save_head(key, head).head
    assert kept.place == "ศาลาประชาคม"
    assert kept.assessors == ("นายสมชาย ใจดี", "นางสมหญิง ดีใจ")
    checklists.save_head(key, replace(kept, people_present=46))
    with pytest.raises(StaleRecord):
        checklists.save_head(key, replace(kept, people_present=47))
    with pytest.raises(StaleRecord):
        checklists.save_head(key, head)


def test_answers_do_not_make_an_open_head_stale(
    checklists: ChecklistService, key: SheetKey
) -> None:
    untouched = checklists.sheet(key).head
    checklists.answer(key, "1.1", PASSED)
    kept = checklists.save_head(key, replace(untouched, place="วัด")).head
    checklists.answer(key, "1.2", FAILED)
    assert checklists.save_head(key, replace(kept, place="โรงเรียน")).head.place == "โรงเรียน"


def test_every_fault_of_a_head_is_told_at_once(checklists: ChecklistService, key: SheetKey) -> None:
    head = SheetHead(assessed_on=date(2559, 8, 22), place="x" * 201, people_present=-1)
    with pytest.raises(ValidationFailed) as refused:
        checklists.save_head(key, head)
    assert refused.value.problems.keys() == {"assessed_on", "place", "people_present"}


def test_an_empty_head_begins_no_sheet_but_can_be_emptied(
    checklists: ChecklistService, key: SheetKey
) -> None:
    assert checklists.save_head(key, SheetHead(place=" ", assessors=("",))).uuid is None
    assert checklists.years(MOI_23) == ()
    kept = checklists.save_head(key, SheetHead(place="วัด")).head
    assert checklists.save_head(key, replace(kept, place="")).head.place == ""


def test_many_heads_are_kept_in_one_operation_or_none(
    checklists: ChecklistService, villages: VillageService, key: SheetKey, store: Store
) -> None:
    checklists.answer(key, "1.1", PASSED)
    other = replace(key, village_id=villages.by_code("93020101").id)
    heads = {key: SheetHead(place=" วัด "), other: SheetHead(place="โรงเรียน")}
    before = count(store, "SELECT count(*) FROM operation")
    checklists.save_heads(heads)
    assert count(store, "SELECT count(*) FROM operation") == before + 1
    assert [checklists.sheet(each).head.place for each in heads] == ["วัด", "โรงเรียน"]
    with pytest.raises(StaleRecord):
        checklists.save_heads({replace(key, fiscal_year=2568): SheetHead(place="ศาลา"), **heads})
    with pytest.raises(ValidationFailed):
        checklists.save_heads({replace(key, fiscal_year=2568): SheetHead(people_present=-1)})
    assert checklists.years(MOI_23) == (2569,)
    assert wrong_in(store) == ()


def test_an_old_sheet_keeps_its_own_copy_when_the_shipped_instrument_changes(
    store: Store, villages: VillageService, checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.answer(key, "1.1", PASSED)
    old = checklists.instrument(MOI_23)
    newer = parse_instrument(old.text.replace("มีข้อปฏิบัติของหมู่บ้าน", "มีกติกาของหมู่บ้าน"), "new.yaml")
    later = ChecklistService(store, villages, Areas(), shipped=[newer])
    assert later.sheet(key).instrument == old
    assert later.answer(key, "1.2", PASSED).instrument == old
    fresh = later.answer(replace(key, fiscal_year=2570), "1.1", PASSED)
    assert fresh.instrument.indicator("1.2").text == "มีกติกาของหมู่บ้าน"
    without = ChecklistService(store, villages, Areas(), shipped=[])
    assert without.instrument(MOI_23) == newer


def test_progress_lists_targets_in_official_order(
    checklists: ChecklistService, villages: VillageService, key: SheetKey
) -> None:
    fill(checklists, key, 23)
    checklists.answer(replace(key, village_id=villages.by_code("93020101").id), "1.1", PASSED)
    lines = checklists.progress("93", MOI_23, 2569, Round.AFTER)
    assert [(line.code, line.answered, line.total, line.level) for line in lines] == [
        ("93010101", 23, 23, 3),
        ("93010102", 0, 23, None),
        ("93010301", 0, 23, None),
        ("93020101", 1, 23, None),
    ]
    assert lines[0].label == "ม.1 บ้านดอนหลา"
    assert [line.code for line in checklists.progress("930103", MOI_23, 2569, Round.AFTER)] == [
        "93010301"
    ]


def test_summary_counts_only_finished_sheets_and_ends_with_the_total(
    checklists: ChecklistService, villages: VillageService, key: SheetKey
) -> None:
    fill(checklists, key, 23)
    fill(checklists, replace(key, village_id=villages.by_code("93010102").id), 4)
    fill(checklists, replace(key, village_id=villages.by_code("93020101").id), 12, last=20)
    fill(checklists, replace(key, village_id=villages.by_code("90010101").id), 17)
    fill(checklists, replace(key, round=Round.BEFORE), 10)
    mueang, kong_ra, total = checklists.summary("93", MOI_23, 2569, Round.AFTER)
    assert (mueang.code, mueang.name, mueang.target, mueang.assessed) == (
        "9301",
        "เมืองพัทลุง",
        3,
        2,
    )
    assert mueang.levels == {0: 1, 1: 0, 2: 0, 3: 1}
    assert (kong_ra.target, kong_ra.assessed) == (1, 0)
    assert (total.name, total.target, total.assessed) == ("รวม", 4, 2)
    by_province = checklists.summary("", MOI_23, 2569, Round.AFTER)
    assert [(row.code, row.target, row.assessed) for row in by_province] == [
        ("90", 1, 1),
        ("93", 4, 2),
        ("", 5, 3),
    ]
    tambon = checklists.summary("9301", MOI_23, 2569, Round.AFTER, AreaLevel.TAMBON)
    assert [row.code for row in tambon] == ["930101", "930103", "9301"]


@pytest.mark.parametrize(
    ("area", "by"),
    [
        ("9301", AreaLevel.PROVINCE),
        ("930101", AreaLevel.AMPHOE),
        ("93010101", AreaLevel.AMPHOE),
    ],
)
def test_an_area_is_not_summed_up_under_the_name_of_a_wider_one(
    checklists: ChecklistService, area: str, by: AreaLevel
) -> None:
    with pytest.raises(ValidationFailed, match=by.label) as refused:
        checklists.summary(area, MOI_23, 2569, Round.AFTER, by)
    assert refused.value.problems.keys() == {"by"}


@pytest.mark.parametrize(
    ("area", "by"),
    [("93", AreaLevel.PROVINCE), ("9301", AreaLevel.AMPHOE), ("93010101", AreaLevel.TAMBON)],
)
def test_an_area_may_be_summed_up_as_one_row(
    checklists: ChecklistService, area: str, by: AreaLevel
) -> None:
    row, total = checklists.summary(area, MOI_23, 2569, Round.AFTER, by)
    assert (row.target, row.assessed) == (total.target, total.assessed)


def test_filled_sheets_come_in_official_order_equal_to_single_ones(
    checklists: ChecklistService, villages: VillageService, key: SheetKey
) -> None:
    second = replace(key, village_id=villages.by_code("93020101").id)
    checklists.answer(second, "1.1", FAILED)
    fill(checklists, replace(key, fiscal_year=2568), 5)
    fill(checklists, key, 11)
    sheets = checklists.filled("93", MOI_23, 2569, Round.AFTER)
    assert sheets == (checklists.sheet(key), checklists.sheet(second))
    assert len(sheets[0].last_year) == 23
    assert checklists.years(MOI_23) == (2568, 2569)
    assert checklists.filled("90", MOI_23, 2569, Round.AFTER) == ()


def test_marking_is_previewed_and_regrades_only_the_chosen_years(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    last_year = replace(key, fiscal_year=2568)
    fill(checklists, last_year, 12)
    fill(checklists, key, 12)
    main = frozenset(i.code for i in checklists.instrument(MOI_23).indicators[-10:])
    seen = checklists.preview_main(MOI_23, main, MainRule.LEVEL_ONE_ONLY, [2569])
    change = seen.changes[0]
    assert (change.fiscal_year, change.from_level, change.to_level, change.sheets) == (
        2569,
        1,
        0,
        1,
    )
    assert checklists.sheet(key).grade.level == checklists.sheet(last_year).grade.level
    assert checklists.apply_main(MOI_23, main, MainRule.LEVEL_ONE_ONLY, [2569]) == seen
    graded = checklists.sheet(key)
    assert graded.grade.level is not None
    assert graded.grade.level.code == 0
    assert graded.revision.number == 1
    assert graded.grade.level_basis == ""
    untouched = checklists.sheet(last_year)
    assert untouched.revision.number == 0
    assert untouched.grade.level is not None
    assert untouched.grade.level.code == 1
    assert [row.levels[1] for row in checklists.summary("93", MOI_23, 2568, Round.AFTER)][-1] == 1
    assert [row.levels[0] for row in checklists.summary("93", MOI_23, 2569, Round.AFTER)][-1] == 1
    assert count(store, "SELECT count(*) FROM change WHERE field='rule_revision_id'") == 1
    assert wrong_in(store) == ()


def test_new_sheets_of_a_year_are_graded_like_the_others_of_that_year(
    checklists: ChecklistService, villages: VillageService, key: SheetKey
) -> None:
    checklists.answer(replace(key, fiscal_year=2568), "1.1", PASSED)
    main = frozenset(i.code for i in checklists.instrument(MOI_23).indicators[:10])
    checklists.apply_main(MOI_23, main, MainRule.ALL_LEVELS, [2569])
    other = replace(key, village_id=villages.by_code("93010102").id)
    assert checklists.answer(other, "1.1", PASSED).revision.main == main
    assert checklists.sheet(replace(other, fiscal_year=2568)).revision.number == 0


def test_a_choice_that_is_not_whole_is_refused(checklists: ChecklistService, key: SheetKey) -> None:
    fill(checklists, key, 12)
    with pytest.raises(ValidationFailed) as refused:
        checklists.apply_main(MOI_23, frozenset({"1.1"}), MainRule.UNMARKED, [2569])
    assert refused.value.problems.keys() == {"main", "rule"}
    assert checklists.sheet(key).revision.number == 0


def test_marks_are_carried_to_a_new_version_whose_main_texts_are_the_same(
    store: Store, villages: VillageService, checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.answer(key, "1.1", PASSED)
    old = checklists.instrument(MOI_23)
    main = frozenset(indicator.code for indicator in old.indicators[-10:])
    checklists.apply_main(MOI_23, main, MainRule.ALL_LEVELS, [2569])
    other_text = parse_instrument(old.text.replace("มีข้อปฏิบัติของหมู่บ้าน", "มีกติกา"), "new.yaml")
    later = ChecklistService(store, villages, Areas(), shipped=[other_text])
    next_year = replace(key, fiscal_year=2570)
    assert later.answer(next_year, "1.1", PASSED).revision.main == main
    main_text = parse_instrument(other_text.text.replace("มีข้อมูลของชุมชน", "มีข้อมูล"), "new.yaml")
    latest = ChecklistService(store, villages, Areas(), shipped=[main_text])
    assert latest.answer(replace(key, fiscal_year=2567), "1.1", PASSED).revision.main == main
    changed_main = parse_instrument(old.text.replace("พลังงานทดแทน", "พลังงานสะอาด"), "new.yaml")
    last = ChecklistService(store, villages, Areas(), shipped=[changed_main])
    assert last.answer(replace(key, fiscal_year=2566), "1.1", PASSED).revision.main == frozenset()


def test_answering_mends_a_sheet_whose_level_was_tampered_with(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    fill(checklists, key, 23)
    connection = sqlite3.connect(store.path)
    connection.execute("UPDATE assessment SET passed = 22, level = 2")
    connection.commit()
    connection.close()
    assert wrong_in(store) == ("แบบประเมิน: ผลที่บันทึกไว้ไม่ตรงกับคำตอบ (1 แบบประเมิน)",)
    checklists.answer(key, "1.1", PASSED)
    assert wrong_in(store) == ()


def test_level_basis_cautions_while_any_level_of_the_area_was_given_by_count_alone(
    checklists: ChecklistService, villages: VillageService, key: SheetKey
) -> None:
    assert checklists.level_basis("93", MOI_23, 2569, Round.AFTER) == ""
    fill(checklists, key, 23)
    assert checklists.level_basis("93", MOI_23, 2569, Round.AFTER) == UNCHECKED_BASIS
    assert checklists.level_basis("9302", MOI_23, 2569, Round.AFTER) == ""
    main = frozenset(i.code for i in checklists.instrument(MOI_23).indicators[:10])
    checklists.apply_main(MOI_23, main, MainRule.LEVEL_ONE_ONLY, [2569])
    assert checklists.level_basis("93", MOI_23, 2569, Round.AFTER) == ""
