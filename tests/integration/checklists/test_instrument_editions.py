"""Versions of instruments: drafts, publishing, what is frozen, confirmed texts, taking back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cdd_desktop.checklists.editing.changes import (
    AddIndicator,
    MoveIndicator,
    PutCrosswalk,
    PutIndicator,
    PutLevels,
    RemoveIndicator,
)
from cdd_desktop.checklists.editing.records import Edition, EditionOrigin
from cdd_desktop.checklists.editing.service import InstrumentService
from cdd_desktop.checklists.editing.texts import EditionFrozen
from cdd_desktop.checklists.editing.undoing import keeping_published
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import (
    CDD_6X2,
    MOI_23,
    CheckStatus,
    InstrumentRejected,
    Relation,
)
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.paper_copies import PaperCopies
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.regrading import regrade_touched
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store

SHIPPED = next(one for one in shipped_instruments() if one.id == CDD_6X2)
DAY = date(2026, 11, 22)


@pytest.fixture
def instruments(store: Store) -> InstrumentService:
    """The service under test."""
    return InstrumentService(store)


@pytest.fixture
def history(store: Store) -> HistoryService:
    """Takes operations back, as the office's does."""
    return HistoryService(store, derive=keeping_published(regrade_touched))


@pytest.fixture
def draft(instruments: InstrumentService) -> Edition:
    """A new version from the shipped one."""
    return instruments.begin(CDD_6X2, SHIPPED.content_hash, "2570", 2570)


def test_a_new_version_is_the_old_one_with_a_crosswalk_to_it(draft: Edition) -> None:
    assert draft.instrument is not None
    assert draft.instrument.topics == SHIPPED.topics
    walk = draft.instrument.crosswalk
    assert walk is not None
    assert walk.version == SHIPPED.version
    assert [(link.before, link.now, link.relation) for link in walk.links] == [
        (one.code, one.code, Relation.SAME) for one in SHIPPED.indicators
    ]
    assert draft.faults == ()
    assert draft.is_draft


def test_papers_of_a_version_that_holds_no_more_are_still_known(
    instruments: InstrumentService, checklists: ChecklistService, store: Store
) -> None:
    later = instruments.begin(CDD_6X2, SHIPPED.content_hash, "2560", 2560)
    instruments.publish(later.uuid, DAY)
    assert checklists.instrument(CDD_6X2).version == "2560"
    printed = PaperCopies(store, checklists)
    assert printed.version(CDD_6X2, SHIPPED.content_hash[:16]) == SHIPPED


def test_a_draft_holds_nowhere_until_it_is_published(
    instruments: InstrumentService, checklists: ChecklistService, draft: Edition
) -> None:
    assert checklists.instrument(CDD_6X2, 2570) == SHIPPED
    published = instruments.publish(draft.uuid, DAY)
    assert published.published_on == DAY
    assert checklists.instrument(CDD_6X2, 2570).version == "2570"
    assert checklists.instrument(CDD_6X2, 2569) == SHIPPED
    instruments.unpublish(draft.uuid)
    assert checklists.instrument(CDD_6X2, 2570) == SHIPPED


def test_codes_numbers_and_the_crosswalk_follow_each_change(
    instruments: InstrumentService, draft: Edition
) -> None:
    first = draft.instrument.indicators[0]
    edited = instruments.edit(draft.uuid, RemoveIndicator(code="1.1"), draft.row_version)
    edited = instruments.edit(
        draft.uuid,
        AddIndicator(topic="2", indicator=replace(first, text="ครัวเรือนคัดแยกขยะ")),
        edited.row_version,
    )
    edited = instruments.edit(draft.uuid, MoveIndicator(code="2.3", by=-1), edited.row_version)
    changed = replace(edited.instrument.indicator("1.1"), text="ครัวเรือนปลอดอบายมุขทุกชนิด")
    edited = instruments.edit(draft.uuid, PutIndicator(indicator=changed), edited.row_version)
    now = edited.instrument
    assert [one.number for one in now.indicators] == list(range(1, 13))
    assert [one.code for one in now.topics[1].indicators] == ["2.1", "2.2", "2.3"]
    assert now.indicator("2.2").text == "ครัวเรือนคัดแยกขยะ"
    links = {(link.before, link.now): link.relation for link in now.crosswalk.links}
    assert links["", "2.2"] is Relation.NEW
    assert links["1.1", ""] is Relation.DROPPED
    assert links["1.2", "1.1"] is Relation.ADAPTED
    assert links["2.2", "2.3"] is Relation.SAME
    assert edited.faults == ()


