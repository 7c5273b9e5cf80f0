"""Projects out of Excel in the window: looked at first, taken in one step, undone in one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.documents.writing import write_csv
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.exchange.columns_dialog import ColumnsDialog
from cdd_desktop.gui.pages.plans.importing.import_dialog import ImportDialog
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.gui.row_import.row_model import RowModel
from cdd_desktop.plans.records import Level, Plan, PlanLine

WITHIN = 60_000
TAMBON = "930101"
HEADER = ("โครงการ", "เป้าหมาย", "2570", "2571")
GOOD = ("ถนนสายใหม่", "1 สาย", "1,000.25", "")
BAD = ("ฝาย", "", "ห้าร้อย", "")


@pytest.fixture
def plan(context: Context) -> Plan:
    services = context.services
    return services.plans.save(services.plans.begin(Level.TAMBON, TAMBON, 2570, 2574))


@pytest.fixture
def page(qtbot: QtBot, context: Context, plan: Plan, no_child: None) -> PlansPage:
    return shown(qtbot, context)


def shown(qtbot: QtBot, context: Context) -> PlansPage:
    page = PlansPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 690)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)
    return page


def sheet(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> Path:
    path = folder / "บัญชี โครงการ.csv"
    write_csv(path, header, rows)
    return path


def opened(qtbot: QtBot, page: PlansPage, path: Path) -> ImportDialog:
    dialog = page.plans.files.open_file(line(page), path)
    settle(qtbot, dialog)
    return dialog


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)


def line(page: PlansPage) -> PlanLine:
    plan = page.chosen_plan
    assert plan is not None
    return plan


def names(context: Context, plan: Plan) -> list[str]:
    return [project.name for project in context.services.projects.of_plan(plan.uuid)]


def said(label: QLabel) -> str:
    return label.text().replace("\u200b", "")


def close(qtbot: QtBot, dialog: ImportDialog) -> None:
    page = dialog.parentWidget()
    dialog.reject()
    gone(qtbot, page)


def gone(qtbot: QtBot, page: QWidget) -> None:
    qtbot.waitUntil(lambda: page.findChild(ImportDialog) is None, timeout=WITHIN)


def test_a_file_is_shown_taken_by_keyboard_and_undone_in_one_step(
    qtbot: QtBot,
    context: Context,
    page: PlansPage,
    plan: Plan,
    dialogs: FakeDialogs,
    tmp_path: Path,
) -> None:
    dialogs.path = sheet(tmp_path, GOOD)
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.findChild(ImportDialog) is not None, timeout=WITHIN)
    dialog = page.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    settle(qtbot, dialog)
    assert "เพิ่ม 1 โครงการ" in said(dialog.count_label)
    assert "– บาท เป็น 1,000.25 บาท" in said(dialog.sum_label)
    assert names(context, plan) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    gone(qtbot, page)
    assert "เพิ่ม 1 โครงการ" in said(page.told_label)
    assert names(context, plan) == ["ถนนสายใหม่"]
    newest = context.services.history.next_undo()
    assert newest is not None
    context.services.history.undo(newest.id)
    assert names(context, plan) == []
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def test_a_child_process_reads_and_writes(
    qtbot: QtBot, context: Context, plan: Plan, tmp_path: Path
) -> None:
    page = shown(qtbot, context)
    dialog = opened(qtbot, page, sheet(tmp_path, GOOD))
    dialog.import_button.click()
    gone(qtbot, page)
    assert names(context, plan) == ["ถนนสายใหม่"]
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def test_bad_rows_are_told_stay_out_and_come_back_as_a_sheet(
    qtbot: QtBot,
    context: Context,
    page: PlansPage,
    plan: Plan,
    dialogs: FakeDialogs,
    tmp_path: Path,
) -> None:
    dialog = opened(qtbot, page, sheet(tmp_path, GOOD, BAD, ("รวม", "", "1,500", "")))
    model = dialog.row_table.model()
    assert isinstance(model, RowModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert shown == ["+ เพิ่ม", "✗ ไม่รับ", "ข้าม"]
    dialog.row_table.setCurrentIndex(model.index(1, 0))
    assert "ห้าร้อย" in said(dialog.reason_label)
    dialog.bad_check.setChecked(True)
    assert [one.number for one in model.rows] == [3]
    dialog.import_button.click()
    settle(qtbot, dialog)
    assert dialog.isVisible()
    assert "นำเข้าแล้ว เพิ่ม 1 โครงการ" in said(dialog.count_label)
    assert not dialog.import_button.isEnabled()
    assert dialog.refused_button.isEnabled()
    assert names(context, plan) == ["ถนนสายใหม่"]
    dialogs.path = tmp_path / "ไม่รับ.xlsx"
    dialog.refused_button.click()
    settle(qtbot, dialog)
    back = openpyxl.load_workbook(tmp_path / "ไม่รับ.xlsx").worksheets[0]
    told = [cell for row in back.iter_rows(values_only=True) for cell in row if cell]
    assert "ฝาย" in told
    assert "ถนนสายใหม่" not in told
    close(qtbot, dialog)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def test_columns_put_right_are_remembered_for_files_with_the_same_headings(
    qtbot: QtBot, page: PlansPage, tmp_path: Path
) -> None:
    path = sheet(tmp_path, ("ถนนสายใหม่", "1 สาย", "50"), header=("รายการ", "เป้าหมาย", "2570"))
    dialog = opened(qtbot, page, path)
    assert "ไม่พบคอลัมน์ โครงการ" in said(dialog.note_label)
    assert not dialog.import_button.isEnabled()
    dialog.columns_button.click()
    columns = dialog.findChild(ColumnsDialog)
    assert isinstance(columns, ColumnsDialog)
    combo = columns.combos[0]
    combo.setCurrentIndex(combo.findData("name"))
    columns.accept()
    settle(qtbot, dialog)
    assert "เพิ่ม 1 โครงการ" in said(dialog.count_label)
    assert said(dialog.note_label) == ""
    close(qtbot, dialog)
    again = opened(qtbot, page, path)
    assert again.import_button.isEnabled()
    close(qtbot, again)


def test_a_file_that_was_changed_after_it_was_checked_is_not_taken(
    qtbot: QtBot, context: Context, page: PlansPage, plan: Plan, tmp_path: Path
) -> None:
    path = sheet(tmp_path, GOOD)
    dialog = opened(qtbot, page, path)
    sheet(tmp_path, ("อีกโครงการ", "", "", ""))
    dialog.import_button.click()
    settle(qtbot, dialog)
    assert "ถูกแก้หลังจากตรวจ" in said(dialog.note_label)
    assert names(context, plan) == []
    close(qtbot, dialog)


def test_an_adopted_plan_says_so_before_a_file_is_asked_for(
    qtbot: QtBot, context: Context, page: PlansPage, plan: Plan
) -> None:
    context.services.plans.adopt(plan.uuid, date(2026, 10, 1))
    page.plans.files.choose_file()
    qtbot.waitUntil(lambda: "ประกาศใช้แล้ว" in said(page.told_label), timeout=WITHIN)
    assert page.findChild(ImportDialog) is None


def test_the_workbook_of_the_plan_in_hand_is_written(
    qtbot: QtBot, page: PlansPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "แบบกรอก.xlsx"
    page.plans.files.write_workbook()
    qtbot.waitUntil(lambda: "แบบกรอก.xlsx" in said(page.told_label), timeout=WITHIN)
    assert openpyxl.load_workbook(tmp_path / "แบบกรอก.xlsx").sheetnames[0] == "บัญชีโครงการ"
    assert QApplication.activeModalWidget() is None
