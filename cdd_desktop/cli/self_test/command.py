"""The command `self-test`: watches the steps from a process of its own, and tells them.

A step that hangs or takes its process down is told like any other; the office's data is never
touched. Imports little: what is missing of the program is for the steps to find.
"""

import argparse
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from cdd_desktop import last_words
from cdd_desktop.cli.self_test.trial import MESSAGES, work_through
from cdd_desktop.errors import StorageProblem, ValidationFailed
from cdd_desktop.gui.windows_process import python_for_children

LIMIT_S = 900  # of all steps together; an old PC takes two minutes
_ENDS_WITHIN_S = 10
_ABANDONED_AFTER_S = 2 * LIMIT_S
_PREFIX = "ตรวจโปรแกรม พช "
_AGAIN = "กรุณาปิดโปรแกรมอื่นแล้วตรวจใหม่ ถ้ายังไม่เสร็จ กรุณาส่งไฟล์รายละเอียดให้ผู้ดูแลโปรแกรม"
_ASK = "กรุณาติดตั้งโปรแกรมใหม่ ถ้ายังไม่ผ่าน กรุณาส่งไฟล์รายละเอียดให้ผู้ดูแลโปรแกรม"


def run(chosen: argparse.Namespace) -> int:
    """`self-test [--keep FOLDER]`: 1 with the reason at the first step that fails."""
    with _folder(chosen.keep) as folder:
        context = multiprocessing.get_context("spawn")
        context.set_executable(python_for_children())
        pipe, theirs = context.Pipe()
        process = context.Process(target=work_through, args=(theirs, folder))
        process.start()
        theirs.close()
        try:
            until = time.monotonic() + LIMIT_S
            is_sound = tell(pipe, folder, until=until, ended=(process.sentinel,))
            if is_sound:
                process.join(_ENDS_WITHIN_S)
        finally:
            process.kill()
            process.join()
            pipe.close()
        if chosen.keep is not None:
            print(f"สิ่งที่ทำระหว่างตรวจเก็บไว้ที่ {folder}")
    return 0 if is_sound else 1


def tell(
    pipe: "Connection[Any, Any]",
    folder: Path,
    *,
    until: float,
    ended: "tuple[int | Connection[Any, Any], ...]" = (),
) -> bool:
    """Tell the steps as they pass, until the last has or one fails; whether all did.

    `until` is a moment of `time.monotonic`. `ended` becomes ready when the process is gone: on
    Windows the pipe of one that dies before it took it up stays open.
    """
    title = "เริ่มตรวจ"
    while True:
        ready = wait([pipe, *ended], max(0.0, until - time.monotonic()))
        if not ready:
            return _fail(title, f"ไม่เสร็จใน {LIMIT_S // 60} นาที {_AGAIN}", _said(folder))
        try:
            if not pipe.poll():
                raise EOFError
            kind, *told = pipe.recv()
        except (EOFError, OSError):
            return _fail(title, f"โปรแกรมหยุดทำงานกลางคัน {_ASK}", _said(folder))
        if kind == "begun":
            (title,) = told
        elif kind == "passed":
            title, seconds = told
            print(f"ผ่าน: {title} ({seconds:.1f} วินาที)", flush=True)
        elif kind == "failed":
            title, words, trace = told
            return _fail(title, words, trace and f"{trace}\n{_said(folder)}")
        else:
            print("โปรแกรมทำงานครบทุกส่วน", *told, sep="\n", flush=True)
            if sys.stdout is None:  # CDD.exe has no console
                last_words.tell("โปรแกรมทำงานครบทุกส่วน", is_fault=False)
            return True


def _fail(title: str, words: str, trace: str) -> bool:
    where = f" รายละเอียดอยู่ที่ {_keep(trace)}" if trace else ""
    last_words.tell(f"ไม่ผ่าน: {title}: {words}{where}")
    return False


def _said(folder: Path) -> str:
    """What the process said on its way; never empty."""
    try:
        return (folder / MESSAGES).read_text(encoding="utf-8", errors="replace") or "-"
    except OSError as error:
        return str(error)


def _keep(trace: str) -> str:
    """Write the details to a file that stays; gives its path."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="cdd-self-test-", suffix=".txt", encoding="utf-8", delete=False
        ) as file:
            file.write(trace)
    except OSError:  # a full disk was told already
        return "-"
    return file.name


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """A folder with Thai letters and blanks in its name; thrown away unless it is to be kept."""
    if keep is not None:
        yield _made(keep)
        return
    try:
        _sweep(Path(tempfile.gettempdir()))
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise StorageProblem(
            "เขียนโฟลเดอร์ชั่วคราวของเครื่องไม่ได้ กรุณาตรวจที่ว่างของดิสก์และสิทธิ์ของผู้ใช้ "
            "หรือกำหนดโฟลเดอร์เองด้วย --keep แล้วตรวจใหม่"
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(temporary: Path) -> None:
    """Remove what a self-test left behind that was killed; one that is at work is younger."""
    for left in temporary.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another one sweeps it at the same time
            if time.time() - left.stat().st_mtime > _ABANDONED_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)


def _made(keep: Path) -> Path:
    try:
        keep.mkdir(parents=True, exist_ok=True)
        is_empty = not any(keep.iterdir())
    except OSError as error:
        raise StorageProblem(f"เขียนโฟลเดอร์ {keep} ไม่ได้ กรุณาเลือกโฟลเดอร์อื่นแล้วตรวจใหม่") from error
    if not is_empty:
        raise ValidationFailed({"keep": f"โฟลเดอร์ {keep} มีไฟล์อยู่แล้ว กรุณาใช้โฟลเดอร์ใหม่หรือโฟลเดอร์ว่าง"})
    return keep.resolve()
