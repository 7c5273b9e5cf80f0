"""Why a step of the self-test failed, in words that end with what to do."""

import errno
import traceback
from pathlib import Path

from cdd_desktop import paths
from cdd_desktop.errors import CddError

REINSTALL = "กรุณาติดตั้งโปรแกรมใหม่ ถ้าโปรแกรมป้องกันไวรัสลบไฟล์อีก กรุณาแจ้งผู้ดูแลเครื่องให้ยกเว้นโฟลเดอร์ของโปรแกรม"
ASK = "กรุณาติดตั้งโปรแกรมใหม่ ถ้ายังไม่ผ่าน กรุณาส่งไฟล์รายละเอียดให้ผู้ดูแลโปรแกรม"
_FULL = {errno.ENOSPC, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Unsound(CddError):
    """A part of the installed program is missing or does not do what it should."""

    def __init__(self, fault: str, remedy: str = ASK) -> None:
        super().__init__(f"{fault} {remedy}")


def expect(holds: object, fault: str, remedy: str = ASK) -> None:
    """Raise `Unsound` unless it holds."""
    if not holds:
        raise Unsound(fault, remedy)


def told(error: Exception) -> tuple[str, str]:
    """The sentence, and the trace for whoever mends the program; none where the sentence is all."""
    if isinstance(error, CddError):
        return str(error), ""
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, ImportError):
        return f"เปิดส่วนของโปรแกรม “{_part(error)}” ไม่ได้ ไฟล์ของส่วนนี้หายหรือเสีย {REINSTALL}", trace
    if isinstance(error, OSError):
        return _of_disk(error), trace
    return f"โปรแกรมทำงานผิดพลาด {ASK}", trace


def _part(error: ImportError) -> str:
    """Windows says of a module whose library is gone only that it failed to load."""
    return error.name or str(error)


def _of_disk(error: OSError) -> str:
    file = str(error.filename or (error.args[0] if error.errno is None and error.args else ""))
    if error.errno in _FULL:
        return "พื้นที่ดิสก์เต็ม กรุณาลบไฟล์ที่ไม่ใช้ให้มีที่ว่างอย่างน้อย 200 MB แล้วตรวจใหม่"
    if file and _is_ours(Path(file)):
        return f"อ่านไฟล์ของโปรแกรม “{Path(file).name}” ไม่ได้ ไฟล์หายหรือเสีย {REINSTALL}"
    if error.errno in _DENIED:
        return f"เขียนหรืออ่าน “{file}” ไม่ได้ กรุณาตรวจสิทธิ์ของโฟลเดอร์และโปรแกรมป้องกันไวรัส แล้วตรวจใหม่"
    return f"อ่านหรือเขียนดิสก์ไม่สำเร็จ {ASK}"


def _is_ours(path: Path) -> bool:
    """Whether a file belongs to the program: beside its code, or what a checkout has outside."""
    roots = (Path(paths.__file__).parent, paths.resource(), paths.form("x").parent)
    return any(path.is_relative_to(root) for root in roots)
