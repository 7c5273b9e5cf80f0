"""SQLite's and the disk's failures, said as sentences with a remedy.

Told apart by result code, not by text: the text is English and changes between versions.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from cdd_desktop.errors import Busy, StorageProblem
from cdd_desktop.storage.backup_names import backups_beside

_PRIMARY = 0xFF  # extended result codes carry the primary code in the low byte

_BUSY = "มีงานอื่นกำลังบันทึกลงไฟล์ {file} ยังไม่ได้บันทึกรายการนี้ กรุณารอสักครู่แล้วทำซ้ำอีกครั้ง"
_BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_RIGHTS = "กรุณาตรวจสิทธิ์ของโฟลเดอร์ {folder}"

_REMEDIES = {
    sqlite3.SQLITE_FULL: "ดิสก์เต็ม บันทึกลง {file} ไม่ได้ กรุณาลบไฟล์ที่ไม่ใช้ให้มีที่ว่าง แล้วทำซ้ำอีกครั้ง",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: f"ไฟล์ {{file}} เขียนไม่ได้ {_RIGHTS}",
    sqlite3.SQLITE_CANTOPEN: f"เปิดไฟล์ {{file}} ไม่ได้ {_RIGHTS}",
    sqlite3.SQLITE_PERM: f"ไม่มีสิทธิ์ใช้ไฟล์ {{file}} {_RIGHTS}",
    sqlite3.SQLITE_IOERR: ("อ่านหรือเขียนไฟล์ {file} ไม่สำเร็จ กรุณาตรวจว่าดิสก์ยังต่ออยู่และมีที่ว่าง แล้วทำซ้ำ"),
    sqlite3.SQLITE_CORRUPT: (
        "ไฟล์ {file} เสียหาย กรุณาเก็บไฟล์นี้ไว้ แล้วกู้คืนจากไฟล์สำรองล่าสุดในโฟลเดอร์ {backups}"
    ),
    sqlite3.SQLITE_NOTADB: (
        "ไฟล์ {file} ไม่ใช่ฐานข้อมูลของโปรแกรมนี้ กรุณาย้ายไฟล์ออกจากโฟลเดอร์ {folder} แล้วเปิดใหม่"
    ),
}

_DISK_ERRORS = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EACCES: sqlite3.SQLITE_PERM,
    errno.EPERM: sqlite3.SQLITE_PERM,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.ENAMETOOLONG: sqlite3.SQLITE_CANTOPEN,
}


@contextmanager
def told_in_thai(path: Path) -> Iterator[None]:
    """Turn the environment's failures around the database `path` into `StorageProblem`."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, OSError) as error:
        problem = _problem(_code(error), path)
        if problem is None:
            raise
        raise problem from error


def _code(error: DatabaseError | sqlite3.DatabaseError | OSError) -> int | None:
    """SQLite's result code of a failure; the disk's own failures have a nearest one."""
    if isinstance(error, OSError):
        return _DISK_ERRORS.get(error.errno or 0)
    driver_error = error.orig if isinstance(error, DatabaseError) else error
    if isinstance(driver_error, sqlite3.OperationalError):
        # the driver's own, without a code: a stored text that is no text any more
        return getattr(driver_error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return getattr(driver_error, "sqlite_errorcode", None)


def _problem(code: int | None, path: Path) -> StorageProblem | None:
    remedy = None if code is None else _REMEDIES.get(code & _PRIMARY)
    if code is None or remedy is None:
        return None
    kind = Busy if code & _PRIMARY in _BUSY_CODES else StorageProblem
    return kind(remedy.format(file=path.name, folder=path.parent, backups=backups_beside(path)))
