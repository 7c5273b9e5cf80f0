"""`Store`, the only opener of transactions on the office's file."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from cdd_desktop.progress import Progress
from cdd_desktop.storage.engine import USUAL_WAIT_MS, engine_again, has_log, open_engine
from cdd_desktop.storage.folder import lock_folder, prepare_folder
from cdd_desktop.storage.history import Intent, Work, utc_now
from cdd_desktop.storage.migrate import upgrade
from cdd_desktop.storage.problems import told_in_thai

DATABASE_NAME = "office.db"


class _Manners(threading.local):
    """How writing behaves in one thread."""

    wait_ms = USUAL_WAIT_MS
    written: int | None = None


class Store:
    """The office's file, owned by this running copy until `close`.

    A session lives inside one `with`, in one thread; rows never leave it. Writing begins
    IMMEDIATE: a deferred transaction that reads first loses against another writer at once,
    whatever the busy timeout.
    """

    def __init__(
        self, path: Path, lock: FileLock, engine: Engine, clock: Callable[[], datetime]
    ) -> None:
        self.path = path
        self._lock = lock
        self._clock = clock
        self._readers = engine
        self._manners = _Manners()
        self._actor = ""
        self.was_cut_off = False  # whether whoever had it open last ended without closing it

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        progress: Progress | None = None,
    ) -> "Store":
        """Own the data folder, bring its file to this program's schema (or make it), open it.

        Raises `StorageProblem` (`AlreadyOpen`, `NewerFile`, unwritable, damaged).
        """
        prepare_folder(folder)
        lock = lock_folder(folder)
        try:
            path = folder / DATABASE_NAME
            was_cut_off = has_log(path)  # looking at the file folds its log away
            upgrade(path, now=clock(), progress=progress)
            store = cls(path, lock, open_engine(path), clock)
            store.was_cut_off = was_cut_off
            return store
        except BaseException:
            lock.release()
            raise

    @classmethod
    def joined(cls, path: Path, *, clock: Callable[[], datetime] = utc_now) -> "Store":
        """The file of an office that is open in the parent process, for a child that ends before.

        The folder stays the parent's: nothing is locked, made or upgraded here.
        """
        return cls(path, FileLock(path.with_name("joined.lock")), engine_again(path), clock)

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether the folder holds an office's file; raises `StorageProblem` if unknown."""
        path = folder / DATABASE_NAME
        with told_in_thai(path):
            return path.is_file()

    def now(self) -> datetime:
        """The store's clock, aware, in UTC."""
        return self._clock()

    def act_as(self, actor: str) -> None:
        """Name the person (by identity) whom the operations from here on belong to."""
        self._actor = actor

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view; nothing written through it is kept."""
        with told_in_thai(self.path), Session(self._readers) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self, intent: Intent) -> Iterator[Work]:
        """One operation in one transaction: committed on clean exit, rolled back on any failure.

        Raises `Busy` when others wrote all the while that this thread waits.
        """
        writers = self._readers.execution_options(
            sqlite_begin="IMMEDIATE", busy_timeout_ms=self._manners.wait_ms
        )
        with told_in_thai(self.path), Session(writers) as session:
            with session.begin():
                session.connection()  # the wait is over before anything is done
                work = Work(session, intent, self._actor, self._clock)
                yield work
            self._manners.written = work.written

    def wait_at_most(self, wait_ms: int) -> None:
        """From here on, writing in this thread waits only so long for others who write."""
        self._manners.wait_ms = wait_ms

    @contextmanager
    def waiting(self, wait_ms: int) -> Iterator[None]:
        """`wait_at_most` for a while; nothing is `written` yet."""
        before = self._manners.wait_ms
        self._manners.wait_ms = wait_ms
        self._manners.written = None
        try:
            yield
        finally:
            self._manners.wait_ms = before

    @property
    def written(self) -> int | None:
        """The operation of this thread's last transaction; None where there is none."""
        return self._manners.written

    def close(self) -> None:
        """Fold the log back into the file and let the folder go."""
        self._readers.dispose()
        self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
