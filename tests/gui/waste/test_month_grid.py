"""The month grid: typed as from paper, pasted, doubted, closed and corrected."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.months.calibration_dialog import CalibrationDialog
from cdd_desktop.gui.pages.waste.months.closing_dialog import ClosingDialog
from cdd_desktop.gui.pages.waste.months.grid import MonthGrid
from cdd_desktop.gui.pages.waste.months.model import MonthLook, MonthModel
from cdd_desktop.gui.pages.waste.months.reading import Whose
from cdd_desktop.gui.pages.waste.months.reasons import ReasonDialog
from cdd_desktop.gui.pages.waste.months.record_dialog import RecordDialog
from cdd_desktop.gui.pages.waste.months.view import MonthsView
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.thai.linebreak import ZWSP
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.units import Unit

MONTH = date(2026, 10, 1)
TAMBON = "930101"
WITHIN = 60_000


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> MonthsView:
    page = WastePage(context)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    page.refresh()
    assert isinstance(page.view, MonthsView)
    settle(qtbot, page.view)
    return page.view


def settle(qtbot: QtBot, view: MonthsView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy, timeout=WITHIN)


def units(view: MonthsView) -> list[Unit]:
    return [row.unit for row in view.grid.month.rows]


def stand(view: MonthsView, row: int, key: str) -> None:
    view.grid.go_to(row, view.grid.month.column_of(key))
    view.grid.setFocus()


def write(view: MonthsView, row: int, key: str, text: str) -> None:
    model = view.grid.month
    model.setData(model.index(row, model.column_of(key)), text)


def shown(view: MonthsView, row: int, key: str, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    model = view.grid.month
    return model.index(row, model.column_of(key)).data(role)


def look(view: MonthsView, row: int, key: str) -> MonthLook:
    found = shown(view, row, key, MonthModel.LOOK_ROLE)
    assert isinstance(found, MonthLook)
    return found


def total(view: MonthsView, key: str) -> object:
    return view.totals.sums.index(0, view.grid.month.column_of(key)).data()


def told(view: MonthsView) -> str:
    return view.page.told_label.text().replace(ZWSP, "")


def test_figures_are_typed_down_the_column_like_paper(qtbot: QtBot, view: MonthsView) -> None:
    stand(view, 0, "general")
    for text in ("12.5", "30"):
        qtbot.keyClick(view.grid, text[0])
        editor = view.grid.indexWidget(view.grid.currentIndex())
        assert isinstance(editor, QLineEdit)
        type_text(editor, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert view.grid.currentIndex().row() == 2
    settle(qtbot, view)
    assert [shown(view, row, "general") for row in range(3)] == ["12.5", "30", ""]
    assert look(view, 0, "general").mark == "ร"
    counted = view.context.services.month_counts.roll_up(TAMBON, [MONTH], By.TOTAL)[0]
    assert total(view, "general") == "42.5"
    assert counted.figures["general"] == 42_500
    assert counted.reported == 2


def test_the_best_basis_counts_and_the_others_are_told(qtbot: QtBot, view: MonthsView) -> None:
    write(view, 0, "organic", "100")
    settle(qtbot, view)
    view.line.next_basis()
    assert view.line.basis is Basis.HOUSEHOLD
    write(view, 0, "organic", "80")
    settle(qtbot, view)
    assert shown(view, 0, "organic") == "80"
    assert look(view, 0, "organic").mark == "ค"
    view.line.next_basis()
    write(view, 0, "organic", "95")
    settle(qtbot, view)
    assert shown(view, 0, "organic") == "80"
    assert "ยังนับฐานครัวเรือน" in told(view)
    tip = str(shown(view, 0, "organic", Qt.ItemDataRole.ToolTipRole)).replace(ZWSP, "")
    assert "รวม 100 กก." in tip
    assert "ประมาณการ 95 กก." in tip
    assert total(view, "organic") == "80"


def test_bins_stand_beside_the_items_and_what_is_no_amount_stays_with_the_reason(
    qtbot: QtBot, view: MonthsView, dialogs: FakeDialogs
) -> None:
    for row, key, text in (
        (0, "bins", "25"),
        (1, "bins", "2.5"),
        (0, "volunteers", "7"),
        (1, "general", "-5"),
    ):
        write(view, row, key, text)
    settle(qtbot, view)
    assert shown(view, 0, "bins") == "25"
    assert total(view, "bins") == "25"
    refused = view.grid.month.refused
    assert "จำนวนเต็ม" in refused[units(view)[1], "bins"].problem
    assert refused[units(view)[1], "general"].typed == "-5"
    assert "ติดลบ" in refused[units(view)[1], "general"].problem
    view.line.next_basis()
    stand(view, 0, "volunteers")
    qtbot.keyClick(view.grid, Qt.Key.Key_Delete)
    settle(qtbot, view)
    assert shown(view, 0, "volunteers") == "", "a blank takes out what is shown, of any basis"
    dialogs.confirms = False
    assert not view.leave()
    dialogs.confirms = True
    assert view.leave()
    assert shown(view, 1, "general") == ""


def test_a_local_measure_is_weighed_once_and_then_typed(
    qtbot: QtBot, view: MonthsView, context: Context
) -> None:
    unit = units(view)[0]
    write(view, 0, "general", "3 ถุง")
    settle(qtbot, view)
    assert "ถุง" in view.grid.month.refused[unit, "general"].problem
    stand(view, 0, "general")
    view.actions_of_month.open_calibrations()
    settle(qtbot, view)
    dialog = view.findChild(CalibrationDialog)
    assert dialog is not None
    dialog.calibration_table.add_row()
    model = dialog.calibration_table.model()
    assert model.setData(model.index(0, 2), "0") is False
    assert "กิโลกรัม" in dialog.cells_problem.text().replace(ZWSP, "")
    model.setData(model.index(0, 2), "4.5")
    dialog.save()
    settle(qtbot, view)
    assert [one.grams for one in context.services.months.calibrations(unit)] == [4_500]
    write(view, 0, "general", "3 ถุง")
    settle(qtbot, view)
    assert shown(view, 0, "general") == "13.5"
    assert shown(view, 0, "general", Qt.ItemDataRole.EditRole) == "3 ถุง"


def test_a_block_is_pasted_in_one_operation_and_bad_cells_are_told(
    qtbot: QtBot, view: MonthsView, context: Context
) -> None:
    stand(view, 0, "recyclable-paper")
    QGuiApplication.clipboard().setText("10\t20\nสิบ\t\n5\t9999999999\n")
    view.grid.paste_wanted.emit(QGuiApplication.clipboard().text())
    settle(qtbot, view)
    assert shown(view, 0, "recyclable-paper") == "10"
    assert shown(view, 0, "recyclable-plastic") == "20"
    assert shown(view, 2, "recyclable-paper") == "5"
    refused = view.grid.month.refused
    assert {key for _, key in refused} == {"recyclable-paper", "recyclable-plastic"}
    assert "วาง 3 ช่องแล้ว" in told(view)
    view.grid.go_to(0, 1)
    view.pasting.paste("บ้านอื่น")
    assert "วางไม่ได้" in told(view)
    context.services.history.undo_last()
    view.refresh()
    settle(qtbot, view)
    assert context.services.months.records(TAMBON, [MONTH]) == ()


def test_a_closed_month_asks_once_for_a_reason_and_marks_what_is_corrected(
    qtbot: QtBot, view: MonthsView, context: Context
) -> None:
    write(view, 0, "general", "10")
    settle(qtbot, view)
    view.actions_of_month.open_closing()
    settle(qtbot, view)
    closing = view.findChild(ClosingDialog)
    assert closing is not None
    assert "ยังไม่รายงาน 4 หมู่บ้าน" in closing.detail_edit.toPlainText().replace(ZWSP, "")
    qtbot.keyClick(closing, Qt.Key.Key_Return)
    settle(qtbot, view)
    assert context.services.months.is_closed(units(view)[0], MONTH)
    assert look(view, 0, "general").ground

    write(view, 0, "general", "12")
    asked = view.findChild(ReasonDialog)
    assert asked is not None
    asked.save()
    assert asked.isVisible()
    asked.reason_edit.setText("ชั่งใหม่")
    asked.save()
    settle(qtbot, view)
    write(view, 1, "general", "4")
    settle(qtbot, view)
    assert look(view, 0, "general").is_corrected
    tip = str(shown(view, 0, "general", Qt.ItemDataRole.ToolTipRole)).replace(ZWSP, "")
    assert "จาก 10 กก. เป็น 12 กก. เพราะชั่งใหม่" in tip
    reasons = [c.correction.reason for c in context.services.months.corrections(TAMBON, [MONTH])]
    assert reasons == ["ชั่งใหม่", "ชั่งใหม่"]


def test_a_doubt_is_gone_to_and_confirmed_with_a_reason(
    qtbot: QtBot, view: MonthsView, context: Context
) -> None:
    months = context.services.months
    unit = units(view)[1]
    months.change(unit, date(2026, 9, 1), "general", Basis.AGGREGATE, 1_000)
    months.change(unit, MONTH, "general", Basis.AGGREGATE, 900_000)
    view.refresh()
    settle(qtbot, view)
    assert look(view, 1, "general").doubt == "open"
    stand(view, 0, "general")
    view.actions_of_month.go_to_doubt(1)
    assert view.grid.current_key == "general"
    assert view.grid.currentIndex().row() == 1
    view.actions_of_month.confirm()
    asked = view.findChild(ReasonDialog)
    assert asked is not None
    asked.reason_edit.setText("งานบุญประจำปี")
    asked.save()
    settle(qtbot, view)
    assert look(view, 1, "general").doubt == "confirmed"
    view.actions_of_month.go_to_doubt(1)
    assert "ไม่มีจุดที่ควรตรวจ" in told(view)


def test_the_whole_record_is_filled_in_and_goes_on_to_the_next_unit(
    qtbot: QtBot, view: MonthsView, context: Context
) -> None:
    stand(view, 0, "general")
    view.actions_of_month.open_record()
    settle(qtbot, view)
    dialog = view.findChild(RecordDialog)
    assert dialog is not None
    assert "ม.1" in dialog.title_label.text()
    dialog.reporter_edit.setText("สมศรี")
    figures = dialog.figure_table.model()
    items = [figures.index(row, 0).data() for row in range(figures.rowCount())]
    general = next(row for row, label in enumerate(items) if str(label).startswith("ขยะทั่วไป"))
    figures.setData(figures.index(general, 2), "ไม่รู้")
    dialog.save()
    assert dialog.isVisible()
    assert "ไม่ใช่จำนวน" in dialog.cell_label.text().replace(ZWSP, "")
    figures.setData(figures.index(general, 2), "40")
    fates = dialog.fate_table.model()
    fates.setData(fates.index(4, 3), "15")
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, view)
    assert "ม.2" in dialog.title_label.text()
    record = context.services.months.get(units(view)[0], MONTH)
    assert record.reporter == "สมศรี"
    assert [(f.item, f.amount) for f in record.figures] == [("general", 40_000)]
    assert [(f.fate, f.amount) for f in record.fates] == [("collected", 15_000)]
    assert shown(view, 0, "general") == "40"
    dialog.reject()
    settle(qtbot, view)


def test_columns_stay_hidden_and_a_target_is_gone_to_in_its_month(
    qtbot: QtBot, view: MonthsView, context: Context
) -> None:
    unit = units(view)[3]
    QAbstractItemModelTester(view.grid.month)
    QAbstractItemModelTester(view.totals.sums)
    view.line.columns_chosen.emit(frozenset({"bins", "general"}))
    assert view.grid.month.column_of("general") == -1
    again = WastePage(context)
    qtbot.addWidget(again)
    assert isinstance(again.view, MonthsView)
    assert again.view.grid.month.hidden == {"bins", "general"}
    view.line.show_whose(Whose.GOVERNMENTS)
    settle(qtbot, view)
    assert view.empty_widget.isVisible()
    assert "ยังไม่มี อปท." in view.empty_title_label.text()
    again.close()
    view.line.columns_chosen.emit(frozenset())
    view.page.show_target(("months", date(2026, 9, 1), (unit, "general")))
    settle(qtbot, view)
    assert view.page.month == date(2026, 9, 1)
    assert view.line.whose is Whose.VILLAGES
    assert view.grid.current_key == "general"
    assert view.grid.current_row is not None
    assert view.grid.current_row.unit == unit


def test_the_grid_tells_nothing_of_a_month_before_it_is_read(qtbot: QtBot) -> None:
    grid = MonthGrid()
    qtbot.addWidget(grid)
    assert grid.current_row is None
    grid.enter()
    assert grid.copied() == ""
