"""A second start over the same folder brings the first one's window forward, and ends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtNetwork import QLocalSocket
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


@pytest.fixture
def asked(single: SingleWindow) -> list[Path | None]:
    """What other starts wanted to see."""
    wanted: list[Path | None] = []
    single.asked_for.connect(wanted.append)
    return wanted


def say(single: SingleWindow, qtbot: QtBot, *parts: bytes) -> None:
    """Speak to the running window as anything else might, and wait until it has hung up."""
    socket = QLocalSocket()
    with qtbot.waitSignal(socket.readyRead):
        socket.connectToServer(single.name)
    for part in parts:
        socket.write(part)
        socket.flush()
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        with qtbot.waitSignal(socket.disconnected):
            pass


def start_again(qtbot: QtBot, running: SingleWindow, folder: Path, *more: str) -> int:
    """Start the program as the user does, wait until it asks and ends; gives its exit code."""
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    process.setProcessEnvironment(environment)
    with qtbot.waitSignals([running.asked_for, process.finished], timeout=_START_MS):
        process.start(sys.executable, ["-m", "cdd_desktop", "--data-dir", str(folder), *more])
    return process.exitCode()


def test_a_second_start_gives_its_backup_to_the_window_and_ends_well(
    single: SingleWindow, asked: list[Path | None], tmp_path: Path, qtbot: QtBot
) -> None:
    backup = tmp_path / "งาน ของ พช" / "สำรอง ๑.cddbackup"
    assert start_again(qtbot, single, tmp_path, "open", str(backup)) == 0
    assert asked == [backup]
    assert not (tmp_path / "office.db").exists()  # it made no office of its own


def test_a_start_beside_an_open_window_is_not_measured_and_says_so(
    single: SingleWindow, asked: list[Path | None], tmp_path: Path, qtbot: QtBot
) -> None:
    assert start_again(qtbot, single, tmp_path, "--profile-startup") == 1
    assert asked == [None]


def test_what_is_said_in_pieces_is_heard_whole(
    single: SingleWindow, asked: list[Path | None], tmp_path: Path, qtbot: QtBot
) -> None:
    path = str(tmp_path / "สำรอง.cddbackup").encode()
    say(single, qtbot, path[:-11], path[-11:] + b"\n")
    assert asked == [tmp_path / "สำรอง.cddbackup"]


@pytest.mark.parametrize(
    "said",
    [
        b"\n",
        b"office.cddbackup\n",
        b"/etc/passwd\n",
        b"/a\0b.cddbackup\n",
        b"\xff\xfe/a.cddbackup\n",
        b"/" + b"a" * 200_000 + b".cddbackup\n",
    ],
    ids=["nothing", "relative", "no backup", "a control sign", "no UTF-8", "endless"],
)
def test_what_is_no_path_of_a_backup_only_brings_the_window_forward(
    single: SingleWindow, asked: list[Path | None], qtbot: QtBot, said: bytes
) -> None:
    say(single, qtbot, said)
    assert asked == [None]


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
    say(running, qtbot, b"\n")  # it answers
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
