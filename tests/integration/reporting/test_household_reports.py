"""Reports of the instrument that counts households, and last year's answers on paper."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23
from cdd_desktop.checklists.records import (
    AnswerState,
    CarriedShare,
    IndicatorSummary,
    Origin,
    Round,
    SheetKey,
)
from cdd_desktop.documents.charts import RankedBars
from cdd_desktop.documents.model import Beside, Document, Paragraph, Table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.options import FileFormat, ReportOptions

if TYPE_CHECKING:
    from tests.conftest import FixedClock

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
VILLAGES = (("93010101", "ดอนหลา"), ("93010102", "น้ำเลือด"), ("93020101", "กงหรา"))
ASKED = ReportOptions(
    report="checklist-blank", area_code="93", fiscal_year=2569, instrument=CDD_6X2
)
MEASURED, PASSED = AnswerState.MEASURED, AnswerState.PASSED
# what they show is not to be known: there are no levels, and no thresholds were set
REFUSED = {
    "levels-by-year": "ไม่มีระดับ",
    "area-radar": "ยังไม่กำหนดเกณฑ์ผ่าน",
    "checklist-movement": "ไม่มีระดับ",
    "checklist-near-level": "ไม่มีระดับ",
}


@pytest.fixture(scope="module")
def counted_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three villages: one counted last year and this, one this year only, one never."""
    folder = tmp_path_factory.mktemp("counted")
    data = shutil.copytree(database_template, folder / "data")
    with open_folder(data, clock=lambda: NOW) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        write_csv(folder / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), VILLAGES)
        VillageImporter(opened.store, opened.areas).run(folder / "villages.csv")
        count(opened, "93010101", 2568, "1.1", 6)
        count(opened, "93010101", 2569, "1.1", 21, origin=Origin.CARRIED)
        count(opened, "93010102", 2569, "1.1", 14, of=28)
        opened.checklists.answer(key(opened, "93010102", 2569), "3.2", PASSED)
    return data


@pytest.fixture
def services(counted_folder: Path, tmp_path: Path, clock: "FixedClock") -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    with open_folder(shutil.copytree(counted_folder, tmp_path / "data"), clock=clock) as opened:
        yield opened


def key(services: Services, code: str, year: int, instrument: str = CDD_6X2) -> SheetKey:
    return SheetKey(
        village_id=services.villages.by_code(code).id,
        instrument=instrument,
        fiscal_year=year,
        round=Round.AFTER,
    )


def count(
    services: Services,
    village: str,
    year: int,
    code: str,
    value: int,
    *,
    of: int = 30,
    origin: Origin = Origin.ASKED,
) -> None:
    services.checklists.answer(
        key(services, village, year),
        code,
        MEASURED,
        value=Decimal(value),
        denominator=Decimal(of),
        origin=origin,
    )


def table_of(document: Document, sheet: int = 0) -> Table:
    return next(block for block in document.sheets[sheet].blocks if isinstance(block, Table))


@pytest.mark.parametrize(
    "file_format",
    [  # the same document in every format
        pytest.param(one, marks=() if one is FileFormat.PDF else pytest.mark.slow)
        for one in FileFormat
    ],
)
@pytest.mark.parametrize(
    "name", [each.name for each in REPORTS if each.of_instrument and each.name not in REFUSED]
)
def test_every_report_is_made_of_an_instrument_without_levels(
    services: Services, name: str, file_format: FileFormat, tmp_path: Path
) -> None:
    out = tmp_path / f"made.{file_format.value}"
    made = services.reports.make(replace(ASKED, report=name), file_format, out)
    assert made.length > 0
    assert out.stat().st_size > 0


@pytest.mark.parametrize(("name", "told"), REFUSED.items())
def test_what_the_instrument_cannot_tell_is_refused_with_the_way_out(
    services: Services, name: str, told: str
) -> None:
    with pytest.raises(ValidationFailed, match=f"{told}.*กรุณา.*จัดอันดับตัวชี้วัดที่ไม่ผ่าน"):
        services.reports.document(replace(ASKED, report=name), FileFormat.PDF)


