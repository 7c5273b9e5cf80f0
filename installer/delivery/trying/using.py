"""The installed program as an office uses it: self-test, window, double click on a file."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import time
from collections.abc import Iterator

from delivery.trying import installing, killing
from delivery.trying.record import Failed, expect
from delivery.trying.running import Running
from delivery.trying.trial import Trial

TITLE = "พช. เดสก์ท็อป"
_RESTORING = "กู้คืนข้อมูล"  # what the program calls its question about a backup
_OPENS_IN, _ENDS_IN = 300, 60  # seconds
# A line of windows.c: process, width, height, title.
_WINDOW = re.compile(r"\d+\t(?P<width>-?\d+)\t(?P<height>-?\d+)\t(?P<title>.*)")
_SMALLEST = (400, 300)  # a window of the program; its tooltips and menus are smaller


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    width: int
    height: int
    title: str


def self_test(trial: Trial) -> None:
    done = trial.office.cdd("self-test", seconds=900)
    for line in done.text.splitlines():
        trial.record.tell(f"    {line}")
    expect(done.code == 0, f"self-test จบด้วยรหัส {done.code}")


def windows(trial: Trial) -> list[Window]:
    lines = trial.wine.run(trial.wine.windows_program).text.splitlines()
    return [
        Window(width=int(found["width"]), height=int(found["height"]), title=found["title"])
        for found in map(_WINDOW.fullmatch, lines)
        if found
    ]


@contextlib.contextmanager
def opened(trial: Trial, picture: str) -> Iterator[None]:
    """CDD.exe with its window on the screen, taken as a picture; closed by its cross at the end."""
    child = trial.wine.start(trial.program / "CDD.exe")
    try:
        _await_window(trial)
        trial.display.settle()
        trial.display.picture(trial.pictures / picture)
        yield
        _close(trial, child)
    finally:
        trial.wine.kill_programs()
        child.kill()


def _await_window(trial: Trial) -> None:
    end = time.monotonic() + _OPENS_IN
    while time.monotonic() < end:
        for window in windows(trial):
            big = window.width >= _SMALLEST[0] and window.height >= _SMALLEST[1]
            if big and TITLE in window.title:
                trial.record.tell(f"    หน้าต่าง {window.width}×{window.height} “{window.title}”")
                _await_office(trial, end)
                return
        time.sleep(0.5)
    raise Failed(f"ไม่มีหน้าต่างชื่อ “{TITLE}” ใน {_OPENS_IN} วินาที: {windows(trial)}")


def _await_office(trial: Trial, end: float) -> None:
    """The window comes before the data: those are open once their log stands beside them."""
    while not (trial.office.data / "office.db-wal").exists():
        expect(time.monotonic() < end, "หน้าต่างเปิดแล้ว แต่ข้อมูลของสำนักงานไม่เปิด")
        time.sleep(0.5)


def _close(trial: Trial, child: Running) -> None:
    trial.wine.run(trial.wine.windows_program, "close", TITLE)
    code = child.wait(_ENDS_IN)
    expect(code is not None, f"โปรแกรมไม่จบใน {_ENDS_IN} วินาทีหลังปิดหน้าต่าง")
    expect(code == 0, f"โปรแกรมจบด้วยรหัส {code}: {child.text()}")
    expect(trial.wine.settle(_ENDS_IN), "ปิดหน้าต่างแล้วยังมีโปรแกรมลูกทำงานอยู่")


def double_click(trial: Trial) -> None:
    """A backup opened as the registry says: the program shows what it would bring back."""
    backup = trial.wine.home / "สำรอง ทดลอง.cddbackup"
    trial.office.must("backup", trial.wine.windows_path(backup))
    program, *words = installing.opening_command(trial, trial.wine.windows_path(backup))
    child = trial.wine.start(program, *words)
    try:
        _await_window(trial)
        trial.display.settle()
        trial.display.picture(trial.pictures / "try-cddbackup.png")
        told = [window.title for window in windows(trial)]
        expect(any(_RESTORING in title for title in told), f"ไม่ถามก่อนกู้คืน: {told}")
        _close(trial, child)
    finally:
        trial.wine.kill_programs()
        backup.unlink()
    trial.office.expect_contents()


def wizard(trial: Trial) -> None:
    """The setup with its window, closed without installing.

    No picture: without a Thai font of Windows its page is boxes, and with another one it is not it.
    """
    before = trial.state()
    child = trial.wine.start(trial.new.file)
    try:
        end = time.monotonic() + _OPENS_IN
        while not any(TITLE in window.title for window in windows(trial)):
            expect(time.monotonic() < end, f"ตัวติดตั้งไม่เปิดหน้าต่าง: {windows(trial)}")
            time.sleep(0.5)
        trial.record.tell("    " + " ".join(f"“{window.title}”" for window in windows(trial)))
    finally:
        trial.wine.kill_programs()
        child.kill()
    expect(trial.state() == before, "เปิดตัวติดตั้งแล้วปิด แต่มีไฟล์เปลี่ยน")
    expect(bool(killing.current(trial.program)), "current.txt หายไป")
