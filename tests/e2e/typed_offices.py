"""Offices as the commands leave them, typed once and copied."""

import contextlib
import io
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from cdd_desktop.cli.main import main
from cdd_desktop.documents.writing import write_csv

Villages = Sequence[tuple[str, str]]


class TypedOffices:
    """Typing `office create` and `import villages` takes a third of a second: for each name and
    list of villages it is done once, and each test has a copy of the folder they left."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._made: dict[tuple[str, tuple[tuple[str, str], ...]], Path] = {}

    def put(self, at: Path, name: str, villages: Villages) -> None:
        """The data folder of an office of that name, in the province of the first village; each
        village is its code and name."""
        key = (name, tuple(villages))
        if key not in self._made:
            self._made[key] = self._typed(name, villages)
        shutil.copytree(self._made[key], at)

    def _typed(self, name: str, villages: Villages) -> Path:
        folder = self._factory.mktemp("office")
        office, file = folder / "data", folder / "villages.csv"
        write_csv(file, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), villages)
        create = ("office", "create", "--province", villages[0][0][:2], "--name", name)
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["--data-dir", str(office), *create]) == 0
            assert main(["--data-dir", str(office), "import", "villages", str(file)]) == 0
        return office
