"""Where a build happens: one at a time, in a folder of its own that never looks finished."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from children import ROOT, Stopped

OUT = ROOT / "build" / "windows"
_NEEDED_BYTES = 2 * 1024**3  # wheels 0.3 GB, unpacked 0.7 GB, the stage, the setup
_GIGABYTE = 1024**3

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Workplace:
    """`out` keeps what is finished; `work` is this build's own and goes with it.

    `keep` holds what was fetched (wheels, Python, tools) for the next build, whatever its `out`.
    """

    out: Path
    work: Path
    keep: Path


@contextlib.contextmanager
def opened(out: Path, keep: Path = OUT) -> Iterator[Workplace]:
    """Raises Stopped while another build is at work, without room on the disk or a way to write."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        keep.mkdir(parents=True, exist_ok=True)
        lock = (keep / "build.lock").open("ab")
    except OSError as fault:
        raise Stopped(f"เขียนในโฟลเดอร์ {out} ไม่ได้ โปรดตรวจสิทธิ์ของโฟลเดอร์แล้วสั่งอีกครั้ง") from fault
    with lock:
        try:
            _take(lock)
        except OSError as fault:
            raise Stopped("มีการสร้างตัวติดตั้งอีกคำสั่งหนึ่งทำงานอยู่ โปรดรอให้เสร็จแล้วสั่งอีกครั้ง") from fault
        for left in out.glob("work-*"):
            shutil.rmtree(left, ignore_errors=True)
        check_room(shutil.disk_usage(out).free)
        work = out / f"work-{os.getpid()}"
        work.mkdir()
        try:
            yield Workplace(out=out, work=work, keep=keep)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def check_room(free: int) -> None:
    """Raises Stopped when so many free bytes are not enough for a build."""
    if free < _NEEDED_BYTES:
        raise Stopped(
            f"เนื้อที่ว่างเหลือ {free / _GIGABYTE:.1f} GB แต่ต้องใช้ {_NEEDED_BYTES / _GIGABYTE:.0f} GB"
            " โปรดเพิ่มเนื้อที่ว่างแล้วสั่งอีกครั้ง"
        )


def finish(made: Path, final: Path) -> None:
    """Put what was made in the workplace at its last name, instead of an older one there."""
    if final.is_dir():
        shutil.rmtree(final)
    made.replace(final)
