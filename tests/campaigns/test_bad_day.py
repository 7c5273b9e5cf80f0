"""Damaged, newer and hostile files, a clock set back, two copies at once: as a clerk meets them."""

import multiprocessing
import os
import random
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
import workbooks
from office_state import everything
from plain_words import assert_plain_thai

from cdd_desktop.bootstrap import Services, open_office, services_of
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.cli.main import main
from cdd_desktop.errors import StorageProblem
from cdd_desktop.health import look_over
from cdd_desktop.progress import Silent
from cdd_desktop.storage.folder import AlreadyOpen
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.store import Store

# see test_kills
CONTEXT = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    CONTEXT.set_forkserver_preload(["doomed_work", "pytest"])
RACES = 20
HEADING = "รหัสหมู่บ้าน,ปีงบประมาณ,ตัวชี้วัด,ผล"


def _halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 100)


def _garbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 8192):
        content[start : start + 200] = random.Random(start).randbytes(200)
    path.write_bytes(content)


def _headless(path: Path) -> None:
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])


def _something_else(path: Path) -> None:
    path.write_text("ไม่ใช่ฐานข้อมูล " * 400, encoding="utf-8")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA journal_mode = DELETE")


HARMS = (_halved, _garbled, _headless, _something_else, _newer)


@pytest.mark.parametrize("command", [["check"], ["village", "list", "--area", "93"]], ids="-".join)
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__.strip("_"))
def test_a_damaged_or_newer_file_is_told_with_the_remedy_and_left_alone(
    office_folder: Path,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Path], None],
    command: list[str],
) -> None:
    database = office_folder / "office.db"
    harm(database)
    before = database.read_bytes()
    code = main(["--data-dir", str(office_folder), *command])
    told = capsys.readouterr()
    assert code == 1
    assert_plain_thai(told.err or told.out)
    assert "กรุณา" in told.err + told.out
    assert database.read_bytes() == before


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__.strip("_"))
def test_from_any_of_these_a_backup_brings_the_office_back(
    office_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Path], None],
) -> None:
    with open_office(office_folder) as services:
        backup = services.backups.make(Reason.BY_HAND, tmp_path / "ดี.cddbackup").path
    whole = everything(office_folder)
    harm(office_folder / "office.db")
    assert main(["--data-dir", str(office_folder), "restore", str(backup)]) == 0
    assert capsys.readouterr().err == ""
    assert everything(office_folder) == whole


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", bytes(200 << 20))


def _doctype(path: Path) -> None:
    book = workbooks.xlsx(path.with_name("honest.xlsx"), HEADING.split(","))
    with zipfile.ZipFile(book) as honest, zipfile.ZipFile(path, "w") as package:
        for name in honest.namelist():
            content = honest.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE a [<!ENTITY b "c">]>' + content
            package.writestr(name, content)


