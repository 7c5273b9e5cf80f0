"""Making a batch: part after part, each file whole or not at all, continued where it stopped."""

from collections.abc import Iterable
from functools import partial
from hashlib import sha256

from cdd_desktop import __version__
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.reporting.batch_order import (
    BatchOrder,
    BatchResult,
    Interrupted,
    Part,
    Per,
)
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.file_names import part_name
from cdd_desktop.reporting.file_set import Begun, make_files
from cdd_desktop.reporting.manifest import Manifest
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.rendering import render
from cdd_desktop.reporting.service import ReportService

_NOTHING = "ไม่มีข้อมูลในพื้นที่ ปี และรอบนี้ให้แยกเป็นไฟล์ กรุณาเลือกพื้นที่ ปี หรือรอบอื่น"


class BatchService:
    """Reports of an area as one file for each amphoe, tambon or village of it."""

    def __init__(self, reports: ReportService, areas: Areas) -> None:
        self._reports = reports
        self._areas = areas

    def parts(self, options: ReportOptions, file_format: FileFormat, per: Per) -> list[Part]:
        """The files of a batch in official order: places that have something to show.

        Raises `ValidationFailed` where the area cannot be parted so, `NotFound` where nothing is
        to be shown, and what a report raises for an area, year or day that cannot be.
        """
        report = report_named(options.report)
        if len(options.area_code) > per.code_length or (
            per is Per.VILLAGE and not report.for_villages
        ):
            raise ValidationFailed(
                {"per": f"แยกตาม{per.label}ไม่ได้ กรุณาเลือกพื้นที่ให้กว้างขึ้น หรือเลือกวิธีแยกไฟล์อย่างอื่น"}
            )
        labels = self._reports.places_shown(options, file_format)
        if not labels:
            raise NotFound(_NOTHING)
        # what is of a wider area, such as the plan of an amphoe, is in no tambon's file
        wide = per.code_length
        codes = sorted({code[:wide] for code in labels if len(code) >= wide})
        if not codes:
            raise NotFound(_NOTHING)
        return [self._part(code, labels, options, file_format) for code in codes]

    def interrupted(self, order: BatchOrder) -> Interrupted | None:
        """How far the order came in its folder, if it was begun there and not ended."""
        return Manifest.read(order).interrupted

    def sweep(self, order: BatchOrder) -> None:
        """Remove what a killed run left half made."""
        Manifest.read(order).sweep()

    def make(self, order: BatchOrder, progress: Progress | None = None) -> BatchResult:
        """Write the files of the order that its folder has not yet, and record their sheets.

        A file made before stays when it is whole and says what is to be said today. Files that
        another program has open are left out and told. Raises `Cancelled`, `StorageProblem` (the
        disk is full) and what `parts` raises; whole files stay, and the same order continues.
        """
        watcher = progress or Silent()
        parts = self.parts(order.options, order.file_format, order.per)
        result = make_files(order, parts, partial(self._begin, order), watcher)
        return BatchResult(
            title=report_named(order.options.report).title,
            folder=order.folder,
            made=result.made,
            kept=result.kept,
            length=result.length,
            remade=result.remade,
            held=result.held,
            left=result.left,
        )

    def _part(
        self,
        code: str,
        labels: dict[str, str],
        options: ReportOptions,
        file_format: FileFormat,
    ) -> Part:
        names = [area.full_name for area in self._areas.path(code)][1:]
        place = " ".join(reversed(names))
        if len(code) > TAMBON_CODE_LENGTH:
            place = f"{labels[code]} {names[-1]}"
        name = part_name(code, place, report_named(options.report).title, options)
        return Part(code=code, place=place, file=f"{name}.{file_format.value}")

    def _begin(self, order: BatchOrder, part: Part) -> Begun:
        options = order.options.within(part.code)
        document = self._reports.document(options, order.file_format)
        return Begun(
            content=content_digest(document),
            draw=lambda out, progress: render(document, order.file_format, out, progress),
            record=lambda: self._reports.record(options.report, document, options),
        )


def content_digest(document: Document) -> str:
    """The same as long as the paper would be the same: what it says, how, and by which program."""
    digest = sha256(__version__.encode())
    for told in _all_of(document):
        digest.update(repr(told).encode())
    return digest.hexdigest()


def _all_of(document: Document) -> Iterable[object]:
    yield document.title, document.digits, document.stamp, document.place_names
    yield from document.sheets
