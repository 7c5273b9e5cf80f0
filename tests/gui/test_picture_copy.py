"""คัดลอกเป็นภาพ: a page, a table or a chart on the clipboard, and as a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports.page import ReportsPage

MADE_WITHIN_MS = 60_000


@pytest.fixture
def page(qtbot: QtBot, context: Context, no_child: None) -> Iterator[ReportsPage]:
    yield from show_page(qtbot, context)


@pytest.fixture
def page_with_child(qtbot: QtBot, context: Context) -> Iterator[ReportsPage]:
    yield from show_page(qtbot, context)


def show_page(qtbot: QtBot, context: Context) -> Iterator[ReportsPage]:
    QGuiApplication.clipboard().clear()
    made = ReportsPage(context)
    qtbot.addWidget(made)
    made.resize(1170, 760)
    made.show()
    made.choose_report("checklist-summary")
    made.refresh()
    settled(qtbot, made)
    yield made
    made.close()


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=MADE_WITHIN_MS)
    qtbot.waitUntil(lambda: not page.context.tasks.is_busy, timeout=MADE_WITHIN_MS)


def open_menu(qtbot: QtBot, page: ReportsPage) -> QMenu:
    page.picture_button.click()
    settled(qtbot, page)
    menu = page.picture_button.findChild(QMenu)
    assert menu is not None
    return menu


def copied() -> QImage:
    return QGuiApplication.clipboard().image()


def is_dark(image: QImage) -> bool:
    return any(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_the_page_and_each_table_is_offered_by_its_title(qtbot: QtBot, page: ReportsPage) -> None:
    menu = open_menu(qtbot, page)
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert words[0] == "หน้านี้ (หน้า 1)"
    assert any(word.startswith("ตาราง ") for word in words)


def test_a_table_is_copied_on_white_and_readable_on_a_telephone(
    qtbot: QtBot, page: ReportsPage
) -> None:
    menu = open_menu(qtbot, page)
    table = next(action for action in menu.actions() if action.text().startswith("ตาราง "))
    table.trigger()
    menu.close()
    settled(qtbot, page)
    image = copied()
    assert 1000 < image.width() <= 2000
    assert image.pixelColor(0, 0).name() == "#ffffff"
    assert is_dark(image)
    assert page.done_label.text() == "คัดลอกแล้ว วางใน LINE ได้เลย"


def test_the_page_in_front_is_copied_and_saved_as_a_file_as_well(
    qtbot: QtBot, page_with_child: ReportsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = page_with_child
    menu = open_menu(qtbot, page)
    menu.actions()[0].trigger()
    menu.close()
    settled(qtbot, page)
    assert 1000 < copied().width() <= 2000
    dialogs.path = tmp_path / "ภาพ ของเรา"
    page.save_picture_button.click()
    assert QImage(str(tmp_path / "ภาพ ของเรา.png")).size() == copied().size()
    assert page.done_label.text() == "บันทึกภาพแล้ว"
    (tmp_path / "ภาพ ของเรา.png").write_bytes(b"other")
    dialogs.confirms = False
    page.save_picture_button.click()
    assert "ภาพ ของเรา.png" in dialogs.asked[-1], "a suffix that nobody typed replaces nothing"
    assert (tmp_path / "ภาพ ของเรา.png").read_bytes() == b"other"


def test_a_picture_that_cannot_be_written_is_told_in_thai(
    qtbot: QtBot, page: ReportsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    menu = open_menu(qtbot, page)
    menu.actions()[0].trigger()
    menu.close()
    settled(qtbot, page)
    dialogs.path = tmp_path / "no such folder" / "x.png"
    page.save_picture_button.click()
    assert "กรุณา" in dialogs.told[-1]


def test_of_forms_of_many_villages_the_page_is_offered_and_how_to_get_the_rest(
    qtbot: QtBot, page: ReportsPage
) -> None:
    page.choose_report("checklist-blank")
    settled(qtbot, page)
    menu = open_menu(qtbot, page)
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert words[0].startswith("หน้านี้")
    assert "เลือกหมู่บ้าน" in words[1]


def test_nothing_is_offered_where_there_is_no_report(qtbot: QtBot, page: ReportsPage) -> None:
    page.choose_report("checklist-filled")
    settled(qtbot, page)
    assert not page.picture_button.isEnabled()
