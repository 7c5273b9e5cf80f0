"""A bug is logged and told once; the log and the report hold no record of the office."""

import errno
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.crash import CrashReporter
from cdd_desktop.gui.logs import FILE_NAME, FOLDER_NAME, LogFile, start_logging, stop_logging
from cdd_desktop.gui.tasks import ChildBroke
from cdd_desktop.gui.window_state import WindowState


@pytest.fixture(autouse=True)
def _log_closed() -> Iterator[None]:
    yield
    stop_logging()


def fail(reporter: CrashReporter) -> None:
    error = ZeroDivisionError("a bug")
    reporter.hook(type(error), error, error.__traceback__)


def test_a_bug_is_logged_and_told(qtbot: QtBot, tmp_path: Path) -> None:
    file, lines = start_logging(tmp_path)
    shown: list[str] = []
    reporter = CrashReporter(file, lines, show=lambda _, report, __: shown.append(report))
    fail(reporter)
    assert shown == []  # told after the failing call has returned
    qtbot.waitUntil(lambda: bool(shown))
    assert "ZeroDivisionError: a bug" in shown[0]
    assert file == tmp_path / FOLDER_NAME / FILE_NAME
    assert "ZeroDivisionError: a bug" in file.read_text(encoding="utf-8")


def test_while_it_is_told_further_bugs_are_only_logged(qtbot: QtBot, tmp_path: Path) -> None:
    file, lines = start_logging(tmp_path)
    shown: list[str] = []

    def show(_: str, report: str, __: Path) -> None:
        shown.append(report)
        fail(reporter)

    reporter = CrashReporter(file, lines, show=show)
    fail(reporter)
    qtbot.waitUntil(lambda: bool(shown))
    with qtbot.assertNotEmitted(reporter._happened, wait=50):
        pass
    assert len(shown) == 1
    assert file.read_text(encoding="utf-8").count("ZeroDivisionError: a bug") == 2


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ZeroDivisionError("a bug"), "โปรแกรมทำงานผิดพลาด"),
        (ImportError("DLL load failed while importing etree"), "กรุณาติดตั้งโปรแกรมใหม่"),
        (
            ChildBroke("Traceback\nModuleNotFoundError: No module named 'PIL'\n"),
            "กรุณาติดตั้งโปรแกรมใหม่",
        ),
    ],
)
def test_a_file_of_the_program_that_is_gone_is_told_with_the_remedy(
    qtbot: QtBot, tmp_path: Path, error: Exception, words: str
) -> None:
    shown: list[str] = []
    reporter = CrashReporter(*start_logging(tmp_path), show=lambda told, *_: shown.append(told))
    reporter.hook(type(error), error, None)
    qtbot.waitUntil(lambda: bool(shown))
    assert words in shown[0]


def test_an_unwritable_folder_does_not_stop_the_log(tmp_path: Path) -> None:
    (tmp_path / FOLDER_NAME).write_text("a file stands in the folder's place", encoding="utf-8")
    _, lines = start_logging(tmp_path)
    logging.getLogger("test").warning("still heard")
    assert any("still heard" in line for line in lines.lines)


class _FullDisk(io.StringIO):
    """A file that takes nothing any more."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_is_full_is_nothing_that_the_log_talks_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, lines = start_logging(tmp_path)
    (file,) = (each for each in logging.getLogger().handlers if isinstance(each, LogFile))
    opened = file.setStream(_FullDisk())
    assert opened is not None
    opened.close()
    logging.getLogger("test").warning("still heard")
    stop_logging()
    assert "still heard" in lines.lines[-1]
    assert capsys.readouterr().err == ""


def test_window_state_survives_a_restart_and_nonsense(tmp_path: Path) -> None:
    state = WindowState(tmp_path)
    state.keep("place/area", "930101")
    state.flush()
    assert WindowState(tmp_path).text("place/area") == "930101"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "window.ini").write_bytes(b"\x00\xff[[[nonsense")
    assert WindowState(tmp_path / "other").text("place/area", "-") == "-"
