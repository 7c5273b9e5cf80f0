"""`check`: finds, shows what a repair would change, repairs, and says how to undo."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import open_folder
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.cli.main import main
from cdd_desktop.storage.store import DATABASE_NAME

Run = Callable[..., tuple[int, str, str]]
Tamper = Callable[[str], None]

TAMBON = ("930101", "930103", "930104", "930105")


@pytest.fixture(scope="module")
def small_office(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred villages and a sheet that was begun. What is found in answers, plans and all
    else is tested in integration/health."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("office") / "data"))
    with open_folder(folder) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        codes = [f"{tambon}{moo:02}" for tambon in TAMBON for moo in range(1, 51)]
        register_villages(services.store, {code: f"บ้าน{code[-2:]}" for code in codes})
        key = SheetKey(
            village_id=services.villages.by_code(codes[0]).id,
            instrument=MOI_23,
            fiscal_year=2569,
            round=Round.AFTER,
        )
        services.checklists.answer(key, "1.1", AnswerState.PASSED)
    return folder


@pytest.fixture
def data(small_office: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(small_office / DATABASE_NAME)) as connection:
        connection.execute("VACUUM INTO ?", (str(folder / DATABASE_NAME),))
    return folder


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--data-dir", str(data), *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def tamper(data: Path) -> Tamper:
    def execute(statement: str) -> None:
        with closing(sqlite3.connect(data / DATABASE_NAME, isolation_level=None)) as connection:
            connection.execute(statement)

    return execute


def test_a_preview_changes_nothing_and_the_repair_does_just_that(
    run: Run, tamper: Tamper, data: Path
) -> None:
    tamper("UPDATE village_name SET moo = 77 WHERE id = 5")
    code, told, complaint = run("check", "--repair", "--preview")
    assert code == 1
    assert "หมู่ที่: 77 → " in told
    assert "วิธีซ่อม" in complaint
    assert run("check")[0] == 1

    code, told, _ = run("check", "--repair")
    assert code == 0
    assert "สำรองข้อมูลก่อนซ่อมแล้ว" in told
    assert "คำสั่ง undo" in told
    assert len(list((data / "backups").iterdir())) == 1
    assert run("check")[0] == 0

    assert "ซ่อมข้อมูล" in run("undo")[1]
    assert run("check")[0] == 1


def test_a_preview_of_nothing_to_repair_is_as_good_as_a_check(run: Run) -> None:
    code, told, _ = run("check", "--repair", "--preview")
    assert code == 0
    assert "ข้อมูลสมบูรณ์" in told


def test_a_damaged_file_names_the_newest_good_backup(run: Run, data: Path) -> None:
    assert run("check", "--repair")[0] == 0
    (data / "backups").mkdir()
    assert run("backup", str(data / "backups" / "มือ.cddbackup"))[0] == 0
    path = data / DATABASE_NAME
    content = bytearray(path.read_bytes())
    for page in range(8192, len(content) - 4096, 8192):
        content[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    code, _, complaint = run("check")
    assert code == 1
    assert "มือ.cddbackup" in complaint
    assert "restore" in complaint


def test_a_file_of_a_newer_program_is_not_to_be_replaced_by_an_old_backup(
    run: Run, data: Path
) -> None:
    (data / "backups").mkdir()
    assert run("backup", str(data / "backups" / "มือ.cddbackup"))[0] == 0
    with closing(sqlite3.connect(data / DATABASE_NAME)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    code, _, complaint = run("check")
    assert code == 1
    assert "กรุณาติดตั้งโปรแกรมรุ่นล่าสุด" in complaint
    assert "restore" not in complaint


def test_advice_alone_is_no_fault(run: Run) -> None:
    code, told, complaint = run("check")
    assert code == 0
    assert "ข้อแนะนำ ไฟล์สำรอง" in told
    assert complaint == ""
