"""A second start over the same folder brings the first one's window forward, and ends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.single_window import SingleWindow
from cdd_desktop.gui.window_state import WindowState

_START_MS = 20_000


@pytest.fixture
def single(tmp_path: Path) -> Iterator[SingleWindow]:
    running = SingleWindow(tmp_path)
    running.listen()
    yield running
    running.close()


def start_again(qtbot: QtBot, running: SingleWindow, folder: Path) -> int:
    """Start the program as the user does, wait until it asks and ends; gives its exit code."""
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    process.setProcessEnvironment(environment)
    with qtbot.waitSignals([running.asked_for, process.finished], timeout=_START_MS):
        process.start(sys.executable, ["-m", "cdd_desktop", "--data-dir", str(folder)])
    return process.exitCode()


def test_a_second_start_asks_for_the_window_and_ends_well(
    single: SingleWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert start_again(qtbot, single, tmp_path) == 0
    assert not (tmp_path / "office.db").exists()  # it made no office of its own


def test_nobody_is_found_where_no_window_is_open(tmp_path: Path) -> None:
    assert not SingleWindow(tmp_path).hand_over()


def test_a_window_over_another_folder_is_left_alone(single: SingleWindow, tmp_path: Path) -> None:
    assert not SingleWindow(tmp_path / "other").hand_over()


def test_a_closed_window_is_not_found(single: SingleWindow, tmp_path: Path) -> None:
    single.close()
    assert not SingleWindow(tmp_path).hand_over()


def test_a_crash_leaves_nothing_in_the_way(tmp_path: Path, qtbot: QtBot) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from cdd_desktop.gui.single_window import SingleWindow; app = QCoreApplication([]);"
        "single = SingleWindow(Path(sys.argv[1])); single.listen(); os._exit(3)"
    )
    crashed = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=False, env=dict(os.environ)
    )
    assert crashed.returncode == 3
    running = SingleWindow(tmp_path)
    running.listen()
    assert start_again(qtbot, running, tmp_path) == 0
    running.close()


def test_a_minimised_window_comes_back_and_says_that_it_was_open(
    tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(window)
    window.showMinimized()
    window.come_forward()
    assert not window.isMinimized()
    assert window.isVisible()
    assert "เปิดอยู่แล้ว" in window.saved_label.text()
