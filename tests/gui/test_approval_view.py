"""Sheets on their way in the window: exceptions first, then sent on, returned, announced."""

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.checklists import page as checklists_page
from cdd_desktop.gui.pages.checklists import views
from cdd_desktop.gui.pages.checklists.approval.model import Column
from cdd_desktop.gui.pages.checklists.approval.move_dialog import MoveDialog
from cdd_desktop.gui.pages.checklists.approval.reading import Shown
from cdd_desktop.gui.pages.checklists.approval.sendings_dialog import SendingsDialog
from cdd_desktop.gui.pages.checklists.approval.steps_dialog import StepsDialog
from cdd_desktop.gui.pages.checklists.approval.view import ApprovalView
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

WITHIN = 60_000
YEAR = 2569
ASKED = {"93010101": 23, "93010102": 23, "93010103": 22}  # answers given, all passed


@pytest.fixture
def view(
    qtbot: QtBot, context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ApprovalView:
    """Two sheets are whole, of the third one answer is missing."""
    rows = [
        (code, str(YEAR), str(number), "ผ่าน")
        for code, asked in ASKED.items()
        for number in range(1, asked + 1)
    ]
    path = tmp_path / "answers.csv"
    write_csv(path, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    services = context.services
    AnswerImporter(services.store, services.checklists, services.villages).run(
        path, instrument_id=MOI_23
    )
    context.look_at(year=YEAR)
    alone = tuple(entry for entry in views.VIEWS if entry.key == "approval")
    monkeypatch.setattr(checklists_page, "VIEWS", alone)
    monkeypatch.setattr(checklists_page, "ENTRY", "approval")
    page = ChecklistsPage(context)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    page.refresh()
    made = page.view
    assert isinstance(made, ApprovalView)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, view: ApprovalView) -> None:
    qtbot.waitUntil(lambda: not view.is_busy, timeout=WITHIN)


def dialog_of(qtbot: QtBot, view: ApprovalView) -> MoveDialog:
    settle(qtbot, view)
    return next(dialog for dialog in view.findChildren(MoveDialog) if dialog.isVisible())


def press(qtbot: QtBot, view: ApprovalView, keys: str) -> None:
    """As the keyboard does: a dialog that was closed has left nobody with it."""
    view.window().activateWindow()
    view.sheet_table.setFocus()
    qtbot.waitUntil(view.sheet_table.hasFocus, timeout=WITHIN)
    QTest.keySequence(view.sheet_table, QKeySequence(keys))


def choose_first(view: ApprovalView) -> None:
    """Whatever keys a test before this one left down."""
    selection = view.sheet_table.selectionModel()
    flags = selection.SelectionFlag.ClearAndSelect | selection.SelectionFlag.Rows
    selection.select(view.sheet_table.model().index(0, 0), flags)


def shown(view: ApprovalView, column: Column) -> list[str]:
    model = view.sheet_table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def reasons(dialog: MoveDialog) -> list[tuple[str, str]]:
    model = dialog.exception_table.model()
    return [
        (str(model.index(row, 0).data()), str(model.index(row, 1).data()))
        for row in range(model.rowCount())
    ]


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def test_a_batch_is_sent_on_without_those_that_cannot_go_and_one_comes_back(
    qtbot: QtBot, view: ApprovalView, context: Context
) -> None:
    changed = []
    context.happened.connect(lambda what, _: changed.append(what))
    assert shown(view, Column.ANSWERED) == ["ครบ", "ครบ", "22 จาก 23"]
    view.sheet_table.selectAll()
    press(qtbot, view, "F9")
    dialog = dialog_of(qtbot, view)
    assert reasons(dialog) == [("✕ ยังตอบไม่ครบ", "ม.3 บ้านควนเปี๊ยะ (93010103)")]
    assert dialog.save_button.text() == "เสนอต่อ 2 หมู่บ้าน (เว้น 1)"
    dialog.save_button.click()
    settle(qtbot, view)
    assert shown(view, Column.STEP)[:2] == ["ตำบล", "ตำบล"]
    assert changed == [Changed.STAGES]
    assert plain(view.page.told_label.text()).startswith("เสนอต่อแล้ว 2 หมู่บ้าน")

    choose_first(view)
    press(qtbot, view, "Shift+F9")
    back = dialog_of(qtbot, view)
    assert back.focusWidget() is back.reason_edit  # what only the typist knows
    back.save_button.click()
    settle(qtbot, view)
    assert "กรุณากรอกเหตุผล" in plain(back.reason_problem.text())
    back.reason_edit.setText("ไม่มีหลักฐาน")
    back.save_button.click()
    settle(qtbot, view)
    assert shown(view, Column.STEP)[0] == "◀ ส่งคืนแก้ไข · หมู่บ้านประเมินตนเอง"
    assert "ไม่มีหลักฐาน" in plain(view.log_label.text())
    view.show_target(Shown.RETURNED)
    assert shown(view, Column.VILLAGE) == ["ม.1 บ้านดอนหลา"]


def test_a_village_is_sent_with_its_letter_announced_and_unlocked(
    qtbot: QtBot, view: ApprovalView, context: Context
) -> None:
    choose_first(view)
    view.forward_button.click()
    dialog = dialog_of(qtbot, view)
    dialog.to_combo.setCurrentIndex(dialog.to_combo.findData("sent"))
    settle(qtbot, view)
    assert ("ข้ามขั้น", "ม.1 บ้านดอนหลา (93010101)") in reasons(dialog)
    dialog.number_edit.setEditText("พท 0119/5")
    dialog.save_button.click()
    settle(qtbot, view)
    (letter,) = context.services.workflow.sendings(view.round_of)
    assert (letter.letter_number, letter.amphoe_code) == ("พท 0119/5", "9301")

    view.announce_button.click()
    announcing = dialog_of(qtbot, view)
    assert announcing.focusWidget() in (announcing.number_edit, announcing.number_edit.lineEdit())
    announcing.save_button.click()
    settle(qtbot, view)
    assert "ประกาศ" in plain(announcing.number_problem.text())
    announcing.number_edit.setEditText("ประกาศจังหวัดพัทลุง")
    announcing.save_button.click()
    settle(qtbot, view)
    assert shown(view, Column.ANNOUNCED)[0] == "มั่งมี ศรีสุข"
    assert shown(view, Column.STEP)[0] == "■ ประกาศ"
    assert not view.forward_button.isEnabled()

    press(qtbot, view, "Ctrl+U")
    unlocking = dialog_of(qtbot, view)
    unlocking.reason_edit.setText("ร้องเรียน")
    unlocking.save_button.click()
    settle(qtbot, view)
    assert shown(view, Column.STEP)[0] == "จังหวัดตรวจสอบ"
    assert shown(view, Column.ANNOUNCED)[0] == "มั่งมี ศรีสุข"


def test_letters_and_steps_are_typed_in_tables(
    qtbot: QtBot, view: ApprovalView, context: Context
) -> None:
    QAbstractItemModelTester(view.sheet_table.model(), view)
    view.edit_letters()
    letters = view.findChild(SendingsDialog)
    assert isinstance(letters, SendingsDialog)
    model = letters.letter_table.model()
    assert str(model.index(0, 1).data()) == "0 จาก 3"
    model.setData(model.index(0, 2), "พท ๕")
    letters.save_button.click()
    assert "ลงวันที่" in plain(letters.told_label.text())
    model.setData(model.index(0, 3), "20 พ.ย. 2569")
    letters.save_button.click()
    settle(qtbot, view)
    assert context.services.workflow.sendings(view.round_of)[0].letter_number == "พท ๕"

    view.edit_steps()
    steps = view.findChild(StepsDialog)
    assert isinstance(steps, StepsDialog)
    steps.step_table.model().setData(steps.step_table.model().index(0, 0), " ")
    steps.save_button.click()
    assert "ชื่อ" in plain(steps.told_label.text())
    steps.step_table.model().setData(steps.step_table.model().index(0, 0), "ประชาคม")
    steps.save_button.click()
    settle(qtbot, view)
    assert context.services.workflow.way().first.name == "ประชาคม"
