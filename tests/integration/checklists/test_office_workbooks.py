"""Offices fill workbooks in as villages do: out, back, once more, and refused with the reason."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pmqa import PMQA, YEAR, publish_pmqa
from soundness import wrong_in

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.office_sheets.records import OfficeKey
from cdd_desktop.checklists.workbooks.records import Outcome, Per
from cdd_desktop.cli.main import main
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.storage.store import Store

AMPHOE = OfficeKey(office="9301", instrument=PMQA, fiscal_year=YEAR, round=Round.AFTER)
HEADS = 2  # code and name of the office
ROW = 4  # under the title, the ด้าน and the headings
FILLED = ("ผ่าน", 4, "B มีและใช้", 85.5)


@pytest.fixture(scope="module")
def made(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An office and the workbooks of its province's offices, made once."""
    folder = tmp_path_factory.mktemp("offices") / "data"
    shutil.copytree(database_template, folder)
    out = folder.parent / "แบบกรอก สำนักงาน"
    with opened(folder) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        publish_pmqa(services)
        services.workbooks.make(
            PMQA, YEAR, Round.AFTER, "93", Per.AMPHOE, out, due_on=date(2026, 12, 1)
        )
    return folder, out


@pytest.fixture
def office(made: tuple[Path, Path], tmp_path: Path) -> Iterator[Services]:
    with opened(Path(shutil.copytree(made[0], tmp_path / "data"))) as services:
        yield services


def opened(folder: Path) -> Services:
    noon = datetime(2026, 11, 22, 5, tzinfo=UTC)
    return services_of(Store.open(folder, clock=lambda: noon))


def filled(made: tuple[Path, Path], tmp_path: Path, *cells: object, code: str = "9301") -> Path:
    """The office's workbook with these answers in it."""
    (source,) = made[1].glob(f"{code} *.xlsx")
    path = tmp_path / source.name
    book = openpyxl.load_workbook(source)
    sheet = book["กรอกผล"]
    assert str(sheet.cell(ROW, 1).value) == code
    for place, value in enumerate(cells or FILLED, HEADS + 1):
        sheet.cell(ROW, place).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def test_each_office_gets_a_file_with_its_row_and_is_waited_for(
    made: tuple[Path, Path], office: Services
) -> None:
    names = sorted(path.name for path in made[1].iterdir())
    assert len(names) == len(office.office_sheets.offices("93"))
    assert names[1].startswith("9301 สำนักงานพัฒนาชุมชนอำเภอเมืองพัทลุง PMQA")
    owed = office.workbooks.outstanding(PMQA, YEAR, Round.AFTER)
    assert len(owed) == len(names)
    assert owed[0].is_late(date(2026, 12, 2))


def test_a_filled_workbook_is_taken_once_and_undone_by_one_command(
    made: tuple[Path, Path], office: Services, tmp_path: Path
) -> None:
    path = filled(made, tmp_path)
    preview = office.workbooks.check([path])
    assert preview.answers == len(FILLED)
    assert office.office_sheets.sheet(AMPHOE).uuid is None
    taken = office.workbooks.take([path])
    sheet = office.office_sheets.sheet(AMPHOE)
    assert sheet.grade.is_complete
    assert sheet.answers["1.2"].value == Decimal(4)
    assert sheet.answers["2.1"].choice == "B"
    assert sheet.answers["2.2"].value == Decimal("85.5")
    owed = {one.area_code: one for one in office.workbooks.outstanding(PMQA, YEAR, Round.AFTER)}
    assert not owed["9301"].is_owed
    assert owed["9301"].returned_on == date(2026, 11, 22)
    assert office.workbooks.take([path]).operation is None  # the same file changes nothing
    office.office_sheets.answer(AMPHOE, "1.1", AnswerState.FAILED)
    again = office.workbooks.take([path])
    assert "จึงไม่เปลี่ยน 1 ข้อ" in again.files[0].rows[0].told
    assert office.office_sheets.sheet(AMPHOE).answers["1.1"].state is AnswerState.FAILED
    office.history.undo_last()
    assert taken.operation is not None
    office.history.undo(taken.operation)
    assert office.office_sheets.sheet(AMPHOE).uuid is None
    assert wrong_in(office.store) == ()


def test_what_cannot_be_is_refused_with_the_reason_and_nothing_is_written(
    made: tuple[Path, Path], office: Services, tmp_path: Path
) -> None:
    good = filled(made, tmp_path)
    bad = filled(made, tmp_path, "ผ่าน", 9, "B มีและใช้", 85, code="93")
    told = office.workbooks.check([good, bad])
    assert told.count(Outcome.REFUSED) == 1
    assert "0 ถึง 5" in told.files[1].problems[0].text
    with pytest.raises(ImportRejected):
        office.workbooks.take([good, bad])
    assert office.office_sheets.sheet(AMPHOE).uuid is None
    back = tmp_path / "แถวที่ไม่รับ.xlsx"
    assert office.workbooks.give_back([good, bad], back, {bad: told.files[1].problems}) == 1
    office.workbooks.take([good, bad], good_rows=True)
    assert office.office_sheets.sheet(AMPHOE).grade.is_complete
    assert office.office_sheets.sheet(replace(AMPHOE, office="93")).uuid is None
    book = openpyxl.load_workbook(back)
    book["กรอกผล"].cell(ROW, HEADS + 2).value = 3
    book.save(back)
    office.workbooks.take([back])
    assert office.office_sheets.sheet(replace(AMPHOE, office="93")).answers["1.2"].value == 3


def test_changes_are_told_from_old_to_new(
    made: tuple[Path, Path], office: Services, tmp_path: Path
) -> None:
    office.office_sheets.answer(AMPHOE, "1.2", AnswerState.MEASURED, value=Decimal(1))
    told = office.workbooks.check([filled(made, tmp_path)]).files[0].rows[0]
    assert told.outcome is Outcome.CHANGED
    assert "1.2: คะแนน 1 → คะแนน 4" in told.told


def test_no_workbook_is_made_where_there_is_nothing_to_fill_in(
    office: Services, tmp_path: Path
) -> None:
    workbooks = office.workbooks
    with pytest.raises(ValidationFailed, match="ไม่มีสำนักงานที่ต้องประเมิน"):
        workbooks.make(PMQA, YEAR, Round.AFTER, "9001", Per.AMPHOE, tmp_path / "x")
    with pytest.raises(ValidationFailed, match="ยังไม่มีตัวชี้วัด"):
        workbooks.make(PMQA, 2565, Round.AFTER, "93", Per.AMPHOE, tmp_path / "x")


def test_the_command_line_makes_and_takes_them(
    made: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = shutil.copytree(made[0], tmp_path / "data")
    path = filled(made, tmp_path)
    assert main(["--data-dir", str(data), "workbook", "take", str(path)]) == 0
    assert f"บันทึก {len(FILLED)} คำตอบ" in capsys.readouterr().out
    owed = ["workbook", "owed", "--year", str(YEAR), "--instrument", PMQA]
    assert main(["--data-dir", str(data), *owed]) == 0
    assert "สำนักงานพัฒนาชุมชนจังหวัดพัทลุง" in capsys.readouterr().out
