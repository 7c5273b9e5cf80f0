"""The backup file: a zip of a manifest and a whole copy of the database.

Written beside its place, opened again and checked, and only then renamed: a file under a backup's
name is a good one. Attachments will be further members; the manifest declares that there are none.
"""

import errno
import hashlib
import shutil
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cdd_desktop import __version__
from cdd_desktop.errors import StorageProblem
from cdd_desktop.progress import Progress
from cdd_desktop.storage.durable import flush_file, flush_folder
from cdd_desktop.storage.engine import APPLICATION_ID
from cdd_desktop.storage.folder import SCRATCH_PREFIX
from cdd_desktop.storage.manifest import (
    Contents,
    Manifest,
    Reason,
    contents_of,
    from_json,
    to_json,
)
from cdd_desktop.storage.problems import told_in_thai

_MANIFEST = "manifest.json"
_DATABASE = "office.db"
_ENCRYPTED = 0x1
_LEVEL = 1  # 3.3 times smaller; level 6 takes four times as long for a tenth more
_CHUNK = 1 << 20
_MANIFEST_LIMIT = 1 << 20
_RATIO_LIMIT = 100  # an office's file compresses 3 to 10 times
_ALWAYS_ALLOWED = 64 << 20
_STEPS = 3
_PRIMARY = 0xFF  # extended result codes carry the primary code in the low byte
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

# whatever the zip reader says of garbled input, encrypted and unknown members included
_NOT_A_ZIP = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
)


class BackupRejected(StorageProblem):
    """The file is no backup of this program, is damaged, or holds what its manifest denies."""


