"""While an office opens the window lives; a backup that was double-clicked is shown, not taken."""

import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop import bootstrap
from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.app import Sitting, _work
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.first_paint import FirstPaint
from cdd_desktop.gui.offered_backup import OfferedBackup
from cdd_desktop.gui.opening_words import OpeningWords
from cdd_desktop.gui.pages.settings.restore_dialog import RestoreDialog
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.single_window import SingleWindow
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.gui.trouble import Trouble
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.gui.wizard.wizard import Wizard
from cdd_desktop.progress import Progress
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.linebreak import ZWSP

WAIT_MS = 30_000
UPGRADING = "กำลังปรับข้อมูลเป็นรุ่นใหม่"


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs) -> Iterator[Sitting]:
    """The program, not begun yet."""
    made = Sitting(
        WindowState(tmp_path / "state"),
        dialogs_over=lambda _: dialogs,
        today=lambda: date(2026, 11, 22),
    )
    yield made
    made.window.close()
    made.desk.close()
    made.window.deleteLater()


@pytest.fixture
def office(services: Services) -> Path:
    """The folder of an office that nobody has open; its backup is `backup.cddbackup` in it."""
    folder = services.store.path.parent
    services.backups.make(Reason.BY_HAND, folder / "backup.cddbackup")
    services.close()
    return folder


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Opening tells of an upgrade, and comes no further before this is set."""
    event = threading.Event()
    open_folder = bootstrap.open_folder

    def slowly(folder: Path, *, progress: Progress) -> Services:
        progress.report(0, 0, UPGRADING)
        event.wait()
        return open_folder(folder, progress=progress)

    monkeypatch.setattr(bootstrap, "open_folder", slowly)
    yield event
    event.set()


@pytest.fixture
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    def compute(
        runner: TaskRunner, worker: Callable[..., object], *arguments: object, **_: object
    ) -> Task:
        return runner.query(lambda progress: worker(progress, *arguments))

    monkeypatch.setattr(TaskRunner, "compute", compute)


def words_in(window: MainWindow) -> OpeningWords:
    words = window.findChild(OpeningWords)
    assert isinstance(words, OpeningWords)
    return words


def begin(sitting: Sitting, qtbot: QtBot, start: Start) -> QWidget | None:
    """Begin and wait until there is something to work with; gives what fills the middle."""
    sitting.begin(start)
    qtbot.waitUntil(lambda: sitting.window.page_stack.currentWidget() is not None, timeout=WAIT_MS)
    return sitting.window.page_stack.currentWidget()


def test_an_upgrade_is_told_while_the_window_lives_and_a_page_asked_for_meanwhile_comes_first(
    sitting: Sitting, qtbot: QtBot, office: Path, gate: threading.Event
) -> None:
    sitting.begin(Start(folder=office))
    window = sitting.window
    assert words_in(window).isVisible()
    qtbot.waitUntil(lambda: UPGRADING in words_in(window).text(), timeout=WAIT_MS)
    assert UPGRADING in window.saved_label.text()
    window.resize(1200, 700)
    assert words_in(window).size() == window.page_stack.size()
    window.open_page("letters")  # as its keys do
    gate.set()
    with qtbot.waitSignal(sitting.ready, timeout=WAIT_MS):
        pass
    assert window.shown_key == "letters"
    assert not words_in(window).isVisible()


def test_a_window_closed_while_it_opens_lets_the_file_go(
    sitting: Sitting, qtbot: QtBot, office: Path, gate: threading.Event
) -> None:
    sitting.begin(Start(folder=office))
    qtbot.waitUntil(lambda: UPGRADING in words_in(sitting.window).text(), timeout=WAIT_MS)
    sitting.window.close()
    gate.set()
    sitting.desk.leave()
    QCoreApplication.sendPostedEvents()  # what the worker said of it comes too late
    with Store.open(office):  # else somebody would still own it
        pass
    assert sitting.window.context is None
    assert not sitting.desk.is_refused


@pytest.mark.usefixtures("no_child")
def test_a_backup_that_was_double_clicked_is_looked_at_where_every_backup_is(
    sitting: Sitting, qtbot: QtBot, office: Path, dialogs: FakeDialogs
) -> None:
    begin(sitting, qtbot, Start(folder=office, offered=office / "backup.cddbackup"))
    assert sitting.window.shown_key == "settings"
    dialog = sitting.window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.restore_button.isEnabled, timeout=WAIT_MS)
    assert dialogs.asked == []  # nothing is brought back before the user says so
    dialog.reject()


@pytest.mark.usefixtures("no_child")
def test_where_there_is_no_office_yet_the_first_steps_show_it(
    sitting: Sitting, qtbot: QtBot, office: Path, tmp_path: Path
) -> None:
    wizard = begin(
        sitting,
        qtbot,
        Start(folder=tmp_path / "เครื่อง ใหม่", offered=office / "backup.cddbackup"),
    )
    assert isinstance(wizard, Wizard)
    assert wizard.step is wizard.restore
    qtbot.waitUntil(wizard.next_button.isEnabled, timeout=WAIT_MS)


def test_where_the_office_cannot_be_opened_it_is_a_way_out(
    sitting: Sitting, qtbot: QtBot, data_folder: Path, dialogs: FakeDialogs
) -> None:
    (data_folder / "office.db").write_bytes(b"no database at all" * 100)
    dialogs.confirms = False
    page = begin(sitting, qtbot, Start(folder=data_folder, offered=data_folder / "ก.cddbackup"))
    assert isinstance(page, Trouble)
    assert "กู้คืนจาก ก.cddbackup" in dialogs.asked[0]


def test_a_part_of_the_program_that_is_gone_is_told_with_the_remedy(
    sitting: Sitting, qtbot: QtBot, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cdd_desktop.bootstrap", None)
    page = begin(sitting, qtbot, Start(folder=data_folder))
    assert isinstance(page, Trouble)
    assert "กรุณาติดตั้งโปรแกรมใหม่" in page.problem_label.text().replace(ZWSP, "")
    assert sitting.desk.is_refused


@pytest.mark.usefixtures("no_child")
def test_what_is_double_clicked_while_the_last_backup_is_made_is_shown_by_the_next_window(
    qapp: QApplication, sitting: Sitting, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = office / "backup.cddbackup"
    shown: list[str] = []
    single = SingleWindow(office)

    def ask_late(self: Desk, _services: Services) -> tuple[str, ...]:
        if not shown[1:]:
            with monkeypatch.context() as leaving:
                leaving.setattr(Desk, "is_leaving", True)
                single.asked_for.emit(backup)
        return ()

    def close() -> None:
        shown.append(sitting.window.shown_key)
        for dialog in sitting.window.findChildren(RestoreDialog):
            dialog.reject()
        sitting.window.close()

    monkeypatch.setattr(Desk, "_back_up", ask_late)
    sitting.ready.connect(close, Qt.ConnectionType.QueuedConnection)
    assert _work(qapp, single, sitting, Start(folder=office)) == 0
    single.close()
    assert shown == ["checklists", "settings"]
    Store.open(office).close()


@pytest.fixture
def offered(qtbot: QtBot, tmp_path: Path) -> OfferedBackup:
    window = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(window)
    return OfferedBackup(window, window)


def test_a_backup_waits_for_the_window_and_for_the_dialog_in_front_of_it(
    offered: OfferedBackup, qtbot: QtBot
) -> None:
    shown: list[Path] = []
    offered.offer(Path("เก่า.cddbackup"))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    assert QApplication.activeModalWidget() is dialog
    offered.show_by(shown.append)
    offered.offer(Path("ใหม่.cddbackup"))
    assert shown == []
    dialog.reject()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [Path("ใหม่.cddbackup")]


def test_nothing_is_shown_by_a_window_that_cannot(offered: OfferedBackup) -> None:
    shown: list[Path] = []
    offered.show_by(shown.append)
    offered.wait()
    offered.offer(Path("ก.cddbackup"))
    assert shown == []
    window = offered.parent()
    assert isinstance(window, MainWindow)
    assert "จะเปิดไฟล์สำรอง ก.cddbackup เมื่อขั้นนี้เสร็จ" in window.saved_label.text()


def test_what_takes_long_begins_after_the_first_paint(qtbot: QtBot) -> None:
    happened: list[str] = []

    class Painted(QWidget):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                happened.append("painted")
            return super().event(event)

    widget = Painted()
    qtbot.addWidget(widget)
    first = FirstPaint(widget)
    first.painted.connect(lambda: happened.append("told"))
    with qtbot.waitSignal(first.painted):
        widget.show()
    assert happened[0] == "painted"
    widget.repaint()
    assert happened.count("told") == 1


def test_a_window_that_is_never_painted_opens_too(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitSignal(FirstPaint(widget).painted):
        pass
