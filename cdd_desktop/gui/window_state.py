"""What the window remembers on this computer: its size, the area last looked at, the theme.

An INI file in the data folder, never the registry: tests and uninstalling stay clean. Nothing the
office would miss belongs here; that is `storage.settings`.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

FILE_NAME = "window.ini"


class WindowState:
    """Texts and byte arrays by key; a damaged or unwritable file is as good as an empty one."""

    def __init__(self, data_folder: Path) -> None:
        self._settings = QSettings(str(data_folder / FILE_NAME), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """What was kept as text."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def data(self, key: str) -> QByteArray:
        """What was kept as bytes; empty when there is nothing."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: str | QByteArray) -> None:
        """Remember a value until the next start."""
        self._settings.setValue(key, value)

    def flush(self) -> None:
        """Write what is not written yet."""
        self._settings.sync()
