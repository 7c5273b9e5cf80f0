"""Thresholds of counts in the settings: typed, looked at, used, and taken back."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import CDD_6X2, CheckStatus, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.checklists.thresholds import Threshold
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.settings.page import SettingsPage
from cdd_desktop.gui.pages.settings.threshold_models import ThresholdColumn
from cdd_desktop.gui.pages.settings.thresholds import ThresholdsSection

YEAR = 2570
DISPLAY, EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole


@pytest.fixture
def services(services: Services) -> Services:
    """Two villages have counted 25 and 15 of 30 for 1.1."""
    for village, value in (("93010101", 25), ("93010102", 15)):
        key = SheetKey(
            village_id=services.villages.by_code(village).id,
            instrument=CDD_6X2,
            fiscal_year=YEAR,
            round=Round.AFTER,
        )
        services.checklists.answer(key, "1.1", AnswerState.MEASURED, value=Decimal(value))
    return services


@pytest.fixture
def section(
    qtbot: QtBot, services: Services, make_context: Callable[[Services], Context]
) -> Iterator[ThresholdsSection]:
    page = SettingsPage(make_context(services))
    qtbot.addWidget(page)
    page.resize(1178, 690)
    page.refresh()
    page.show()
    page.show_section(page.thresholds.title)
    yield page.thresholds
    page.close()


def cell(section: ThresholdsSection, row: int, column: ThresholdColumn) -> QModelIndex:
    return section.threshold_table.model().index(row, column)


def put(section: ThresholdsSection, row: int, column: ThresholdColumn, value: object) -> None:
    role = Qt.ItemDataRole.CheckStateRole if column is ThresholdColumn.CHECK else EDIT
    assert section.threshold_table.model().setData(cell(section, row, column), value, role)


def tick_year(section: ThresholdsSection) -> None:
    box = next(box for box in section.findChildren(QCheckBox) if box.text() == str(YEAR))
    box.setChecked(True)


def look(section: ThresholdsSection, qtbot: QtBot) -> None:
    section.preview_button.click()
    qtbot.waitUntil(lambda: not section.is_busy)


def apply(section: ThresholdsSection, qtbot: QtBot) -> None:
    section.apply_button.click()
    qtbot.waitUntil(lambda: not section.is_busy)


def said(text: str) -> str:
    return text.replace("\u200b", "")


def test_only_counted_indicators_are_listed_and_none_has_a_threshold_of_ours(
    section: ThresholdsSection,
) -> None:
    model = section.threshold_table.model()
    codes = [cell(section, row, ThresholdColumn.CODE).data() for row in range(model.rowCount())]
    assert codes == ["1.1", "1.2", "2.1", "2.2", "3.1", "4.2"]
    states = {cell(section, row, ThresholdColumn.CHECK).data() for row in range(len(codes))}
    assert states == {"ยังไม่มีเกณฑ์"}
    assert not section.is_dirty


def test_thresholds_are_used_only_after_a_look_at_what_they_change(
    section: ThresholdsSection, services: Services, qtbot: QtBot, dialogs: FakeDialogs
) -> None:
    put(section, 0, ThresholdColumn.PERCENT, "๗๐")
    assert cell(section, 0, ThresholdColumn.CHECK).data() == CheckStatus.PENDING.value
    tick_year(section)
    assert not section.apply_button.isEnabled()
    look(section, qtbot)
    assert "2 แบบ ผลเปลี่ยน 2 แบบ" in said(section.change_label.text())
    changes = section.change_table.model()
    shown = {tuple(changes.index(row, at).data() for at in range(4)) for row in range(2)}
    assert shown == {
        ("1.1", "ยังไม่มีเกณฑ์", "ผ่าน", "1"),
        ("1.1", "ยังไม่มีเกณฑ์", "ไม่ผ่าน", "1"),
    }
    assert services.thresholds.thresholds(CDD_6X2) == {}
    apply(section, qtbot)
    assert "1 ข้อ" in dialogs.asked[0]
    assert services.thresholds.thresholds(CDD_6X2) == {"1.1": Threshold(percent=Decimal(70))}
    assert services.checklists.progress("93010101", CDD_6X2, YEAR, Round.AFTER)[0].passed == 1
    assert not section.is_dirty
    assert services.history.next_undo() is not None


def test_a_change_after_the_look_takes_the_look_back(
    section: ThresholdsSection, qtbot: QtBot
) -> None:
    put(section, 0, ThresholdColumn.PERCENT, "70")
    look(section, qtbot)
    assert section.apply_button.isEnabled()
    put(section, 0, ThresholdColumn.PERCENT, "80")
    assert not section.apply_button.isEnabled()
    assert not section.change_table.isVisible()


@pytest.mark.parametrize("typed", ["0", "101", "-1", "มาก", "NaN", "1e9"])
def test_what_is_no_percent_stays_as_typed_and_cannot_be_used(
    section: ThresholdsSection, typed: str
) -> None:
    put(section, 0, ThresholdColumn.PERCENT, typed)
    assert cell(section, 0, ThresholdColumn.PERCENT).data() == typed
    assert "มากกว่า 0 และไม่เกิน 100" in said(section.change_label.text())
    assert not section.preview_button.isEnabled()


def test_a_checked_threshold_needs_its_source(
    section: ThresholdsSection, services: Services, qtbot: QtBot
) -> None:
    put(section, 1, ThresholdColumn.CHECK, Qt.CheckState.Checked.value)
    assert "ยังไม่มีเกณฑ์" in said(section.change_label.text())
    put(section, 1, ThresholdColumn.PERCENT, "60 %")
    assert "ที่มา" in said(section.change_label.text())
    put(section, 1, ThresholdColumn.SOURCE, "  หนังสือจังหวัด  ว 12 ")
    assert section.change_label.text() == ""
    look(section, qtbot)
    apply(section, qtbot)
    found = services.thresholds.thresholds(CDD_6X2)["1.2"]
    assert (found.check.status, found.check.source) == (
        CheckStatus.VERIFIED,
        "หนังสือจังหวัด ว 12",
    )
    assert cell(section, 1, ThresholdColumn.CHECK).data() == CheckStatus.VERIFIED.value


def test_an_emptied_threshold_is_taken_away(
    section: ThresholdsSection, services: Services, qtbot: QtBot
) -> None:
    services.checklists.apply_thresholds(CDD_6X2, {"1.1": Decimal(70)}, [YEAR])
    section.load()
    put(section, 0, ThresholdColumn.PERCENT, "")
    look(section, qtbot)
    apply(section, qtbot)
    assert services.thresholds.thresholds(CDD_6X2) == {}


def test_no_is_an_answer(
    section: ThresholdsSection, services: Services, qtbot: QtBot, dialogs: FakeDialogs
) -> None:
    dialogs.confirms = False
    put(section, 0, ThresholdColumn.PERCENT, "70")
    look(section, qtbot)
    section.apply_button.click()
    assert services.thresholds.thresholds(CDD_6X2) == {}
    assert section.is_dirty
    assert not section.save()
    assert "ดูผลก่อนใช้" in said(section.told_label.text())


def test_a_percent_is_typed_into_its_cell_under_the_thai_layout(
    section: ThresholdsSection,
) -> None:
    table = section.threshold_table
    table.setFocus()
    table.setCurrentIndex(cell(section, 0, ThresholdColumn.PERCENT))
    none = Qt.KeyboardModifier.NoModifier
    for scan, letter in ((16, "ึ"), (19, "จ")):  # the keys 7 and 0 of an X11 keyboard
        widget = QApplication.focusWidget()
        assert widget is not None
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), none, scan, 0, 0, letter)
        QApplication.sendEvent(widget, event)
    editor = QApplication.focusWidget()
    assert editor is not None
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r")
    QApplication.sendEvent(editor, event)
    QApplication.sendPostedEvents()
    table.setFocus()
    assert cell(section, 0, ThresholdColumn.PERCENT).data() == "70"


def test_the_models_keep_the_rules_of_qt(
    section: ThresholdsSection, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    put(section, 0, ThresholdColumn.PERCENT, "70")
    tick_year(section)
    look(section, qtbot)
    qtmodeltester.check(section.threshold_table.model())
    qtmodeltester.check(section.change_table.model())
