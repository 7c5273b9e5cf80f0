"""แบบกรอก Excel in the window: made for the area, taken back with every row shown, waited for."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.workbooks.records import Per
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.exchange.page import ExchangePage
from cdd_desktop.gui.pages.exchange.workbooks.dialog import WorkbooksDialog
from cdd_desktop.gui.pages.exchange.workbooks.import_dialog import WorkbookImportDialog
from cdd_desktop.gui.row_import.row_model import RowColumn, RowModel

WITHIN = 60_000


def said(label: QLabel) -> str:
    return label.text().replace("\u200b", "")


@pytest.fixture
def page(qtbot: QtBot, context: Context, no_child: None) -> Iterator[ExchangePage]:
    made = ExchangePage(context)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=WITHIN)


def settle(qtbot: QtBot, dialog: WorkbooksDialog | WorkbookImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)


def shown(qtbot: QtBot, page: ExchangePage) -> WorkbooksDialog:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_O, both)
    dialog = page.findChild(WorkbooksDialog)
    assert isinstance(dialog, WorkbooksDialog)
    settle(qtbot, dialog)
    return dialog


def taking(qtbot: QtBot, page: ExchangePage) -> WorkbookImportDialog:
    dialog = page.findChild(WorkbookImportDialog)
    assert isinstance(dialog, WorkbookImportDialog)
    settle(qtbot, dialog)
    return dialog


def fill(path: Path, value: str, rows: int) -> Path:
    book = openpyxl.load_workbook(path)
    page = book["กรอกผล"]
    for row in range(4, 4 + rows):
        for column in range(5, page.max_column + 1):
            page.cell(row, column).value = value
    book.save(path)
    return path


def cells(dialog: WorkbooksDialog) -> list[str]:
    model = dialog.owed_table.model()
    return [model.index(0, column).data() for column in range(model.columnCount())]


def test_workbooks_are_made_by_keyboard_and_never_written_over_unasked(
    qtbot: QtBot, page: ExchangePage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialog = shown(qtbot, page)
    assert "ยังไม่ได้ทำแบบกรอก" in said(dialog.empty_label)
    dialogs.path = tmp_path / "ส่งตำบล"
    dialog.due_edit.setText("30 ก.พ. 2570")
    qtbot.keyClick(dialog, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert dialog.told_label.isVisible()
    assert dialogs.asked == []
    dialog.due_edit.setText("31/1/2570")
    for _ in range(2):
        qtbot.keyClick(dialog, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, dialog)
        assert "ทำแบบกรอก 1 ไฟล์" in said(dialog.told_label)
    assert "เขียนทับ" in dialogs.asked[-1]
    QAbstractItemModelTester(
        dialog.owed_table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    assert cells(dialog)[1:4] == ["○ ค้างส่ง", "0/3", "31 ม.ค. 2570"]
    dialog.reject()


def test_files_that_came_back_are_shown_row_by_row_and_taken_in_one_step(
    qtbot: QtBot, page: ExchangePage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    context = page.context
    out, year = tmp_path / "ส่งตำบล", context.year
    (made,) = context.services.workbooks.make(
        MOI_23, year, Round.AFTER, context.area_code, Per.TAMBON, out
    )
    other = tmp_path / "อื่น.xlsx"
    openpyxl.Workbook().save(other)
    dialog = shown(qtbot, page)
    dialogs.paths = (fill(made.path, "ผ่าน", 2), other)
    qtbot.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    coming = taking(qtbot, page)
    assert "จะเพิ่ม 2 หมู่บ้าน" in said(coming.count_label)
    assert "1 ไฟล์ไม่รับทั้งไฟล์" in said(coming.note_label)
    rows = coming.row_table.model()
    assert isinstance(rows, RowModel)
    assert rows.rows[-1].file == other.name
    assert not coming.row_table.isColumnHidden(RowColumn.FILE)
    qtbot.keyClick(coming, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, coming)
    assert coming.isVisible()  # a file was refused: its reason stays to be read
    coming.reject()
    settle(qtbot, dialog)
    assert "เพิ่ม 2 หมู่บ้าน" in said(dialog.told_label)
    assert cells(dialog)[1:3] == ["○ ส่งแล้ว ยังไม่ครบ", "2/3"]
    dialog.reject()
    qtbot.waitUntil(lambda: page.findChild(WorkbooksDialog) is None, timeout=WITHIN)

    page.open_file(fill(made.path, "ผ่าน", 3))  # the page knows our workbooks from other tables
    taking(qtbot, page).import_button.click()
    qtbot.waitUntil(lambda: page.findChild(WorkbookImportDialog) is None, timeout=WITHIN)
    last = page.findChild(WorkbooksDialog)
    assert isinstance(last, WorkbooksDialog)
    settle(qtbot, last)
    last.owed_check.setChecked(True)
    assert "ไม่มีค้างส่ง" in said(last.empty_label)
    last.reject()
