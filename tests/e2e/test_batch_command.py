"""`report make --per`: a folder of files, continued by the same command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typed_offices import TypedOffices

from cdd_desktop.cli import reports as commands
from cdd_desktop.cli.main import main

Run = Callable[..., tuple[int, str, str]]
VILLAGES = (("90010101", "ท่าข้าม"), ("90010201", "หัวนา"), ("90020101", "ป่าขาด"))


@pytest.fixture
def run(offices: TypedOffices, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command for an office of three tambon; gives exit code, output and complaints."""

    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    offices.put(tmp_path / "data", "สำนักงานทดสอบ", VILLAGES)
    return typed


def blank(folder: Path, *more: str) -> tuple[str | Path, ...]:
    chosen = ("--area", "90", "--year", "2569", "--format", "pdf", "--per", "tambon")
    return ("report", "make", "checklist-blank", *chosen, *more, "--out", folder)


def test_a_file_for_each_tambon_and_nothing_the_second_time(run: Run, tmp_path: Path) -> None:
    code, told, steps = run(*blank(tmp_path / "out"))
    assert code == 0
    assert "ทำ 3 ไฟล์ มีอยู่แล้ว 0 ไฟล์" in told
    assert steps.splitlines()[1].startswith("ไฟล์ที่ 2 จาก 3 ตำบล")
    made = sorted(file.name[:6] for file in (tmp_path / "out").glob("*.pdf"))
    assert made == ["900101", "900102", "900201"]
    code, told, _ = run(*blank(tmp_path / "out"))
    assert code == 0
    assert "ทำ 0 ไฟล์ มีอยู่แล้ว 3 ไฟล์" in told


def test_ctrl_c_leaves_whole_files_and_the_same_command_goes_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object, done: int, total: int, text: str = "") -> None:
        if done == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(commands.Told, "report", interrupted)
        code, told, reason = run(*blank(tmp_path / "out"))
    assert (code, told) == (1, "")
    assert reason == "หยุดแล้ว ไฟล์ที่ทำเสร็จยังอยู่ครบ กรุณาสั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อ\n"
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 2
    assert not list((tmp_path / "out").glob(".*"))
    code, told, _ = run(*blank(tmp_path / "out"))
    assert code == 0
    assert "ทำ 1 ไฟล์ มีอยู่แล้ว 2 ไฟล์" in told


def test_a_damaged_file_is_named(run: Run, tmp_path: Path) -> None:
    run(*blank(tmp_path / "out"))
    (file,) = (tmp_path / "out").glob("900102*.pdf")
    file.write_bytes(b"%PDF")
    code, told, _ = run(*blank(tmp_path / "out"))
    assert code == 0
    assert f"ทำใหม่ (ไฟล์ถูกแก้หรือเสียหาย): {file.name}" in told


def test_a_held_file_makes_the_command_fail_with_the_remedy(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = Path.replace

    def as_on_windows(self: Path, target: Path) -> Path:
        if Path(target).name.startswith("900102"):
            raise PermissionError(13, "in use")
        return move(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", as_on_windows)
        code, told, reason = run(*blank(tmp_path / "out"))
    assert code == 1
    assert "ทำ 2 ไฟล์" in told
    assert "ยังทำไม่ได้: 900102" in reason
    assert reason.rstrip().endswith("กรุณาปิดไฟล์เหล่านั้น แล้วสั่งทำต่ออีกครั้ง")


def test_what_cannot_be_split_so_is_refused(run: Run, tmp_path: Path) -> None:
    words = blank(tmp_path / "out")
    assert run(*words[:3], "--area", "900101", *words[5:-3], "amphoe", *words[-2:])[0] == 1
    with pytest.raises(SystemExit) as wrong:
        run(*words[:-3], "country", *words[-2:])
    assert wrong.value.code == 2
    assert not (tmp_path / "out").exists()
