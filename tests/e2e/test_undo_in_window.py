"""A wrong key is taken back where it was struck, and the level follows."""

from collections.abc import Iterator
from datetime import date

import pytest
from pages import Clerk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, Keyboard, nothing_left, put_on_the_look, register_villages

from cdd_desktop.bootstrap import services_of
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.storage.store import Store

# 16 passed: the last key decides the level
BUT_ONE = "11101" + "11111" + "01100" + "11111" + "00"
WAIT_MS = 10_000


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication) -> Iterator[None]:
    put_on_the_look(qapp)
    with nothing_left(qapp):
        yield


@pytest.fixture
def window(qtbot: QtBot, store: Store) -> Iterator[MainWindow]:
    """The program on an office with two villages."""
    services_of(store).office.create("สำนักงานทดสอบ", ["93"])
    register_villages(store, {"93010101": "ดอนหลา", "93010102": "น้ำเลือด"})
    store.close()
    folder = store.path.parent
    state = WindowState(folder)
    made = MainWindow(state)
    qtbot.addWidget(made)
    made.resize(1366, 728)
    desk = Desk(made, state, folder, FakeDialogs(), today=lambda: date(2026, 11, 22))
    made.show()
    with qtbot.waitSignal(desk.opened):
        desk.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield made
    made.close()
    desk.close()


def test_a_wrong_last_key_is_taken_back_and_the_level_with_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    def press(key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier)

    clerk = Clerk(window, Keyboard.THAI)
    clerk.strike(*BUT_ONE)
    before = clerk.level
    clerk.strike("0")
    wrong = clerk.level
    assert wrong != before
    assert "ครบ 23 ข้อ" in clerk.notice

    press(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: clerk.answers == f"{BUT_ONE}.", timeout=WAIT_MS)
    assert clerk.level == before
    assert clerk.indicator == "4.4"
    assert "ครบ 23 ข้อ" not in clerk.notice
    assert "ข้อ 4.4: ไม่ผ่าน" in clerk.saved_words

    clerk.strike("1")
    assert clerk.answers == f"{BUT_ONE}1"
    right = clerk.level
    assert right not in {before, wrong}

    press(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: clerk.level == before, timeout=WAIT_MS)
    press(Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: clerk.level == right, timeout=WAIT_MS)
    assert clerk.answers == f"{BUT_ONE}1"
