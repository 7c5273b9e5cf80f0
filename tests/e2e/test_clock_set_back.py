"""A computer whose clock stands before its last work says so at the start, and goes on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import open_folder
from cdd_desktop.gui.app import Sitting
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.window_state import WindowState

WAIT_MS = 30_000


@pytest.mark.parametrize(("ahead", "times_told"), [(timedelta(days=400), 1), (timedelta(), 0)])
def test_a_clock_set_back_is_told_once(
    qtbot: QtBot, data_folder: Path, tmp_path: Path, ahead: timedelta, times_told: int
) -> None:
    last_work: Callable[[], datetime] = lambda: datetime.now(UTC) + ahead  # noqa: E731
    with open_folder(data_folder, clock=last_work) as services:
        services.office.create("สำนักงานทดสอบ", ("93",))
    dialogs = FakeDialogs()
    sitting = Sitting(
        WindowState(tmp_path / "state"),
        dialogs_over=lambda _: dialogs,
        today=lambda: date(2026, 11, 22),
    )
    sitting.begin(Start(folder=data_folder))
    with qtbot.waitSignal(sitting.desk.opened, timeout=WAIT_MS):
        pass
    told = [text for text in dialogs.told if "นาฬิกา" in text]
    sitting.window.close()
    sitting.desk.leave()
    sitting.window.deleteLater()
    assert len(told) == times_told
