"""The office's own sheets, a village a row: matched, taken in whole rows, and given back."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from soundness import wrong_in

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.answer_source import read_answer_file
from cdd_desktop.checklists.importing import AnswerImporter, YearNeeded
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.documents.refused_rows import refused_name, write_refused
from cdd_desktop.errors import ImportRejected
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.places.service import VillageService
from cdd_desktop.progress import Silent
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.digits import Digits

PLACES = ["อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน"]
FIRST = ["เมืองพัทลุง", "คูหาสวรรค์", 1, "ดอนหลา"]
SECOND = ["เมืองพัทลุง", "คูหาสวรรค์", 2, "น้ำเลือด"]


@pytest.fixture
def services(store: Store, villages: VillageService) -> Services:
    made = services_of(store)
    made.office.create("สำนักงานทดสอบ", ["93", "90"])
    return services_of(store)


@pytest.fixture
def importer(services: Services) -> AnswerImporter:
    return AnswerImporter(services.store, services.checklists, services.villages)


def codes(checklists: ChecklistService) -> list[str]:
    return [indicator.code for indicator in checklists.instrument(MOI_23).indicators]


def workbook(path: Path, *rows: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def sheet_key(services: Services, code: str) -> SheetKey:
    return SheetKey(
        village_id=services.villages.by_code(code).id,
        instrument=MOI_23,
        fiscal_year=2569,
        round=Round.AFTER,
    )


def test_villages_without_codes_are_found_and_graded(
    services: Services, importer: AnswerImporter, tmp_path: Path
) -> None:
    heading = [*PLACES, *codes(services.checklists)]
    path = workbook(
        tmp_path / "ผล.xlsx", heading, [*FIRST, *[1] * 23], [*SECOND, *[1] * 17, *[0] * 6]
    )
    with pytest.raises(YearNeeded, match="--year"):
        importer.run(path, instrument_id=MOI_23)
    report = importer.run(path, instrument_id=MOI_23, year=2569)
    assert (report.rows, report.sheets, report.added, report.refused) == (2, 2, 46, ())
    level = services.checklists.sheet(sheet_key(services, "93010101")).grade.level
    assert level is not None
    assert level.code == 3
    assert wrong_in(services.store) == ()


def test_a_doubtful_place_is_asked_once_and_remembered(
    services: Services, importer: AnswerImporter, tmp_path: Path
) -> None:
    other = ["เมืองพัทลุง", "คูหาสวรรค์", 2, "นํ้าเลือดใต้"]
    path = workbook(tmp_path / "ผล.xlsx", [*PLACES, "1.1", "1.2"], [*other, 1, 0], [*FIRST, 1, 1])
    file = read_answer_file(path, services.checklists.instrument(MOI_23), Silent(), year=2569)
    checked = importer.check(file, instrument_id=MOI_23)
    (doubt,) = checked.doubts
    assert [problem.row for problem in checked.refused] == [2]
    assert doubt.choices[0].code == "93010102"
    PlaceMatches(services.store).remember({doubt.words.key: doubt.choices[0].id})
    assert importer.check(file, instrument_id=MOI_23).doubts == ()
    assert importer.take(file, instrument_id=MOI_23).added == 4


def test_checking_writes_nothing(
    services: Services, importer: AnswerImporter, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "ผล.xlsx", [*PLACES, "1.1", "1.2"], [*FIRST, 1, 1])
    file = read_answer_file(path, services.checklists.instrument(MOI_23), Silent(), year=2569)
    assert importer.check(file, instrument_id=MOI_23).added == 2
    assert services.checklists.sheet(sheet_key(services, "93010101")).answers == {}


def test_of_a_row_with_a_differing_answer_nothing_is_taken(
    services: Services, importer: AnswerImporter, tmp_path: Path
) -> None:
    services.checklists.answer(sheet_key(services, "93010101"), "1.1", AnswerState.FAILED)
    path = workbook(tmp_path / "ผล.xlsx", [*PLACES, "1.1", "1.2"], [*FIRST, 1, 1], [*SECOND, 1, 1])
    with pytest.raises(ImportRejected, match="1 แถว"):
        importer.run(path, instrument_id=MOI_23, year=2569)
    report = importer.run(path, instrument_id=MOI_23, year=2569, good_rows=True)
    assert (report.added, report.sheets) == (2, 1)
    assert services.checklists.sheet(sheet_key(services, "93010101")).answers.keys() == {"1.1"}
    replaced = importer.run(path, instrument_id=MOI_23, year=2569, replace=True)
    assert (replaced.replaced, replaced.added, replaced.unchanged) == (1, 1, 2)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_refused_rows_go_back_with_reasons_and_come_in_once_mended(
    services: Services, importer: AnswerImporter, tmp_path: Path, ending: str
) -> None:
    path = workbook(
        tmp_path / "ผล.xlsx",
        ["ผลการประเมิน ปีงบประมาณ 2569 รอบหลัง"],
        [*PLACES, "1.1", "1.2"],
        [*FIRST, 1, 1],
        [*SECOND, "อาจ", 1],
    )
    instrument = services.checklists.instrument(MOI_23)
    file = read_answer_file(path, instrument, Silent())
    report = importer.take(file, instrument_id=MOI_23, good_rows=True)
    back = refused_name(path).with_suffix(ending)
    assert back.name == f"ผล ที่ไม่รับ{ending}"
    assert write_refused(back, file.table, report.refused, told=file.told) == 1
    again = read_answer_file(back, instrument, Silent())
    assert [problem.text for problem in again.refused] == [
        "อ่านผล “อาจ” ไม่ได้ กรุณากรอก ผ่าน หรือ ไม่ผ่าน (หรือ 1 กับ 0)"
    ]
    reasons = [row.cells[-1] for row in again.table.rows]
    assert reasons[0].startswith("1.1: อ่านผล")
    mended = (
        workbook(
            back,
            again.table.header,
            [cell.replace("อาจ", "ไม่ผ่าน") for cell in again.table.rows[0].cells],
        )
        if ending == ".xlsx"
        else _replaced(back)
    )
    assert importer.run(mended, instrument_id=MOI_23).added == 2
    assert services.checklists.sheet(sheet_key(services, "93010102")).answers.keys() == {
        "1.1",
        "1.2",
    }


def _replaced(path: Path) -> Path:
    text = path.read_text(encoding="utf-8-sig").replace("อาจ,", "ไม่ผ่าน,")
    path.write_text(text, encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("digits", list(Digits))
def test_our_own_workbook_comes_back_unchanged(
    services: Services, importer: AnswerImporter, tmp_path: Path, digits: Digits
) -> None:
    for place, code in enumerate(codes(services.checklists)):
        state = AnswerState.PASSED if place % 3 else AnswerState.FAILED
        services.checklists.answer(sheet_key(services, "93010101"), code, state)
    services.checklists.answer(sheet_key(services, "93010102"), "2.1", AnswerState.PASSED)
    out = tmp_path / "ผล.xlsx"
    options = ReportOptions(
        report="checklist-filled", area_code="93", fiscal_year=2569, digits=digits
    )
    services.reports.make(options, FileFormat.XLSX, out)
    report = importer.run(out, instrument_id=MOI_23)
    assert (report.added, report.replaced, report.unchanged) == (0, 0, 24)
    assert report.refused == ()
