"""What tests of windows share: dialogs that answer as told, Thai typing, and proof of tidiness."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from cdd_desktop.gui import fonts, tasks, theme
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.translator import thai_translator
from cdd_desktop.places.records import kind_of, moo_of, place_uuid
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key

_CHILD_STOPS_WITHIN_S = 20  # one that has just been started imports everything first


@dataclass
class FakeDialogs:
    """Answers as it was told, and remembers what was asked."""

    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    confirms: bool = True
    leaving: Leaving = Leaving.DISCARD
    path: Path | None = None
    paths: tuple[Path, ...] = ()

    def confirm(
        self, question: str, *, action: str, detail: str = "", otherwise: str = "ยกเลิก"
    ) -> bool:
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

    def ask_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        self.asked.append(title)
        return self.paths

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


class SpareChildren:
    """Child processes that wait for work are handed to the next test, as the program hands them
    to its next piece of work: starting one and importing everything takes more than a second."""

    def __init__(self) -> None:
        self._new = tasks._Child
        self._shutdown = tasks.TaskRunner.shutdown
        self._spare: list[tasks._Child] = []

    def put_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Until the end of the test children come from here and come back."""

        def shutdown(runner: tasks.TaskRunner) -> None:
            self._spare += runner._idle
            runner._idle.clear()
            for task, child in tuple(runner._busy.items()):
                if _has_stopped(child):
                    del runner._busy[task]
                    self._spare.append(child)
            self._shutdown(runner)

        monkeypatch.setattr(tasks, "_Child", self._take)
        monkeypatch.setattr(tasks.TaskRunner, "shutdown", shutdown)

    def _take(self) -> tasks._Child:
        while self._spare:
            child = self._spare.pop()
            if child.process.is_alive():
                return child
        return self._new()


def _has_stopped(child: tasks._Child) -> bool:
    """Asks it to leave its work, with more patience than the program has: a test that ends while
    the first page is drawn would else kill the child, and the next one start another."""
    try:
        child.ask_to_stop()
        while child.pipe.poll(_CHILD_STOPS_WITHIN_S):
            if child.pipe.recv()[0] != "progress":
                return True
    except (EOFError, OSError):
        pass  # it has ended; the program clears up
    return False


SPARE_CHILDREN = SpareChildren()


def type_text(widget: QWidget, text: str) -> None:
    """Types Thai: qtbot.keyClicks aborts the interpreter on a letter that is not ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def register_villages(store: Store, villages: Mapping[str, str]) -> None:
    """Put villages (name by official code) into the register, without a file."""
    with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
        for code, name in villages.items():
            row = VillageRow(uuid=place_uuid(code), kind=kind_of(code).value)
            work.add(row)
            work.session.flush()
            work.add(
                VillageNameRow(
                    village_id=row.id,
                    code=code,
                    tambon_code=code[:6],
                    moo=moo_of(code),
                    name=name,
                    name_key=name_key(name),
                )
            )


class Keyboard(Enum):
    """How the keys of speed entry arrive from a Linux window system, by layout."""

    ENGLISH = "english"
    THAI = "thai"

    def press(self, widget: QWidget, cap: str) -> None:
        """Strike the key that is engraved `cap`: press and release, as the system sends them."""
        scan_code, english, thai = _KEYS[cap]
        key, text = english if self is Keyboard.ENGLISH else thai
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(
                kind, key, Qt.KeyboardModifier.NoModifier, scan_code, ord(text or "\0"), 0, text
            )
            QApplication.sendEvent(widget, event)


# engraving: X11 key code, then Qt key and text under each layout
_KEYS: dict[str, tuple[int, tuple[int, str], tuple[int, str]]] = {
    "1": (10, (Qt.Key.Key_1, "1"), (0x0E45, "ๅ")),
    "0": (19, (Qt.Key.Key_0, "0"), (0x0E08, "จ")),
    ".": (60, (Qt.Key.Key_Period, "."), (0x0E43, "ใ")),
    "/": (61, (Qt.Key.Key_Slash, "/"), (0x0E1D, "ฝ")),
    "Space": (65, (Qt.Key.Key_Space, " "), (Qt.Key.Key_Space, " ")),
    "Enter": (36, (Qt.Key.Key_Return, "\r"), (Qt.Key.Key_Return, "\r")),
    "Esc": (9, (Qt.Key.Key_Escape, "\x1b"), (Qt.Key.Key_Escape, "\x1b")),
    "PgDn": (117, (Qt.Key.Key_PageDown, ""), (Qt.Key.Key_PageDown, "")),
    "PgUp": (112, (Qt.Key.Key_PageUp, ""), (Qt.Key.Key_PageUp, "")),
    "Down": (116, (Qt.Key.Key_Down, ""), (Qt.Key.Key_Down, "")),
    "Up": (111, (Qt.Key.Key_Up, ""), (Qt.Key.Key_Up, "")),
    "Left": (113, (Qt.Key.Key_Left, ""), (Qt.Key.Key_Left, "")),
    "Home": (110, (Qt.Key.Key_Home, ""), (Qt.Key.Key_Home, "")),
    "End": (115, (Qt.Key.Key_End, ""), (Qt.Key.Key_End, "")),
    "F2": (68, (Qt.Key.Key_F2, ""), (Qt.Key.Key_F2, "")),
    "A": (38, (Qt.Key.Key_A, "a"), (0x0E1F, "ฟ")),
}
