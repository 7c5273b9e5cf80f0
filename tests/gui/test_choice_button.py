"""One of a few choices, from a menu."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton


def test_a_choice_from_a_menu_that_was_overtaken_is_passed_over(qtbot: QtBot) -> None:
    button = ChoiceButton()
    qtbot.addWidget(button)
    button.offer("จัดกลุ่มตาม", [("amphoe", "อำเภอ"), ("tambon", "ตำบล")], "amphoe")
    button.offer("จัดกลุ่มตาม", [("village", "หมู่บ้าน"), ("none", "ไม่จัด")], "village")
    with qtbot.assertNotEmitted(button.chosen):
        button.choose("tambon")
    assert button.choice == "village"
    with qtbot.waitSignal(button.chosen):
        button.choose("none")


def test_long_lists_are_folded_into_submenus(qtbot: QtBot) -> None:
    button = ChoiceButton()
    qtbot.addWidget(button)
    button.show()
    choices = [("all", "ครบถ้วน"), ("1.1", "ข้อ 1.1"), ("1.2", "ข้อ 1.2"), ("waste", "ถัง")]
    folders = {"1.1": "ตัวชี้วัด", "1.2": "ตัวชี้วัด", "waste": "ขยะชุมชน"}
    button.offer("แสดง", choices, "1.2", folders)
    button.click()
    menu = button.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["ครบถ้วน", "ตัวชี้วัด", "ขยะชุมชน"]
    inner = next(one for one in menu.findChildren(QMenu) if one.title() == "ตัวชี้วัด")
    assert [action.isChecked() for action in inner.actions()] == [False, True]
    with qtbot.waitSignal(button.chosen):
        inner.actions()[0].trigger()
    assert button.choice == "1.1"
    menu.close()
