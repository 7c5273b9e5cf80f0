"""A line to type in and a list below it: a code takes its one thing, words whatever holds them.

The keyboard stays in the line: ↑ ↓ move in the list and Enter takes what it stands on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView
from typing_extensions import override

from cdd_desktop.gui.line_view import show_lines
from cdd_desktop.thai.digits import is_ascii_digits
from cdd_desktop.thai.searching import finder, folded

T = TypeVar("T")
LISTED_MOST = 200  # more are told apart by typing on, not by looking
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
# what the digit row and the point write under the Thai Kedmanee layout
_THAI_ROW = str.maketrans("ๅ/-ภถุึคตจใ", "1234567890.")
_ONLY_THERE = frozenset("ๅ/ภถุึคตจใ")  # a minus is one under every layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[T]):
    """`code`, typed whole, takes this one whatever else holds it; `words` are folded."""

    value: T
    text: str
    code: str
    words: str


def choice(value: T, text: str, *, code: str = "", name: str | None = None) -> Choice[T]:
    """What is listed as `text`, and found by its code and any part of its name: None, the text."""
    words = folded(f"{code} {text if name is None else name}")
    return Choice(value=value, text=text, code=folded(code), words=words)


def number_keys(text: str) -> str:
    """A number as it was meant, where its keys were struck under the Thai layout."""
    return text.translate(_THAI_ROW) if _ONLY_THERE & set(text) else text


def found(choices: Sequence[Choice[T]], typed: str) -> tuple[Choice[T], ...]:
    """Those that are meant by what was typed: the one of that code first, then all that hold it.

    A code struck under the Thai layout is understood where its letters mean nothing.
    """
    for text in (typed, typed.strip().translate(_THAI_ROW)):
        code, is_found = folded(text), finder(text)
        there = [one for one in choices if is_found(one.words)]
        there.sort(key=lambda one: (one.code != code, not _is_code(one, code)))
        if there:
            return tuple(there[:LISTED_MOST])
    return ()


def _is_meant(typed: str, shown: Sequence[Choice[T]]) -> bool:
    """Whether Enter takes the first: a number that is nobody's code is a slip, not a search."""
    if not shown:
        return False
    text = folded(typed)
    if text not in shown[0].words:
        text = folded(typed.translate(_THAI_ROW))
    return _is_code(shown[0], text) or not is_ascii_digits(text)


def _is_code(one: Choice[T], text: str) -> bool:
    """Whether the text is its code; 7 is 007 too."""
    alike = one.code.lstrip("0") == text.lstrip("0")
    return one.code == text or (alike and is_ascii_digits(text))


class Finding(QObject, Generic[T]):
    """Ties a line to its list, which several lines may share while only one is typed in."""

    chosen = Signal(object)  # the value
    missed = Signal(str)  # Enter, and nothing is what was typed
    left_empty = Signal()  # Enter, and nothing is typed
    listed = Signal(bool)  # whether the list has something to show

    def __init__(self, edit: QLineEdit, view: QListView, *, lists_all: bool = False) -> None:
        """`lists_all`: while nothing is typed everything is listed, and Enter takes the first."""
        super().__init__(edit)
        self._edit, self._view, self._lists_all = edit, view, lists_all
        self._choices: tuple[Choice[T], ...] = ()
        self._shown: tuple[Choice[T], ...] = ()
        self._texts = QStringListModel(self)
        show_lines(view)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.clicked.connect(self._click)
        edit.textEdited.connect(lambda _: self.show_list())
        edit.installEventFilter(self)

    def offer(self, choices: Sequence[Choice[T]]) -> None:
        """What may be chosen from now on."""
        self._choices = tuple(choices)

    def show_list(self) -> None:
        """List what is meant by what is typed."""
        typed = self._edit.text().strip()
        self._shown = found(self._choices, typed) if typed or self._lists_all else ()
        self._texts.setStringList([one.text for one in self._shown])
        if self._view.model() is not self._texts:
            self._view.setModel(self._texts)
        self._view.setCurrentIndex(self._texts.index(0 if _is_meant(typed, self._shown) else -1))
        self.listed.emit(bool(self._shown))

    def take(self) -> None:
        """What Enter does."""
        self.show_list()  # whatever the text came from
        row = self._view.currentIndex().row()
        self._take(row)

    def _take(self, row: int) -> None:
        typed = self._edit.text().strip()
        shown, self._shown = self._shown, ()
        self.listed.emit(False)
        if 0 <= row < len(shown):
            self.chosen.emit(shown[row].value)
        elif typed:
            self.missed.emit(typed)
        else:
            self.left_empty.emit()

    def _click(self, index: QModelIndex) -> None:
        if self._view.model() is self._texts:
            self._take(index.row())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self._shown:
                self._take(self._view.currentIndex().row())
            else:
                self.take()
            return True
        step = _STEPS.get(event.key())
        if step is None or not self._shown or event.modifiers():
            return super().eventFilter(watched, event)
        row = min(max(self._view.currentIndex().row() + step, 0), len(self._shown) - 1)
        self._view.setCurrentIndex(self._texts.index(row))
        return True
