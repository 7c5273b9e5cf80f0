"""The sums of plans as PDFium reads them, in the workbook, and in plain SQL, to the satang."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from extreme_office import AMPHOE, LONELY, LONG, YEAR
from sqlalchemy import text

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.cells import cell_text
from cdd_desktop.documents.model import ColumnKind, Document, Row, RowKind, Table
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.thai.digits import Digits

BY_YEAR = text("""
    SELECT project_money.year, SUM(requested), SUM(approved), SUM(spent) FROM project_money
    JOIN project ON project.id = project_money.project_id
    JOIN plan ON plan.id = project.plan_id
    WHERE plan.area_code LIKE :area || '%' AND project.status <> 'cancelled'
    GROUP BY project_money.year""")
PLACES = pytest.mark.parametrize("area", [LONG, LONELY, AMPHOE])


def by_year(services: Services, area: str) -> dict[int, tuple[int | None, ...]]:
    """Requested, approved and spent satang of each year."""
    with services.store.reading() as session:
        rows = session.execute(BY_YEAR, {"area": area}).all()
    return {year: (asked, given, spent) for year, asked, given, spent in rows}


def satang(value: object) -> int | None:
    return None if value is None else int(Decimal(str(value)) * 100)


def asked(report: str, area: str) -> ReportOptions:
    return ReportOptions(report=report, area_code=area, fiscal_year=YEAR, digits=Digits.ARABIC)


def tables_of(document: Document) -> list[Table]:
    return [
        block for sheet in document.sheets for block in sheet.blocks if isinstance(block, Table)
    ]


def whole(table: Table) -> Row:
    """The last total: of all."""
    return [row for row in table.rows if row.kind is RowKind.TOTAL][-1]


def years_told(tables: Sequence[Table]) -> dict[int, int | None]:
    """What the last totals say under each year."""
    return {
        int(column.heading): satang(value)
        for table in tables
        for column, value in zip(table.columns, whole(table).values, strict=True)
        if column.kind is ColumnKind.MONEY and column.heading.isdigit()
    }


@PLACES
def test_the_list_sums_each_year_as_sql_does(office: Services, area: str) -> None:
    document = office.reports.document(asked("plan-projects", area), FileFormat.PDF)
    known = {year: sums[0] for year, sums in by_year(office, area).items()}
    told = years_told(tables_of(document))
    assert told == {year: known.get(year) for year in told}
    assert set(known) <= set(told)


@PLACES
def test_subtotals_add_up_to_the_total_and_rows_to_subtotals(office: Services, area: str) -> None:
    document = office.reports.document(asked("plan-projects", area), FileFormat.PDF)
    for table in tables_of(document):
        for place, column in enumerate(table.columns):
            if column.kind is ColumnKind.MONEY:
                *parts, last = [r.values[place] for r in table.rows if r.kind is RowKind.TOTAL]
                body = [r.values[place] for r in table.rows if r.kind is RowKind.BODY]
                sums = {sum(one or 0 for one in some) for some in (parts, body)}  # type: ignore[misc]
                assert sums == {last or 0}


@PLACES
def test_the_workbook_holds_the_same_amounts_as_numbers(
    office: Services, area: str, tmp_path: Path
) -> None:
    out = tmp_path / "a.xlsx"
    office.reports.draw(asked("plan-projects", area), FileFormat.XLSX, out)
    sheet = openpyxl.load_workbook(out, data_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == "ที่")
    years = {place: int(str(v)) for place, v in enumerate(rows[head + 1]) if str(v).isdigit()}
    body = [row for row in rows[head + 2 :] if isinstance(row[0], int)]
    total = next(row for row in rows[head + 2 :] if "รวม" in row)
    for place, year in years.items():
        known = by_year(office, area).get(year, (None,))[0]
        assert satang_of(total[place]) == known
        amounts = [satang_of(row[place]) for row in body]
        told = [amount for amount in amounts if amount is not None]
        assert (sum(told) if told else None) == known


def satang_of(value: object) -> int | None:
    """Of a workbook's number, which is binary."""
    return None if value is None else round(Decimal(str(value)) * 100)


@pytest.mark.parametrize("report", ["plan-projects", "plan-book", "plan-agency", "plan-results"])
def test_every_total_stands_on_paper_as_it_was_summed(
    office: Services, report: str, tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    office.reports.draw(asked(report, LONG), FileFormat.PDF, out)
    with pypdfium2.PdfDocument(out) as opened:
        printed = "".join(page.get_textpage().get_text_range() for page in opened)
    printed = "".join(printed.split())
    document = office.reports.document(asked(report, LONG), FileFormat.PDF)
    totals = [
        (column.kind, value)
        for table in tables_of(document)
        for row in table.rows
        if row.kind is RowKind.TOTAL
        for column, value in zip(table.columns, row.values, strict=True)
        if column.kind is ColumnKind.MONEY and value is not None
    ]
    assert totals
    for kind, value in totals:
        assert cell_text(kind, value) in printed


def test_the_book_sums_by_dimension_and_by_source_to_what_sql_sums(office: Services) -> None:
    document = office.reports.document(asked("plan-book", LONG), FileFormat.PDF)
    known = by_year(office, LONG)
    named = {table.name: table for table in tables_of(document)}
    for name in ("งบประมาณตามแผนตามด้านการพัฒนา", "งบประมาณตามแผนตามแหล่งงบประมาณ"):
        told = years_told([named[name]])
        assert told == {year: sums[0] for year, sums in known.items()}
    rows = {
        str(row.values[0]): tuple(map(satang, row.values[1:4]))
        for row in named["งบประมาณรายปี"].rows
        if row.kind is RowKind.BODY
    }
    assert rows == {f"ปี {year}": sums for year, sums in known.items()}


def test_results_say_what_was_approved_and_spent_in_the_year(office: Services) -> None:
    year = YEAR - 3  # whose money was approved and spent
    options = ReportOptions(report="plan-results", area_code=LONG, fiscal_year=year)
    table = tables_of(office.reports.document(options, FileFormat.PDF))[-1]
    money = [
        satang(value)
        for column, value in zip(table.columns, whole(table).values, strict=True)
        if column.kind is ColumnKind.MONEY
    ]
    assert tuple(money) == by_year(office, LONG)[year]


def test_a_blank_amount_is_a_dash_and_a_zero_is_told(office: Services) -> None:
    document = office.reports.document(asked("plan-projects", LONG), FileFormat.PDF)
    printed = {
        cell_text(column.kind, value)
        for table in tables_of(document)
        for row in table.rows
        if row.kind is RowKind.BODY
        for column, value in zip(table.columns, row.values, strict=True)
        if column.kind is ColumnKind.MONEY
    }
    assert {"–", "0.00", "12,345.67"} <= printed
