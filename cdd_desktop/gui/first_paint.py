"""Knows when a window was really painted: what takes long begins only then."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_AT_LATEST_MS = 500  # one that is minimised from the start is never painted


class FirstPaint(QObject):
    """`painted` once: after the first paint of `window`, or when that did not come in good time.

    A timer of no time is not enough: Windows paints after everything else that waits, so the
    window would stand there empty for as long as opening takes.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_told = False
        window.installEventFilter(self)
        QTimer.singleShot(_AT_LATEST_MS, self, self._tell)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._tell)  # its children are painted after it
        return False

    def _tell(self) -> None:
        if not self._is_told:
            self._is_told = True
            self._window.removeEventFilter(self)
            self.painted.emit()
