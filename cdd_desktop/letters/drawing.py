"""A letter as a file."""

from enum import StrEnum
from pathlib import Path

from cdd_desktop.documents.model import Document
from cdd_desktop.progress import Progress, Silent


class LetterFormat(StrEnum):
    """What a letter can be saved as; the value is the file's suffix."""

    PDF = "pdf"
    WORD = "docx"


def draw_letter(
    document: Document, file_format: LetterFormat, out: Path, progress: Progress | None = None
) -> None:
    """Write the file whole or not at all.

    Raises `StorageProblem` when it cannot be written, `Cancelled` when told to stop. The renderers
    cost a fifth of a second to import and are imported here, when needed.
    """
    watcher = progress or Silent()
    if file_format is LetterFormat.PDF:
        from cdd_desktop.documents.pdf.render import render_pdf  # noqa: PLC0415

        render_pdf(document, out, watcher)
        return
    from cdd_desktop.documents.word.render import render_word  # noqa: PLC0415

    render_word(document, out, watcher)
