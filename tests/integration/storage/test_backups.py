"""A backup is whole, checked, named by its time, and never in the way of the work."""

import errno
import json
import os
import sqlite3
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from soundness import wrong_in

from cdd_desktop.errors import StorageProblem, ValidationFailed
from cdd_desktop.places.service import OfficeService
from cdd_desktop.progress import Cancelled, Silent
from cdd_desktop.storage import backup_file
from cdd_desktop.storage import backups as backups_module
from cdd_desktop.storage.backup_file import BackupRejected, read_manifest, unpack
from cdd_desktop.storage.backups import COPIES_FOLDER, Backups, backups_in, carry_out, thin
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.settings import Settings
from cdd_desktop.storage.store import Store

if TYPE_CHECKING:
    from tests.conftest import FixedClock
    from tests.integration.storage.conftest import Dump, Key


def unfinished(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(".cdd-")]


def test_a_backup_holds_what_was_committed(
    store: Store, backups: Backups, key: "Key", dump: "Dump", tmp_path: Path
) -> None:
    key(store, "สมหญิง")
    made = backups.make(Reason.BY_HAND)
    unpack(made.path, tmp_path / "held.db", Silent())
    assert dump(tmp_path / "held.db") == dump(store.path)


def test_the_manifest_tells_what_is_inside(store: Store, backups: Backups, key: "Key") -> None:
    OfficeService(store).create("สพจ.สงขลา", ["90"])
    key(store, "สมหญิง")
    made = backups.make(Reason.IMPORT)
    with ZipFile(made.path) as archive:
        told = json.loads(archive.read("manifest.json"))
    assert (told["office"], told["reason"]) == ("สพจ.สงขลา", "import")
    assert told["made_at"] == "2026-11-22T03:00:00+00:00"
    assert told["counts"]["person"] == 1
    assert told["last_operation"]["summary"] == "ทดสอบ"
    assert told["attachments"] == []
    assert read_manifest(made.path) == made.manifest


def test_the_name_bears_the_office_and_the_time_in_thailand(
    store: Store, backups: Backups, clock: "FixedClock"
) -> None:
    OfficeService(store).create('สำนักงาน "พช." /สงขลา', ["90"])
    clock.moment = datetime(2026, 12, 31, 18, 5, 9, tzinfo=UTC)
    made = backups.make(Reason.BY_HAND)
    assert made.path.name == "cdd-backup-สำนักงาน_พช_สงขลา-25700101-010509.cddbackup"


def test_an_offices_long_name_fits_into_a_files_name(store: Store, backups: Backups) -> None:
    OfficeService(store).create("สำนักงาน" * 20, ["90"])
    assert backups.make(Reason.BY_HAND).path.is_file()


def test_two_backups_of_one_second_are_two_files(
    store: Store, backups: Backups, key: "Key"
) -> None:
    first = backups.make(Reason.BY_HAND)
    key(store, "สมหญิง")
    second = backups.make(Reason.BY_HAND)
    assert first.path != second.path
    assert {info.path for info in backups.all()} == {first.path, second.path}


def test_a_backup_is_needed_only_after_something_was_done(
    store: Store, backups: Backups, key: "Key"
) -> None:
    assert backups.make_if_changed(Reason.EXIT) is None
    key(store, "สมหญิง")
    made = backups.make_if_changed(Reason.EXIT)
    assert made is not None
    assert not backups.needs_backup()
    key(store, "สมศรี")
    assert backups.needs_backup()


def test_a_clock_set_back_hides_no_change_and_loses_no_backup(
    store: Store, backups: Backups, key: "Key", clock: "FixedClock"
) -> None:
    key(store, "สมหญิง")
    first = backups.make(Reason.EXIT)
    clock.moment -= timedelta(days=400)
    assert not backups.needs_backup()
    key(store, "สมศรี")
    assert backups.needs_backup()
    second = backups.make(Reason.EXIT)
    assert [info.path for info in backups.all()] == [first.path, second.path]
    assert not backups.needs_backup()


def test_a_clock_before_the_zip_formats_first_year_is_no_hindrance(
    store: Store, backups: Backups, key: "Key", clock: "FixedClock", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: 1000.0)
    clock.moment = datetime(1970, 1, 1, 1, tzinfo=UTC)
    key(store, "สมหญิง")
    assert backups.make(Reason.EXIT).path.is_file()


