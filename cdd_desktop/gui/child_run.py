"""Work in a child process that a page waits for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from cdd_desktop.gui.tasks import Task, TaskRunner


class ChildRun(QObject):
    """Emits one of `succeeded` (the value), `refused` (a CddError) and `cancelled`, then `ended`;
    after a bug only `ended`. Nothing any more once it, or its parent, is deleted."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(
        self,
        tasks: TaskRunner,
        worker: Callable[..., Any],
        *arguments: object,
        title: str = "",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._worker = worker
        self._arguments = arguments
        self._title = title
        self._task: Task | None = None

    def start(self) -> None:
        """Begin; connect to the signals before."""
        task = self._tasks.compute(self._worker, *self._arguments, title=self._title)
        self._task = task
        task.progressed.connect(self.progressed)
        task.succeeded.connect(self.succeeded)
        task.refused.connect(self.refused)
        task.cancelled.connect(self.cancelled)
        task.finished.connect(self.ended)

    def cancel(self) -> None:
        """Stop; what is half done is not left behind."""
        if self._task is not None:
            self._task.cancel()
