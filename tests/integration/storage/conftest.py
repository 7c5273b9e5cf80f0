"""People as the simplest record there is, and files compared whole."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from cdd_desktop.people.tables import PersonRow
from cdd_desktop.storage.backups import Backups
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.settings import Settings
from cdd_desktop.storage.store import Store

Key = Callable[[Store, str], None]
Dump = Callable[[Path], list[str]]


@pytest.fixture
def key() -> Key:
    """Key one person: one operation."""

    def add(store: Store, name: str) -> None:
        with store.writing(Intent(action="test.key", summary="ทดสอบ")) as work:
            work.add(PersonRow(uuid=uuid4(), name=name, position=""))

    return add


@pytest.fixture
def dump() -> Dump:
    """Everything a database holds, as SQL."""

    def read(path: Path) -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())

    return read


@pytest.fixture
def backups(store: Store) -> Backups:
    return Backups(store, Settings(store))
