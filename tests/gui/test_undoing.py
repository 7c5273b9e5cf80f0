"""Taking back and doing again from the window, and the history beside the page."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from entry_pages import entry_in
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Origin, Round, SheetHead, SheetKey
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.history_corner import HistoryCorner
from cdd_desktop.gui.history_model import DO_AGAIN, RESTORE, Column, HistoryTableModel
from cdd_desktop.gui.history_panel import HistoryPanel
from cdd_desktop.gui.keys import Command
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.pages.settings.page import SettingsPage
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.people.records import Role
from cdd_desktop.places.tables import VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.linebreak import ZWSP

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
SAID = "ม.1 บ้านดอนหลา ปี 2570 รอบ"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAIT_MS = 10_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, context: Context) -> Iterator[MainWindow]:
    """An open office with the first village's sheet in front."""
    made = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.attach(context, is_demo=False)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield made
    made.close()


@pytest.fixture
def past(window: MainWindow) -> HistoryCorner:
    assert window.past is not None
    return window.past


@pytest.fixture
def panel(past: HistoryCorner) -> HistoryPanel:
    return past.panel


@pytest.fixture
def page(window: MainWindow) -> EntryView:
    return entry_in(window.page)


@pytest.fixture
def key(services: Services) -> SheetKey:
    village = services.villages.by_code("93010101")
    return SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2570, round=Round.AFTER)


@pytest.fixture
def settle(qtbot: QtBot, context: Context, past: HistoryCorner) -> Callable[[], None]:
    """Wait until every wish is met and told."""

    def wait() -> None:
        qtbot.waitUntil(
            lambda: not past.undoing.is_busy and not context.tasks.is_busy, timeout=WAIT_MS
        )

    return wait


@pytest.fixture
def lines(
    window: MainWindow, panel: HistoryPanel, settle: Callable[[], None]
) -> Callable[[], list[tuple[str, str]]]:
    """What the open panel says was done, and what it offers for each, read anew."""

    def read() -> list[tuple[str, str]]:
        assert window.page is not None
        window.page.refresh()
        panel.refresh()
        settle()
        return [(line.what, line.offer) for line in panel.lines.rows]

    return read


@pytest.fixture
def office(office_store: Store) -> Services:
    """An office in which nothing can be taken back."""
    return services_of(office_store)