def test_backups_while_another_connection_writes_are_each_consistent(
    store: Store, backups: Backups, key: "Key", tmp_path: Path
) -> None:
    done = threading.Event()
    keyed = []

    def go_on_keying() -> None:
        while not done.is_set():
            key(store, "สมหญิง")
            keyed.append(1)

    writer = threading.Thread(target=go_on_keying)
    writer.start()
    try:
        made = [backups.make(Reason.INTERVAL) for _ in range(5)]
    finally:
        done.set()
        writer.join()
    counts = [info.manifest.contents.counts for info in made]
    assert all(count["person"] == count["operation"] for count in counts)
    assert counts[-1]["person"] > counts[0]["person"]
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (len(keyed),)


def test_a_file_is_overwritten_only_when_told(
    store: Store, backups: Backups, key: "Key", tmp_path: Path
) -> None:
    out = tmp_path / "ของฉัน.cddbackup"
    backups.make(Reason.BY_HAND, out)
    before = out.read_bytes()
    key(store, "สมหญิง")
    with pytest.raises(StorageProblem, match="มีไฟล์ “ของฉัน"):
        backups.make(Reason.BY_HAND, out)
    assert out.read_bytes() == before
    backups.make(Reason.BY_HAND, out, overwrite=True)
    assert read_manifest(out).contents.counts["person"] == 1


@pytest.mark.parametrize("name", ["office.db", "OFFICE.DB-wal", "office.lock"])
def test_the_live_file_is_never_overwritten(backups: Backups, store: Store, name: str) -> None:
    with pytest.raises(StorageProblem, match="กำลังใช้อยู่"):
        backups.make(Reason.BY_HAND, store.path.with_name(name), overwrite=True)
    assert wrong_in(store) == ()


@pytest.mark.parametrize("place", ["nowhere/x.cddbackup", "."])
def test_a_place_that_is_none_is_told(backups: Backups, tmp_path: Path, place: str) -> None:
    with pytest.raises(StorageProblem, match="กรุณา"):
        backups.make(Reason.BY_HAND, tmp_path / place)


@pytest.mark.skipif(sys.platform == "win32", reason="no folder of Windows holds such a thing")
def test_what_is_no_file_is_never_replaced(backups: Backups, tmp_path: Path) -> None:
    device = tmp_path / "pipe"
    os.mkfifo(device)
    with pytest.raises(StorageProblem, match="กรุณาใช้ชื่ออื่น"):
        backups.make(Reason.BY_HAND, device, overwrite=True)
    assert device.is_fifo()


@pytest.mark.parametrize("step", ["ZipFile", "flush_file", "unpack", "flush_folder"])
def test_a_full_disk_at_any_step_is_told_and_leaves_the_old_backup(
    backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    out = tmp_path / "ของฉัน.cddbackup"
    backups.make(Reason.BY_HAND, out)

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup_file, step, full)
    with pytest.raises(StorageProblem, match="ดิสก์เต็ม"):
        backups.make(Reason.BY_HAND, out, overwrite=True)
    monkeypatch.undo()
    read_manifest(out)
    assert unfinished(tmp_path) == []


