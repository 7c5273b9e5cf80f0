"""A disk so small that it can be filled, and pulled out."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_BLOCK = 4096


class SmallDisk:
    """A file system of its own at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler.bin"

    def fill(self, *, leaving: int = 0) -> None:
        """Use up all room but `leaving` bytes."""
        with self._filler.open("ab", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(_BLOCK))
        if leaving:
            os.truncate(self._filler, max(0, self._filler.stat().st_size - leaving))

    def free(self) -> None:
        """As when somebody deletes what is not needed."""
        self._filler.unlink(missing_ok=True)

    def pull(self) -> None:
        """Gone at once, whatever is still open on it."""
        subprocess.run(["umount", "-l", str(self.path)], check=True)


@contextmanager
def small_disk(path: Path, megabytes: int) -> Iterator[SmallDisk]:
    """A disk of that size; skips the test where none can be made."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk; the next best runs everywhere")
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "cdd-small-disk", str(path)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("this machine lets nobody mount a disk; the next best runs everywhere")
    try:
        yield SmallDisk(path)
    finally:
        while path.is_mount():
            subprocess.run(["umount", "-l", str(path)], check=True)
