"""The sums of every table: in the PDF as PDFium reads it, in the workbook, and in plain SQL."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from extreme_office import AMPHOE, LONG, PROVINCE, YEAR
from sqlalchemy import text

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.documents.cells import cell_text
from cdd_desktop.documents.model import (
    Beside,
    Block,
    ColumnKind,
    Document,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.reporting.catalogue import REPORTS, report_named
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.rendering import render
from cdd_desktop.thai.digits import Digits

Made = Callable[[ReportOptions, FileFormat], Document]

BELOW, ALL_LEVELS = 0, (0, 1, 2, 3)
OF_INDICATORS = 23
SHARE_OF_LEVELS = text("""
    SELECT assessment.level, COUNT(*) FROM assessment
    JOIN village_name ON village_name.village_id = assessment.village_id
    WHERE village_name.code LIKE :area || '%' AND village_name.valid_to IS NULL
      AND instrument = :instrument AND fiscal_year = :year AND round = 'after'
      AND (SELECT COUNT(*) FROM answer WHERE assessment_id = assessment.id) = :indicators
    GROUP BY assessment.level""")
STATES = text("""
    SELECT answer.state, COUNT(*) FROM answer
    JOIN assessment ON assessment.id = answer.assessment_id
    JOIN village_name ON village_name.village_id = assessment.village_id
    WHERE village_name.code LIKE :area || '%' AND village_name.valid_to IS NULL
      AND instrument = :instrument AND fiscal_year = :year AND round = 'after'
    GROUP BY answer.state""")
BEGUN = text("""
    SELECT COUNT(DISTINCT assessment.id) FROM assessment
    JOIN answer ON answer.assessment_id = assessment.id
    JOIN village_name ON village_name.village_id = assessment.village_id
    WHERE village_name.code LIKE :area || '%' AND village_name.valid_to IS NULL
      AND instrument = :instrument AND fiscal_year = :year AND round = 'after'""")
VILLAGES = text("SELECT COUNT(*) FROM village_name WHERE code LIKE :area || '%'")

# of the sums that waste-quarter and waste-month have
OF_SAME_SUMS = {"waste-year", "waste-hazard", "waste-ranking", "waste-analysis"}
# of shares, which have no sums; test_comparing_service compares them with numbers known by hand
OF_SHARES = {
    "checklist-against-average",
    "checklist-households",
    "checklist-near-level",
    "checklist-register",
    "checklist-trend-versions",
}
ASKED = [
    pytest.param(
        ReportOptions(report=report.name, area_code=area, fiscal_year=YEAR, digits=Digits.ARABIC),
        id=f"{report.name}-{area}",
        # between the province and the tambon; plans have sums of their own in test_plan_sums
        marks=pytest.mark.slow if area == AMPHOE or report.name in OF_SAME_SUMS | OF_SHARES else (),
    )
    for report in REPORTS
    if not report.for_villages
    for area in ((PROVINCE, AMPHOE, LONG) if report.of_instrument else (AMPHOE, LONG))
]
OF_CHECKLISTS = [  # the sums of plans are compared in test_plan_sums
    asked for asked in ASKED if report_named(asked.values[0].report).of_instrument
]


@dataclass(frozen=True)
class Counted:
    """What SQL counts of an area in a year."""

    villages: int
    begun: int
    levels: tuple[int, ...]
    passed: int
    failed: int

    @property
    def done(self) -> int:
        return sum(self.levels)

    @property
    def answered(self) -> int:
        return self.passed + self.failed


def counted(services: Services, area: str, year: int) -> Counted:
    asked = {"area": area, "year": year, "instrument": MOI_23, "indicators": OF_INDICATORS}
    with services.store.reading() as session:
        levels = dict(session.execute(SHARE_OF_LEVELS, asked).all())
        states = dict(session.execute(STATES, asked).all())
        return Counted(
            villages=session.execute(VILLAGES, asked).scalar_one(),
            begun=session.execute(BEGUN, asked).scalar_one(),
            levels=tuple(levels.get(level, 0) for level in ALL_LEVELS),
            passed=states.get("passed", 0),
            failed=states.get("failed", 0),
        )


def expected(report: str, now: Counted, before: Counted) -> list[list[int]]:
    """The whole numbers of the report's total rows."""
    below, *passed = now.levels
    return {
        "checklist-summary": [[now.villages, now.done, *passed, below]],
        "area-map": [[now.villages, now.done]],
        "checklist-completeness": [
            [now.villages, now.villages - now.begun, now.begun - now.done, now.done],
            [now.villages - now.begun],
        ],
        "checklist-figures": [[now.answered, now.passed, now.failed]],
        "checklist-due": [[now.villages, now.begun, now.done, 0]],
        "checklist-announced": [],
        "checklist-errors": [],
        "checklist-against-average": [[]],
        "checklist-households": [[0, 0, 0, 0]],
        "checklist-movement": [[*now.levels, now.villages - now.done, now.villages]],
        "checklist-near-level": [],
        "checklist-register": [[]],
        "checklist-trend-versions": [],
        "checklist-level-changes": [],
        "checklist-sending": [],
        "indicator-ranking": [[now.answered, now.passed, now.failed]],
        "levels-by-year": [[before.done, *before.levels], [now.done, *now.levels]],
        "area-radar": [[now.answered, now.passed]] * 2,
        "government-villages": [[now.villages]],
    }[report]


def tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from tables((*block.left, *block.right))
        elif isinstance(block, Table):
            yield block


def tables_of(document: Document) -> list[Table]:
    return [table for sheet in document.sheets for table in tables(sheet.blocks)]


def totals(table: Table) -> list[Row]:
    return [row for row in table.rows if row.kind is RowKind.TOTAL]


def whole_numbers(row: Row) -> list[int]:
    return [value for value in row.values if isinstance(value, int)]


def read_by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    return "".join("".join(pages).split())


def rows_of(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("asked", ASKED)
def test_totals_in_the_pdf_are_those_of_the_table_and_those_of_the_workbook(
    document_of: Made, asked: ReportOptions, tmp_path: Path
) -> None:
    pdf, book = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    printed_document = document_of(asked, FileFormat.PDF)
    book_document = document_of(asked, FileFormat.XLSX)
    render(printed_document, FileFormat.PDF, pdf)
    render(book_document, FileFormat.XLSX, book)
    on_paper = read_by_pdfium(pdf)
    in_book = [
        [round(Decimal(value), 2) for value in cells if isinstance(value, int | float)]
        for cells in rows_of(book)
    ]
    names = {table.name for table in tables_of(book_document)}
    for table in tables_of(printed_document):
        for row in totals(table):
            printed = [
                cell_text(column.kind, value)
                for column, value in zip(table.columns, row.values, strict=True)
            ]
            assert "".join("".join(printed).split()) in on_paper
            if table.name in names:
                numbers = [round(Decimal(v), 2) for v in row.values if isinstance(v, int | Decimal)]
                assert numbers in in_book


@pytest.mark.parametrize("asked", ASKED)
def test_a_total_is_the_sum_of_its_column(document_of: Made, asked: ReportOptions) -> None:
    for table in tables_of(document_of(asked, FileFormat.PDF)):
        for place, column in enumerate(table.columns):
            told = [row.values[place] for row in totals(table)]
            if column.kind is ColumnKind.INTEGER and told and all(isinstance(n, int) for n in told):
                body = [row.values[place] for row in table.rows if row.kind is RowKind.BODY]
                known = [value for value in body if value is not None]  # blank is not 0
                assert sum(known) == sum(told), column  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", OF_CHECKLISTS)
def test_totals_are_what_sql_counts(
    office: Services, document_of: Made, asked: ReportOptions
) -> None:
    now = counted(office, asked.area_code, YEAR)
    before = counted(office, asked.area_code, YEAR - 1)
    found = tables_of(document_of(asked, FileFormat.PDF))
    told = [whole_numbers(row) for table in found for row in totals(table)]
    if asked.report == "levels-by-year":  # a tambon has no parts to sum up
        told = told or [whole_numbers(row) for row in found[0].rows]
    if asked.report == "checklist-villages":
        (table,) = found
        body = [row for row in table.rows if row.kind is RowKind.BODY]
        assert len(body) == now.villages
        assert sum(row.values[-1] or 0 for row in body) == now.passed  # type: ignore[misc]
    elif asked.report == "tambon-report":
        tambon = document_of(replace(asked, area_code=LONG), FileFormat.PDF)
        now, before = (counted(office, LONG, year) for year in (YEAR, YEAR - 1))
        told = [whole_numbers(row) for table in tables_of(tambon) for row in totals(table)]
        assert [now.done, before.done] in told
    else:
        assert told == expected(asked.report, now, before)
