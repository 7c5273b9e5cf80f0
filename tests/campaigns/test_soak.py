"""A long day: keys, imports, print-outs and backups at once, and everything that was told is in."""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from entry_pages import entry_in
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, Keyboard, nothing_left

from cdd_desktop.bootstrap import open_office
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.pages.exchange.flow import Stage
from cdd_desktop.gui.pages.exchange.page import ExchangePage
from cdd_desktop.gui.pages.reports.worker import save_report
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.health import look_over
from cdd_desktop.progress import Silent
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.backups import carry_out
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.thai.digits import Digits

SECONDS = 300
KEY_EVERY_MS, WORK_EVERY_MS = 40, 1_500
WARM_SHARE = 0.3  # of the time, until caches and pages are there
MOST_GROWTH = 30 << 20
SETTLED_MS = 60_000
STATES = {"1": AnswerState.PASSED, "0": AnswerState.FAILED}


@pytest.fixture(autouse=True)
def _tidy(look: None, qapp: QApplication) -> Iterator[None]:
    with nothing_left(qapp):
        yield


def resident_bytes() -> int:
    """What this process holds in memory now; its children are not counted."""
    words = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(words[1]) * 4096


class Soak:
    """One window in which everything goes on at once."""

    def __init__(self, window: MainWindow, files: Path, dice: random.Random) -> None:
        assert window.context is not None
        self._window = window
        self._context = window.context
        self._files = files
        self._dice = dice
        self.given: dict[tuple[int, str], AnswerState] = {}
        self.done = dict.fromkeys(("keys", "imports", "undos", "prints", "backups"), 0)
        self.troubles: list[str] = []
        self._running: set[str] = set()
        window.open_page("exchange")
        assert isinstance(window.page, ExchangePage)
        self._exchange = window.page
        window.open_page("checklists")
        self._page = entry_in(window.page)
        self._exchange.flow.imported.connect(lambda _: self._count("imports"))
        self._exchange.flow.undone.connect(lambda: self._count("undos"))
        self._exchange.flow.failed.connect(self.troubles.append)
        self._timers = [
            self._every(KEY_EVERY_MS, self._strike),
            self._every(WORK_EVERY_MS, self._turn_import),
            self._every(WORK_EVERY_MS, self._print),
            self._every(2 * WORK_EVERY_MS, self._back_up),
        ]

    def stop(self) -> None:
        for timer in self._timers:
            timer.stop()

    @property
    def is_settled(self) -> bool:
        context = self._context
        return not (context.saving.waiting or context.tasks.is_busy or self._exchange.is_busy)

    def _every(self, interval_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self._window)
        timer.timeout.connect(act)
        timer.start(interval_ms)
        return timer

    def _count(self, what: str) -> None:
        self.done[what] += 1

    def _strike(self) -> None:
        table, sheet = self._page.answer_table, self._page.sheet
        line = table.current_line()
        if line is None or sheet is None or self._dice.random() < 0.04:
            Keyboard.THAI.press(table, self._dice.choice(("PgDn", "PgUp")))
            return
        cap = self._dice.choice("10")
        self.given[sheet.key.village_id, line.indicator.code] = STATES[cap]
        Keyboard.THAI.press(table, cap)
        self._count("keys")

    def _turn_import(self) -> None:
        flow = self._exchange.flow
        if self._exchange.is_busy:
            return
        if flow.can_undo:
            flow.undo()
        elif flow.stage is Stage.CHECKED:
            flow.take()
        else:
            flow.open(self._files / "list.csv")

    def _print(self) -> None:
        options = ReportOptions(
            report="checklist-filled", area_code="930101", fiscal_year=2570, digits=Digits.ARABIC
        )
        out = self._files / f"{self.done['prints']}.pdf"
        path = self._context.services.store.path
        self._compute("prints", save_report, path, options, FileFormat.PDF, out)

    def _back_up(self) -> None:
        plan = self._context.services.backups.plan(Reason.INTERVAL)
        self._compute("backups", carry_out, plan)

    def _compute(self, what: str, worker: Callable[..., object], *arguments: object) -> None:
        """In a child process, unless the last of its kind is still on its way."""
        if what in self._running:
            return
        self._running.add(what)
        task = self._context.tasks.compute(worker, *arguments)
        task.succeeded.connect(lambda _: self._count(what))
        task.refused.connect(lambda why: self.troubles.append(str(why)))
        task.finished.connect(lambda: self._running.discard(what))


def soak(qtbot: QtBot, folder: Path, files: Path, seconds: int) -> None:
    files.mkdir()
    rows = [
        f"{code},{year},1.{number},1"
        for code in ("93010101", "93010102", "93010103", "93010301")
        for year in range(2553, 2569)
        for number in range(1, 6)
    ]
    text = "\n".join(("รหัสหมู่บ้าน,ปีงบประมาณ,ตัวชี้วัด,ผล", *rows))
    (files / "list.csv").write_text(text, encoding="utf-8")
    state = WindowState(folder)
    window = MainWindow(state)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    desk = Desk(window, state, folder, FakeDialogs(), today=lambda: date(2026, 11, 22))
    window.show()
    with qtbot.waitSignal(desk.opened):
        desk.open()
    work = Soak(window, files, random.Random(3))
    try:
        qtbot.wait(int(seconds * 1000 * WARM_SHARE))
        warm = resident_bytes()
        qtbot.wait(int(seconds * 1000 * (1 - WARM_SHARE)))
        grown = resident_bytes() - warm
        work.stop()
        qtbot.waitUntil(lambda: work.is_settled, timeout=SETTLED_MS)
    finally:
        window.close()
        desk.close()
    assert work.troubles == []
    assert min(work.done.values()) > 0, work.done
    assert grown < MOST_GROWTH, f"{grown / (1 << 20):.1f} MB"
    with open_office(folder) as services:
        assert look_over(Silent(), services.health.plan()).faults == ()
        for (village, code), state_given in work.given.items():
            key = SheetKey(
                village_id=village, instrument=MOI_23, fiscal_year=2570, round=Round.AFTER
            )
            assert services.checklists.sheet(key).answers[code].state is state_given


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc, only on Linux")
def test_five_minutes_of_everything_at_once_lose_nothing_and_fill_no_memory(
    qtbot: QtBot, office_folder: Path, tmp_path: Path
) -> None:
    soak(qtbot, office_folder, tmp_path / "files", seconds=SECONDS)
