"""The program with its window: the order in which it comes up and goes down."""

import cdd_desktop.gui.unread_sources  # isort: skip  # noqa: F401 - before all that it spares

import faulthandler
import gc
import logging
import multiprocessing
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from cdd_desktop import paths
from cdd_desktop.errors import StorageProblem
from cdd_desktop.gui import fonts, icons, theme
from cdd_desktop.gui.crash import CrashReporter, show_crash
from cdd_desktop.gui.desk import Desk, today_in_thailand
from cdd_desktop.gui.dialogs import PROGRAM, Dialogs, RealDialogs
from cdd_desktop.gui.first_paint import FirstPaint
from cdd_desktop.gui.logs import FOLDER_NAME, start_logging, stop_logging
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.single_window import SingleWindow
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.translator import thai_translator
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.gui.windows_process import name_for_taskbar
from cdd_desktop.start_steps import StartSteps

_log = logging.getLogger(__name__)
_LOOK_EVERY_MS = 20  # whether the first page is filled
_SELDOM = (100_000, 50, 100)  # `gc`: what opening makes stays, looking through it costs an eighth

# How long a thread that computes keeps Python's lock while the window waits for it. A key gives the
# lock away at each statement of SQL, some twenty times, and waits so long to have it back: with the
# usual 5 ms, an import that compares its rows made a key take three times as long as alone.
SWITCH_S = 0.0002


def run(
    data_dir: Path,
    *,
    backup: Path | None = None,
    steps: StartSteps | None = None,
    only_profile: bool = False,
) -> int:
    """Open the window over the data folder; gives the exit code when it is closed.

    `backup` is shown, by the window that is open already if there is one. `only_profile`: the
    steps of the start are told once there is a window to work with, which then closes.

    1. logging and faulthandler into the data folder
    2. excepthook
    3. QApplication, font, theme, Thai words
    4. a window that is open already over this folder comes forward, and this start ends
    5. window painted
    6. office's file opened and brought to this schema, services, pages
    7. the event loop
    8. work cancelled, what no backup holds backed up, file closed

    1 is returned when the file could not be opened; the reason was shown. Raises `StorageProblem`
    where a start is to be measured beside a window that is open.
    """
    steps = steps or StartSteps()
    steps.begin("เตรียมแบบอักษร สี และคำไทย")
    multiprocessing.freeze_support()
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    sys.setswitchinterval(SWITCH_S)
    own = folder_of_its_own(data_dir)
    log_file, last_lines = start_logging(own)
    fault_file = _fault_file(own)
    app = make_application(sys.argv[:1])
    state = WindowState(own)
    apply_theme(app, state)
    reporter = CrashReporter(log_file, last_lines, show=show_crash)
    sys.excepthook = reporter.hook
    single = SingleWindow(data_dir)
    try:
        if single.hand_over(backup):
            if only_profile:
                raise StorageProblem(
                    "วัดเวลาเปิดโปรแกรมไม่ได้ เพราะโปรแกรมเปิดอยู่แล้ว กรุณาปิดหน้าต่างนั้นแล้วสั่งใหม่"
                )
            return 0
        sitting = Sitting(state, steps=steps)
        once = Qt.ConnectionType.SingleShotConnection  # a later window's rubbish is to be found
        sitting.ready.connect(lambda: _collect_as_usual(usual), once)
        if only_profile:
            sitting.ready.connect(lambda: _tell_profile(sitting, steps))
        return _work(app, single, sitting, Start(folder=data_dir, offered=backup))
    finally:
        single.close()
        sys.excepthook = sys.__excepthook__
        stop_logging()
        if fault_file is not None:
            faulthandler.disable()
            fault_file.close()


