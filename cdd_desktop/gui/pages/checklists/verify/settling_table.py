"""The list of differences, in which a digit settles the one in hand."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from cdd_desktop.gui.keys import digit_of

_DIGITS = frozenset("123")


class SettlingTable(QTableView):
    """Keys are places on the keyboard: under the Thai layout 1 2 3 write other letters."""

    struck = Signal(str)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event)
        if digit in _DIGITS:
            self.struck.emit(digit)
        else:
            super().keyPressEvent(event)
