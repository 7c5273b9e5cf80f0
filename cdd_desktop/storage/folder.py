"""The data folder: is it one we may live in, and are we alone in it?"""

import os
import shutil
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path, PureWindowsPath

from filelock import FileLock, Timeout

from cdd_desktop import paths
from cdd_desktop.errors import StorageProblem

SCRATCH_PREFIX = ".cdd-"  # folders of unfinished work; a killed program leaves them behind

_PROBE_PREFIX = ".write-test-"
_DRIVE_REMOTE = 4  # GetDriveTypeW
_ROAMING = ("appdata", "roaming")
_ONEDRIVE = "onedrive"
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


class AlreadyOpen(StorageProblem):
    """Another running copy owns the folder."""


def prepare_folder(folder: Path) -> None:
    """Make the folder and prove that it can be written.

    Raises `StorageProblem`: on a network drive (SQLite's log needs a local disk), in a folder that
    Windows or OneDrive copies elsewhere while it is written (the file and its log would part),
    among the files of the installed program, where a file stands in its place, or where it cannot
    be written.
    """
    if _is_network(folder) or _is_network(folder.absolute()):
        raise StorageProblem(
            f"โฟลเดอร์ {folder} อยู่บนเครือข่าย เก็บฐานข้อมูลไว้ที่นั่นไม่ได้ "
            "กรุณาเลือกโฟลเดอร์ในเครื่องนี้ (ใช้เครือข่ายเก็บไฟล์สำรองได้)"
        )
    if service := _copied_by(folder.absolute()):
        raise StorageProblem(
            f"โฟลเดอร์ {folder} ถูก{service}คัดลอกไปที่อื่นตลอดเวลา ฐานข้อมูลจะเสียหายได้ "
            "กรุณาเลือกโฟลเดอร์อื่นในเครื่องนี้ (ใช้โฟลเดอร์นี้เก็บไฟล์สำรองได้)"
        )
    program = paths.installed_in()
    if program is not None and _is_within(_parts(str(folder.absolute())), _parts(str(program))):
        raise StorageProblem(
            f"โฟลเดอร์ {folder} อยู่ในโฟลเดอร์ของโปรแกรม ซึ่งเปลี่ยนไปเมื่อปรับรุ่น กรุณาเลือกโฟลเดอร์อื่นในเครื่องนี้"
        )
    probe = folder / f"{_PROBE_PREFIX}{os.getpid()}"  # its own: two copies may start at once
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink(missing_ok=True)  # the copy that owns the folder by now may have cleared it
    except OSError as error:
        raise StorageProblem(
            f"เขียนลงโฟลเดอร์ {folder} ไม่ได้ กรุณาตรวจสิทธิ์และที่ว่างของดิสก์ หรือเลือกโฟลเดอร์อื่น"
        ) from error


def require_chosen(folder: Path) -> None:
    """Refuse to begin anew where the folder that the user chose is not there: a stick was pulled.

    Raises `StorageProblem`.
    """
    if not folder.is_dir():
        raise StorageProblem(
            f"ไม่พบโฟลเดอร์ข้อมูล {folder} ที่เลือกไว้ "
            "กรุณาต่อแฟลชไดรฟ์หรือดิสก์ที่เก็บข้อมูล แล้วลองอีกครั้ง หรือเลือกโฟลเดอร์อื่น"
        )


def told_of_empty(database: Path) -> str:
    """A sentence when an empty file stands where the office's should be; empty when none does.

    A file of ours is empty only if the program was killed while making it. Nothing is in it to be
    lost, so it is used; but where an office worked before, its data has gone, and it must be told.
    """
    try:
        is_empty = database.is_file() and database.stat().st_size == 0
    except OSError:
        return ""  # opening the store will tell what is wrong with it
    if not is_empty:
        return ""
    return (
        f"พบไฟล์ {database.name} ที่ว่างเปล่าในโฟลเดอร์ {database.parent} จึงเริ่มใหม่ในไฟล์นี้ "
        "ถ้าเคยมีข้อมูลสำนักงานอยู่ กรุณากู้คืนจากไฟล์สำรองล่าสุดก่อนทำอย่างอื่น"
    )


def lock_folder(folder: Path) -> FileLock:
    """Own the folder until the lock is released; raises `AlreadyOpen` at once if it is taken.

    What a killed program left unfinished in it goes: nobody else works there now.
    """
    # it may be let go in another thread than the one that opened the office
    lock = FileLock(folder / "office.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as taken:
        raise AlreadyOpen(
            f"โปรแกรมเปิดใช้ข้อมูลในโฟลเดอร์ {folder} อยู่แล้ว กรุณาใช้หน้าต่างที่เปิดอยู่ หรือปิดก่อนแล้วทำซ้ำ"
        ) from taken
    for abandoned in folder.glob(f"{SCRATCH_PREFIX}*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    for probe in folder.glob(f"{_PROBE_PREFIX}*"):
        with suppress(OSError):  # another copy has it open; it goes when that one is through
            probe.unlink(missing_ok=True)
    return lock


def _copied_by(folder: Path) -> str:
    """Who copies the folder elsewhere, as a word of the message; empty when nobody does."""
    parts = _parts(str(folder))
    roaming = _parts(os.environ.get("APPDATA", ""))
    if _ROAMING in pairwise(parts) or _is_within(parts, roaming):
        return " Windows "
    synchronised = [_parts(os.environ.get(name, "")) for name in _ONEDRIVE_VARIABLES]
    # "OneDrive", and "OneDrive - name of the office" where it is the office's own
    named = any(part == _ONEDRIVE or part.startswith(f"{_ONEDRIVE} - ") for part in parts)
    if named or any(_is_within(parts, root) for root in synchronised):
        return " OneDrive "
    return ""


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part.casefold() for part in PureWindowsPath(path).parts)


def _is_within(parts: tuple[str, ...], root: tuple[str, ...]) -> bool:
    return bool(root) and parts[: len(root)] == root


def _is_network(folder: Path) -> bool:
    text = str(folder)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32" and folder.drive:
        import ctypes  # noqa: PLC0415 - only there does it have windll

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(folder.drive + "\\")
        return kind == _DRIVE_REMOTE
    return False
