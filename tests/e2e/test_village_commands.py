"""Villages change by the commands an office would type."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typed_offices import TypedOffices

from cdd_desktop.cli.main import main

Run = Callable[..., tuple[int, str]]
VILLAGES = (("90010101", "ท่าข้าม"), ("90010102", "หัวนา"), ("90010103", "หัวนา"))


@pytest.fixture
def run(offices: TypedOffices, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in an office with three villages; gives exit code and what was said."""

    def typed(*words: str | Path) -> tuple[int, str]:
        code = main(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out + told.err

    offices.put(tmp_path / "data", "สำนักงานทดสอบ", VILLAGES)
    return typed


def test_a_preview_tells_and_writes_nothing(run: Run) -> None:
    code, told = run("village", "rename", "90010101", "ท่าใหม่", "--on", "1/10/2568", "--preview")
    assert (code, "จะชื่อ “ท่าใหม่”" in told) == (0, True)
    assert "ท่าใหม่" not in run("village", "list", "--area", "900101")[1]


def test_villages_split_merge_move_and_tell_of_it(run: Run) -> None:
    day = ("--on", "1 ต.ค. 2568")
    assert run("village", "split", "90010101", "90010104", "ท่าใต้", *day)[0] == 0
    assert run("village", "merge", "90010103", "90010102", *day, "--note", "ประกาศ 7")[0] == 0
    assert run("village", "move", "90010104", "90010201", *day)[0] == 0
    assert "2 แห่ง" in run("village", "list", "--area", "900101")[1]
    assert "3 แห่ง" in run("village", "list", "--area", "900101", "--as-of", "2025-09-30")[1]
    assert "ถึงวันที่ 1 ต.ค. 2568" in run("village", "list", "--area", "90", "--ended")[1]
    told = run("village", "show", "90010103", "--as-of", "30/9/2568")[1]
    assert "รวมเข้ากับ ม.2 บ้านหัวนา (90010102) · ประกาศ 7" in told


def test_places_that_may_be_one_are_listed(run: Run) -> None:
    code, told = run("village", "alike", "--area", "90")
    assert (code, "1 คู่ที่ควรตรวจ" in told) == (0, True)
    assert "90010102" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rename", "90010109", "ใหม่"), "ไม่พบหมู่บ้าน"),
        (("close", "90010101", "--on", "วันนี้"), "อ่านวันที่"),
        (("close", "90010101", "--on", "1/10/2599"), "ยังมาไม่ถึง"),
        (("list", "--area", "9999"), "ไม่พบพื้นที่"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    code, said = run("village", *words)
    assert (code, told in said) == (1, True)
