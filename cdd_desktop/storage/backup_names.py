"""Where automatic backups lie and what they are called."""

import re
from datetime import datetime
from itertools import count
from pathlib import Path

from cdd_desktop.thai.calendar import buddhist_year, in_thailand

SUFFIX = ".cddbackup"

_FOLDER = "backups"
_AUTOMATIC = re.compile(rf"cdd-backup-.+-\d{{8}}-\d{{6}}(-\d+)?{re.escape(SUFFIX)}")
_UNSAFE = re.compile(r'[<>:"/\\|?*\s\x00-\x1f.-]+')
_OFFICE_LENGTH = 40  # a Thai letter takes three of the 255 bytes a name may have


def backups_beside(database: Path) -> Path:
    """The folder of the automatic backups of a database; not created here."""
    return database.parent / _FOLDER


def automatic_path(folder: Path, office: str, made_at: datetime) -> Path:
    """A free name: office, then Buddhist date and time in Thailand, so that names sort by time."""
    moment = in_thailand(made_at)
    day = f"{buddhist_year(moment.date())}{moment.month:02}{moment.day:02}"
    stamp = f"{day}-{moment.hour:02}{moment.minute:02}{moment.second:02}"
    name = _UNSAFE.sub("_", office[:_OFFICE_LENGTH]).strip("_") or "office"
    return free_path(folder, f"cdd-backup-{name}-{stamp}{SUFFIX}")


def free_path(folder: Path, name: str) -> Path:
    """The name in the folder, numbered when it is taken: a clock set back repeats its moments."""
    path = folder / name
    numbers = count(2)
    while path.exists():
        path = path.with_stem(f"{Path(name).stem}-{next(numbers)}")
    return path


def is_automatic(path: Path) -> bool:
    """Whether the program named the file; what a user named is the user's to remove."""
    return _AUTOMATIC.fullmatch(path.name) is not None
