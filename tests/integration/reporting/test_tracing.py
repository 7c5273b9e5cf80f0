"""From the code on paper back to the record."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.documents.sheet_code import code_from, display
from cdd_desktop.people.records import Role
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.reporting.codes import SheetMark, record_issue
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.tracing import TracedSheet
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

CODE = "93010101"
YEAR = 2570


@pytest.fixture
def services(store: Store) -> Services:
    services_of(store).office.create("สำนักงานทดสอบ", ["93"])
    register_villages(store, {CODE: "ดอนหลา"})
    return services_of(store)


@pytest.fixture
def key(services: Services) -> SheetKey:
    """A sheet with one answer."""
    village = services.villages.by_code(CODE)
    made = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=YEAR, round=Round.BEFORE)
    services.checklists.answer(made, "1.1", AnswerState.PASSED)
    return made


@pytest.fixture
def issue(services: Services, tmp_path: Path) -> Callable[..., str]:
    """Let a report leave the office; gives the code of its first sheet."""

    def made(report: str, area_code: str, round_: Round = Round.BEFORE) -> str:
        options = ReportOptions(report=report, area_code=area_code, fiscal_year=YEAR, round=round_)
        document = services.reports.document(options, FileFormat.PDF)
        services.reports.record(report, document)
        return document.sheets[0].code

    return made


def traced(services: Services, code: str) -> TracedSheet:
    found = services.tracer.trace(code)
    assert found is not None
    return found


def test_a_filled_form_leads_back_to_its_sheet(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    found = traced(services, display(issue("checklist-filled", CODE)).lower())
    assert found.sheet == key
    assert found.area_code == CODE
    assert found.is_current is True


def test_an_answer_given_since_is_noticed(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    code = issue("checklist-filled", CODE)
    services.checklists.answer(key, "1.2", AnswerState.FAILED)
    assert traced(services, code).is_current is False
    services.checklists.answer(key, "1.2", None)
    assert traced(services, code).is_current is True


@pytest.mark.parametrize("begun", [False, True])
def test_a_blank_form_leads_to_the_village(
    services: Services, issue: Callable[..., str], request: pytest.FixtureRequest, begun: bool
) -> None:
    if begun:
        request.getfixturevalue("key")
    found = traced(services, issue("checklist-blank", CODE))
    assert found.sheet is not None
    assert found.sheet.round is Round.BEFORE
    assert (found.fiscal_year, found.area_code, found.is_current) == (YEAR, CODE, True)


def test_a_table_leads_to_its_area_and_year(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    found = traced(services, issue("checklist-villages", "9301"))
    assert (found.area_code, found.fiscal_year) == ("9301", YEAR)
    assert found.sheet is None
    assert found.is_current is None


def test_paper_of_a_village_that_is_no_longer_says_so(
    services: Services, key: SheetKey, issue: Callable[..., str], store: Store
) -> None:
    code = issue("checklist-filled", CODE)
    with store.writing(Intent(action="test.close", summary="ทดสอบ")) as work:
        row = work.session.query(VillageNameRow).filter_by(code=CODE).one()
        row.valid_to = store.now().date()
    found = traced(services, code)
    assert found.area_code == ""
    assert not found.is_current


def test_a_code_that_was_never_issued_is_not_found(services: Services) -> None:
    assert services.tracer.trace("0000-0000") is None


def lines(services: Services, code: str) -> list[str]:
    found = services.tracer.look_back(code)
    assert found is not None
    return [line.what for line in found.lines]


def test_what_is_other_than_on_the_paper_is_told_with_who_did_it(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    services.people.save_me("นางสาวสมใจ ใจดี", "นักวิชาการ")
    code = issue("checklist-filled", CODE)
    services.checklists.answer(key, "1.1", AnswerState.FAILED)
    services.checklists.answer(key, "2.1", AnswerState.PASSED)
    services.checklists.answer(key, "2.2", AnswerState.PASSED)
    services.checklists.answer(key, "2.2", None)  # as on the paper again
    found = services.tracer.look_back(code)
    assert found is not None
    assert (found.by, found.sheet.is_current) == ("นางสาวสมใจ ใจดี", False)
    assert [(line.what, line.who) for line in found.lines] == [
        ("ข้อ 1.1: ผ่าน → ไม่ผ่าน", "นางสาวสมใจ ใจดี"),
        ("ข้อ 2.1: ยังไม่ประเมิน → ผ่าน", "นางสาวสมใจ ใจดี"),
    ]


def test_paper_that_still_holds_has_nothing_to_list(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    code = issue("checklist-filled", CODE)
    services.checklists.answer(key, "1.1", AnswerState.FAILED)
    services.checklists.answer(key, "1.1", AnswerState.PASSED)
    assert lines(services, code) == []


def test_a_level_that_became_another_stands_first(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    instrument = services.checklists.instrument(MOI_23)
    for indicator in instrument.indicators:
        services.checklists.answer(key, indicator.code, AnswerState.PASSED)
    code = issue("checklist-filled", CODE)
    services.checklists.answer(key, "1.1", AnswerState.FAILED)
    services.checklists.answer(key, "1.2", AnswerState.FAILED)
    assert lines(services, code)[0] == "ระดับ: มั่งมี ศรีสุข → อยู่ดี กินดี"


def test_head_names_signers_and_the_year_before_are_compared(
    services: Services, key: SheetKey, issue: Callable[..., str], store: Store
) -> None:
    before = replace(key, fiscal_year=YEAR - 1)
    services.checklists.answer(before, "1.1", AnswerState.PASSED)
    blank = services.signatories.blank(Role.REPORTER, "93")
    signer = services.signatories.save(replace(blank, name="นายแรก", position="พัฒนาการ"))
    code = issue("checklist-filled", CODE)
    services.checklists.answer(before, "1.1", AnswerState.FAILED)
    services.signatories.save(replace(signer, name="นายหลัง"))
    other = services.signatories.blank(Role.CHECKER, "90")  # signs elsewhere
    with store.writing(Intent(action="test.rename", summary="ทดสอบ")) as work:
        row = work.session.query(VillageNameRow).filter_by(code=CODE).one()
        row.name = "ดอนหลวง"
        head = work.session.query(AssessmentRow).filter_by(uuid=_uuid(services, key)).one()
        head.place = "ศาลากลางบ้าน"
    assert other.name == ""
    assert lines(services, code) == [
        "สถานที่: ว่าง → ศาลากลางบ้าน",
        f"ปี {YEAR - 1} ข้อ 1.1: ผ่าน → ไม่ผ่าน",
        "ชื่อหมู่บ้าน: ดอนหลา → ดอนหลวง",
        "ผู้ลงนาม (ผู้รายงาน): นายแรก → นายหลัง",
    ]


def test_a_table_is_made_again_as_it_was_chosen_and_the_writing_since_is_counted(
    services: Services, key: SheetKey, tmp_path: Path
) -> None:
    options = ReportOptions(
        report="checklist-villages",
        area_code="9301",
        fiscal_year=YEAR,
        round=Round.BEFORE,
        show_below=False,
    )
    drawn = services.reports.make(options, FileFormat.PDF, tmp_path / "t.pdf")
    code = drawn.marks[0].code
    found = services.tracer.look_back(code)
    assert found is not None
    assert found.sheet.is_current is True
    assert found.sheet.options == options
    for indicator in services.checklists.instrument(MOI_23).indicators:
        services.checklists.answer(key, indicator.code, AnswerState.PASSED)
    found = services.tracer.look_back(code)
    assert found is not None
    assert found.sheet.is_current is False
    assert [line.what for line in found.lines] == ["บันทึก 22 ครั้ง ใน 1 แบบประเมิน"]


def test_a_workbook_is_compared_as_a_workbook(
    services: Services, key: SheetKey, tmp_path: Path
) -> None:
    options = ReportOptions(
        report="checklist-filled", area_code=CODE, fiscal_year=YEAR, round=Round.BEFORE
    )
    drawn = services.reports.make(options, FileFormat.XLSX, tmp_path / "t.xlsx")
    assert traced(services, drawn.marks[0].code).is_current is not False


def test_a_villages_report_out_of_many_leads_to_its_village_and_tells_what_changed(
    services: Services, store: Store, key: SheetKey, tmp_path: Path
) -> None:
    register_villages(store, {"93010102": "น้ำเลือด"})
    options = ReportOptions(
        report="village-report", area_code="93", fiscal_year=YEAR, round=Round.BEFORE
    )
    drawn = services.reports.make(options, FileFormat.PDF, tmp_path / "t.pdf")
    first, second = (mark.code for mark in drawn.marks)
    services.checklists.answer(key, "1.1", AnswerState.FAILED)
    found = traced(services, first)
    assert (found.area_code, found.sheet, found.is_current) == (CODE, key, False)
    assert lines(services, first) == ["ข้อ 1.1: ผ่าน → ไม่ผ่าน"]
    assert traced(services, second).is_current is True


@pytest.mark.parametrize("begun", [False, True])
def test_a_form_of_an_earlier_day_leads_to_the_village_that_had_the_code_then(
    services: Services, store: Store, tmp_path: Path, request: pytest.FixtureRequest, begun: bool
) -> None:
    if begun:
        request.getfixturevalue("key")
    village = services.villages.by_code(CODE)
    changed_on = store.now().date() - timedelta(days=1)
    with store.writing(Intent(action="test.renumber", summary="ทดสอบ")) as work:
        then = work.session.query(VillageNameRow).filter_by(code=CODE).one()
        then.valid_to = changed_on
        work.add(
            VillageNameRow(
                village_id=village.id,
                code="93010109",
                tambon_code="930101",
                moo=9,
                name=then.name,
                name_key=then.name_key,
                valid_from=changed_on,
            )
        )
    options = ReportOptions(
        report="checklist-blank",
        area_code=CODE,
        fiscal_year=YEAR,
        round=Round.BEFORE,
        as_of=changed_on - timedelta(days=1),
    )
    drawn = services.reports.make(options, FileFormat.PDF, tmp_path / "t.pdf")
    found = traced(services, drawn.marks[0].code)
    assert (found.is_lost, found.is_current, found.area_code) == (False, True, "93010109")


def test_a_tambons_report_out_of_many_leads_to_its_tambon(
    services: Services, store: Store, key: SheetKey, tmp_path: Path
) -> None:
    register_villages(store, {"93020101": "กงหรา"})
    options = ReportOptions(
        report="tambon-report", area_code="93", fiscal_year=YEAR, round=Round.BEFORE
    )
    drawn = services.reports.make(options, FileFormat.PDF, tmp_path / "t.pdf")
    services.checklists.answer(key, "1.1", AnswerState.FAILED)
    found = [services.tracer.look_back(mark.code) for mark in drawn.marks]
    assert [trace and (trace.sheet.area_code, trace.sheet.is_current) for trace in found] == [
        ("930101", False),
        ("930201", True),
    ]


def test_writing_to_the_year_that_a_table_compares_with_is_counted(
    services: Services, key: SheetKey, tmp_path: Path
) -> None:
    options = ReportOptions(
        report="indicator-ranking",
        area_code="93",
        fiscal_year=YEAR,
        round=Round.BEFORE,
        compared_with=YEAR - 3,
    )
    drawn = services.reports.make(options, FileFormat.PDF, tmp_path / "t.pdf")
    compared = replace(key, fiscal_year=YEAR - 3)
    services.checklists.answer(compared, "1.1", AnswerState.FAILED)
    services.checklists.answer(compared, "1.2", AnswerState.FAILED)
    services.checklists.answer(replace(key, fiscal_year=YEAR - 1), "1.1", AnswerState.FAILED)
    assert lines(services, drawn.marks[0].code) == ["บันทึก 2 ครั้ง ใน 1 แบบประเมิน"]


def test_a_list_of_the_register_has_no_year_and_is_not_told_of_answers(
    services: Services, store: Store, key: SheetKey, tmp_path: Path
) -> None:
    options = ReportOptions(report="government-villages", area_code="93", fiscal_year=YEAR)
    drawn = services.reports.make(options, FileFormat.PDF, tmp_path / "t.pdf")
    services.checklists.answer(replace(key, round=Round.AFTER), "1.1", AnswerState.FAILED)
    register_villages(store, {"93010102": "น้ำเลือด"})
    found = services.tracer.look_back(drawn.marks[0].code)
    assert found is not None
    assert (found.sheet.is_current, found.sheet.fiscal_year, found.lines) == (False, None, ())


def test_answers_of_the_year_before_that_a_blank_form_shows_are_compared(
    services: Services, key: SheetKey, tmp_path: Path
) -> None:
    before = replace(key, fiscal_year=YEAR - 1)
    services.checklists.answer(before, "1.1", AnswerState.PASSED)
    options = ReportOptions(
        report="checklist-blank",
        area_code=CODE,
        fiscal_year=YEAR,
        round=Round.BEFORE,
        with_last_year=True,
    )
    shown = services.reports.make(options, FileFormat.PDF, tmp_path / "1.pdf").marks[0].code
    services.checklists.answer(before, "1.1", AnswerState.FAILED)
    services.checklists.answer(key, "1.1", AnswerState.FAILED)  # not on the blank form
    assert lines(services, shown) == [f"ปี {YEAR - 1} ข้อ 1.1: ผ่าน → ไม่ผ่าน"]


@pytest.mark.parametrize("subject", ["pack:x/y", "", "area:93", "assessment:no-uuid", "blank:9/8"])
def test_a_kind_of_sheet_that_nobody_knows_still_tells_its_day(
    services: Services, store: Store, subject: str
) -> None:
    code = code_from(subject.encode(), 0)
    mark = SheetMark(code=code, subject=subject, fingerprint="f")
    with store.writing(Intent(action="reports.issue", summary="ทดสอบ")) as work:
        record_issue(work, "of-the-future", [mark], store.now())
    found = services.tracer.look_back(code)
    assert found is not None
    assert found.sheet.issued.issued_at
    assert (found.sheet.is_current, found.sheet.is_lost, found.lines) == (None, False, ())


def _uuid(services: Services, key: SheetKey) -> UUID:
    uuid = services.checklists.sheet(key).uuid
    assert uuid is not None
    return uuid
