"""What can still be told when the program does not begin, or ends with a refusal.

A program without a console (CDD.exe) has no standard error: there a box of Windows says it. Imports
nothing that may be missing itself, and what only Windows has when it is needed.
"""

import importlib
import io
import sys

PROGRAM = "พช. เดสก์ท็อป"
DAMAGED = 3  # exit code: files of the program are missing or damaged
DAMAGED_UNTOLD = 4  # the same, and nobody could be told: the launcher (launcher.c) says it then
FILES_DAMAGED = (
    "ไฟล์ของโปรแกรมหายหรือเสีย กรุณาติดตั้งโปรแกรมใหม่ด้วยไฟล์ติดตั้งเดิมหรือรุ่นล่าสุด ข้อมูลของสำนักงานไม่หาย"
)
_ERROR_ICON, _INFORMATION_ICON = 0x10, 0x40
_TO_THE_FRONT = 0x10000


def tell(text: str, *, is_fault: bool = True) -> bool:
    """Say it on standard error, else in a box of Windows; False where there is neither."""
    if sys.stderr is not None:
        if isinstance(sys.stderr, io.TextIOWrapper):
            sys.stderr.reconfigure(
                encoding="utf-8"
            )  # `main` has not come so far, or did it already
        sys.stderr.write(f"{text.rstrip()}\n")
        return True
    try:
        user32 = importlib.import_module("ctypes").WinDLL("user32")
    except (ImportError, AttributeError, OSError):
        return False  # it is ctypes that is missing, or this is no Windows
    icon = _ERROR_ICON if is_fault else _INFORMATION_ICON
    user32.MessageBoxW(None, text, PROGRAM, icon | _TO_THE_FRONT)
    return True


def tell_damaged() -> int:
    """Inside `except`: files of the program cannot be read; gives the exit code."""
    told = tell(f"เปิดโปรแกรมไม่ได้ เพราะ{FILES_DAMAGED} หากยังเปิดไม่ได้ {_send_the_trace()}")
    return DAMAGED if told else DAMAGED_UNTOLD


def tell_bug() -> None:
    """Inside `except`: what nobody expected."""
    tell(f"โปรแกรมทำงานผิดพลาด {_send_the_trace()}")


def _send_the_trace() -> str:
    """Write the exception at hand to a file of its own; gives the words that name it."""
    try:
        import tempfile  # noqa: PLC0415 - it may be what is missing
        import traceback  # noqa: PLC0415

        with tempfile.NamedTemporaryFile(
            "w", prefix="cdd-desktop-", suffix=".txt", encoding="utf-8", delete=False
        ) as file:
            traceback.print_exc(file=file)
    except (ImportError, OSError):
        return "กรุณาแจ้งผู้ดูแลโปรแกรม"
    return f"กรุณาส่งไฟล์ {file.name} ให้ผู้ดูแลโปรแกรม"
