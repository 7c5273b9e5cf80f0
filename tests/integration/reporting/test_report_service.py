"""Which sheets a report has, who signs them, what is refused, and what the register remembers."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import docx
import pytest
from docx.oxml.ns import qn

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetHead, SheetKey
from cdd_desktop.checklists.targets import INCLUDE_COMMUNITIES
from cdd_desktop.documents.model import Document, Signatures
from cdd_desktop.documents.sheet_code import display
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import CddError, NotFound, ValidationFailed
from cdd_desktop.people.records import Role, Signatory
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.thai.digits import to_arabic

if TYPE_CHECKING:
    from tests.conftest import FixedClock

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
VILLAGES = (
    ("93010101", "ดอนหลา"),
    ("93010102", "น้ำเลือด"),
    ("93010151", "หัวถนน"),
    ("93020101", "กงหรา"),
)
PDF = FileFormat.PDF
FILLED = ReportOptions(report="checklist-filled", area_code="93", fiscal_year=2569)
OF_INSTRUMENT = [report for report in REPORTS if report.of_instrument]  # others: test_plan_reports


@pytest.fixture(scope="module")
def filled_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of Phatthalung with three villages, two of them begun, and a community."""
    folder = tmp_path_factory.mktemp("filled")
    data = shutil.copytree(database_template, folder / "data")
    with open_folder(data, clock=lambda: NOW) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        write_csv(folder / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), VILLAGES)
        VillageImporter(opened.store, opened.areas).run(folder / "villages.csv")
        opened.checklists.answer(key(opened, "93010101"), "1.1", AnswerState.PASSED)
        opened.checklists.answer(key(opened, "93020101"), "1.1", AnswerState.FAILED)
    return data


@pytest.fixture
def services(filled_folder: Path, tmp_path: Path, clock: "FixedClock") -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    with open_folder(shutil.copytree(filled_folder, tmp_path / "data"), clock=clock) as opened:
        yield opened


def key(services: Services, code: str) -> SheetKey:
    return SheetKey(
        village_id=services.villages.by_code(code).id,
        instrument=MOI_23,
        fiscal_year=2569,
        round=Round.AFTER,
    )


def signer(document: Document, role: Role, at: int = 0) -> str:
    (block,) = (block for block in document.sheets[at].blocks if isinstance(block, Signatures))
    (name,) = (person.name for person in block.people if person.role == role.label)
    return name


@pytest.mark.parametrize(
    ("report", "area"),
    [
        (report.name, area)
        for report in OF_INSTRUMENT
        for area in ("93", "9301", "930101", "93010101")
        if report.for_villages or area != "93010101"
    ],
)
def test_as_many_sheets_are_made_as_were_announced(
    services: Services, report: str, area: str
) -> None:
    asked = replace(FILLED, report=report, area_code=area)
    made = services.reports.document(asked, PDF)
    assert services.reports.count_sheets(asked) == len(made.sheets)


def test_filled_sheets_are_those_with_answers_in_official_order(services: Services) -> None:
    services.checklists.save_head(key(services, "93010102"), SheetHead(place="วัด"))
    made = services.reports.document(FILLED, PDF)
    assert [sheet.name for sheet in made.sheets] == ["ม.1 บ้านดอนหลา", "ม.1 บ้านกงหรา"]
    assert made.stamp == ""
    with pytest.raises(NotFound, match="กรุณากรอกแบบประเมิน"):
        services.reports.document(replace(FILLED, area_code="93010102"), PDF)


def test_a_preview_begins_with_the_same_sheets_as_the_whole(services: Services) -> None:
    whole = services.reports.document(FILLED, PDF)
    first = services.reports.document(FILLED, PDF, at_most=1)
    assert first.sheets == whole.sheets[:1]


@pytest.mark.parametrize("report", ["checklist-blank", "checklist-filled"])
def test_a_place_that_is_not_judged_gets_no_form_until_the_office_judges_such_places(
    services: Services, report: str
) -> None:
    community = replace(FILLED, report=report, area_code="93010151")
    with pytest.raises(ValidationFailed, match="หน้าตั้งค่า"):
        services.reports.document(community, PDF)
    assert services.reports.count_sheets(community) == 0
    services.settings.put(INCLUDE_COMMUNITIES, value=True)
    services.checklists.answer(key(services, "93010151"), "1.1", AnswerState.PASSED)
    assert [sheet.name for sheet in services.reports.document(community, PDF).sheets] == [
        "ชุมชนหัวถนน"
    ]
    assert services.reports.count_sheets(community) == 1


