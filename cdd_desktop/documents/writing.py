"""Writing a file whole or not at all, and rows as CSV."""

import csv
import errno
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cdd_desktop.errors import StorageProblem

# A spreadsheet runs a cell that begins like this as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


# what Windows keeps for devices, whatever suffix follows, and what no name there may have
_NOT_ON_WINDOWS = re.compile(
    r'(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])\s*(?:\..*)?|.*[\\/:*?"<>|\x00-\x1f].*|.*[. ]',
    re.IGNORECASE | re.DOTALL,
)
_NAME_TOLD = 40
_LONGEST_ON_WINDOWS = 259  # characters of a whole path
_LONGEST_NAME = 255  # characters: of Windows' disks, whatever system writes to them


class Held(StorageProblem):
    """Another program holds the file open, or it may not be written: the others may still be."""


@contextmanager
def replacing(path: Path, *, within: Path | None = None) -> Iterator[Path]:
    """Give a temporary name beside `path` to write to; it takes the place of `path` at the end.

    `within`: a folder on the same disk for the temporary file, which a killed program leaves.

    When anything fails, the old file is as it was and the temporary one is gone. Failures of the
    disk or of another program that holds the file become `StorageProblem`; so does a `path` that
    is a folder, no file's name (on Windows, where files made elsewhere go too), or marked read-only
    (which renaming over it would ignore).
    """
    try:
        if not path.name or path.is_dir():
            raise StorageProblem(f"“{path}” เป็นโฟลเดอร์ กรุณาใส่ชื่อไฟล์ที่จะบันทึกต่อท้ายชื่อโฟลเดอร์")
        if _NOT_ON_WINDOWS.fullmatch(path.name):
            raise StorageProblem(
                f'ชื่อไฟล์ “{path.name}” ใช้ใน Windows ไม่ได้ กรุณาบันทึกเป็นชื่ออื่นที่ไม่มี \\ / : * ? " < > | '
                "และไม่ใช่ชื่ออุปกรณ์ เช่น CON หรือ NUL"
            )
        if len(path.name) > _LONGEST_NAME:
            raise StorageProblem(_too_long(path))
        if path.exists() and not (path.is_file() and os.access(path, os.W_OK)):
            raise StorageProblem(f"ไฟล์ “{path.name}” ห้ามเขียนทับ กรุณาบันทึกเป็นชื่ออื่น")
    except OSError as error:
        raise StorageProblem(_in_thai(error, path)) from error
    beside = (within or path.parent) / f".{secrets.token_hex(6)}.tmp"
    try:
        try:
            yield beside
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except PermissionError as error:
        raise Held(_in_thai(error, path)) from error
    except OSError as error:
        raise StorageProblem(_in_thai(error, path)) from error


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows as CSV that Excel opens in Thai and never runs as formulas.

    A cell that would begin a formula gets an apostrophe in front; `read_table` takes it off.
    """
    with replacing(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_harmless(cell) for cell in header])
        writer.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _in_thai(error: OSError, path: Path) -> str:
    # Windows says of a path that is too long that it is not there
    is_not_found = isinstance(error, FileNotFoundError)
    is_long = is_not_found and len(str(path.absolute())) > _LONGEST_ON_WINDOWS
    if error.errno == errno.ENAMETOOLONG or is_long:
        return _too_long(path)
    if isinstance(error, PermissionError | IsADirectoryError):
        return (
            f"เขียนไฟล์ “{path.name}” ไม่ได้ กรุณาปิดไฟล์นี้ใน Excel หรือโปรแกรมอ่าน PDF "
            "แล้วลองอีกครั้ง หรือบันทึกเป็นชื่ออื่น"
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"ไม่พบโฟลเดอร์ “{path.parent}” กรุณาเลือกโฟลเดอร์อื่นสำหรับบันทึกไฟล์ “{path.name}”"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return (
            f"เขียนไฟล์ “{path.name}” ไม่ได้ เพราะพื้นที่ดิสก์เต็ม "
            "กรุณาลบไฟล์ที่ไม่ใช้หรือเลือกบันทึกที่ไดรฟ์อื่น แล้วลองอีกครั้ง"
        )
    return f"เขียนไฟล์ “{path.name}” ไม่ได้ กรุณาตรวจสอบไดรฟ์หรือเลือกบันทึกที่อื่น แล้วลองอีกครั้ง"


def _too_long(path: Path) -> str:
    return (
        f"ชื่อไฟล์ “{path.name[:_NAME_TOLD]}…” หรือชื่อโฟลเดอร์ยาวเกินไป กรุณาย่อชื่อ หรือเลือกโฟลเดอร์ที่อยู่ตื้นกว่านี้"
    )
