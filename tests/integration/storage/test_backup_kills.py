"""A program killed while it backs up or restores leaves whole files, and the office's data."""

import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from soundness import wrong_in
from sqlalchemy import select

from cdd_desktop.people.tables import PersonRow
from cdd_desktop.progress import Silent
from cdd_desktop.storage.backup_file import unpack
from cdd_desktop.storage.backups import Backups
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.settings import Settings
from cdd_desktop.storage.store import Store

if TYPE_CHECKING:
    from tests.integration.storage.conftest import Key

KILLS = 10

MAKING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cdd_desktop.progress import Silent
from cdd_desktop.storage.backups import BackupPlan, carry_out
from cdd_desktop.storage.manifest import Reason
folder, out = Path(sys.argv[1]), Path(sys.argv[2])
plan = BackupPlan(
    database=folder / "office.db", reason=Reason.EXIT, made_at=datetime.now(UTC), out=out
)
print("ready", flush=True)
while True:
    carry_out(Silent(), plan)
"""

RESTORING = """
import sys
from pathlib import Path
from cdd_desktop.storage.restoring import restore
folder, *backups = map(Path, sys.argv[1:])
print("ready", flush=True)
while True:
    for backup in backups:
        restore(backup, folder)
"""


def kill_while(script: str, *paths: Path, after: float) -> None:
    """Run the script and kill it (SIGKILL) some seconds after it began its work."""
    call = [sys.executable, "-c", script, *map(str, paths)]
    with subprocess.Popen(call, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):  # it never ends by itself
            process.wait(after)
        process.kill()


def names(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        assert wrong_in(store) == ()
        with store.reading() as session:
            return list(session.scalars(select(PersonRow.name).order_by(PersonRow.id)))


@pytest.fixture
def folder(data_folder: Path, key: "Key") -> Path:
    """An office with some hundred kilobytes, so that there is something to be cut."""
    with Store.open(data_folder) as store:
        for number in range(40):
            key(store, f"{number} " + "ก" * 3000)
    return data_folder


def test_kills_during_a_backup_leave_the_data_and_the_last_good_backup(
    folder: Path, tmp_path: Path
) -> None:
    chance = random.Random(1)
    before = names(folder)
    out = tmp_path / "out.cddbackup"
    with Store.open(folder) as store:
        Backups(store, Settings(store)).make(Reason.BY_HAND, out)
    for number in range(KILLS):
        kill_while(MAKING, folder, out, after=chance.uniform(0.005, 0.12))
        held = tmp_path / f"{number}.db"
        assert unpack(out, held, Silent()).contents.counts["person"] == len(before)
    assert names(folder) == before


def test_kills_during_restoring_leave_the_old_file_or_the_new_one(
    folder: Path, tmp_path: Path, key: "Key"
) -> None:
    chance = random.Random(2)
    few, many = tmp_path / "few.cddbackup", tmp_path / "many.cddbackup"
    with Store.open(folder) as store:
        backups = Backups(store, Settings(store))
        backups.make(Reason.BY_HAND, few)
        key(store, "คนสุดท้าย")
        backups.make(Reason.BY_HAND, many)
    whole = names(folder)
    for _ in range(KILLS):
        kill_while(RESTORING, folder, few, many, after=chance.uniform(0.005, 0.25))
        assert names(folder) in (whole, whole[:-1])
    for path in (folder / "backups").glob("*.cddbackup"):
        unpack(path, tmp_path / "kept.db", Silent())
        (tmp_path / "kept.db").unlink()
