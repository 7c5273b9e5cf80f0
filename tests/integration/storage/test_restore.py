"""Restoring brings back exactly what was kept, and whatever goes wrong leaves what is there."""

import errno
import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import select

from cdd_desktop.bootstrap import services_of
from cdd_desktop.errors import StorageProblem
from cdd_desktop.people.tables import PersonRow
from cdd_desktop.progress import Silent
from cdd_desktop.storage import migrate, restoring
from cdd_desktop.storage.backup_file import BackupRejected, unpack
from cdd_desktop.storage.backups import Backups, backups_in
from cdd_desktop.storage.folder import AlreadyOpen
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.restoring import preview, restore
from cdd_desktop.storage.settings import Settings
from cdd_desktop.storage.store import DATABASE_NAME, Store

if TYPE_CHECKING:
    from tests.integration.storage.conftest import Dump, Key

Members = dict[str, bytes]


def names(folder: Path) -> list[str]:
    with Store.open(folder) as store, store.reading() as session:
        return list(session.scalars(select(PersonRow.name).order_by(PersonRow.id)))


def write_zip(path: Path, members: Members, method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".cdd-")]


@pytest.fixture
def folder(data_folder: Path, key: "Key") -> Path:
    """A closed office in which สมหญิง was keyed."""
    with Store.open(data_folder) as store:
        key(store, "สมหญิง")
    return data_folder


@pytest.fixture
def backup(folder: Path, tmp_path: Path, key: "Key") -> Path:
    """A backup with สมหญิง; สมศรี was keyed after it."""
    out = tmp_path / "ก่อน.cddbackup"
    with Store.open(folder) as store:
        Backups(store, Settings(store)).make(Reason.BY_HAND, out)
        key(store, "สมศรี")
    return out


@pytest.fixture
def members(backup: Path) -> Members:
    with ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_restoring_brings_the_kept_state_back_and_keeps_the_present_one(
    folder: Path, backup: Path, dump: "Dump", tmp_path: Path
) -> None:
    unpack(backup, tmp_path / "held.db", Silent())
    present = dump(folder / DATABASE_NAME)
    restored = restore(backup, folder)
    assert dump(folder / DATABASE_NAME) == dump(tmp_path / "held.db")
    assert not restored.is_damaged
    assert restored.before is not None
    kept = unpack(restored.before, tmp_path / "kept.db", Silent())
    assert kept.reason is Reason.RESTORE
    assert dump(tmp_path / "kept.db") == present
    restore(restored.before, folder)
    assert names(folder) == ["สมหญิง", "สมศรี"]


def test_the_history_comes_back_and_goes_on(folder: Path, backup: Path, key: "Key") -> None:
    restore(backup, folder)
    with Store.open(folder) as store:
        with store.writing(Intent(action="test.rename", summary="แก้ชื่อ")) as work:
            work.session.scalars(select(PersonRow)).one().name = "สมใจ"
        with closing(sqlite3.connect(store.path)) as connection:
            told = connection.execute("SELECT id, summary FROM operation ORDER BY id").fetchall()
            changed = connection.execute("SELECT operation_id, old, new FROM change").fetchall()
    assert told == [(1, "ทดสอบ"), (2, "แก้ชื่อ")]
    assert changed == [(2, '"สมหญิง"', '"สมใจ"')]


def test_a_backup_restores_into_a_new_folder(backup: Path, tmp_path: Path) -> None:
    restored = restore(backup, tmp_path / "new")
    assert restored.before is None
    assert names(tmp_path / "new") == ["สมหญิง"]


def test_an_open_office_is_not_replaced(folder: Path, backup: Path) -> None:
    with Store.open(folder), pytest.raises(AlreadyOpen):
        restore(backup, folder)
    assert names(folder) == ["สมหญิง", "สมศรี"]


def test_a_child_of_a_killed_program_that_still_reads_is_told_and_nothing_is_replaced(
    folder: Path, backup: Path
) -> None:
    joined = Store.joined(folder / DATABASE_NAME)
    try:
        with joined.reading() as session:
            session.scalars(select(PersonRow.name)).all()
            with pytest.raises(StorageProblem, match="กรุณา"):
                restore(backup, folder)
    finally:
        joined.close()
    assert names(folder) == ["สมหญิง", "สมศรี"]
    restore(backup, folder)
    assert names(folder) == ["สมหญิง"]


