"""A day is typed as offices write it, and shown in the Buddhist year."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot
from windows import Keyboard, type_text

from cdd_desktop.gui.thai_date_edit import BuddhistCalendar, ThaiDateEdit
from cdd_desktop.thai.linebreak import ZWSP

TODAY = date(2026, 11, 22)


@pytest.fixture
def edit(qtbot: QtBot) -> Iterator[ThaiDateEdit]:
    made = ThaiDateEdit()
    qtbot.addWidget(made)
    made.set_today(TODAY)
    made.show()
    yield made
    made.close()


@pytest.mark.parametrize(
    "typed", ["22/8/62", "22 ส.ค. 2562", "๒๒ สิงหาคม ๒๕๖๒", "22-8-2562", "2019-08-22"]
)
def test_what_offices_write_is_understood(edit: ThaiDateEdit, typed: str) -> None:
    type_text(edit, typed)
    assert edit.day == date(2019, 8, 22)
    Keyboard.ENGLISH.press(edit, "Enter")
    assert edit.text() == "22 ส.ค. 2562"


@pytest.mark.parametrize("typed", ["31/2/62", "เมื่อวาน", "22/13/62"])
def test_what_is_no_day_stays_to_be_mended_and_says_why(edit: ThaiDateEdit, typed: str) -> None:
    type_text(edit, typed)
    Keyboard.ENGLISH.press(edit, "Enter")
    assert edit.day is None
    assert edit.problem
    assert edit.text() == typed
    assert edit.property("wrong") == "true"


def test_the_reason_stands_in_its_label_once_the_typing_is_over(
    edit: ThaiDateEdit, qtbot: QtBot
) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    edit.tell_in(label)
    type_text(edit, "31/2/62")
    assert label.text() == ""
    Keyboard.ENGLISH.press(edit, "Enter")
    assert label.isVisibleTo(label.parentWidget())
    assert "ไม่มีวันที่ “31/2/62”" in label.text().replace(ZWSP, "")


def test_an_empty_field_is_no_day_and_no_fault(edit: ThaiDateEdit) -> None:
    edit.set_day(TODAY)
    edit.clear()
    assert edit.day is None
    assert edit.problem == ""


def test_a_day_without_a_year_is_of_this_year(edit: ThaiDateEdit) -> None:
    type_text(edit, "3 ต.ค.")
    assert edit.day == date(2026, 10, 3)


@pytest.fixture
def calendar(edit: ThaiDateEdit) -> Iterator[BuddhistCalendar]:
    edit.set_day(date(2026, 10, 3))
    Keyboard.ENGLISH.press(edit, "Down")
    found = edit.findChild(BuddhistCalendar)
    assert found is not None
    yield found
    popup = edit.findChild(BuddhistCalendar)
    if popup is not None:
        popup.window().close()


def test_the_calendar_is_headed_in_the_buddhist_year(calendar: BuddhistCalendar) -> None:
    heads = [button.text() for button in calendar.findChildren(QToolButton)]
    assert "ตุลาคม" in heads
    assert "พ.ศ. 2569" in heads
    calendar.setCurrentPage(2027, 1)
    heads = [button.text() for button in calendar.findChildren(QToolButton)]
    assert "พ.ศ. 2570" in heads


def test_the_gregorian_year_field_of_qt_never_opens(calendar: BuddhistCalendar) -> None:
    year = calendar.findChild(QToolButton, "qt_calendar_yearbutton")
    assert year is not None
    QTest.mouseClick(year, Qt.MouseButton.LeftButton)
    field = calendar.findChild(QSpinBox)
    assert field is not None
    assert not field.isVisible()


def test_a_day_picked_in_the_calendar_is_taken(
    edit: ThaiDateEdit, calendar: BuddhistCalendar
) -> None:
    calendar.clicked.emit(QDate(2026, 10, 13))
    assert edit.day == date(2026, 10, 13)
    assert edit.text() == "13 ต.ค. 2569"
