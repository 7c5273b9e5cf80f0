"""What was chosen about each report, remembered on this computer."""

import json

from cdd_desktop.gui.window_state import WindowState


class OptionMemory:
    """Choices by their names, for each report by its own; damaged ones are as good as none."""

    def __init__(self, state: WindowState) -> None:
        self._state = state

    def of(self, report: str) -> dict[str, str]:
        """What was kept; empty where nothing was."""
        try:
            told = json.loads(self._state.text(_key(report), "{}"))
        except ValueError:
            return {}
        if not isinstance(told, dict):
            return {}
        return {str(name): value for name, value in told.items() if isinstance(value, str)}

    def keep(self, report: str, name: str, value: str) -> None:
        """Remember one choice."""
        told = {**self.of(report), name: value}
        self._state.keep(_key(report), json.dumps(told, ensure_ascii=False))

    def forget(self, report: str) -> None:
        """The report is as it was at first."""
        self._state.keep(_key(report), "{}")


def _key(report: str) -> str:
    return f"reports/options/{report}"
