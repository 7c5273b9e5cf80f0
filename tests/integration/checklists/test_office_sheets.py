"""Instruments that judge the office itself: sheets of the province's office and its amphoe's."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pmqa import EDITION, PMQA, YEAR, publish_pmqa
from soundness import wrong_in
from sqlalchemy import text

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23, InstrumentRejected, Round
from cdd_desktop.checklists.library import parse_instrument
from cdd_desktop.checklists.office_sheets.records import OfficeKey
from cdd_desktop.checklists.records import Origin, SheetHead
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.reporting.codes import printed_version
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store

PROVINCE = OfficeKey(office="93", instrument=PMQA, fiscal_year=YEAR, round=Round.AFTER)
AMPHOE = replace(PROVINCE, office="9301")
MEASURED = AnswerState.MEASURED


@pytest.fixture(scope="module")
def office_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the small PMQA in force, made once."""
    folder = tmp_path_factory.mktemp("office") / "data"
    shutil.copytree(database_template, folder)
    with opened(folder) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        publish_pmqa(services)
    return folder


@pytest.fixture
def office(office_folder: Path, tmp_path: Path) -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    with opened(Path(shutil.copytree(office_folder, tmp_path / "data"))) as services:
        yield services


def opened(folder: Path) -> Services:
    noon = datetime(2026, 11, 22, 5, tzinfo=UTC)
    return services_of(Store.open(folder, clock=lambda: noon))


def answer_all(office: Services, key: OfficeKey) -> None:
    sheets = office.office_sheets
    sheets.answer(key, "1.1", AnswerState.PASSED)
    sheets.answer(key, "1.2", MEASURED, value=Decimal(4))
    sheets.answer(key, "2.1", MEASURED, choice="B")
    sheets.answer(key, "2.2", MEASURED, value=Decimal(75))


def test_the_offices_are_the_provinces_own_and_those_of_its_amphoe(office: Services) -> None:
    sheets = office.office_sheets
    names = [one.name for one in sheets.offices("")]
    assert names[:2] == ["สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", "สำนักงานพัฒนาชุมชนอำเภอเมืองพัทลุง"]
    assert len(names) == 1 + len(office.areas.children("93"))
    assert [one.code for one in sheets.offices("930101")] == ["9301"]
    assert sheets.offices("9001") == ()  # of a province that is not the file's


def test_an_office_is_judged_like_a_village_by_its_answers(office: Services) -> None:
    answer_all(office, AMPHOE)
    sheet = office.office_sheets.sheet(AMPHOE)
    assert sheet.grade.is_complete
    assert sheet.grade.points == Decimal(7)  # 1 of what is passed, 4, 2
    assert sheet.grade.level is not None
    assert sheet.grade.level.title == "ระดับก้าวหน้า"
    assert sheet.answers["2.2"].state is AnswerState.FAILED
    assert sheet.answers["2.1"].value == Decimal(2)
    progress = office.office_sheets.progress("93", PMQA, YEAR, Round.AFTER)
    assert {one.office.code: one.answered for one in progress if one.answered} == {"9301": 4}
    assert not office.office_sheets.sheet(PROVINCE).answers
    assert wrong_in(office.store) == ()


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (replace(PROVINCE, office="930101"), "ไม่มีสำนักงานของพื้นที่รหัส 930101"),
        (replace(PROVINCE, office="9001"), "ไม่มีสำนักงานของพื้นที่รหัส 9001"),
        (replace(PROVINCE, fiscal_year=2572), "ยังมาไม่ถึง"),
        (replace(PROVINCE, round=Round.BEFORE), "ไม่มีรอบก่อน"),
        (replace(PROVINCE, instrument=MOI_23), "ใช้ประเมินหมู่บ้าน ไม่ใช่สำนักงาน"),
    ],
)
def test_a_sheet_that_no_office_can_have_is_refused(
    office: Services, key: OfficeKey, told: str
) -> None:
    with pytest.raises((NotFound, ValidationFailed), match=told):
        office.office_sheets.answer(key, "1.1", AnswerState.PASSED)
    with pytest.raises((NotFound, ValidationFailed), match=told):
        office.office_sheets.save_head(key, SheetHead(place="ห้องประชุม"))


def test_what_an_indicator_cannot_have_is_refused_and_begins_nothing(office: Services) -> None:
    for code, value in (("1.2", 6), ("9.9", 1)):
        with pytest.raises((NotFound, ValidationFailed)):
            office.office_sheets.answer(AMPHOE, code, MEASURED, value=Decimal(value))
    assert office.office_sheets.sheet(AMPHOE).uuid is None


def test_an_answer_taken_back_goes_and_its_note_with_it(office: Services) -> None:
    sheets = office.office_sheets
    sheets.answer(AMPHOE, "1.1", AnswerState.PASSED)
    sheets.annotate(AMPHOE, "1.1", note="ดูคำสั่งที่ 5/2569")
    assert sheets.answer(AMPHOE, "1.1", AnswerState.FAILED).answers["1.1"].note
    sheets.answer(AMPHOE, "1.1", None)
    assert sheets.answer(AMPHOE, "1.1", AnswerState.PASSED).answers["1.1"].note == ""
    with pytest.raises(ValidationFailed, match="ยังไม่ได้ประเมิน"):
        sheets.annotate(AMPHOE, "1.2", note="ก่อนคำตอบ")


