"""The right end of the status bar: เลิกทำ, ประวัติ, and the panel that the latter opens."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget
from typing_extensions import override

from cdd_desktop.gui import icons
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.history_panel import WIDTH, HistoryPanel
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.undoing import UNDO_KEYS, Undoing

HISTORY_KEYS = "F4"
_ICON = 15
_MARGIN = 6


class HistoryCorner(QObject):
    """Puts the two buttons and the panel to work over an open office."""

    told = Signal(str, str)  # what was taken back or done again, or why not; tone of a label

    def __init__(
        self,
        window: QMainWindow,
        context: Context,
        pages: QStackedWidget,
        *,
        undo_button: QPushButton,
        history_button: QPushButton,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._undo_button = undo_button
        self._history_button = history_button
        self.undoing = Undoing(context, window)
        self.panel = HistoryPanel(window, context, self.undoing, self._subject)
        self._dress(undo_button, "undo-2", UNDO_KEYS)
        self._dress(history_button, "history", HISTORY_KEYS)
        history_button.setToolTip(tooltip("ดูว่าใครแก้อะไรเมื่อใด และคืนค่าเดิม", HISTORY_KEYS))
        self._offer("")
        undo_button.clicked.connect(self.undoing.undo)
        history_button.clicked.connect(self.toggle)
        QShortcut(QKeySequence(HISTORY_KEYS), window).activated.connect(self.toggle)
        context.take_back_asked.connect(self.undoing.take_back)
        self.undoing.told.connect(lambda words: self.told.emit(f"● {words}", "passed"))
        self.undoing.nothing_left.connect(lambda words: self.told.emit(words, "muted"))
        self.undoing.offered.connect(self._offer)
        self.undoing.told.connect(self.panel.keep_focus)
        self.panel.closed.connect(self._give_back_focus)
        for changed in (context.record_changed, context.saved, context.happened):
            changed.connect(self.panel.follow)
        pages.currentChanged.connect(self.panel.follow)
        pages.installEventFilter(self)

    def toggle(self) -> None:
        """Open or close the history."""
        if self.panel.isVisible():
            self.panel.shut()
        else:
            self._place()
            self.panel.open()

    def stop(self) -> None:
        """Begin nothing more: the window closes."""
        self.undoing.stop()
        self.panel.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel stays at the right edge of the pages."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        return False

    def _place(self) -> None:
        corner = self._pages.mapTo(self._window, QPoint(0, 0))
        pages = QRect(corner, self._pages.size()).adjusted(0, _MARGIN, -_MARGIN, -_MARGIN)
        left = max(pages.right() - WIDTH + 1, pages.left())
        self.panel.setGeometry(left, pages.top(), pages.right() - left + 1, pages.height())

    def _subject(self) -> Subject | None:
        page = self._pages.currentWidget()
        return page.history_subject() if isinstance(page, Page) else None

    def _give_back_focus(self) -> None:
        page = self._pages.currentWidget()
        if page is not None:
            page.setFocus()

    def _offer(self, about: str) -> None:
        self._undo_button.setEnabled(bool(about))
        words = f"เลิกทำ: {about}" if about else "ยังไม่มีรายการให้เลิกทำ"
        self._undo_button.setToolTip(tooltip(words, UNDO_KEYS))

    def _dress(self, button: QPushButton, icon: str, keys: str) -> None:
        icons.put_on(button, icon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setText(f" {button.text()}  {keys}")  # Qt leaves no room between icon and word
        button.show()
