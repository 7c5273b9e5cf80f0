"""The page of waste: its month, and the strip of views."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.page import WastePage

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, context: Context, stands_first: object) -> WastePage:
    assert callable(stands_first)
    stands_first("lists")
    page = WastePage(context)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_month_before_today_is_in_hand_first(page: WastePage) -> None:
    assert page.month == date(2026, 10, 1)
    assert page.month_button.value == "ตุลาคม 2569"


def test_stepping_over_the_end_of_a_year_turns_the_year_at_the_top(
    page: WastePage, context: Context
) -> None:
    assert page.choose_month(date(2026, 9, 1))
    assert context.year == 2569
    assert page.month == date(2026, 9, 1)


def test_another_year_at_the_top_keeps_the_month_and_never_goes_beyond_today(
    page: WastePage, context: Context
) -> None:
    page.choose_month(date(2026, 3, 1))
    context.look_at(year=2568)
    assert page.month == date(2025, 3, 1)
    context.look_at(year=2570)
    assert page.month == date(2026, 11, 1)
    assert not page.later_button.isEnabled()


def test_the_month_is_kept_between_runs(page: WastePage, context: Context, qtbot: QtBot) -> None:
    page.choose_month(date(2026, 8, 1))
    again = WastePage(context)
    qtbot.addWidget(again)
    assert again.month == date(2026, 8, 1)


def test_views_of_what_has_no_month_show_no_chooser(page: WastePage) -> None:
    assert page.in_front == "lists"
    assert page.month_widget.isHidden()
