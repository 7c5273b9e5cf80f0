"""A card over the forum's window: the keys, or a question that keys answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from cdd_desktop.gui.forum.fitting import letters, unit
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.thai_text import wrapped

_TITLE, _LINE = 30.0, 24.0
_MARGIN = 28
_SHARE = 0.86  # of the window's width at most


class Overlay(QFrame):
    """Lies in the middle of its window; whoever opens it reads the keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        set_look(self, card="drawer")
        self._title = QLabel(self)
        self._lines = QLabel(self)
        self._layout = QVBoxLayout(self)
        for label in (self._title, self._lines):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._layout.addWidget(label)
        self.hide()

    def open_with(self, title: str, lines: Sequence[str]) -> None:
        """Show a title with lines under it."""
        self._title.setText(wrapped(title))
        self._lines.setText("\n".join(map(wrapped, lines)))
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Stand in the middle again: the window has another size."""
        window = self._window
        scale = unit(window.size())
        self._title.setFont(letters(_TITLE * scale, bold=True))
        self._lines.setFont(letters(_LINE * scale))
        margin = round(_MARGIN * scale)
        self._layout.setContentsMargins(margin, margin, margin, margin)
        self._layout.setSpacing(round(margin / 2))
        longest = max(
            self._title.fontMetrics().horizontalAdvance(self._title.text()),
            *(
                self._lines.fontMetrics().horizontalAdvance(line)
                for line in self._lines.text().split("\n")
            ),
        )
        width = min(round(window.width() * _SHARE), longest + 2 * margin + 8)
        height = self._layout.totalHeightForWidth(width)
        self.setGeometry(
            (window.width() - width) // 2, (window.height() - height) // 2, width, height
        )