class Sitting(QObject):
    """One window after another: each restored backup, and the demo, begins with a new one.

    The old window closes and lets its file go before the new one touches a folder, so that on
    Windows nothing is replaced while it is open, and no page shows what is no longer there.
    `ready`: the first page is filled.
    """

    ready = Signal()

    def __init__(
        self,
        state: WindowState,
        *,
        dialogs_over: Callable[[QWidget], Dialogs] = RealDialogs,
        today: Callable[[], date] = today_in_thailand,
        steps: StartSteps | None = None,
    ) -> None:
        super().__init__()
        self._state = state
        self._steps = steps or StartSteps()
        self._filling = QTimer(self)
        self._filling.setInterval(_LOOK_EVERY_MS)
        self._filling.timeout.connect(self._tell_ready)
        self._dialogs_over = dialogs_over
        self._today = today
        self._late: Start | None = None
        self._folder: Path  # the office's own, also while the demo is looked at
        self.window: MainWindow
        self.desk: Desk

    def begin(self, start: Start) -> None:
        """Show a window, then do what is to be done and open the folder."""
        state = self._state if start.home is None else WindowState(start.folder)
        self._folder = start.home or start.folder
        self._steps.begin("สร้างหน้าต่าง")
        self.window = MainWindow(state)
        self.desk = Desk(
            self.window, state, start.folder, self._dialogs_over(self.window), today=self._today
        )
        # queued: what asks for it stands in the window that is about to go
        queued = Qt.ConnectionType.QueuedConnection
        self.desk.start_asked.connect(partial(self._start_over, self.desk), queued)
        self.desk.opened.connect(self._tell_of_clock)
        self.desk.opening_told.connect(self._steps.begin)
        self.desk.settled.connect(self._await_page)
        self._steps.begin("วาดหน้าต่าง")
        # opening may migrate, and its imports take longer than the window
        FirstPaint(self.window).painted.connect(lambda: self.desk.begin(start))
        self.window.show()

    def come_forward(self, backup: Path | None = None) -> None:
        """The program was started a second time, perhaps by a double click on a backup."""
        self.desk.come_forward()
        if self.desk.is_leaving:
            self._late = Start(folder=self._folder, offered=backup)
        elif backup is not None:
            self.desk.offer(backup)

    def take_late(self) -> Start | None:
        """What was asked for while the last backup was made: no window could do it any more."""
        late, self._late = self._late, None
        return late

    def _await_page(self) -> None:
        self._steps.begin("อ่านข้อมูลของหน้าแรก")
        self._filling.start()

    def _tell_ready(self) -> None:
        if not self.window.page_is_busy:
            self._filling.stop()
            self._steps.end()
            _log.info("ready after %.0f ms", self._steps.whole_ms)
            self.ready.emit()

    def _tell_of_clock(self) -> None:
        from cdd_desktop.storage.clock_checks import clock_problem  # noqa: PLC0415 - SQL, after paint

        context = self.window.context
        if context is not None and (problem := clock_problem(context.services.store)):
            context.dialogs.tell(problem)

    def _start_over(self, desk: Desk, start: Start) -> None:
        """What is asked of a window twice, while its answers wait, is done once."""
        window = self.window
        if desk is not self.desk:
            return
        saving = window.context.saving if window.context is not None else None
        if saving is not None and saving.waiting:
            once = Qt.ConnectionType.SingleShotConnection
            saving.emptied.connect(lambda: self._start_over(desk, start), once)
            return
        quits = QGuiApplication.quitOnLastWindowClosed()
        QGuiApplication.setQuitOnLastWindowClosed(False)
        try:
            if not window.close():
                return
            desk.leave()
            self.begin(start)
            late = self.take_late()
            if late is not None and late.offered is not None:
                self.desk.offer(late.offered)
            self.window.restoreGeometry(window.saveGeometry())  # also that it fills the screen
        finally:
            QGuiApplication.setQuitOnLastWindowClosed(quits)
        window.deleteLater()


def _work(app: QApplication, single: SingleWindow, sitting: Sitting, start: Start) -> int:
    """Steps 5 to 8 of `run`."""
    single.asked_for.connect(sitting.come_forward)
    single.listen()
    next_start: Start | None = start
    while next_start is not None:
        sitting.begin(next_start)
        try:
            app.exec()
        finally:
            sitting.desk.leave()
        sitting.window.deleteLater()
        next_start = sitting.take_late()
    return 1 if sitting.desk.is_refused else 0


def _collect_as_usual(threshold: tuple[int, int, int]) -> None:
    """Rubbish is looked for as usual again, but not among what opening made: it stays, and looking
    through it would stop the window for a tenth of a second every now and then."""
    gc.freeze()
    gc.set_threshold(*threshold)


def _tell_profile(sitting: Sitting, steps: StartSteps) -> None:
    lines = steps.lines()
    if sitting.desk.is_refused:
        lines.append(f"เปิดข้อมูลไม่ได้: {sitting.desk.refusal}")
    for line in lines:
        _log.info("start: %s", line)
    if sys.stderr is not None:  # the program without a console has none
        sys.stderr.write("\n".join(lines) + "\n")
    sitting.window.close()


def make_application(arguments: list[str]) -> QApplication:
    """The application with our icon, font and Qt's words in Thai."""
    name_for_taskbar()
    app = QApplication(arguments)
    app.setWindowIcon(icons.program_icon())
    QCoreApplication.setApplicationName("CDD Desktop")
    app.setApplicationDisplayName(PROGRAM)
    QLocale.setDefault(QLocale(QLocale.Language.Thai, QLocale.Country.Thailand))
    app.installTranslator(thai_translator(app))
    fonts.load(app)
    return app


def apply_theme(app: QApplication, state: WindowState) -> None:
    """The theme of last time, or the computer's."""
    known = state.text(theme.STATE_KEY)
    name = theme.ThemeName(known) if known in list(theme.ThemeName) else theme.system_theme()
    theme.apply(app, name)


def folder_of_its_own(data_dir: Path) -> Path:
    """Where the program logs: never makes anew a chosen folder whose stick was pulled out."""
    if data_dir == paths.chosen_data_dir() and not data_dir.is_dir():
        return paths.default_data_dir()
    return data_dir


def _fault_file(data_dir: Path) -> TextIO | None:
    """Where a crash of the interpreter itself is written; None in an unwritable folder."""
    try:
        file = (data_dir / FOLDER_NAME / "fault.log").open("a", encoding="utf-8")
    except OSError:
        return None  # opening the store will tell the user about the folder
    faulthandler.enable(file)
    return file