def test_what_counts_households_is_ranked_by_households(services: Services) -> None:
    document = services.reports.document(replace(ASKED, report="indicator-ranking"), FileFormat.PDF)
    first, second, *others = table_of(document).rows
    assert first.values[1:2] + first.values[3:] == (
        *("1.1", "ครัวเรือน", 58, 35, 23),
        *(Decimal("39.66"), Decimal("80.00"), Decimal("-40.34")),
    )
    assert second.values[1:2] + second.values[3:7] == ("3.2", "หมู่บ้าน", 1, 1, 0)
    assert all(row.values[0] is None for row in others)
    chart = next(block for block in document.sheets[0].blocks if isinstance(block, RankedBars))
    assert chart.mark is None


def test_counts_have_radars_once_thresholds_judge_them(services: Services) -> None:
    services.checklists.apply_thresholds(CDD_6X2, {"1.1": Decimal(60)}, [2568, 2569])
    document = services.reports.document(replace(ASKED, report="area-radar"), FileFormat.PDF)
    beside = next(block for block in document.sheets[0].blocks if isinstance(block, Beside))
    (table,) = beside.right
    assert isinstance(table, Table)
    assert table.rows[0].values == (
        *("ลดรายจ่าย", 2, 1),
        *(Decimal("50.00"), Decimal("0.00"), Decimal("50.00")),
    )


def test_a_blank_form_shows_each_village_its_own_last_year(services: Services) -> None:
    asked = replace(ASKED, with_last_year=True)
    document = services.reports.document(asked, FileFormat.PDF)
    shown = [table_of(document, at).rows[1].values[2] for at in range(3)]
    assert shown == ["6/30", "–", "–"]
    assert all(table_of(document, at).columns[2].heading == "ปี 2568" for at in range(3))


def test_the_figures_of_an_area_are_the_sums_of_its_sheets(services: Services) -> None:
    figures = AnswerFigures(services.store, services.checklists)
    told = {each.code: each for each in figures.by_indicator("93", CDD_6X2, 2569, Round.AFTER)}
    assert len(told) == 12
    assert told["1.1"] == IndicatorSummary(
        code="1.1", villages=2, passed=0, failed=0, households=35, of=58
    )
    assert told["3.2"] == IndicatorSummary(
        code="3.2", villages=1, passed=1, failed=0, households=0, of=0
    )
    services.checklists.apply_thresholds(CDD_6X2, {"1.1": Decimal(60)}, [2569])
    judged = figures.by_indicator("93", CDD_6X2, 2569, Round.AFTER)[0]
    assert (judged.passed, judged.failed) == (1, 1)
    assert figures.by_indicator("9302", CDD_6X2, 2569, Round.AFTER)[0].villages == 0


def test_carried_answers_are_counted_by_area_year_and_instrument(services: Services) -> None:
    figures = AnswerFigures(services.store, services.checklists)
    chosen = (CDD_6X2, 2569, Round.AFTER)
    assert figures.carried("93", *chosen) == CarriedShare(answers=3, carried=1)
    assert figures.carried("93010102", *chosen) == CarriedShare(answers=2, carried=0)
    assert figures.carried("9302", *chosen) == CarriedShare(answers=0, carried=0)
    assert figures.carried("93", MOI_23, 2569, Round.AFTER).answers == 0


def test_the_summary_of_the_ministrys_indicators_tells_the_carried_share(
    services: Services,
) -> None:
    sheet = key(services, "93010101", 2569, MOI_23)
    services.checklists.answer(sheet, "1.1", PASSED)
    services.checklists.answer(sheet, "1.2", PASSED, origin=Origin.CARRIED)
    asked = replace(ASKED, report="checklist-summary", instrument=MOI_23)
    (made,) = services.reports.document(asked, FileFormat.PDF).sheets
    notes = [block.text for block in made.blocks if isinstance(block, Paragraph)]
    assert "ยืนยันผลตามปีก่อน 1 ข้อ จากที่ตอบแล้ว 2 ข้อ (ร้อยละ 50.00)" in notes


def test_a_village_that_answered_everything_counts_as_assessed_without_a_level(
    services: Services,
) -> None:
    sheet = key(services, "93020101", 2569)
    for indicator in services.checklists.instrument(CDD_6X2).indicators:
        if indicator.kind.value == "households":
            count(services, "93020101", 2569, indicator.code, 10)
        else:
            services.checklists.answer(sheet, indicator.code, PASSED)
    *_, total = services.checklists.summary("93", CDD_6X2, 2569, Round.AFTER)
    assert (total.target, total.assessed, total.levels) == (3, 1, {})
