"""A hand that strikes keys, clicks and changes pages without knowing what it does.

Follows dice only, so that a seed plays again nearly the same; work in child processes takes the
time it takes.
"""

import random
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from mutated_files import make_file
from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from windows import FakeDialogs, type_text

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.exchange.page import ExchangePage
from cdd_desktop.gui.pages.registry import PAGES
from cdd_desktop.gui.shell import MainWindow

_PAUSE_MS = 2
_REMEMBERED = 25
_WHERE_CLICKED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
)
_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_KEYS: tuple[tuple[Qt.Key, Qt.KeyboardModifier], ...] = (
    *((key, _NONE) for key in (
        Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_5,
        Qt.Key.Key_Space, Qt.Key.Key_Period, Qt.Key.Key_Slash, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left,
        Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6,
        Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Insert, Qt.Key.Key_Menu,
    )),
    *((key, _CTRL) for key in (
        Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_K, Qt.Key.Key_L, Qt.Key.Key_G,
        Qt.Key.Key_H, Qt.Key.Key_F, Qt.Key.Key_P, Qt.Key.Key_S, Qt.Key.Key_N, Qt.Key.Key_O,
        Qt.Key.Key_E, Qt.Key.Key_B, Qt.Key.Key_I, Qt.Key.Key_A, Qt.Key.Key_D, Qt.Key.Key_Return,
        Qt.Key.Key_Home, Qt.Key.Key_End,
    )),
    *((key, _CTRL | _SHIFT) for key in (Qt.Key.Key_Y, Qt.Key.Key_Z, Qt.Key.Key_E, Qt.Key.Key_H)),
    *((key, _SHIFT) for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_F10)),
    (Qt.Key.Key_Down, _ALT),
)  # fmt: skip
_TEXTS = ("ก", "บ้าน", "๒๕", "30", "25/30", "1.1", "ไม่มี", "930101", "1 ต.ค. 2569", "x", "/", "--")


class DiceDialogs(FakeDialogs):
    """Says yes or no, and a file or none, as it falls."""

    def __init__(self, dice: random.Random, folder: Path) -> None:
        super().__init__()
        self._dice = dice
        self._folder = folder

    def confirm(
        self, question: str, *, action: str, detail: str = "", otherwise: str = "ยกเลิก"
    ) -> bool:
        super().confirm(question, action=action, detail=detail, otherwise=otherwise)
        return self._dice.random() < 0.6

    def ask_leaving(self, what: str) -> Leaving:
        super().ask_leaving(what)
        return self._dice.choice(list(Leaving))

    def ask_open(self, title: str, kinds: str) -> Path | None:
        super().ask_open(title, kinds)
        return make_file(self._folder, self._dice).path if self._dice.random() < 0.6 else None

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        super().ask_save(title, name, kinds)
        return self._folder / name if self._dice.random() < 0.6 else None

    def ask_folder(self, title: str) -> Path | None:
        super().ask_folder(title)
        return self._folder if self._dice.random() < 0.6 else None


