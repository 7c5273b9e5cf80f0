"""From an empty folder to the first page by keys alone; whatever is cut off leaves nothing half."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, nothing_left, put_on_the_look, type_text

from cdd_desktop import paths
from cdd_desktop.bootstrap import open_folder, open_office
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import NotFound
from cdd_desktop.gui.app import Sitting
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage
from cdd_desktop.gui.pages.exchange.rows import RowColumn
from cdd_desktop.gui.preparing import Preparing
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.trouble import Trouble
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.gui.wizard.welcome import Way
from cdd_desktop.gui.wizard.wizard import Wizard
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.thai.linebreak import strip_breaks

WAIT_MS = 60_000
HEADER = ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน")
VILLAGES = (("93010101", "ดอนหลา"), ("93010102", "น้ำเลือด"), ("9301", "เสีย"))


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication) -> Iterator[None]:
    put_on_the_look(qapp)
    with nothing_left(qapp):
        yield


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "CDD Desktop"


@pytest.fixture
def sitting(qtbot: QtBot, folder: Path, dialogs: FakeDialogs) -> Iterator[Sitting]:
    """The program, not begun yet."""
    made = Sitting(
        WindowState(folder), dialogs_over=lambda _: dialogs, today=lambda: date(2026, 11, 22)
    )
    yield made
    made.window.close()
    made.desk.leave()
    made.window.deleteLater()


class Newcomer:
    """Sits before the first window and has no mouse."""

    def __init__(self, sitting: Sitting, qtbot: QtBot) -> None:
        self._sitting = sitting
        self._qtbot = qtbot

    def begin(self, folder: Path) -> None:
        self._sitting.begin(Start(folder=folder))
        self._qtbot.waitUntil(lambda: self.front is not None, timeout=WAIT_MS)
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    @property
    def front(self) -> QWidget | None:
        return self._sitting.window.page_stack.currentWidget()

    @property
    def wizard(self) -> Wizard:
        assert isinstance(self.front, Wizard)
        return self.front

    def press(self, key: Qt.Key, *, alt: bool = False) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None, "nobody listens to the keyboard"
        modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        self._qtbot.keyClick(focus, key, modifier)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        type_text(focus, text)

    def fill_office(self) -> None:
        self.press(Qt.Key.Key_Return)
        self.type("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง")
        self.press(Qt.Key.Key_Tab)
        for part in ("พัทล", "สงข"):
            self.type(part)
            self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Return)

    def fill_person(self) -> None:
        self.type("นางสมหญิง ใจดี")
        self.press(Qt.Key.Key_Return)
        self.type("นักวิชาการพัฒนาชุมชนชำนาญการ")


@pytest.fixture
def newcomer(sitting: Sitting, qtbot: QtBot) -> Newcomer:
    return Newcomer(sitting, qtbot)


def no_office(folder: Path) -> bool:
    with open_folder(folder) as services:
        try:
            services.office.get()
        except NotFound:
            return True
    return False


def test_an_office_with_its_villages_is_made_by_keys_alone(
    newcomer: Newcomer,
    sitting: Sitting,
    qtbot: QtBot,
    folder: Path,
    dialogs: FakeDialogs,
    tmp_path: Path,
) -> None:
    newcomer.begin(folder)
    newcomer.fill_office()
    assert newcomer.wizard.step is newcomer.wizard.person
    newcomer.fill_person()
    newcomer.press(Qt.Key.Key_Return)
    villages = newcomer.wizard.villages
    assert villages is not None
    assert newcomer.wizard.next_button.text() == "ภายหลัง"

    dialogs.path = tmp_path / "ทะเบียน.csv"
    write_csv(dialogs.path, HEADER, VILLAGES)
    newcomer.press(Qt.Key.Key_Return)  # เลือกไฟล์
    assert villages.stop_button.hasFocus()
    newcomer.press(Qt.Key.Key_Return)  # struck twice in haste: stops nothing
    qtbot.waitUntil(villages.take_button.isVisible, timeout=WAIT_MS)
    assert "รับได้ 2 แห่ง ไม่รับ 1 แถว" in strip_breaks(villages.told_label.text())
    assert "แถว 4" in strip_breaks(villages.reason_label.text())
    columns = villages.row_table.horizontalHeader()
    assert columns.sectionSize(RowColumn.REASON) > columns.sectionSize(RowColumn.WORDS)
    newcomer.press(Qt.Key.Key_Return)  # นำเข้า
    qtbot.waitUntil(lambda: bool(villages.told) and villages.may_go_on, timeout=WAIT_MS)
    dialogs.path = tmp_path / "คืน"
    villages.give_back_button.setFocus()
    newcomer.press(Qt.Key.Key_Return)
    back = tmp_path / "คืน.xlsx"
    qtbot.waitUntil(lambda: back.exists() and villages.may_go_on, timeout=WAIT_MS)
    sheet = load_workbook(back).active
    assert sheet is not None
    assert any("9301" in str(cell.value) for row in sheet.iter_rows() for cell in row)

    newcomer.press(Qt.Key.Key_Right, alt=True)
    assert "มีหมู่บ้านและชุมชน 2 แห่ง" in strip_breaks(newcomer.wizard.done.summary_label.text())
    newcomer.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sitting.window.context is not None)
    assert isinstance(sitting.window.page, ChecklistsPage)
    assert "นางสมหญิง ใจดี" in sitting.window.person_label.text()
    context = sitting.window.context
    assert context is not None
    assert context.provinces == ("90", "93")
    assert dialogs.told == []


def test_going_back_keeps_what_was_filled_in(newcomer: Newcomer, folder: Path) -> None:
    newcomer.begin(folder)
    newcomer.fill_office()
    newcomer.press(Qt.Key.Key_Left, alt=True)
    wizard = newcomer.wizard
    assert wizard.step is wizard.office
    assert wizard.office.provinces == ["90", "93"]
    newcomer.press(Qt.Key.Key_Left, alt=True)
    assert wizard.step is wizard.welcome
    newcomer.press(Qt.Key.Key_Left, alt=True)
    assert wizard.step is wizard.welcome


def test_what_is_missing_is_told_beside_its_field_and_nothing_is_made(
    newcomer: Newcomer, folder: Path, sitting: Sitting
) -> None:
    newcomer.begin(folder)
    newcomer.press(Qt.Key.Key_Return)
    newcomer.press(Qt.Key.Key_Return)
    office = newcomer.wizard.office
    assert newcomer.wizard.step is office
    assert "กรุณากรอกชื่อ" in strip_breaks(office.name_problem.text())
    assert "กรุณาเลือก" in strip_breaks(office.province_problem.text())
    assert office.name_edit.hasFocus()
    newcomer.press(Qt.Key.Key_Left, alt=True)
    newcomer.fill_office()
    newcomer.press(Qt.Key.Key_Right, alt=True)
    assert newcomer.wizard.step is newcomer.wizard.person
    assert "กรุณากรอก" in strip_breaks(newcomer.wizard.person.name_problem.text())


@pytest.mark.parametrize("goes_on", [False, True], ids=["before the office", "before its villages"])
def test_closing_in_the_middle_leaves_no_office_or_a_whole_one(
    newcomer: Newcomer, sitting: Sitting, folder: Path, goes_on: bool
) -> None:
    newcomer.begin(folder)
    newcomer.fill_office()
    newcomer.fill_person()
    if goes_on:
        newcomer.press(Qt.Key.Key_Return)
    assert sitting.window.close()
    sitting.desk.leave()
    if not goes_on:
        assert no_office(folder)
        return
    with open_office(folder) as services:
        assert services.office.get().provinces == ("90", "93")
        me = services.people.me()
        assert me is not None
        assert me.name == "นางสมหญิง ใจดี"


def test_closing_while_villages_are_read_leaves_the_office_without_them(
    newcomer: Newcomer, sitting: Sitting, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    newcomer.begin(folder)
    newcomer.fill_office()
    newcomer.fill_person()
    newcomer.press(Qt.Key.Key_Return)
    file = tmp_path / "ทะเบียน.csv"
    write_csv(file, HEADER, VILLAGES[:2])
    villages = newcomer.wizard.villages
    assert villages is not None
    villages.open_file(file)
    qtbot.waitUntil(villages.take_button.isVisible, timeout=WAIT_MS)
    villages.flow.take()
    sitting.window.close()
    sitting.desk.leave()
    with open_office(folder) as services:
        assert len(services.villages.in_area("93")) in {0, 2}


def test_the_demo_lives_apart_is_marked_and_is_left_for_the_real_office(
    newcomer: Newcomer, sitting: Sitting, folder: Path, qtbot: QtBot
) -> None:
    newcomer.begin(folder)
    newcomer.press(Qt.Key.Key_Down)
    assert newcomer.wizard.welcome.way is Way.DEMO
    newcomer.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sitting.window.context is not None, timeout=WAIT_MS)
    window = sitting.window
    assert window.demo_chip.isVisible()
    assert "ข้อมูลตัวอย่าง" in window.windowTitle()
    assert no_office(folder)  # and nobody has it open
    qtbot.mouseClick(window.leave_demo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(newcomer.front, Wizard), timeout=WAIT_MS)
    assert sitting.window is not window
    assert not sitting.window.demo_chip.isVisible()
    with open_office(paths.demo_data_dir(folder)) as demo:
        assert demo.office.get().is_demo


@pytest.mark.slow  # the demo is made nearly whole before it hears
def test_a_demo_that_is_cancelled_leads_back(
    newcomer: Newcomer, sitting: Sitting, folder: Path, qtbot: QtBot
) -> None:
    newcomer.begin(folder)
    newcomer.press(Qt.Key.Key_Down)
    newcomer.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(newcomer.front, Preparing), timeout=WAIT_MS)
    preparing = newcomer.front
    assert isinstance(preparing, Preparing)
    preparing.cancel_button.click()
    qtbot.waitUntil(lambda: isinstance(newcomer.front, Wizard), timeout=WAIT_MS)


def test_a_backup_of_the_old_computer_is_looked_at_and_brought_back(
    newcomer: Newcomer,
    sitting: Sitting,
    folder: Path,
    qtbot: QtBot,
    dialogs: FakeDialogs,
    tmp_path: Path,
) -> None:
    dialogs.path = tmp_path / "เครื่องเดิม.cddbackup"
    with open_folder(tmp_path / "old") as old:
        old.office.create("สำนักงานเดิม", ["93"])
        old.backups.make(Reason.BY_HAND, dialogs.path)
    newcomer.begin(folder)
    newcomer.press(Qt.Key.Key_Down)
    newcomer.press(Qt.Key.Key_Down)
    newcomer.press(Qt.Key.Key_Return)
    restore = newcomer.wizard.restore
    assert not newcomer.wizard.next_button.isEnabled()
    newcomer.press(Qt.Key.Key_Return)  # เลือกไฟล์สำรอง
    qtbot.waitUntil(lambda: restore.may_go_on, timeout=WAIT_MS)
    assert strip_breaks(restore.preview.title_label.text()) == "สำนักงานเดิม"
    newcomer.press(Qt.Key.Key_Right, alt=True)
    qtbot.waitUntil(lambda: sitting.window.context is not None, timeout=WAIT_MS)
    assert "สำนักงานเดิม" in sitting.window.person_label.text()
    assert "กู้คืนแล้ว" in sitting.window.saved_label.text()


def test_backups_left_in_the_folder_are_told_and_offered(
    newcomer: Newcomer, folder: Path, qtbot: QtBot
) -> None:
    with open_folder(folder) as before:
        before.office.create("สำนักงานเดิม", ["93"])
        before.backups.make(Reason.BY_HAND)
    for file in folder.glob("office.db*"):
        file.unlink()
    (folder / "office.db").touch()
    newcomer.begin(folder)
    welcome = newcomer.wizard.welcome
    qtbot.waitUntil(lambda: "สำนักงานเดิม" in strip_breaks(welcome.note_label.text()))
    assert "ว่างเปล่า" in strip_breaks(welcome.note_label.text())
    assert welcome.way is Way.RESTORE


def test_a_damaged_file_is_told_in_the_window_and_restored_from_there(
    newcomer: Newcomer,
    sitting: Sitting,
    folder: Path,
    qtbot: QtBot,
    dialogs: FakeDialogs,
    tmp_path: Path,
) -> None:
    dialogs.path = tmp_path / "ก่อน.cddbackup"
    with open_folder(folder) as before:
        before.office.create("สำนักงานเดิม", ["93"])
        before.backups.make(Reason.BY_HAND, dialogs.path)
    (folder / "office.db").write_bytes(b"no database at all" * 100)
    newcomer.begin(folder)
    trouble = newcomer.front
    assert isinstance(trouble, Trouble)
    assert "กรุณา" in strip_breaks(trouble.problem_label.text())
    assert sitting.desk.is_refused
    trouble.restore_button.click()
    qtbot.waitUntil(lambda: sitting.window.context is not None, timeout=WAIT_MS)
    assert "สำนักงานเดิม" in sitting.window.person_label.text()
    assert "damaged-" in sitting.window.saved_label.text()


def test_a_folder_that_onedrive_copies_is_refused_in_the_window_and_stays_empty(
    newcomer: Newcomer, sitting: Sitting, tmp_path: Path
) -> None:
    newcomer.begin(tmp_path / "OneDrive" / "งาน")
    trouble = newcomer.front
    assert isinstance(trouble, Trouble)
    assert "OneDrive" in strip_breaks(trouble.problem_label.text())
    assert "กรุณาเลือกโฟลเดอร์อื่น" in strip_breaks(trouble.problem_label.text())
    assert not (tmp_path / "OneDrive" / "งาน" / "office.db").exists()
