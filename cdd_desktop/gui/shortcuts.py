"""Shortcuts that hold while the keyboard is in a part of the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_keys(part: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Let the keys do this while the keyboard is in this part, or in anything it holds."""
    shortcut = QShortcut(QKeySequence(keys), part)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
