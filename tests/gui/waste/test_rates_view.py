"""อัตราและเป้าหมาย in the window: own values with their source, targets of the year."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.gui.pages.waste.rates.view import RatesView
from cdd_desktop.waste.parameters.records import Rate


@pytest.fixture
def view(qtbot: QtBot, context: Context, stands_first: Callable[[str], None]) -> RatesView:
    stands_first("rates")
    page = WastePage(context)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    view = page.view
    assert isinstance(view, RatesView)
    _settle(qtbot, view)
    return view


def _settle(qtbot: QtBot, view: RatesView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy)


def test_every_rate_tells_what_holds_and_whether_it_waits_to_be_checked(view: RatesView) -> None:
    QAbstractItemModelTester(view.rates)
    held = [line.parameter.rate for line in view.rates.rows if line.is_holding]
    assert held == list(Rate)
    first = view.rates.rows[0]
    assert (first.parameter.value, first.parameter.confidence.mark) == (Decimal("1.14"), "รอตรวจ")
    assert not view.edit_button.isEnabled()


def test_an_own_value_with_its_source_holds_until_it_is_taken_out(
    qtbot: QtBot, view: RatesView
) -> None:
    dialog = view.rate_dialog()
    dialog.value_edit.setText("๐.๙๕")
    dialog.save()
    assert "ที่มา" in dialog.source_problem.text().replace("\u200b", "")
    dialog.source_edit.setText("ชั่งจริงทั้งจังหวัด พ.ศ. 2569")
    for typed in ("มาก", "-1", "1e5"):
        dialog.value_edit.setText(typed)
        dialog.save()
        assert dialog.value_problem.text()
    dialog.value_edit.setText("๐.๙๕")
    dialog.save()
    view.refresh()
    _settle(qtbot, view)
    first = view.rates.rows[0]
    assert (first.is_holding, first.parameter.value) == (True, Decimal("0.95"))
    view.remove_button.click()
    _settle(qtbot, view)
    assert view.rates.rows[0].parameter.value == Decimal("1.14")
    assert not view.remove_button.isEnabled()


def test_a_target_is_of_the_area_and_year_at_the_top(qtbot: QtBot, view: RatesView) -> None:
    dialog = view.target_dialog()
    dialog.value_edit.setText("120")
    dialog.source_edit.setText("แผนจังหวัด")
    dialog.save()
    assert dialog.value_problem.text()
    dialog.value_edit.setText("90")
    dialog.save()
    view.refresh()
    _settle(qtbot, view)
    QAbstractItemModelTester(view.targets)
    (line,) = view.targets.rows
    assert (line.target.value, line.target.fiscal_year) == (90, view.context.year)
    assert line.target.area_code == view.context.area_code
    assert view.no_target_label.isHidden()
