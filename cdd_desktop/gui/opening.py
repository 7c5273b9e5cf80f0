"""Files and folders opened by the computer's own programs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

OpenPath = Callable[[Path], bool]


def open_with_system(path: Path) -> bool:
    """Let the computer's own program open a file or folder; False when it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
