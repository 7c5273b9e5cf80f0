"""A failed indicator becomes a proposal: Ctrl+Enter shows it, Enter keeps it."""

from collections.abc import Iterator

import pytest
from entry_pages import made_entry
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from windows import Keyboard

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.view import EntryView

WITHIN = 60_000


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[EntryView]:
    made = made_entry(context)
    qtbot.addWidget(made.page)
    made.page.resize(1178, 690)
    made.refresh()
    made.page.show()
    made.activateWindow()
    made.answer_table.setFocus()
    yield made
    made.proposing.strip.close()
    made.page.close()


def propose(qtbot: QtBot, page: EntryView) -> None:
    qtbot.keyClick(page.answer_table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.awaits_answers, timeout=WITHIN)


def enter(qtbot: QtBot, page: EntryView) -> None:
    qtbot.keyClick(page.proposing.strip.name_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.awaits_answers, timeout=WITHIN)


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def test_two_keys_after_a_failed_answer_keep_a_proposal_of_the_village(
    qtbot: QtBot, page: EntryView, services: Services
) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "0")
    propose(qtbot, page)
    assert page.proposing.strip.isVisible()
    enter(qtbot, page)
    assert not page.proposing.strip.isVisible()
    (need,) = services.needs.bank("930101")
    assert need.project.name.startswith("แก้ไขข้อ 1.1 ")
    assert (need.project.origin.indicator, need.project.origin.year) == ("1.1", 2570)
    assert need.project.villages == (services.villages.by_code("93010101").id,)
    assert "เก็บข้อเสนอ" in plain(page.notice_label.text())


def test_what_was_proposed_already_is_told_and_not_kept_twice(
    qtbot: QtBot, page: EntryView, services: Services
) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "0")
    propose(qtbot, page)
    enter(qtbot, page)
    propose(qtbot, page)
    told = [plain(label.text()) for label in page.proposing.strip.findChildren(QLabel)]
    assert any("มีข้อเสนอของข้อนี้แล้ว" in text for text in told)
    enter(qtbot, page)
    assert len(services.needs.bank("930101")) == 1
    assert "มีข้อเสนอ" in plain(page.notice_label.text())


def test_nothing_is_proposed_for_an_indicator_that_did_not_fail(
    qtbot: QtBot, page: EntryView, services: Services
) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "1")
    propose(qtbot, page)
    assert not page.proposing.strip.isVisible()
    assert "ไม่ใช่ข้อที่ไม่ผ่าน" in plain(page.notice_label.text())
    assert services.needs.bank("930101") == ()


def test_a_proposal_needs_a_name(qtbot: QtBot, page: EntryView, services: Services) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "0")
    propose(qtbot, page)
    page.proposing.strip.name_edit.clear()
    enter(qtbot, page)
    assert page.proposing.strip.isVisible()
    assert services.needs.bank("930101") == ()


def test_the_menu_of_a_failed_line_offers_it(page: EntryView, qapp: QApplication) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "0")
    page.answer_table.go_to("1.1")
    line = page.answer_table.current_line()
    assert line is not None
    menu = page.answer_table.menu_of(line)
    assert any("เสนอโครงการแก้ไข" in action.text() for action in menu.actions())
    menu.close()
    menu.deleteLater()
