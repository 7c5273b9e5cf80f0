"""What tests of windows share: dialogs that answer as told, Thai typing, and proof of tidiness."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.translator import thai_translator


@dataclass
class FakeDialogs:
    """Answers as it was told, and remembers what was asked."""

    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    confirms: bool = True
    leaving: Leaving = Leaving.DISCARD
    path: Path | None = None

    def confirm(self, question: str, *, action: str, detail: str = "") -> bool:
        self.asked.append(f"{question} [{action}] {detail}".strip())
        return self.confirms

    def ask_leaving(self, what: str) -> Leaving:
        self.asked.append(what)
        return self.leaving

    def tell(self, message: str, *, detail: str = "") -> None:
        self.told.append(f"{message} {detail}".strip())

    def ask_open(self, title: str, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.path

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        self.asked.append(f"{title}: {name}")
        return self.path

    def ask_folder(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.path


def put_on_the_look(app: QApplication) -> None:
    """The real font, style and Thai words: a wrong token or picture fails every test."""
    app.installTranslator(thai_translator(app))
    fonts.load(app)
    theme.apply(app, theme.ThemeName.LIGHT)


@contextmanager
def nothing_left(app: QApplication) -> Iterator[None]:
    """Threads and windows that outlive a test would fail another one at random."""
    threads = set(threading.enumerate())
    yield
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    assert not left, f"still open: {left}"
    assert set(threading.enumerate()) <= threads


def type_text(widget: QWidget, text: str) -> None:
    """Types Thai: qtbot.keyClicks aborts the interpreter on a letter that is not ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)