@pytest.mark.parametrize(
    ("report", "area", "told"),
    [
        ("checklist-summary", "93010101", "กว้างขึ้น"),
        ("checklist-summary", "90", "ไม่อยู่ในจังหวัดของสำนักงาน"),
        ("checklist-filled", "93999999", "93999999"),
        ("checklist-filled", "9399", "9399"),
        ("checklist-nothing", "93", "checklist-summary"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_reason(
    services: Services, report: str, area: str, told: str
) -> None:
    with pytest.raises(CddError, match=told) as refused:
        services.reports.document(replace(FILLED, report=report, area_code=area), PDF)
    assert "กรุณา" in str(refused.value)


def test_whoever_held_the_post_on_the_day_of_assessment_signs_the_sheet(services: Services) -> None:
    for name, begins, ends in (
        ("นายเก่า มีสุข", None, date(2026, 9, 30)),
        ("นางใหม่ ใจดี", date(2026, 10, 1), None),
    ):
        services.signatories.save(
            Signatory(
                uuid=uuid4(),
                role=Role.CERTIFIER,
                area_code="93",
                name=name,
                position="พัฒนาการจังหวัดพัทลุง",
                valid_from=begins,
                valid_to=ends,
            )
        )
    dated = SheetHead(assessed_on=date(2026, 9, 30))
    services.checklists.save_head(key(services, "93010101"), dated)
    made = services.reports.document(FILLED, PDF)
    assert signer(made, Role.CERTIFIER, 0) == "นายเก่า มีสุข"
    assert signer(made, Role.CERTIFIER, 1) == "นางใหม่ ใจดี"
    assert signer(made, Role.REPORTER) == ""
    summary = services.reports.document(replace(FILLED, report="checklist-summary"), PDF)
    assert signer(summary, Role.CERTIFIER) == "นางใหม่ ใจดี"


def test_only_what_was_saved_is_in_the_register_and_found_by_its_code_as_typed(
    services: Services, tmp_path: Path
) -> None:
    asked = replace(FILLED, area_code="93010101")
    (sheet,) = services.reports.document(asked, PDF).sheets
    assert services.reports.issued(sheet.code) is None
    made = services.reports.make(asked, PDF, tmp_path / "a.pdf")
    assert made.length == 2
    found = services.reports.issued(f" {display(sheet.code).lower()} ")
    assert found is not None
    assert (found.code, found.report, found.subject) == (sheet.code, asked.report, sheet.subject)
    services.checklists.answer(key(services, "93010101"), "1.1", AnswerState.FAILED)
    (changed,) = services.reports.document(asked, PDF).sheets
    assert changed.code != sheet.code
    assert services.reports.issued(sheet.code) == found


def test_a_file_that_cannot_be_written_is_not_in_the_register(
    services: Services, tmp_path: Path
) -> None:
    asked = replace(FILLED, area_code="93010101")
    (sheet,) = services.reports.document(asked, PDF).sheets
    with pytest.raises(CddError, match="โฟลเดอร์"):
        services.reports.make(asked, PDF, tmp_path / "none" / "a.pdf")
    assert services.reports.issued(sheet.code) is None


@pytest.mark.parametrize("year", [2551, 2600])
@pytest.mark.parametrize("report", [report.name for report in OF_INSTRUMENT])
def test_a_year_that_no_sheet_can_be_of_is_refused(
    services: Services, report: str, year: int
) -> None:
    with pytest.raises(ValidationFailed, match=str(year)):
        services.reports.document(replace(FILLED, report=report, fiscal_year=year), PDF)


@pytest.mark.parametrize("file_format", FileFormat)
def test_an_area_without_villages_makes_no_empty_file(
    services: Services, file_format: FileFormat
) -> None:
    with pytest.raises(NotFound, match="กรุณา"):
        services.reports.document(replace(FILLED, area_code="930301"), file_format)


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(report.name, marks=() if number < len(FileFormat) else pytest.mark.slow)
        for number, report in enumerate(OF_INSTRUMENT)
    ],
)
def test_every_report_can_be_had_as_a_word_file_for_superiors_to_edit(
    services: Services, report: str, tmp_path: Path
) -> None:
    out = tmp_path / "report.docx"
    asked = replace(FILLED, report=report)
    made = services.reports.make(asked, FileFormat.WORD, out)
    assert made.length == services.reports.count_sheets(asked)
    feet = [section.footer for section in docx.Document(str(out)).sections]
    written = ["".join(text.text for text in foot._element.iter(qn("w:t"))) for foot in feet]
    on_paper = services.reports.document(asked, FileFormat.PDF)
    for sheet, foot in zip(on_paper.sheets, written, strict=True):
        assert display(sheet.code) in to_arabic(foot)
