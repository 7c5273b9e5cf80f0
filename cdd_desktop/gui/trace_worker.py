"""Looking back from a sheet, in a child process: the report is made anew. Knows no Qt."""

from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop.progress import Progress

if TYPE_CHECKING:  # the child imports it, with all that it brings
    from cdd_desktop.reporting.tracing import Trace


def look_back(_progress: Progress, office: Path, code: str) -> "Trace | None":
    """What stands behind a sheet of the office that the parent has open, and what changed since."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415

    with join_office(office) as services:
        return services.tracer.look_back(code)
