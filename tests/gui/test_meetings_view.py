"""Meetings in the window: begun from a committee, written by keyboard, saved whole, on paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4
from zipfile import is_zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.plans.meetings.committee_dialog import CommitteeDialog
from cdd_desktop.gui.pages.plans.meetings.link_dialog import LinkDialog
from cdd_desktop.gui.pages.plans.meetings.opened import offer
from cdd_desktop.gui.pages.plans.meetings.view import MeetingsView
from cdd_desktop.gui.pages.plans.meetings.whose_dialog import WhoseDialog
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.letters.drawing import LetterFormat
from cdd_desktop.meetings.papers import MeetingPaper
from cdd_desktop.meetings.records import Committee, FollowUp, Meeting, Part
from cdd_desktop.places.records import PlaceRef

WITHIN = 60_000
DAY = date(2026, 11, 22)
TAMBON = PlaceRef(area_code="930101")


@pytest.fixture(autouse=True)
def _without_projects(stands_first: Callable[[str], None]) -> None:
    stands_first("meetings")


@pytest.fixture
def view(qtbot: QtBot, context: Context, no_child: None) -> MeetingsView:
    return show_view(qtbot, context)


def show_view(qtbot: QtBot, context: Context) -> MeetingsView:
    page = PlansPage(context)
    qtbot.addWidget(page)
    page.resize(1050, 560)
    page.set_compact(compact=True)
    page.show()
    page.refresh()
    assert isinstance(page.view, MeetingsView)
    settle(qtbot, page.view)
    return page.view


def settle(qtbot: QtBot, view: MeetingsView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy, timeout=WITHIN)


def keep_committee(context: Context) -> Committee:
    meetings = context.services.meetings
    begun = meetings.begin_committee("tambon", TAMBON)
    chair, *others = begun.seats
    return meetings.save_committee(replace(begun, seats=(replace(chair, name="นายก"), *others)))


def keep_meeting(context: Context, view: MeetingsView, qtbot: QtBot) -> Meeting:
    begun = context.services.meetings.begin(TAMBON, DAY)
    first, *others = begun.items
    due = FollowUp(uuid=uuid4(), task="ส่งหนังสือ", owner="พัฒนากร", due_on=date(2026, 11, 1))
    saved = context.services.meetings.save(
        replace(begun, items=(replace(first, follow_ups=(due,)), *others))
    )
    view.refresh()
    settle(qtbot, view)
    return saved


def shown(text: str) -> str:
    return text.replace("\u200b", "")


def test_without_meetings_the_view_says_what_to_do_first(view: MeetingsView) -> None:
    assert view.content_stack.currentWidget() is view.empty_widget
    assert "Ctrl+N" in shown(view.nothing_label.text())


def test_a_meeting_is_written_by_keyboard_and_saved_whole(
    qtbot: QtBot, view: MeetingsView, context: Context
) -> None:
    committee = keep_committee(context)
    view.errands.begin(committee.uuid)
    settle(qtbot, view)
    form = view.meeting_form
    assert not form.is_dirty
    assert view.save_button.isEnabled()
    type_text(form.venue_edit, "ศาลา")
    form.part_tabs.setCurrentWidget(form.people_tab)
    form.call_button.click()
    settle(qtbot, view)
    qtbot.keyClick(form.people_table, Qt.Key.Key_Space)
    form.part_tabs.setCurrentWidget(form.items_tab)
    table = form.items_editor.item_table
    table.choose(4, 1)
    type_text(form.items_editor.body_edit, "ประธานเสนอแผน")
    qtbot.keyClick(table, Qt.Key.Key_Insert)
    table.commit_typed()
    qtbot.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    row = table.row
    table.model().setData(table.model().index(row, 1), "แผนตำบล")
    view.save()
    settle(qtbot, view)
    (line,) = context.services.meetings.meetings("93")
    saved = context.services.meetings.get(line.uuid)
    assert (saved.times, saved.venue) == ("1/2569", "ศาลา")
    assert [(one.part, one.name) for one in saved.attendance] == [(Part.ABSENT, "นายก")]
    assert [(item.number, item.heading) for item in saved.items[4:6]] == [
        ("5", "เรื่องเพื่อพิจารณา"),
        ("5.1", "แผนตำบล"),
    ]
    assert saved.items[4].body == "ประธานเสนอแผน"
    assert not form.is_dirty
    assert view.meeting == saved


def test_what_is_typed_in_an_open_cell_is_saved_too(
    qtbot: QtBot, view: MeetingsView, context: Context
) -> None:
    meeting = keep_meeting(context, view, qtbot)
    table = view.meeting_form.people_table
    view.meeting_form.part_tabs.setCurrentWidget(view.meeting_form.people_tab)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Insert)
    editor = table.viewport().focusWidget()
    assert isinstance(editor, QWidget)
    type_text(editor, "นายข")
    view.save()
    settle(qtbot, view)
    (person,) = context.services.meetings.get(meeting.uuid).attendance
    assert person.name == "นายข"


def test_a_follow_up_added_and_saved_twice_is_no_stale_copy(
    qtbot: QtBot, view: MeetingsView, context: Context
) -> None:
    meeting = keep_meeting(context, view, qtbot)
    editor = view.meeting_form.items_editor
    for task in ("เชิญประชุม", "ส่งแผน"):
        editor.follow_table.add_row()
        model = editor.follow_table.model()
        model.setData(model.index(editor.follow_table.row, 0), task)
        view.save()
        settle(qtbot, view)
    tasks = [one.task for one in context.services.meetings.get(meeting.uuid).items[0].follow_ups]
    assert sorted(tasks) == ["ส่งหนังสือ", "ส่งแผน", "เชิญประชุม"]


def test_a_number_that_is_used_is_told_beside_it(
    qtbot: QtBot, view: MeetingsView, context: Context
) -> None:
    keep_meeting(context, view, qtbot)
    view.begin(lambda: context.services.meetings.begin(TAMBON, DAY))
    settle(qtbot, view)
    form = view.meeting_form
    form.number_edit.setText("๑")
    view.save()
    settle(qtbot, view)
    assert "22 พฤศจิกายน 2569" in shown(form.number_problem.text())
    form.next_button.click()
    settle(qtbot, view)
    assert form.number_edit.text() == "2"


def test_a_wrong_row_is_told_and_shown(qtbot: QtBot, view: MeetingsView, context: Context) -> None:
    keep_meeting(context, view, qtbot)
    editor = view.meeting_form.items_editor
    editor.follow_table.choose(0, 2)
    model = editor.follow_table.model()
    assert not model.setData(model.index(0, 2), "เมื่อวาน")
    assert editor.items_problem.text()
    editor.item_table.model().setData(editor.item_table.model().index(2, 1), " ")
    view.save()
    settle(qtbot, view)
    assert shown(editor.items_problem.text()).startswith("แถวที่ 3")
    assert editor.item_table.row == 2
    assert view.meeting_form.part_tabs.currentWidget() is view.meeting_form.items_tab


def test_leaving_with_unsaved_inputs_asks(
    qtbot: QtBot, view: MeetingsView, context: Context, dialogs: FakeDialogs
) -> None:
    meeting = keep_meeting(context, view, qtbot)
    view.meeting_form.venue_edit.setText("วัด")
    dialogs.leaving = Leaving.STAY
    assert not view.leave()
    dialogs.leaving = Leaving.SAVE
    assert view.leave()
    assert context.services.meetings.get(meeting.uuid).venue == "วัด"


def test_overdue_work_is_listed_and_done_by_space(
    qtbot: QtBot, view: MeetingsView, context: Context
) -> None:
    keep_meeting(context, view, qtbot)
    assert view.follow_button.text() == "งานตามมติ 1"
    view.follow_button.click()
    assert view.content_stack.currentWidget() is view.follow_card
    assert view.follow_table.model().index(0, 0).data() == "เลยกำหนด"
    view.follow_table.setFocus()
    qtbot.keyClick(view.follow_table, Qt.Key.Key_Space)
    settle(qtbot, view)
    assert context.services.meetings.follow_ups("93") == ()
    assert view.follow_button.text() == "งานตามมติ"


@pytest.mark.parametrize("paper", MeetingPaper)
def test_every_paper_is_seen_before_it_is_printed(
    qtbot: QtBot, view: MeetingsView, context: Context, paper: MeetingPaper
) -> None:
    keep_meeting(context, view, qtbot)
    form = view.meeting_form
    form.paper_combo.setCurrentIndex(tuple(MeetingPaper).index(paper))
    form.part_tabs.setCurrentWidget(form.paper_tab)
    settle(qtbot, view)
    assert form.preview_pane.page_count == 1


def test_a_child_writes_the_minutes_as_a_word_file(
    qtbot: QtBot, context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    view = show_view(qtbot, context)
    keep_meeting(context, view, qtbot)
    view.meeting_form.paper_combo.setCurrentIndex(tuple(MeetingPaper).index(MeetingPaper.MINUTES))
    dialogs.path = tmp_path / "รายงาน.docx"
    view.papers.save(LetterFormat.WORD)
    settle(qtbot, view)
    assert is_zipfile(dialogs.path)
    assert dialogs.asked[-1].startswith("บันทึกหนังสือ: รายงานการประชุมประชาคม")


def test_a_resolution_is_linked_to_projects_found_by_name(
    qtbot: QtBot, view: MeetingsView, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = keep_meeting(context, view, qtbot)
    project = keep_project(context, "ก่อสร้างถนน คสล.")
    keep_project(context, "ขุดสระ")

    def choose(dialog: LinkDialog) -> int:
        dialog.find_edit.setText("ถนน")
        qtbot.waitUntil(lambda: dialog.project_list.model().rowCount() == 1)
        assert not dialog.take_button.isEnabled()
        dialog.project_list.setCurrentIndex(dialog.project_list.model().index(0, 0))
        assert dialog.take_button.isEnabled()
        return LinkDialog.DialogCode.Accepted

    monkeypatch.setattr(LinkDialog, "exec", choose)
    editor = view.meeting_form.items_editor
    editor.item_table.choose(4, 1)
    view.meeting_form.venue_edit.setText("วัด")  # what is typed stays
    view.errands.link()
    settle(qtbot, view)
    item = meeting.items[4].uuid
    assert [one.uuid for one in context.services.resolutions.projects_of(item)] == [project]
    assert "ก่อสร้างถนน" in str(editor.project_view.model().index(0, 0).data())
    assert view.meeting_form.venue_edit.text() == "วัด"
    editor.project_view.setCurrentIndex(editor.project_view.model().index(0, 0))
    view.errands.unlink()
    settle(qtbot, view)
    assert context.services.resolutions.projects_of(item) == ()


def test_an_item_that_is_not_saved_is_not_linked(
    qtbot: QtBot, view: MeetingsView, context: Context
) -> None:
    view.begin(lambda: context.services.meetings.begin(TAMBON, DAY))
    settle(qtbot, view)
    view.errands.link()
    assert "Ctrl+S" in shown(view.page.told_label.text())


def keep_project(context: Context, name: str) -> UUID:
    projects = context.services.projects
    begun = projects.begin(None, "930101")
    return projects.save(replace(begun, name=name)).uuid


def test_a_meeting_is_removed_once_confirmed(
    qtbot: QtBot, view: MeetingsView, context: Context
) -> None:
    keep_meeting(context, view, qtbot)
    view.errands.remove()
    settle(qtbot, view)
    assert context.services.meetings.meetings("93") == ()
    assert view.content_stack.currentWidget() is view.empty_widget


def test_a_committee_is_set_up_with_seats_to_be_checked(qtbot: QtBot, context: Context) -> None:
    begun = context.services.meetings.begin_committee("tambon", TAMBON)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = CommitteeDialog(parent, context, begun, "ตำบลคูหาสวรรค์")
    assert shown(dialog.check_label.text()).startswith("รอตรวจ 8")
    model = dialog.seat_table.model()
    model.setData(model.index(0, 2), "ปลัดอำเภอ")
    assert shown(dialog.check_label.text()).startswith("รอตรวจ 7")
    model.setData(model.index(0, 3), "1 ต.ค. 69")
    model.setData(model.index(0, 4), "1 ต.ค. 68")
    dialog.save()
    assert "วันเริ่ม" in shown(dialog.seats_problem.text())
    model.setData(model.index(0, 4), "")
    dialog.save()
    (saved,) = context.services.meetings.committees("930101")
    assert saved.seats[0].position == "ปลัดอำเภอ"
    assert saved.seats[0].term_from == date(2026, 10, 1)


def test_a_committee_is_offered_the_places_of_its_level(qtbot: QtBot, context: Context) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = WhoseDialog(parent, offer(context.services, "930101", 2570), is_committee=True)
    dialog.kind_combo.setCurrentIndex(dialog.kind_combo.findData("village"))
    dialog.find_edit.setText("นำ")  # in a hurry
    place = dialog.place
    assert place is not None
    assert context.services.meetings.place_name(place) == "ม.2 บ้านน้ำเลือด"
    dialog.find_edit.clear()
    dialog.kind_combo.setCurrentIndex(dialog.kind_combo.findData("tambon"))
    assert dialog.place == TAMBON
    dialog.kind_combo.setCurrentIndex(dialog.kind_combo.findData("amphoe"))
    assert dialog.place is None
    assert not dialog.take_button.isEnabled()


def test_models_obey_the_rules_of_qt(qtbot: QtBot, view: MeetingsView, context: Context) -> None:
    keep_meeting(context, view, qtbot)
    form = view.meeting_form
    for widget in (
        view.meeting_view,
        view.follow_table,
        form.people_table,
        form.items_editor.item_table,
    ):
        QAbstractItemModelTester(
            widget.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
        )
    view.refresh()
    settle(qtbot, view)


def test_a_new_meeting_takes_the_keyboard_and_its_parts_are_turned_by_keys(
    qtbot: QtBot, view: MeetingsView, context: Context
) -> None:
    committee = keep_committee(context)
    keep_meeting(context, view, qtbot)
    view.errands.begin(committee.uuid)
    settle(qtbot, view)
    form = view.meeting_form
    assert not view.meeting_view.currentIndex().isValid()  # the list marks no other meeting
    assert view.window().focusWidget() is form.title_edit
    for part, first in (
        (form.items_tab, form.items_editor.item_table),
        (form.people_tab, form.people_table),
        (form.paper_tab, form.paper_combo),
        (form.head_tab, form.title_edit),
    ):
        form.turn(1)
        assert form.part_tabs.currentWidget() is part
        assert view.window().focusWidget() is first
    settle(qtbot, view)
    form.turn(-1)
    assert form.part_tabs.currentWidget() is form.paper_tab
    settle(qtbot, view)
