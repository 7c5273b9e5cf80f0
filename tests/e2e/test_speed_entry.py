"""A sheet of 23 indicators is 23 keys plus one, under every keyboard layout."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pages import Clerk
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, Keyboard, nothing_left, put_on_the_look, register_villages

from cdd_desktop.bootstrap import services_of
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.storage.store import Store

YEAR = 2570
# the paper before the clerk: 18 passed, 5 failed
PAPER = "11101" + "11111" + "01110" + "11111" + "011"


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication) -> Iterator[None]:
    put_on_the_look(qapp)
    with nothing_left(qapp):
        yield


@pytest.fixture
def folder(store: Store) -> Path:
    """A data folder with an office and two villages, closed."""
    services_of(store).office.create("สำนักงานทดสอบ", ["93"])
    register_villages(store, {"93010101": "ดอนหลา", "93010102": "น้ำเลือด"})
    store.close()
    return store.path.parent


@pytest.fixture
def open_desk(qtbot: QtBot, folder: Path) -> Iterator[Callable[[], MainWindow]]:
    """Starts the program on the folder, as often as asked; the last start is closed at the end."""
    running: list[tuple[MainWindow, Desk]] = []

    def stop() -> None:
        while running:
            window, desk = running.pop()
            window.close()
            desk.close()

    def start() -> MainWindow:
        stop()
        state = WindowState(folder)
        window = MainWindow(state)
        qtbot.addWidget(window)
        window.resize(1366, 728)
        desk = Desk(window, state, folder, FakeDialogs(), today=lambda: date(2026, 11, 22))
        window.show()
        with qtbot.waitSignal(desk.opened):
            desk.open()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        running.append((window, desk))
        return window

    yield start
    stop()


@pytest.mark.parametrize("keyboard", list(Keyboard), ids=lambda layout: layout.value)
def test_a_sheet_is_keyed_in_24_keys_and_stored(
    open_desk: Callable[[], MainWindow], keyboard: Keyboard
) -> None:
    clerk = Clerk(open_desk(), keyboard)
    assert clerk.village == "ม.1 บ้านดอนหลา"

    clerk.strike(*PAPER)
    assert clerk.level == "อยู่ดี กินดี"
    clerk.strike("PgDn")

    assert clerk.keys == 24
    assert clerk.village == "ม.2 บ้านน้ำเลือด"
    assert clerk.indicator == "1.1"
    assert clerk.saved_words.startswith("● บันทึกแล้ว")

    again = Clerk(open_desk(), keyboard)  # the program is closed and started anew
    assert again.village == "ม.2 บ้านน้ำเลือด"
    again.strike("PgUp")
    assert again.level == "อยู่ดี กินดี"
    assert again.answers == PAPER


@pytest.mark.parametrize("keyboard", list(Keyboard), ids=lambda layout: layout.value)
def test_last_year_is_confirmed_with_the_space_bar(
    open_desk: Callable[[], MainWindow], keyboard: Keyboard
) -> None:
    window = open_desk()
    clerk = Clerk(window, keyboard)
    context = window.context
    assert context is not None
    context.look_at(year=YEAR - 1)
    clerk.strike(*PAPER)
    context.look_at(year=YEAR)
    clerk.strike(*["Space"] * 23)
    assert clerk.carried == 23
    assert clerk.level == "อยู่ดี กินดี"


def test_a_note_between_two_answers_costs_no_place(
    open_desk: Callable[[], MainWindow],
) -> None:
    clerk = Clerk(open_desk(), Keyboard.THAI)
    clerk.strike("1", "0", "Up", "/", "A", "Enter")
    assert clerk.indicator == "1.2"
    clerk.strike("Down", "1")
    assert clerk.indicator == "1.4"
    assert clerk.note_of("1.2") == "ฟ"
