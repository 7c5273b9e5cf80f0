"""What this computer remembers of files with the same headings: the columns put right by hand."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from cdd_desktop.gui.window_state import WindowState


class ColumnMemory:
    """What is remembered damaged is as good as nothing."""

    def __init__(self, state: WindowState) -> None:
        self._state = state

    def columns(self, headings: Sequence[str]) -> dict[int, str]:
        """The columns that were put right."""
        try:
            known = json.loads(self._state.text(_key(headings)) or "{}")
            return {int(place): str(use) for place, use in known.items()}
        except (ValueError, AttributeError):
            return {}

    def keep(self, headings: Sequence[str], chosen: Mapping[int, str]) -> None:
        """Keep columns that were put right."""
        self._state.keep(_key(headings), json.dumps(dict(chosen)))


def _key(headings: Sequence[str]) -> str:
    mark = sha256("\n".join(headings).encode()).hexdigest()[:16]
    return f"plans/columns-{mark}"
