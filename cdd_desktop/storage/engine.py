"""The engine and its SQLite settings."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

APPLICATION_ID = (
    0x43444431  # "CDD1" in the file's header: tells our file from any other SQLite file
)
USUAL_WAIT_MS = 5000  # for whoever else writes; a transaction may wait less: `busy_timeout_ms`


def open_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine on the file `path`.

    WAL with synchronous=FULL: a form shown as saved survives a power cut (NORMAL lost hundreds).
    The driver opens no transactions of its own, so that BEGIN, and with it DDL, is ours.
    Foreign keys are off only for upgrades, whose table rebuilds would otherwise delete children.
    """
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA busy_timeout = {USUAL_WAIT_MS}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        # set anew each time: connections go back to the pool with the wait they had
        wait_ms = options.get("busy_timeout_ms", USUAL_WAIT_MS)
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait_ms}")
        connection.exec_driver_sql(f"BEGIN {options.get('sqlite_begin', 'DEFERRED')}")

    return engine


@lru_cache(1)
def engine_again(path: Path) -> Engine:
    """The engine that a process had on the file last: it knows the statements it has put into SQL,
    which takes as long as running them. Disposed, it opens the file anew."""
    return open_engine(path)


def has_log(path: Path) -> bool:
    """Whether the file's log still holds something: closing the file in order folds it away."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
