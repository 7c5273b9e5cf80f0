"""The files of every report, as qpdf, poppler, python-docx and LibreOffice open them."""

import csv
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from extreme_office import LONG, YEAR

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.cells import cell_text
from cdd_desktop.documents.model import (
    Column,
    ColumnKind,
    Document,
    Row,
    RowKind,
    Sheet,
    Table,
)
from cdd_desktop.documents.xlsx import render_xlsx
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.rendering import render
from cdd_desktop.thai.digits import Digits

# commas, UTF-8; cells as they are shown, not as they are stored; a file for each sheet
ALL_SHEETS_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
# those whose blocks the others have too; all of them with the slow ones
SAMPLE = {
    "checklist-filled",
    "checklist-summary",
    "village-report",
    "area-radar",
    "government-villages",
    "plan-book",
    "meeting-minutes",
    "waste-month",
    "waste-form",
    "waste-bank-receipt",
}
IN_EACH = pytest.mark.parametrize(
    "report",
    [
        pytest.param(
            report.name,
            marks=() if report.name in SAMPLE else pytest.mark.slow,
        )
        for report in REPORTS
    ],
)


def asked(report: str) -> ReportOptions:
    return ReportOptions(report=report, area_code=LONG, fiscal_year=YEAR, digits=Digits.ARABIC)


@IN_EACH
def test_a_pdf_has_no_fault_and_brings_all_its_letters(
    office: Services, report: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{report}.pdf"
    office.reports.draw(asked(report), FileFormat.PDF, path)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors found" in checked.stdout
    assert not checked.stderr
    told = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    fonts = [line.split() for line in told.stdout.splitlines()[2:]]
    assert {font[0].partition("+")[2] for font in fonts} <= {"Sarabun-Regular", "Sarabun-Bold"}
    for font in fonts:  # embedded, a subset, with a map back to Unicode
        assert font[-5:-2] == ["yes", "yes", "yes"]


@IN_EACH
def test_a_word_file_holds_the_words_of_all_its_tables(
    office: Services, report: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{report}.docx"
    document = office.reports.document(asked(report), FileFormat.WORD)
    render(document, FileFormat.WORD, path)
    written = "".join(docx.Document(str(path)).element.itertext())
    written = "".join(written.replace("\u200b", "").split())
    for cell in cells(document):
        assert cell in written


@pytest.mark.slow
def test_libreoffice_opens_every_workbook_and_shows_its_totals_and_buddhist_dates(
    office: Services, tmp_path: Path
) -> None:
    for report in REPORTS:
        path = tmp_path / f"{report.name}.xlsx"
        office.reports.draw(asked(report.name), FileFormat.XLSX, path)
    for digits in Digits:
        render_xlsx(dates(digits), tmp_path / f"dates-{digits}.xlsx")
    converted(tmp_path, "*.xlsx", ALL_SHEETS_AS_SHOWN)
    for report in REPORTS:
        files = sorted(tmp_path.glob(f"{report.name}-*.csv"))
        assert files, report.name
        shown = {
            "".join("".join(row).replace(",", "").split())
            for file in files
            for row in csv.reader(file.read_text(encoding="utf-8").splitlines())
        }
        document = office.reports.document(asked(report.name), FileFormat.XLSX)
        for row in total_rows(document):
            assert row in shown, report.name
    for digits in Digits:
        (file,) = tmp_path.glob(f"dates-{digits}-*.csv")
        assert digits.in_table("22 พฤศจิกายน 2568") in file.read_text(encoding="utf-8")


@pytest.mark.slow
def test_libreoffice_opens_every_word_file(office: Services, tmp_path: Path) -> None:
    for report in REPORTS:
        path = tmp_path / f"{report.name}.docx"
        office.reports.draw(asked(report.name), FileFormat.WORD, path)
    converted(tmp_path, "*.docx", "pdf")
    for report in REPORTS:
        assert (tmp_path / f"{report.name}.pdf").stat().st_size > 5_000


def dates(digits: Digits) -> Document:
    table = Table(
        columns=(Column(heading="วันที่", kind=ColumnKind.DATE),),
        rows=(Row(values=(date(2025, 11, 22),)),),
    )
    return Document(
        title="วัน", sheets=(Sheet(name="วัน", subject="x", blocks=(table,)),), digits=digits
    )


def converted(folder: Path, which: str, to: str) -> None:
    """All such files by one LibreOffice with a profile of its own."""
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        *map(str, sorted(folder.glob(which))),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def tables(document: Document) -> Iterator[Table]:
    for sheet in document.sheets:
        yield from (block for block in sheet.blocks if isinstance(block, Table))


def cells(document: Document) -> Iterator[str]:
    """The words of all tables as they are printed, without blanks."""
    for table in tables(document):
        for row in table.rows:
            for column, value in zip(table.columns, row.values, strict=False):
                if value is None and row.kind is RowKind.GROUP:
                    continue  # the group's name runs over it
                yield "".join(cell_text(column.kind, value).split())


def total_rows(document: Document) -> Iterator[str]:
    for table in tables(document):
        for row in table.rows:
            if row.kind is RowKind.TOTAL:
                told = (
                    cell_text(column.kind, value).replace(",", "") if value is not None else ""
                    for column, value in zip(table.columns, row.values, strict=True)
                )
                yield "".join("".join(told).split())
