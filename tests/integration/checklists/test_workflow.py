"""A sheet's way from the village to the announcement, and that locked ones stay as they are."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState, MainRule
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round, SheetHead, SheetKey
from cdd_desktop.checklists.workflow.locks import SheetLocked
from cdd_desktop.checklists.workflow.records import (
    ANNOUNCED,
    Announcement,
    Doubtful,
    Holder,
    MoveKind,
    RoundOf,
    Sending,
    Step,
    WorkflowRefused,
)
from cdd_desktop.checklists.workflow.service import WorkflowService
from cdd_desktop.checklists.workflow.steps import SHIPPED, checked_way
from cdd_desktop.documents.model import Paragraph, Table, Title
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ImportRejected, StaleRecord, ValidationFailed
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.digits import Digits

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
DAY = date(2026, 11, 20)
CODES = ("93010101", "93010102", "93020101")
ROUND = RoundOf(instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)


@pytest.fixture(scope="module")
def office_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three villages of two amphoe: the first two have passed all of 2569, of the third one
    answer is missing; last year the first had 18 and the second all."""
    folder = tmp_path_factory.mktemp("office") / "data"
    shutil.copytree(database_template, folder)
    with services_of(Store.open(folder, clock=lambda: NOON)) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        villages = folder.parent / "villages.csv"
        write_csv(villages, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), [(code, "ควน") for code in CODES])
        VillageImporter(services.store, services.areas).run(villages)
        rows = [
            (code, year, str(number), "ผ่าน" if number <= passed else "ไม่ผ่าน")
            for code, year, asked, passed in (
                (CODES[0], "2568", 23, 18),
                (CODES[1], "2568", 23, 23),
                (CODES[0], "2569", 23, 23),
                (CODES[1], "2569", 23, 18),
                (CODES[2], "2569", 22, 22),
            )
            for number in range(1, asked + 1)
        ]
        take(services, folder.parent / "answers.csv", rows)
    return folder


@pytest.fixture
def office(office_folder: Path, tmp_path: Path) -> Iterator[Services]:
    folder = Path(shutil.copytree(office_folder, tmp_path / "data"))
    with services_of(Store.open(folder, clock=lambda: NOON)) as services:
        yield services


