"""The office's own columns from the command line."""

from pathlib import Path

import openpyxl
import pytest
from windows import register_villages

from cdd_desktop.bootstrap import open_office, services_of
from cdd_desktop.cli.main import main
from cdd_desktop.storage.store import Store

LISTED = ("--report", "checklist-villages")
MADE = ("report", "make", "checklist-villages", "--area", "93", "--year", "2569")


@pytest.fixture
def office(data_folder: Path) -> Path:
    with Store.open(data_folder) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
        register_villages(store, {"93010101": "ดอนหลา"})
    return data_folder


def run(office: Path, *words: str) -> int:
    return main(["--data-dir", str(office), *words])


def test_fields_are_listed_with_their_keys_and_people_are_marked(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, "columns", "fields", "checklist-villages") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("* name ") and "บ้านดอนหลา" in line for line in lines)
    assert any("headman" in line and "ข้อมูลส่วนบุคคล" in line for line in lines)
    assert any("answer/moi-4x23/1.1" in line for line in lines)


def test_a_template_is_saved_used_replaced_renamed_deleted_and_brought_back(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--fields", 'name="หมู่บ้าน, ชุมชน",code')
    assert run(office, "columns", "save", "ว 123", *LISTED, *given) == 0
    assert run(office, "columns", "save", "ว 123", *LISTED, "--fields", "code") == 1
    assert "มีแม่แบบคอลัมน์ชื่อ" in capsys.readouterr().err
    out = tmp_path / "รายชื่อ.xlsx"
    assert run(office, *MADE, "--columns", "ว 123", "--format", "xlsx", "--out", str(out)) == 0
    page = openpyxl.load_workbook(out).worksheets[0]
    rows = [[cell.value for cell in row[:2]] for row in page.iter_rows()]
    assert ["หมู่บ้าน, ชุมชน", "รหัสหมู่บ้าน"] in rows
    assert ["บ้านดอนหลา", "93010101"] in rows
    assert run(office, "columns", "save", "ว  123", *LISTED, "--fields", "code", "--replace") == 0
    assert run(office, "columns", "rename", "ว 123", "ว 456", *LISTED) == 0
    assert run(office, "columns", "list", "checklist-villages") == 0
    assert "ว 456  (checklist-villages 1 คอลัมน์)" in capsys.readouterr().out
    assert run(office, "columns", "delete", "ว 456", *LISTED) == 0
    with open_office(office) as services:
        assert services.columns.all() == ()
    assert run(office, "undo") == 0
    with open_office(office) as services:
        assert [one.name for one in services.columns.all()] == ["ว 456"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("columns", "fields", "checklist-blank"), "กรุณาเลือกจาก: checklist-filled"),
        (("columns", "save", "ก", *LISTED, "--fields", "phone"), "“phone”"),
        (("columns", "save", "ก", *LISTED, "--fields", 'name="ก'), "อ่านคอลัมน์ตรง"),
        (("columns", "delete", "ก", *LISTED), "ไม่มีแม่แบบคอลัมน์ “ก”"),
        ((*MADE, "--columns", "ก", "--format", "pdf", "--out", "ก.pdf"), "กรุณาสร้าง"),
        (
            (
                "report",
                "make",
                "checklist-filled",
                *MADE[3:],
                *["--columns", "ก", "--format", "pdf", "--out", "ก"],
            ),
            "--format xlsx",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_next_step(
    office: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert run(office, *words) == 1
    assert told in capsys.readouterr().err
