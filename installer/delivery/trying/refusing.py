"""What a setup must refuse in words: nothing changes and the version there still starts."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from delivery.trying import killing, tree
from delivery.trying.record import expect
from delivery.trying.running import Running
from delivery.trying.trial import INSTALL_SECONDS, Setup, Trial

RUNNING, NEWER, FULL, READ_ONLY, SECOND, NOT_LAID = 5, 6, 7, 8, 9, 11
SPARE_MEGABYTES = 100  # more than the setup wants to be free beside the program twice
_MEGABYTE, _BLOCK = 1024 * 1024, 4096


def _expect_refused(trial: Trial, setup: Setup, codes: tuple[int, ...]) -> None:
    """The setup ends with one of the codes, and every file of program and data is as it was."""
    before = trial.state()
    done = trial.install(setup)
    trial.record.tell(f"    รหัส {done.code}: {trial.said()}")
    changed = tree.compare(before, trial.state()).lines()
    expect(done.code in codes, f"ตัวติดตั้งจบด้วยรหัส {done.code} แทนที่จะเป็น {codes}")
    expect(not changed, f"มีไฟล์เปลี่ยน: {', '.join(changed[:10])}")


def running(trial: Trial) -> None:
    """Asked while the window of the program is open."""
    before = tree.digests(trial.program)
    done = trial.wine.run(trial.new.file, "/S", seconds=INSTALL_SECONDS)
    trial.record.tell(f"    รหัส {done.code}: {trial.said()}")
    changed = tree.compare(before, tree.digests(trial.program)).lines()
    expect(done.code == RUNNING, f"ตัวติดตั้งจบด้วยรหัส {done.code} แทนที่จะเป็น {RUNNING}")
    expect(not changed, f"มีไฟล์เปลี่ยน: {', '.join(changed[:10])}")


def older_over_newer(trial: Trial) -> None:
    _expect_refused(trial, trial.old, (NEWER,))


def half_copied(trial: Trial) -> None:
    """The first two thirds of the file, as a copy from a USB stick that was pulled out."""
    cut = trial.wine.folder / "ตัวติดตั้ง ครึ่งเดียว.exe"
    whole = trial.new.file.read_bytes()
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    before = trial.state()
    done = trial.wine.run(cut, "/S", seconds=INSTALL_SECONDS)
    trial.record.tell(f"    รหัส {done.code}")
    changed = tree.compare(before, trial.state()).lines()
    expect(done.code != 0, "ตัวติดตั้งที่ไม่ครบจบด้วยรหัส 0")
    expect(not changed, f"มีไฟล์เปลี่ยน: {', '.join(changed[:10])}")
    cut.unlink()


def two_at_once(trial: Trial) -> None:
    """The second gives way, the first installs (the same version again: a repair)."""
    folders = set(killing.program_folders(trial.program))
    first = trial.wine.start(trial.new.file, "/S")
    end = time.monotonic() + INSTALL_SECONDS
    while set(killing.program_folders(trial.program)) == folders and not first.has_ended:
        expect(time.monotonic() < end, "ตัวติดตั้งตัวแรกไม่เริ่มวางไฟล์")
        time.sleep(0.05)
    second = trial.wine.run(trial.new.file, "/S", seconds=INSTALL_SECONDS)
    trial.record.tell(f"    ตัวที่สอง รหัส {second.code}: {trial.said()}")
    done = trial.wine.ended(first, "ตัวติดตั้งตัวแรก", INSTALL_SECONDS)
    trial.wine.settle()
    expect(second.code == SECOND, f"ตัวที่สองจบด้วยรหัส {second.code} แทนที่จะเป็น {SECOND}")
    expect(done.code == 0, f"ตัวแรกจบด้วยรหัส {done.code}: {trial.said()}")
    trial.expect_in_use(trial.new)
    trial.office.expect_contents()


# --- a disk that is full or not to be written ----------------------------------------------------


def program_megabytes(trial: Trial) -> int:
    """As it lies on a disk, where each file begins a block of 4 KB."""
    files = (file.stat().st_size for file in trial.program.rglob("*") if file.is_file())
    return sum(size + _BLOCK for size in files) // _MEGABYTE


@contextlib.contextmanager
def small_disk(trial: Trial, spare_megabytes: int) -> Iterator[bool]:
    """The program's folder on a disk of its own with so much room left; whether that can be had."""
    kept = trial.wine.folder / "kept-program"
    room = program_megabytes(trial) + spare_megabytes
    trial.program.rename(kept)
    trial.program.mkdir()
    mounted = os.geteuid() == 0 and _mount(
        ["-t", "tmpfs", "-o", f"size={room}m", "tmpfs", str(trial.program)]
    )
    try:
        if mounted:
            shutil.copytree(kept, trial.program, dirs_exist_ok=True)
        yield mounted
    finally:
        trial.wine.stop()  # Wine's server holds folders open
        if mounted:
            subprocess.run(["umount", str(trial.program)], check=True, capture_output=True)
        trial.program.rmdir()
        kept.rename(trial.program)


def _mount(words: list[str]) -> bool:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode == 0


def disk_full(trial: Trial) -> None:
    """Too little room is seen before anything is laid down."""
    _expect_refused(trial, trial.new, (FULL,))


def disk_fills_up(trial: Trial) -> None:
    """There is room when the setup looks, and none while it lays files down."""
    filler = trial.program / "filler"
    before = trial.state()
    child = trial.wine.start(trial.new.file, "/S")
    folders = set(killing.program_folders(trial.program))
    _fill_when(lambda: set(killing.program_folders(trial.program)) != folders, child, filler)
    done = trial.wine.ended(child, "ตัวติดตั้ง", INSTALL_SECONDS)
    filler.unlink(missing_ok=True)
    trial.record.tell(f"    รหัส {done.code}: {trial.said()}")
    expect(done.code == NOT_LAID, f"ตัวติดตั้งจบด้วยรหัส {done.code} แทนที่จะเป็น {NOT_LAID}")
    in_use = killing.current(trial.program)
    changed = tree.compare(before, trial.state())
    own = [line for line in changed.lines() if f"program/{in_use}" in line]
    expect(not own, f"รุ่นที่ใช้อยู่เปลี่ยน: {', '.join(own[:10])}")
    trial.office.expect_lists()


def _fill_when(due: Callable[[], bool], child: Running, filler: Path) -> None:
    while not child.has_ended:
        if due():
            with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
                while True:  # until the disk is full, which is the purpose
                    file.write(bytes(_MEGABYTE))
            return
        time.sleep(0.05)


def read_only(trial: Trial) -> None:
    """Asked while the program's folder cannot be written to."""
    _mount(["-o", "remount,ro", str(trial.program)])
    try:
        _expect_refused(trial, trial.new, (READ_ONLY,))
    finally:
        _mount(["-o", "remount,rw", str(trial.program)])
