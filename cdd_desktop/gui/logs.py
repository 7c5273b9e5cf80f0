"""The program's log: a small rotating file in the data folder, and its last lines for a report."""

import logging
import sys
from collections import deque
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

FOLDER_NAME = "logs"
FILE_NAME = "cdd-desktop.log"
_BYTES = 500_000
_KEPT_FILES = 3
_KEPT_LINES = 60
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class LastLines(logging.Handler):
    """Keeps the newest lines of the log in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self.setFormatter(logging.Formatter(_FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        """One more line."""
        self.lines.append(self.format(record))


class LogFile(RotatingFileHandler):
    """What the disk does not take is in `LastLines` all the same."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # the disk is full, its stick was pulled out
            super().handleError(record)


def start_logging(data_folder: Path) -> tuple[Path, LastLines]:
    """Log into the data folder; says into which file.

    Where the folder cannot be written the lines are kept in memory only: opening the store will
    tell the user what is wrong with the folder.
    """
    last = LastLines()
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(last)
    file = data_folder / FOLDER_NAME / FILE_NAME
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = LogFile(file, maxBytes=_BYTES, backupCount=_KEPT_FILES, encoding="utf-8")
    except OSError as error:
        logging.getLogger(__name__).warning("no log file: %s", error)
    else:
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)
    return file, last


def stop_logging() -> None:
    """Close the log's file."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, LastLines | RotatingFileHandler):
            root.removeHandler(handler)
            with suppress(OSError):  # the last lines do not fit on a full disk
                handler.close()
