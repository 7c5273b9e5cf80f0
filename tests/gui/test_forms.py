"""Forms match their classes, and say what differs when they do not."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from cdd_desktop import paths
from cdd_desktop.gui.forms import FormMismatch, load_form
from cdd_desktop.gui.translator import ThaiTranslator
from cdd_desktop.thai.linebreak import ZWSP

KEYS_AND_FORMATS = re.compile(
    r"(?:Ctrl|Alt|Shift)\+[\w←↑→↓]+|F\d+|PgDn|PgUp|Ins|Del|Enter|Esc|Space|Tab|"
    r"Excel|Word|PDF|XLSX|CSV"
)
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>Small</class><widget class="QWidget" name="Small">
<layout class="QVBoxLayout" name="small_layout">
<item><widget class="QPushButton" name="save_button"><property name="text"><string>บันทึก</string>
</property></widget></item>
<item><widget class="QLabel" name="hint_label">
<property name="wordWrap"><bool>true</bool></property>
<property name="text"><string>กรุณากรอกชื่อสำนักงานก่อน</string></property></widget></item>
</layout></widget></ui>"""


@pytest.fixture
def small_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "small.ui").write_text(FORM, encoding="utf-8")
    monkeypatch.setattr(paths, "form", lambda name: tmp_path / f"{name}.ui")


class Small(QWidget):
    save_button: QPushButton
    hint_label: QLabel


class WantsTable(QWidget):
    village_table: QTableView


class WantsLabel(QWidget):
    save_button: QLabel


@pytest.mark.usefixtures("small_form")
def test_a_form_is_loaded_into_its_widget(qtbot: QtBot) -> None:
    widget = Small()
    qtbot.addWidget(widget)
    load_form(widget, "small")
    assert widget.save_button.text().strip() == "บันทึก"
    assert widget.layout() is not None


@pytest.mark.usefixtures("small_form")
def test_enter_presses_the_button_in_focus(qtbot: QtBot) -> None:
    widget = Small()
    qtbot.addWidget(widget)
    load_form(widget, "small")
    widget.show()
    with qtbot.waitSignal(widget.save_button.clicked):
        qtbot.keyClick(widget.save_button, Qt.Key.Key_Return)


@pytest.mark.usefixtures("small_form")
def test_wrapped_labels_know_where_thai_lines_may_end(qtbot: QtBot) -> None:
    widget = Small()
    qtbot.addWidget(widget)
    load_form(widget, "small")
    assert ZWSP in widget.hint_label.text()
    assert ZWSP not in widget.save_button.text()


@pytest.mark.usefixtures("small_form")
@pytest.mark.parametrize("kind", [WantsTable, WantsLabel])
def test_a_form_that_differs_from_its_class_is_refused(qtbot: QtBot, kind: type[QWidget]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    with pytest.raises(FormMismatch, match=r"small\.ui: \w+ is \w+, wanted \w+"):
        load_form(widget, "small")


@pytest.mark.parametrize("path", paths.forms(), ids=lambda path: path.stem)
def test_every_word_of_a_form_is_thai(path: Path) -> None:
    for string in ET.parse(path).iter("property"):  # noqa: S314 - our own files
        if string.get("name") in {"text", "title", "toolTip", "placeholderText", "windowTitle"}:
            words = KEYS_AND_FORMATS.sub("", "".join(string.itertext()))
            assert not re.search("[A-Za-z]", words), (path.name, words)


def test_qt_speaks_thai_and_leaves_our_own_words_alone(qapp: QApplication) -> None:
    translator = ThaiTranslator()
    assert translator.translate("QPlatformTheme", "&Yes") == "ใช่"
    assert translator.translate("QWidgetTextControl", "Select All") == "เลือกทั้งหมด"
    asked = translator.translate("QFileDialog", "%1 already exists.\nDo you want to replace it?")
    assert "เขียนทับ" in asked
    assert translator.translate("Any", "no such words") is None
    assert qapp.translate("Any", "no such words") == "no such words"


@pytest.mark.parametrize("path", paths.forms(), ids=lambda path: path.stem)
def test_enter_on_a_way_out_of_a_dialog_never_presses_its_main_button(path: Path) -> None:
    told = {one.get("name") for one in ET.parse(path).iter("property")}  # noqa: S314 - ours
    assert "autoDefault" not in told, f"{path.name}: Enter would press the main button instead"