def test_last_years_answers_are_shown_and_carried_with_their_mark(office: Services) -> None:
    sheets = office.office_sheets
    with pytest.raises(ValidationFailed, match="ไม่มีคำตอบของปี 2568"):
        sheets.carry_forward(AMPHOE)
    answer_all(office, replace(AMPHOE, fiscal_year=YEAR - 1))
    sheets.answer(AMPHOE, "1.2", MEASURED, value=Decimal(1))
    carried = sheets.carry_forward(AMPHOE)
    assert carried.last_year["1.2"].value == Decimal(4)
    assert carried.answers["1.2"].value == Decimal(1)
    assert carried.answers["2.1"].origin is Origin.CARRIED
    assert carried.answers["2.1"].choice == "B"


def test_a_head_saved_from_a_stale_copy_is_refused(office: Services) -> None:
    sheets = office.office_sheets
    head = SheetHead(assessed_on=date(2026, 9, 1), place="ห้องประชุม", assessors=("นาย ก",))
    saved = sheets.save_head(PROVINCE, head).head
    assert saved.assessors == ("นาย ก",)
    sheets.save_head(PROVINCE, replace(saved, people_present=12))
    with pytest.raises(StaleRecord):
        sheets.save_head(PROVINCE, replace(saved, place="ที่อื่น"))


def test_everything_about_offices_is_undone_to_the_start(office: Services) -> None:
    answer_all(office, AMPHOE)
    office.office_sheets.answer(AMPHOE, "1.2", MEASURED, value=Decimal(5))
    office.office_sheets.annotate(AMPHOE, "1.1", evidence="คำสั่ง")
    office.office_sheets.save_head(PROVINCE, SheetHead(place="ห้องประชุม"))
    steps = 7
    for _ in range(steps):
        office.history.undo_last()
    assert office.office_sheets.sheet(PROVINCE).uuid is None
    assert office.office_sheets.sheet(AMPHOE).uuid is None
    for _ in range(steps):
        redo = office.history.next_redo()
        assert redo is not None
        office.history.undo(redo.id)
    assert office.office_sheets.sheet(AMPHOE).answers["1.2"].value == Decimal(5)
    assert office.office_sheets.sheet(AMPHOE).answers["1.1"].evidence == "คำสั่ง"


def options(report: str, area: str) -> ReportOptions:
    return ReportOptions(report=report, area_code=area, fiscal_year=YEAR, instrument=PMQA)


def test_every_office_has_a_form_to_write_on_and_those_judged_a_filled_one(
    office: Services,
) -> None:
    reports = office.reports
    with pytest.raises(NotFound, match="ยังไม่มีแบบประเมินของสำนักงานปี 2569"):
        reports.document(options("checklist-filled", "93"), FileFormat.PDF)
    blank = reports.document(options("checklist-blank", "93"), FileFormat.PDF)
    assert len(blank.sheets) == len(office.office_sheets.offices("93"))
    assert reports.count_sheets(options("checklist-blank", "93")) == len(blank.sheets)
    assert blank.sheets[1].name == "สำนักงานพัฒนาชุมชนอำเภอเมืองพัทลุง"
    assert blank.sheets[1].subject.startswith(f"blank-office:9301/{PMQA}/{YEAR}/after/")
    answer_all(office, AMPHOE)
    for kind in (FileFormat.PDF, FileFormat.XLSX):
        filled = reports.document(options("checklist-filled", "93"), kind)
        assert [sheet.name for sheet in filled.sheets] == [blank.sheets[1].name]
    told = repr(filled.sheets[0].blocks)
    assert "ระดับก้าวหน้า" in told
    assert blank.sheets[1].name in told


def test_a_form_that_left_the_office_is_traced_and_keeps_its_version(office: Services) -> None:
    answer_all(office, AMPHOE)
    chosen = options("checklist-filled", "93")
    printed = office.reports.document(chosen, FileFormat.PDF)
    office.reports.record("checklist-filled", printed, chosen)
    code = printed.sheets[0].code
    before = office.tracer.look_back(code)
    assert before is not None
    assert before.sheet.is_current
    office.office_sheets.answer(AMPHOE, "1.1", AnswerState.FAILED)
    after = office.tracer.look_back(code)
    assert after is not None
    assert after.sheet.is_current is False
    assert printed_version(f"blank-office:9301/{PMQA}/2569/after/ab") == (PMQA, "ab")


def test_a_report_that_counts_villages_refuses_an_instrument_of_offices(office: Services) -> None:
    with pytest.raises(ValidationFailed, match="ประเมินสำนักงาน กรุณาเลือกแบบประเมินอื่น"):
        office.reports.document(options("checklist-summary", "93"), FileFormat.PDF)


def test_what_is_of_villages_has_no_place_in_an_offices_instrument() -> None:
    counted = EDITION.replace("kind: number", "kind: count").replace("passing:", "weight: 1 #")
    with pytest.raises(InstrumentRejected, match="ซึ่งใช้กับหมู่บ้าน"):
        parse_instrument(counted, "pmqa.yaml")
    with pytest.raises(InstrumentRejected, match="ไม่มีตัวชี้วัดหลัก"):
        parse_instrument(EDITION.replace("main_count: 0", "main_count: 1"), "pmqa.yaml")


def test_a_damaged_answer_of_an_office_is_found(office: Services) -> None:
    answer_all(office, AMPHOE)
    with office.store.reading() as session:
        session.execute(text("UPDATE office_answer SET value = '9' WHERE indicator = '1.2'"))
        session.commit()
    assert any("แบบประเมินของสำนักงาน" in told for told in wrong_in(office.store))
