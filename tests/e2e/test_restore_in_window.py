"""A bad day is taken back: the office of an earlier backup stands in a new window, nothing lost."""

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, nothing_left, put_on_the_look

from cdd_desktop.bootstrap import open_folder, open_office
from cdd_desktop.gui.app import Sitting
from cdd_desktop.gui.pages.settings.page import SettingsPage
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.storage.backups import backups_in
from cdd_desktop.storage.manifest import Reason

WAIT_MS = 60_000


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication) -> Iterator[None]:
    put_on_the_look(qapp)
    with nothing_left(qapp):
        yield


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture(scope="module")
def renamed_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office that was backed up under its first name and renamed since."""
    folder = tmp_path_factory.mktemp("renamed")
    with open_folder(folder) as services:
        services.office.create("ชื่อแรก", ["93"])
        services.backups.make(Reason.BY_HAND)
        services.office.rename("ชื่อใหม่")
    return folder


@pytest.fixture
def sitting(
    qtbot: QtBot, renamed_office: Path, tmp_path: Path, dialogs: FakeDialogs
) -> Iterator[Sitting]:
    """The office that was backed up and renamed, open in its window."""
    shutil.copytree(renamed_office, tmp_path, dirs_exist_ok=True)
    made = Sitting(
        WindowState(tmp_path), dialogs_over=lambda _: dialogs, today=lambda: date(2026, 11, 22)
    )
    made.begin(Start(folder=tmp_path))
    qtbot.waitUntil(lambda: made.window.context is not None, timeout=WAIT_MS)
    yield made
    made.window.close()
    made.desk.leave()
    made.window.deleteLater()


def restore_oldest(sitting: Sitting, qtbot: QtBot, folder: Path) -> None:
    window = sitting.window
    window.open_page("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_section("สำรองข้อมูล")
    context = window.context
    assert context is not None
    dialog = page.backups.preview(backups_in(folder / "backups")[-1].path)
    dialog.open()
    qtbot.waitUntil(dialog.restore_button.isEnabled, timeout=WAIT_MS)
    dialog.restore_button.click()
    qtbot.waitUntil(
        lambda: sitting.window is not window and sitting.window.context is not None,
        timeout=WAIT_MS,
    )


def test_a_restore_there_and_back_loses_nothing(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    restore_oldest(sitting, qtbot, tmp_path)
    assert "ชื่อแรก" in sitting.window.person_label.text()
    assert "กู้คืนแล้ว" in sitting.window.saved_label.text()
    assert dialogs.told == []
    # what was there before is kept, under its reason, and comes back the same way
    kept = [one for one in backups_in(tmp_path / "backups") if one.manifest.reason is Reason.EXIT]
    assert [one.manifest.contents.office for one in kept] == ["ชื่อใหม่"]
    before = [one for one in backups_in(tmp_path / "backups") if "ชื่อใหม่" in one.path.name]
    context = sitting.window.context
    assert context is not None
    old = sitting.window
    context.restore_asked.emit(before[0].path)
    qtbot.waitUntil(
        lambda: sitting.window is not old and sitting.window.context is not None, timeout=WAIT_MS
    )
    assert "ชื่อใหม่" in sitting.window.person_label.text()


def test_a_backup_that_vanishes_before_it_is_brought_back_leaves_the_office_as_it_was(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    context = sitting.window.context
    assert context is not None
    old = sitting.window
    context.restore_asked.emit(tmp_path / "ไม่มี.cddbackup")
    qtbot.waitUntil(
        lambda: sitting.window is not old and sitting.window.context is not None, timeout=WAIT_MS
    )
    assert "ไม่พบ" in dialogs.told[0]
    assert "ชื่อใหม่" in sitting.window.person_label.text()


def test_a_restore_beside_running_work_is_refused_in_words(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    window, context = sitting.window, sitting.window.context
    assert context is not None
    may_end = threading.Event()
    backup = backups_in(tmp_path / "backups")[-1].path
    task = context.tasks.query(lambda _: may_end.wait(), title="กำลังนำเข้า ทะเบียน.xlsx")
    with qtbot.waitSignal(task.finished):
        context.restore_asked.emit(backup)
        may_end.set()
    assert "กำลังนำเข้า ทะเบียน.xlsx" in dialogs.told[0]
    assert "กรุณารอให้เสร็จ" in dialogs.told[0]
    assert sitting.window is window
    assert window.isVisible()
    context.restore_asked.emit(backup)
    qtbot.waitUntil(
        lambda: sitting.window is not window and sitting.window.context is not None,
        timeout=WAIT_MS,
    )
    assert "ชื่อแรก" in sitting.window.person_label.text()


def test_asking_twice_while_answers_wait_begins_one_new_window_as_large_as_the_old(
    sitting: Sitting, qtbot: QtBot, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, context = sitting.window, sitting.window.context
    assert context is not None
    window.showMaximized()
    may_write = threading.Event()
    context.saving.put_behind(may_write.wait, taken=lambda _: None, refused=lambda _: None)
    begin = Mock(wraps=sitting.begin)
    monkeypatch.setattr(sitting, "begin", begin)
    for _ in range(2):
        sitting.desk.start_again()
    with qtbot.waitSignal(context.saving.emptied, timeout=WAIT_MS):
        QTimer.singleShot(0, context, may_write.set)
    qtbot.waitUntil(
        lambda: sitting.window is not window and sitting.window.context is not None,
        timeout=WAIT_MS,
    )
    begin.assert_called_once()
    assert dialogs.told == []
    assert sitting.window.isMaximized()


def test_unsaved_inputs_may_keep_the_window(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    window = sitting.window
    window.open_page("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_section("สำนักงานและผู้ใช้งาน")
    qtbot.waitUntil(lambda: bool(page.office.office_edit.text()))
    page.office.office_edit.setText("ยังไม่บันทึก")
    dialogs.leaving = type(dialogs.leaving).STAY
    context = window.context
    assert context is not None
    context.restore_asked.emit(backups_in(tmp_path / "backups")[-1].path)
    qtbot.wait(100)
    assert sitting.window is window
    assert window.isVisible()
    dialogs.leaving = type(dialogs.leaving).DISCARD
    window.close()
    sitting.desk.leave()
    with open_office(tmp_path) as services:
        assert services.office.get().name == "ชื่อใหม่"
