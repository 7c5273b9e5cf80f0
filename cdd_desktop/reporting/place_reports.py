"""Reports of a village (VDR) and of a tambon (TDR): their sections on paper, or as rows.

The sources tell that these reports exist and who makes them, not how they look: the footer says
that the layout is still to be compared with an official one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.area_names import area_label, area_names
from cdd_desktop.checklists.form import Paper, Signers, signature_block
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.model import (
    Align,
    CellValue,
    Column,
    ColumnKind,
    Document,
    Orientation,
    Row,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import Village
from cdd_desktop.places.sections import Section
from cdd_desktop.reporting.sections import joined
from cdd_desktop.thai.calendar import thai_date

VILLAGE_TITLE = "รายงานการพัฒนาหมู่บ้าน (VDR)"
TAMBON_TITLE = "รายงานการพัฒนาตำบล (TDR)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReport:
    """One village or tambon with its sections. `name` titles its sheet; `head` are its cells
    before the sections' own in a workbook."""

    code: str
    name: str
    head: tuple[CellValue, ...]
    sections: Sequence[Section]
    signers: Signers


def of_village(
    village: Village, sections: Sequence[Section], signers: Signers, areas: Areas
) -> PlaceReport:
    """A village's report."""
    _, amphoe, tambon = area_names(areas, village)
    return PlaceReport(
        code=village.code,
        name=village.label,
        head=(village.code, amphoe, tambon, village.moo, village.title),
        sections=sections,
        signers=signers,
    )


def of_tambon(
    code: str, sections: Sequence[Section], signers: Signers, areas: Areas
) -> PlaceReport:
    """A tambon's report."""
    area, amphoe = areas.find(code), areas.find(code[:4])
    return PlaceReport(
        code=code,
        name=f"รหัส {code}" if area is None else area.full_name,
        head=(
            code,
            code[:4] if amphoe is None else amphoe.name,
            code if area is None else area.name,
        ),
        sections=sections,
        signers=signers,
    )


def village_document(
    reports: Sequence[PlaceReport], scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """A sheet for each village."""

    def where(report: PlaceReport) -> str:
        return f"{report.name} {area_label(areas, report.code[:6])}"

    sheets = [_sheet(VILLAGE_TITLE, "village", each, where(each), scope) for each in reports]
    return document_of(VILLAGE_TITLE, sheets, paper)


def tambon_document(
    reports: Sequence[PlaceReport], scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """A sheet for each tambon."""
    sheets = [
        _sheet(TAMBON_TITLE, "area", each, area_label(areas, each.code), scope) for each in reports
    ]
    return document_of(TAMBON_TITLE, sheets, paper)


def village_rows(
    reports: Sequence[PlaceReport], scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """A row for each village, with what the sections give to workbooks."""
    head = (
        Column(heading="รหัสหมู่บ้าน", weight=2),
        Column(heading="อำเภอ", weight=2),
        Column(heading="ตำบล", weight=2),
        Column(heading="หมู่ที่", kind=ColumnKind.INTEGER, align=Align.CENTER),
        Column(heading="ชื่อบ้าน", weight=2.5),
    )
    return _rows(VILLAGE_TITLE, "รายหมู่บ้าน", head, reports, scope, areas, paper)


def tambon_rows(
    reports: Sequence[PlaceReport], scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """A row for each tambon, with what the sections give to workbooks."""
    head = (
        Column(heading="รหัสตำบล", weight=1.5),
        Column(heading="อำเภอ", weight=2),
        Column(heading="ตำบล", weight=2),
    )
    return _rows(TAMBON_TITLE, "รายตำบล", head, reports, scope, areas, paper)


def _sheet(title: str, kind: str, report: PlaceReport, where: str, scope: Scope) -> Sheet:
    lines = [where, f"ปีงบประมาณ {scope.fiscal_year} รอบ{scope.round.label}"]
    if scope.as_of is not None:
        lines.append(f"พื้นที่และหมู่บ้านตามทะเบียน ณ วันที่ {thai_date(scope.as_of)}")
    return Sheet(
        name=report.name,
        subject=scope.subject_of(kind, report.code),
        blocks=(
            Title(text=title, lines=tuple(lines)),
            *joined(report.sections, report.code),
            *signature_block(report.signers),
        ),
        footnote=_footnote(scope),
    )


def _rows(
    title: str,
    name: str,
    head: tuple[Column, ...],
    reports: Sequence[PlaceReport],
    scope: Scope,
    areas: Areas,
    paper: Paper,
) -> Document:
    columns = [*head]
    for section in sorted(reports[0].sections, key=lambda each: each.order):
        columns += section.columns
    rows = []
    for report in reports:
        cells = [*report.head]
        for section in sorted(report.sections, key=lambda each: each.order):
            cells += section.cells(report.code)
        rows.append(Row(values=tuple(cells)))
    sheet = Sheet(
        name=title,
        subject=scope.subject,
        blocks=(
            scope.title(title, areas),
            Table(columns=tuple(columns), rows=tuple(rows), name=name),
        ),
        orientation=Orientation.LANDSCAPE,
        footnote=_footnote(scope),
    )
    return document_of(title, [sheet], paper)


def _footnote(scope: Scope) -> str:
    told = f"{scope.instrument.short_title} ฉบับ {scope.instrument.version}"
    unchecked = "รูปแบบรายงาน" if scope.instrument.is_verified else "ข้อความและรูปแบบ"
    return f"{told} · {unchecked}รอตรวจกับฉบับทางการ"
