"""A meeting goes through a sheet: begun, decided, interrupted, closed, taken back, printed."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from forum_offices import DAY, GVH, START, publish_hands, sheet_key
from soundness import wrong_in
from sqlalchemy import select
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Answer, AnswerState, Round
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.workflow.locks import SheetLocked
from cdd_desktop.checklists.workflow.records import ANNOUNCED
from cdd_desktop.cli.main import main
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.forums.records import LAST_PAGE, Forum, ForumItem
from cdd_desktop.meetings.committees import StillUsed
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

if TYPE_CHECKING:
    from tests.conftest import FixedClock

VILLAGE = "93010101"
PASSED = Answer(state=AnswerState.PASSED)
FAILED = Answer(state=AnswerState.FAILED)


@pytest.fixture(scope="module")
def office_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with two villages, and GVH with items."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("forums") / "data"))
    with services_of(Store.open(folder)) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        register_villages(services.store, {VILLAGE: "ดอนหลา", "93010102": "น้ำเลือด"})
        publish_hands(services)
    return folder


@pytest.fixture
def office(office_folder: Path, tmp_path: Path, clock: "FixedClock") -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    folder = Path(shutil.copytree(office_folder, tmp_path / "data"))
    with services_of(Store.open(folder, clock=clock)) as services:
        yield services


def begin(office: Services, instrument: str = MOI_23) -> Forum:
    return office.forums.begin(sheet_key(office, VILLAGE, instrument), START)


def decide_all(office: Services, forum: Forum, failing: tuple[str, ...] = ()) -> Forum:
    for indicator in forum.sheet.instrument.indicators:
        answer = FAILED if indicator.code in failing else PASSED
        forum = office.forums.decide(forum.uuid, indicator.code, answer)
    return forum


def test_a_forum_is_a_meeting_of_the_village_and_both_are_taken_back_together(
    office: Services,
) -> None:
    forum = begin(office)
    meeting = office.meetings.get(forum.line.meeting.uuid)
    assert (meeting.code, meeting.begins, meeting.venue) == (VILLAGE, "09.30", "ศาลาประชาคม")
    assert meeting.number == 1
    assert "การประเมินหมู่บ้านตามแบบ 4 ด้าน 23 ตัวชี้วัด ปี 2570" in [
        item.heading.removesuffix(" รอบหลัง") for item in meeting.items
    ]
    assert forum.line.at_indicator == "1.1"
    assert office.forums.open_of(forum.line.key) == forum.line
    office.history.undo(office.store.written)
    assert office.forums.lines() == ()
    assert office.meetings.meetings() == ()
    assert not wrong_in(office.store)


def test_each_decision_is_in_the_file_at_once_and_the_meeting_goes_on_there(
    office: Services, clock: "FixedClock"
) -> None:
    forum = begin(office)
    office.forums.decide(forum.uuid, "1.1", PASSED)
    office.forums.decide(forum.uuid, "1.2", FAILED)
    office.forums.note(
        forum.uuid, ForumItem(indicator="1.2", agreed=40, objected=3, note=" ยังไม่ครบ  ทุกบ้าน ")
    )
    folder = office.store.path.parent
    office.close()  # as a power cut would: nobody left the meeting
    with services_of(Store.open(folder, clock=clock)) as again:
        line = again.forums.open_of(sheet_key(again, VILLAGE))
        assert line is not None
        assert line.at_indicator == "1.2"
        found = again.forums.get(line.uuid)
        assert found.sheet.answers["1.1"].state is AnswerState.PASSED
        assert found.item("1.2") == ForumItem(
            indicator="1.2", agreed=40, objected=3, note="ยังไม่ครบ ทุกบ้าน"
        )
        assert again.checklists.sheet(line.key).grade.answered == 2


def test_a_decision_and_its_hands_are_each_taken_back(office: Services) -> None:
    forum = begin(office)
    office.forums.decide(forum.uuid, "1.1", PASSED)
    office.forums.note(forum.uuid, ForumItem(indicator="1.1", agreed=9, objected=0))
    office.history.undo(office.store.written)
    assert office.forums.get(forum.uuid).items == {}
    decided = office.forums.decide(forum.uuid, "1.1", FAILED)
    office.history.undo(office.store.written)
    after = office.forums.get(forum.uuid)
    assert decided.sheet.answers["1.1"].state is AnswerState.FAILED
    assert after.sheet.answers["1.1"].state is AnswerState.PASSED
    assert not wrong_in(office.store)


def test_hands_are_kept_by_score_with_their_sum_and_mean(office: Services) -> None:
    forum = begin(office, GVH)
    votes = Answer(state=AnswerState.MEASURED, votes=(0, 1, 6, 4, 1))
    kept = office.forums.decide(forum.uuid, "1.1", votes).sheet.answers["1.1"]
    assert (kept.value, kept.denominator, kept.votes) == (Decimal(41), Decimal(12), (0, 1, 6, 4, 1))
    with pytest.raises(ValidationFailed, match="ช่อง"):
        office.forums.decide(forum.uuid, "1.2", replace(votes, votes=(1, 2)))


def test_what_cannot_be_a_meeting_is_refused_with_the_reason(office: Services) -> None:
    key = sheet_key(office, VILLAGE)
    wrong = replace(START, held_on=date(2029, 1, 1), begins="เช้า", people_present=0)
    with pytest.raises(ValidationFailed) as refused:
        office.forums.begin(key, wrong)
    assert set(refused.value.problems) == {"held_on", "begins", "people_present"}
    for instrument, told in (("bmn-2560", "มาจากไฟล์"), ("zero-waste", "ยังไม่มีตัวชี้วัด")):
        with pytest.raises(ValidationFailed, match=told):
            office.forums.begin(replace(key, instrument=instrument), START)
    begin(office)
    with pytest.raises(ValidationFailed, match="ยังไม่ปิด"):
        begin(office)
    assert len(office.meetings.meetings()) == 1
    with pytest.raises(ValidationFailed, match="ไม่มีรอบ"):
        office.forums.begin(replace(key, instrument="village-contest", round=Round.BEFORE), START)


def test_a_locked_sheet_takes_no_meeting_and_no_decision(office: Services) -> None:
    forum = begin(office)
    office.forums.decide(forum.uuid, "1.1", PASSED)
    with office.store.writing(Intent(action="test", summary="ประกาศ")) as work:
        for row in work.session.scalars(select(AssessmentRow)):
            row.stage = ANNOUNCED
    with pytest.raises(SheetLocked):
        office.forums.decide(forum.uuid, "1.1", FAILED)
    office.forums.remove(forum.uuid)
    with pytest.raises(SheetLocked):
        begin(office)


def test_closing_writes_the_minutes_and_what_the_head_does_not_say(office: Services) -> None:
    forum = decide_all(office, begin(office), failing=("1.2",))
    office.forums.note(forum.uuid, ForumItem(indicator="1.2", objected=3, note="บางบ้านยังไม่ทำ"))
    closed = office.forums.close(forum.uuid, ends="12.00", people_present=48)
    assert closed.line.is_closed
    assert closed.line.people_present == 48
    head = closed.sheet.head
    assert (head.assessed_on, head.place, head.people_present) == (DAY, "ศาลาประชาคม", 48)
    meeting = office.meetings.get(closed.line.meeting.uuid)
    assert meeting.ends == "12.00"
    told = next(item for item in meeting.items if item.resolution)
    assert "ข้อคัดค้าน: บางบ้านยังไม่ทำ" in told.body
    assert "ผ่าน 22 ข้อ ไม่ผ่าน 1 ข้อ จากทั้งหมด 23 ข้อ" in told.resolution
    assert office.forums.open_of(closed.line.key) is None
    with pytest.raises(ValidationFailed, match="ปิดแล้ว"):
        office.forums.decide(forum.uuid, "1.1", FAILED)
    closing = office.store.written
    second = begin(office)
    with pytest.raises(UndoRefused, match="เปิดอยู่"):
        office.history.undo(closing)
    office.forums.remove(second.uuid)
    office.history.undo(closing)
    again = office.forums.get(forum.uuid)
    assert not again.line.is_closed
    assert again.sheet.head.assessed_on is None
    assert not wrong_in(office.store)


def test_an_hour_before_the_beginning_or_nobody_present_does_not_close_it(
    office: Services,
) -> None:
    forum = begin(office)
    with pytest.raises(ValidationFailed) as refused:
        office.forums.close(forum.uuid, ends="08.00", people_present=0)
    assert set(refused.value.problems) == {"ends", "people_present"}
    assert not office.forums.get(forum.uuid).line.is_closed


def test_the_meeting_of_a_forum_stays_until_the_forum_is_removed(office: Services) -> None:
    forum = begin(office)
    meeting = forum.line.meeting.uuid
    with pytest.raises(StillUsed, match="เวทีประชาคม"):
        office.meetings.remove(meeting)
    office.forums.note(forum.uuid, ForumItem(indicator="1.1", agreed=4))
    office.forums.remove(forum.uuid)
    office.history.undo(office.store.written)
    assert office.forums.get(forum.uuid).item("1.1").agreed == 4
    office.forums.remove(forum.uuid)
    office.meetings.remove(meeting)
    with pytest.raises(NotFound):
        office.forums.of_meeting(meeting)


def test_where_it_stands_is_written_only_when_it_moved(office: Services) -> None:
    forum = begin(office)
    office.forums.stand_at(forum.uuid, LAST_PAGE)
    assert office.forums.get(forum.uuid).line.at_indicator == LAST_PAGE
    assert office.store.written is not None
    office.forums.stand_at(forum.uuid, LAST_PAGE)
    assert office.store.written is None


def test_commands_open_close_and_remove(
    office: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(office.store.path.parent)
    office.close()

    def run(*words: str) -> tuple[int, str]:
        code = main(["--data-dir", folder, "forum", *words])
        told = capsys.readouterr()
        return code, told.out + told.err

    code, told = run("begin", VILLAGE, "--year", "2570", "--on", "20/11/2569", "--begins", "9.30")
    assert (code, "F11" in told) == (0, True)
    _, listed = run("list", "--area", "9301")
    assert "ค้างที่ข้อ 1.1" in listed
    handle = listed.partition("\t")[0]
    code, told = run("close", handle, "--ends", "8.00")
    assert (code, "09.30" in told) == (1, True)
    assert run("close", handle, "--ends", "11.45")[0] == 0
    assert "ปิดแล้ว" in run("list")[1]
    assert run("remove", handle)[0] == 0
    assert "ยังไม่มีเวทีประชาคม" in run("list")[1]
