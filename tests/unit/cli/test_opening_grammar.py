"""Opening the window reads a small grammar, which means the same as the whole one."""

import sys
from pathlib import Path

import pytest

from cdd_desktop.cli.main import main
from cdd_desktop.cli.opening_grammar import only_opens, opening_parser, with_command
from cdd_desktop.cli.parser import build_parser

OPENS = [
    [],
    ["open"],
    ["open", r"C:\งาน ของ พช\สำรอง.cddbackup"],
    ["--data-dir", "งาน", "open", "ก.cddbackup"],
    ["--data-dir=งาน ใหม่", "--profile-startup"],
    ["--profile-startup"],
]


@pytest.mark.parametrize("arguments", OPENS, ids=" ".join)
def test_both_grammars_take_it_alike(arguments: list[str]) -> None:
    assert only_opens(arguments)
    small, whole = opening_parser().parse_args(arguments), build_parser().parse_args(arguments)
    for name in ("command", "data_dir", "profile_startup"):
        assert getattr(small, name) == getattr(whole, name)
    assert getattr(small, "backup", None) == getattr(whole, "backup", None)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["report", "list"], ["open", "--help"], ["--ไม่มี"], ["รายงาน"]],
    ids=" ".join,
)
def test_whatever_else_is_for_the_whole_grammar(arguments: list[str]) -> None:
    assert not only_opens(arguments)


@pytest.mark.skipif(sys.platform != "linux", reason="Windows always has a desktop")
def test_without_a_screen_the_window_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--data-dir", str(tmp_path / "ใหม่"), "--profile-startup"]) == 1
    assert "ไม่มีจอภาพ" in capsys.readouterr().err
    assert not (tmp_path / "ใหม่").exists()


def test_the_backup_is_a_path() -> None:
    assert opening_parser().parse_args(["open", "ก ข.cddbackup"]).backup == Path("ก ข.cddbackup")


def test_two_backups_at_once_are_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        opening_parser().parse_args(["open", "ก.cddbackup", "ข.cddbackup"])
    assert ended.value.code == 2
    assert "ไม่รู้จัก ข.cddbackup" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["C:/ก ข.CDDBACKUP", "--data-dir=x.cddbackup"])
def test_a_backup_dropped_on_the_program_is_opened(name: str) -> None:
    arguments = with_command([name])
    assert only_opens(arguments)
    assert opening_parser().parse_args(arguments).backup == Path(name)


def test_other_words_stay_as_they_were() -> None:
    for arguments in ([], ["backup", "a.cddbackup"], ["check"]):
        assert with_command(arguments) == arguments
