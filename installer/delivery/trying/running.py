"""A program that runs in Wine, and what it has written so far."""

from __future__ import annotations

import os
import subprocess
import threading
from typing import IO

_READ = 65536
_REST_SECONDS = 2  # of patience for what was written last


class Running:
    """Its end is the end of the program, not that of its pipe: Wine's servants inherit the pipe.

    A pipe it must be: Python in Wine cannot write to a file that it was given as its output.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None  # noqa: S101 - it was started with a pipe
        self._process = process
        self._written = bytearray()
        self._reader = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        self._reader.start()

    def _read(self, pipe: IO[bytes]) -> None:
        while chunk := os.read(pipe.fileno(), _READ):
            self._written += chunk

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def wait(self, seconds: float) -> int | None:
        """The exit code; None where it still runs after so long."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def text(self) -> str:
        """What it wrote until now; all of it once it has ended."""
        if self.has_ended:
            self._reader.join(_REST_SECONDS)
        return bytes(self._written).decode(errors="replace")
