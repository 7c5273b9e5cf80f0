"""The pages of a preview in small: where one is, and where one wants to go."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports.page import ReportsPage

MADE_WITHIN_MS = 60_000


@pytest.fixture
def page(qtbot: QtBot, context: Context, no_child: None) -> Iterator[ReportsPage]:
    made = ReportsPage(context)
    qtbot.addWidget(made)
    made.resize(1300, 760)
    made.show()
    made.refresh()
    settled(qtbot, made)
    yield made
    made.close()


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=MADE_WITHIN_MS)
    qtbot.waitUntil(lambda: not page.context.tasks.is_busy, timeout=MADE_WITHIN_MS)


def test_arrow_keys_in_the_strip_turn_the_pages(qtbot: QtBot, page: ReportsPage) -> None:
    pane = page.preview_pane
    assert pane.strip.model().rowCount() == pane.page_count > 2
    qtbot.keyClick(pane.strip, Qt.Key.Key_Down)
    qtbot.keyClick(pane.strip, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: pane.page == 2)


def test_the_strip_marks_the_page_in_front(qtbot: QtBot, page: ReportsPage) -> None:
    page.preview_pane.next_button.click()
    qtbot.waitUntil(lambda: page.preview_pane.strip.currentIndex().row() == 1)


def test_a_page_is_drawn_when_it_is_first_looked_at(qtbot: QtBot, page: ReportsPage) -> None:
    model = page.preview_pane.strip.model()
    last = model.index(model.rowCount() - 1, 0)

    def is_drawn() -> bool:
        return isinstance(last.data(Qt.ItemDataRole.DecorationRole), QImage)

    qtbot.waitUntil(is_drawn, timeout=60_000)


def test_the_first_page_of_each_village_carries_its_name(page: ReportsPage) -> None:
    model = page.preview_pane.strip.model()
    words = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert words[0].startswith("หน้า 1 ม.")
    assert len([word for word in words if "ม." in word]) == 3


def test_the_strip_is_hidden_by_a_key_and_stays_hidden(
    qtbot: QtBot, page: ReportsPage, context: Context
) -> None:
    assert page.preview_pane.strip.isVisible()
    page.preview_pane.pages_button.click()
    assert not page.preview_pane.strip.isVisible()
    again = ReportsPage(context)
    qtbot.addWidget(again)
    assert not again.preview_pane.pages_button.isChecked()


def test_a_narrow_window_and_a_single_page_have_no_strip(qtbot: QtBot, page: ReportsPage) -> None:
    page.resize(1012, 600)
    qtbot.waitUntil(lambda: not page.preview_pane.strip.isVisible())
    page.resize(1300, 760)
    qtbot.waitUntil(page.preview_pane.strip.isVisible)
    page.choose_report("checklist-summary")
    settled(qtbot, page)
    assert page.preview_pane.page_count == 1
    assert not page.preview_pane.strip.isVisible()


def test_the_model_keeps_qts_rules(page: ReportsPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.preview_pane.strip.model())
