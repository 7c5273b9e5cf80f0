"""Every report of the catalogue, of the longest names and notes, as it falls on paper."""

from collections.abc import Iterator
from functools import cache

import pytest
from extreme_office import AMPHOE, EMPTY, LONELY, LONG, PROVINCE, YEAR
from ink import Page, drawn

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23
from cdd_desktop.documents.cells import cell_text
from cdd_desktop.documents.model import (
    Beside,
    Block,
    Document,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.errors import CddError
from cdd_desktop.reporting.catalogue import REPORTS, Report
from cdd_desktop.reporting.options import FileFormat, ReportOptions

VILLAGE = f"{LONG}01"
A_PAGE = 600  # characters of a cell whose row may be longer than a page


class Drawer:
    """Draws each report once for all tests."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.pages = cache(self._pages)

    def _pages(self, asked: ReportOptions) -> tuple[Document, list[Page]]:
        """The document and its pages; none where there is nothing to tell."""
        try:
            document = self._services.reports.document(asked, FileFormat.PDF)
        except CddError:
            return Document(title="", sheets=()), []
        return document, drawn(document)


@pytest.fixture(scope="module")
def drawer(office: Services) -> Drawer:
    return Drawer(office)


def areas(report: Report) -> Iterator[str]:
    """Where a report is looked at: one that has a sheet for each village not of a province."""
    if not report.for_villages:
        yield AMPHOE
    if report.of_instrument and not report.for_villages:
        yield PROVINCE
    # an amphoe's reports of plans have those of its tambon in them
    yield from (LONG, LONELY, EMPTY) if report.of_instrument else (LONG,)
    if report.for_villages:
        yield VILLAGE


# drawn as waste-quarter and waste-bins are
OF_SAME_TABLES = {"waste-year", "waste-hazard", "waste-ranking"}
# looked at in every place and of both instruments; of the others the longest place, and all of
# them with the slow ones
SAMPLE = {"checklist-filled", "checklist-villages", "village-report", "indicator-ranking"}
ASKED = [
    pytest.param(
        ReportOptions(report=report.name, area_code=area, fiscal_year=YEAR, instrument=instrument),
        id=f"{report.name}-{area}-{instrument}",
        # the other instrument's reports differ in their words, and what an amphoe has is in the
        # province's too
        marks=pytest.mark.slow
        if report.name in OF_SAME_TABLES
        or (report.name not in SAMPLE and (area != LONG or instrument == CDD_6X2))
        or (area != LONG and (instrument == CDD_6X2 or area == AMPHOE))
        else (),
    )
    for report in REPORTS
    for instrument in ((MOI_23, CDD_6X2) if report.of_instrument else (MOI_23,))
    for area in areas(report)
]


def blocks(given: tuple[Block, ...]) -> Iterator[Block]:
    for block in given:
        if isinstance(block, Beside):
            yield from blocks((*block.left, *block.right))
        else:
            yield block


def cells(table: Table, row: Row, setter: Typesetter) -> Iterator[str]:
    """The words of the row as they are printed, without blanks."""
    for column, value in zip(table.columns, row.values, strict=False):
        if isinstance(value, str) or row.kind is not RowKind.GROUP:
            told = setter.table_text(cell_text(column.kind, value)) if value is not None else ""
            yield "".join(told.replace("\u200b", "").split())


@pytest.mark.parametrize("asked", ASKED)
def test_no_word_lies_over_another_nor_outside_its_cell_or_the_margins(
    drawer: Drawer, asked: ReportOptions
) -> None:
    _, pages = drawer.pages(asked)
    faults = [
        f"page {number}: {fault}" for number, page in enumerate(pages, 1) for fault in page.faults()
    ]
    assert faults == []


@pytest.mark.parametrize("report", [report.name for report in REPORTS])
def test_every_report_has_something_to_tell_of_such_an_office(drawer: Drawer, report: str) -> None:
    asked = ReportOptions(report=report, area_code=LONG, fiscal_year=YEAR)
    assert drawer.pages(asked)[1]


@pytest.mark.parametrize("asked", ASKED)
def test_every_row_stands_on_one_page_and_nothing_of_it_is_lost(
    drawer: Drawer, asked: ReportOptions
) -> None:
    document, drawn_pages = drawer.pages(asked)
    pages = [page.words for page in drawn_pages]
    setter = Typesetter(document.digits, document.place_names)
    for sheet in document.sheets:
        for table in (block for block in blocks(sheet.blocks) if isinstance(block, Table)):
            for row in table.rows:
                told = list(cells(table, row, setter))
                if max(map(len, told)) <= A_PAGE:
                    assert any(all(cell in page for cell in told) for page in pages), told


@pytest.mark.parametrize("asked", ASKED)
def test_signatures_never_stand_alone_on_a_page(drawer: Drawer, asked: ReportOptions) -> None:
    document, pages = drawer.pages(asked)
    headings = {
        "".join(document.digits.in_table(text).split())
        for sheet in document.sheets
        for table in blocks(sheet.blocks)
        if isinstance(table, Table)
        for column in table.columns
        for text in (column.heading, column.group)
    }
    for page in pages:
        signed = [text for text in page.texts if text.text.startswith("(ลงชื่อ)")]
        if signed:
            top = max(text.top for text in signed)
            above = ["".join(text.text.split()) for text in page.texts if text.bottom > top]
            carried = [text for text in above if not any(text in heading for heading in headings)]
            assert len(carried) >= 2
