"""Keying counts of households: digits by their place, refused in their line, nothing typed lost."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from entry_pages import made_entry
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import Keyboard, type_text

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import CDD_6X2, Round
from cdd_desktop.checklists.records import Answer, AnswerState, Origin, Sheet, SheetKey
from cdd_desktop.errors import StorageProblem
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.keys import ScanCodes, digit_of
from cdd_desktop.gui.pages.checklists.entry.answer_model import Column
from cdd_desktop.gui.pages.checklists.entry.count_field import CountField
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.pages.reports.page import ReportsPage

PASSED, FAILED, MEASURED = AnswerState.PASSED, AnswerState.FAILED, AnswerState.MEASURED
YEAR = 2570
# Kedmanee's letters on the digit row, by what the key is engraved with
THAI_ROW = dict(zip("1234567890", "ๅ/-ภถุึคตจ", strict=True))


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[EntryView]:
    context.state.keep("checklists/instrument", CDD_6X2)
    made = made_entry(context)
    qtbot.addWidget(made.page)
    made.page.resize(1178, 690)
    made.refresh()
    made.page.show()
    made.answer_table.setFocus()
    yield made
    made.page.close()


@pytest.fixture(params=["english", "thai"])
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: int, text: str = "", scan: int = 0) -> None:
    """A key that goes to whatever has the focus, as keys do."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, scan, 0, 0, text)
        QApplication.sendEvent(focused(), event)


def digits(number: str, layout: str = "english") -> None:
    """Strike the digit row under a layout, as an X11 keyboard sends it."""
    for cap in number:
        scan = 9 + (int(cap) or 10)
        text = cap if layout == "english" else THAI_ROW[cap]
        press(ord(text), text, scan)


def strike(cap: str, layout: str = "english") -> None:
    Keyboard(layout).press(focused(), cap)


def key_of(services: Services, year: int = YEAR, village: str = "93010101") -> SheetKey:
    return SheetKey(
        village_id=services.villages.by_code(village).id,
        instrument=CDD_6X2,
        fiscal_year=year,
        round=Round.AFTER,
    )


def stored(services: Services, village: str = "93010101") -> Sheet:
    return services.checklists.sheet(key_of(services, village=village))


def count(services: Services, code: str, value: int, year: int = YEAR, of: int = 30) -> None:
    services.checklists.answer(
        key_of(services, year), code, MEASURED, value=Decimal(value), denominator=Decimal(of)
    )


def labels(services: Services) -> dict[str, str]:
    return {code: answer.label for code, answer in stored(services).answers.items()}


def cursor(page: EntryView) -> str:
    line = page.answer_table.current_line()
    assert line is not None
    return line.indicator.code


def field_of(page: EntryView) -> CountField:
    field = page.answer_table.findChild(CountField)
    assert field is not None
    return field


def told(page: EntryView) -> str:
    return page.notice_label.text().replace("\u200b", "")


def test_digits_and_enter_keep_a_count_and_go_on(
    page: EntryView, services: Services, layout: str
) -> None:
    digits("25", layout)
    assert field_of(page).text() == "25"
    strike("Enter", layout)
    digits("7", layout)
    strike("Down", layout)
    assert labels(services) == {"1.1": "25 จาก 30 ครัวเรือน", "1.2": "7 จาก 30 ครัวเรือน"}
    assert cursor(page) == "2.1"
    assert page.answer_table.hasFocus()
    assert not field_of(page).isVisible()


def test_every_digit_of_the_row_is_read_under_both_layouts(page: EntryView, layout: str) -> None:
    digits("1234567890", layout)
    assert field_of(page).text() == "1234567890"
    strike("Esc")


def test_thai_digits_and_the_numpad_are_digits(page: EntryView, services: Services) -> None:
    type_text(page.answer_table, "๒")
    type_text(focused(), "๕")
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "\r"
    )
    QApplication.sendEvent(focused(), event)
    assert labels(services) == {"1.1": "25 จาก 30 ครัวเรือน"}
    for key, text in ((Qt.Key.Key_1, "1"), (Qt.Key.Key_8, "8")):
        held = Qt.KeyboardModifier.KeypadModifier
        QApplication.sendEvent(focused(), QKeyEvent(QEvent.Type.KeyPress, key, held, text))
    strike("Enter")
    assert labels(services)["1.2"] == "18 จาก 30 ครัวเรือน"