def press(window: QWidget, qtbot: QtBot, keys: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    qtbot.keyClick(QApplication.focusWidget() or window, keys, held)


def state_of(services: Services, key: SheetKey, code: str) -> AnswerState | None:
    answer = services.checklists.sheet(key).answers.get(code)
    return answer.state if answer else None


def test_ctrl_z_takes_an_answer_back_and_says_so_with_the_way_back(
    window: MainWindow,
    page: EntryView,
    services: Services,
    key: SheetKey,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    page.answer_table.struck.emit("1.1", Command.PASSED)
    page.answer_table.struck.emit("1.2", Command.FAILED)
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    settle()
    assert state_of(services, key, "1.2") is None
    assert state_of(services, key, "1.1") is PASSED
    assert page.sheet is not None
    assert "1.2" not in page.sheet.answers
    said = window.saved_label.text()
    assert said.startswith(f"● เลิกทำแล้ว: {SAID}")
    assert "ข้อ 1.2: ไม่ผ่าน" in said
    assert said.endswith("ทำซ้ำกด Ctrl+Y")


def test_the_cursor_returns_to_the_answer_that_was_taken_back(
    window: MainWindow, page: EntryView, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page.answer_table.struck.emit("1.1", Command.PASSED)
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    settle()
    line = page.answer_table.current_line()
    assert line is not None
    assert line.indicator.code == "1.1"


@pytest.mark.parametrize(
    ("redo_key", "held"), [(Qt.Key.Key_Y, (CTRL,)), (Qt.Key.Key_Z, (CTRL, SHIFT))]
)
def test_both_ways_of_doing_again_walk_forward(
    window: MainWindow,
    page: EntryView,
    services: Services,
    key: SheetKey,
    qtbot: QtBot,
    settle: Callable[[], None],
    redo_key: Qt.Key,
    held: tuple[Qt.KeyboardModifier, ...],
) -> None:
    for code, command in (("1.1", Command.PASSED), ("1.2", Command.FAILED)):
        page.answer_table.struck.emit(code, command)
    for _ in range(2):
        press(window, qtbot, Qt.Key.Key_Z, CTRL)
    settle()
    assert services.checklists.sheet(key).answers == {}
    press(window, qtbot, redo_key, *held)
    settle()
    assert window.saved_label.text().startswith(f"● ทำซ้ำแล้ว: {SAID}")
    assert (state_of(services, key, "1.1"), state_of(services, key, "1.2")) == (PASSED, None)
    press(window, qtbot, redo_key, *held)
    settle()
    assert state_of(services, key, "1.2") is FAILED


def test_after_something_new_there_is_no_way_forward(
    window: MainWindow,
    page: EntryView,
    services: Services,
    key: SheetKey,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    page.answer_table.struck.emit("1.1", Command.PASSED)
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    settle()
    page.answer_table.struck.emit("1.2", Command.FAILED)
    press(window, qtbot, Qt.Key.Key_Y, CTRL)
    settle()
    assert state_of(services, key, "1.1") is None
    assert "ไม่มีรายการให้ทำซ้ำ" in window.saved_label.text()


def test_an_answer_struck_right_after_ctrl_z_is_not_taken_back(
    window: MainWindow,
    page: EntryView,
    services: Services,
    key: SheetKey,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    page.answer_table.struck.emit("1.1", Command.PASSED)
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    page.answer_table.struck.emit("1.3", Command.PASSED)  # before the worker comes to it
    settle()
    assert state_of(services, key, "1.1") is None
    assert state_of(services, key, "1.3") is PASSED


def test_what_cannot_be_taken_back_is_told_with_its_reason(
    past: HistoryCorner,
    services: Services,
    key: SheetKey,
    dialogs: FakeDialogs,
    settle: Callable[[], None],
) -> None:
    services.checklists.answer(key, "1.1", PASSED)
    services.checklists.answer(key, "1.1", FAILED)
    first = services.history.recent(2)[1]
    past.undoing.take_back(first)
    settle()
    assert state_of(services, key, "1.1") is FAILED
    assert "ไม่ได้ เพราะหลังจากนั้นมีการแก้ไขข้อมูลเดียวกัน" in dialogs.told[0]


def test_the_button_names_what_it_would_take_back(
    window: MainWindow, page: EntryView, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page.answer_table.struck.emit("1.1", Command.PASSED)
    qtbot.waitUntil(
        lambda: "ข้อ 1.1: ผ่าน" in window.undo_button.toolTip().replace(ZWSP, ""), timeout=WAIT_MS
    )
    assert window.undo_button.isEnabled()
    window.undo_button.click()
    settle()
    assert page.sheet is not None
    assert page.sheet.answers == {}


def test_the_button_is_off_while_there_is_nothing_to_take_back(
    qtbot: QtBot, tmp_path: Path, make_context: Callable[[Services], Context], office: Services
) -> None:
    made = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(made)
    context = make_context(office)
    made.attach(context, is_demo=False)
    made.show()
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=WAIT_MS)
    assert not made.undo_button.isEnabled()
    made.undo_button.setEnabled(True)
    made.undo_button.click()
    assert made.saved_label.text() == "ไม่มีรายการให้เลิกทำแล้ว"
    made.close()


class TestFields:
    """The keys belong to a text field while it has something of its own to take back."""

    @pytest.fixture
    def edit(self, window: MainWindow, services: Services, key: SheetKey) -> QLineEdit:
        services.checklists.answer(key, "1.1", PASSED)
        window.open_page("settings")
        page = window.page
        assert isinstance(page, SettingsPage)
        page.show_section(page.office.title)
        page.office.name_edit.setFocus()
        return page.office.name_edit

    def test_typing_is_taken_back_before_records(
        self, edit: QLineEdit, services: Services, key: SheetKey, qtbot: QtBot
    ) -> None:
        type_text(edit, "สมชาย")
        qtbot.keyClick(edit, Qt.Key.Key_Z, CTRL)
        assert edit.text() == ""
        assert state_of(services, key, "1.1") is PASSED

    def test_with_nothing_of_its_own_left_records_are(
        self,
        edit: QLineEdit,
        services: Services,
        key: SheetKey,
        qtbot: QtBot,
        settle: Callable[[], None],
    ) -> None:
        type_text(edit, "สมชาย")
        for _ in range(2):
            qtbot.keyClick(edit, Qt.Key.Key_Z, CTRL)
        settle()
        assert state_of(services, key, "1.1") is None

    def test_other_keys_of_the_field_stay_its_own(self, edit: QLineEdit) -> None:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, CTRL, "\x01")
        event.ignore()
        QApplication.sendEvent(edit, event)
        assert event.isAccepted()


class TestPanel:
    """The history beside the page."""

    @pytest.fixture(autouse=True)
    def _open(self, window: MainWindow, qtbot: QtBot, panel: HistoryPanel) -> None:
        press(window, qtbot, Qt.Key.Key_F4)
        assert panel.isVisible()

    def test_it_tells_the_sheet_in_the_words_of_the_sheet(
        self, services: Services, key: SheetKey, lines: Callable[[], list[tuple[str, str]]]
    ) -> None:
        service = services.checklists
        sheet = service.answer(key, "1.1", PASSED, origin=Origin.CARRIED)
        service.answer(key, "1.1", FAILED)
        service.annotate(key, "1.1", note="กองทุนหยุดจ่าย")
        service.answer(key, "1.1", None)
        service.save_head(
            key, SheetHead(place="ศาลา", people_present=40, version=sheet.head.version)
        )
        other = SheetKey(
            village_id=services.villages.by_code("93010102").id,
            instrument=MOI_23,
            fiscal_year=2570,
            round=Round.AFTER,
        )
        service.answer(other, "1.1", PASSED)
        assert [what for what, _ in lines()] == [
            "สถานที่: ว่าง → ศาลา\nผู้เข้าร่วม: ว่าง → 40",
            "ข้อ 1.1: ไม่ผ่าน → ยังไม่ประเมิน",
            "ข้อ 1.1 หมายเหตุ: ว่าง → กองทุนหยุดจ่าย",
            "ข้อ 1.1: ผ่าน → ไม่ผ่าน\nข้อ 1.1 ที่มา: ตามปีก่อน → ถามใหม่",
            "ข้อ 1.1: ผ่าน",
        ]

    def test_enter_gives_the_old_value_back_and_the_line_says_so(
        self,
        services: Services,
        key: SheetKey,
        panel: HistoryPanel,
        qtbot: QtBot,
        settle: Callable[[], None],
        lines: Callable[[], list[tuple[str, str]]],
    ) -> None:
        services.checklists.answer(key, "1.1", PASSED)
        services.checklists.answer(key, "1.1", FAILED)
        services.checklists.answer(key, "1.2", PASSED)
        lines()
        panel.history_table.setCurrentIndex(panel.lines.index(1, Column.WHAT))
        qtbot.keyClick(panel.history_table, Qt.Key.Key_Return)
        settle()
        assert state_of(services, key, "1.1") is PASSED
        assert lines()[0] == ("เลิกทำ: ข้อ 1.1: ไม่ผ่าน → ผ่าน", DO_AGAIN)
        assert lines()[2] == ("ข้อ 1.1: ผ่าน → ไม่ผ่าน", "คืนแล้ว")
        assert lines()[3][1] == RESTORE

    def test_the_page_shows_what_came_back_and_the_keyboard_stays_in_the_history(
        self,
        services: Services,
        key: SheetKey,
        panel: HistoryPanel,
        page: EntryView,
        qtbot: QtBot,
        settle: Callable[[], None],
        lines: Callable[[], list[tuple[str, str]]],
    ) -> None:
        services.checklists.answer(key, "1.1", PASSED)
        services.checklists.answer(key, "2.1", PASSED)
        lines()
        panel.history_table.setCurrentIndex(panel.lines.index(1, Column.WHAT))
        qtbot.keyClick(panel.history_table, Qt.Key.Key_Return)
        settle()
        line = page.answer_table.current_line()
        assert line is not None
        assert line.indicator.code == "1.1"
        assert panel.history_table.hasFocus()
        press(panel, qtbot, Qt.Key.Key_Escape)
        assert not panel.isVisible()
        assert page.answer_table.hasFocus()

    def test_the_word_is_clicked_the_words_are_not(
        self,
        services: Services,
        key: SheetKey,
        panel: HistoryPanel,
        settle: Callable[[], None],
        lines: Callable[[], list[tuple[str, str]]],
    ) -> None:
        services.checklists.answer(key, "1.1", PASSED)
        lines()
        for column, left in ((Column.WHAT, PASSED), (Column.OFFER, None)):
            panel.history_table.setCurrentIndex(panel.lines.index(0, column))
            panel.history_table.clicked.emit(panel.lines.index(0, column))
            settle()
            assert state_of(services, key, "1.1") is left

    def test_what_came_from_a_file_is_asked_about_first(
        self,
        services: Services,
        panel: HistoryPanel,
        dialogs: FakeDialogs,
        settle: Callable[[], None],
    ) -> None:
        with services.store.writing(
            Intent(action="test.import", summary="นำเข้าทะเบียน", source="ก.xlsx")
        ) as work:
            row = VillageRow(uuid=uuid4(), kind="village")
            work.add(row)
        panel.all_radio.setChecked(True)
        settle()
        dialogs.confirms = False
        panel.history_table.clicked.emit(panel.lines.index(0, Column.OFFER))
        settle()
        assert "คืนทุกอย่างที่ “นำเข้าทะเบียน” เปลี่ยนไว้หรือไม่" in dialogs.asked[0]
        assert services.history.recent(1)[0].summary == "นำเข้าทะเบียน"
        dialogs.confirms = True
        panel.history_table.clicked.emit(panel.lines.index(0, Column.OFFER))
        settle()
        assert services.history.recent(1)[0].is_undoing

    def test_the_whole_office_is_told_with_names_and_pages_backwards(
        self,
        services: Services,
        key: SheetKey,
        panel: HistoryPanel,
        settle: Callable[[], None],
        lines: Callable[[], list[tuple[str, str]]],
    ) -> None:
        services.people.save_me("สมหญิง ใจดี", "เจ้าพนักงาน")
        for number in range(70):
            services.checklists.answer(key, "1.1", (PASSED, FAILED)[number % 2])
        panel.all_radio.setChecked(True)
        first = lines()
        assert len(first) == 60
        assert panel.lines.rows[0].who == "สมหญิง ใจดี"
        assert panel.more_button.isVisible()
        panel.more_button.click()
        settle()
        whole = [(line.what, line.offer) for line in panel.lines.rows]
        assert whole[:60] == first
        assert whole[70:] == [
            ("บันทึกชื่อผู้ปฏิบัติงาน", ""),
            ("ทะเบียน", RESTORE),
            ("ตั้งสำนักงาน", ""),
        ]
        assert not panel.more_button.isVisible()

    def test_it_follows_from_village_to_village(
        self,
        page: EntryView,
        services: Services,
        key: SheetKey,
        panel: HistoryPanel,
        qtbot: QtBot,
    ) -> None:
        page.answer_table.struck.emit("1.1", Command.PASSED)
        qtbot.waitUntil(lambda: panel.lines.rowCount() == 1, timeout=WAIT_MS)
        page.answer_table.village_step.emit(1)
        qtbot.waitUntil(lambda: panel.lines.rowCount() == 0, timeout=WAIT_MS)
        assert panel.subject_label.text().startswith("ม.2 บ้านน้ำเลือด")
        assert "ยังไม่เคยบันทึก" in panel.told_label.text().replace(ZWSP, "")

    def test_in_the_settings_it_tells_the_signatory_chosen(
        self,
        window: MainWindow,
        services: Services,
        lines: Callable[[], list[tuple[str, str]]],
    ) -> None:
        blank = services.signatories.blank(Role.REPORTER, "93")
        saved = services.signatories.save(
            dataclasses.replace(blank, name="สมชาย", position="พัฒนาการ")
        )
        services.signatories.save(dataclasses.replace(saved, name="สมศักดิ์"))
        window.open_page("settings")
        page = window.page
        assert isinstance(page, SettingsPage)
        page.show_section(page.signatories.title)
        assert [what for what, _ in lines()] == ["ชื่อ: สมชาย → สมศักดิ์", "เพิ่มเข้าเป็นผู้ลงนาม"]

    def test_in_the_settings_it_tells_the_office_and_the_person(
        self,
        window: MainWindow,
        services: Services,
        lines: Callable[[], list[tuple[str, str]]],
    ) -> None:
        services.people.save_me("สมหญิง", "เจ้าพนักงาน")
        services.people.save_me("สมหญิง ใจดี", "เจ้าพนักงาน")
        services.office.rename("สำนักงานใหม่")
        window.open_page("settings")
        page = window.page
        assert isinstance(page, SettingsPage)
        page.show_section(page.office.title)
        assert lines() == [
            ("ชื่อสำนักงาน: สำนักงานทดสอบ → สำนักงานใหม่", RESTORE),
            ("ชื่อผู้ใช้งาน: สมหญิง → สมหญิง ใจดี", ""),
            ("บันทึกชื่อผู้ปฏิบัติงาน", ""),
            ("ตั้งสำนักงาน", ""),
        ]

    def test_a_page_without_a_record_shows_the_whole_office(
        self,
        no_child: None,
        window: MainWindow,
        panel: HistoryPanel,
        lines: Callable[[], list[tuple[str, str]]],
    ) -> None:
        window.open_page("reports")
        assert lines()[-1][0] == "ตั้งสำนักงาน"
        assert not panel.record_radio.isEnabled()

    def test_esc_closes_it_and_the_table_has_the_keys_again(
        self, panel: HistoryPanel, page: EntryView, qtbot: QtBot, settle: Callable[[], None]
    ) -> None:
        settle()
        qtbot.keyClick(panel.history_table, Qt.Key.Key_Escape)
        assert not panel.isVisible()
        assert QApplication.focusWidget() is page.answer_table

    def test_it_stays_inside_the_smallest_window(
        self, window: MainWindow, panel: HistoryPanel, qtbot: QtBot
    ) -> None:
        window.resize(1093, 614)
        qtbot.waitUntil(lambda: panel.geometry().right() <= 1093)
        assert panel.geometry().bottom() < window.bottom_bar.geometry().top()

    def test_its_model_keeps_the_rules_of_qt(
        self,
        services: Services,
        key: SheetKey,
        panel: HistoryPanel,
        lines: Callable[[], list[tuple[str, str]]],
        qtmodeltester: ModelTester,
    ) -> None:
        services.checklists.answer(key, "1.1", PASSED)
        assert lines()
        assert isinstance(panel.lines, HistoryTableModel)
        qtmodeltester.check(panel.lines)
