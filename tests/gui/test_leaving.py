"""The last backup stands in nobody's way: it is shown, can be skipped, never stops the closing."""

import os
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui import leaving, start_work
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.progress import Progress
from cdd_desktop.storage.backups import backups_in
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.linebreak import strip_breaks

SOON_MS = 20_000


def slowly(progress: Progress, office: Path) -> None:
    """A copy onto a slow stick, until it is told to stop."""
    while True:
        progress.report(1, 3)
        progress.check_cancelled()
        threading.Event().wait(0.01)


def deaf(progress: Progress, office: Path) -> None:
    """A copy onto a share that does not answer."""
    progress.report(1, 3)
    threading.Event().wait()


def dying(progress: Progress, office: Path) -> None:
    """The process is killed."""
    os._exit(1)


@pytest.fixture(autouse=True)
def _children_are_handed_on() -> None:
    """Not here: how the program ends a child that does not listen is what is tested."""


@pytest.fixture
def desk(
    qtbot: QtBot, services: Services, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """An open office with something that no backup holds."""
    monkeypatch.setattr(leaving, "PATIENCE_MS", 0)
    folder = services.store.path.parent
    services.close()
    window = MainWindow(WindowState(folder))
    qtbot.addWidget(window)
    made = Desk(window, WindowState(folder), folder, dialogs, today=lambda: date(2026, 11, 22))
    made.open()
    return made


@pytest.fixture
def when_shown(desk: Desk) -> Callable[[Callable[[leaving.LeavingDialog], None]], None]:
    """Do something to the dialog once it shows how far the backup is."""

    def arrange(act: Callable[[leaving.LeavingDialog], None]) -> None:
        timer = QTimer(desk, interval=20)

        def look() -> None:
            dialog = desk.findChild(leaving.Leaving)
            shown = dialog.dialog if isinstance(dialog, leaving.Leaving) else None
            if shown is not None and shown.isVisible() and shown.backup_bar.value() == 1:
                timer.stop()
                act(shown)

        timer.timeout.connect(look)
        timer.start()

    return arrange


@pytest.mark.parametrize("work", [slowly, deaf])
def test_a_backup_that_takes_its_time_is_shown_and_can_be_skipped(
    desk: Desk,
    when_shown: Callable[..., None],
    services: Services,
    dialogs: FakeDialogs,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[..., None],
) -> None:
    monkeypatch.setattr(start_work, "back_up_on_leaving", work)
    said: list[str] = []

    def skip(dialog: leaving.LeavingDialog) -> None:
        said.append(strip_breaks(dialog.title_label.text()))
        desk.come_forward()  # the program is started once more meanwhile
        said.append(strip_breaks(dialog.reason_label.text()))
        dialog.skip_button.click()
        said.append(strip_breaks(dialog.reason_label.text()))

    when_shown(skip)
    desk.leave()
    assert said == [
        "กำลังสำรองข้อมูล…",
        "คำตอบทุกข้อบันทึกในเครื่องแล้ว สำรองเสร็จแล้วโปรแกรมจะเปิดขึ้นใหม่",
        "กำลังหยุดสำรอง แล้วปิดโปรแกรม",
    ]
    assert dialogs.told == []
    folder = services.store.path.parent
    assert backups_in(folder / "backups") == ()
    Store.open(folder).close()


def test_a_backup_whose_process_dies_does_not_keep_the_program_open(
    desk: Desk, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_work, "back_up_on_leaving", dying)
    with qtbot.captureExceptions() as broken:
        desk.leave()
    assert "child ended" in str(broken[0][1])
    Store.open(services.store.path.parent).close()


@pytest.mark.slow
def test_a_second_folder_that_is_away_is_told_and_the_backup_is_there(
    desk: Desk, services: Services, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    window = desk.parent()
    assert isinstance(window, MainWindow)
    assert window.context is not None
    window.context.services.backups.keep_copies_in(stick)
    stick.rmdir()
    desk.leave()
    assert "ไม่พบโฟลเดอร์ชุดที่สอง" in dialogs.told[0]
    assert len(backups_in(services.store.path.parent / "backups")) == 1
