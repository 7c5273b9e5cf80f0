"""How the self-test tells what it finds: each outcome in words that end with what to do."""

import errno
import multiprocessing
import os
import re
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

import cdd_desktop
from cdd_desktop.about import Program
from cdd_desktop.cli.main import main
from cdd_desktop.cli.self_test import command, faults, program_files
from cdd_desktop.cli.self_test.trial import MESSAGES
from cdd_desktop.errors import CddError
from cdd_desktop.gui.qt_parts import QT_PARTS

PACKAGE = Path(cdd_desktop.__file__).parent
ROOT = Path(__file__).parents[3]

sys.path.insert(0, str(ROOT / "installer"))
from delivery.file_list import write_file_list  # noqa: E402 - the installer is no package


@pytest.fixture
def pipes() -> Iterator[tuple["Connection[Any, Any]", "Connection[Any, Any]"]]:
    """The command's end and the steps' end."""
    ours, theirs = multiprocessing.Pipe()
    yield ours, theirs
    ours.close()
    theirs.close()


Tell = Callable[..., bool]


@pytest.fixture
def tell(
    pipes: tuple["Connection[Any, Any]", "Connection[Any, Any]"],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Tell:
    """Have the steps say something, and the command tell it; they hang up unless told not to."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def told(*messages: tuple[object, ...], hangs: bool = False) -> bool:
        ours, theirs = pipes
        for message in messages:
            theirs.send(message)
        if not hangs:
            theirs.close()
        return command.tell(ours, tmp_path, until=time.monotonic())

    return told


def test_steps_are_told_as_they_pass_and_at_last_what_it_ran_on(
    tell: Tell, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tell(("begun", "ก"), ("passed", "ก", 1.25), ("ended", "CDD 1 · Qt 6"))
    said = capsys.readouterr()
    assert said.out.splitlines() == ["ผ่าน: ก (1.2 วินาที)", "โปรแกรมทำงานครบทุกส่วน", "CDD 1 · Qt 6"]
    assert said.err == ""


def test_what_fails_is_told_with_its_step_and_without_a_file_where_the_words_are_all(
    tell: Tell, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not tell(("begun", "ก"), ("failed", "ก", "เสีย กรุณาติดตั้งใหม่", ""))
    assert capsys.readouterr().err == "ไม่ผ่าน: ก: เสีย กรุณาติดตั้งใหม่\n"


def test_a_bug_leaves_its_trace_and_what_was_said_in_a_file_that_is_named(
    tell: Tell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / MESSAGES).write_text("Qt บ่น", encoding="utf-8")
    assert not tell(("failed", "ก", "ผิดพลาด กรุณาแจ้ง", "ValueError: x"))
    named = re.search(r"รายละเอียดอยู่ที่ (\S+)", capsys.readouterr().err)
    assert named is not None
    assert Path(named[1]).read_text(encoding="utf-8") == "ValueError: x\nQt บ่น"


@pytest.mark.parametrize(
    ("hangs", "words"), [(False, "โปรแกรมหยุดทำงานกลางคัน"), (True, "ไม่เสร็จใน 15 นาที")]
)
def test_a_step_that_dies_or_hangs_is_told_by_name(
    tell: Tell, capsys: pytest.CaptureFixture[str], hangs: bool, words: str
) -> None:
    assert not tell(("begun", "ดูตัวอย่าง"), hangs=hangs)
    said = capsys.readouterr().err
    assert said.startswith(f"ไม่ผ่าน: ดูตัวอย่าง: {words} กรุณา")
    assert "รายละเอียดอยู่ที่" in said


def test_a_process_that_dies_before_it_takes_the_pipe_up_is_not_waited_for(
    pipes: tuple["Connection[Any, Any]", "Connection[Any, Any]"],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone, theirs = multiprocessing.Pipe()
    theirs.close()  # ready to be read, as the sentinel of an ended process is
    with gone:
        assert not command.tell(pipes[0], tmp_path, until=time.monotonic() + 60, ended=(gone,))
    assert "โปรแกรมหยุดทำงานกลางคัน" in capsys.readouterr().err


def test_a_program_without_a_console_is_not_brought_down_by_the_steps(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Mock()
    monkeypatch.setattr(command.last_words, "tell", box)
    monkeypatch.setattr("sys.stdout", None)
    assert tell(("begun", "ก"), ("passed", "ก", 1.0), ("ended", "CDD"))
    box.assert_called_once_with("โปรแกรมทำงานครบทุกส่วน", is_fault=False)


def test_a_folder_that_holds_something_is_not_worked_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ของฉัน.txt").touch()
    assert main(["self-test", "--keep", str(tmp_path)]) == 1
    assert "กรุณาใช้โฟลเดอร์ใหม่" in capsys.readouterr().err


def test_a_computer_without_a_place_for_temporary_files_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "mkdtemp", Mock(side_effect=OSError(errno.ENOSPC, "full")))
    assert main(["self-test"]) == 1
    assert "กรุณาตรวจที่ว่างของดิสก์" in capsys.readouterr().err


class _Broken:
    """In the place of multiprocessing: a process that ends at once."""

    def __init__(self) -> None:
        self.folders: list[Path] = []

    def get_context(self, _: str) -> "_Broken":
        return self

    def set_executable(self, _: str) -> None:
        pass

    def Pipe(self) -> tuple["Connection[Any, Any]", "Connection[Any, Any]"]:  # noqa: N802 - its name
        return multiprocessing.Pipe()

    def Process(self, *, args: tuple[Any, Path], **_: object) -> Mock:  # noqa: N802 - its name
        self.folders.append(args[1])
        gone, theirs = multiprocessing.Pipe()
        theirs.close()
        return Mock(sentinel=gone)


def test_the_work_is_done_in_a_thai_folder_with_blanks_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = _Broken()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(command, "multiprocessing", broken)
    assert command.run(Namespace(keep=None)) == 1
    (folder,) = broken.folders
    assert folder.parent == tmp_path
    assert " " in folder.name
    assert not folder.name.isascii()
    assert not folder.exists()
    assert "ไม่ผ่าน: เริ่มตรวจ" in capsys.readouterr().err
    kept = tmp_path / "เก็บ ไว้"
    assert command.run(Namespace(keep=kept)) == 1
    assert broken.folders[1] == kept
    assert kept.is_dir()


def test_what_a_killed_self_test_left_behind_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed, at_work, strange = (
        tmp_path / name for name in ("ตรวจโปรแกรม พช ก", "ตรวจโปรแกรม พช ข", "ค")
    )
    for folder in (killed, at_work, strange):
        (folder / "office").mkdir(parents=True)
    for folder in (killed, strange):
        os.utime(folder, (0, 0))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(command, "multiprocessing", _Broken())
    assert command.run(Namespace(keep=None)) == 1
    assert sorted(left.name for left in tmp_path.iterdir() if left.is_dir()) == sorted(
        [strange.name, at_work.name]
    )


@pytest.mark.parametrize(
    ("error", "words", "has_trace"),
    [
        (CddError("ไม่ได้ กรุณาลองใหม่"), "ไม่ได้ กรุณาลองใหม่", False),
        (ImportError("DLL load failed", name="PySide6.QtPdf"), "“PySide6.QtPdf”", True),
        (OSError(errno.ENOSPC, "full"), "พื้นที่ดิสก์เต็ม", True),
        (FileNotFoundError(errno.ENOENT, "gone", str(PACKAGE / "x.yaml")), "“x.yaml”", True),
        (FileNotFoundError(str(PACKAGE / "x.ui")), "“x.ui”", True),  # as forms are missed
        (PermissionError(errno.EACCES, "no", "/elsewhere/x"), "ตรวจสิทธิ์", True),
        (OSError("odd"), "ดิสก์ไม่สำเร็จ", True),
        (ValueError("bug"), "ผิดพลาด", True),
    ],
)
def test_every_failure_is_told_in_thai_with_a_remedy(
    error: Exception, words: str, has_trace: bool
) -> None:
    told, trace = faults.told(error)
    assert words in told
    assert "กรุณา" in told
    assert (type(error).__name__ in trace) == has_trace


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed program of two files, and the list that its build left."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "a.py").write_bytes(b"a")
    (tmp_path / "app" / "แบบ.ui").write_bytes(b"b")
    write_file_list(tmp_path)
    known = Program(version="1", build="abc", is_packed=True, made_on=date(2026, 1, 1))
    monkeypatch.setattr(program_files, "program", lambda: known)
    monkeypatch.setattr(program_files, "_FOLDER", tmp_path)
    return tmp_path


def test_a_program_whose_files_are_as_they_were_built_is_sound(packed: Path) -> None:
    program_files.check_files()
    write_file_list(packed)  # the list is not in the list
    program_files.check_files()


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_file_that_is_gone_or_damaged_is_named(packed: Path, is_gone: bool) -> None:
    file = packed / "app" / "แบบ.ui"
    if is_gone:
        file.unlink()
    else:
        file.write_bytes(b"x")  # as long as before
    with pytest.raises(CddError, match=r"เสีย: app/แบบ\.ui กรุณาติดตั้งโปรแกรมใหม่"):
        program_files.check_files()


def test_source_text_is_known_by_its_size(packed: Path) -> None:
    file = packed / "app" / "a.py"
    file.write_bytes(b"x")
    program_files.check_files()
    file.write_bytes(b"xx")
    with pytest.raises(CddError, match=r"เสีย: app/a\.py"):
        program_files.check_files()


def test_an_installed_program_without_its_list_or_build_is_not_taken_on_trust(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (packed / program_files.LIST).unlink()
    with pytest.raises(CddError, match=r"files\.txt กรุณา"):
        program_files.check_files()
    known = Program(version="1", build="abc", is_packed=True)
    monkeypatch.setattr(program_files, "program", lambda: known)
    with pytest.raises(CddError, match="รุ่นสร้าง"):
        program_files.check_files()


def test_every_part_of_qt_that_the_program_imports_is_proved() -> None:
    used = {
        found
        for path in PACKAGE.rglob("*.py")
        for found in re.findall(r"^\s*from PySide6\.(Qt\w+) import", path.read_text("utf-8"), re.M)
    }
    assert set(QT_PARTS) == used
