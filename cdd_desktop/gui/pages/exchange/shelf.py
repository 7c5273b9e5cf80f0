"""Where child processes leave what was read of a file for one another."""

import pickle
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.exchange.kept_rows import told_of_folder

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.exchange.worker import Loaded

_FILE = "file.pickle"


class Shelf:
    """Folders for the work of children, within one that goes with the window.

    A file and not the child's memory: whichever child comes next finds it there, also after one
    was stopped.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="cdd-desktop-", ignore_cleanup_errors=True)
        self._made = 0

    def place(self) -> Path:
        """A new folder for one piece of work; made by whoever writes there."""
        self._made += 1
        return Path(self._folder.name) / str(self._made)

    def clear(self, place: Path | None) -> None:
        """Remove a folder, whether it was made or not."""
        if place is not None:
            shutil.rmtree(place, ignore_errors=True)

    def close(self) -> None:
        """Remove everything."""
        self._folder.cleanup()


def make(place: Path) -> None:
    """Make a folder of a shelf; raises `StorageProblem`, also when the shelf is gone."""
    with told_of_folder(place):
        place.mkdir()


def put_file(place: Path, loaded: "Loaded") -> None:
    """Leave a file that was read; raises `StorageProblem`."""
    make(place)
    with told_of_folder(place), (place / _FILE).open("wb") as file:
        pickle.dump(loaded, file)


def get_file(place: Path) -> "Loaded":
    """The file that was left; raises `StorageProblem` when it is gone."""
    with told_of_folder(place), (place / _FILE).open("rb") as file:
        loaded: Loaded = pickle.load(file)  # noqa: S301 - written by this program's own child
        return loaded
