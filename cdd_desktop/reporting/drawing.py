"""A report in a file, and what the register is to remember of it once it leaves the office."""

from dataclasses import dataclass
from pathlib import Path

from cdd_desktop.documents.model import Document
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.codes import SheetMark, marks_of
from cdd_desktop.reporting.options import FileFormat
from cdd_desktop.reporting.rendering import render
from cdd_desktop.reporting.streaming import SheetStream


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnReport:
    """A file that was written. `length`: see `FileFormat.unit`; `marks` are of its sheets, in
    their order, `options` what was chosen, as `options_text` has it."""

    report: str  # its stable name
    title: str
    file_format: FileFormat
    length: int
    marks: tuple[SheetMark, ...]
    options: str = ""


def draw_document(
    report: str,
    document: Document,
    file_format: FileFormat,
    out: Path,
    progress: Progress | None = None,
    *,
    first_pages: int | None = None,
) -> DrawnReport:
    """Write the file whole or not at all; `first_pages` and what is raised: see `render`."""
    length = render(document, file_format, out, progress, first_pages=first_pages)
    sheets = document.sheets
    return DrawnReport(
        report=report,
        title=document.title,
        file_format=file_format,
        length=length,
        marks=tuple(sheets.marks) if isinstance(sheets, SheetStream) else marks_of(document),
    )
