"""A dialog in which something runs: Esc and the window's cross stop that first, then close."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from cdd_desktop.gui.tasks import Task


class TaskDialog(QDialog):
    """`_task` is what runs now; whoever starts it sets it, and clears it when it has settled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is read, checked or written."""
        return self._task is not None

    @override
    def reject(self) -> None:
        """Stop what is running; with nothing running, close."""
        if self._task is not None:
            self._task.cancel()
            return
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.setAccepted(not self.isVisible())
