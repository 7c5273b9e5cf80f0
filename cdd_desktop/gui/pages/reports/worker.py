"""The parts of making reports that run in a child process; knows no Qt.

A big report is read there too: building its pages is work for a processor, and Python threads
beside the window's would hold it up. The libraries are imported there, not in the window.
"""

from pathlib import Path

from cdd_desktop.documents.model import Document
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.batch_order import BatchOrder, BatchResult
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.rendering import render


def render_file(progress: Progress, document: Document, file_format: FileFormat, out: Path) -> int:
    """`render` in the shape that `TaskRunner.compute` calls."""
    return render(document, file_format, out, progress)


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
