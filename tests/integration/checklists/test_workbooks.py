"""Workbooks go out to be filled in and come back: many at once, in one operation, or not at all."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from shutil import copyfile, copytree
from uuid import uuid4

import openpyxl
import pytest
from soundness import wrong_in

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.workbooks.records import Outcome, Per, TakeReport
from cdd_desktop.checklists.workflow.records import Announcement, RoundOf
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.storage.store import Store

YEAR = 2570  # of the clock that stands still
CODES = ("93010101", "93010102", "93010301", "93020101")
ASKED = [
    indicator.code
    for instrument in shipped_instruments()
    if instrument.id == MOI_23
    for indicator in instrument.indicators
]
HEAD_ROW = 3


@pytest.fixture(scope="module")
def made(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An office and the workbooks of its amphoe, made once."""
    folder = tmp_path_factory.mktemp("workbooks") / "data"
    copytree(database_template, folder)
    out = folder.parent / "แบบกรอก ที่ส่งออก"
    with Store.open(folder) as store, services_of(store) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        sheet = folder.parent / "หมู่บ้าน.csv"
        rows = [(code, f"ควน{code[-1]}") for code in CODES]
        write_csv(sheet, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), rows)
        VillageImporter(store, services.areas).run(sheet)
        services.workbooks.make(MOI_23, YEAR, Round.AFTER, "93", Per.AMPHOE, out)
    return folder, out


@pytest.fixture
def office(
    made: tuple[Path, Path], tmp_path: Path, clock: Callable[[], object]
) -> Iterator[Services]:
    with Store.open(Path(copytree(made[0], tmp_path / "data")), clock=clock) as store:  # type: ignore[arg-type]
        yield services_of(store)


