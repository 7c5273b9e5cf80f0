"""Local governments and their villages by the commands an office would type."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typed_offices import TypedOffices

from cdd_desktop.cli.main import main
from cdd_desktop.documents.writing import write_csv

Run = Callable[..., tuple[int, str]]
VILLAGES = (("90010101", "ท่าข้าม"), ("90010102", "หัวนา"), ("90010201", "หัวถนน"))


@pytest.fixture
def run(offices: TypedOffices, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in an office with three villages; gives exit code and what was said."""

    def typed(*words: str | Path) -> tuple[int, str]:
        code = main(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out + told.err

    offices.put(tmp_path / "data", "สำนักงานทดสอบ", VILLAGES)
    return typed


def test_a_government_is_added_given_a_tambon_raised_and_closed(run: Run) -> None:
    assert run("government", "add", "อบต.บ่อยาง", "--area", "9001", "--code", "๖๙๐๐๑")[0] == 0
    code, told = run("government", "assign", "อบต.บ่อยาง", "900101", "90010201")
    assert (code, "3 หมู่บ้าน" in told) == (0, True)
    day = ("--on", "1/10/2568")
    raised = run("government", "change", "อบต.บ่อยาง", "--to", "ทต.บ่อยาง", "--checked", *day)
    assert raised[0] == 0
    told = run("government", "list", "--area", "90")[1]
    assert "ทต.บ่อยาง" in told
    assert "รอตรวจ" not in told
    then = run("government", "list", "--area", "90", "--as-of", "30/9/2568")[1]
    assert "อบต.บ่อยาง" in then
    assert "รหัส 69001 (รอตรวจ)" in then
    assert run("government", "release", "90010102", *day)[0] == 0
    assert "90010102" in run("government", "without", "--area", "90")[1]
    assert "2 หมู่บ้าน" in run("government", "show", "ทต.บ่อยาง")[1]
    assert "3 หมู่บ้าน" in run("government", "show", "อบต.บ่อยาง", "--as-of", "30/9/2568")[1]
    assert run("government", "close", "ทต.บ่อยาง", "--on", "1/10/2569")[0] == 0
    assert "0 แห่ง" in run("government", "list", "--area", "90")[1]
    assert "ถึงวันที่ 1 ต.ค. 2569" in run("government", "list", "--area", "90", "--ended")[1]
    assert run("undo")[0] == 0
    assert "ทต.บ่อยาง" in run("government", "list", "--area", "90")[1]


def test_a_sheet_is_taken_and_its_bad_rows_come_back(run: Run, tmp_path: Path) -> None:
    rows = (("90010101", "อบต.บ่อยาง"), ("90010102", "บ่อยางใต้"), ("90010201", ""))
    write_csv(tmp_path / "g.csv", ("รหัสหมู่บ้าน", "อปท."), rows)
    back = tmp_path / "back.csv"
    sheet = ("import", "governments", tmp_path / "g.csv")
    code, told = run(*sheet)
    assert (code, "ยังไม่ได้นำเข้า" in told) == (1, True), told
    code, told = run(*sheet, "--good-rows", "--save-refused", back, "--on", "1/10/2568")
    assert (code, "กำหนด 1" in told) == (0, True)
    assert "ประเภทใด" in back.read_text(encoding="utf-8-sig")
    assert "1 หมู่บ้าน" in run("government", "show", "อบต.บ่อยาง")[1]
    assert "0 หมู่บ้าน" in run("government", "show", "อบต.บ่อยาง", "--as-of", "30/9/2568")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "บ่อยาง", "--area", "9001"), "ประเภทใด"),
        (("add", "อบต.บ่อยาง", "--area", "9301"), "ไม่อยู่ในจังหวัด"),
        (("show", "อบต.ไม่มี"), "ไม่พบ อปท."),
        (("assign", "อบต.ท่าช้าง", "90010101"), "--area"),
        (("change", "อบต.ท่าช้าง", "--area", "9001", "--to", "ท่า"), "ประเภทใด"),
        (("list", "--area", "9999"), "ไม่พบพื้นที่"),
        (("release", "900103"), "ไม่มีหมู่บ้าน"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    run("government", "add", "อบต.ท่าช้าง", "--area", "9001")
    run("government", "add", "อบต.ท่าช้าง", "--area", "9002")
    code, said = run("government", *words)
    assert (code, told in said) == (1, True), said


def test_every_village_has_a_government_is_said(run: Run) -> None:
    run("government", "add", "ทน.สงขลา", "--area", "9001")
    run("government", "assign", "ทน.สงขลา", "9001")
    assert "ทุกหมู่บ้านมี อปท. แล้ว" in run("government", "without", "--area", "90")[1]
