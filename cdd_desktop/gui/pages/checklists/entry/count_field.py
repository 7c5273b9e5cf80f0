"""The field in which a number is typed, or several, in its own cell of the table."""

from enum import Enum

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from cdd_desktop.gui.keys import Command, command_of, digit_of
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.thai_text import wrapped

_WIDTH = 76
_WIDE = 150  # where several numbers are typed
_HEIGHT = 28
_PROBLEM_WIDTH = 330
_GAP = 3
_ELSEWHERE = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}


class Motion(Enum):
    """Where the hand goes once the number is taken."""

    ON = "on"
    BACK = "back"
    NEXT_VILLAGE = "next village"
    VILLAGE_BEFORE = "village before"
    STAY = "stay"


_SIGNS = {Command.NOTE: "/", Command.CLEAR: ".", Command.LAST_YEAR: " "}  # by their places
_MOTIONS: dict[int, Motion] = {
    Qt.Key.Key_Return: Motion.ON,
    Qt.Key.Key_Enter: Motion.ON,
    Qt.Key.Key_Down: Motion.ON,
    Qt.Key.Key_Tab: Motion.ON,
    Qt.Key.Key_Up: Motion.BACK,
    Qt.Key.Key_Backtab: Motion.BACK,
    Qt.Key.Key_PageDown: Motion.NEXT_VILLAGE,
    Qt.Key.Key_PageUp: Motion.VILLAGE_BEFORE,
}


class CountField(QLineEdit):
    """Digits arrive by their place on the keyboard, so that the Thai layout writes them too.

    What was refused stays in the field, with the reason beside it, until it is mended or Esc.
    """

    finished = Signal(object)  # Motion
    abandoned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._viewport = parent
        self._takes_blanks = False
        self.setAccessibleName("คำตอบที่พิมพ์")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._problem = QFrame(parent)
        set_look(self._problem, card="drawer")
        self._words = QLabel(self._problem)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._words, tone="failed")
        layout = QVBoxLayout(self._problem)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self._words)
        self.textEdited.connect(lambda _: self.refuse(""))
        self.hide()
        self._problem.hide()

    @property
    def problem(self) -> str:
        """Why the number was refused; empty where it was not."""
        return self._words.text() if self._problem.isVisibleTo(self._viewport) else ""

    def begin(self, text: str, *, takes_blanks: bool = False) -> None:
        """Open with this text, ready for more of it."""
        self._takes_blanks = takes_blanks
        self.clear()
        self.insert(text)  # what the field's own undo takes back, and brings again
        self.refuse("")
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deselect()
        self.setCursorPosition(len(text))

    def refuse(self, why: str) -> None:
        """Say beside the field what is wrong; empty: nothing is."""
        set_look(self, wrong="true" if why else "false")
        self._words.setText(wrapped(why))
        self._problem.setVisible(bool(why))
        if why:
            self._place_problem()

    def close_up(self) -> None:
        """Go, with what was typed."""
        self._problem.hide()
        self.hide()
        self.clear()

    def place(self, cell: QRect) -> None:
        """Stand in a cell."""
        top = cell.center().y() - _HEIGHT // 2
        width = min(_WIDE, cell.width() - 2 * _GAP) if self._takes_blanks else _WIDTH
        self.setGeometry(cell.left() + _GAP, top, width, _HEIGHT)
        self._place_problem()

    def _place_problem(self) -> None:
        """Below the field, or above it where the table ends."""
        room = self._viewport.rect()
        width = min(_PROBLEM_WIDTH, room.width())
        layout = self._problem.layout()
        height = layout.totalHeightForWidth(width) if layout else 0
        top = self.geometry().bottom() + _GAP
        if top + height > room.bottom():
            top = self.geometry().top() - _GAP - height
        self._problem.setGeometry(room.right() - width - _GAP, top, width, height)
        self._problem.raise_()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if digit := digit_of(event):
            self.insert(digit)
            self.refuse("")
        elif (sign := _sign(event)) is not None:
            if sign != " " or self._takes_blanks:
                self.insert(sign)
                self.refuse("")
        elif event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif event.key() in _MOTIONS:
            self.finished.emit(_MOTIONS[event.key()])
        elif not event.modifiers() & Qt.KeyboardModifier.AltModifier:  # with a digit, for a page
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes on to the next line, not out of the table."""
        self.finished.emit(Motion.ON if next else Motion.BACK)
        return True

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere takes the number as Enter does; another window leaves it open."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in _ELSEWHERE:
            self.finished.emit(Motion.STAY)


def _sign(event: QKeyEvent) -> str | None:
    command = command_of(event)
    return None if command is None else _SIGNS.get(command)
