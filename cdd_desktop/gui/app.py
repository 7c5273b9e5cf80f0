"""The program with its window: the order in which it comes up and goes down."""

import faulthandler
import logging
import multiprocessing
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from cdd_desktop.errors import CddError, NotFound
from cdd_desktop.gui import fonts, thai_text, theme
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.crash import CrashReporter, show_crash
from cdd_desktop.gui.dialogs import PROGRAM, Dialogs, RealDialogs
from cdd_desktop.gui.logs import FOLDER_NAME, start_logging, stop_logging
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.single_window import SingleWindow
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.gui.translator import thai_translator
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.thai.calendar import day_in_thailand

if TYPE_CHECKING:  # imported after the first paint, for they bring SQLAlchemy and Alembic
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.regular_backup import RegularBackup

_log = logging.getLogger(__name__)


def run(data_dir: Path) -> int:
    """Open the window over the data folder; gives the exit code when it is closed.

    1. logging and faulthandler into the data folder
    2. excepthook
    3. QApplication, font, theme, Thai words
    4. a window that is open already over this folder comes forward, and this start ends
    5. window painted
    6. office's file opened and brought to this schema, services, pages
    7. the event loop
    8. work cancelled, what no backup holds backed up, file closed

    1 is returned when the file could not be opened; the reason was shown.
    """
    multiprocessing.freeze_support()
    log_file, last_lines = start_logging(data_dir)
    fault_file = _fault_file(data_dir)
    app = make_application(sys.argv[:1])
    state = WindowState(data_dir)
    apply_theme(app, state)
    reporter = CrashReporter(log_file, last_lines, show=show_crash)
    sys.excepthook = reporter.hook
    single = SingleWindow(data_dir)
    try:
        return 0 if single.hand_over() else _work(app, single, state, data_dir)
    finally:
        single.close()
        sys.excepthook = sys.__excepthook__
        stop_logging()
        if fault_file is not None:
            faulthandler.disable()
            fault_file.close()


def _work(app: QApplication, single: SingleWindow, state: WindowState, data_dir: Path) -> int:
    """Steps 5 to 8 of `run`."""
    window = MainWindow(state)
    desk = Desk(window, state, data_dir, RealDialogs(window))
    desk.failed.connect(lambda: app.exit(1))
    single.asked_for.connect(window.come_forward)
    single.listen()
    window.show()
    # after the first paint: opening may migrate, and its imports take longer than the window
    QTimer.singleShot(0, desk.open)
    try:
        return app.exec()
    finally:
        desk.leave()


def make_application(arguments: list[str]) -> QApplication:
    """The application with our font and Qt's words in Thai."""
    app = QApplication(arguments)
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


def today_in_thailand() -> date:
    """The office's day, whatever time zone the computer was left in."""
    return day_in_thailand(datetime.now(UTC))


class Desk(QObject):
    """The open office under a window: opened once, closed in the right order."""

    opened = Signal()
    failed = Signal()

    def __init__(
        self,
        window: MainWindow,
        state: WindowState,
        data_dir: Path,
        dialogs: Dialogs,
        *,
        today: Callable[[], date] = today_in_thailand,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._state = state
        self._data_dir = data_dir
        self._dialogs = dialogs
        self._today = today
        self._services: Services | None = None
        self._tasks: TaskRunner | None = None
        self._backup: RegularBackup | None = None

    def open(self) -> None:
        """Open the office's file; a folder without an office is asked for one."""
        from cdd_desktop.bootstrap import open_folder  # noqa: PLC0415 - after the first paint

        try:
            services = open_folder(self._data_dir)
        except CddError as problem:
            _log.warning("not opened: %s", problem)
            self._dialogs.tell(str(problem))
            self.failed.emit()
            return
        self._services = services
        try:
            services.office.get()
        except NotFound:
            self._ask_for_office(services)
        else:
            self._start(services)

    def leave(self) -> None:
        """Back up what no backup holds, then close; a failing backup is told and stops nothing."""
        self._end_tasks()
        if self._services is not None:
            try:
                made = self._services.backups.make_if_changed(Reason.EXIT)
            except CddError as problem:
                _log.warning("no backup on leaving: %s", problem)
                self._dialogs.tell(str(problem))
            else:
                for note in made.notes if made is not None else ():
                    self._dialogs.tell(note)
        self.close()

    def close(self) -> None:
        """Cancel what runs, wait for it, then close the file."""
        self._end_tasks()
        if self._services is not None:
            self._services.close()
            self._services = None
        self._state.flush()

    def _end_tasks(self) -> None:
        if self._backup is not None:
            self._backup.stop()
            self._backup = None
        if self._tasks is not None:
            self._tasks.shutdown()
            self._tasks = None

    def _ask_for_office(self, services: "Services") -> None:
        from cdd_desktop.gui.pages.first_steps import FirstSteps  # noqa: PLC0415 - seldom needed

        page = FirstSteps(services.office, services.areas)
        page.created.connect(self._reopen)
        self._window.show_alone(page, "ยังไม่มีสำนักงาน กรอกชื่อและเลือกจังหวัดก่อนเริ่มใช้งาน")

    def _reopen(self) -> None:
        """Services anew over the same store: some hold what the office did not have before."""
        from cdd_desktop.bootstrap import services_of  # noqa: PLC0415 - after the first paint

        if self._services is not None:
            self._services = services_of(self._services.store)
            self._start(self._services)

    def _start(self, services: "Services") -> None:
        from cdd_desktop.gui.regular_backup import RegularBackup  # noqa: PLC0415 - see above

        office = services.office.get()
        thai_text.learn_names(services.villages.names())
        self._tasks = TaskRunner(self)
        context = Context(
            services=services,
            dialogs=self._dialogs,
            tasks=self._tasks,
            state=self._state,
            provinces=office.provinces,
            today=self._today,
        )
        self._window.attach(context, is_demo=office.is_demo)
        self._backup = RegularBackup(services.backups, self._tasks, self._today, self)
        self._backup.told.connect(self._window.show_backup)
        self._backup.failed.connect(self._window.show_backup_failed)
        self._backup.start()
        self.opened.emit()


def _fault_file(data_dir: Path) -> TextIO | None:
    """Where a crash of the interpreter itself is written; None in an unwritable folder."""
    try:
        file = (data_dir / FOLDER_NAME / "fault.log").open("a", encoding="utf-8")
    except OSError:
        return None  # opening the store will tell the user about the folder
    faulthandler.enable(file)
    return file
