"""A colleague who clicks everything: nothing breaks, and the history leads to what is there."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from wheel import DiceDialogs, Wheel
from windows import nothing_left

from cdd_desktop.bootstrap import open_office
from cdd_desktop.gui import opening
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.printing import printers
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.health import look_over
from cdd_desktop.progress import Silent

SETTLED_MS = 60_000
TURN_MS = 2_000


@pytest.fixture(autouse=True)
def _tidy(look: None, qapp: QApplication) -> Iterator[None]:
    with nothing_left(qapp):
        yield


@pytest.fixture
def dice() -> random.Random:
    return random.Random()


@pytest.fixture(autouse=True)
def _nothing_leaves_the_window(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dice: random.Random
) -> None:
    """Print-outs go to a file; no other program is opened."""

    class PrintDialog:
        DialogCode = QPrintDialog.DialogCode
        PrintDialogOption = QPrintDialog.PrintDialogOption

        def __init__(self, printer: QPrinter, _parent: object) -> None:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(tmp_path / "printed.pdf"))

        def __getattr__(self, _name: str) -> Callable[..., None]:
            return lambda *_: None

        def exec(self) -> QPrintDialog.DialogCode:
            return dice.choice((self.DialogCode.Accepted, self.DialogCode.Rejected))

    class Services:
        @staticmethod
        def openUrl(_url: object) -> bool:  # noqa: N802 - Qt's name
            return dice.random() < 0.5

    monkeypatch.setattr(printers, "QPrintDialog", PrintDialog)
    monkeypatch.setattr(opening, "QDesktopServices", Services)


@pytest.fixture
def play(
    qtbot: QtBot, office_folder: Path, tmp_path: Path, dice: random.Random
) -> Callable[[int, int], None]:
    def turn(seed: int, turns: int) -> None:
        dice.seed(seed)
        files = tmp_path / "files"
        files.mkdir()
        state = WindowState(office_folder)
        window = MainWindow(state)
        qtbot.addWidget(window)
        window.resize(1366, 728)
        desk = Desk(
            window,
            state,
            office_folder,
            DiceDialogs(dice, files),
            today=lambda: date(2026, 11, 22),
        )
        window.show()
        with qtbot.waitSignal(desk.opened):
            desk.open()
        context = window.context
        assert context is not None
        wheel = Wheel(window, context, dice, files)
        with qtbot.captureExceptions() as bugs:
            wheel.start()
            # so many turns and not so long: a busy computer plays them all the same
            qtbot.waitUntil(
                lambda: wheel.turns >= turns or bool(bugs), timeout=SETTLED_MS + turns * TURN_MS
            )
            wheel.stop()
            try:
                qtbot.waitUntil(
                    lambda: (
                        wheel.is_free
                        and not (context.saving.waiting or context.tasks.is_busy)
                        and not window.page_is_busy
                    ),
                    timeout=SETTLED_MS,
                )
            finally:
                for did in wheel.last:
                    print(did)  # noqa: T201 - pytest shows it where something failed
                window.close()
                desk.close()
        assert not bugs, f"seed {seed}: {bugs[0][1]!r}"

    return turn


def assert_history_leads_to_what_is_there(folder: Path) -> None:
    """Folding all changes from the beginning gives the present, and nothing else is wrong."""
    with open_office(folder) as services:
        assert look_over(Silent(), services.health.plan()).faults == ()


def test_a_few_turns_of_random_work_break_nothing(
    play: Callable[[int, int], None], office_folder: Path
) -> None:
    play(1, 20)
    assert_history_leads_to_what_is_there(office_folder)


@pytest.mark.slow
def test_thousands_of_turns_of_random_work_break_nothing(
    play: Callable[[int, int], None], office_folder: Path
) -> None:
    play(2, 3_000)
    assert_history_leads_to_what_is_there(office_folder)
