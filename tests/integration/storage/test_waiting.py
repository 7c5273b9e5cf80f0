"""How long a write waits for another one, and what a thread wrote last."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from cdd_desktop.errors import Busy
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.settings import Setting, Settings
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import OperationRow

INTENT = Intent(action="test.write", summary="ทดสอบ")


@contextmanager
def held(store: Store) -> Iterator[None]:
    """Somebody else writes meanwhile."""
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_without_waiting_a_write_beside_another_is_refused_before_it_does_anything(
    store: Store,
) -> None:
    begun = False
    with (
        held(store),
        store.waiting(0),
        pytest.raises(Busy, match="มีงานอื่นกำลังบันทึก"),
        store.writing(INTENT),
    ):
        begun = True
    assert not begun


def test_the_same_connection_waits_again_afterwards(store: Store) -> None:
    with held(store), store.waiting(0), pytest.raises(Busy), store.writing(INTENT):
        pass
    with store.reading() as session:
        wait = session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    assert wait > 0
    with store.writing(INTENT) as work:
        assert work.operation_id
    assert store.written is not None


def test_a_reader_is_not_kept_out(store: Store) -> None:
    with held(store), store.reading() as session:
        assert session.scalars(select(OperationRow)).all() == []


def test_each_thread_has_its_own_patience_and_its_own_last_operation(store: Store) -> None:
    with store.waiting(0):
        seen: list[int | None] = []

        def elsewhere() -> None:
            with store.writing(INTENT) as work:
                assert work.operation_id
            seen.append(store.written)

        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        assert store.written is None
    assert seen[0] is not None


def test_what_others_wrote_since_is_passed_over_when_asked_what_comes_next_to_undo(
    store: Store,
) -> None:
    one, other = (Setting(f"test.{n}", f"ข้อ {n}", "", str) for n in (1, 2))
    settings, history = Settings(store), HistoryService(store)
    settings.put(one, "1")
    mine = store.written
    settings.put(other, "2")
    newest = history.next_undo()
    wanted = history.next_undo(after=mine)
    assert newest is not None
    assert wanted is not None
    assert (newest.id, wanted.id) == (store.written, mine)
    history.undo(wanted.id)
    assert history.next_undo(after=store.written) is None
