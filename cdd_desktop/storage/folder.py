"""The data folder: is it one we may live in, and are we alone in it?"""

import sys
from pathlib import Path

from filelock import FileLock, Timeout

from cdd_desktop.errors import StorageProblem

_DRIVE_REMOTE = 4  # GetDriveTypeW


class AlreadyOpen(StorageProblem):
    """Another running copy owns the folder."""


def prepare_folder(folder: Path) -> None:
    """Make the folder and prove that it can be written.

    Raises `StorageProblem`: on a network drive (SQLite's log needs a local disk), where a file
    stands in its place, or where it cannot be written.
    """
    if _is_network(folder):
        raise StorageProblem(
            f"โฟลเดอร์ {folder} อยู่บนเครือข่าย เก็บฐานข้อมูลไว้ที่นั่นไม่ได้ "
            "กรุณาเลือกโฟลเดอร์ในเครื่องนี้ (ใช้เครือข่ายเก็บไฟล์สำรองได้)"
        )
    probe = folder / ".write-test"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StorageProblem(
            f"เขียนลงโฟลเดอร์ {folder} ไม่ได้ กรุณาตรวจสิทธิ์และที่ว่างของดิสก์ หรือเลือกโฟลเดอร์อื่น"
        ) from error


def lock_folder(folder: Path) -> FileLock:
    """Own the folder until the lock is released; raises `AlreadyOpen` at once if it is taken."""
    lock = FileLock(folder / "office.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as taken:
        raise AlreadyOpen(
            f"โปรแกรมเปิดใช้ข้อมูลในโฟลเดอร์ {folder} อยู่แล้ว กรุณาใช้หน้าต่างที่เปิดอยู่ หรือปิดก่อนแล้วทำซ้ำ"
        ) from taken
    return lock


def _is_network(folder: Path) -> bool:
    text = str(folder)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32" and folder.drive:
        import ctypes  # noqa: PLC0415 - only there does it have windll

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(folder.drive + "\\")
        return kind == _DRIVE_REMOTE
    return False
