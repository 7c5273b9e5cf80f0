"""How long work tells how far it is, and learns that it should stop."""

from typing import Protocol


class Cancelled(Exception):
    """The user asked running work to stop: an outcome, not a fault."""


class Progress(Protocol):
    """Handed to any work that can take longer than a blink."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is; `text` is a short Thai phrase."""

    def check_cancelled(self) -> None:
        """Raise `Cancelled` when the user asked to stop; called in every loop."""


class Silent:
    """Progress for callers that do not watch."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say nothing."""

    def check_cancelled(self) -> None:
        """Never cancelled."""
