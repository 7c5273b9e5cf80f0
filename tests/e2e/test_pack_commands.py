"""`pack` on the command line, from a fresh office to paper in the hand."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from typed_offices import TypedOffices

from cdd_desktop.cli.main import main
from cdd_desktop.documents.writing import write_csv

STARTER = "ประชุมประจำเดือน"
CODES = ("93010101", "93010102", "93020101")


@pytest.fixture
def run(
    offices: TypedOffices, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in an office of three villages; gives exit code, output and reasons."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    villages = [(code, f"บ้าน{number}") for number, code in enumerate(CODES)]
    offices.put(tmp_path / "data", "สำนักงาน", villages)
    return command


def pages(file: Path) -> int:
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        return len(pdf)


def answer(run: Callable[..., tuple[int, str, str]], folder: Path, indicator: str) -> None:
    rows = [(CODES[0], "2569", indicator, "ผ่าน")]
    write_csv(folder / "a.csv", ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    code, _, told = run("import", "answers", folder / "a.csv")
    assert code == 0, told


def test_the_shipped_pack_is_made_by_its_name_at_once(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    assert STARTER in run("pack", "list")[1]
    shown = run("pack", "show", STARTER)[1]
    assert "ใบปะหน้า: บันทึกข้อความ" in shown
    assert "1. ระเบียบวาระการประชุม" in shown
    out = tmp_path / "ชุด ประชุม.pdf"
    code, told, _ = run("pack", "make", STARTER, "--area", "๙๓", "--year", "2569", "--out", out)
    assert code == 0
    assert f"({pages(out):,} หน้า)" in told


def test_only_changed_says_which_pages_to_take_out_and_put_in(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    asked = ("pack", "make", STARTER, "--area", "93", "--year", "2569", "--out")
    whole = tmp_path / "ชุด.pdf"
    code, _, why = run(*asked, tmp_path / "ก.pdf", "--only-changed")
    assert (code, "บันทึกทั้งชุดก่อน" in why) == (1, True)
    assert run(*asked, whole)[0] == 0
    code, told, _ = run(*asked, tmp_path / "ก.pdf", "--only-changed")
    assert (code, "ไม่มีหน้าใดเปลี่ยน" in told) == (0, True)
    assert not (tmp_path / "ก.pdf").exists()
    answer(run, tmp_path, "1.1")
    code, told, _ = run(*asked, tmp_path / "ก.pdf", "--only-changed")
    assert code == 0
    assert re.search(r"ถอดหน้า \d+(-\d+)? ใส่หน้า \d+", told)
    assert 1 < pages(tmp_path / "ก.pdf") < pages(whole)


def test_a_file_for_each_amphoe_and_a_second_run_keeps_them(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    out = tmp_path / "แจก"
    asked = ("pack", "make", STARTER, "--area", "93", "--year", "2569", "--per", "amphoe")
    code, told, _ = run(*asked, "--out", out)
    assert code == 0
    assert "ทำ 2 ไฟล์" in told
    assert len(list(out.glob("*.pdf"))) == 2
    assert "มีอยู่แล้ว 2 ไฟล์" in run(*asked, "--out", out)[1]
    code, told, _ = run(*asked, "--out", tmp_path / "เปลี่ยน", "--only-changed")
    assert code == 0
    assert told.count("ไม่มีหน้าใดเปลี่ยน") == 2


def test_an_unknown_pack_and_area_are_named(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    out = ("--year", "2569", "--out", tmp_path / "ก.pdf")
    code, _, told = run("pack", "make", "ไม่มี", "--area", "93", *out)
    assert code == 1
    assert "“ไม่มี”" in told
    assert STARTER in told
    code, _, told = run("pack", "make", STARTER, "--area", "9399", *out)
    assert code == 1
    assert "9399" in told
    code, _, told = run("pack", "make", STARTER, "--area", "90", *out)
    assert code == 1
    assert not (tmp_path / "ก.pdf").exists()
