"""Keeping the office's data and bringing it back, by the commands an office would type."""

import contextlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import open_office
from cdd_desktop.cli.main import main
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.storage.backups import backups_in
from cdd_desktop.storage.manifest import Reason

Run = Callable[..., tuple[int, str, str]]
Import = Callable[..., int]


@pytest.fixture(scope="module")
def typed_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new office; to be copied."""
    folder = tmp_path_factory.mktemp("backup") / "data"
    create = ("office", "create", "--province", "90", "--name", "สพจ.สงขลา")
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["--data-dir", str(folder), *create]) == 0
    return folder


@pytest.fixture
def run(typed_office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    shutil.copytree(typed_office, tmp_path / "data")
    return typed


@pytest.fixture
def import_villages(run: Run, tmp_path: Path) -> Import:
    def do(*names: str) -> int:
        rows = [(f"9001010{moo}", name) for moo, name in enumerate(names, 1)]
        write_csv(tmp_path / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), rows)
        return run("import", "villages", tmp_path / "villages.csv")[0]

    return do


def test_what_was_backed_up_is_told_and_comes_back(
    run: Run, import_villages: Import, tmp_path: Path
) -> None:
    file = tmp_path / "สำรอง.cddbackup"
    import_villages("ท่าข้าม")
    code, told, _ = run("backup", file)
    assert code == 0
    assert str(file) in told
    import_villages("ท่าข้าม", "หัวนา")
    code, told, _ = run("restore", file, "--preview")
    assert code == 0
    assert "ไฟล์สำรองของสพจ.สงขลา" in told
    assert "(สั่งสำรองเอง)" in told
    assert "หมู่บ้านและชุมชน 1 (ข้อมูลปัจจุบันมี 2 มากกว่าในไฟล์สำรอง 1)" in told
    assert "แบบประเมิน 0 เท่ากับข้อมูลปัจจุบัน" in told
    code, told, _ = run("restore", file)
    assert code == 0
    assert "ข้อมูลก่อนกู้คืนเก็บไว้ที่" in told
    assert "หมู่บ้านและชุมชน 1 เท่ากับข้อมูลปัจจุบัน" in run("restore", file, "--preview")[1]
    assert run("check")[0] == 0


def test_nothing_is_restored_while_the_office_is_open_or_being_imported_into(
    run: Run, import_villages: Import, tmp_path: Path
) -> None:
    file = tmp_path / "สำรอง.cddbackup"
    assert run("backup", file)[0] == 0
    import_villages("ท่าข้าม")
    with open_office(tmp_path / "data") as services:
        code, _, told = run("restore", file)
        assert code == 1
        assert "กรุณาใช้หน้าต่างที่เปิดอยู่ หรือปิดก่อนแล้วทำซ้ำ" in told
        assert len(services.villages.in_area("90")) == 1
    assert run("restore", file)[0] == 0


def test_an_existing_file_is_overwritten_only_when_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "สำรอง.cddbackup"
    file.write_text("งานของเมื่อวาน", encoding="utf-8")
    code, _, complaint = run("backup", file)
    assert code == 1
    assert "--replace" in complaint
    assert file.read_text(encoding="utf-8") == "งานของเมื่อวาน"
    assert run("backup", file, "--replace")[0] == 0
    assert run("restore", file, "--preview")[0] == 0


def test_what_is_no_backup_is_refused(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "จดหมาย.cddbackup"
    letter.write_text("จดหมาย", encoding="utf-8")
    for words in ((letter,), (letter, "--preview"), (tmp_path / "ไม่มี.cddbackup",)):
        code, told, complaint = run("restore", *words)
        assert (code, told) == (1, "")
        assert "กรุณา" in complaint


def test_a_backup_is_made_before_an_import_of_what_no_backup_holds(
    import_villages: Import, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "backups"
    assert import_villages("ท่าข้าม") == 0
    (made,) = backups_in(folder)
    assert made.manifest.reason is Reason.IMPORT
    assert made.manifest.contents.counts["village"] == 0
    assert import_villages("ท่าข้าม", "หัวนา") == 0
    assert import_villages("ท่าข้าม", "หัวนา") == 0
    assert import_villages("ท่าข้าม", "หัวนา") == 0  # nothing new since: no further backup
    assert [info.manifest.contents.counts["village"] for info in backups_in(folder)] == [2, 1, 0]
