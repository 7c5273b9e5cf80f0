"""What this computer remembers of files with the same headings: their kind and their columns."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.gui.pages.exchange.worker import FileKind
from cdd_desktop.gui.window_state import WindowState

_LAST_INSTRUMENT = "exchange/instrument"


class FileMemory:
    """`mark` is that of `Looked`; what is remembered damaged is as good as nothing."""

    def __init__(self, state: WindowState) -> None:
        self._state = state

    @property
    def last_instrument(self) -> str:
        """The id of the instrument that somebody chose last."""
        return self._state.text(_LAST_INSTRUMENT) or MOI_23

    def read_as(self, mark: str) -> tuple[FileKind, str] | None:
        """What somebody said such a file is: its kind and an instrument's id."""
        kind, _, instrument_id = self._state.text(_kind_key(mark)).partition(":")
        return (FileKind(kind), instrument_id) if kind in set(FileKind) else None

    def keep_read_as(self, mark: str, kind: FileKind, instrument_id: str) -> None:
        """Keep what somebody said."""
        self._state.keep(_kind_key(mark), f"{kind.value}:{instrument_id}")
        if kind is FileKind.ANSWERS:
            self._state.keep(_LAST_INSTRUMENT, instrument_id)

    def columns(self, kind: FileKind, headings: Sequence[str]) -> dict[int, str]:
        """The columns that were put right by hand."""
        known = self._state.text(_columns_key(kind, headings))
        try:
            return {int(place): str(use) for place, use in json.loads(known or "{}").items()}
        except (ValueError, AttributeError):
            return {}

    def keep_columns(
        self, kind: FileKind, headings: Sequence[str], chosen: Mapping[int, str]
    ) -> None:
        """Keep columns that were put right."""
        self._state.keep(_columns_key(kind, headings), json.dumps(dict(chosen)))


def _kind_key(mark: str) -> str:
    return f"exchange/read-as-{mark}"


def _columns_key(kind: FileKind, headings: Sequence[str]) -> str:
    mark = sha256("\n".join((kind.value, *headings)).encode()).hexdigest()[:16]
    return f"exchange/columns-{mark}"
