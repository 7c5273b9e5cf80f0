"""From a key to the painted line, in the window over a region's ten years.

Run by hand: `python -m pytest -m slow tests/benchmarks/test_key_to_paint.py
-o faulthandler_timeout=0`. No time is asserted; what is asserted is that every key is on its line
when the line is painted, and in the file in the end.
"""

import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ratio_table import PROVINCES, tell
from typing_extensions import override
from windows import FakeDialogs, Keyboard, put_on_the_look

from cdd_desktop.bootstrap import open_office
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.gui.app import SWITCH_S, Sitting
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.pages.exchange.flow import ImportFlow, Stage
from cdd_desktop.gui.pages.reports.worker import save_batch
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.reporting.batch_order import BatchOrder, Per
from cdd_desktop.reporting.options import FileFormat, ReportOptions

pytestmark = pytest.mark.slow

KEYED = "9001"  # the amphoe that is keyed; the import is of all others
YEAR = 2571
A_PAUSE_MS = 60  # between a painted answer and the next key
KEYS = 150


class Painted(QEvent):
    """Comes when the paint that was under way is done, and the window shown."""

    KIND = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__(self.KIND)


class Stopwatch(QObject):
    """Milliseconds from a key to the end of the next paint, and the processor's part of them."""

    def __init__(self, page: EntryView) -> None:
        super().__init__()
        self._page = page
        self._began: tuple[float, float] | None = None
        self._ends = False
        self.took: list[float] = []
        self.computed: list[float] = []
        page.answer_table.viewport().installEventFilter(self)

    def strike(self, cap: str, due: float) -> None:
        """Press a key that was due at a moment: what kept the window until now counts too."""
        self._ends = False
        self._began = (due, time.thread_time())
        Keyboard.ENGLISH.press(self._page.answer_table, cap)

    @property
    def is_running(self) -> bool:
        return self._began is not None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.is_running and not self._ends:
            self._ends = True
            QCoreApplication.postEvent(self, Painted())
        return False

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() != Painted.KIND or self._began is None:
            return super().event(event)
        began, computed = self._began
        self.took.append((time.perf_counter() - began) * 1000)
        self.computed.append((time.thread_time() - computed) * 1000)
        self._began = None
        return True


@pytest.fixture
def sitting(
    qapp: QApplication, qtbot: QtBot, region_folder: Path, tmp_path: Path
) -> Iterator[Sitting]:
    """The window over a copy of the region, as the program opens it."""
    put_on_the_look(qapp)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    folder = tmp_path / "data"
    shutil.copytree(region_folder, folder)
    opened = Sitting(
        WindowState(folder), dialogs_over=lambda _: FakeDialogs(), today=lambda: date(2026, 11, 22)
    )
    opened.begin(Start(folder=folder))
    qtbot.waitUntil(lambda: opened.window.context is not None, timeout=60_000)
    yield opened
    opened.window.close()
    opened.desk.close()
    sys.setswitchinterval(usual)


def key_while(sitting: Sitting, qtbot: QtBot, is_going_on: Callable[[], bool]) -> Stopwatch:
    """Key sheet after sheet, `KEYS` answers at least and as long as the other work goes on."""
    context = sitting.window.context
    page = sitting.window.findChild(EntryView)
    assert context is not None
    assert page is not None
    context.look_at(year=YEAR, area_code=KEYED)
    page.refresh()
    qtbot.wait(500)
    watch = Stopwatch(page)
    due = time.perf_counter()
    while len(watch.took) < KEYS or is_going_on():
        sheet = page.sheet
        assert sheet is not None
        left = [one.code for one in sheet.instrument.indicators if one.code not in sheet.answers]
        if not left:
            Keyboard.ENGLISH.press(page.answer_table, "PgDn")
            if page.sheet == sheet:
                break  # the last village of the amphoe
            due = time.perf_counter()
            continue
        watch.strike("1" if len(watch.took) % 3 else "0", due)
        qtbot.waitUntil(lambda: not watch.is_running, timeout=60_000)
        assert page.sheet is not None
        assert left[0] in page.sheet.answers
        due = time.perf_counter() + A_PAUSE_MS / 1000
        qtbot.wait(A_PAUSE_MS)
    qtbot.waitUntil(lambda: context.saving.waiting == 0, timeout=120_000)
    stored = context.services.checklists.progress(KEYED, MOI_23, YEAR, page.sheet.key.round)
    assert sum(line.answered for line in stored) == len(watch.took)
    return watch


def tell_of(watch: Stopwatch, what: str) -> None:
    middle, slowest = statistics.median(watch.took), statistics.quantiles(watch.took, n=100)[98]
    computed = statistics.median(watch.computed)
    tell(f"key to paint {what}, median", f"{middle:.0f} ms", "50 ms", middle / 50)
    tell("  99th percentile", f"{slowest:.0f} ms", "50 ms", slowest / 50)
    tell("  the processor's part, median", f"{computed:.0f} ms", "50 ms", computed / 50)


def test_keys_alone(sitting: Sitting, qtbot: QtBot) -> None:
    tell_of(key_while(sitting, qtbot, lambda: False), "alone")


def test_keys_beside_a_batch_and_an_import(
    sitting: Sitting, qtbot: QtBot, region_folder: Path, tmp_path: Path
) -> None:
    context = sitting.window.context
    assert context is not None
    order = BatchOrder(
        options=ReportOptions(report="checklist-filled", area_code="90", fiscal_year=2569),
        file_format=FileFormat.PDF,
        per=Per.TAMBON,
        folder=tmp_path,
    )
    batch = context.tasks.compute(save_batch, context.services.store.path, order)
    flow = ImportFlow(context, sitting.window)
    file = answers_of_the_others(region_folder, tmp_path / "answers.csv")

    def write_once_checked() -> None:
        if flow.stage is Stage.CHECKED and not flow.is_busy:
            flow.take()

    flow.changed.connect(write_once_checked)
    flow.open(file)
    watch = key_while(sitting, qtbot, lambda: flow.stage is not Stage.DONE)
    qtbot.waitUntil(lambda: batch.is_over and flow.stage is Stage.DONE, timeout=600_000)
    tell_of(watch, "beside both")


def answers_of_the_others(region_folder: Path, path: Path) -> Path:
    """About 100,000 rows of the year that is keyed, of villages elsewhere."""
    with open_office(region_folder) as services:
        codes = [
            village.code
            for province in PROVINCES
            for village in services.villages.in_area(province)
            if not village.code.startswith(KEYED)
        ]
        indicators = [one.code for one in services.checklists.instrument(MOI_23).indicators]
    rows = (
        (code, str(YEAR), indicator, "ผ่าน" if number % 3 else "ไม่ผ่าน")
        for code in codes[:4_400]
        for number, indicator in enumerate(indicators)
    )
    write_csv(path, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    return path
