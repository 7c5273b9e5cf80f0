"""A setup killed at moments of chance, and at the moments that matter most."""

from __future__ import annotations

import dataclasses
import random
import time
from collections.abc import Callable
from pathlib import Path

from delivery.trying.wine import Wine

POINTER = "current.txt"
_LOOK_EVERY = 0.0005  # seconds; a rename takes longer under Wine


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """When to kill: `due(program folder, share of the install's time)` is asked all the time.

    `is_fleeting` ones last for milliseconds and may be over before they are seen.
    """

    name: str
    due: Callable[[Path, float], bool]
    is_fleeting: bool = False


def by_chance(seed: int, count: int) -> list[Moment]:
    """Moments within a whole install; the same seed gives the same ones."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    return [_after(chance.random()) for _ in range(count)]


def at_the_change(in_use: str) -> list[Moment]:
    """The steps around the one rename that makes the new version the one in use."""

    def changed(folder: Path, _share: float) -> bool:
        return current(folder) not in {in_use, ""}

    def appears(name: str) -> Callable[[Path, float], bool]:
        return lambda folder, _share: (folder / name).exists()

    return [
        Moment(name="ขณะเปลี่ยนตัวเปิดโปรแกรม", due=appears("CDD.exe.new"), is_fleeting=True),
        Moment(name="ก่อนเปลี่ยนรุ่น", due=appears(f"{POINTER}.new"), is_fleeting=True),
        Moment(name="ทันทีที่เปลี่ยนรุ่น", due=changed),
    ]


def _after(share: float) -> Moment:
    name = f"เมื่อผ่านไป {share:.1%} ของการติดตั้ง"
    return Moment(name=name, due=lambda _folder, passed: passed >= share)


def current(program: Path) -> str:
    """The program folder in use; empty where there is none."""
    try:
        return (program / POINTER).read_text(encoding="ascii").strip()
    except OSError:
        return ""


def program_folders(program: Path) -> list[str]:
    return sorted(path.name for path in program.iterdir() if path.is_dir())


def start_and_kill(
    wine: Wine, setup: Path, program: Path, moment: Moment, whole: float
) -> float | None:
    """None where it was killed, else the seconds after which it ended before the moment came.

    `whole` is how many seconds an install takes; the machine may be quicker now.
    """
    child = wine.start(setup, "/S")
    started = time.monotonic()
    try:
        while not child.has_ended:
            if moment.due(program, (time.monotonic() - started) / whole):
                child.kill()  # first, as finding its children takes a moment
                wine.kill_programs()
                return None
            time.sleep(_LOOK_EVERY)
        return time.monotonic() - started
    finally:
        child.kill()
