"""A backup that was opened from outside, by a double click: shown as soon as it can be."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from cdd_desktop.gui.shell import MainWindow

_LOOK_EVERY_MS = 200

ShowBackup = Callable[[Path], None]


class OfferedBackup(QObject):
    """Keeps the newest one until somebody shows it, and no dialog stands in front of the window.

    Nothing is brought back here: whoever shows it asks.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._backup: Path | None = None
        self._show: ShowBackup | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._try)

    def offer(self, backup: Path) -> None:
        """Have this one shown; one that still waits is forgotten."""
        self._backup = backup
        self._try()

    def show_by(self, show: ShowBackup) -> None:
        """From here on the window can show one in this way."""
        self._show = show
        self._try()

    def wait(self) -> None:
        """The window cannot show one for now."""
        self._show = None
        self._timer.stop()

    def _try(self) -> None:
        backup = self._backup
        if backup is None:
            return
        if self._show is None:
            self._window.saved_line.show(f"จะเปิดไฟล์สำรอง {backup.name} เมื่อขั้นนี้เสร็จ")
            return
        if QApplication.activeModalWidget() is not None:
            self._window.saved_line.show(f"จะเปิดไฟล์สำรอง {backup.name} เมื่อปิดหน้าต่างที่ค้างอยู่")
            self._timer.start()
            return
        self._timer.stop()
        self._backup = None
        self._show(backup)