@pytest.fixture
def folder(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """The workbooks as they went out."""
    return Path(copytree(made[1], tmp_path / "ส่งคืน"))


def workbook(folder: Path, code: str) -> Path:
    (found,) = folder.glob(f"{code} *.xlsx")
    return found


def fill(path: Path, told: Mapping[str, Mapping[str, str]], *, sheet: str = "กรอกผล") -> Path:
    """Type into a workbook: by village and by the beginning of a column's heading."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    heads = {str(cell.value): cell.column for cell in page[HEAD_ROW]}
    for row in range(HEAD_ROW + 1, page.max_row + 1):
        for start, value in told.get(str(page.cell(row, 1).value), {}).items():
            column = next(at for head, at in heads.items() if head.startswith(start))
            page.cell(row, column).value = value
    book.save(path)
    return path


def whole(passed: int) -> dict[str, str]:
    codes = [
        f"{topic}.{n}"
        for topic, last in ((1, 7), (2, 5), (3, 7), (4, 4))
        for n in range(1, last + 1)
    ]
    return {f"{code} ": "ผ่าน" if at < passed else "ไม่ผ่าน" for at, code in enumerate(codes)}


def key_of(office: Services, code: str) -> SheetKey:
    return SheetKey(
        village_id=office.villages.by_code(code).id,
        instrument=MOI_23,
        fiscal_year=YEAR,
        round=Round.AFTER,
    )


def answers(office: Services, code: str) -> Mapping[str, AnswerState]:
    sheet = office.checklists.sheet(key_of(office, code))
    return {asked: each.state for asked, each in sheet.answers.items()}


def outcomes(report: TakeReport) -> list[Outcome]:
    return [row.outcome for file in report.files for row in file.rows]


def told(report: TakeReport) -> str:
    return " ".join(row.told for file in report.files for row in file.rows)


def newest(office: Services) -> int:
    (operation,) = office.history.recent(limit=1)
    return operation.id


def test_many_workbooks_come_in_as_one_operation_which_one_command_takes_back(
    office: Services, folder: Path
) -> None:
    first = fill(workbook(folder, "9301"), {CODES[0]: whole(23), CODES[1]: whole(12)})
    second = fill(workbook(folder, "9302"), {CODES[3]: whole(17)})
    before = newest(office)
    shown = office.workbooks.check([first, second])
    assert outcomes(shown) == [Outcome.NEW, Outcome.NEW, Outcome.PASSED, Outcome.NEW]
    assert newest(office) == before
    report = office.workbooks.take([first, second])
    assert report.operation == newest(office)
    assert report.answers == 3 * 23
    levels = {
        line.code: line.level
        for line in office.checklists.progress("93", MOI_23, YEAR, Round.AFTER)
    }
    assert levels == {CODES[0]: 3, CODES[1]: 1, CODES[2]: None, CODES[3]: 2}
    owed = office.workbooks.outstanding(MOI_23, YEAR, Round.AFTER)
    today = date(2026, 11, 22)
    assert [(one.area_code, one.complete, one.villages, one.state(today)) for one in owed] == [
        ("9301", 2, 3, "ส่งแล้ว ยังไม่ครบ"),
        ("9302", 1, 1, "ครบแล้ว"),
    ]
    office.history.undo(report.operation)
    assert answers(office, CODES[0]) == {}
    assert {one.returned_on for one in office.workbooks.outstanding(MOI_23, YEAR, Round.AFTER)} == {
        None
    }
    assert not wrong_in(office.store)


def test_the_same_file_again_changes_nothing_and_a_changed_one_tells_old_and_new(
    office: Services, folder: Path
) -> None:
    path = fill(workbook(folder, "9301"), {CODES[0]: whole(23)})
    office.workbooks.take([path])
    last = newest(office)
    again = office.workbooks.take([path])
    assert (again.operation, again.answers, again.files[0].is_known) == (None, 0, True)
    assert outcomes(again)[0] is Outcome.SAME
    assert newest(office) == last
    office.checklists.answer(key_of(office, CODES[0]), "2.1", AnswerState.FAILED)  # since then
    again = office.workbooks.take([path])
    assert again.operation is None
    assert "1 ข้อที่ขณะนี้ไม่ตรงกับในไฟล์" in again.files[0].rows[0].told
    assert answers(office, CODES[0])["2.1"] is AnswerState.FAILED
    fill(path, {CODES[0]: {"1.1 ": "ไม่ผ่าน", "4.4 ": ""}})  # a blank erases nothing
    report = office.workbooks.take([path])
    assert outcomes(report)[0] is Outcome.CHANGED
    assert "1.1: ผ่าน → ไม่ผ่าน" in told(report)
    assert answers(office, CODES[0])["1.1"] is AnswerState.FAILED
    assert answers(office, CODES[0])["4.4"] is AnswerState.PASSED


def test_bad_rows_stay_out_whole_and_come_back_as_a_workbook_that_is_taken_once_mended(
    office: Services, folder: Path, tmp_path: Path
) -> None:
    path = workbook(folder, "9301")
    fill(path, {CODES[0]: whole(23), CODES[1]: whole(12) | {"2.1 ": "ไม่แน่ใจ"}})
    before = newest(office)
    with pytest.raises(ImportRejected, match="1 แถว"):
        office.workbooks.take([path])
    assert newest(office) == before
    report = office.workbooks.take([path], good_rows=True)
    assert outcomes(report)[:2] == [Outcome.NEW, Outcome.REFUSED]
    assert answers(office, CODES[1]) == {}
    back = tmp_path / "ที่ไม่รับ.xlsx"
    count = office.workbooks.give_back([path], back, {path: report.files[0].problems})
    assert count == 1
    page = openpyxl.load_workbook(back)["กรอกผล"]
    typed = [str(cell.value) for cell in page[HEAD_ROW + 1]]
    assert "ไม่แน่ใจ" in typed
    assert "อ่านผล “ไม่แน่ใจ” ไม่ได้" in typed[-1]
    fill(back, {CODES[1]: {"2.1 ": "ผ่าน"}})
    mended = office.workbooks.take([back])
    assert outcomes(mended) == [Outcome.NEW]
    assert len(answers(office, CODES[1])) == 23


def test_a_village_in_two_files_is_refused_in_both_unless_they_agree(
    office: Services, folder: Path
) -> None:
    first = fill(workbook(folder, "9301"), {CODES[0]: whole(23)})
    second = Path(copyfile(first, folder / "สำเนา.xlsx"))
    fill(second, {CODES[0]: {"1.1 ": "ไม่ผ่าน"}, CODES[1]: whole(1)})
    report = office.workbooks.take([first, second], good_rows=True)
    assert outcomes(report).count(Outcome.REFUSED) == 2
    assert "“สำเนา.xlsx”" in told(report)
    assert answers(office, CODES[0]) == {}
    assert len(answers(office, CODES[1])) == 23
    fill(second, {CODES[0]: {"1.1 ": "ผ่าน"}})
    assert Outcome.REFUSED not in outcomes(office.workbooks.check([first, second]))


def test_rows_of_closed_villages_and_overtyped_codes_are_refused(
    office: Services, folder: Path
) -> None:
    path = fill(workbook(folder, "9301"), {code: whole(2) for code in CODES})
    book = openpyxl.load_workbook(path)
    book["กรอกผล"].cell(HEAD_ROW + 1, 1).value = CODES[3]
    book.save(path)
    closing = office.villages.by_code(CODES[2])
    changes = VillageChanges(office.store, office.areas)
    changes.apply(VillageChange(kind=ChangeKind.CLOSE, village_id=closing.id, on=date(2026, 10, 1)))
    report = office.workbooks.check([path])
    assert outcomes(report) == [Outcome.REFUSED, Outcome.NEW, Outcome.REFUSED]
    assert f"รหัส {CODES[3]} ไม่ได้อยู่ในแบบกรอกนี้" in told(report)
    assert "ยุบเลิก" in told(report)


def test_files_that_are_none_of_ours_of_another_year_or_touched_are_refused_whole(
    office: Services, folder: Path, tmp_path: Path
) -> None:
    good = fill(workbook(folder, "9302"), {CODES[3]: whole(5)})
    other = tmp_path / "อื่น.csv"
    write_csv(other, ("รหัสหมู่บ้าน", "ผล"), [(CODES[0], "ผ่าน")])
    touched = workbook(folder, "9301")
    book = openpyxl.load_workbook(touched)
    book["ข้อมูลแฟ้ม"]["B7"].value = str(YEAR - 1)
    book.save(touched)
    report = office.workbooks.take([good, other, touched], good_rows=True)
    assert [bool(file.refusal) for file in report.files] == [False, True, True]
    assert report.answers == 23
    with pytest.raises(ImportRejected, match="ปี 2570 ไม่ใช่ปี 2569"):
        office.workbooks.check([good], year=2569)


def test_a_locked_sheet_is_left_out_of_new_workbooks_and_refused_in_old_ones(
    office: Services, folder: Path, tmp_path: Path
) -> None:
    path = fill(workbook(folder, "9302"), {CODES[3]: whole(23)})
    office.workbooks.take([path])
    sheet = office.checklists.sheet(key_of(office, CODES[3]))
    announcement = Announcement(
        uuid=uuid4(),
        round=RoundOf.of(sheet.key),
        number="1/2570",
        announced_on=date(2026, 11, 22),
    )
    assert sheet.uuid is not None
    office.workflow.announce(announcement, [sheet.uuid])
    fill(path, {CODES[3]: {"1.1 ": "ไม่ผ่าน"}})
    report = office.workbooks.check([path])
    assert outcomes(report) == [Outcome.REFUSED]
    with pytest.raises(ValidationFailed, match="ล็อก"):
        office.workbooks.make(MOI_23, YEAR, Round.AFTER, "9302", Per.AMPHOE, tmp_path / "ใหม่")


def test_a_village_that_was_refused_comes_in_with_the_very_same_file_once_it_is_open(
    office: Services, folder: Path
) -> None:
    office.workbooks.take([fill(workbook(folder, "9301"), {CODES[0]: whole(23)})])
    sheet = office.checklists.sheet(key_of(office, CODES[0]))
    number, on = "1/2570", date(2026, 11, 22)
    round_ = RoundOf.of(sheet.key)
    assert sheet.uuid is not None
    office.workflow.announce(
        Announcement(uuid=uuid4(), round=round_, number=number, announced_on=on), [sheet.uuid]
    )
    corrected = {CODES[0]: {"1.1 ": "ไม่ผ่าน"}, CODES[1]: whole(12)}
    path = fill(workbook(folder, "9301"), corrected)
    refused, taken = outcomes(office.workbooks.take([path], good_rows=True))[:2]
    assert (refused, taken) == (Outcome.REFUSED, Outcome.NEW)
    office.workflow.unlock([sheet.uuid], "แก้ตามกระดาษ", on)
    office.checklists.answer(key_of(office, CODES[1]), "1.1", AnswerState.FAILED)
    again = office.workbooks.take([path])
    assert outcomes(again)[:2] == [Outcome.CHANGED, Outcome.SAME]
    assert answers(office, CODES[0])["1.1"] is AnswerState.FAILED
    assert answers(office, CODES[1])["1.1"] is AnswerState.FAILED  # corrected since: it stays
    assert office.workbooks.take([path]).operation is None


def test_a_workbook_that_another_office_made_is_refused_whole(
    office: Services, folder: Path, database_template: Path, tmp_path: Path
) -> None:
    path = fill(workbook(folder, "9302"), {CODES[3]: whole(23)})
    other = Path(copytree(database_template, tmp_path / "อีกแห่ง"))
    with Store.open(other) as store, services_of(store) as elsewhere:
        elsewhere.office.create("สำนักงานพัฒนาชุมชนอำเภอกงหรา", ["93"])
        with pytest.raises(ImportRejected, match="ไม่ใช่ของ"):
            elsewhere.workbooks.check([path])
    assert outcomes(office.workbooks.check([path])) == [Outcome.NEW]


def test_a_heading_that_stands_twice_leaves_it_open_which_column_counts(
    office: Services, folder: Path
) -> None:
    path = workbook(folder, "9302")
    book = openpyxl.load_workbook(path)
    page = book["กรอกผล"]
    page.cell(HEAD_ROW, page.max_column + 1).value = page.cell(HEAD_ROW, 5).value
    book.save(path)
    (result,) = office.workbooks.check([path, fill(workbook(folder, "9301"), {})]).refused_files
    assert "ซ้ำกัน" in result.refusal


def test_what_was_made_and_may_be_filled_in_is_not_written_over(
    office: Services, folder: Path
) -> None:
    make = office.workbooks.make
    with pytest.raises(ValidationFailed, match="อยู่แล้ว"):
        make(MOI_23, YEAR, Round.AFTER, "93", Per.AMPHOE, folder)
    office.workbooks.take([fill(workbook(folder, "9302"), {CODES[3]: whole(5)})])
    due = date(2026, 12, 1)
    done = make(
        MOI_23, YEAR, Round.AFTER, "93", Per.TAMBON, folder, due_on=due, filled=True, replace=True
    )
    assert [(one.area_code, one.villages) for one in done] == [
        ("930101", 2),
        ("930103", 1),
        ("930201", 1),
    ]
    page = openpyxl.load_workbook(workbook(folder, "930201"))["กรอกผล"]
    assert page.cell(HEAD_ROW + 1, 5).value == "ผ่าน"
    assert page.protection.sheet
    assert page.cell(HEAD_ROW + 1, 1).protection.locked
    assert not page.cell(HEAD_ROW + 1, 5).protection.locked
    assert "1 ธ.ค. 2569" in str(page.cell(1, 1).value)
    owed = office.workbooks.outstanding(MOI_23, YEAR, Round.AFTER)
    late = {one.area_code for one in owed if one.is_late(date(2026, 12, 2))}
    assert late == {"930101", "930103"}  # 930201 is whole, those of amphoe had no day


@pytest.mark.parametrize(("area", "year", "field"), [("93", 2500, "year"), ("9303", YEAR, "area")])
def test_workbooks_that_nobody_could_fill_in_are_not_made(
    office: Services, tmp_path: Path, area: str, year: int, field: str
) -> None:
    with pytest.raises(ValidationFailed) as fault:
        office.workbooks.make(MOI_23, year, Round.AFTER, area, Per.AMPHOE, tmp_path / "ใหม่")
    assert field in fault.value.problems
    assert not (tmp_path / "ใหม่").exists()