class Wheel(QObject):
    """Turns until told to stop; `last` tells the last things that it did."""

    def __init__(
        self, window: MainWindow, context: Context, dice: random.Random, folder: Path
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._dice = dice
        self._folder = folder
        self._is_turning = False
        self.turns = 0
        self.last: deque[str] = deque(maxlen=_REMEMBERED)
        self._acts: Sequence[tuple[int, Callable[[], str]]] = (
            (45, self._strike),
            (12, self._type),
            (30, self._click),
            (3, self._double_click),
            (3, self._click_right),
            (5, self._change_page),
            (3, self._change_place),
            (2, self._import),
            (1, self._resize),
        )

    def start(self) -> None:
        self._is_turning = True
        self._go_on()

    def stop(self) -> None:
        """Turn no more, and leave every dialog and popup."""
        self._is_turning = False
        self._leave_next()

    @property
    def is_free(self) -> bool:
        """Whether nothing is in front of the window any more."""
        return self._in_front() is self._window

    def _go_on(self) -> None:
        QTimer.singleShot(_PAUSE_MS, self, self._turn)

    def _turn(self) -> None:
        if not self._is_turning:
            return
        # before anything is done: what it opens may not return until a later turn closes it
        self._go_on()
        self.turns += 1
        weights = [weight for weight, _ in self._acts]
        ((_, act),) = self._dice.choices(self._acts, weights)
        if self._in_front() is not self._window and self._dice.random() < 0.08:
            act = self._leave
        self.last.append(f"{self.turns} {act.__name__}")
        self.last[-1] += f" {act()}"

    def _leave_next(self) -> None:
        """One after another, innermost first; each must have returned before the next can."""
        if self._in_front() is not self._window:
            self._leave()
            QTimer.singleShot(_PAUSE_MS, self, self._leave_next)

    def _in_front(self) -> QWidget:
        """The innermost of what can be used now."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def _leave(self) -> str:
        front = self._in_front()
        if isinstance(front, QDialog) and self._is_turning and self._dice.random() < 0.5:
            front.accept()
        elif isinstance(front, QDialog):
            front.reject()
        elif front is not self._window:
            front.close()
        return type(front).__name__

    def _strike(self) -> str:
        key, modifiers = self._dice.choice(_KEYS)
        focus = self._listener()
        name = type(focus).__name__
        QTest.keyClick(focus, key, modifiers)
        return f"{key.name} {modifiers.name} {name}"

    def _type(self) -> str:
        focus = self._listener()
        text = self._dice.choice(_TEXTS)
        type_text(focus, text)
        return f"{text} {type(focus).__name__}"

    def _listener(self) -> QWidget:
        """What the keyboard reaches: a popup takes all keys, and a dialog those of its own."""
        front = self._in_front()
        focus = QApplication.focusWidget()
        if focus is not None and (focus is front or front.isAncestorOf(focus)):
            return focus
        return front.focusWidget() or front

    def _target(self) -> tuple[QWidget, QPoint] | None:
        front = self._in_front()
        if isinstance(front, QMenu):
            actions = [one for one in front.actions() if one.isEnabled() and one.isVisible()]
            if not actions:
                return None
            return front, front.actionGeometry(self._dice.choice(actions)).center()
        seen = [
            widget
            for widget in front.findChildren(QWidget)
            if isinstance(widget, _WHERE_CLICKED)
            and widget.window() is front.window()
            and widget.isVisible()
            and widget.isEnabled()
            and not widget.visibleRegion().isEmpty()
        ]
        if not seen:
            return None
        chosen = self._dice.choice(seen)
        if isinstance(chosen, QAbstractItemView):
            chosen = chosen.viewport()
        shown = chosen.visibleRegion().boundingRect()
        point = QPoint(
            self._dice.randint(shown.left(), shown.right()),
            self._dice.randint(shown.top(), shown.bottom()),
        )
        return chosen, point

    def _click(self) -> str:
        return self._mouse(lambda on, at: QTest.mouseClick(on, _LEFT, _NONE, at))

    def _double_click(self) -> str:
        return self._mouse(lambda on, at: QTest.mouseDClick(on, _LEFT, _NONE, at))

    def _click_right(self) -> str:
        return self._mouse(lambda on, at: QTest.mouseClick(on, _RIGHT, _NONE, at))

    def _mouse(self, click: Callable[[QWidget, QPoint], None]) -> str:
        found = self._target()
        if found is None:
            return "nothing"
        widget, point = found
        name = f"{type(widget).__name__} {widget.objectName() or widget.parent().objectName()}"
        click(widget, point)
        return name

    def _change_page(self) -> str:
        if self._in_front() is not self._window:
            return "-"
        key = self._dice.choice(PAGES).key
        self._window.open_page(key)
        return key

    def _change_place(self) -> str:
        year = self._dice.choice((2568, 2569, 2570))
        area = self._dice.choice(("93", "9301", "930101", "930103", "930104"))
        self._context.look_at(year=year, area_code=area)
        return f"{year} {area}"

    def _import(self) -> str:
        if self._in_front() is not self._window:
            return "-"
        self._window.open_page("exchange")
        page = self._window.page
        if not isinstance(page, ExchangePage) or page.is_busy:
            return "busy"
        file = make_file(self._folder, self._dice)
        page.open_file(file.path)
        return file.told

    def _resize(self) -> str:
        size = self._dice.choice(((1366, 728), (1093, 614), (1920, 1040)))
        self._window.resize(*size)
        return f"{size}"
