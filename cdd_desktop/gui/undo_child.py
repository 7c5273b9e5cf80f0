"""Taking back what changed thousands of rows, in a child process; knows no Qt."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop.errors import Busy
from cdd_desktop.progress import Progress

if TYPE_CHECKING:  # the child imports it, with all that it brings
    from cdd_desktop.storage.operations import OperationEntry

_TRY_MS = 250  # between two looks whether somebody cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What was taken back, and the operation that did it.

    `areas_moved`: the office's own areas are others now, which only the child knows.
    """

    entry: "OperationEntry"
    operation: int | None
    areas_moved: bool


def take_back(progress: Progress, office: Path, operation_id: int) -> TakenBack:
    """`HistoryService.undo` over the office that the window has open, once nobody else writes."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415

    with join_office(office) as services:
        before = services.areas.own_names
        while True:
            progress.check_cancelled()
            try:
                with services.store.waiting(_TRY_MS):
                    entry = services.history.undo(operation_id, progress)
            except Busy:
                continue
            return TakenBack(
                entry=entry,
                operation=services.store.written,
                areas_moved=services.areas.own_names != before,
            )