def test_what_stands_in_a_log_after_a_crash_is_kept_before_restoring(
    folder: Path, backup: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute("UPDATE person SET name = 'ในล็อก' WHERE id = 2")
        connection.commit()
        for file in folder.glob("office.db*"):
            shutil.copy(file, crashed)
    assert (crashed / "office.db-wal").stat().st_size > 0
    restored = restore(backup, crashed)
    assert names(crashed) == ["สมหญิง"]
    assert restored.before is not None
    restore(restored.before, crashed)
    assert names(crashed) == ["สมหญิง", "ในล็อก"]


@pytest.mark.parametrize("content", [b"this is a letter" * 400, b"SQLite format 3\0" + b"x" * 9000])
def test_a_damaged_present_file_is_set_aside_and_the_backup_restored(
    folder: Path, backup: Path, content: bytes
) -> None:
    (folder / DATABASE_NAME).write_bytes(content)
    (folder / f"{DATABASE_NAME}-wal").write_bytes(b"garbled log")
    restored = restore(backup, folder)
    assert restored.is_damaged
    assert restored.before is not None
    assert (restored.before / DATABASE_NAME).read_bytes() == content
    assert (restored.before / f"{DATABASE_NAME}-wal").read_bytes() == b"garbled log"
    assert names(folder) == ["สมหญิง"]


@pytest.mark.parametrize(
    "step", ["unpack", "_fold_log", "write_backup", "flush_file", "flush_folder"]
)
def test_a_failure_at_any_step_leaves_the_present_file(
    folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    # the last flush comes after the replacing: what is there then is the backup, whole
    after = ["สมหญิง"] if step == "flush_folder" else ["สมหญิง", "สมศรี"]
    monkeypatch.setattr(restoring, step, full)
    with pytest.raises(StorageProblem, match="ดิสก์เต็ม"):
        restore(backup, folder)
    monkeypatch.undo()
    assert names(folder) == after
    assert leftovers(folder) == []


def test_too_little_room_is_told_before_anything_is_written(
    folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(StorageProblem, match="ไม่พอ ต้องใช้"):
        restore(backup, folder)
    assert names(folder) == ["สมหญิง", "สมศรี"]


def test_an_older_revision_is_upgraded(
    folder: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(migrate.MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_next.py").write_text(
        f'from alembic import op\nrevision = "9999"\ndown_revision = "{migrate.HEAD}"\n'
        'def upgrade() -> None:\n    op.execute("CREATE TABLE extra (id INTEGER)")\n'
    )
    monkeypatch.setattr(migrate, "MIGRATIONS", scripts)
    monkeypatch.setattr(restoring, "HEAD", "9999")
    restore(backup, folder)
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        assert connection.execute("SELECT count(*) FROM extra").fetchone() == (0,)
        assert connection.execute("SELECT name FROM person").fetchall() == [("สมหญิง",)]


def test_a_newer_backup_is_refused_and_its_preview_says_so(
    folder: Path, backup: Path, tmp_path: Path, members: Members, key: "Key"
) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(folder, newer)
    with closing(sqlite3.connect(newer / DATABASE_NAME)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(migrate.NewerFile):
        Store.open(newer)
    restored = restore(backup, newer)  # what cannot be opened can be left for an older backup
    assert restored.before is not None
    (fault,) = preview(restored.before, folder).faults
    assert "รุ่นใหม่กว่า" in fault
    with pytest.raises(BackupRejected, match="รุ่นใหม่กว่า"):
        restore(restored.before, folder)
    assert names(folder) == ["สมหญิง", "สมศรี"]


def change_manifest(members: Members, **values: object) -> Members:
    told = json.loads(members["manifest.json"])
    return {**members, "manifest.json": json.dumps(told | values).encode()}


def with_other_database(members: Members) -> Members:
    garbled = bytearray(members["office.db"])
    garbled[len(garbled) // 2] ^= 0xFF
    return {**members, "office.db": bytes(garbled)}


@pytest.mark.parametrize(
    "harm",
    [
        lambda m: {**m, "../evil.txt": b"out of the folder"},
        lambda m: {**m, "/etc/evil": b"out of the folder"},
        lambda m: {"manifest.json": m["manifest.json"], "../office.db": m["office.db"]},
        lambda m: {**m, "C:\\evil": b"out of the folder"},
        lambda m: {**m, "office.db": b""},
        lambda m: {**m, "office.db": bytes(300 << 20)},
        lambda m: {**m, "manifest.json": b"{" + b" " * (80 << 20)},
        lambda m: {**m, "manifest.json": b"[" * 100_000},
        lambda m: {**m, "manifest.json": b"\xff\xfe"},
        lambda m: {**m, "manifest.json": b"{}"},
        lambda m: {**m, "manifest.json": b"null"},
        with_other_database,
        lambda m: change_manifest(m, format=2),
        lambda m: change_manifest(m, counts={"person": 99}),
        lambda m: change_manifest(m, counts=7),
        lambda m: change_manifest(m, made_at="yesterday"),
        lambda m: change_manifest(m, made_at="0001-01-01T00:00:00+14:00"),
        lambda m: change_manifest(m, made_at="9999-12-31T23:59:59+00:00"),
        lambda m: change_manifest(m, office=None),
        lambda m: change_manifest(m, reason="boredom"),
        lambda m: change_manifest(m, database={"size": 10**400, "sha256": ""}),
        lambda m: change_manifest(m, attachments=["picture.jpg"]),
    ],
)
def test_a_foreign_or_hostile_zip_is_refused_and_nothing_changes(
    folder: Path, members: Members, tmp_path: Path, harm: Callable[[Members], Members]
) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    hostile = write_zip(tmp_path / "hostile.cddbackup", harm(members))
    with pytest.raises(BackupRejected, match="กรุณาเลือกไฟล์สำรองอื่น"):
        restore(hostile, folder)
    assert sorted(path.name for path in folder.rglob("*")) == before
    assert not (tmp_path / "evil.txt").exists()
    assert names(folder) == ["สมหญิง", "สมศรี"]


def test_a_zip_in_a_form_we_never_write_is_refused(
    folder: Path, members: Members, tmp_path: Path
) -> None:
    with pytest.raises(BackupRejected):
        restore(write_zip(tmp_path / "bzip2.cddbackup", members, ZIP_BZIP2), folder)


@pytest.mark.parametrize("content", [b"", b"letter", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_backup_is_refused(folder: Path, tmp_path: Path, content: bytes) -> None:
    letter = tmp_path / "letter.cddbackup"
    letter.write_bytes(content)
    for use in (restore, preview):
        with pytest.raises(BackupRejected):
            use(letter, folder)


def test_a_missing_file_and_a_folder_are_told(folder: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.cddbackup", tmp_path):
        for use in (restore, preview):
            with pytest.raises(StorageProblem, match="กรุณา"):
                use(path, folder)


def test_truncated_and_garbled_backups_are_refused_or_harmless(
    folder: Path, backup: Path, tmp_path: Path
) -> None:
    whole = backup.read_bytes()
    chance = random.Random(2569)
    harmed = tmp_path / "harmed.cddbackup"
    database = (folder / DATABASE_NAME).read_bytes()
    rejected = 0
    for number in range(150):
        content = bytearray(whole)
        if number % 3 == 0:
            del content[chance.randrange(len(content)) :]
        else:
            # half of the harm goes to the zip's own directory at the end
            first = len(content) - 200 if number % 2 else 0
            for _ in range(chance.randint(1, 8)):
                content[chance.randrange(first, len(content))] = chance.randrange(256)
        harmed.write_bytes(content)
        try:
            unpack(harmed, tmp_path / "out.db", Silent())
        except BackupRejected:
            rejected += 1
            assert not (tmp_path / "out.db").exists()
        else:
            # the harm hit a byte that says nothing, such as a time
            assert preview(harmed, folder).faults == ()
            (tmp_path / "out.db").unlink()
    assert rejected > 100
    assert (folder / DATABASE_NAME).read_bytes() == database


def test_the_preview_tells_what_is_held_and_what_differs(folder: Path, backup: Path) -> None:
    seen = preview(backup, folder)
    counts = {count.label: (count.held, count.present) for count in seen.counts}
    assert counts["รายการที่บันทึก"] == (1, 2)
    assert seen.manifest.reason is Reason.BY_HAND
    assert (seen.notes, seen.faults) == ((), ())
    assert names(folder) == ["สมหญิง", "สมศรี"]


def test_the_preview_warns_of_another_offices_backup(
    backup: Path, tmp_path: Path, key: "Key"
) -> None:
    other = tmp_path / "other"
    with Store.open(other) as store:
        key(store, "สมปอง")
    (note,) = preview(backup, other).notes
    assert "สร้างแยกจากฐานข้อมูลปัจจุบัน" in note


def test_the_preview_tells_the_backup_of_a_made_up_office(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "สงขลา.cddbackup"
    with Store.open(tmp_path / "demo") as store:
        services_of(store).office.create("สำนักงานสงขลา", ["90"], is_demo=True)
        Backups(store, Settings(store)).make(Reason.BY_HAND, out)
    assert [note for note in preview(out, folder).notes if "ข้อมูลตัวอย่าง" in note]


def test_the_preview_of_a_new_folder_compares_with_nothing(backup: Path, tmp_path: Path) -> None:
    seen = preview(backup, tmp_path / "new")
    assert {count.present for count in seen.counts} == {None}
    assert not (tmp_path / "new").exists()


def test_the_preview_finds_harm_inside(folder: Path, members: Members, tmp_path: Path) -> None:
    harmed = write_zip(tmp_path / "harmed.cddbackup", with_other_database(members))
    (fault,) = preview(harmed, folder).faults
    assert "เสียหาย" in fault


def test_the_state_before_restoring_is_among_the_backups(folder: Path, backup: Path) -> None:
    restored = restore(backup, folder)
    assert [info.path for info in backups_in(folder / "backups")] == [restored.before]
