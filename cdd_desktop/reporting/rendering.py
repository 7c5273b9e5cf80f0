"""Turning a document into a file: importable by a child process, values in and out."""

from pathlib import Path

from cdd_desktop.documents.model import Document
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.reporting.options import FileFormat


def render(
    document: Document,
    file_format: FileFormat,
    out: Path,
    progress: Progress | None = None,
    *,
    first_pages: int | None = None,
) -> int:
    """Write the file whole or not at all; gives its length, as `FileFormat.unit` counts it.

    `first_pages`: of a PDF only so many, for a preview.
    Raises `StorageProblem` when the file cannot be written, `Cancelled` when told to stop.
    The renderers cost a fifth of a second to import and are imported here, when needed.
    """
    watcher = progress or Silent()
    if file_format is FileFormat.PDF:
        from cdd_desktop.documents.pdf.render import render_pdf  # noqa: PLC0415

        return render_pdf(document, out, watcher, first_pages=first_pages)
    if file_format is FileFormat.WORD:
        from cdd_desktop.documents.word.render import render_word  # noqa: PLC0415

        return render_word(document, out, watcher)
    from cdd_desktop.documents.xlsx import render_xlsx  # noqa: PLC0415

    return render_xlsx(document, out, watcher)
