"""The pages of a report on screen: zoom, page numbers, search, and what to say in their place."""

from PySide6.QtCore import QBuffer, QByteArray, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui import icons, theme
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.reports.page_strip import PageStrip
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.thai.digits import Digits

_ZOOM_STEP = 1.2
_ZOOM_LEAST, _ZOOM_MOST = 0.25, 4.0
_POINTS_PER_INCH = 72.0
DRAWN_WITHIN_MS = 400
PAGES_KEYS = "F6"
_PAGES_KEY, _HIDDEN = "reports/pages", "hidden"
_ROOM_FOR_PAGES = 760  # pixels of the pane's width
_WORTH_TELLING_MS = 300  # shorter work only flickers


class PreviewPane(QFrame):
    """Shows one PDF held in memory, so that no file is kept open by being looked at.

    Keys: Ctrl++ Ctrl+- Ctrl+1 (100 %) Ctrl+0 (fit the width) · Ctrl+F find, Enter next.
    """

    page_label: QLabel
    previous_button: QToolButton
    next_button: QToolButton
    zoom_out_button: QToolButton
    zoom_in_button: QToolButton
    fit_button: QPushButton
    whole_button: QPushButton
    find_button: QToolButton
    find_bar: QFrame
    find_edit: QLineEdit
    find_label: QLabel
    find_next_button: QPushButton
    find_close_button: QToolButton
    note_bar: QFrame
    note_label: QLabel
    busy_bar: QFrame
    busy_label: QLabel
    busy_progress: QProgressBar
    cancel_button: QPushButton
    place_stack: QStackedWidget
    view_place: QWidget
    message_place: QWidget
    message_label: QLabel
    message_icon: QLabel
    view_layout: QHBoxLayout
    pages_button: QToolButton

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "report_preview")
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._search = QPdfSearchModel(self)
        self._found = -1
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(DRAWN_WITHIN_MS)
        self._soon = QTimer(self, singleShot=True, interval=_WORTH_TELLING_MS)
        self._soon.timeout.connect(self.busy_bar.show)
        self.view = QPdfView(self.view_place)
        self.view.setAccessibleName("ตัวอย่างเอกสาร")
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self._document)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setSearchModel(self._search)
        self._state: WindowState | None = None
        self.strip = PageStrip(self._document, self.view_place)
        self.view_layout.addWidget(self.strip)
        self.view_layout.addWidget(self.view, stretch=1)
        self.strip.hide()
        self.pages_button.hide()
        self._connect()
        self.apply_theme()
        self._close_find()
        self.show_idle()
        self.show_note("")
        self.show_message("")

    def offer_pages(self, state: WindowState) -> None:
        """Let the pages be seen in small beside the view, where there is room (F6); whether they
        are wanted is remembered."""
        self._state = state
        self.pages_button.setToolTip(tooltip("เปิดหรือปิดรายการหน้า", PAGES_KEYS))
        self.pages_button.setChecked(state.text(_PAGES_KEY) != _HIDDEN)
        self.pages_button.clicked.connect(self._turn_pages)
        self.pages_button.show()
        QShortcut(QKeySequence(PAGES_KEYS), self).activated.connect(self.pages_button.click)
        self._show_strip()

    def _turn_pages(self, wanted: bool) -> None:
        if self._state is not None:
            self._state.keep(_PAGES_KEY, "" if wanted else _HIDDEN)
        self._show_strip()
        if self.strip.isVisible():
            self.strip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_strip(self) -> None:
        has_room = self.width() >= _ROOM_FOR_PAGES
        wanted = self._state is not None and self.pages_button.isChecked()
        self.strip.setVisible(wanted and has_room and self.page_count > 1)
        self.pages_button.setEnabled(has_room and self.page_count > 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "strip"):
            self._show_strip()

    @property
    def page_count(self) -> int:
        """Pages of what is shown; 0 for nothing or a message."""
        return self._document.pageCount()

    @property
    def page(self) -> int:
        """The page in front, from 0."""
        return max(self.view.pageNavigator().currentPage(), 0)

    @property
    def data(self) -> bytes:
        """The PDF that is shown."""
        return bytes(self._buffer.data().data())

    def is_upright(self, page: int) -> bool:
        """Whether a page is higher than wide."""
        size = self._document.pagePointSize(page)
        return size.height() >= size.width()

    @property
    def message(self) -> str:
        """What is said in the place of pages, as it can be read."""
        shown = self.place_stack.currentWidget() is self.message_place
        return self.message_label.text().replace("\u200b", "") if shown else ""

    @property
    def is_drawing(self) -> bool:
        """Whether pages may still be white: the view draws them later, and does not tell."""
        return self._drawing.isActive()

    def apply_theme(self) -> None:
        """Take the colours that are painted, not styled."""
        look = theme.current()
        palette = self.view.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Base):
            palette.setColor(role, look.colour("track"))
        self.view.setPalette(palette)
        for button, name in (
            (self.previous_button, "chevron-left"),
            (self.next_button, "chevron-right"),
            (self.zoom_out_button, "zoom-out"),
            (self.zoom_in_button, "zoom-in"),
            (self.find_button, "search"),
            (self.pages_button, "panel-left"),
            (self.find_close_button, "x"),
        ):
            button.setIcon(icons.icon(name))
        self.message_icon.setPixmap(icons.icon("file-text").pixmap(icons.SIZE * 2))

    def show_pdf(self, data: bytes, *, goes_on: bool = False) -> None:
        """Show these pages from the first; a document of the same length, or one that `goes_on`
        behind the pages shown before, stays where it was."""
        before = self.page_count
        page = self.view.pageNavigator().currentPage()
        scrolled = self.view.verticalScrollBar().value()
        self.close_document()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._drawing.start()
        self.place_stack.setCurrentWidget(self.view_place)
        if goes_on:
            self.view.verticalScrollBar().setValue(scrolled)
        elif before == self.page_count and page > 0:
            self._jump(page)
        self.strip.begin_again(self.page)
        self._show_strip()
        self._find(self.find_edit.text())
        self._refresh()

    def show_message(self, text: str) -> None:
        """Say something in the place of pages, and of a note above them."""
        self.close_document()
        self.strip.begin_again(0)
        self._show_strip()
        self.show_note("")
        self._close_find()
        self.message_label.setText(wrapped(text))
        self.place_stack.setCurrentWidget(self.message_place)
        self._refresh()

    def show_note(self, text: str) -> None:
        """Say something above the pages; an empty text takes it away."""
        self.note_label.setText(wrapped(text))
        self.note_bar.setVisible(bool(text))

    def show_busy(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say that work is under way; `total` 0 is work without a measure."""
        self.show_busy_soon(text, done, total)
        self._soon.stop()
        self.busy_bar.show()

    def show_busy_soon(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say it if the work is not over in a moment."""
        self.busy_label.setText(text)
        self.busy_progress.setRange(0, total)
        self.busy_progress.setValue(done)
        if not self._soon.isActive():
            self._soon.start()

    def show_idle(self) -> None:
        """No work is under way."""
        self._soon.stop()
        self.busy_bar.hide()

    def close_document(self) -> None:
        """Let the pages go."""
        self._document.close()
        self._buffer.close()

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.previous_button.clicked.connect(lambda: self._turn(-1))
        self.next_button.clicked.connect(lambda: self._turn(1))
        self.view.pageNavigator().currentPageChanged.connect(lambda _: self._refresh())
        self.view.pageNavigator().currentPageChanged.connect(self.strip.mark)
        self.strip.page_chosen.connect(self._jump)
        self.view.zoomFactorChanged.connect(lambda _: self._refresh())
        self.fit_button.clicked.connect(self.fit_width)
        self.whole_button.clicked.connect(lambda: self._zoom_to(1.0))
        self.zoom_in_button.clicked.connect(lambda: self._zoom_by(_ZOOM_STEP))
        self.zoom_out_button.clicked.connect(lambda: self._zoom_by(1 / _ZOOM_STEP))
        self.find_button.clicked.connect(self.open_find)
        self.find_close_button.clicked.connect(self._close_find)
        self.find_edit.textChanged.connect(self._find)
        self.find_edit.returnPressed.connect(self._find_next)
        self.find_next_button.clicked.connect(self._find_next)
        self._search.countChanged.connect(self._show_found)
        for words, button, keys in (
            ("ย่อ", self.zoom_out_button, "Ctrl+-"),
            ("ขยาย", self.zoom_in_button, "Ctrl++"),
            ("พอดีความกว้าง", self.fit_button, "Ctrl+0"),
            ("ขนาดจริง", self.whole_button, "Ctrl+1"),
            ("ค้นหาในเอกสาร", self.find_button, "Ctrl+F"),
        ):
            button.setToolTip(tooltip(words, keys))
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        QShortcut(QKeySequence("Ctrl+="), self).activated.connect(self.zoom_in_button.click)
        self.previous_button.setToolTip(tooltip("หน้าก่อน"))
        self.next_button.setToolTip(tooltip("หน้าถัดไป"))
        on_keys(self.find_bar, "Esc", self._close_find)

    def fit_width(self) -> None:
        """Make pages as wide as the room."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._refresh()

    def _zoom_by(self, factor: float) -> None:
        self._zoom_to(self._zoom() * factor)

    def _zoom_to(self, factor: float) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(factor, _ZOOM_LEAST), _ZOOM_MOST))
        self._refresh()

    def _zoom(self) -> float:
        """The zoom in force, also while the width decides it."""
        if self.view.zoomMode() is QPdfView.ZoomMode.Custom or not self.page_count:
            return self.view.zoomFactor()
        page = max(self.view.pageNavigator().currentPage(), 0)
        points = self._document.pagePointSize(page).width()
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        return room / (points * self.view.logicalDpiX() / _POINTS_PER_INCH)

    def _turn(self, step: int) -> None:
        page = self.view.pageNavigator().currentPage() + step
        if 0 <= page < self.page_count:
            self._jump(page)

    def _jump(self, page: int) -> None:
        self.view.pageNavigator().jump(page, QPointF(), 0)

    def _refresh(self) -> None:
        count = self.page_count
        page = self.view.pageNavigator().currentPage()
        self.page_label.setText(f"หน้า {page + 1:,} จาก {count:,}" if count else "")
        self.previous_button.setEnabled(count > 0 and page > 0)
        self.next_button.setEnabled(page < count - 1)
        for button in (
            self.zoom_in_button,
            self.zoom_out_button,
            self.fit_button,
            self.whole_button,
            self.find_button,
        ):
            button.setEnabled(count > 0)

    def open_find(self) -> None:
        """Search the pages."""
        self.find_bar.show()
        self.find_edit.selectAll()
        self.find_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _close_find(self) -> None:
        self.find_edit.clear()
        self.find_bar.hide()

    def _find(self, text: str) -> None:
        """What is typed may differ from the paper in the kind of its digits."""
        self._found = -1
        self._search.setDocument(self._document)
        typed = text.strip()
        self._search.setSearchString(typed)
        self._show_found()

    def _find_next(self) -> None:
        count = self._search.count()
        if not count:
            self._try_other_digits()
            return
        self._found = (self._found + 1) % count
        self.view.setCurrentSearchResultIndex(self._found)
        link = self._search.resultAtIndex(self._found)
        self.view.pageNavigator().jump(link.page(), link.location(), 0)
        self._show_found()

    def _try_other_digits(self) -> None:
        typed = self.find_edit.text().strip()
        for digits in (Digits.THAI, Digits.ARABIC):
            if digits.in_table(typed) != typed:
                self._search.setSearchString(digits.in_table(typed))

    def _show_found(self) -> None:
        count = self._search.count()
        if not self.find_edit.text().strip():
            self.find_label.setText("")
        elif count:
            self.find_label.setText(
                f"{self._found + 1:,} จาก {count:,}" if self._found >= 0 else f"พบ {count:,} แห่ง"
            )
        else:
            self.find_label.setText("ไม่พบ")
