"""Bringing a backup back: what it holds, and putting it in the place of the present file."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cdd_desktop.errors import StorageProblem
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.backup_file import (
    BackupRejected,
    read_manifest,
    scratch_in,
    sound_contents,
    told_about,
    unpack,
    write_backup,
)
from cdd_desktop.storage.backup_names import automatic_path, backups_beside, free_path
from cdd_desktop.storage.durable import flush_file, flush_folder
from cdd_desktop.storage.folder import lock_folder, prepare_folder
from cdd_desktop.storage.history import utc_now
from cdd_desktop.storage.manifest import (
    Contents,
    LastOperation,
    Manifest,
    Reason,
    is_demo,
    operations_after,
)
from cdd_desktop.storage.migrate import HEAD, is_known, upgrade
from cdd_desktop.storage.problems import told_in_thai
from cdd_desktop.storage.store import DATABASE_NAME

# what an office counts its file by; the tables are the rooms', only their names are known here
_COUNTED = {
    "village": "หมู่บ้านและชุมชน",
    "assessment": "แบบประเมิน",
    "answer": "คำตอบ",
    "operation": "รายการที่บันทึก",
}
_LOGS = ("-wal", "-shm")
_DEMO = "ไฟล์สำรองนี้เป็นข้อมูลตัวอย่าง ไม่ใช่ข้อมูลจริงของสำนักงาน กรุณาตรวจให้แน่ใจก่อนกู้คืน"
_TOLD_LOST = 50  # more than anybody reads


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCount:
    """How many of a kind the backup holds, and the present file; None where that is not known."""

    label: str
    held: int
    present: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPreview:
    """What a backup would bring back.

    `notes` are for the user to weigh, `faults` forbid restoring; both Thai sentences. `lost` are
    the newest of the operations that the present file has and the backup lacks, `lost_count` is
    how many; None where the two files do not continue each other. `is_foreign`: there is a present
    file, and it began apart from this one.
    """

    path: Path
    manifest: Manifest
    counts: tuple[HeldCount, ...]
    notes: tuple[str, ...]
    faults: tuple[str, ...]
    lost: tuple[LastOperation, ...] = ()
    lost_count: int | None = None
    is_foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored, and where the state before it is kept.

    `before` is None when there was none; `is_damaged` when it could only be set aside as it was,
    `before` then being a folder of the damaged files.
    """

    manifest: Manifest
    before: Path | None
    is_damaged: bool


def preview(backup: Path, folder: Path, progress: Progress | None = None) -> BackupPreview:
    """Check a backup whole and compare it with the data folder's present file.

    Raises `BackupRejected` when it does not even tell what it holds, or `StorageProblem`.
    """
    manifest = read_manifest(backup)
    database = folder / DATABASE_NAME
    faults = []
    notes = []
    if not is_known(manifest.contents.revision):
        faults.append(str(_newer(backup)))
    try:
        # in the system's own folder: the backup may lie where nothing can be written
        with told_about(backup), TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            unpacked = Path(scratch) / DATABASE_NAME
            unpack(backup, unpacked, progress or Silent())
            if is_demo(unpacked):
                notes.append(_DEMO)
    except BackupRejected as rejected:
        faults.append(str(rejected))
    present = None
    if database.exists() and database.stat().st_size:
        with told_in_thai(database):
            present = sound_contents(database)
        if present is None:
            notes.append("ไฟล์ข้อมูลปัจจุบันเสียหายหรืออ่านไม่ได้ จะเก็บไว้ในโฟลเดอร์ไฟล์สำรองก่อนกู้คืน")
    is_foreign = present is not None and present.born_at not in ("", manifest.contents.born_at)
    if is_foreign:
        notes.append(
            f"ไฟล์สำรองนี้เป็นของ{manifest.contents.office or 'ฐานข้อมูลอื่น'} "
            "ซึ่งสร้างแยกจากฐานข้อมูลปัจจุบัน กรุณาตรวจให้แน่ใจก่อนกู้คืน"
        )
    lost_count: int | None = None
    lost: tuple[LastOperation, ...] = ()
    # without an operation, as on a computer that the office moves to, nothing is lost
    if present is not None and present.last is not None and not is_foreign:
        with told_in_thai(database):
            lost_count, lost = operations_after(database, manifest.contents.last, _TOLD_LOST)
        if lost_count is None:
            notes.append(
                "ข้อมูลปัจจุบันไม่ได้ทำต่อจากไฟล์สำรองนี้ (เคยกู้คืนจากไฟล์อื่น) สิ่งที่ทำหลังจากนั้นจะไม่อยู่ในข้อมูลที่กู้คืน"
            )
    return BackupPreview(
        path=backup,
        manifest=manifest,
        counts=_counts(manifest.contents, present),
        notes=tuple(notes),
        faults=tuple(faults),
        lost=lost,
        lost_count=lost_count,
        is_foreign=is_foreign,
    )


