"""What people wrote is shown as they wrote it, never taken for markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.dialogs import RealDialogs
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.linebreak import ZWSP

NAME = "<b>หนา</b> &amp; <img src='file:///x.png'>"


class Anything(QWidget):
    """A widget that any form may fill."""


@pytest.mark.parametrize("form", ["government_panel", "village_panel", "trouble"])
def test_labels_of_a_form_show_a_name_as_it_was_written(qtbot: QtBot, form: str) -> None:
    widget = Anything()
    qtbot.addWidget(widget)
    load_form(widget, form)
    labels = widget.findChildren(QLabel)
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_a_tooltip_shows_a_name_as_it_was_written() -> None:
    assert tooltip("บ้านนา").replace(ZWSP, "") == "บ้านนา"
    shown = tooltip(f"{NAME}\nบรรทัดที่สอง").replace(ZWSP, "")
    assert "&lt;b&gt;หนา&lt;/b&gt; &amp;amp; &lt;img" in shown
    assert "<br>บรรทัดที่สอง" in shown
    assert "<img" not in shown


def test_a_message_shows_a_name_as_it_was_written(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    formats: list[Qt.TextFormat] = []

    def _exec(box: QMessageBox) -> int:
        labels = box.findChildren(QLabel)
        formats.extend(label.textFormat() for label in labels if "หนา" in label.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", _exec)
    window = QWidget()
    qtbot.addWidget(window)
    RealDialogs(window).tell(f"ลบ {NAME} แล้ว", detail=NAME)
    assert formats == [Qt.TextFormat.PlainText] * 2


def test_a_question_stands_on_one_line_where_there_is_room(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[tuple[int, int]] = []

    def _exec(box: QMessageBox) -> int:
        box.show()
        for label in box.findChildren(QLabel):
            sign = label.pixmap().deviceIndependentSize().toSize().width()
            needed = max(label.fontMetrics().horizontalAdvance(label.text()), sign)
            widths.append((label.width(), needed))
        box.hide()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", _exec)
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet("QLabel { font-size: 16px; }")  # as a theme does when it is shown
    question = "เพิ่มทุกหมู่บ้านในจังหวัดสงขลาเป็นหมู่บ้านเป้าหมายปี 2570 หรือไม่"
    RealDialogs(window).confirm(question, action="เพิ่ม", detail="เลิกทำได้ด้วย Ctrl+Z")
    assert all(width >= needed for width, needed in widths), widths
