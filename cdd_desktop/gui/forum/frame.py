"""What stands around the pages of the forum's window, sized for a hall."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from cdd_desktop.gui.forum import words
from cdd_desktop.gui.forum.asking import AskingPage
from cdd_desktop.gui.forum.fitting import letters, unit
from cdd_desktop.gui.forum.overlay import Overlay
from cdd_desktop.gui.forum.result_page import ResultPage
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.checklists.entry.goto_popup import GoToPopup
from cdd_desktop.gui.thai_text import wrapped

_WHERE, _COUNT, _WHOSE, _TOLD, _HINT = 24.0, 28.0, 19.0, 21.0, 18.0
_MARGIN = 26


class ForumFrame(QWidget):
    """The head (where in the sheet, whose it is), the page in front, a told line, the keys."""

    def __init__(self, parent: QWidget, whose: str) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("forum_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._where, self._count = self._label("accent"), self._label("")
        self._whose = self._label("muted")
        self._told, self._hints = self._label("accent"), self._label("muted")
        for label in (self._where, self._told, self._hints):
            label.setWordWrap(True)
        self._whose.setText(whose)
        self.stack = QStackedWidget(self)
        self.page = AskingPage(self)
        self.results = ResultPage(self)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.results)
        head = QHBoxLayout()
        head.addWidget(self._where, 1)
        head.addWidget(self._count)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(head)
        self._layout.addWidget(self._whose)
        self._layout.addWidget(self.stack, 1)
        self._layout.addWidget(self._told)
        self._layout.addWidget(self._hints)
        self.card = Overlay(self)
        self.goto = GoToPopup(self)
        for elsewhere in (self.goto.village_found, self.goto.paper_found):
            elsewhere.connect(lambda _: self.say(words.ONLY_INDICATORS, "failed"))

    @property
    def told(self) -> str:
        """What is told under the page."""
        return self._told.text()

    def say(self, text: str, look: str = "accent") -> None:
        """Tell under the page what became of a key."""
        set_look(self._told, forum=look)
        self._told.setText(wrapped(text))

    def hint(self, text: str) -> None:
        """Tell the keys that hold now."""
        self._hints.setText(wrapped(text))

    def show_place(self, where: str, count: str) -> None:
        """Say in the head where in the sheet the page is."""
        self._where.setText(wrapped(where))
        self._count.setText(count)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = unit(self.size())
        for label, pixels, bold in (
            (self._where, _WHERE, True),
            (self._count, _COUNT, True),
            (self._whose, _WHOSE, False),
            (self._told, _TOLD, False),
            (self._hints, _HINT, False),
        ):
            label.setFont(letters(pixels * scale, bold=bold))
        margin = round(_MARGIN * scale)
        self._layout.setContentsMargins(margin, round(margin * 0.7), margin, round(margin * 0.6))
        self._layout.setSpacing(round(8 * scale))
        self._told.setMinimumHeight(self._told.fontMetrics().lineSpacing())
        self.page.scale_to(scale)
        self.results.scale_to(scale)
        if self.card.isVisible():
            self.card.place()

    def _label(self, look: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        set_look(label, forum=look)
        return label
