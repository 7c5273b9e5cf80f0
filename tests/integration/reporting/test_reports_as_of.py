"""Reports show areas and villages as they stood then, or as they stand now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.documents.model import Document, Table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.options import FileFormat, ReportOptions

if TYPE_CHECKING:
    from tests.conftest import FixedClock

DAY = date(2026, 10, 1)
BEFORE = date(2026, 9, 30)
KEPT, MERGED, MOVED = "93010101", "93010102", "93010103"
SUMMARY = ReportOptions(report="checklist-summary", area_code="9301", fiscal_year=2569)
FILLED = ReportOptions(report="checklist-filled", area_code="9301", fiscal_year=2569)
PDF = FileFormat.PDF


@pytest.fixture
def services(data_folder: Path, clock: "FixedClock", tmp_path: Path) -> Iterator[Services]:
    """Three assessed villages of one tambon; later two merge and one moves away."""
    with open_folder(data_folder, clock=clock) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        names = ((KEPT, "ดอนหลา"), (MERGED, "น้ำเลือด"), (MOVED, "ควนเปี๊ยะ"))
        write_csv(tmp_path / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), names)
        VillageImporter(opened.store, opened.areas).run(tmp_path / "villages.csv")
        for code, _ in names:
            key = SheetKey(
                village_id=opened.villages.by_code(code).id,
                instrument=MOI_23,
                fiscal_year=2569,
                round=Round.AFTER,
            )
            opened.checklists.answer(key, "1.1", AnswerState.PASSED)
        changes = VillageChanges(opened.store, opened.areas)
        numbers = {code: opened.villages.by_code(code).id for code, _ in names}
        changes.apply(
            VillageChange(
                kind=ChangeKind.MERGE, village_id=numbers[MERGED], into_id=numbers[KEPT], on=DAY
            )
        )
        changes.apply(
            VillageChange(kind=ChangeKind.MOVE, village_id=numbers[MOVED], code="93010305", on=DAY)
        )
        yield opened


def targets(document: Document) -> list[object]:
    """The targets of each area and of all, as the summary's third column has them."""
    table = next(block for block in document.sheets[0].blocks if isinstance(block, Table))
    return [row.values[2] for row in table.rows if len(row.values) > 2]


def test_a_summary_counts_the_villages_of_then_or_of_now(services: Services) -> None:
    assert targets(services.reports.document(SUMMARY, PDF)) == [1, 1, 2]
    then = services.reports.document(replace(SUMMARY, as_of=BEFORE), PDF)
    assert targets(then) == [3, 3]


def test_a_report_as_of_a_day_says_so_and_has_a_code_of_its_own(services: Services) -> None:
    then = services.reports.document(replace(SUMMARY, as_of=BEFORE), PDF)
    now = services.reports.document(SUMMARY, PDF)
    assert "ณ วันที่ 30 กันยายน 2569" in str(then.sheets[0].blocks)
    assert "ณ วันที่" not in str(now.sheets[0].blocks)
    assert then.sheets[0].code != now.sheets[0].code


def test_a_merged_villages_sheet_prints_under_its_old_code_of_then(services: Services) -> None:
    asked = replace(FILLED, area_code=MERGED)
    with pytest.raises(NotFound, match="1 ตุลาคม 2569"):
        services.reports.document(asked, PDF)
    then = services.reports.document(replace(asked, as_of=BEFORE), PDF)
    assert [sheet.name for sheet in then.sheets] == ["ม.2 บ้านน้ำเลือด"]


def test_sheets_of_an_area_are_those_of_its_villages_of_then(services: Services) -> None:
    tambon = replace(FILLED, area_code="930101")
    then = replace(tambon, as_of=BEFORE)
    assert len(services.reports.document(tambon, PDF).sheets) == 1
    assert len(services.reports.document(then, PDF).sheets) == 3
    assert services.reports.count_sheets(then) == 3
    by_level = replace(then, report="checklist-villages")
    assert "บ้านน้ำเลือด" in str(services.reports.document(by_level, PDF).sheets)


def test_charts_tell_of_the_villages_of_then_or_of_now(services: Services) -> None:
    asked = replace(SUMMARY, report="checklist-completeness")
    radar = replace(SUMMARY, report="area-radar", area_code="930101")
    assert targets(services.reports.document(asked, PDF))[0] == 1
    assert targets(services.reports.document(replace(asked, as_of=BEFORE), PDF))[0] == 3
    assert "บ้านน้ำเลือด" not in str(services.reports.document(radar, PDF).sheets)
    assert "บ้านน้ำเลือด" in str(services.reports.document(replace(radar, as_of=BEFORE), PDF).sheets)


def test_a_day_that_has_not_come_is_refused(services: Services) -> None:
    with pytest.raises(ValidationFailed, match="ยังมาไม่ถึง"):
        services.reports.document(replace(SUMMARY, as_of=date(2026, 11, 23)), PDF)
