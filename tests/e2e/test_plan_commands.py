"""Plans and their projects by the commands an office would type."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typed_offices import TypedOffices

from cdd_desktop.cli.main import main
from cdd_desktop.documents.writing import write_csv

Run = Callable[..., tuple[int, str]]
PLAN = "900101:2571-2575"
SHEET = (("โครงการ", "เป้าหมาย", "2571", "2572"), ("ถนน", "1 สาย", "1,000.25", ""))


@pytest.fixture
def run(offices: TypedOffices, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in an office with a village; gives exit code and what was said."""

    def typed(*words: str | Path) -> tuple[int, str]:
        code = main(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out + told.err

    offices.put(tmp_path / "data", "สำนักงานทดสอบ", [("90010101", "ท่าข้าม")])
    return typed


def test_a_plan_is_made_filled_in_changed_adopted_and_undone(run: Run, tmp_path: Path) -> None:
    assert "ยังไม่มีแผน" in run("plan", "list")[1]
    assert run("plan", "make", "--area", "๙๐๐๑๐๑", "--years", "๒๕๗๑–๒๕๗๕")[0] == 0
    assert (
        run("plan", "make", "--village", "90010101", "--years", "2571", "--name", "แผนบ้าน")[0] == 0
    )
    write_csv(tmp_path / "งบ.csv", SHEET[0], SHEET[1:])
    into = ("import", "projects", tmp_path / "งบ.csv", "--plan", PLAN)
    assert "เพิ่ม 1 โครงการ" in run(*into, "--preview")[1]
    assert "0 โครงการ" in run("plan", "list", "--area", "900101")[1]
    code, told = run(*into)
    assert (code, "– เป็น 1,000.25 บาท" in told) == (0, True), told
    assert "1 โครงการ\t1,000.25 บาท" in run("plan", "list")[1]

    out = tmp_path / "แบบกรอก.xlsx"
    assert "1 โครงการ" in run("plan", "workbook", PLAN, "--out", out)[1]
    again = ("import", "projects", out, "--plan", PLAN)
    assert "คงเดิม 1" in run(*again)[1]
    book = openpyxl.load_workbook(out)
    sheet = book["บัญชีโครงการ"]
    amounts = {cell.value: cell.column for cell in sheet[2]}
    sheet.cell(3, amounts["งบประมาณปี 2572"]).value = 0.75
    book.save(out)
    assert "แก้ไข 1" in run(*again)[1]
    assert "1,001 บาท" in run("plan", "list")[1]
    assert run("undo")[0] == 0
    assert "1,000.25 บาท" in run("plan", "list")[1]

    assert run("plan", "adopt", "แผนบ้าน", "--on", "1/9/2570")[0] == 0
    refused = run("import", "projects", out, "--plan", "90010101:2571")
    assert (refused[0], "ประกาศใช้แล้ว" in refused[1]) == (1, True)


def test_bad_rows_are_told_and_come_back_as_a_sheet(run: Run, tmp_path: Path) -> None:
    assert run("plan", "make", "--area", "900101", "--years", "2571-2575")[0] == 0
    rows = (*SHEET[1:], ("ฝาย", "", "ห้าร้อย", ""))
    write_csv(tmp_path / "งบ.csv", SHEET[0], rows)
    back = tmp_path / "ไม่รับ.csv"
    into = ("import", "projects", tmp_path / "งบ.csv", "--plan", PLAN, "--save-refused", back)
    code, told = run(*into)
    assert (code, "ยังไม่ได้นำเข้า" in told) == (1, True)
    assert "ห้าร้อย" in back.read_text(encoding="utf-8-sig")
    for over, told in (("งบ.csv", "เป็นไฟล์ที่กำลังนำเข้า"), ("ไม่รับ.pdf", ".xlsx หรือ .csv")):
        code, said = run(*into[:-1], tmp_path / over)
        assert (code, told in said) == (1, True), said
    assert "ถนน" in (tmp_path / "งบ.csv").read_text(encoding="utf-8-sig")
    assert run(*into, "--good-rows")[0] == 0
    assert "1 โครงการ" in run("plan", "list")[1]


def test_what_is_typed_wrong_is_told_with_what_to_do(run: Run) -> None:
    make = ("plan", "make", "--area")
    for words, told in (
        (("plan", "adopt", "แผนไหน", "--on", "1/9/2570"), "ยังไม่มีแผน"),
        ((*make, "900101", "--years", "ปีหน้า"), "อ่านช่วงปี"),
        ((*make, "90", "--years", "2571"), "ไม่ตรงกับระดับแผน"),
        ((*make, "900101", "--level", "village", "--years", "2571"), "ไม่ตรงกับระดับแผน"),
        ((*make, "900101", "--years", "2575-2571"), "มาก่อนปีเริ่ม"),
        (("plan", "list", "--area", "ท่าข้าม"), "ไม่พบพื้นที่รหัส"),
        (("plan", "workbook", "แผนไหน", "--out", "แบบ.csv"), "แบบ.xlsx"),
    ):
        code, said = run(*words)
        assert (code, told in said) == (1, True), said


def test_a_plan_that_is_not_named_is_not_guessed(run: Run) -> None:
    assert run("plan", "make", "--area", "900101", "--years", "2571-2575")[0] == 0
    code, said = run("plan", "adopt", "", "--on", "1/9/2570")
    assert (code, "ไม่พบแผน" in said, PLAN in said) == (1, True, True)
    wrong = run("plan", "make", "--area", "900101", "--years", "2026-2028")[1]
    assert wrong.count("ปีของแผนไม่ถูกต้อง") == 1


def test_a_plan_outlives_its_village(run: Run, tmp_path: Path) -> None:
    for area in ("900101", "90010101"):
        assert run("plan", "make", "--area", area, "--years", "2571-2575")[0] == 0
    assert run("village", "close", "90010101", "--on", "1/10/2565")[0] == 0
    assert "ม.1 บ้านท่าข้าม" in run("plan", "list")[1]
    for area in ("900101", "90010101"):
        asked = ("plan-book", "--area", area, "--year", "2571", "--format", "xlsx")
        code, told = run("report", "make", *asked, "--out", tmp_path / "เล่ม.xlsx")
        assert code == 0, told


def test_a_name_that_two_plans_have_is_not_guessed(run: Run) -> None:
    for years in ("2571-2575", "2572-2574"):
        assert run("plan", "make", "--area", "900101", "--years", years, "--name", "แผน")[0] == 0
    code, said = run("plan", "adopt", "แผน", "--on", "1/9/2570")
    assert (code, "900101:2572-2574" in said) == (1, True)
