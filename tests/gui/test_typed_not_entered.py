"""What is being typed when the window closes, or the page, year, area or village changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from entry_pages import entry_in
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, Sheet, SheetKey
from cdd_desktop.errors import StorageProblem
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.checklists.entry.count_field import CountField
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState

YEAR = 2570
COUNTED = "25 จาก 30 ครัวเรือน"


@pytest.fixture
def window(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[MainWindow]:
    context.state.keep("checklists/instrument", CDD_6X2)
    made = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    made.attach(context, is_demo=False)
    made.open_page("checklists")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield made
    if made.isVisible():
        for _ in range(3):
            press(qtbot, Qt.Key.Key_Escape)
        assert made.close()


def page_of(window: MainWindow) -> EntryView:
    return entry_in(window.page)


def field_of(window: MainWindow) -> CountField:
    field = window.findChild(CountField)
    assert field is not None
    return field


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, *, control: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(focused(), key, held)


def write(text: str) -> None:
    for letter in text:
        type_text(focused(), letter)


def sheet(services: Services, year: int = YEAR, instrument: str = CDD_6X2) -> Sheet:
    village = services.villages.by_code("93010101").id
    key = SheetKey(village_id=village, instrument=instrument, fiscal_year=year, round=Round.AFTER)
    return services.checklists.sheet(key)


def labels(services: Services) -> dict[str, str]:
    return {code: answer.label for code, answer in sheet(services).answers.items()}


def told(window: MainWindow) -> str:
    return page_of(window).notice_label.text().replace("\u200b", "")


def by_frame(window: MainWindow) -> None:
    window.close()


def by_page(window: MainWindow) -> None:
    window.open_page("places")


def by_year(window: MainWindow) -> None:
    context = window.context
    assert context is not None
    context.look_at(year=YEAR - 1)


def by_area(window: MainWindow) -> None:
    context = window.context
    assert context is not None
    context.look_at(area_code="930103")


def by_empty_area(window: MainWindow) -> None:
    context = window.context
    assert context is not None
    context.look_at(area_code="930104")


def by_village(window: MainWindow) -> None:
    context = window.context
    assert context is not None
    other = context.services.villages.by_code("93010102")
    context.page_requested.emit("checklists", other.id)


def by_instrument(window: MainWindow) -> None:
    combo = page_of(window).page.instrument_combo
    combo.activated.emit((combo.currentIndex() + 1) % combo.count())


WAYS: tuple[Callable[[MainWindow], None], ...] = (
    by_frame, by_page, by_year, by_area, by_empty_area, by_village, by_instrument,
)  # fmt: skip


@pytest.mark.parametrize("go", WAYS)
def test_a_good_number_is_taken_on_the_way_out(
    window: MainWindow, services: Services, go: Callable[[MainWindow], None]
) -> None:
    write("25")
    assert labels(services) == {}
    go(window)
    assert labels(services) == {"1.1": COUNTED}
    assert not field_of(window).isVisible()
    assert sheet(services, YEAR - 1).answers == {}


@pytest.mark.parametrize("go", WAYS)
def test_a_note_is_taken_on_the_way_out(
    window: MainWindow,
    services: Services,
    qtbot: QtBot,
    go: Callable[[MainWindow], None],
) -> None:
    write("25")
    press(qtbot, Qt.Key.Key_Return)
    page_of(window).answer_table.go_to("1.1")
    press(qtbot, Qt.Key.Key_F2)
    assert isinstance(focused(), QLineEdit)
    write("ภาพถ่าย")
    go(window)
    assert sheet(services).answers["1.1"].evidence == "ภาพถ่าย"


@pytest.mark.parametrize("go", [by_frame, by_page])
def test_a_refused_number_holds_window_and_page_with_a_word(
    window: MainWindow, services: Services, qtbot: QtBot, go: Callable[[MainWindow], None]
) -> None:
    write("31")
    go(window)
    assert window.isVisible()
    field = field_of(window)
    assert (field.isVisible(), field.hasFocus(), field.text()) == (True, True, "31")
    assert "มากกว่า" in field.problem
    assert "กด Esc เพื่อทิ้ง" in told(window)
    press(qtbot, Qt.Key.Key_Escape)
    go(window)
    assert labels(services) == {}
    assert not field.isVisible()


@pytest.mark.parametrize("go", [by_year, by_area, by_empty_area, by_village, by_instrument])
def test_a_refused_number_left_behind_is_shown_before_the_window_closes(
    window: MainWindow, services: Services, qtbot: QtBot, go: Callable[[MainWindow], None]
) -> None:
    write("31")
    go(window)
    field = field_of(window)
    assert not field.isVisible()
    if go is not by_empty_area:
        assert "ยังไม่ได้บันทึก" in told(window)
    assert not window.close()
    assert field.isVisible()
    assert page_of(window).sheet == sheet(services)
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Backspace)
    write("25")
    assert window.close()
    assert labels(services) == {"1.1": COUNTED}


def test_a_number_of_a_village_that_is_judged_no_more_is_told_and_holds_nothing(
    window: MainWindow,
    services: Services,
    dialogs: FakeDialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("31")
    by_village(window)
    monkeypatch.setattr(EntryView, "show_target", lambda *_: None)
    assert window.close()
    assert "“31”" in dialogs.told[-1]


def test_the_fields_own_undo_gives_the_number_back_and_then_the_window_undoes(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    write("7")
    press(qtbot, Qt.Key.Key_Return)
    write("25")
    press(qtbot, Qt.Key.Key_Z, control=True)
    assert field_of(window).text() != "25"
    press(qtbot, Qt.Key.Key_Y, control=True)
    assert field_of(window).text() == "25"
    assert labels(services) == {"1.1": "7 จาก 30 ครัวเรือน"}
    press(qtbot, Qt.Key.Key_Return)
    assert labels(services)["1.2"] == COUNTED


def test_undoing_by_the_button_takes_the_number_first(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    write("7")
    press(qtbot, Qt.Key.Key_Return)
    write("25")
    qtbot.waitUntil(window.undo_button.isEnabled)
    window.undo_button.setFocus(Qt.FocusReason.MouseFocusReason)
    window.undo_button.click()
    qtbot.waitUntil(lambda: labels(services) == {"1.1": "7 จาก 30 ครัวเรือน"})
    window.open_page("checklists")
    press(qtbot, Qt.Key.Key_Y, control=True)
    qtbot.waitUntil(lambda: labels(services).get("1.2") == COUNTED)


def test_a_note_that_cannot_be_saved_stays_and_holds_the_window(
    window: MainWindow, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Sheet:
        raise StorageProblem("เขียนดิสก์ไม่ได้ กรุณาตรวจที่ว่างของดิสก์")

    write("25")
    press(qtbot, Qt.Key.Key_Return)
    page_of(window).answer_table.go_to("1.1")
    press(qtbot, Qt.Key.Key_F2)
    write("ภาพถ่าย")
    monkeypatch.setattr(services.checklists, "annotate", fail)
    assert not window.close()
    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "ภาพถ่าย"
    by_year(window)
    assert page_of(window).answer_table.is_writing
    monkeypatch.undo()
    assert window.close()
    assert sheet(services).answers["1.1"].evidence == "ภาพถ่าย"


def test_a_note_being_typed_outlives_a_change_from_elsewhere(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    write("25")
    press(qtbot, Qt.Key.Key_Return)
    page_of(window).answer_table.go_to("1.1")
    press(qtbot, Qt.Key.Key_F2)
    write("ภาพ")
    services.checklists.annotate(sheet(services).key, "1.1", evidence="อื่น", note="ก")
    context = window.context
    assert context is not None
    context.happened.emit(Changed.ANSWERS, None)
    write("ถ่าย")
    press(qtbot, Qt.Key.Key_Return)
    answer = sheet(services).answers["1.1"]
    assert (answer.evidence, answer.note) == ("ภาพถ่าย", "ก")


def test_the_next_village_takes_the_note_of_a_sheet_of_passed_and_failed_too(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    context = window.context
    assert context is not None
    key = sheet(services, instrument=MOI_23).key
    services.checklists.answer(key, "1.1", AnswerState.PASSED)
    context.page_requested.emit("checklists", key)
    page_of(window).answer_table.go_to("1.1")
    press(qtbot, Qt.Key.Key_F2)
    write("ภาพ")
    press(qtbot, Qt.Key.Key_PageDown)
    assert page_of(window).sheet != sheet(services, instrument=MOI_23)
    assert sheet(services, instrument=MOI_23).answers["1.1"].evidence == "ภาพ"