def test_a_digit_is_found_on_windows_by_place_or_virtual_key() -> None:
    def event(text: str, scan: int, virtual: int) -> QKeyEvent:
        none = Qt.KeyboardModifier.NoModifier
        return QKeyEvent(QEvent.Type.KeyPress, ord(text), none, scan, virtual, 0, text)

    for at, (cap, letter) in enumerate(THAI_ROW.items()):
        assert digit_of(event(letter, at + 2, 0), ScanCodes.WINDOWS) == cap
        assert digit_of(event(letter, 0, 0x30 + int(cap)), ScanCodes.WINDOWS) == cap
    assert digit_of(event("ฟ", 0x1E, 0x41), ScanCodes.WINDOWS) == ""
    assert digit_of(event("ๅ", 0, 0x0DE5), ScanCodes.X11) == ""
    control = Qt.KeyboardModifier.ControlModifier
    assert digit_of(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, control, "1")) == ""


def test_numpad_keys_without_num_lock_move_the_cursor(page: EntryView) -> None:
    held = Qt.KeyboardModifier.KeypadModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, held, 80, 0, 0, "")
    QApplication.sendEvent(page.answer_table, event)
    assert cursor(page) == "1.2"


def test_a_line_of_passed_or_failed_is_answered_by_one_key_in_the_same_sheet(
    page: EntryView, services: Services, layout: str
) -> None:
    page.answer_table.go_to("3.1")
    digits("12", layout)
    strike("Enter", layout)
    strike("1", layout)
    strike("0", layout)
    answers = stored(services).answers
    assert answers["3.1"].label == "12 จาก 30 ครัวเรือน"
    assert (answers["3.2"].state, answers["4.1"].state) == (PASSED, FAILED)
    assert cursor(page) == "4.2"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31", "31 มากกว่าครัวเรือนเป้าหมาย 30"),
        ("-5", "“-5” ไม่ใช่จำนวนครัวเรือน"),
        ("2.5", "“2.5” ไม่ใช่จำนวนครัวเรือน"),
        ("2ก", "“2ก” ไม่ใช่จำนวนครัวเรือน"),
        ("5/0", "จำนวนครัวเรือนเป้าหมายของข้อ 1.1"),
    ],
)
def test_what_cannot_be_a_count_is_refused_in_its_line_and_stays_to_be_mended(
    page: EntryView, services: Services, typed: str, reason: str
) -> None:
    for letter in typed:
        type_text(focused(), letter)
    strike("Enter")
    field = field_of(page)
    assert field.hasFocus()
    assert field.text() == typed
    assert reason in field.problem.replace("\u200b", "")
    assert labels(services) == {}
    assert cursor(page) == "1.1"
    for _ in typed:
        press(Qt.Key.Key_Backspace, "\b")
    assert field.problem == ""
    digits("30")
    strike("Enter")
    assert labels(services) == {"1.1": "30 จาก 30 ครัวเรือน"}


def test_the_reason_is_inside_the_table_at_the_line_also_at_its_end(page: EntryView) -> None:
    for code in ("1.1", "4.2"):
        page.answer_table.go_to(code)
        digits("99")
        strike("Enter")
        field = field_of(page)
        bubble = field.parentWidget().childAt(
            field.parentWidget().width() - 30, field.geometry().bottom() + 12
        )
        above = field.parentWidget().childAt(
            field.parentWidget().width() - 30, field.geometry().top() - 12
        )
        assert bubble is not None or above is not None
        strike("Esc")
        assert not field.isVisible()
        assert page.answer_table.hasFocus()


def test_escape_leaves_the_count_as_it_was(page: EntryView, services: Services) -> None:
    count(services, "1.1", 12)
    page.refresh()
    page.answer_table.go_to("1.1")
    digits("3")
    strike("Esc")
    assert labels(services) == {"1.1": "12 จาก 30 ครัวเรือน"}


def test_an_emptied_field_changes_nothing_and_goes_on(page: EntryView, services: Services) -> None:
    digits("3")
    press(Qt.Key.Key_Backspace, "\b")
    strike("Enter")
    assert labels(services) == {}
    assert cursor(page) == "1.2"