def test_too_little_room_is_told_at_once(backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = backup_file.shutil.disk_usage(backups.folder.parent)._replace(free=1000)
    monkeypatch.setattr(backup_file.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(StorageProblem, match="ไม่พอ"):
        backups.make(Reason.BY_HAND)
    assert list(backups.folder.iterdir()) == []


def test_a_backup_that_reads_back_wrong_does_not_count(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def garble(path: Path) -> None:
        half = path.stat().st_size // 2
        with path.open("r+b") as file:
            file.seek(half)
            file.write(b"garbled")

    monkeypatch.setattr(backup_file, "flush_file", garble)
    with pytest.raises(StorageProblem, match="ไม่สมบูรณ์"):
        backups.make(Reason.BY_HAND)
    assert list(backups.folder.iterdir()) == []


def test_cancelling_leaves_nothing(backups: Backups) -> None:
    class Stopped(Silent):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        carry_out(Stopped(), backups.plan(Reason.BY_HAND))
    assert list(backups.folder.iterdir()) == []


def test_what_a_killed_program_left_is_swept_after_a_day(
    backups: Backups, clock: "FixedClock"
) -> None:
    left = backups.folder / ".cdd-left"
    left.mkdir(parents=True)
    made = datetime.fromtimestamp(left.stat().st_mtime, UTC)
    clock.moment = made + timedelta(hours=23)
    backups.make(Reason.BY_HAND)
    assert left.exists()
    clock.moment = made + timedelta(hours=25)
    backups.make(Reason.BY_HAND)
    assert not left.exists()


def test_what_a_pulled_stick_kept_half_copied_is_swept_after_a_day(
    backups: Backups, clock: "FixedClock", tmp_path: Path
) -> None:
    left = tmp_path / "stick" / ".cdd-left"
    left.mkdir(parents=True)
    backups.keep_copies_in(left.parent)
    made = datetime.fromtimestamp(left.stat().st_mtime, UTC)
    clock.moment = made + timedelta(hours=23)
    backups.make(Reason.EXIT)
    assert left.exists()
    clock.moment = made + timedelta(hours=25)
    assert backups.make(Reason.EXIT).notes == ()
    assert not left.exists()


def test_a_copy_goes_into_the_second_folder(backups: Backups, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    backups.keep_copies_in(share)
    made = backups.make(Reason.EXIT)
    assert made.notes == ()
    assert [path.read_bytes() for path in share.iterdir()] == [made.path.read_bytes()]
    backups.keep_copies_in(None)
    backups.make(Reason.EXIT)
    assert len(list(share.iterdir())) == 1


def test_a_vanished_stick_is_told_and_the_backup_counts(backups: Backups, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.keep_copies_in(stick)
    stick.rmdir()
    made = backups.make(Reason.EXIT)
    assert read_manifest(made.path) == made.manifest
    (note,) = made.notes
    assert "ไม่พบโฟลเดอร์ชุดที่สอง" in note
    assert not stick.exists()


def test_a_stick_pulled_while_copying_is_told_and_the_backup_counts(
    backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.keep_copies_in(stick)

    def pulled(*_paths: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(backups_module.shutil, "copyfile", pulled)
    made = backups.make(Reason.EXIT)
    assert made.path.is_file()
    assert len(made.notes) == 1
    assert list(stick.iterdir()) == []


def test_the_second_folder_must_be_there_and_elsewhere(
    store: Store, backups: Backups, tmp_path: Path
) -> None:
    for folder in (tmp_path / "nowhere", store.path.parent, store.path.parent / "backups"):
        with pytest.raises(ValidationFailed, match="กรุณา"):
            backups.keep_copies_in(folder)
    assert Settings(store).get(COPIES_FOLDER) == ""


def test_old_backups_are_thinned_and_named_ones_and_other_offices_stay(
    store: Store, backups: Backups, key: "Key", clock: "FixedClock", tmp_path: Path
) -> None:
    key(store, "สมหญิง")
    named = backups.folder / "ก่อนย้ายเครื่อง.cddbackup"
    first = backups.make(Reason.BY_HAND)
    named.write_bytes(first.path.read_bytes())
    for _ in range(30):
        clock.moment += timedelta(minutes=30)
        last = backups.make(Reason.INTERVAL)
    assert len(backups.all()) == 20 + 1
    clock.moment += timedelta(days=40)
    assert thin(backups.folder, "another office", clock.moment) == ()
    thin(backups.folder, last.manifest.contents.born_at, clock.moment)
    # of each of the two days in Thailand that saw backups, the newest
    stay = [info.path.name[-len("25691122-233000.cddbackup") :] for info in backups.all()]
    assert stay == ["25691123-010000.cddbackup", "25691122-233000.cddbackup", named.name]


def test_the_second_folder_is_thinned_too(
    backups: Backups, clock: "FixedClock", tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    backups.keep_copies_in(share)
    for _ in range(23):
        clock.moment += timedelta(minutes=30)
        backups.make(Reason.INTERVAL)
    assert {path.name for path in share.iterdir()} == {info.path.name for info in backups.all()}
    assert len(backups.all()) == 20


def test_the_list_passes_over_what_is_no_backup(backups: Backups) -> None:
    made = backups.make(Reason.BY_HAND)
    (backups.folder / "letter.cddbackup").write_text("จดหมาย", encoding="utf-8")
    assert [info.path for info in backups_in(backups.folder)] == [made.path]


def test_a_damaged_office_is_not_backed_up_as_if_it_were_whole(
    store: Store, backups: Backups, key: "Key"
) -> None:
    for number in range(50):
        key(store, str(number) * 200)
    store.close()
    with store.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 40)
    with pytest.raises(StorageProblem):
        backup_file.write_backup(
            store.path,
            store.path.with_name("x.cddbackup"),
            reason=Reason.BY_HAND,
            made_at=datetime(2026, 1, 1, tzinfo=UTC),
            progress=Silent(),
        )
    assert not store.path.with_name("x.cddbackup").exists()


def test_a_manifest_alone_is_rejected(backups: Backups, tmp_path: Path) -> None:
    made = backups.make(Reason.BY_HAND)
    bare = tmp_path / "bare.cddbackup"
    with ZipFile(made.path) as whole, ZipFile(bare, "w") as archive:
        archive.writestr("manifest.json", whole.read("manifest.json"))
    with pytest.raises(BackupRejected):
        read_manifest(bare)
