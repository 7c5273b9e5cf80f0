"""The right end of the status bar: the work that runs, how far it is, and how to stop it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from cdd_desktop.gui.tasks import Task, TaskRunner


class WorkBar(QObject):
    """Shows the work that was begun last among what has a title."""

    def __init__(self, label: QLabel, bar: QProgressBar, cancel_button: QPushButton) -> None:
        super().__init__(label)
        self._label = label
        self._bar = bar
        self._cancel_button = cancel_button
        self._task: Task | None = None
        cancel_button.clicked.connect(self._cancel)
        self._show(None)

    def follow(self, tasks: TaskRunner) -> None:
        """Show what runs from here on."""
        tasks.started.connect(self._take)

    def _take(self, task: Task) -> None:
        if not task.title:
            return
        self._show(task)
        task.progressed.connect(self._show_progress)
        task.finished.connect(lambda: self._forget(task))

    def _forget(self, task: Task) -> None:
        """Its sequel may have begun already, and is what is shown then."""
        if task is self._task:
            self._show(None)

    def _show(self, task: Task | None) -> None:
        self._task = task
        for widget in (self._label, self._bar, self._cancel_button):
            widget.setVisible(task is not None)
        if task is not None:
            self._label.setText(task.title)
            self._bar.setRange(0, 0)
            self._cancel_button.setEnabled(True)

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self._task is not None:
            self._label.setText(text or self._task.title)

    def _cancel(self) -> None:
        if self._task is not None:
            self._cancel_button.setEnabled(False)
            self._task.cancel()
