"""What is told when the program does not begin, with a console and without one."""

import io
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from cdd_desktop import __main__ as entry
from cdd_desktop import last_words
from cdd_desktop.cli import reports
from cdd_desktop.cli.main import main


def as_without_console(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Be CDD.exe on Windows: no standard output or error; gives the texts of its boxes.

    No fixture: between set-up and test pytest puts streams of its own there.
    """
    shown: list[str] = []

    def show(_window: None, text: str, _title: str, _kind: int) -> None:
        shown.append(text)

    library = SimpleNamespace(WinDLL=lambda _name: SimpleNamespace(MessageBoxW=show))
    monkeypatch.setitem(sys.modules, "ctypes", library)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    return shown


def list_fails_with(error: Exception, monkeypatch: pytest.MonkeyPatch, traces: Path) -> None:
    def fail(_chosen: object) -> int:
        raise error

    monkeypatch.setattr(reports, "show_list", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(traces))


def test_with_a_console_nothing_is_shown_in_a_box(capsys: pytest.CaptureFixture[str]) -> None:
    assert last_words.tell("เปิดไม่ได้ กรุณาลองใหม่")
    assert capsys.readouterr().err == "เปิดไม่ได้ กรุณาลองใหม่\n"


def test_thai_reaches_a_console_of_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(written, encoding="cp437"))
    last_words.tell("กรุณาลองใหม่")
    sys.stderr.flush()
    assert written.getvalue().decode() == "กรุณาลองใหม่\n"


def test_a_library_that_is_gone_is_told_with_the_remedy_and_where_the_details_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    list_fails_with(ImportError("DLL load failed"), monkeypatch, tmp_path)
    assert main(["report", "list"]) == last_words.DAMAGED
    told = capsys.readouterr().err
    (kept,) = tmp_path.iterdir()
    assert "ไฟล์ของโปรแกรมหายหรือเสีย กรุณาติดตั้งโปรแกรมใหม่" in told
    assert "ข้อมูลของสำนักงานไม่หาย" in told
    assert str(kept) in told
    assert "DLL load failed" in kept.read_text(encoding="utf-8")


def test_a_grammar_that_is_gone_is_told_like_every_other_part(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "cdd_desktop.cli.parser", None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["report", "list"]) == last_words.DAMAGED
    assert last_words.FILES_DAMAGED in capsys.readouterr().err


@pytest.mark.parametrize("fault", [ModuleNotFoundError("no zlib"), SyntaxError("null bytes")])
def test_a_command_line_that_cannot_be_loaded_is_told(
    fault: Exception,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Damaged:
        def __getattr__(self, _name: str) -> object:
            raise fault

    monkeypatch.setitem(sys.modules, "cdd_desktop.cli.main", Damaged())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert entry.start() == last_words.DAMAGED
    assert "ติดตั้งโปรแกรมใหม่" in capsys.readouterr().err
    assert len(list(tmp_path.iterdir())) == 1


def test_without_a_console_a_damaged_program_says_so_in_a_box(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    boxes = as_without_console(monkeypatch)
    list_fails_with(ImportError("DLL load failed"), monkeypatch, tmp_path)
    assert main(["report", "list"]) == last_words.DAMAGED
    assert "ติดตั้งโปรแกรมใหม่" in boxes[0]


def test_where_not_even_a_box_can_be_shown_the_launcher_is_asked_to_tell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    boxes = as_without_console(monkeypatch)
    list_fails_with(ImportError("DLL load failed"), monkeypatch, tmp_path)
    monkeypatch.setitem(sys.modules, "ctypes", None)
    assert main(["report", "list"]) == last_words.DAMAGED_UNTOLD
    assert boxes == []


def test_a_refusal_and_a_wrong_command_reach_a_user_without_a_console(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    boxes = as_without_console(monkeypatch)
    assert main(["--data-dir", str(tmp_path / "ไม่มี"), "undo"]) == 1
    with pytest.raises(SystemExit, match="2"):
        main(["no-such-command"])
    assert "ยังไม่มีสำนักงาน" in boxes[0]
    assert boxes[1].startswith("คำสั่งไม่ถูกต้อง")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["report", "list"]])
def test_what_is_printed_without_a_console_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    boxes = as_without_console(monkeypatch)
    try:
        code: object = main(arguments)
    except SystemExit as ended:  # --version and --help end so
        code = ended.code
    assert code in {0, None}
    assert boxes == []


def test_the_launcher_and_the_program_agree_on_the_code_of_a_damage_untold() -> None:
    source = Path(__file__).parents[2] / "installer" / "delivery" / "launcher.c"
    text = source.read_text(encoding="utf-8")
    assert f"#define UNTOLD {last_words.DAMAGED_UNTOLD}\n" in text
    assert f"#define CANNOT_START {last_words.DAMAGED}\n" in text
