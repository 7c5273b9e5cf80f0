"""What was asked for a page is answered after the window closed: nobody is there to show it."""

import pytest
import shiboken6
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.asking import Asker
from cdd_desktop.gui.pages.registry import PAGES, PageEntry


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_an_answer_that_comes_after_the_page_went_is_dropped(
    qtbot: QtBot, context: Context, entry: PageEntry
) -> None:
    page = entry.make(context)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=60_000)


def test_an_answer_for_a_dialog_that_was_closed_meanwhile_is_dropped(
    qtbot: QtBot, context: Context
) -> None:
    asker = Asker(context)
    qtbot.addWidget(asker)
    dialog = QDialog(asker)
    asker.query(lambda: "ชื่อที่อ่านได้", dialog.setWindowTitle)
    shown = _Titled(asker)
    asker.query(lambda: "ชื่อที่อ่านได้", shown.take)
    shiboken6.delete(shown)
    qtbot.waitUntil(lambda: not asker.awaits_answers)
    assert dialog.windowTitle() == "ชื่อที่อ่านได้"


class _Titled(QDialog):
    def take(self, title: str) -> None:
        self.setWindowTitle(title)
