"""Sixteen workbooks go out and come back by command, with the list of what is owed."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cdd_desktop.cli.main import main
from cdd_desktop.documents.writing import write_csv

AMPHOE = [f"90{number:02}" for number in range(1, 17)]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., int]:
    """Type a command in an office."""
    folder = tmp_path_factory.mktemp("workbook commands")

    def typed(*words: str | Path) -> int:
        return main(["--data-dir", str(folder / "data"), *map(str, words)])

    assert typed("office", "create", "--province", "90", "--name", "สำนักงาน") == 0
    return typed


def fill(path: Path, value: str) -> None:
    book = openpyxl.load_workbook(path)
    page = book["กรอกผล"]
    for column in range(5, page.max_column + 1):
        page.cell(4, column).value = value
    book.save(path)


@pytest.mark.slow
def test_sixteen_go_out_and_come_back_and_one_is_owed(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(*words)
        said = capsys.readouterr()
        return code, said.out, said.err

    sheet = tmp_path / "villages.csv"
    rows = [(f"{amphoe}0101", f"บ้านที่ {amphoe}") for amphoe in AMPHOE]
    write_csv(sheet, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), rows)
    assert run("import", "villages", sheet) == 0
    out, back = tmp_path / "แบบกรอก ส่งอำเภอ", tmp_path / "ไม่รับ.xlsx"
    area = ("--area", "90", "--year", "2569")
    code, said, _ = told("workbook", "make", *area, "--out", out)
    assert (code, "ทำแบบกรอก 16 ไฟล์" in said) == (0, True)
    code, _, why = told("workbook", "make", *area, "--out", out)
    assert (code, "อยู่แล้ว" in why) == (1, True)
    files = sorted(out.glob("*.xlsx"))
    for path in files[:14]:
        fill(path, "ผ่าน")
    fill(files[14], "คงผ่าน")
    code, said, why = told("workbook", "take", out)
    assert (code, "แถว 4" in why) == (1, True)
    code, said, _ = told("workbook", "take", out, "--good-rows", "--save-refused", back)
    assert (code, "บันทึก 322 คำตอบ" in said) == (0, True)
    code, said, _ = told("workbook", "owed", "--year", "2569")
    assert [line.split("\t")[0] for line in said.splitlines()] == AMPHOE[14:]
    fill(back, "ไม่ผ่าน")
    code, said, _ = told("workbook", "take", back)
    assert (code, "บันทึก 23 คำตอบ" in said) == (0, True)
    code, said, _ = told("workbook", "take", *files[:3])
    assert (code, "ไม่มีอะไรเปลี่ยนแปลง" in said) == (0, True)
    assert run("undo") == 0
    _, said, _ = told("workbook", "owed", "--year", "2569", "--all")
    assert said.count("ครบแล้ว") == 14


def test_what_cannot_be_made_or_taken_is_told_in_a_sentence(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("workbook", "owed", "--year", "2568") == 0
    assert "ยังไม่ได้ทำแบบกรอก" in capsys.readouterr().out
    other = tmp_path / "อื่น.csv"
    write_csv(other, ("รหัส", "ผล"), [("1", "2")])
    assert run("workbook", "take", other) == 1
    assert "ไม่ใช่แบบกรอกที่โปรแกรมนี้ทำ" in capsys.readouterr().err
    assert run("workbook", "take", tmp_path) == 1
    assert "ไม่พบไฟล์ .xlsx" in capsys.readouterr().err