def write_backup(
    database: Path, out: Path, *, reason: Reason, made_at: datetime, progress: Progress
) -> Manifest:
    """Back the database up into `out`, whatever stands there.

    The copy is made by VACUUM INTO: one consistent view, while others go on writing (a copied
    WAL file would lack what is in its log). Everything is done in `out`'s folder, so that a stick
    with room saves an office whose disk is full. Raises `StorageProblem`; then `out` is as it was.
    """
    with told_about(out), scratch_in(out.parent) as scratch:
        copy = scratch / _DATABASE
        progress.report(0, _STEPS, "กำลังคัดลอกข้อมูล")
        _require_room(database.stat().st_size, scratch)
        with told_in_thai(database), closing(sqlite3.connect(database)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        contents = sound_contents(copy)
        if contents is None:
            raise _failed(out)
        manifest = Manifest(
            program=__version__,
            made_at=made_at,
            reason=reason,
            contents=contents,
            size=copy.stat().st_size,
            sha256=_sha256(copy, progress),
        )
        progress.report(1, _STEPS, "กำลังบีบอัด")
        part = scratch / "part"
        with ZipFile(part, "x", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            # a ZipInfo of its own bears the year 1980: a clock before that breaks the others
            archive.writestr(ZipInfo(_MANIFEST), to_json(manifest), ZIP_DEFLATED)
            with copy.open("rb") as source, archive.open(_DATABASE, "w", force_zip64=True) as held:
                for chunk in _chunks(source, progress):
                    held.write(chunk)
        copy.unlink()
        flush_file(part)
        progress.report(2, _STEPS, "กำลังตรวจไฟล์สำรอง")
        try:
            unpack(part, copy, progress)
        except BackupRejected as broken:
            raise _failed(out) from broken
        part.replace(out)
        flush_folder(out.parent)
        progress.report(_STEPS, _STEPS, "สำรองข้อมูลแล้ว")
        return manifest


def read_manifest(backup: Path) -> Manifest:
    """What a backup says it holds; quick, its database is not looked at.

    Raises `BackupRejected`, or `StorageProblem` when the file cannot be read.
    """
    with _opened(backup) as archive:
        return _manifest(archive, backup)


def unpack(backup: Path, database: Path, progress: Progress) -> Manifest:
    """Write the backup's database to `database`, checked in every way.

    The zip's and our own checksums, SQLite's quick check, our mark, and the manifest's counts.
    Raises `BackupRejected`, or `StorageProblem` when there is no room; then nothing is left.
    """
    try:
        with _opened(backup) as archive:
            manifest = _manifest(archive, backup)
            _require_room(manifest.size, database.parent)
            digest = hashlib.sha256()
            with archive.open(_DATABASE) as held, database.open("xb") as target:
                for chunk in _chunks(held, progress):
                    digest.update(chunk)
                    target.write(chunk)
            is_whole = digest.hexdigest() == manifest.sha256
            if not is_whole or sound_contents(database) != manifest.contents:
                raise _damaged(backup)
    except BaseException:
        database.unlink(missing_ok=True)
        raise
    return manifest


def sound_contents(database: Path) -> Contents | None:
    """What is held by the database of ours at that place; None when it is damaged or not ours."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            checked = connection.execute("PRAGMA quick_check").fetchone()
        return contents_of(database) if mark == APPLICATION_ID and checked == ("ok",) else None
    except UnicodeDecodeError:  # SQLite's complaint quotes a garbled name
        return None
    except sqlite3.DatabaseError as error:
        # a disk that is full or gone says nothing about the file; a text that is no text has no
        # code, a missing table the general one
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY in _DAMAGE:
            return None
        raise


@contextmanager
def scratch_in(folder: Path) -> Iterator[Path]:
    """A folder for unfinished work on the same disk, gone at the end."""
    with TemporaryDirectory(
        prefix=SCRATCH_PREFIX, dir=folder, ignore_cleanup_errors=True
    ) as scratch:
        yield Path(scratch)


@contextmanager
def told_about(backup: Path) -> Iterator[None]:
    """Turn the failures of the disk around a backup file into `StorageProblem`."""
    try:
        with told_in_thai(backup):
            yield
    except FileNotFoundError as error:
        raise StorageProblem(
            f"ไม่พบ “{backup.name}” หรือโฟลเดอร์ {backup.parent} "
            "กรุณาตรวจชื่อไฟล์ และตรวจว่าแฟลชไดรฟ์หรือเครือข่ายยังต่ออยู่ แล้วทำซ้ำ"
        ) from error
    except OSError as error:
        raise StorageProblem(
            f"ใช้ไฟล์สำรอง “{backup.name}” ในโฟลเดอร์ {backup.parent} ไม่ได้ "
            "กรุณาตรวจว่าเป็นไฟล์ ดิสก์ยังต่ออยู่และมีสิทธิ์ใช้ หรือเลือกโฟลเดอร์อื่น แล้วทำซ้ำ"
        ) from error


@contextmanager
def _opened(backup: Path) -> Iterator[ZipFile]:
    """The zip, if it holds exactly what a backup does, in forms we write, and is no bomb."""
    with told_about(backup):
        try:
            with ZipFile(backup) as archive:
                members = archive.infolist()
                # names are compared, never used as paths
                if sorted(member.filename for member in members) != [_MANIFEST, _DATABASE]:
                    raise _damaged(backup)
                for member in members:
                    if member.flag_bits & _ENCRYPTED or member.compress_type not in (
                        ZIP_STORED,
                        ZIP_DEFLATED,
                    ):
                        raise _damaged(backup)
                    if member.file_size > max(_ALWAYS_ALLOWED, _RATIO_LIMIT * member.compress_size):
                        raise _damaged(backup)
                yield archive
        except _NOT_A_ZIP as error:
            raise _damaged(backup) from error
        except OSError as error:
            if error.errno == errno.EINVAL:  # a garbled zip sends its reader before the beginning
                raise _damaged(backup) from error
            raise


def _manifest(archive: ZipFile, backup: Path) -> Manifest:
    with archive.open(_MANIFEST) as held:
        text = held.read(_MANIFEST_LIMIT)
    manifest = from_json(text.decode("utf-8"))
    if archive.getinfo(_DATABASE).file_size != manifest.size:
        raise _damaged(backup)
    return manifest


def _chunks(source: IO[bytes], progress: Progress) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        progress.check_cancelled()
        yield chunk


def _sha256(path: Path, progress: Progress) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file, progress):
            digest.update(chunk)
    return digest.hexdigest()


def _require_room(size: int, folder: Path) -> None:
    if shutil.disk_usage(folder).free < size:
        raise StorageProblem(
            f"ที่ว่างของดิสก์ {folder.absolute().anchor} ไม่พอ ต้องใช้ {size / (1 << 20):,.1f} MB "
            "กรุณาลบไฟล์ที่ไม่ใช้ หรือเลือกดิสก์อื่น แล้วทำซ้ำ"
        )


def _damaged(backup: Path) -> BackupRejected:
    return BackupRejected(
        f"ไฟล์ “{backup.name}” ไม่ใช่ไฟล์สำรองของโปรแกรมนี้ หรือเสียหาย กรุณาเลือกไฟล์สำรองอื่น (.cddbackup)"
    )


def _failed(out: Path) -> StorageProblem:
    return StorageProblem(
        f"สำรองข้อมูลลง “{out.name}” ไม่สำเร็จ เพราะตรวจไฟล์ที่เขียนแล้วไม่สมบูรณ์ "
        "กรุณาตรวจดิสก์ หรือเลือกเก็บที่ดิสก์อื่น แล้วทำซ้ำ"
    )
