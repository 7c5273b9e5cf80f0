"""Which batches were begun on this computer and not ended, and in which folders."""

import json
from pathlib import Path

from cdd_desktop.gui.window_state import WindowState

_KEY = "reports/batches"
_REMEMBERED = 20


class BatchMemory:
    """Folders by the keys of orders, the newest last; older ones than the newest 20 are let go."""

    def __init__(self, state: WindowState) -> None:
        self._state = state

    def folder_of(self, key: str) -> Path | None:
        """Where the batch was begun."""
        folder = self._folders().get(key)
        return None if folder is None else Path(folder)

    def keep(self, key: str, folder: Path) -> None:
        """It begins there now."""
        folders = self._folders()
        folders.pop(key, None)
        folders[key] = str(folder)
        self._write(folders)

    def forget(self, key: str) -> None:
        """It is whole."""
        folders = self._folders()
        if folders.pop(key, None) is not None:
            self._write(folders)

    def _folders(self) -> dict[str, str]:
        try:
            told = json.loads(self._state.text(_KEY, "{}"))
        except ValueError:
            return {}
        if not isinstance(told, dict):
            return {}
        return {str(key): str(folder) for key, folder in told.items()}

    def _write(self, folders: dict[str, str]) -> None:
        newest = dict(list(folders.items())[-_REMEMBERED:])
        self._state.keep(_KEY, json.dumps(newest, ensure_ascii=False))
        self._state.flush()  # a program that dies in the middle offers to continue as well
