"""A program killed while it backs up or restores leaves whole files, and the office's data."""

import multiprocessing
import os
import random
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from doomed_backups import back_up, bring_back
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

# one server loads the libraries, and parts into a process a kill: see campaigns/test_kills
CONTEXT = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
LONGEST_S = 60  # until it begins


@pytest.fixture(autouse=True)
def _server_finds_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever kills come first start the server: it loads the work of both, for there is one."""
    tests = Path(__file__).parents[2]
    folders = (Path(__file__).parent, tests / "campaigns", tests, tests.parent)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, folders)))
    if sys.platform != "win32":
        CONTEXT.set_forkserver_preload(["doomed_work", "doomed_backups", "pytest"])


def kill_while(job: Callable[..., None], *paths: Path, after: float) -> None:
    """Do the job in a process and kill it (SIGKILL) some seconds after it began its work."""
    said, theirs = CONTEXT.Pipe(duplex=False)
    with closing(said):
        process = CONTEXT.Process(target=job, args=(theirs, *paths))
        process.start()
        try:
            theirs.close()
            assert said.poll(LONGEST_S)
            assert said.recv() == "ready"
            process.join(after)
            assert process.exitcode is None  # it never ends by itself
        finally:
            process.kill()
            process.join()


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
        kill_while(back_up, folder, out, after=chance.uniform(0.005, 0.12))
        held = tmp_path / f"{number}.db"
        assert unpack(out, held, Silent()).contents.counts["person"] == len(before)
    assert names(folder) == before


@pytest.mark.slow
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
        kill_while(bring_back, folder, few, many, after=chance.uniform(0.005, 0.25))
        assert names(folder) in (whole, whole[:-1])
    for path in (folder / "backups").glob("*.cddbackup"):
        unpack(path, tmp_path / "kept.db", Silent())
        (tmp_path / "kept.db").unlink()