def restore(
    backup: Path,
    folder: Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    progress: Progress | None = None,
) -> Restored:
    """Put a backup in the place of the data folder's file, which no store may have open.

    The present state is backed up first; an older revision is brought to this program's. Whatever
    fails, or wherever the program is killed, the folder has the old file or the new one whole.
    Raises `AlreadyOpen`, `BackupRejected` (a newer one included), `StorageProblem`.
    """
    prepare_folder(folder)
    lock = lock_folder(folder)
    try:
        with told_about(backup), scratch_in(folder) as scratch:
            copy = scratch / DATABASE_NAME
            manifest = unpack(backup, copy, progress or Silent())
            if not is_known(manifest.contents.revision):
                raise _newer(backup)
            if manifest.contents.revision != HEAD:
                upgrade(copy, now=clock(), target=HEAD, keep_copy=False)
            _fold_log(copy)
            flush_file(copy)
            before, is_damaged = _keep_present(folder / DATABASE_NAME, clock(), scratch, progress)
            with told_in_thai(folder / DATABASE_NAME):
                copy.replace(folder / DATABASE_NAME)
                flush_folder(folder)
    finally:
        lock.release()
    return Restored(manifest=manifest, before=before, is_damaged=is_damaged)


def _keep_present(
    database: Path, now: datetime, scratch: Path, progress: Progress | None
) -> tuple[Path | None, bool]:
    """Back the present file up and leave it without a log; gives where, and whether damaged.

    A log left behind would be played into the file that takes its place.
    """
    if not database.exists() or database.stat().st_size == 0:
        _drop_logs(database)
        return None, False
    folder = backups_beside(database)
    folder.mkdir(exist_ok=True)
    untouched = scratch / "untouched"
    untouched.mkdir()
    if log := _log_of(database):
        # only looking at the file would already play its log into it
        _copy_into(untouched, database, log)
    with told_in_thai(database):
        contents = sound_contents(database)
    if contents is None:
        if not log:
            _copy_into(untouched, database)
        stamp = automatic_path(folder, "", now).stem
        aside = free_path(folder, f"damaged-{stamp}")
        untouched.rename(aside)
        _drop_logs(database)
        return aside, True
    path = automatic_path(folder, contents.office, now)
    write_backup(database, path, reason=Reason.RESTORE, made_at=now, progress=progress or Silent())
    _fold_log(database)
    return path, False


def _fold_log(database: Path) -> None:
    """Bring what is in the log into the file itself, and end the log."""
    with told_in_thai(database), closing(sqlite3.connect(database)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise StorageProblem(f"ไฟล์ {database.name} กำลังถูกใช้งานอยู่ กรุณาปิดโปรแกรมที่เปิดไฟล์นี้ แล้วทำซ้ำ")


def _log_of(database: Path) -> Path | None:
    log = database.with_name(database.name + _LOGS[0])
    return log if log.exists() else None


def _copy_into(folder: Path, *files: Path) -> None:
    for file in files:
        shutil.copyfile(file, folder / file.name)
        flush_file(folder / file.name)


def _drop_logs(database: Path) -> None:
    for log in _LOGS:
        database.with_name(database.name + log).unlink(missing_ok=True)


def _counts(held: Contents, present: Contents | None) -> tuple[HeldCount, ...]:
    return tuple(
        HeldCount(
            label=label,
            held=held.counts.get(table, 0),
            present=None if present is None else present.counts.get(table, 0),
        )
        for table, label in _COUNTED.items()
    )


def _newer(backup: Path) -> BackupRejected:
    return BackupRejected(
        f"ไฟล์สำรอง “{backup.name}” สร้างจากโปรแกรมรุ่นใหม่กว่านี้ กรุณาติดตั้งโปรแกรมรุ่นล่าสุด แล้วกู้คืนใหม่"
    )
