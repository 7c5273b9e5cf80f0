"""The office's own sheet by command: year asked, doubtful places confirmed, bad rows given back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typed_offices import TypedOffices

from cdd_desktop.cli.main import main
from cdd_desktop.documents.reading import read_table
from cdd_desktop.documents.writing import write_csv

Run = Callable[..., tuple[int, str, str]]

HEADER = ("อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน", "1.1", "1.2", "1.3")
ROWS = (
    ("เมืองสงขลา", "บ่อยาง", "1", "ท่าข้าม", "1", "1", "1"),
    ("เมืองสงขลา", "บ่อยาง", "2", "หัวนาใต้", "1", "0", "1"),
    ("เมืองสงขลา", "บ่อยาง", "3", "ป่าขาด", "1", "อาจ", "1"),
)


@pytest.fixture
def run(offices: TypedOffices, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in an office with three villages."""

    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    villages = (("90010101", "ท่าข้าม"), ("90010102", "หัวนา"), ("90010103", "ป่าขาด"))
    offices.put(tmp_path / "data", "สำนักงาน", villages)
    return typed


def test_a_wide_sheet_comes_in_step_by_step(run: Run, tmp_path: Path) -> None:
    sheet, matches, back = (tmp_path / name for name in ("ผล.csv", "ยืนยัน.csv", "คืน.xlsx"))
    write_csv(sheet, HEADER, ROWS)
    code, _, told = run("import", "answers", sheet)
    assert (code, "--year 2569" in told) == (1, True)

    known = ("--year", "๒๕๖๙", "--match", matches, "--save-refused", back)
    code, said, told = run("import", "answers", sheet, *known)
    assert code == 1
    assert "ต้องยืนยัน 1 แห่ง" in said
    assert "หัวนาใต้" in told
    (question,) = read_table(matches).rows
    assert "90010102" in question.cells[3]
    assert len(read_table(back).rows) == 2

    write_csv(matches, read_table(matches).header, [(question.cells[0], "90010102", "", "")])
    code, said, _ = run("import", "answers", sheet, *known, "--good-rows")
    assert code == 0
    assert "2 แบบ เพิ่ม 6 คำตอบ" in said
    (refused,) = read_table(back).rows
    assert refused.cells[3] == "ป่าขาด"
    assert "อาจ" in refused.cells[-1]


def test_a_confirmed_code_that_does_not_exist_is_refused(run: Run, tmp_path: Path) -> None:
    sheet, matches = tmp_path / "ผล.csv", tmp_path / "ยืนยัน.csv"
    write_csv(sheet, HEADER, ROWS[:2])
    write_csv(matches, ("ข้อความในไฟล์", "รหัสหมู่บ้าน"), [("|เมืองสงขลา|บ่อยาง|2|หัวนาใต้|", "90019999")])
    code, _, told = run("import", "answers", sheet, "--year", "2569", "--match", matches)
    assert code == 1
    assert "ไม่มีหมู่บ้านรหัส 90019999" in told


def test_refused_villages_go_back_too(run: Run, tmp_path: Path) -> None:
    file, back = tmp_path / "เพิ่ม.csv", tmp_path / "คืน.csv"
    write_csv(file, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), [("90010104", "ใหม่"), ("9001", "ผิด")])
    assert run("import", "villages", file, "--good-rows", "--save-refused", back)[0] == 0
    (row,) = read_table(back).rows
    assert row.cells[:3] == ("9001", "ผิด", "3")


def test_the_instrument_is_found_from_the_file_unless_it_is_named(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "ผล.csv"
    header = ("อำเภอ", "ตำบล", "หมู่ที่", "1.1 ครัวเรือนที่ผ่าน", "1.1 ครัวเรือนเป้าหมาย", "3.2")
    write_csv(sheet, header, [("เมืองสงขลา", "บ่อยาง", "1", "25", "28", "1")])
    code, said, _ = run("import", "answers", sheet, "--year", "2569")
    assert (code, "6 ด้าน 12 ตัวชี้วัด" in said, "เพิ่ม 2 คำตอบ" in said) == (0, True, True)
    code, _, told = run("import", "answers", sheet, "--year", "2569", "--instrument", "moi-4x23")
    assert code == 1
    assert "หมายถึงข้อมูลเดียวกัน" in told
