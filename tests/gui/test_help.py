"""F1: the help of the page in front, true to its keys."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cdd_desktop.gui import theme
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.help_drawer import manual_of
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage
from cdd_desktop.gui.pages.checklists.views import VIEWS
from cdd_desktop.gui.pages.registry import PAGES
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.thai.linebreak import ZWSP

ROW = re.compile(r"^\| (?P<keys>\S.*?) \|", re.MULTILINE)
HEADINGS = {"แป้น", "---"}
NOT_TOLD = {"Ctrl+=", "Esc"}  # the same as Ctrl++, and what closes anything


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, context: Context) -> Iterator[MainWindow]:
    made = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.attach(context, is_demo=False)
    made.show()
    yield made
    made.open_page("checklists")  # a preview is not waited for
    made.close()


def told_keys(text: str) -> set[str]:
    rows = {match["keys"] for match in ROW.finditer(text)} - HEADINGS
    return {_native(key) for row in rows for key in row.split()}


def _native(key: str) -> str:
    with_it, plus, last = key.rpartition("+")
    named = {"PgDn": "PgDown", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right"}.get(last, last)
    return f"{with_it}{plus}{named}".replace("Enter", "Return")


def shortcuts(of: QWidget) -> set[str]:
    return {_native(shortcut.key().toString()) for shortcut in of.findChildren(QShortcut)}


def is_taken(widget: QWidget, key: str) -> bool:
    """Whether a widget does something with a key struck on it."""
    sequence = QKeySequence(key)[0]
    text = key if len(key) == 1 else " " if key == "Space" else ""
    event = QKeyEvent(QEvent.Type.KeyPress, sequence.key(), sequence.keyboardModifiers(), text)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_a_manual_and_the_keys_of_its_page_agree(window: MainWindow, entry: object) -> None:
    page = next(known for known in PAGES if known is entry)
    window.open_page(page.key)
    front = window.page
    assert front is not None
    if isinstance(front, ChecklistsPage):  # its views have keys of their own
        for view in reversed(VIEWS):
            front.show_view(view.key)
    named = told_keys(manual_of(page.key))
    assert shortcuts(front) - named <= NOT_TOLD
    # a key that page and window both take does nothing at all
    own = window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert {_native(shortcut.key().toString()) for shortcut in own} & shortcuts(front) == set()
    proxy = front
    while (behind := proxy.focusProxy()) is not None:
        proxy = behind
    missing = named - shortcuts(window)
    if "Space" in missing and not is_taken(proxy, "Space"):  # an empty list takes none: a button
        missing -= {"Space"} if is_taken(front.findChildren(QPushButton)[0], "Space") else set()
    # sorted: Down comes before Up, which a list at its first row does not take
    assert [key for key in sorted(missing) if not is_taken(proxy, key)] == []


def test_every_key_of_the_window_is_in_the_manual(window: MainWindow) -> None:
    own = window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    keys = {shortcut.key().toString() for shortcut in own}
    pages = {entry.shortcut for entry in PAGES}
    assert keys - told_keys(manual_of("every-page")) <= pages


def test_its_key_opens_and_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help.drawer.isVisible()
    assert "แบบประเมิน" in window.help.drawer.title_label.text()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert not window.help.drawer.isVisible()


def test_closing_it_gives_the_keyboard_back_to_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.help.button.click()
    browser = window.help.drawer.help_browser
    qtbot.waitUntil(browser.hasFocus)
    qtbot.keyClick(browser, Qt.Key.Key_Escape)
    assert not window.help.drawer.isVisible()
    assert window.page is not None
    assert window.page.isAncestorOf(QApplication.focusWidget())


def test_it_follows_the_page_and_the_window(window: MainWindow) -> None:
    window.help.button.click()
    window.open_page("settings")
    drawer = window.help.drawer
    assert "ตั้งค่า" in drawer.title_label.text()
    assert "ผู้ลงนาม" in drawer.help_browser.toPlainText().replace(ZWSP, "")
    window.resize(1093, 614)
    corner = drawer.mapTo(window, drawer.rect().topRight())
    assert corner.x() == window.page_stack.geometry().right()
    assert drawer.height() == window.page_stack.height()


def test_thai_may_break_between_words_and_markdown_stays_markdown(window: MainWindow) -> None:
    window.help.button.click()
    text = window.help.drawer.help_browser.toPlainText()
    assert ZWSP in text
    assert not re.search(r"\*\*|\|", text)
    assert not text.startswith("#")


def test_a_change_of_theme_is_followed(window: MainWindow, qapp: QApplication) -> None:
    window.help.button.click()
    theme.apply(qapp, theme.ThemeName.DARK)
    try:
        browser = window.help.drawer.help_browser
        ink = browser.palette().text().color()
        assert ink == theme.load(theme.ThemeName.DARK).colour("ink")
    finally:
        theme.apply(qapp, theme.ThemeName.LIGHT)


def test_the_entry_folds_to_its_icon(window: MainWindow) -> None:
    window.resize(1093, 614)
    style = window.help.button.toolButtonStyle()
    assert style is Qt.ToolButtonStyle.ToolButtonIconOnly


def test_the_manual_of_installing_opens_in_the_drawer_and_makes_way_again(
    window: MainWindow, context: Context
) -> None:
    window.open_page("settings")
    context.manual_asked.emit("install", "ติดตั้งและย้ายเครื่อง")
    drawer = window.help.drawer
    assert drawer.isVisible()
    assert "ติดตั้ง" in drawer.title_label.text()
    assert "ตัวติดตั้ง" in drawer.help_browser.toPlainText().replace(ZWSP, "")
    drawer.close()
    assert "ตั้งค่า" in drawer.title_label.text()
