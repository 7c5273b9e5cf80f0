"""Backing up while the office works: seldom enough to cost nothing, often enough to matter."""

import logging
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from cdd_desktop.errors import CddError
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.storage.backups import BackupInfo, BackupPlan, Backups, carry_out
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.thai.calendar import in_thailand, short_thai_date, thai_time

EVERY_MS = 30 * 60 * 1000

_log = logging.getLogger(__name__)


class RegularBackup(QObject):
    """Every half hour, if something was done that no backup holds, one more in a child process.

    A second folder that was away gets the copy it is owed as soon as it is there again. `told` says
    when the newest backup was made, `failed` what was in the way: it stands until nothing is.
    """

    told = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        backups: Backups,
        tasks: TaskRunner,
        today: Callable[[], date],
        parent: QObject | None = None,
        *,
        every_ms: int = EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._backups = backups
        self._tasks = tasks
        self._today = today
        self._task: Task | None = None
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Tell of the newest backup there is, and begin to count the time."""
        self._run(self._tasks.query(lambda _progress: self._backups.all()[:1]), self._tell_newest)
        self._timer.start()

    def tell_newest(self) -> None:
        """One was made elsewhere in the window."""
        if self._task is None and not self._is_over:
            self._run(self._tasks.query(lambda _progress: self._backups.all()[:1]), self._tell)

    def stop(self) -> None:
        """No more from now on; what is being made is cancelled with the other tasks."""
        self._is_over = True
        self._timer.stop()

    def _look(self) -> None:
        if self._task is not None:
            return  # the last one is still being made: a slow stick
        self._run(self._tasks.query(lambda _progress: self._wanted()), self._carry_out)

    def _wanted(self) -> BackupPlan | None:
        return self._backups.plan_if_changed(Reason.INTERVAL) or self._backups.plan_owed_copy()

    def _tell_newest(self, newest: tuple[BackupInfo, ...]) -> None:
        self._tell(newest)
        if self._is_over:
            return
        owed = self._tasks.query(lambda _progress: self._backups.plan_owed_copy())
        self._run(owed, self._carry_out)

    def _carry_out(self, plan: BackupPlan | None) -> None:
        if plan is not None and not self._is_over:
            self._run(self._tasks.compute(carry_out, plan), lambda made: self._tell((made,)))

    def _run(self, task: Task, then: Callable[..., None]) -> None:
        self._task = task
        task.succeeded.connect(then)
        task.refused.connect(self._fail)
        task.finished.connect(lambda: self._end(task))

    def _end(self, task: Task) -> None:
        if self._task is task:
            self._task = None

    def _fail(self, problem: CddError) -> None:
        _log.warning("no backup: %s", problem)
        self.failed.emit(str(problem))

    def _tell(self, newest: tuple[BackupInfo, ...]) -> None:
        for made in newest:
            self.told.emit(f"สำรองข้อมูลล่าสุด {self._moment(made.manifest.made_at)}")
            for note in made.notes:
                self.failed.emit(note)

    def _moment(self, made_at: datetime) -> str:
        """The time alone when it is of today."""
        here = in_thailand(made_at)
        day = "" if here.date() == self._today() else f"{short_thai_date(here.date())} "
        return f"{day}{thai_time(here)}"
