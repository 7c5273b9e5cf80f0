"""The command `undo`, as an office would type it."""

import contextlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cdd_desktop.cli.main import main
from cdd_desktop.documents.writing import write_csv

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command; gives its exit code, what it printed, and what it complained about."""

    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / "ข้อมูล"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


@pytest.fixture(scope="module")
def typed_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office that imported a village and its answer; to be copied."""
    folder = tmp_path_factory.mktemp("undo")
    villages, answers = folder / "v.csv", folder / "a.csv"
    write_csv(villages, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), [("90010101", "ท่าข้าม")])
    header = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล")
    write_csv(answers, header, [("90010101", "2569", "1.1", "ผ่าน")])
    for words in (
        ("office", "create", "--province", "90", "--name", "สพจ.สงขลา"),
        ("import", "villages", str(villages)),
        ("import", "answers", str(answers)),
    ):
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["--data-dir", str(folder / "data"), *words]) == 0
    return folder / "data"


@pytest.fixture
def office(run: Run, typed_office: Path, tmp_path: Path) -> Run:
    """An office that imported a village and its answer."""
    shutil.copytree(typed_office, tmp_path / "ข้อมูล")
    return run


def test_undo_says_what_it_took_back_and_walks_backwards(office: Run) -> None:
    code, out, _ = office("undo")
    assert code == 0
    assert out.startswith("เลิกทำแล้ว: นำเข้าผลประเมิน 4 ด้าน 23 ตัวชี้วัด จาก a.csv (ทำเมื่อ ")
    assert office("undo")[1].startswith("เลิกทำแล้ว: นำเข้าทะเบียนหมู่บ้านจาก v.csv")
    assert office("check")[0] == 0


def test_undo_without_anything_to_take_back_is_refused_with_the_reason(office: Run) -> None:
    office("undo")
    office("undo")
    code, out, err = office("undo")
    assert (code, out) == (1, "")
    assert err == "ไม่มีรายการที่เลิกทำได้แล้ว ถ้าต้องการแก้ข้อมูล กรุณาแก้โดยตรง\n"


def test_the_list_changes_nothing_and_shows_what_was_undone(office: Run) -> None:
    office("undo")
    _, out, _ = office("undo", "--list", "๓")
    lines = [line.split("\t") for line in out.splitlines()]
    assert [line[0] for line in lines] == ["4", "3", "2"]
    assert lines[0][2] == "เลิกทำ: นำเข้าผลประเมิน 4 ด้าน 23 ตัวชี้วัด จาก a.csv"
    assert [line[3:] for line in lines] == [[], ["เลิกทำแล้ว"], []]
    assert office("undo", "--list", "99")[1].splitlines()[-1].endswith("ตั้งสำนักงาน\tเลิกทำไม่ได้")


@pytest.mark.parametrize("number", ["0", "-1", "สาม"])
def test_a_list_of_no_length_is_wrong_usage(office: Run, number: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        office("undo", f"--list={number}")
