"""Backups beside the work: made when something was done, told at the bottom of the window."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.pages.settings.backups import BackupsSection
from cdd_desktop.gui.regular_backup import RegularBackup
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.storage.backups import backups_in
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.store import Store

WAIT_MS = 15_000


@pytest.fixture
def days() -> list[date]:
    """The day it is, as its last item."""
    return [date(2026, 11, 22)]


@pytest.fixture
def regular(services: Services, tasks: TaskRunner, days: list[date]) -> Iterator[RegularBackup]:
    """One that looks ten times a second."""
    made = RegularBackup(services.backups, tasks, lambda: days[-1], every_ms=100)
    yield made
    made.stop()


@pytest.fixture
def leaving(qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs) -> Callable[[Path], None]:
    """Open an office's window and leave it."""

    def open_and_leave(folder: Path) -> None:
        state = WindowState(tmp_path)
        window = MainWindow(state)
        qtbot.addWidget(window)
        desk = Desk(window, state, folder, dialogs, today=lambda: date(2026, 11, 22))
        desk.open()
        desk.leave()

    return open_and_leave


def test_what_was_done_is_backed_up_once_and_told(
    regular: RegularBackup, services: Services, qtbot: QtBot, days: list[date]
) -> None:
    told: list[str] = []
    regular.told.connect(told.append)
    with qtbot.waitSignal(regular.told, timeout=WAIT_MS):
        regular.start()
    (made,) = services.backups.all()
    assert made.manifest.reason is Reason.INTERVAL
    assert told == ["สำรองข้อมูลล่าสุด 10.00 น."]
    qtbot.wait(500)  # it looks again, and finds nothing new
    assert len(services.backups.all()) == 1
    days.append(date(2026, 11, 23))
    services.people.save_me("สมหญิง", "นักวิชาการ")
    qtbot.waitUntil(lambda: len(told) == 2, timeout=WAIT_MS)
    assert told[-1] == "สำรองข้อมูลล่าสุด 22 พ.ย. 2569 10.00 น."
    assert len(services.backups.all()) == 2


def test_a_vanished_stick_is_told_and_the_backup_is_there(
    regular: RegularBackup, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    services.backups.keep_copies_in(stick)
    stick.rmdir()
    with qtbot.waitSignal(regular.failed, timeout=WAIT_MS) as failed:
        regular.start()
    assert "ไม่พบโฟลเดอร์ชุดที่สอง" in failed.args[0]
    assert len(services.backups.all()) == 1


def test_a_stick_that_is_back_gets_its_copy_though_nothing_was_done_since(
    regular: RegularBackup, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    services.backups.keep_copies_in(stick)
    stick.rmdir()
    told: list[str] = []
    regular.told.connect(told.append)
    with qtbot.waitSignal(regular.failed, timeout=WAIT_MS):
        regular.start()
    before = len(told)
    stick.mkdir()
    qtbot.waitUntil(lambda: len(backups_in(stick)) == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(told) > before, timeout=WAIT_MS)
    assert len(services.backups.all()) == 1


def test_a_backup_that_cannot_be_made_is_told(
    regular: RegularBackup, services: Services, qtbot: QtBot
) -> None:
    services.backups.folder.write_text("a file stands in the folder's place")
    with qtbot.waitSignal(regular.failed, timeout=WAIT_MS) as failed:
        regular.start()
    assert "กรุณา" in failed.args[0]


def test_leaving_backs_up_what_was_done(
    services: Services, leaving: Callable[[Path], None], dialogs: FakeDialogs
) -> None:
    folder = services.store.path.parent
    services.close()
    leaving(folder)
    leaving(folder)  # nothing was done since: no second one
    (made,) = backups_in(folder / "backups")
    assert made.manifest.reason is Reason.EXIT
    assert dialogs.told == []


def test_a_backup_that_fails_on_leaving_is_told_and_the_office_is_closed(
    services: Services, leaving: Callable[[Path], None], dialogs: FakeDialogs
) -> None:
    folder = services.store.path.parent
    services.backups.folder.write_text("a file stands in the folder's place")
    services.close()
    leaving(folder)
    assert len(dialogs.told) == 1
    Store.open(folder).close()


def test_the_window_tells_the_last_backup_and_what_was_in_its_way(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(window)
    window.show_backup_failed("ดิสก์เต็ม")
    assert window.backup_label.text() == "■ ดิสก์เต็ม"
    window.show_backup("สำรองข้อมูลล่าสุด 10.15 น.")
    assert window.backup_label.text() == "· สำรองข้อมูลล่าสุด 10.15 น."


def test_a_backup_made_by_hand_is_the_last_one_at_the_bottom_of_the_window(
    qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs, services: Services
) -> None:
    folder = services.store.path.parent
    services.close()
    state = WindowState(tmp_path)
    window = MainWindow(state)
    qtbot.addWidget(window)
    desk = Desk(window, state, folder, dialogs, today=lambda: date(2026, 11, 22))
    desk.open()
    context = window.context
    assert context is not None
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=WAIT_MS)
    assert window.backup_label.text() == ""
    section = BackupsSection(context)
    qtbot.addWidget(section)
    section.make_button.click()
    qtbot.waitUntil(lambda: "สำรองข้อมูลล่าสุด" in window.backup_label.text(), timeout=WAIT_MS)
    desk.leave()
