"""Versions of instruments from the command line: out, changed in Excel, in again, published."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cdd_desktop.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in a new office."""

    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / "ข้อมูล"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    assert typed("office", "create", "--province", "90", "--name", "สำนักงาน")[0] == 0
    return typed


def test_a_version_goes_out_is_changed_in_excel_and_comes_back_to_be_published(
    run: Run, tmp_path: Path
) -> None:
    assert run("instrument", "new", "cdd-6x2", "2549", "--name", "2570", "--year", "2570")[0] == 0
    book_path = tmp_path / "หกด้าน 2570.xlsx"
    assert run("instrument", "export", "cdd-6x2", "2570", "--out", book_path)[0] == 0
    _, told, _ = run("instrument", "import", book_path)
    assert "ไม่มีอะไรเปลี่ยน" in told
    book = openpyxl.load_workbook(book_path)
    book["ตัวชี้วัด"].cell(3, 5).value = "ครัวเรือนทำสวนครัวหรือเลี้ยงสัตว์"
    walk = book["ตัวเทียบรุ่นก่อน"]
    walk.cell(3, 2).value = "9.9"
    book.save(book_path)
    code, _, refused = run("instrument", "import", book_path)
    assert code == 1
    assert "9.9" in refused
    walk.cell(3, 2).value = "1.1"
    walk.cell(3, 3).value = "ปรับถ้อยคำหรือเกณฑ์"
    book.save(book_path)
    assert run("instrument", "import", book_path)[0] == 0
    code, told, _ = run("instrument", "publish", "cdd-6x2", "2570", "--on", "1/12/2569")
    assert code == 0
    assert "1 ธันวาคม 2569" in told
    _, told, _ = run("instrument", "show", "cdd-6x2", "2570", "--compare", "2549")
    assert told.splitlines()[0].split("\t")[2:] == [
        "ปรับถ้อยคำหรือเกณฑ์",
        "ครัวเรือนทำสวนครัวหรือเลี้ยงสัตว์",
        "ข้อความ",
    ]
    code, _, refused = run("instrument", "remove", "cdd-6x2", "2570")
    assert code == 1
    assert "ทำรุ่นใหม่จากรุ่นนี้" in refused
    _, told, _ = run("instrument", "list")
    assert "cdd-6x2\t2570\t6 ด้าน 12 ตัวชี้วัด\tใช้ตั้งแต่ปี 2570\tประกาศใช้แล้ว" in told
