"""What of a year is to be looked over: doubts and changes after closing, and the way to them."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.months.reasons import ReasonDialog
from cdd_desktop.gui.pages.waste.months.view import MonthsView
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.gui.pages.waste.review.reading import State
from cdd_desktop.gui.pages.waste.review.view import ReviewView
from cdd_desktop.waste.months.records import Basis

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
TAMBON = "930101"


@pytest.fixture
def view(qtbot: QtBot, context: Context, stands_first: Callable[[str], None]) -> ReviewView:
    months = context.services.months
    unit = months.units(TAMBON, OCTOBER)[0].unit
    months.change(unit, SEPTEMBER, "general", Basis.AGGREGATE, 1_000)
    months.change(unit, OCTOBER, "general", Basis.AGGREGATE, 900_000)
    months.change(unit, OCTOBER, "volunteers", Basis.AGGREGATE, 5_000)
    months.close("9301", OCTOBER)
    months.change(unit, OCTOBER, "volunteers", Basis.AGGREGATE, 6_000, reason="นับใหม่")
    stands_first("review")
    page = WastePage(context)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    page.refresh()
    assert isinstance(page.view, ReviewView)
    settle(qtbot, page)
    return page.view


def settle(qtbot: QtBot, page: WastePage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)


def choose(view: ReviewView, state: State | None) -> None:
    view.state_combo.setCurrentIndex(view.state_combo.findData(state))
    view.state_combo.activated.emit(view.state_combo.currentIndex())


def test_open_doubts_stand_first_and_are_confirmed_with_a_reason(
    qtbot: QtBot, view: ReviewView
) -> None:
    QAbstractItemModelTester(view.review_table.model())
    row = view.current
    assert row is not None
    assert (row.state, row.key) == (State.OPEN, "general")
    assert row.told.startswith("ขยะทั่วไป 900 กก.")
    view.confirm()
    asked = view.findChild(ReasonDialog)
    assert asked is not None
    asked.reason_edit.setText("งานบุญ")
    asked.save()
    settle(qtbot, view.page)
    assert view.current is None
    choose(view, State.CONFIRMED)
    row = view.current
    assert row is not None
    assert row.reason.startswith("งานบุญ")


def test_changes_after_closing_are_listed_and_gone_to(qtbot: QtBot, view: ReviewView) -> None:
    choose(view, State.CORRECTED)
    row = view.current
    assert row is not None
    assert row.told == "สมาชิก อถล. ฐานรวม จาก 5 เป็น 6"
    view.go()
    settle(qtbot, view.page)
    front = view.page.view
    assert isinstance(front, MonthsView)
    assert view.page.month == OCTOBER
    assert front.grid.current_key == "volunteers"


def test_the_line_in_hand_is_known_again_wherever_it_stands(view: ReviewView) -> None:
    choose(view, None)
    rows = view.review_table.model().rowCount()
    assert rows > 1
    view.review_table.selectRow(rows - 1)
    held = view.current
    assert held is not None
    choose(view, held.state)
    assert view.current == held
    choose(view, None)
    assert view.current == held