def take(services: Services, path: Path, rows: list[tuple[str, str, str, str]]) -> None:
    write_csv(path, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    AnswerImporter(services.store, services.checklists, services.villages).run(
        path, instrument_id=MOI_23, replace=True
    )


def key_of(office: Services, code: str) -> SheetKey:
    return SheetKey(
        village_id=office.villages.by_code(code).id,
        instrument=MOI_23,
        fiscal_year=2569,
        round=Round.AFTER,
    )


def sheet_of(office: Services, code: str) -> UUID:
    uuid = office.checklists.sheet(key_of(office, code)).uuid
    assert uuid is not None
    return uuid


def announcement(number: str = "ประกาศจังหวัดพัทลุง 1/2569") -> Announcement:
    return Announcement(uuid=uuid4(), round=ROUND, number=number, announced_on=DAY)


def announced(office: Services, *codes: str) -> list[UUID]:
    sheets = [sheet_of(office, code) for code in codes]
    office.workflow.announce(announcement(), sheets)
    return sheets


def stage_of(office: Services, code: str) -> str:
    return office.workflow.line(sheet_of(office, code)).stage


def test_sheets_go_on_step_by_step_and_the_log_says_who_when_and_why(office: Services) -> None:
    office.people.save_me("สมหญิง ใจดี", "นักวิชาการพัฒนาชุมชน")
    first, second = sheet_of(office, CODES[0]), sheet_of(office, CODES[1])
    assert stage_of(office, CODES[0]) == "self"
    assert office.workflow.forward([first, second], "tambon", DAY) == 2
    assert office.workflow.forward([first], "amphoe", DAY, "ครบถ้วน") == 1
    assert office.workflow.send_back([first], "self", "ข้อ 1.1 ไม่มีหลักฐาน", DAY) == 1

    line = office.workflow.line(first)
    assert (line.stage, line.is_returned, line.reason) == ("self", True, "ข้อ 1.1 ไม่มีหลักฐาน")
    told = [(each.kind, each.to_step, each.reason) for each in office.workflow.log(first)]
    assert told == [
        (MoveKind.RETURNED, "หมู่บ้านประเมินตนเอง", "ข้อ 1.1 ไม่มีหลักฐาน"),
        (MoveKind.FORWARD, "อำเภอรับรอง", "ครบถ้วน"),
        (MoveKind.FORWARD, "ตำบล", ""),
    ]
    newest = office.workflow.log(first)[0]
    assert (newest.who, newest.on, newest.level) == ("สมหญิง ใจดี", DAY, "ระดับมั่งมี ศรีสุข")


def test_a_batch_with_one_incomplete_sheet_does_not_move_at_all(office: Services) -> None:
    sheets = [sheet_of(office, code) for code in (CODES[0], CODES[2])]
    with pytest.raises(WorkflowRefused, match="ยังไม่ได้ตอบอีก 1 ข้อ"):
        office.workflow.forward(sheets, "tambon", DAY)
    assert stage_of(office, CODES[0]) == "self"
    with pytest.raises(WorkflowRefused):
        office.workflow.announce(announcement(), sheets)
    assert office.workflow.announcements(ROUND) == ()


def test_exceptions_are_told_before_a_batch_moves(office: Services) -> None:
    sheets = [sheet_of(office, code) for code in CODES]
    found = office.workflow.exceptions(sheets, "amphoe")
    told = {(line.sheet, line.why) for line in found.lines}
    assert told == {
        (sheets[2], Doubtful.INCOMPLETE),
        (sheets[1], Doubtful.LEVEL_FELL),
        (sheets[0], Doubtful.LEVEL_ROSE),
        *((sheet, Doubtful.SKIPPED_STEP) for sheet in sheets),
    }
    fell = next(line for line in found.lines if line.why is Doubtful.LEVEL_FELL)
    assert fell.text == "ปีก่อน ระดับมั่งมี ศรีสุข → ปีนี้ ระดับอยู่ดี กินดี"
    assert found.forbidden == {sheets[2]}
    assert any("ยังไม่ตรวจตัวชี้วัดหลัก" in note for note in found.notes)


def test_an_answer_that_changed_after_it_was_proposed_is_an_exception(office: Services) -> None:
    sheet = sheet_of(office, CODES[0])
    office.workflow.forward([sheet], "tambon", DAY)
    office.checklists.answer(key_of(office, CODES[0]), "1.1", FAILED)
    found = office.workflow.exceptions([sheet], "amphoe")
    assert [line.text for line in found.lines if line.why is Doubtful.CHANGED_SINCE] == [
        "เสนอไว้ ระดับมั่งมี ศรีสุข → ขณะนี้ ระดับอยู่ดี กินดี"
    ]


def test_sheets_reach_the_province_only_with_their_amphoes_letter(office: Services) -> None:
    first, second = sheet_of(office, CODES[0]), sheet_of(office, CODES[1])
    with pytest.raises(WorkflowRefused, match="ยังไม่มีหนังสือนำส่ง"):
        office.workflow.forward([first], "sent", DAY)
    letter = Sending(
        uuid=uuid4(), round=ROUND, amphoe_code="9301", letter_number="พท 0119/๕", letter_date=DAY
    )
    assert office.workflow.send(letter, [first, second], DAY) == 2
    assert stage_of(office, CODES[1]) == "sent"
    (kept,) = office.workflow.sendings(ROUND, "930101")
    assert kept.letter_number == "พท 0119/๕"
    office.workflow.save_sending(replace(kept, received_on=DAY))
    with pytest.raises(StaleRecord):
        office.workflow.save_sending(kept)
    other = replace(letter, uuid=uuid4(), amphoe_code="9302", letter_number="")
    with pytest.raises(ValidationFailed, match="ที่หนังสือ"):
        office.workflow.save_sending(other)


def test_every_writer_leaves_an_announced_sheet_alone(office: Services, tmp_path: Path) -> None:
    announced(office, CODES[0])
    key = key_of(office, CODES[0])
    before = office.checklists.sheet(key)
    with pytest.raises(SheetLocked, match=r"ระดับมั่งมี ศรีสุข.*ปลดล็อก"):
        office.checklists.answer(key, "1.1", FAILED)
    with pytest.raises(SheetLocked):
        office.checklists.answer(key, "1.1", None)
    with pytest.raises(SheetLocked):
        office.checklists.annotate(key, "1.1", note="ภาพ")
    with pytest.raises(SheetLocked):
        office.checklists.save_heads({key: SheetHead(place="ศาลา", version=before.head.version)})
    with pytest.raises(ImportRejected) as refused:
        take(office, tmp_path / "a.csv", [(CODES[0], "2569", "1", "ไม่ผ่าน")])
    assert "ประกาศ" in refused.value.problems[0].text
    take(office, tmp_path / "b.csv", [(CODES[0], "2569", "1", "ผ่าน")])  # the same changes nothing

    main = frozenset(f"1.{number}" for number in range(1, 8)) | {"2.1", "2.2", "2.3"}
    done = office.checklists.apply_main(MOI_23, main, MainRule.ALL_LEVELS, [2569])
    assert (done.sheets, done.locked) == (2, 1)
    assert office.checklists.sheet(key) == before


def test_an_unlocked_sheet_can_be_changed_and_keeps_what_was_announced(office: Services) -> None:
    (sheet,) = announced(office, CODES[0])
    with pytest.raises(ValidationFailed, match="เหตุผล"):
        office.workflow.unlock([sheet], " ", DAY)
    with pytest.raises(WorkflowRefused, match="ปลดล็อก"):
        office.workflow.send_back([sheet], "self", "แก้", DAY)
    office.workflow.unlock([sheet], "ร้องเรียน", DAY)
    office.checklists.answer(key_of(office, CODES[0]), "1.1", FAILED)
    line = office.workflow.line(sheet)
    assert (line.stage, line.level, line.announced) == (
        "province",
        "ระดับอยู่ดี กินดี",
        "ระดับมั่งมี ศรีสุข",
    )
    again = announcement("ประกาศจังหวัดพัทลุง 2/2569")
    office.workflow.announce(again, [sheet])
    assert office.workflow.line(sheet).announced == "ระดับอยู่ดี กินดี"
    village = key_of(office, CODES[0]).village_id
    last = office.workflow.last_announced([village], MOI_23)[village]
    assert (last.title, last.number, last.fiscal_year) == ("ระดับอยู่ดี กินดี", again.number, 2569)
    assert office.workflow.last_announced([village], MOI_23, until=2568) == {}


def test_an_announcement_is_undone_while_nothing_came_after(office: Services) -> None:
    (sheet,) = announced(office, CODES[0])
    office.history.undo_last()
    assert (stage_of(office, CODES[0]), office.workflow.announcements(ROUND)) == ("self", ())
    undoing = office.history.next_redo()
    assert undoing is not None
    office.history.undo(undoing.id)
    assert office.workflow.line(sheet).announced == "ระดับมั่งมี ศรีสุข"

    operation = office.history.recent(3)[-1].id
    office.workflow.unlock([sheet], "แก้", DAY)
    unlocking = office.history.recent(1)[0].id
    office.checklists.answer(key_of(office, CODES[0]), "1.1", FAILED)
    with pytest.raises(UndoRefused):
        office.history.undo(operation)
    with pytest.raises(UndoRefused, match="แก้หลังจากนั้น"):
        office.history.undo(unlocking)
    assert stage_of(office, CODES[0]) == "province"


@pytest.mark.parametrize("change", ["another rule", "another file"])
def test_an_unlocking_stays_once_its_sheet_is_another(
    office: Services, tmp_path: Path, change: str
) -> None:
    (sheet,) = announced(office, CODES[0])
    office.workflow.unlock([sheet], "แก้", DAY)
    unlocking = office.history.recent(1)[0].id
    if change == "another rule":
        main = frozenset(f"1.{number}" for number in range(1, 8)) | {"2.1", "2.2", "2.3"}
        office.checklists.apply_main(MOI_23, main, MainRule.ALL_LEVELS, [2569])
    else:
        pdf = tmp_path / "หลักฐาน.pdf"
        pdf.write_bytes(b"%PDF-1.4\n%%EOF\n")
        office.evidence.attach(key_of(office, CODES[0]), "1.1", pdf)
    with pytest.raises(UndoRefused, match="แก้หลังจากนั้น"):
        office.history.undo(unlocking)


def test_an_undoing_that_would_change_a_locked_sheet_is_refused(office: Services) -> None:
    key = key_of(office, CODES[0])
    office.checklists.answer(key, "1.1", FAILED)
    answering = office.history.recent(1)[0].id
    announced(office, CODES[0])
    with pytest.raises(UndoRefused, match="ปลดล็อก"):
        office.history.undo(answering)
    assert office.checklists.sheet(key).answers["1.1"].state is FAILED


def test_the_steps_are_the_offices_and_one_that_is_used_is_not_removed(office: Services) -> None:
    own = Step(key="zone", name="กลุ่มอำเภอ", holder=Holder.PROVINCE)
    steps = list(SHIPPED.steps)
    steps[1] = replace(steps[1], is_active=False)
    way = office.workflow.save_steps([*steps[:4], own, *steps[4:]])
    assert [step.key for step in way.active] == [
        "self",
        "amphoe",
        "sent",
        "zone",
        "province",
        ANNOUNCED,
    ]
    saving = office.history.recent(1)[0].id
    sheet = sheet_of(office, CODES[0])
    with pytest.raises(WorkflowRefused, match="ไม่ได้ใช้อยู่"):
        office.workflow.forward([sheet], "tambon", DAY)
    office.workflow.forward([sheet], "zone", DAY)
    with pytest.raises(ValidationFailed, match="ลบไม่ได้"):
        office.workflow.save_steps(SHIPPED.steps)
    with pytest.raises(UndoRefused, match="ขั้นที่จะหายไป"):
        office.history.undo(saving)
    assert stage_of(office, CODES[0]) == "zone"


def test_steps_that_lock_the_first_or_do_not_end_in_the_announcement_are_refused() -> None:
    first, *middle, last = SHIPPED.steps
    for wrong in (
        [last, first],
        [replace(first, locks=True), last],
        [first, replace(last, locks=False)],
        [replace(first, name=" "), last],
        [first, first, last],
        [last],
        [*middle],
    ):
        with pytest.raises(ValidationFailed):
            checked_way(wrong)


def texts_of(office: Services, report: str) -> str:
    options = ReportOptions(report=report, area_code="93", fiscal_year=2569, digits=Digits.ARABIC)
    document = office.reports.document(options, FileFormat.PDF)
    (sheet,) = document.sheets
    return "\n".join(
        [
            *(line for block in sheet.blocks if isinstance(block, Title) for line in block.lines),
            *(
                " | ".join(map(str, row.values))
                for block in sheet.blocks
                if isinstance(block, Table)
                for row in block.rows
            ),
            *(block.text for block in sheet.blocks if isinstance(block, Paragraph)),
        ]
    )


def test_papers_tell_the_letter_the_announced_level_and_who_fell(office: Services) -> None:
    first, second = sheet_of(office, CODES[0]), sheet_of(office, CODES[1])
    letter = Sending(
        uuid=uuid4(), round=ROUND, amphoe_code="9301", letter_number="พท 0119/5", letter_date=DAY
    )
    office.workflow.send(letter, [first, second], DAY)
    sent = texts_of(office, "checklist-sending")
    assert "ที่ พท 0119/5 ลงวันที่ 20 พ.ย. 2569" in sent
    assert "ส่งแล้ว 2 หมู่บ้าน จาก 3 หมู่บ้าน" in sent
    changes = texts_of(office, "checklist-level-changes")
    assert "ระดับมั่งมี ศรีสุข | ระดับอยู่ดี กินดี | ส่งจังหวัด" in changes

    office.workflow.announce(announcement(), [first])
    office.workflow.unlock([first], "ร้องเรียน", DAY)
    office.checklists.answer(key_of(office, CODES[0]), "1.1", FAILED)
    told = texts_of(office, "checklist-announced")
    assert "ประกาศจังหวัดพัทลุง 1/2569 ลงวันที่ 20 พฤศจิกายน 2569" in told
    assert "ระดับมั่งมี ศรีสุข" in told
    assert "รวม 1 หมู่บ้าน · ระดับมั่งมี ศรีสุข 1 หมู่บ้าน" in told


def test_open_doubts_and_villages_off_the_list_are_told(office: Services) -> None:
    first, second = sheet_of(office, CODES[0]), sheet_of(office, CODES[1])
    office.target_lists.add_area(MOI_23, 2569, "9302")
    doubting = WorkflowService(
        office.store,
        office.checklists,
        open_doubts=lambda _, sheets: dict.fromkeys(sheets[:1], 2),
    )
    found = doubting.exceptions([first, second], "tambon")
    told = [(line.sheet, line.text) for line in found.lines if line.why is Doubtful.OPEN_DOUBTS]
    assert told == [(first, "ยังไม่ยืนยัน 2 เรื่อง")]
    off = {line.sheet for line in found.lines if line.why is Doubtful.NOT_TARGET}
    assert off == {first, second}
    shown = office.workflow.lines("9301", ROUND)
    assert [(line.sheet, line.in_base) for line in shown] == [(first, False), (second, False)]


def test_villages_off_the_list_are_told_apart_in_the_total_of_what_was_sent(
    office: Services,
) -> None:
    office.target_lists.add_area(MOI_23, 2569, "9302")
    letter = Sending(
        uuid=uuid4(), round=ROUND, amphoe_code="9301", letter_number="พท 1", letter_date=DAY
    )
    first = sheet_of(office, CODES[0])
    older = replace(letter, round=replace(ROUND, fiscal_year=2568))
    with pytest.raises(WorkflowRefused, match="ต่างรอบ"):
        office.workflow.send(older, [first], DAY)
    office.workflow.send(letter, [first], DAY)
    sent = texts_of(office, "checklist-sending")
    assert "ส่งแล้ว 0 หมู่บ้าน จาก 1 หมู่บ้าน และนอกบัญชีหมู่บ้านเป้าหมายอีก 1 หมู่บ้าน" in sent


def test_a_sheet_of_an_instrument_without_indicators_goes_nowhere(office: Services) -> None:
    key = replace(key_of(office, CODES[0]), instrument="village-contest")
    sheet = office.checklists.save_head(key, SheetHead(place="ศาลา")).uuid
    assert sheet is not None
    assert office.workflow.exceptions([sheet], "tambon").forbidden == {sheet}
    with pytest.raises(WorkflowRefused, match="ยังไม่มีตัวชี้วัด"):
        office.workflow.forward([sheet], "tambon", DAY)


def test_a_step_before_the_announcement_can_lock_and_is_opened_by_returning(
    office: Services,
) -> None:
    steps = [replace(step, locks=step.key in ("sent", ANNOUNCED)) for step in SHIPPED.steps]
    office.workflow.save_steps(steps)
    letter = Sending(
        uuid=uuid4(), round=ROUND, amphoe_code="9301", letter_number="พท 1", letter_date=DAY
    )
    sheet = sheet_of(office, CODES[0])
    office.workflow.send(letter, [sheet], DAY)
    with pytest.raises(SheetLocked, match="ส่งคืนแก้ไข"):
        office.checklists.answer(key_of(office, CODES[0]), "1.1", FAILED)
    office.workflow.send_back([sheet], "amphoe", "แก้", DAY)
    office.checklists.answer(key_of(office, CODES[0]), "1.1", FAILED)
    returning = office.history.recent(2)[1].id
    with pytest.raises(UndoRefused, match="แก้หลังจากนั้น"):
        office.history.undo(returning)
