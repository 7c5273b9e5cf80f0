"""The year's target villages and due days in the window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists import page as checklists_page
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage
from cdd_desktop.gui.pages.checklists.targets.models import told_days
from cdd_desktop.gui.pages.checklists.targets.view import TargetsView

YEAR = 2570


@pytest.fixture
def view(qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch) -> TargetsView:
    # the view of entry is dear to make, and nothing here goes there
    monkeypatch.setattr(checklists_page, "ENTRY", "targets")
    page = ChecklistsPage(context)
    qtbot.addWidget(page)
    page.resize(1120, 640)
    page.show()
    page.refresh()
    settle(qtbot, page)
    shown = page.view
    assert isinstance(shown, TargetsView)
    QAbstractItemModelTester(shown.villages, shown)
    QAbstractItemModelTester(shown.due_days, shown)
    return shown


def settle(qtbot: QtBot, page: ChecklistsPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)


def codes(view: TargetsView) -> list[str]:
    return [line.listed.code for line in view.villages.rows]


def test_a_list_is_made_of_an_area_shortened_and_filled_from_a_file(
    qtbot: QtBot, view: TargetsView, services: Services, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    assert "นับทุกหมู่บ้าน" in view.list_state_label.text()
    assert "Ctrl+N" in view.no_list_label.text().replace("\u200b", "")
    view.add_area()
    settle(qtbot, view.page)
    assert codes(view) == ["93010101", "93010102", "93010103"]
    assert "นับเฉพาะในรายชื่อ" in view.list_state_label.text()
    # not selectRow: that asks which keys the test before left down
    only = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.village_table.selectAll()
    view.village_table.selectionModel().select(view.villages.index(1, 0), only)
    view.remove_button.click()
    settle(qtbot, view.page)
    assert codes(view) == ["93010101", "93010103"]
    sheet = tmp_path / "เป้าหมาย.csv"
    write_csv(sheet, ("รหัสหมู่บ้าน", "บทบาท"), [("93010102", "บ้านพี่"), ("93010199", "")])
    dialogs.path = sheet
    view.import_file()
    settle(qtbot, view.page)
    assert len(codes(view)) == 3
    services.history.undo_last()
    view.refresh()
    settle(qtbot, view.page)
    assert len(codes(view)) == 2


def test_wrong_codes_and_wrong_words_are_told_at_their_fields(
    view: TargetsView, services: Services
) -> None:
    paste = view.paste()
    paste.codes_edit.setPlainText("93010101 93010188")
    paste.save()
    assert "รหัสที่ 2" in paste.codes_problem.text().replace("\u200b", "")
    assert services.target_lists.of_year(MOI_23, YEAR) is None
    paste.codes_edit.setPlainText("93010101")
    paste.save()
    assert paste.taken is not None
    assert paste.taken.new == 1
    due = view.due_dialog()
    due.day_edit.setText("วันไหน")
    due.save()
    assert due.day_problem.text()
    due.day_edit.setText("30 มิ.ย. 2570")
    due.save()
    (kept,) = services.target_lists.due_days(MOI_23, YEAR, Round.AFTER)
    assert kept.due_on == date(2027, 6, 30)
    for dialog in (paste, due):
        dialog.deleteLater()


@pytest.mark.parametrize(("days", "told"), [(5, "อีก 5 วัน"), (0, "ครบกำหนดวันนี้"), (-3, "เกินมา 3 วัน")])
def test_time_left_is_told_in_words(days: int, told: str) -> None:
    assert told_days(days) == told
