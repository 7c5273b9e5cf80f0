"""Making sure that what was written is on the disk before anybody relies on it."""

import os
from pathlib import Path


def flush_file(path: Path) -> None:
    """Wait until the file's bytes are on the disk."""
    with path.open("r+b") as file:  # Windows flushes only through a handle that may write
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until a renaming in the folder is on the disk; Windows does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
