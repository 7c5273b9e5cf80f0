"""Waste out of Excel in the window: looked at first, taken in one step; closed months ask why."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.documents.reading import read_grid
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.bins.view import BinsView
from cdd_desktop.gui.pages.waste.exchange.file_actions import FileActions
from cdd_desktop.gui.pages.waste.exchange.import_dialog import WasteImportDialog
from cdd_desktop.gui.pages.waste.months.view import MonthsView
from cdd_desktop.gui.pages.waste.page import WastePage

WITHIN = 60_000
OCTOBER = date(2026, 10, 1)
HEADER = ("รหัสหมู่บ้าน", "กระดาษ", "ขยะทั่วไป")


def shown(qtbot: QtBot, context: Context) -> WastePage:
    page = WastePage(context)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    page.choose_month(OCTOBER)
    page.refresh()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: WastePage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def files(page: WastePage) -> FileActions:
    found = page.view.findChild(FileActions)
    assert isinstance(found, FileActions)
    return found


def opened(qtbot: QtBot, page: WastePage) -> WasteImportDialog:
    files(page).choose_file()
    dialog = page.findChild(WasteImportDialog)
    assert isinstance(dialog, WasteImportDialog)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)
    return dialog


def said(text: str) -> str:
    return text.replace("\u200b", "")


def test_a_month_comes_in_and_a_closed_one_with_a_reason(
    qtbot: QtBot, context: Context, dialogs: FakeDialogs, tmp_path: Path, no_child: None
) -> None:
    page = shown(qtbot, context)
    assert isinstance(page.view, MonthsView)
    months = context.services.months
    (first, second, *_) = months.units(page.area_code, OCTOBER)
    dialogs.path = tmp_path / "ขยะ ตำบล.csv"
    write_csv(dialogs.path, HEADER, [(first.code, "12", ""), (second.code, "-3", "")])
    dialog = opened(qtbot, page)
    assert "จะเพิ่ม 1 หน่วย" in said(dialog.count_label.text())
    assert "ไม่รับ 1 แถว" in said(dialog.count_label.text())
    assert not dialog.closed_widget.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)
    assert [f.amount for f in months.get(first.unit, OCTOBER).figures] == [12_000]
    dialogs.path = tmp_path / "ที่ไม่รับ.xlsx"
    dialog.refused_button.click()
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)
    assert len(read_grid(dialogs.path).rows) == 2
    dialog.reject()

    months.close(first.code[:4], OCTOBER)
    dialogs.path = tmp_path / "แก้.csv"
    write_csv(dialogs.path, HEADER, [(first.code, "15", "")])
    qtbot.waitUntil(lambda: page.findChild(WasteImportDialog) is None, timeout=WITHIN)
    settle(qtbot, page)
    dialog = opened(qtbot, page)
    assert dialog.closed_widget.isVisible()
    assert not dialog.import_button.isEnabled()
    dialog.closed_edit.setText("ชั่งใหม่")
    qtbot.keyClick(dialog.closed_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)
    assert "แก้ไข 1" in said(dialog.count_label.text())
    dialog.import_button.click()
    qtbot.waitUntil(lambda: page.findChild(WasteImportDialog) is None, timeout=WITHIN)
    (told,) = months.corrections(first.code[:4], [OCTOBER])
    assert (told.correction.before, told.correction.after) == (12_000, 15_000)
    settle(qtbot, page)


def test_the_register_goes_out_and_comes_in(
    qtbot: QtBot,
    context: Context,
    dialogs: FakeDialogs,
    stands_first: Callable[[str], None],
    tmp_path: Path,
    no_child: None,
) -> None:
    stands_first("bins")
    page = shown(qtbot, context)
    assert isinstance(page.view, BinsView)
    code = context.services.months.units(page.area_code, OCTOBER)[0].code
    dialogs.path = tmp_path / "ทะเบียน.csv"
    write_csv(dialogs.path, ("รหัสหมู่บ้าน", "บ้านเลขที่", "จำนวนคน"), [(code, "12", "4")])
    dialog = opened(qtbot, page)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: page.findChild(WasteImportDialog) is None, timeout=WITHIN)
    assert "เพิ่ม 1 แถว" in said(page.told_label.text())
    settle(qtbot, page)
    dialogs.path = tmp_path / "แบบ.xlsx"
    files(page).write_workbook()
    qtbot.waitUntil(dialogs.path.exists, timeout=WITHIN)
    qtbot.waitUntil(lambda: "เขียน 1 ครัวเรือน" in said(page.told_label.text()), timeout=WITHIN)
