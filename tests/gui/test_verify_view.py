"""สอบทาน by keyboard: a sample chosen, a sheet keyed again blind, a difference settled."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.checklists.verifying.records import Verification
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists import page as checklists_page
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage
from cdd_desktop.gui.pages.checklists.verify.sample_dialog import SampleDialog
from cdd_desktop.gui.pages.checklists.verify.view import VerifyView

WITHIN = 60_000
CODE = "93010101"


def key_of(services: Services) -> SheetKey:
    return SheetKey(
        village_id=services.villages.by_code(CODE).id,
        instrument=MOI_23,
        fiscal_year=2570,
        round=Round.AFTER,
    )


@pytest.fixture
def codes(services: Services) -> list[str]:
    """A sheet of which all but the last indicator are passed; gives its indicators."""
    found = [each.code for each in services.checklists.instrument(MOI_23).indicators]
    for code in found:
        state = AnswerState.FAILED if code == found[-1] else AnswerState.PASSED
        services.checklists.answer(key_of(services), code, state)
    return found


@pytest.fixture
def view(qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch) -> Iterator[VerifyView]:
    # the view of entry is dear to make, and nothing here goes there
    monkeypatch.setattr(checklists_page, "ENTRY", "verify")
    page = ChecklistsPage(context)
    qtbot.addWidget(page)
    page.resize(1093, 560)
    page.show()
    page.refresh()
    shown = page.view
    assert isinstance(shown, VerifyView)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)
    QAbstractItemModelTester(shown.sheets, shown)
    QAbstractItemModelTester(shown.differences, shown)
    QAbstractItemModelTester(shown.second_grid.second, shown)
    yield shown
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def strike(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)


def settled(qtbot: QtBot, view: VerifyView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy, timeout=WITHIN)


def begin(qtbot: QtBot, view: VerifyView) -> Verification:
    view.setFocus()
    view.choose()
    dialog = view.findChild(SampleDialog)
    assert isinstance(dialog, SampleDialog)
    dialog.keyed_by_edit.setText("สอง ทวน")
    with qtbot.waitSignal(dialog.accepted, timeout=WITHIN):
        dialog.save()
    settled(qtbot, view)
    assert view.sample is not None
    assert view.window().focusWidget() is view.sheet_table  # Enter begins the first sheet
    return view.sample


def test_an_area_without_a_sample_says_what_to_do_first(view: VerifyView) -> None:
    assert "เลือกตัวอย่าง" in view.nothing_label.text().replace("\u200b", "")
    assert view.nothing_label.isVisible()
    assert not view.work_card.isVisible()
    assert view.focusProxy() is view.new_button


def test_what_is_wrong_with_a_sample_stands_beside_its_field(
    qtbot: QtBot, view: VerifyView, dialogs: FakeDialogs
) -> None:
    view.choose()
    dialog = view.findChild(SampleDialog)
    assert isinstance(dialog, SampleDialog)
    dialog.size_edit.setText("มาก")
    dialog.save()
    assert "จำนวนเต็ม" in dialog.size_problem.text().replace("\u200b", "")
    dialog.size_edit.setText("๕")
    dialog.save()
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=WITHIN)
    assert "กรอกให้ครบก่อน" in dialog.size_problem.text().replace("\u200b", "")
    dialog.reject()
    assert dialogs.asked == ["การเลือกตัวอย่างนี้"]


def test_a_sheet_is_keyed_blind_and_settled_by_keys_alone(
    qtbot: QtBot, codes: list[str], view: VerifyView, services: Services, dialogs: FakeDialogs
) -> None:
    sample = begin(qtbot, view)
    grid = view.second_grid
    strike(view.sheet_table, Qt.Key.Key_Return)
    assert [grid.second.data(grid.second.index(row, 2)) for row in range(3)] == ["", "", ""]
    strike(grid, Qt.Key.Key_Period, ".")  # the paper has no answer to the first
    for _ in codes[1:]:
        strike(grid, Qt.Key.Key_1, "1")
    settled(qtbot, view)
    assert services.verification.blind(sample.sheets[0].uuid).left == ()
    assert grid.second.data(grid.second.index(0, 2)) == "ไม่ได้ตอบ"
    assert view.sheets.data(view.sheets.index(0, 2)) == "… 23 จาก 23 ข้อ"
    view.finish()
    settled(qtbot, view)
    assert len(dialogs.asked) == 1
    assert [line.indicator.code for line in view.differences.rows] == [codes[0], codes[-1]]
    strike(view.difference_table, Qt.Key.Key_1, "1")  # the first keying was right
    settled(qtbot, view)
    line = view.difference
    assert line is not None
    assert line.indicator.code == codes[-1]
    strike(view.difference_table, Qt.Key.Key_2, "2")  # the second was: the sheet is corrected
    settled(qtbot, view)
    answers = services.checklists.sheet(key_of(services)).answers
    assert {answers[code].state for code in codes} == {AnswerState.PASSED}
    assert "43.5" in view.estimate_label.text()
    assert "▲" not in str(view.sheets.data(view.sheets.index(0, 2)))
    view.close_sample()
    settled(qtbot, view)
    assert not view.close_button.isEnabled()
    assert not view.value_edit.isEnabled()
