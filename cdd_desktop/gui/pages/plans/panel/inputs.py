"""Inputs of the panel: a text as high as it is long, and a choice from a list of the office."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget
from typing_extensions import override

from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import Lookup

_LINES_MOST = 8
_FRAME = 2 * (1 + 3)  # the style sheet's border and padding
_LEAST_CHARACTERS = 12
_NOT_TOLD = "ยังไม่ระบุ"
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BESIDE_ENTER = Qt.KeyboardModifier.KeypadModifier


class GrowingText(QPlainTextEdit):
    """As high as its lines, within bounds. `left` when the keyboard goes on, by Ctrl+Enter too.

    With `takes_lines` off, Enter leaves it.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes_lines = True
        self._least = 1
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._grow()

    def set_least_lines(self, least: int) -> None:
        """How high it is while there is little in it."""
        self._least = least
        self._grow()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~_BESIDE_ENTER
        leaves = modifiers == Qt.KeyboardModifier.ControlModifier or (
            not self.takes_lines and not modifiers
        )
        if event.key() in _ENTER and leaves:
            self.left.emit()
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _grow(self) -> None:
        document = self.document()
        needed = round(document.size().height())
        lines = max(self._least, min(needed, _LINES_MOST))
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > _LINES_MOST else policy.ScrollBarAlwaysOff
        )
        margins = 2 * round(document.documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins + _FRAME)


class EntryCombo(QComboBox):
    """A list's entries by key; `left` when one was picked, or the keyboard goes on.

    The mouse wheel scrolls the panel and never changes what is chosen.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._called: Callable[[str], str] = str
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_CHARACTERS)

    @property
    def key(self) -> str:
        """The key chosen; empty for none."""
        return str(self.currentData() or "")

    def offer(self, lookup: Lookup, year: int) -> None:
        """Offer what a record of that year may choose; what is chosen stays, retired or not."""
        entries = lookup.offered(year)
        self.offer_pairs(
            [(entry.key, entry.label) for entry in entries],
            lambda key: lookup.label(key, year),
        )
        for row, entry in enumerate(entries, 1):
            if entry.confidence.is_to_be_checked:
                said = tooltip(f"รอตรวจ: {entry.source}")
                self.setItemData(row, said, Qt.ItemDataRole.ToolTipRole)

    def offer_pairs(self, pairs: Iterable[tuple[str, str]], called: Callable[[str], str]) -> None:
        """Offer keys with their words; `called` words a key that is not among them."""
        kept = self.key
        self.clear()
        self.addItem(_NOT_TOLD, "")
        for key, words in pairs:
            self.addItem(words, key)
        self._called = called
        self.choose(kept)

    def choose(self, key: str) -> None:
        """Show a key; one that new records may not choose is put behind the others."""
        if (row := self.findData(key)) < 0:
            self.addItem(self._called(key), key)
            row = self.count() - 1
        self.setCurrentIndex(row)

    @override
    def hidePopup(self) -> None:
        super().hidePopup()
        self.left.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.left.emit()
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