def _cut(path: Path) -> None:
    workbooks.xlsx(path, HEADING.split(","), ["93010101", 2569, "1.1", 1])
    os.truncate(path, path.stat().st_size * 2 // 3)


def _endless_line(path: Path) -> None:
    path.write_text(f"{HEADING}\n" + '"' + "ก" * (20 << 20), encoding="utf-8")


def _too_long(path: Path) -> None:
    path.write_bytes(f"{HEADING}\n93010101,2569,1.1,1\n".encode() + b"\n" * (70 << 20))


@pytest.mark.parametrize(
    "make",
    [_bomb, _doctype, _cut, _endless_line, _too_long],
    ids=lambda make: make.__name__.strip("_"),
)
def test_a_hostile_file_is_refused_with_the_remedy_and_changes_nothing(
    office_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    make: Callable[[Path], None],
) -> None:
    path = tmp_path / ("ไฟล์.csv" if make in (_endless_line, _too_long) else "ไฟล์.xlsx")
    make(path)
    before = everything(office_folder)
    assert main(["--data-dir", str(office_folder), "import", "answers", str(path)]) == 1
    told = capsys.readouterr().err
    assert_plain_thai(told)
    assert "กรุณา" in told
    assert everything(office_folder) == before


@pytest.mark.slow
def test_a_workbook_of_forty_megabytes_is_read_or_refused(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ใหญ่.xlsx"
    rows = 20_000
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    head = "".join(map(cell.format, (*HEADING.split(","), "หลักฐาน")))
    line = "".join(map(cell.format, ("93010101", "2569", "1.1", "ผ่าน", "ก" * 700)))
    book = workbooks.xlsx(tmp_path / "honest.xlsx", ["ก"])
    with zipfile.ZipFile(book) as honest, zipfile.ZipFile(path, "w") as package:
        for name in honest.namelist():
            if not name.endswith("sheet1.xml"):
                package.writestr(name, honest.read(name))
        package.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData><row>{head}</row>{f'<row>{line}</row>' * rows}</sheetData></worksheet>",
        )
    assert path.stat().st_size > 40 << 20
    code = main(["--data-dir", str(office_folder), "import", "answers", str(path)])
    told = capsys.readouterr()
    assert_plain_thai(told.out if code == 0 else told.err)
    with open_office(office_folder) as services:
        assert look_over(Silent(), services.health.plan()).faults == ()


def _key(services: Services) -> SheetKey:
    return SheetKey(
        village_id=services.villages.by_code("93010102").id,
        instrument=MOI_23,
        fiscal_year=2569,
        round=Round.AFTER,
    )


def test_a_clock_set_back_turns_nothing_upside_down(office_folder: Path) -> None:
    moment = [datetime(2026, 11, 22, 3, tzinfo=UTC)]
    with Store.open(office_folder, clock=lambda: moment[0]) as store:
        services = services_of(store)
        key = _key(services)
        services.checklists.answer(key, "1.1", AnswerState.PASSED)
        kept = services.backups.make(Reason.INTERVAL)
        moment[0] -= timedelta(days=700)
        services.checklists.answer(key, "1.1", AnswerState.FAILED)
        services.checklists.answer(key, "1.2", AnswerState.PASSED)
        said = [entry.summary for entry in services.history.recent(3)]
        assert [words[-len("ข้อ 1.1: ไม่ผ่าน") :] for words in said][1] == "ข้อ 1.1: ไม่ผ่าน"
        assert "ข้อ 1.2" in said[0]
        for _ in range(2):
            services.history.undo_last()
        answers = services.checklists.sheet(key).answers
        assert {code: answer.state for code, answer in answers.items()} == {
            "1.1": AnswerState.PASSED
        }
        assert services.backups.needs_backup()
        for _ in range(25):
            moment[0] += timedelta(hours=7)
            services.backups.make(Reason.INTERVAL)
        assert kept.path.is_file(), "thinning took what was made before the clock was set back"
        assert not services.backups.needs_backup()
        report = look_over(Silent(), services.health.plan())
        assert report.faults == ()


def open_at_once(barrier: Barrier, pipe: Connection, folders: Sequence[Path]) -> None:
    """In each folder: wait for the other, open it, say how it went, and hold it until told."""
    for folder in folders:
        barrier.wait()
        try:
            with Store.open(folder):
                pipe.send(("open", ""))
                pipe.recv()
        except AlreadyOpen as refused:
            pipe.send(("refused", str(refused)))
            pipe.recv()
        except StorageProblem as other:
            pipe.send(("trouble", str(other)))
            pipe.recv()


@pytest.mark.slow
def test_of_two_copies_started_at_once_one_works_and_one_says_why_not(
    tmp_path: Path, campaign_template: Path
) -> None:
    folders = [tmp_path / f"{race}" for race in range(RACES)]
    for folder in folders[::2]:  # every other one is new
        shutil.copytree(campaign_template, folder)
    barrier = CONTEXT.Barrier(2)
    pipes, runners = [], []
    for _ in range(2):
        ours, theirs = CONTEXT.Pipe()
        runners.append(CONTEXT.Process(target=open_at_once, args=(barrier, theirs, folders)))
        runners[-1].start()
        theirs.close()
        pipes.append(ours)
    for _ in folders:
        outcomes = sorted(pipe.recv() for pipe in pipes)
        assert [word for word, _ in outcomes] == ["open", "refused"], outcomes
        assert_plain_thai(outcomes[1][1])
        for pipe in pipes:
            pipe.send("go on")
    for pipe, runner in zip(pipes, runners, strict=True):
        runner.join()
        pipe.close()
    for folder in folders:
        with Store.open(folder) as store:
            assert not store.was_cut_off
        assert not list(folder.glob(".write-test*"))
