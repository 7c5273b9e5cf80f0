"""The part of making a report that runs in a child process; knows no Qt."""

from pathlib import Path

from cdd_desktop.documents.model import Document
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.options import FileFormat
from cdd_desktop.reporting.rendering import render


def render_file(progress: Progress, document: Document, file_format: FileFormat, out: Path) -> int:
    """`render` in the shape that `TaskRunner.compute` calls."""
    return render(document, file_format, out, progress)