def test_up_and_page_down_take_the_number_before_they_move(
    page: EntryView, services: Services
) -> None:
    page.answer_table.go_to("1.2")
    digits("4")
    strike("Up")
    assert cursor(page) == "1.1"
    digits("5")
    strike("PgDn")
    assert labels(services) == {"1.2": "4 จาก 30 ครัวเรือน", "1.1": "5 จาก 30 ครัวเรือน"}
    assert page.sheet is not None
    assert page.sheet.key == key_of(services, village="93010102")


def test_a_refused_number_holds_page_down_and_the_cursor(
    page: EntryView, services: Services
) -> None:
    digits("31")
    strike("PgDn")
    assert page.sheet is not None
    assert page.sheet.key == key_of(services)
    page.answer_table.go_to("2.1")
    assert cursor(page) == "1.1"
    assert field_of(page).text() == "31"
    strike("Esc")


def test_a_click_elsewhere_takes_the_number(
    page: EntryView, services: Services, qtbot: QtBot
) -> None:
    digits("25")
    page.village_list.setFocus(Qt.FocusReason.MouseFocusReason)
    assert labels(services) == {"1.1": "25 จาก 30 ครัวเรือน"}
    page.answer_table.setFocus()
    digits("9")
    table = page.answer_table
    place = table.visualRect(table.answers.index(table.answers.row_of("2.2"), Column.CODE)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert labels(services) == {"1.1": "9 จาก 30 ครัวเรือน"}
    assert cursor(page) == "2.2"


def test_a_refused_number_waits_on_its_village_while_another_is_looked_at(
    page: EntryView, services: Services
) -> None:
    digits("44")
    strike("Enter")
    page.show_target(services.villages.by_code("93010102").id)
    assert not field_of(page).isVisible()
    page.show_target(services.villages.by_code("93010101").id)
    field = field_of(page)
    assert field.isVisible()
    assert field.text() == "44"
    assert "มากกว่า" in field.problem
    assert cursor(page) == "1.1"
    strike("Esc")


def test_a_number_that_could_not_be_saved_is_not_to_be_typed_again(
    page: EntryView, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Sheet:
        raise StorageProblem("เขียนดิสก์ไม่ได้ กรุณาตรวจที่ว่างของดิสก์")

    monkeypatch.setattr(services.checklists, "answer", fail)
    digits("25")
    strike("Enter")
    assert field_of(page).text() == "25"
    assert "เขียนดิสก์ไม่ได้" in told(page)
    assert cursor(page) == "1.1"
    monkeypatch.undo()
    strike("Enter")
    assert labels(services) == {"1.1": "25 จาก 30 ครัวเรือน"}


def test_a_refresh_from_elsewhere_leaves_what_is_being_typed(
    page: EntryView, services: Services, context: Context
) -> None:
    digits("2")
    count(services, "2.1", 9)
    context.happened.emit(Changed.ANSWERS, None)
    digits("5")
    strike("Enter")
    assert labels(services)["1.1"] == "25 จาก 30 ครัวเรือน"


@pytest.mark.parametrize("cap", [".", "Delete"])
def test_the_point_and_delete_take_a_count_back(
    page: EntryView, services: Services, cap: str
) -> None:
    count(services, "1.1", 25)
    page.refresh()
    page.answer_table.go_to("1.1")
    if cap == "Delete":
        press(Qt.Key.Key_Delete, "\x7f")
    else:
        strike(cap)
    assert labels(services) == {}


def test_space_takes_last_years_count(page: EntryView, services: Services) -> None:
    count(services, "1.1", 24, YEAR - 1, of=28)
    page.refresh()
    strike("Space")
    answer = stored(services).answers["1.1"]
    assert (answer.label, answer.origin) == ("24 จาก 28 ครัวเรือน", Origin.CARRIED)
    digits("3")
    strike("Enter")
    assert labels(services)["1.2"] == "3 จาก 28 ครัวเรือน"


def test_space_counts_of_this_years_households_and_refuses_what_is_more(
    page: EntryView, services: Services
) -> None:
    count(services, "1.1", 24, YEAR - 1)
    count(services, "1.2", 29, YEAR - 1)
    head = stored(services).head
    services.checklists.save_head(key_of(services), replace(head, target_households=26))
    page.refresh()
    strike("Space")
    assert labels(services) == {"1.1": "24 จาก 26 ครัวเรือน"}
    strike("Space")
    assert "29 มากกว่าครัวเรือนเป้าหมายปีนี้ 26" in told(page)
    assert cursor(page) == "1.2"


def test_space_without_a_last_year_says_how_to_answer_a_count(page: EntryView) -> None:
    strike("Space")
    assert "พิมพ์จำนวนครัวเรือน" in told(page)
    strike("/")
    assert "พิมพ์จำนวนครัวเรือน" in told(page)


def test_a_line_says_count_percent_and_what_the_threshold_makes_of_it(
    page: EntryView, services: Services
) -> None:
    count(services, "1.1", 25)
    count(services, "1.1", 15, YEAR - 1)
    page.refresh()
    table = page.answer_table.answers
    row = table.row_of("1.1")
    waits = "25 จาก 30 ครัวเรือน ร้อยละ 83.3 ยังไม่มีเกณฑ์"
    assert table.index(row, Column.ANSWER).data() == waits
    assert table.index(row, Column.LAST_YEAR).data() == "15 จาก 30 ครัวเรือน ร้อยละ 50 ยังไม่มีเกณฑ์"
    services.checklists.apply_thresholds(CDD_6X2, {"1.1": Decimal(70)}, [YEAR, YEAR - 1])
    page.refresh()
    assert str(table.index(row, Column.ANSWER).data()).endswith("83.3 ผ่าน")
    assert str(table.index(row, Column.LAST_YEAR).data()).endswith("50 ไม่ผ่าน")


def test_the_panel_shows_no_level_and_says_what_waits_for_a_threshold(
    page: EntryView, services: Services
) -> None:
    digits("25")
    strike("Enter")
    panel = page.level_panel
    assert panel.level_label.text() == "ตอบแล้ว 1 จาก 12 ข้อ"
    assert "ไม่พบเกณฑ์" in panel.basis_label.text().replace("\u200b", "")
    assert "ยังไม่มีเกณฑ์ 1" in panel.counts_label.text().replace("\u200b", "")
    assert "รอเกณฑ์ผ่าน" in panel.next_label.text().replace("\u200b", "")
    assert not panel.radar_card.isVisible()
    assert panel.count_keys_widget.isVisible()
    services.checklists.apply_thresholds(CDD_6X2, {"1.1": Decimal(70)}, [YEAR])
    page.refresh()
    counts = panel.counts_label.text().replace("\u200b", "")
    assert counts.startswith("ผ่าน 1 · ไม่ผ่าน 0 · เหลือ 11")


def test_a_whole_sheet_is_keyed_with_the_keyboard_alone(
    page: EntryView, services: Services, layout: str
) -> None:
    for line in stored(services).instrument.indicators:
        assert cursor(page) == line.code
        if line.code in {"1.1", "1.2", "2.1", "2.2", "3.1", "4.2"}:
            digits("25", layout)
            strike("Enter", layout)
        else:
            strike("1", layout)
    sheet = stored(services)
    assert sheet.grade.is_complete
    assert (sheet.grade.measured, sheet.grade.passed) == (6, 6)
    assert "ครบ 12 ข้อ" in told(page)
    assert page.done_label.text() == "ครบ 1 จาก 3"
    assert "ครบแล้ว" in page.state_chip.text()


def test_the_instrument_is_chosen_by_a_key_and_remembered(
    page: EntryView, context: Context, qtbot: QtBot
) -> None:
    assert page.page.instrument_combo.isVisible()
    assert page.page.instrument_combo.currentText() == "6 ด้าน 12 ตัวชี้วัด"
    qtbot.keyClick(page.answer_table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page.sheet is not None
    assert page.sheet.instrument.id != CDD_6X2
    for _ in range(page.page.instrument_combo.count() - 1):
        qtbot.keyClick(page.answer_table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page.sheet.instrument.id == CDD_6X2
    assert context.state.text("checklists/instrument") == CDD_6X2


def test_the_head_asks_for_the_target_households_with_the_usual_number_in_it(
    page: EntryView, services: Services
) -> None:
    digits("25")
    strike("Enter")
    dialog = page.head_dialog()
    assert dialog is not None
    assert dialog.households_edit.text() == "30"
    assert not dialog.is_dirty
    dialog.households_edit.setText("๒๘ ครัวเรือน")
    dialog.save_button.click()
    assert labels(services) == {"1.1": "25 จาก 28 ครัวเรือน"}
    assert stored(services).head.target_households == 28
    dialog.deleteLater()


def test_a_head_with_too_few_or_no_households_is_refused_beside_its_field(
    page: EntryView, services: Services
) -> None:
    digits("25")
    strike("Enter")
    dialog = page.head_dialog()
    assert dialog is not None
    for text, reason in (("24", "ข้อ 1.1"), ("", "ต้องเป็นตัวเลข"), ("0", "ระหว่าง 1")):
        dialog.households_edit.setText(text)
        dialog.save_button.click()
        assert reason in dialog.households_problem.text().replace("\u200b", "")
    assert labels(services) == {"1.1": "25 จาก 30 ครัวเรือน"}
    dialog.deleteLater()


def test_the_head_of_an_instrument_that_counts_nothing_asks_no_households(
    page: EntryView, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.answer_table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    dialog = page.head_dialog()
    assert dialog is not None
    assert not dialog.households_edit.isVisibleTo(dialog)
    dialog.deleteLater()


def test_the_menu_of_a_count_offers_no_passed_and_opens_the_field(page: EntryView) -> None:
    line = page.answer_table.current_line()
    assert line is not None
    menu = page.answer_table.menu_of(line)
    texts = [action.text() for action in menu.actions()]
    assert not any("ผ่าน" in text for text in texts)
    menu.actions()[0].trigger()
    assert field_of(page).hasFocus()
    menu.close()
    strike("Esc")


def test_the_field_follows_its_line_when_the_table_scrolls(page: EntryView) -> None:
    page.page.resize(1178, 400)
    page.answer_table.go_to("3.1")
    digits("9")
    field = field_of(page)
    bar = page.answer_table.verticalScrollBar()
    before = field.pos()
    bar.setValue(bar.value() + 20)
    assert before - field.pos() == QPoint(0, 20)
    strike("Esc")


def test_the_model_of_counts_keeps_the_rules_of_qt(
    page: EntryView, services: Services, qtmodeltester: ModelTester
) -> None:
    count(services, "1.1", 25)
    page.refresh()
    qtmodeltester.check(page.answer_table.answers)


def test_a_remark_is_written_beside_a_count(page: EntryView, services: Services) -> None:
    digits("25")
    strike("Enter")
    page.answer_table.go_to("1.1")
    strike("/")
    editor = focused()
    assert isinstance(editor, QLineEdit)
    type_text(editor, "ทำสวนครัว")
    strike("Enter")
    answer: Answer = stored(services).answers["1.1"]
    assert (answer.note, answer.label) == ("ทำสวนครัว", "25 จาก 30 ครัวเรือน")


def test_a_refused_number_is_taken_once_the_head_was_mended(
    page: EntryView, services: Services
) -> None:
    digits("45")
    strike("Enter")
    assert "Ctrl+H" in field_of(page).problem
    dialog = page.head_dialog()
    assert dialog is not None
    dialog.households_edit.setText("50")
    dialog.save_button.click()
    dialog.deleteLater()
    page.answer_table.setFocus()
    assert not field_of(page).isVisible()
    assert labels(services) == {"1.1": "45 จาก 50 ครัวเรือน"}


def test_the_print_button_leads_to_the_filled_form_of_the_same_instrument(
    page: EntryView, context: Context, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.page_requested) as asked:
        page.print_button.click()
    assert asked.args == ["reports", "checklist-filled:93010101"]
    reports = ReportsPage(context)
    qtbot.addWidget(reports)
    reports.refresh()
    reports.show_target(asked.args[1])
    options = reports.options_card.options()
    assert (options.instrument, options.area_code) == (CDD_6X2, "93010101")
    assert "6 ด้าน 12 ตัวชี้วัด" in reports.options_card.area_label.text().replace("\u200b", "")


def test_alt_and_a_digit_count_nothing(page: EntryView) -> None:
    table = page.answer_table
    alt = Qt.KeyboardModifier.AltModifier
    for widget in (table, field_of(page)):
        QApplication.sendEvent(
            widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_4, alt, 13, 0, 0, "4")
        )
        assert field_of(page).text() == ""
    assert not field_of(page).isVisible()
