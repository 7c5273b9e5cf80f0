"""คู่มือ: the help of the page in front, in a drawer at the window's right side (F1)."""

import re

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cdd_desktop import paths
from cdd_desktop.gui import fonts, icons, theme
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.registry import PAGES
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

KEYS = "F1"
_TITLE = "คู่มือ"
_WIDTH = 400
_PARAGRAPH_GAP = 5.0
_HEADING_GAP = 12.0
_CELL_PADDING = 3.0
_WHOLE = 100.0  # per cent
_INDENT = 20.0
_MARGIN = 6.0
_HEADING_POINTS = {1: 13, 2: 12}
_THAI = re.compile("[\u0e00-\u0e7f]+(?: [\u0e00-\u0e7f]+)*")  # no sign of Markdown among them


def manual_of(key: str) -> str:
    """The help of a page as Markdown, with what holds on every page behind it.

    FileNotFoundError for a page that has none.
    """
    own, shared = (paths.resource("manual", f"{name}.md") for name in (key, "every-page"))
    return f"{own.read_text(encoding='utf-8')}\n{shared.read_text(encoding='utf-8')}"


class HelpButton(QToolButton):
    """The entry at the foot of the navigation, with its key at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "nav")
        self.setText(f"  {_TITLE}")
        self.setAccessibleName(_TITLE)
        icons.put_on(self, "circle-question-mark")
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setToolTip(tooltip("คู่มือของหน้านี้", KEYS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._key = QLabel(KEYS, self)
        self._key.setProperty("key", "true")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._key.sizeHint()
        left = self.width() - size.width() - 10
        self._key.setGeometry(QRect(left, (self.height() - size.height()) // 2, *size.toTuple()))
        self._key.setVisible(left > size.width() * 2)


class HelpDrawer(QFrame):
    """Lies over the right side of `beside` while it is open, and follows its size.

    Keys: F1 opens and closes · Esc closes. The page in front may change beneath it.
    """

    title_label: QLabel
    close_button: QToolButton
    help_browser: QTextBrowser

    closed = Signal()

    def __init__(self, beside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        load_form(self, "help_drawer")
        self._beside = beside
        self._window = parent
        self._key = ""
        self.close_button.setIcon(icons.icon("x"))
        self.close_button.setToolTip(tooltip("ปิดคู่มือ", "Esc"))
        self.close_button.clicked.connect(self.close)
        on_keys(self, "Esc", self.close)
        beside.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Open or close."""
        if self.isVisible():
            self.close()
            return
        self._place()
        self.show()
        self.raise_()
        self._render()
        self.help_browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, key: str, title: str) -> None:
        """Show the help of a page, at once or when it is opened."""
        self._key = key
        self.title_label.setText(f"{_TITLE} · {title}")
        if self.isVisible():
            self._render()

    def _render(self) -> None:
        if not self._key:
            return
        text = _THAI.sub(lambda thai: wrapped(thai[0]), manual_of(self._key))
        document = self.help_browser.document()
        document.setDefaultFont(fonts.ui_font())
        document.setDocumentMargin(_MARGIN)
        document.setIndentWidth(_INDENT)
        self.help_browser.setMarkdown(text)
        _dress(self.help_browser)

    def _place(self) -> None:
        beside = self._beside
        corner = self._window.mapFromGlobal(beside.mapToGlobal(QPoint(beside.width(), 0)))
        width = min(_WIDTH, beside.width())
        self.setGeometry(corner.x() - width, corner.y(), width, beside.height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "help_browser"):
            self.close_button.setIcon(icons.icon("x"))
            self._render()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()


class Help(QObject):
    """Its entry in the navigation, its key and its drawer, put into a window."""

    def __init__(self, window: QWidget, beside: QStackedWidget, navigation: QVBoxLayout) -> None:
        super().__init__(window)
        self._beside = beside
        self._page_key = ""
        self.button = HelpButton(window)
        navigation.addWidget(self.button)
        self.button.setEnabled(False)
        self.drawer = HelpDrawer(beside, window)
        self.drawer.closed.connect(self._give_back)
        self.button.clicked.connect(self.drawer.toggle)
        QShortcut(QKeySequence(KEYS), window).activated.connect(self.button.click)

    def show_page(self, key: str) -> None:
        """The page in front has changed."""
        self._page_key = key
        self.button.setEnabled(True)
        self.drawer.show_page(key, next(entry.title for entry in PAGES if entry.key == key))

    def show_manual(self, key: str, title: str) -> None:
        """Something that is no page stands in front."""
        self.button.setEnabled(True)
        self.drawer.show_page(key, title)

    def open_manual(self, key: str, title: str) -> None:
        """Show it in the drawer; closed, the drawer is the page's again."""
        self.drawer.show_page(key, title)
        if not self.drawer.isVisible():
            self.drawer.toggle()

    def fold(self, compact: bool) -> None:
        """Show the entry's icon alone."""
        style = Qt.ToolButtonStyle
        self.button.setToolButtonStyle(
            style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon
        )

    def _give_back(self) -> None:
        """The keyboard goes on where it was before the drawer took it."""
        if self._page_key:
            self.show_page(self._page_key)
        page = self._beside.currentWidget()
        if page is not None and page.isVisible():
            page.setFocus(Qt.FocusReason.OtherFocusReason)


def _dress(browser: QTextBrowser) -> None:
    """Sizes of headings, room between lines and around cells: Markdown brings none of ours."""
    document = browser.document()
    look = theme.current()
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format()
            form.setBorder(1)
            form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBorderBrush(look.colour("line"))
            form.setBorderCollapse(True)
            form.setCellPadding(_CELL_PADDING)
            form.setCellSpacing(0)
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, _WHOLE))
            frame.setFormat(form)
    browser.moveCursor(QTextCursor.MoveOperation.Start)
    browser.verticalScrollBar().setValue(0)


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    form = QTextBlockFormat()
    form.setTopMargin(0)
    form.setBottomMargin(0 if cursor.currentTable() else _PARAGRAPH_GAP)
    level = block.blockFormat().headingLevel()
    if level:
        form.setTopMargin(_HEADING_GAP if level > 1 else 0)
        letters = QTextCharFormat()
        letters.setFont(fonts.ui_font(_HEADING_POINTS.get(level, fonts.BASE_POINTS), bold=True))
        letters.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(letters)
    cursor.mergeBlockFormat(form)
