"""The grammar of the command line, and what it answers in Thai."""

import tempfile
from pathlib import Path

import pytest

from cdd_desktop import __version__
from cdd_desktop.cli import reports
from cdd_desktop.cli.main import main
from cdd_desktop.cli.parser import build_parser


def test_without_a_command_the_window_is_meant() -> None:
    assert build_parser().parse_args([]).command == "open"


@pytest.mark.parametrize(
    ("error", "told"), [(ZeroDivisionError, "ทำงานผิดพลาด"), (KeyboardInterrupt, "หยุดแล้ว")]
)
def test_whatever_ends_a_command_is_told_in_thai(
    error: type[BaseException],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_chosen: object) -> int:
        raise error

    monkeypatch.setattr(reports, "show_list", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["report", "list"]) == 1
    complaint = capsys.readouterr().err
    assert told in complaint
    assert "Traceback" not in complaint
    kept = [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()]
    assert ["ZeroDivisionError" in text for text in kept] == [True] * (error is ZeroDivisionError)
    assert all(str(file) in complaint for file in tmp_path.iterdir())


def test_a_command_that_is_stopped_while_it_loads_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_module: str) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("cdd_desktop.cli.main.import_module", stop)
    assert main(["report", "list"]) == 1
    assert "หยุดแล้ว" in capsys.readouterr().err


def test_the_version_and_the_build_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == f"cdd-desktop {__version__} (จากซอร์ส)"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["office", "create", "--name", "ก"], "ขาด --province"),
        (["report", "make", "x"], "ขาด --area, --format, --out"),
        (["nonsense"], "nonsense"),
        (["check", "--fast"], "ไม่รู้จัก --fast"),
        (["screenshots", "d", "--theme", "pink"], "--theme ใช้ 'pink' ไม่ได้"),
        (["screenshots", "d", "--scale", "big"], "--scale ใช้ค่า 'big' ไม่ได้"),
        (["--data-dir"], "--data-dir ต้องมีค่าตามหลัง"),
        (["import"], "ขาด"),
    ],
)
def test_wrong_usage_is_told_in_thai_and_exits_with_two(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith("คำสั่งไม่ถูกต้อง: ")
    assert told in error
    assert "--help" in error


def test_help_speaks_thai(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "make", "--help"])
    text = capsys.readouterr().out
    assert "วิธีใช้:" in text
    assert "usage" not in text
    assert "optional" not in text
