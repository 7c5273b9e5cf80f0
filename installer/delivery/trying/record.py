"""What the trial tells: each step with its seconds on the console, everything in one log."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from children import Stopped, say


class Failed(Exception):
    """A step did not show what it should; the text is Thai."""


def expect(holds: bool, fault: str) -> None:
    if not holds:
        raise Failed(fault)


class Record:
    """The log of one trial, written as it goes: a trial that is stopped leaves what it saw."""

    def __init__(self, path: Path, programs: Path) -> None:
        """`programs` gets what the tried programs wrote, for looking into a failure."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.passed = 0
        self.failed: list[str] = []
        self._file = path.open("w", encoding="utf-8")
        self._programs = programs.open("w", encoding="utf-8")

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._programs.close()

    def tell(self, text: str) -> None:
        """To the console and the log."""
        say(text)
        self.detail(text)

    def detail(self, text: str) -> None:
        """To the log alone."""
        self._file.write(text.rstrip() + "\n")
        self._file.flush()

    def program(self, text: str) -> None:
        self._programs.write(text.rstrip() + "\n")
        self._programs.flush()

    @contextmanager
    def step(self, name: str, *, needed: bool = False) -> Iterator[None]:
        """Tell how the step ended; one that failed stops the trial only where others need it."""
        self.program(f"--- {name}")
        started = time.monotonic()
        try:
            yield
        except Failed as fault:
            self.failed.append(name)
            self.tell(f"ไม่ผ่าน: {name} ({time.monotonic() - started:.1f} วินาที)\n    {fault}")
            if needed:
                raise Stopped(f"ทดลองต่อไม่ได้ โปรดดู {self.path} แก้แล้วสั่งอีกครั้ง") from fault
        else:
            self.passed += 1
            self.tell(f"ผ่าน: {name} ({time.monotonic() - started:.1f} วินาที)")
