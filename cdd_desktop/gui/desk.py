"""The open office under a window: what comes before it, opening, and leaving in the right order."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cdd_desktop import paths
from cdd_desktop.errors import CddError
from cdd_desktop.gui import thai_text
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import PROGRAM, Dialogs
from cdd_desktop.gui.folder_opening import FolderOpening, OpenedFolder
from cdd_desktop.gui.offered_backup import OfferedBackup
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.gui.waiting_words import told_to_wait
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.progress import Silent
from cdd_desktop.thai.calendar import day_in_thailand

if TYPE_CHECKING:  # imported after the first paint, for they bring SQLAlchemy and Alembic
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.leaving import Leaving
    from cdd_desktop.gui.regular_backup import RegularBackup
    from cdd_desktop.gui.wizard.wizard import Wizard
    from cdd_desktop.storage.restoring import Restored

_log = logging.getLogger(__name__)


def today_in_thailand() -> date:
    """The office's day, whatever time zone the computer was left in."""
    return day_in_thailand(datetime.now(UTC))


class Desk(QObject):
    """One window's office: opened once, closed in the right order.

    `failed` carries the sentence that the window shows by then. `start_asked` carries a `Start`:
    this window is to close, and another to begin with it. `settled` follows once there is something
    to work with in the window: an office's page, the first steps, or the ways out of trouble.
    """

    opened = Signal()
    opening_told = Signal(str)  # what opening is doing by now
    settled = Signal()
    failed = Signal(str)
    start_asked = Signal(object)

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
        self._home: Path | None = None
        self._refusal = ""
        self._said = ""
        self._services: Services | None = None
        self._tasks: TaskRunner | None = None
        self._backup: RegularBackup | None = None
        self._context: Context | None = None
        self._leaving: Leaving | None = None  # while the last backup is made
        self._opening: FolderOpening | None = None
        self._offered = OfferedBackup(window, self)

    @property
    def is_refused(self) -> bool:
        """Whether the folder could not be opened; a window closed before that knows of nothing."""
        return bool(self._refusal)

    @property
    def refusal(self) -> str:
        """Why the folder could not be opened; empty where it could."""
        return self._refusal

    @property
    def is_leaving(self) -> bool:
        """Whether the last backup is being made: the window has gone."""
        return self._leaving is not None

    def begin(self, start: Start) -> None:
        """Do what comes before opening, then open; where that fails all is as it was."""
        self._home = start.home
        if start.offered is not None:
            self._offered.offer(start.offered)
        if start.backup is None and not start.makes_demo:
            self._open_aside()
            return
        from cdd_desktop.gui.preparing import Preparing  # noqa: PLC0415 - seldom needed

        self._tasks = TaskRunner(self)
        preparing = Preparing(self._tasks, start)
        preparing.restored.connect(self._take_restored)
        preparing.prepared.connect(self._open_prepared)
        preparing.stopped.connect(lambda why: self._go_on_without(start, why))
        self._window.show_alone(preparing, preparing.words)
        preparing.begin()

    def _open_prepared(self) -> None:
        self._end_tasks()
        self._open_aside()

    def _take_restored(self, restored: "Restored") -> None:
        self._said = "กู้คืนแล้ว"
        if restored.before is not None:
            self._said = f"กู้คืนแล้ว ข้อมูลก่อนกู้คืนเก็บไว้ที่ {restored.before.name}"
        self._open_prepared()

    def _go_on_without(self, start: Start, why: str) -> None:
        self._end_tasks()
        if why:
            self._dialogs.tell(why)
        if start.makes_demo and start.home is not None:
            self.start_asked.emit(Start(folder=start.home))
        else:
            self._open_aside()

    def open(self) -> None:
        """Open the office's file, and come back when it is open: for pictures of the screens."""
        self._opening = FolderOpening(self._data_dir)
        try:
            opened = self._opening.work(Silent())
        except CddError as problem:
            self._refuse(problem)
        else:
            self._take_opened(opened)

    def _open_aside(self) -> None:
        """`open`, while the window is alive: it tells what it waits for."""
        self._opening = FolderOpening(self._data_dir)
        self._tasks = TaskRunner(self)
        task = self._tasks.query(self._opening.work)
        task.progressed.connect(self._tell_opening)
        task.succeeded.connect(self._take_opened)
        task.refused.connect(self._refuse)

    def _tell_opening(self, _done: int, _total: int, words: str) -> None:
        self._window.show_opening(words)
        self.opening_told.emit(words)

    def _refuse(self, problem: CddError) -> None:
        if self._opening is None:
            return  # left meanwhile
        self._refusal = str(problem)
        _log.warning("not opened: %s", problem)
        self._end_tasks()
        self._show_trouble(str(problem))

    def _take_opened(self, opened: OpenedFolder) -> None:
        """The folder is open; one without an office gets the first steps."""
        if self._opening is None:
            return  # left meanwhile, and what was opened was closed again
        self.opening_told.emit("สร้างหน้าแรก")
        self._opening.take()
        self._services = opened.services
        if opened.segmenter is None:
            self._show_first_steps(opened.services, opened.note)
        else:
            thai_text.cut_by(opened.segmenter)
            self._start(opened.services)

    def leave(self) -> None:
        """Back up what no backup holds, then close; a failing backup is told and stops nothing."""
        self._end_tasks()
        if self._services is not None:
            try:
                for note in self._back_up(self._services):
                    _log.warning("backup on leaving: %s", note)
                    self._dialogs.tell(note)
            except CddError as problem:
                _log.warning("no backup on leaving: %s", problem)
                self._dialogs.tell(str(problem))
        self.close()

    def come_forward(self) -> None:
        """The program was started a second time: what there is to see of it stands in front."""
        if self._leaving is None:
            self._window.come_forward()
        else:
            self._leaving.dialog.show_coming_back()
            self._leaving.dialog.raise_()

    def offer(self, backup: Path) -> None:
        """Show what a backup holds, and bring it back if the user then wants it."""
        self._offered.offer(backup)

    def _back_up(self, services: "Services") -> tuple[str, ...]:
        """What was in the way beside it. A second folder may hang: only the child looks there."""
        from cdd_desktop.gui.leaving import Leaving  # noqa: PLC0415 - brings what it backs up with

        if not services.backups.needs_backup() and services.backups.copies_folder is None:
            return ()
        self._tasks = TaskRunner(self)
        self._leaving = Leaving(self)
        self._leaving.back_up(self._tasks, services.store.path)
        notes = self._leaving.notes
        self._leaving = None
        self._end_tasks()
        return notes

    def close(self) -> None:
        """Cancel what runs, wait for it, then close the file."""
        self._offered.wait()
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
        if self._opening is not None:
            self._opening.let_go()
            self._opening = None

    def _show_trouble(self, problem: str) -> None:
        from cdd_desktop.gui.trouble import Trouble  # noqa: PLC0415 - seldom needed

        usual = paths.default_data_dir()
        page = Trouble(
            problem,
            self._data_dir,
            self._dialogs,
            is_elsewhere=self._home is None and self._data_dir != usual,
        )
        page.other_button.setVisible(self._home is None)  # the demo has its own place
        page.again.connect(self.start_again)
        page.folder_chosen.connect(self._move_to)
        page.usual_asked.connect(lambda: self._move_to(usual))
        page.restore_asked.connect(self._restore)
        page.close_asked.connect(self._window.close)
        self._window.show_alone(page, "ยังเปิดข้อมูลไม่ได้ ข้อมูลในเครื่องไม่ถูกเปลี่ยนแปลง")
        self.failed.emit(problem)
        self.settled.emit()
        self._offered.show_by(page.offer)  # asks, and comes back when it was answered

    def _move_to(self, folder: Path) -> None:
        """Work in another folder, and begin there next time too."""
        from cdd_desktop.storage.folder import prepare_folder  # noqa: PLC0415 - seldom needed

        try:
            prepare_folder(folder)
            usual = paths.default_data_dir()
            paths.choose_data_dir(None if folder == usual else folder)
        except CddError as problem:
            self._dialogs.tell(str(problem))
        except OSError as error:
            _log.warning("not remembered: %s", error)
            self._dialogs.tell("จำโฟลเดอร์ที่เลือกไว้ไม่ได้ กรุณาตรวจที่ว่างของดิสก์และสิทธิ์ของผู้ใช้ แล้วเลือกใหม่")
        else:
            self.start_asked.emit(Start(folder=folder))

    def start_again(self) -> None:
        """Begin anew over the same folder."""
        self.start_asked.emit(Start(folder=self._data_dir, home=self._home))

    def _restore(self, backup: Path) -> None:
        if self._tasks is not None and (told := told_to_wait(self._tasks)):
            self._dialogs.tell(told)
            return
        self.start_asked.emit(Start(folder=self._data_dir, backup=backup, home=self._home))

    def _open_demo(self) -> None:
        folder = paths.demo_data_dir(self._data_dir)
        self.start_asked.emit(Start(folder=folder, makes_demo=True, home=self._data_dir))

    def _follow_backups(self, changed: Changed, _initiator: object) -> None:
        if changed is Changed.BACKUPS and self._backup is not None:
            self._backup.tell_newest()

    def _leave_demo(self) -> None:
        if self._home is not None:
            self.start_asked.emit(Start(folder=self._home))

    def _show_first_steps(self, services: "Services", note: str) -> None:
        from cdd_desktop.gui.wizard.wizard import Wizard  # noqa: PLC0415 - seldom needed

        if self._tasks is None:
            self._tasks = TaskRunner(self)
        wizard = Wizard(services, self._tasks, self._dialogs, note=note)
        wizard.founded.connect(lambda: self._go_on(wizard))
        wizard.restore_asked.connect(self._restore)
        wizard.demo_asked.connect(self._open_demo)
        wizard.finished.connect(lambda: self._enter_founded(services))
        self._window.show_alone(wizard, "ยังไม่มีสำนักงาน ปิดโปรแกรมตอนนี้ได้ ไม่มีอะไรค้างไว้ครึ่ง ๆ กลาง ๆ")
        self._window.help.show_manual("first-steps", "เริ่มใช้งาน")
        self._offered.show_by(wizard.offer)
        self.settled.emit()

    def _go_on(self, wizard: "Wizard") -> None:
        """The office is there: services anew, for some hold what it did not have before."""
        from cdd_desktop.bootstrap import services_of  # noqa: PLC0415 - after the first paint

        if self._services is not None:
            self._offered.wait()
            self._services = services_of(self._services.store)
            self._context = self._make_context(self._services)
            wizard.go_on(self._context)
            self._window.saved_line.show("สร้างสำนักงานแล้ว", "passed")

    def _make_context(self, services: "Services") -> Context:
        if self._tasks is None:
            self._tasks = TaskRunner(self)
        context = Context(
            services=services,
            dialogs=self._dialogs,
            tasks=self._tasks,
            state=self._state,
            provinces=services.office.get().provinces,
            today=self._today,
        )
        context.restore_asked.connect(self._restore)
        return context

    def _start(self, services: "Services") -> None:
        self._context = self._make_context(services)
        self._enter()

    def _show_backup(self, backup: Path) -> None:
        """Where every backup is looked at; a page with unsaved inputs is asked as it is left."""
        self._window.open_page("settings", backup)
        if self._window.shown_key != "settings":
            self._window.saved_line.show(f"ยังไม่ได้เปิด {backup.name} กรุณาดับเบิลคลิกไฟล์อีกครั้งเมื่อพร้อม")

    def _enter_founded(self, services: "Services") -> None:
        thai_text.learn_names(services.villages.names())
        self._enter()

    def _enter(self) -> None:
        """Show the pages of the office whose context was made."""
        from cdd_desktop.gui.cut_off import CutOffLook  # noqa: PLC0415 - see above
        from cdd_desktop.gui.regular_backup import RegularBackup  # noqa: PLC0415

        context = self._context
        if context is None or self._tasks is None:
            return
        services = context.services
        is_demo = services.office.get().is_demo
        self._window.attach(context, is_demo=is_demo)
        if is_demo:
            self._window.setWindowTitle(f"ข้อมูลตัวอย่างสำหรับทดลอง ไม่ใช่ข้อมูลจริง · {PROGRAM}")
        self._window.leave_demo_button.setVisible(self._home is not None)
        self._window.leave_demo_button.clicked.connect(self._leave_demo)
        if self._said:
            self._window.saved_line.show(self._said, "passed")
        self._backup = RegularBackup(services.backups, self._tasks, self._today, self)
        self._backup.told.connect(self._window.show_backup)
        self._backup.failed.connect(self._window.show_backup_failed)
        self._backup.start()
        context.happened.connect(self._follow_backups)
        CutOffLook(context, services.store, self)
        self._offered.show_by(self._show_backup)
        self.opened.emit()
        self.settled.emit()