def test_a_crosswalk_to_what_is_not_there_keeps_a_version_from_being_published(
    instruments: InstrumentService, draft: Edition
) -> None:
    links = draft.instrument.crosswalk.links
    wrong = (replace(links[0], before="9.9"), *links[1:])
    edited = instruments.edit(
        draft.uuid, PutCrosswalk(version=SHIPPED.version, links=wrong), draft.row_version
    )
    with pytest.raises(InstrumentRejected) as refused:
        instruments.publish(draft.uuid, DAY)
    assert any("9.9 ซึ่งไม่มีในรุ่นก่อน" in fault for fault in refused.value.faults)
    assert any("ข้อ 1.1 ของรุ่นก่อนยังไม่อยู่ในตัวเทียบ" in fault for fault in edited.faults)
    edited = instruments.edit(
        draft.uuid, PutCrosswalk(version="2500", links=links), edited.row_version
    )
    assert "รุ่น 2500 ซึ่งไม่มีในโปรแกรม" in edited.faults[0]
    edited = instruments.edit(draft.uuid, PutCrosswalk(version=None, links=()), edited.row_version)
    assert "ยังไม่มีตัวเทียบกับรุ่นก่อน" in edited.faults[0]


def test_a_year_whose_sheets_were_begun_has_the_same_levels_to_its_end(
    instruments: InstrumentService, checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.answer(replace(key, fiscal_year=2570), "1.1", AnswerState.PASSED)
    shipped = checklists.instrument(MOI_23)
    lowest, *higher = shipped.levels
    renamed = (lowest, *(replace(level, name=f"{level.name} ใหม่") for level in higher))
    for year, is_refused in ((2570, True), (2571, False)):
        draft = instruments.begin(MOI_23, shipped.content_hash, str(year), year)
        instruments.edit(draft.uuid, PutLevels(levels=renamed), draft.row_version)
        assert bool(instruments.preview_publish(draft.uuid).faults) is is_refused
        if is_refused:
            with pytest.raises(InstrumentRejected, match="เริ่มใช้ปี 2571"):
                instruments.publish(draft.uuid, DAY)
        else:
            instruments.publish(draft.uuid, DAY)


def test_a_paper_with_other_levels_than_the_years_begins_no_sheet(
    instruments: InstrumentService, checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    shipped = checklists.instrument(MOI_23)
    lowest, *higher = shipped.levels
    renamed = (lowest, *(replace(level, name=f"{level.name} ใหม่") for level in higher))
    draft = instruments.begin(MOI_23, shipped.content_hash, "2570", 2570)
    instruments.edit(draft.uuid, PutLevels(levels=renamed), draft.row_version)
    instruments.publish(draft.uuid, DAY)
    printed = PaperCopies(store, checklists)
    with pytest.raises(ValidationFailed, match="ระดับของฉบับ"):
        printed.begin(replace(key, fiscal_year=2570), shipped.content_hash)
    assert printed.begin(key, shipped.content_hash).uuid is not None


def test_a_version_that_a_published_one_continues_stays_published(
    instruments: InstrumentService, history: HistoryService, draft: Edition
) -> None:
    first = instruments.publish(draft.uuid, DAY)
    publishing = history.recent(1)[0].id
    later = instruments.begin(CDD_6X2, first.content_hash, "2571", 2571)
    instruments.publish(later.uuid, DAY)
    with pytest.raises(EditionFrozen, match="2571"):
        instruments.unpublish(draft.uuid)
    with pytest.raises(UndoRefused, match="2571"):
        history.undo(publishing)
    instruments.unpublish(later.uuid)
    assert instruments.unpublish(draft.uuid).is_draft


def test_a_version_that_a_sheet_stands_on_never_changes_again(
    instruments: InstrumentService,
    checklists: ChecklistService,
    history: HistoryService,
    draft: Edition,
    key: SheetKey,
) -> None:
    instruments.publish(draft.uuid, DAY)
    publishing = history.recent(1)[0].id
    key = replace(key, instrument=CDD_6X2, fiscal_year=2570)
    code = SHIPPED.indicators[-1].code
    checklists.answer(key, code, AnswerState.PASSED)
    used = instruments.edition(draft.uuid)
    assert used.is_used
    for attempt in (
        lambda: instruments.unpublish(draft.uuid),
        lambda: instruments.remove(draft.uuid),
        lambda: instruments.edit(draft.uuid, RemoveIndicator(code="1.1"), used.row_version),
        lambda: instruments.save_text(draft.uuid, used.text, used.row_version),
    ):
        with pytest.raises(EditionFrozen, match="กรุณาทำรุ่นใหม่จากรุ่นนี้"):
            attempt()
    with pytest.raises(UndoRefused, match="ทำรุ่นใหม่จากรุ่นนี้"):
        history.undo(publishing)
    assert instruments.edition(draft.uuid) == used
    newer = instruments.begin(CDD_6X2, used.content_hash, "2571", 2571)
    assert newer.instrument.crosswalk.version == "2570"


def test_a_version_takes_no_name_that_is_there_already(
    instruments: InstrumentService, draft: Edition
) -> None:
    for version in (SHIPPED.version, "2570"):
        with pytest.raises(EditionFrozen, match="มีรุ่น"):
            instruments.begin(CDD_6X2, SHIPPED.content_hash, version, 2571)
    renamed = draft.text.replace("version: '2570'", f"version: '{SHIPPED.version}'")
    with pytest.raises(EditionFrozen, match="มีรุ่น"):
        instruments.save_text(draft.uuid, renamed, draft.row_version)
    with pytest.raises(StaleRecord):
        instruments.save_text(draft.uuid, draft.text, draft.row_version - 1)


def test_a_draft_may_have_faults_and_tells_them(
    instruments: InstrumentService, draft: Edition
) -> None:
    broken = draft.text.replace("main_count: 0", "main_count: many")
    kept = instruments.save_text(draft.uuid, broken, draft.row_version)
    assert kept.faults
    with pytest.raises(InstrumentRejected):
        instruments.publish(draft.uuid, DAY)
    with pytest.raises(ValidationFailed, match="แก้เป็นส่วนไม่ได้"):
        instruments.edit(draft.uuid, RemoveIndicator(code="1.1"), kept.row_version)


def test_everything_is_taken_back_step_by_step(
    instruments: InstrumentService, history: HistoryService, draft: Edition
) -> None:
    instruments.edit(draft.uuid, RemoveIndicator(code="1.1"), draft.row_version)
    instruments.publish(draft.uuid, DAY)
    edit, publishing = history.recent(2)[1].id, history.recent(1)[0].id
    with pytest.raises(UndoRefused, match="ประกาศใช้แล้ว"):
        history.undo(edit)
    history.undo(publishing)
    history.undo(edit)
    assert replace(instruments.edition(draft.uuid), row_version=0) == replace(draft, row_version=0)
    instruments.remove(draft.uuid)
    history.undo(history.recent(1)[0].id)
    assert instruments.edition(draft.uuid).text == draft.text


def test_a_new_instrument_is_made_blank_or_after_another(instruments: InstrumentService) -> None:
    blank = instruments.begin("", None, "1", 2570, title="แบบตรวจศูนย์เรียนรู้")
    assert blank.instrument is None or blank.instrument.short_title == "แบบตรวจศูนย์เรียนรู้"
    alike = instruments.begin("", SHIPPED.content_hash, "1", 2570, title="แบบของอำเภอเมือง")
    assert alike.instrument.crosswalk is None
    assert alike.title == "แบบของอำเภอเมือง"
    with pytest.raises(ValidationFailed) as refused:
        instruments.begin("ก ข", None, " ", 70)
    assert set(refused.value.problems) == {"id", "version", "in_force_from", "title"}


def test_texts_are_confirmed_with_source_and_name_and_taken_back(
    instruments: InstrumentService, checklists: ChecklistService, history: HistoryService
) -> None:
    pending = [one.code for one in SHIPPED.indicators if one.check.status is CheckStatus.PENDING]
    parts = [f"indicator:{code}" for code in pending]
    told = {"source": "คู่มือกรมฯ หน้า 12", "by": "นางสาวสมใจ"}
    instruments.confirm(CDD_6X2, SHIPPED.version, parts, CheckStatus.VERIFIED, **told)
    found = checklists.instrument(CDD_6X2)
    assert all(one.check.status is CheckStatus.VERIFIED for one in found.indicators)
    marks = instruments.confirmations(CDD_6X2, SHIPPED.version)
    assert [(one.part, one.by, one.on) for one in marks] == [(p, "นางสาวสมใจ", DAY) for p in parts]
    with pytest.raises(ValidationFailed) as refused:
        instruments.confirm(
            CDD_6X2, SHIPPED.version, ["indicator:9.9"], CheckStatus.VERIFIED, source="", by=""
        )
    assert set(refused.value.problems) == {"part", "source", "by"}
    history.undo(history.recent(1)[0].id)
    assert checklists.instrument(CDD_6X2) == SHIPPED


def test_what_was_confirmed_of_a_version_is_confirmed_anew_once_it_was_a_draft_again(
    instruments: InstrumentService, history: HistoryService, draft: Edition
) -> None:
    part = f"indicator:{SHIPPED.indicators[-1].code}"
    instruments.publish(draft.uuid, DAY)
    told = {"source": "คู่มือกรมฯ หน้า 12", "by": "นางสาวสมใจ"}
    instruments.confirm(CDD_6X2, "2570", [part], CheckStatus.VERIFIED, **told)
    instruments.unpublish(draft.uuid)
    assert instruments.confirmations(CDD_6X2, "2570") == ()
    history.undo_last()
    (mark,) = instruments.confirmations(CDD_6X2, "2570")
    assert (mark.part, mark.by) == (part, "นางสาวสมใจ")


def test_every_version_is_listed_with_where_it_is_from(
    instruments: InstrumentService, draft: Edition
) -> None:
    lines = instruments.editions()
    ids = list(dict.fromkeys(one.id for one in lines))
    assert ids == [one.id for one in shipped_instruments()]
    told = [(one.version, one.origin, one.state) for one in lines if one.id == CDD_6X2]
    assert told == [
        ("2570", EditionOrigin.OWN, "ร่าง"),
        (SHIPPED.version, EditionOrigin.SHIPPED, "ประกาศใช้แล้ว"),
    ]


def test_the_offices_rule_follows_its_indicators_into_a_new_version(
    instruments: InstrumentService, checklists: ChecklistService, draft: Edition, key: SheetKey
) -> None:
    checklists.apply_thresholds(CDD_6X2, {"1.2": Decimal(70)}, [])
    edited = instruments.edit(draft.uuid, MoveIndicator(code="1.2", by=-1), draft.row_version)
    assert edited.instrument.indicator("1.1").text == SHIPPED.indicator("1.2").text
    instruments.publish(draft.uuid, DAY)
    key = replace(key, instrument=CDD_6X2, fiscal_year=2570)
    code = SHIPPED.indicators[-1].code
    sheet = checklists.answer(key, code, AnswerState.PASSED)
    assert sheet.revision.thresholds == {"1.1": Decimal(70)}
