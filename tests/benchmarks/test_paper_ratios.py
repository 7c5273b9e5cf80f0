"""How fast paper is made, beside ReportLab's Platypus making the same paper in the same run.

Run by hand: `python -m pytest -m slow tests/benchmarks/test_paper_ratios.py
-o faulthandler_timeout=0`. No time is asserted; what is asserted is that both sides wrote the same
words on the same pages.
"""

import statistics
import subprocess
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from platypus import render_by_platypus
from province import PROVINCE, VILLAGES, YEARS
from ratio_table import tell

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.model import Document, Sheet, Signatures
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.reporting.options import FileFormat, ReportOptions

pytestmark = pytest.mark.slow


def test_filled_sheets_beside_platypus(province: Services, tmp_path: Path) -> None:
    start = time.process_time()
    document = made(province, "checklist-filled")
    took = time.process_time() - start
    assert len(document.sheets) == VILLAGES
    assert_same_words(first(document, 20), tmp_path)
    pages, ours, theirs = race(document, tmp_path)
    told = f"{pages:,} pages of filled sheets"
    tell(told, f"{ours:.2f} s", f"Platypus {theirs:.2f} s", ours / theirs)
    tell("  with reading them", f"{took + ours:.2f} s", "the same", (took + ours) / theirs)
    size = (tmp_path / "ours.pdf").stat().st_size / pages
    tell("  a page of them in the file", f"{size / 1000:.1f} kB", "6.0 kB", size / 6000)
    few, some = first(document, 100), tmp_path / "few.pdf"
    plain = timed(lambda: render_by_platypus(few, some, own_shaping=True))
    own = timed(lambda: render_pdf(few, some))
    tell("100 filled sheets", f"{own:.2f} s", f"shaped by ReportLab {plain:.2f} s", own / plain)


def test_a_long_table_beside_platypus(province: Services, tmp_path: Path) -> None:
    document = made(province, "checklist-villages")
    (sheet,) = document.sheets
    # Platypus cannot have signatures take rows along to their page
    unsigned = tuple(block for block in sheet.blocks if not isinstance(block, Signatures))
    document = replace(document, sheets=(replace(sheet, blocks=unsigned),))
    assert_same_words(document, tmp_path)
    ours, theirs = map(
        statistics.median, zip(*(race(document, tmp_path)[1:] for _ in range(3)), strict=True)
    )
    tell("a table of 1,500 rows", f"{ours:.2f} s", f"LongTable {theirs:.2f} s", ours / theirs)


def test_memory_of_a_page(province: Services, tmp_path: Path) -> None:
    document = made(province, "checklist-filled")
    peaks, pages = [], []
    for count in (500, VILLAGES):
        tracemalloc.start()
        pages.append(render_pdf(first(document, count), tmp_path / "ours.pdf"))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    a_page = (peaks[1] - peaks[0]) / (pages[1] - pages[0])
    tell("memory of a further page", f"{a_page / 1000:.1f} kB", "20.0 kB", a_page / 20_000)


def made(services: Services, report: str) -> Document:
    options = ReportOptions(report=report, area_code=PROVINCE, fiscal_year=YEARS[-1])
    return services.reports.document(options, FileFormat.PDF)


def first(document: Document, count: int) -> Document:
    sheets: tuple[Sheet, ...] = tuple(document.sheets[:count])
    return replace(document, sheets=sheets)


def race(document: Document, folder: Path) -> tuple[int, float, float]:
    """The pages, and the seconds that we and Platypus took for them."""
    pages = []
    ours = timed(lambda: pages.append(render_pdf(document, folder / "ours.pdf")))
    theirs = timed(lambda: pages.append(render_by_platypus(document, folder / "theirs.pdf")))
    assert pages[0] == pages[1]
    return pages[0], ours, theirs


def timed(work: Callable[[], object]) -> float:
    """Seconds of this process's own: what else the machine does meanwhile is not counted."""
    start = time.process_time()
    work()
    return time.process_time() - start


def assert_same_words(document: Document, folder: Path) -> None:
    """What poppler reads from each page of both is the same; and both know all their words now."""
    render_pdf(document, folder / "ours.pdf")
    render_by_platypus(document, folder / "theirs.pdf")
    ours, theirs = words(folder / "ours.pdf"), words(folder / "theirs.pdf")
    assert len(ours) > 1
    assert ours == theirs


def words(pdf: Path) -> list[set[str]]:
    command = ["pdftotext", "-raw", str(pdf), "-"]
    read = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return [set(page.split()) for page in read.stdout.split("\f")]
