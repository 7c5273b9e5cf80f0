"""The parts of making reports that run in a child process; knows no Qt.

Reports are read there too: building their pages is work for a processor, and Python threads
beside the window's would hold it up. The libraries are imported there, not in the window.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop.progress import Progress
from cdd_desktop.reporting.batch_order import BatchOrder, BatchResult
from cdd_desktop.reporting.options import FileFormat, ReportOptions

if TYPE_CHECKING:  # the child imports it, with all that it brings
    from cdd_desktop.reporting.drawing import DrawnReport

SHEETS_SHOWN = 40  # villages; more than these are drawn only when they are saved or printed
FIRST_PAGES = 4  # of a preview, shown while the others are made


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePdf:
    """A file that was drawn, and not recorded. `left_out_of`: how many villages or tambon there are
    while only the first is drawn, or 0. `has_more`: pages behind those that were drawn."""

    drawn: "DrawnReport"
    path: Path
    left_out_of: int = 0
    has_more: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it may leave the office as it is."""
        return not (self.left_out_of or self.has_more)


@contextmanager
def _no_pauses(*, wanted: bool) -> Iterator[None]:
    """Without the search for cycles, which goes through all that a report of a province holds and
    takes as long as its first pages; what little is left lying is found after them."""
    if wanted:
        gc.disable()
    try:
        yield
    finally:
        gc.enable()


def draw_pdf(
    progress: Progress,
    office: Path,
    options: ReportOptions,
    out: Path,
    sheets_shown: int | None,
    first_pages: int | None = None,
) -> MadePdf:
    """Read and draw a report of the office that the parent has open.

    Of more than `sheets_shown` villages (None: there is no limit) the first alone is drawn; of a
    longer report the `first_pages` alone.
    """
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415

    with _no_pauses(wanted=first_pages is not None), join_office(office) as services:
        reports = services.reports
        count = reports.count_sheets(options) if sheets_shown is not None else 0
        is_part = sheets_shown is not None and count > sheets_shown
        drawn = reports.draw(
            options,
            FileFormat.PDF,
            out,
            progress,
            at_most=1 if is_part else None,
            first_pages=first_pages,
        )
    return MadePdf(
        drawn=drawn,
        path=out,
        left_out_of=count if is_part else 0,
        has_more=drawn.length == first_pages,
    )


def save_report(
    progress: Progress, office: Path, options: ReportOptions, file_format: FileFormat, out: Path
) -> int:
    """Read, draw and record a report of the office that the parent has open; gives its length."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415

    with join_office(office) as services:
        return services.reports.make(options, file_format, out, progress).length


def save_batch(progress: Progress, office: Path, order: BatchOrder) -> BatchResult:
    """Make a batch of the office that the parent has open."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415

    with join_office(office) as services:
        return services.batches.make(order, progress)
