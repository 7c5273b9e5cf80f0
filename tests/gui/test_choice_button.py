"""One of a few choices, from a menu."""

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
