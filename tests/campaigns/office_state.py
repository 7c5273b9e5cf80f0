"""The whole of an office's file as values, to say that nothing, or only something, has changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

State = dict[str, list[tuple[Any, ...]]]

# undoing writes history and raises versions: what the office sees is the same
_HISTORY = {"operation", "change"}
_COUNTERS = {"version"}


def everything(folder: Path) -> State:
    """Each row of each table, the history included."""
    return dict(_tables(folder, leaving=set()))


def records(folder: Path) -> State:
    """What the office sees: without the history and the counters that undoing moves."""
    return {name: rows for name, rows in _tables(folder, leaving=_COUNTERS) if name not in _HISTORY}


def _tables(folder: Path, *, leaving: set[str]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    with closing(sqlite3.connect(folder / "office.db")) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for (table,) in names:
            columns = [
                row[1]
                for row in connection.execute(f"PRAGMA table_info({table})")
                if row[1] not in leaving
            ]
            listed = ", ".join(f'"{column}"' for column in columns)
            rows = connection.execute(f"SELECT {listed} FROM {table}").fetchall()  # noqa: S608
            yield table, sorted(rows, key=repr)
