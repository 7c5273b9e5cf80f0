"""What stands in the middle of the window while the office's file is opened."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget
from typing_extensions import override

from cdd_desktop.gui.looks import set_look


class OpeningWords(QLabel):
    """Covers the empty stack of pages; whoever puts a page there hides it."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self, tone="muted")
        stack.installEventFilter(self)

    def show_words(self, words: str) -> None:
        """Say what is being done."""
        self.setText(f"{words}…")
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._stack and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._stack.rect())
        return False
