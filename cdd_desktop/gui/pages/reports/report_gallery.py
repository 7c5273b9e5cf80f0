"""The list of reports with its search and its favourites."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.reports.report_list import ReportList
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.reporting.catalogue import Report

SEARCH_KEYS = "Ctrl+Shift+F"
STAR_KEYS = "Ctrl+D"
_FAVOURITES_KEY = "reports/favourites"
_TOLD_MOST = 40  # letters of what was searched for
_TO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_PageDown}


class ReportGallery(QWidget):
    """Keys: Ctrl+Shift+F or letters search · Enter the first found · Esc all again · Ctrl+D star.

    Favourites are remembered on this computer.
    """

    search_edit: QLineEdit
    report_list: ReportList
    nothing_label: QLabel

    report_chosen = Signal()
    listed = Signal()  # another number of reports is listed: the list wants another height

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "report_gallery", ReportList)
        self._state: WindowState | None = None
        self.nothing_label.hide()
        self.search_edit.installEventFilter(self)
        self.search_edit.textChanged.connect(self._list)
        self.search_edit.setToolTip(tooltip("ค้นจากชื่อหรือประโยชน์ของรายงาน", SEARCH_KEYS))
        self.report_list.report_chosen.connect(self.report_chosen)
        self.report_list.star_clicked.connect(self.turn_star)
        self.report_list.typed.connect(self._search_for)
        self.report_list.setToolTip(tooltip("กด ★ เพื่อเก็บเป็นรายการโปรด", STAR_KEYS))
        QShortcut(QKeySequence(SEARCH_KEYS), self).activated.connect(self.open_search)
        QShortcut(QKeySequence(STAR_KEYS), self).activated.connect(
            lambda: self.turn_star(self.report.name)
        )
        self.setFocusProxy(self.report_list)

    def remember_in(self, state: WindowState) -> None:
        """Where the favourites are kept."""
        self._state = state
        self._list()

    @property
    def report(self) -> Report:
        """The one chosen."""
        return self.report_list.report

    @property
    def favourites(self) -> frozenset[str]:
        """Names of the reports with a star."""
        kept = "" if self._state is None else self._state.text(_FAVOURITES_KEY)
        return frozenset(name for name in kept.split() if name)

    def turn_star(self, name: str) -> None:
        """Make a report a favourite, or no favourite any more."""
        if self._state is not None:
            self._state.keep(_FAVOURITES_KEY, " ".join(sorted(self.favourites ^ {name})))
        self._list()

    def choose(self, name: str) -> None:
        """Choose by stable name; what is searched for stays."""
        self.report_list.choose(name)

    def open_search(self) -> None:
        """Put the keyboard into the search."""
        self.search_edit.selectAll()
        self.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search_for(self, letters: str) -> None:
        self.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_edit.insert(letters)

    def _list(self) -> None:
        wanted = self.search_edit.text()
        self.report_list.show_reports(self.favourites, wanted)
        is_empty = not self.report_list.shown
        self.report_list.setVisible(not is_empty)
        self.nothing_label.setVisible(is_empty)
        if is_empty:
            words = wanted.strip()
            words = f"{words[:_TOLD_MOST]}…" if len(words) > _TOLD_MOST else words
            told = f"ไม่พบรายงานที่มีคำว่า “{words}” พิมพ์คำอื่น หรือกด Esc เพื่อดูทุกรายงาน"
            self.nothing_label.setText(wrapped(told))
        self.listed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.search_edit
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        """Esc empties the search and goes back to the list; Enter and ↓ choose what was found."""
        if key == Qt.Key.Key_Escape:
            self.search_edit.clear()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or key in _TO_LIST:
            found = self.report_list.shown
            if found and self.report not in found:
                self.choose(found[0].name)
        else:
            return False
        self.report_list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
