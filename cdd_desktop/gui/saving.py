"""Small writes in the order they were given: none is lost, and none holds the window up.

While an import or an undo writes, SQLite lets nobody else in. What is given meanwhile waits here
and goes in one after the other, with no limit of time. Only the waiting is done in a thread of its
own. What can be written at once is written in between the keys: a thread that shares Python's lock
with the window takes several times as long over it.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cdd_desktop.errors import Busy, CddError
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.progress import Progress

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.storage.store import Store

T = TypeVar("T")

# Between two looks whether the program closes. Short also for another reason: SQLite looks for a
# gap more and more seldom the longer it waits, and begins anew with each try.
_TRY_MS = 250
_BROKEN = "โปรแกรมขัดข้องระหว่างบันทึก กรุณาตรวจรายการนี้แล้วกรอกใหม่"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A write that was given, waited, and could not be made: what it was, and why."""

    about: str
    why: str


@dataclass(frozen=True, slots=True)
class InChild:
    """What work of `put_behind` may give in the place of a value: the rest, for a child process.

    The child writes as a joined office; its turn lasts until it has. `written` tells from what it
    gives which operation that was.
    """

    worker: Callable[..., Any]
    arguments: tuple[object, ...]
    written: Callable[[Any], int | None]


@dataclass(frozen=True, slots=True)
class _Write:
    work: Callable[[], Any]
    about: str
    taken: Callable[[Any], None]
    refused: Callable[[CddError], None]
    is_long: bool


class Saving(QObject):
    """One per window; everything here is called and told on the GUI thread.

    Whoever gives a write shows it as กำลังบันทึก from then until it is taken or refused.
    """

    changed = Signal(int)  # how many wait
    emptied = Signal()  # none waits any more; after `lost`, if any was
    lost = Signal(object)  # tuple of Lost: all that failed since the queue was empty

    def __init__(self, store: "Store", tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._waiting: deque[_Write] = deque()
        self._lost: list[Lost] = []
        self._written: int | None = None
        self._is_running = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._go_on)

    @property
    def waiting(self) -> int:
        """How many are not in yet."""
        return len(self._waiting)

    @property
    def written(self) -> int | None:
        """The last operation written since something waits, for work that stood behind it."""
        return self._written

    @property
    def has_lost(self) -> bool:
        """Whether something that stood before was not written."""
        return bool(self._lost)

    def put(
        self,
        work: Callable[[], T],
        *,
        about: str,
        taken: Callable[[T], None],
        refused: Callable[[CddError], None],
    ) -> bool:
        """Write now, or as soon as it can be; whether it was settled (taken or refused) now.

        `work` makes one transaction and touches no widget. `about` names it should it be lost.
        """
        if not self._waiting:
            try:
                with self._store.waiting(0):
                    value = work()
            except Busy:
                pass  # somebody writes: it waits for its turn
            except CddError as problem:
                refused(problem)
                return True
            else:
                taken(value)
                return True
        self._append(_Write(work, about, taken, refused, is_long=False))
        return False

    def put_behind(
        self,
        work: Callable[[], T | InChild],
        *,
        about: str = "",
        taken: Callable[[T], None],
        refused: Callable[[CddError], None],
    ) -> None:
        """Write in its turn, never on the GUI thread: for what takes longer than a blink.

        `work` may find that it is much, and give an `InChild` instead of writing; `taken` is then
        given what the child gives.
        Without `about`, whoever gave it tells of its failure.
        """
        self._append(_Write(work, about, taken, refused, is_long=True))

    def _append(self, write: _Write) -> None:
        self._waiting.append(write)
        self.changed.emit(len(self._waiting))
        if not self._is_running:
            self._is_running = True
            self._written = None
            self._wait()

    def _go_on(self) -> None:
        """One at a time, so that a key is never further away than one write."""
        write = self._waiting[0]
        if write.is_long:
            self._wait()
            return
        settle: Callable[[], None] | None = partial(self._fail, write, CddError(_BROKEN))
        try:
            with self._store.waiting(0):
                value = write.work()
            self._written = self._store.written or self._written
            settle = partial(write.taken, value)
        except Busy:
            settle = None
            self._wait()
        except CddError as problem:
            settle = partial(self._fail, write, problem)
        finally:  # also with a bug, which goes on to the excepthook
            if settle is not None:
                self._end(settle)

    def _wait(self) -> None:
        """Have the first one written by the thread."""
        write = self._waiting[0]
        self._follow(write, self._tasks.write(lambda progress: self._work(write, progress)))

    def _follow(
        self,
        write: _Write,
        task: Task,
        written: Callable[[Any], int | None] | None = None,
    ) -> None:
        """Settle the first one as the task that writes it ends."""
        next_steps: list[Callable[[], None]] = []

        def succeed(value: Any) -> None:
            if isinstance(value, InChild):
                next_steps.append(lambda: self._go_on_in_child(write, value))
                return
            if written is not None:
                self._written = written(value) or self._written
            next_steps.append(lambda: self._end(lambda: write.taken(value)))

        def fail(problem: CddError) -> None:
            next_steps.append(lambda: self._end(lambda: self._fail(write, problem)))

        def finish() -> None:
            if not next_steps:  # a bug has gone to the excepthook
                fail(CddError(_BROKEN))
            next_steps[0]()

        task.succeeded.connect(succeed)
        task.refused.connect(fail)
        task.cancelled.connect(lambda: fail(CddError(_BROKEN)))
        task.finished.connect(finish)

    def _go_on_in_child(self, write: _Write, rest: InChild) -> None:
        task = self._tasks.compute(rest.worker, *rest.arguments, may_kill=False)
        self._follow(write, task, rest.written)

    def _work(self, write: _Write, progress: Progress) -> object:
        """On the writing thread: try until it is in, or cannot be."""
        while True:
            progress.check_cancelled()
            try:
                with self._store.waiting(_TRY_MS):
                    value = write.work()
            except Busy:
                continue
            self._written = self._store.written or self._written
            return value

    def _end(self, settle: Callable[[], None]) -> None:
        """The first is over: off the queue before it is told, and the next goes on after."""
        self._waiting.popleft()
        settle()
        self.changed.emit(len(self._waiting))
        if self._waiting:
            self._next.start()
            return
        self._is_running = False
        if lost := tuple(self._lost):
            self._lost.clear()
            self.lost.emit(lost)
        if not self._waiting:
            self.emptied.emit()

    def _fail(self, write: _Write, problem: CddError) -> None:
        if write.about:
            self._lost.append(Lost(about=write.about, why=str(problem)))
        write.refused(problem)
