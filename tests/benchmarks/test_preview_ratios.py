"""How soon page one of a report is seen after it was chosen, for a whole province.

Run by hand: `python -m pytest -m slow tests/benchmarks/test_preview_ratios.py
-o faulthandler_timeout=0`. It is measured as the window has it: the office is joined, the report
read, its first pages drawn, and page one painted; beside it, the same of a single empty page.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from province import PROVINCE, YEARS
from ratio_table import tell

from cdd_desktop.bootstrap import Services, join_office
from cdd_desktop.documents.model import Document, Sheet
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.gui.pages.reports.worker import FIRST_PAGES, SHEETS_SHOWN, draw_pdf
from cdd_desktop.progress import Silent
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.options import ReportOptions

pytestmark = pytest.mark.slow

TIMES = 5
SCREEN = 1.5  # pixels to a point
WANTED = 0.3  # seconds


def test_page_one_of_every_report(province: Services, tmp_path: Path) -> None:
    office = province.store.path
    out = tmp_path / "preview.pdf"

    def empty() -> None:
        with join_office(office):
            sheets = (Sheet(name="ว่าง", subject="x", blocks=()),)
            render_pdf(Document(title="ว่าง", sheets=sheets), out)
        paint(out)

    baseline = median(empty)
    for report in REPORTS:
        options = ReportOptions(report=report.name, area_code=PROVINCE, fiscal_year=YEARS[-1])

        def preview(options: ReportOptions = options) -> None:
            draw_pdf(Silent(), office, options, out, SHEETS_SHOWN, FIRST_PAGES)
            paint(out)

        took = median(preview)
        told = f"an empty page {baseline * 1000:.0f} ms"
        late = "" if took <= WANTED else " LATE"
        tell(f"page one of {report.name}", f"{took * 1000:.0f} ms{late}", told, took / baseline)


def paint(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as opened:
        opened[0].render(scale=SCREEN).close()


def median(work: Callable[[], object]) -> float:
    """Seconds, once all words are known."""
    work()
    return statistics.median(timed(work) for _ in range(TIMES))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
