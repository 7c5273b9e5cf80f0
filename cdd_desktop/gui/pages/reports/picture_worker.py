"""Pictures of pages, tables and charts, made in a child process; knows no Qt."""

from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop.progress import Progress
from cdd_desktop.reporting.options import FileFormat, ReportOptions

if TYPE_CHECKING:  # the child imports it, with all that it brings
    from cdd_desktop.documents.model import Document

_DPI_UPRIGHT, _DPI_ACROSS = 192, 170  # twice a screen's; at most 2,000 pixels wide


def picture_titles(progress: Progress, office: Path, options: ReportOptions) -> tuple[str, ...]:
    """Names of the tables and charts that the report has, in their order."""
    from cdd_desktop.reporting.picture_parts import parts_of  # noqa: PLC0415

    progress.check_cancelled()
    return tuple(part.title for part in parts_of(_document(office, options)))


def part_picture(progress: Progress, office: Path, options: ReportOptions, number: int) -> bytes:
    """One of them as PNG, by its place in `picture_titles`; what it shows is of now.

    Raises `NotFound` where the report has not so many any more.
    """
    from cdd_desktop.documents.image import blocks_png  # noqa: PLC0415
    from cdd_desktop.documents.model import Orientation  # noqa: PLC0415
    from cdd_desktop.errors import NotFound  # noqa: PLC0415
    from cdd_desktop.reporting.picture_parts import parts_of  # noqa: PLC0415

    document = _document(office, options)
    parts = parts_of(document)
    progress.check_cancelled()
    if number >= len(parts):
        raise NotFound("ข้อมูลของรายงานเปลี่ยนไปแล้ว กด F5 แล้วเลือกตารางหรือแผนภูมิใหม่")
    part = parts[number]
    return blocks_png(
        part.blocks,
        digits=document.digits,
        place_names=document.place_names,
        orientation=part.orientation,
        dpi=_DPI_UPRIGHT if part.orientation is Orientation.PORTRAIT else _DPI_ACROSS,
    )


def page_picture(
    progress: Progress,
    pdf: bytes,
    page: int,
    is_upright: bool,
) -> bytes:
    """One page of a PDF, from 0, as PNG."""
    from cdd_desktop.documents.image import page_png  # noqa: PLC0415

    progress.check_cancelled()
    return page_png(pdf, page, dpi=_DPI_UPRIGHT if is_upright else _DPI_ACROSS)


def _document(office: Path, options: ReportOptions) -> "Document":
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415

    with join_office(office) as services:
        return services.reports.document(options, FileFormat.PDF)
