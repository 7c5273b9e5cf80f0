"""Backing up and restoring without end, in a process of its own; see test_backup_kills."""

from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from cdd_desktop.progress import Silent
from cdd_desktop.storage.backups import BackupPlan, carry_out
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.restoring import restore


def back_up(pipe: Connection, folder: Path, out: Path) -> None:
    """Say so and begin; never ends by itself."""
    plan = BackupPlan(
        database=folder / "office.db", reason=Reason.EXIT, made_at=datetime.now(UTC), out=out
    )
    pipe.send("ready")
    while True:
        carry_out(Silent(), plan)


def bring_back(pipe: Connection, folder: Path, *backups: Path) -> None:
    """Say so and begin with one after the other; never ends by itself."""
    pipe.send("ready")
    while True:
        for backup in backups:
            restore(backup, folder)
