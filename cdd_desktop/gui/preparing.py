"""What is seen while something is done before an office is opened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui import start_work
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.gui.thai_text import wrapped

if TYPE_CHECKING:
    from cdd_desktop.storage.restoring import Restored


class Preparing(QWidget):
    """Brings a backup back, or makes the demo, in a child process: the folder is not open here.

    Ends with one of `restored` (a `Restored`), `prepared` and `stopped` (why; empty: by the user).
    """

    title_label: QLabel
    step_label: QLabel
    progress_bar: QProgressBar
    cancel_button: QPushButton

    restored = Signal(object)
    prepared = Signal()
    stopped = Signal(str)

    def __init__(self, tasks: TaskRunner, start: Start) -> None:
        super().__init__()
        load_form(self, "preparing")
        self._tasks = tasks
        self._start = start
        self._task: Task | None = None
        self.words = "กำลังกู้คืนข้อมูล" if start.backup is not None else "กำลังเตรียมข้อมูลตัวอย่าง"
        self.title_label.setText(wrapped(self.words))
        self.cancel_button.clicked.connect(self._cancel)
        self.setFocusProxy(self.cancel_button)

    def begin(self) -> None:
        """Start the work."""
        start = self._start
        if start.backup is not None:
            task = self._tasks.compute(start_work.bring_back, start.backup, start.folder)
            task.succeeded.connect(self._take_restored)
        else:
            task = self._tasks.compute(start_work.make_demo, start.folder)
            task.succeeded.connect(self._take_prepared)
        self._task = task
        task.progressed.connect(self._show_progress)
        task.refused.connect(self._refuse)
        task.finished.connect(self._end)

    def _cancel(self) -> None:
        if self._task is not None:
            self.cancel_button.setEnabled(False)
            self._task.cancel()

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self.progress_bar.setRange(0, total)
        self.progress_bar.setValue(done)
        if text:
            self.step_label.setText(wrapped(text))

    def _take_restored(self, restored: "Restored") -> None:
        self._task = None
        self.restored.emit(restored)

    def _take_prepared(self) -> None:
        self._task = None
        self.prepared.emit()

    def _refuse(self, problem: CddError) -> None:
        self._task = None
        self.stopped.emit(str(problem))

    def _end(self) -> None:
        """Without an outcome: cancelled, or a bug, which the crash report tells."""
        if self._task is not None:
            self._task = None
            self.stopped.emit("")
