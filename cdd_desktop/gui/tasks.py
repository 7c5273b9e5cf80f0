"""Work that takes longer than a blink, kept away from the window.

Python threads share one lock: beside a computing thread a table repaints in seconds. So what
computes (PDF, workbooks, imports and the undoing of them) runs in a child process,
`TaskRunner.compute`; what only waits on SQL runs on the one worker thread, `TaskRunner.query`, and
small writes that wait for a long one on a thread of their own, `TaskRunner.write`.
"""

import logging
import multiprocessing
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cdd_desktop.errors import CddError
from cdd_desktop.gui.windows_process import python_for_children
from cdd_desktop.progress import Cancelled, Progress

T = TypeVar("T")

_log = logging.getLogger(__name__)
_LOOK_EVERY_MS = 20
_CHILD_ENDS_WITHIN_S = 5
_CHILD_STOPS_WITHIN_S = 1.0
_STOP = None  # sent in the place of work: leave what you are doing


class ChildBroke(RuntimeError):
    """Work in a child process met a bug, or the process died. Carries its traceback as text."""


class Task(QObject):
    """Handle of one running piece of work; lives on the GUI thread.

    Emits `progressed` (done, total, Thai phrase) any number of times, then exactly one of
    `succeeded` (the value), `refused` (a CddError) and `cancelled`, then `finished`. A bug goes to
    `sys.excepthook` as an uncaught exception does, and only `finished` follows.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    finished = Signal()

    # Emitted on the worker thread; queued to the GUI thread.
    _reported = Signal(int, int, str)
    _settled = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._stop = threading.Event()
        self._is_over = False
        queued = Qt.ConnectionType.QueuedConnection
        self._reported.connect(self.progressed, queued)
        self._settled.connect(self._settle_future, queued)

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows once it has, or `succeeded` if it was done."""
        self._stop.set()

    @property
    def is_cancelling(self) -> bool:
        """Whether `cancel` was called."""
        return self._stop.is_set()

    @property
    def is_over(self) -> bool:
        """Whether its outcome was told."""
        return self._is_over

    def report(self, done: int, total: int, text: str = "") -> None:
        """`Progress`, called on the worker thread."""
        self._reported.emit(done, total, text)

    def check_cancelled(self) -> None:
        """`Progress`, called on the worker thread."""
        if self._stop.is_set():
            raise Cancelled

    def follow(self, future: "Future[Any]") -> None:
        """Settle when `future` does."""
        future.add_done_callback(self._settled.emit)

    def settle(self, value: object, error: BaseException | None) -> None:
        """Tell the outcome, once; on the GUI thread."""
        if self._is_over:
            return
        self._is_over = True
        try:
            if error is None:
                self.succeeded.emit(value)
            elif isinstance(error, Cancelled):
                self.cancelled.emit()
            elif isinstance(error, CddError):
                self.refused.emit(error)
            else:
                raise error
        finally:
            self.finished.emit()

    def _settle_future(self, future: "Future[Any]") -> None:
        if future.cancelled():
            self.settle(None, Cancelled())
            return
        error = future.exception()
        self.settle(None if error else future.result(), error)


class _Child:
    """A process that waits for work and outlives a piece of it: starting takes half a second."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        context.set_executable(python_for_children())
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self._stops_by: float | None = None
        self._may_kill = True

    def begin(
        self, worker: Callable[..., Any], arguments: tuple[object, ...], *, may_kill: bool
    ) -> None:
        """Give it work."""
        self._stops_by = None
        self._may_kill = may_kill
        self.pipe.send((worker, arguments))

    def ask_to_stop(self) -> None:
        """Let the work leave by its own way and clear up; asking again changes nothing."""
        if self._stops_by is None:
            self._stops_by = time.monotonic() + _CHILD_STOPS_WITHIN_S
            self.pipe.send(_STOP)

    @property
    def is_deaf(self) -> bool:
        """Whether it was asked to stop and has not in good time, though it has to."""
        return self._may_kill and self._is_late

    @property
    def _is_late(self) -> bool:
        return self._stops_by is not None and time.monotonic() > self._stops_by

    def wait_to_stop(self) -> None:
        """Wait for the outcome of what it was doing, or until its time to stop is over."""
        self.ask_to_stop()
        while not self._is_late:
            if self.pipe.poll(_LOOK_EVERY_MS / 1000) and self.pipe.recv()[0] != "progress":
                return

    def end(self) -> None:
        """Stop at once, whatever it is doing."""
        self.process.terminate()
        self.process.join(_CHILD_ENDS_WITHIN_S)
        self.pipe.close()


class _PipeProgress:
    """Progress of work in a child, told and stopped through the pipe."""

    def __init__(self, pipe: "Connection[Any, Any]") -> None:
        self._pipe = pipe

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is."""
        self._pipe.send(("progress", (done, total, text)))

    def check_cancelled(self) -> None:
        """Raise `Cancelled` once the parent asked to stop."""
        if self._pipe.poll():
            self._pipe.recv()
            raise Cancelled


def _serve(pipe: "Connection[Any, Any]") -> None:
    """The child's loop: work in, progress and one outcome out; ends when the parent is gone."""
    while True:
        try:
            wanted = pipe.recv()
        except EOFError:
            return
        if wanted is _STOP:
            continue  # it came after the work was done
        worker, arguments = wanted
        try:
            outcome = ("done", worker(_PipeProgress(pipe), *arguments))
        except Cancelled:
            outcome = ("cancelled", None)
        except CddError as problem:
            outcome = ("refused", str(problem))
        except Exception:  # noqa: BLE001 - carried to the parent's excepthook as text
            outcome = ("broke", traceback.format_exc())
        pipe.send(outcome)


class TaskRunner(QObject):
    """Starts work and keeps hold of it until it is over. `started` tells the status bar."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cdd-worker")
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cdd-writer")
        self._running: set[Task] = set()
        self._busy: dict[Task, _Child] = {}
        self._idle: list[_Child] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._listen)

    def query(self, work: Callable[[Progress], T], *, title: str = "") -> Task:
        """Run work that waits on SQL on the worker thread, one after another.

        `work` opens its own transaction, touches no widget, calls `progress.check_cancelled` in
        its loops. A `title` shows it in the status bar with ยกเลิก.
        """
        task = self._begin(title)
        task.follow(self._threads.submit(work, task))
        return task

    def write(self, work: Callable[[Progress], T]) -> Task:
        """`query` for what must not stand behind a long import: it waits for the file only."""
        task = self._begin("")
        task.follow(self._writer.submit(work, task))
        return task

    def compute(
        self,
        worker: Callable[..., T],
        *arguments: object,
        title: str = "",
        may_kill: bool = True,
    ) -> Task:
        """Run `worker(progress, *arguments)` in a child process.

        `worker` is a function of a module without Qt; arguments and result are picklable values.
        Cancelling asks the worker to leave at its next `progress.check_cancelled`; a process that
        does not within a second is killed. Whoever writes a file writes beside it and renames.
        Work that writes to the office has `may_kill` False: killed while it commits, nobody could
        tell whether it did. It is waited for, and says itself what became of it.
        """
        task = self._begin(title)
        child = self._idle.pop() if self._idle else _Child()
        self._busy[task] = child
        child.begin(worker, arguments, may_kill=may_kill)
        self._timer.start()
        return task

    @property
    def is_busy(self) -> bool:
        """Whether any work is not over yet."""
        return bool(self._running)

    @property
    def titles(self) -> tuple[str, ...]:
        """What is shown of the work that is not over yet."""
        return tuple(sorted({task.title for task in self._running if task.title}))

    def shutdown(self) -> None:
        """Cancel everything and wait until it has ended."""
        for task in tuple(self._running):
            task.cancel()
        for thread in (self._threads, self._writer):
            thread.shutdown(wait=True, cancel_futures=True)
        self._timer.stop()
        for child in self._busy.values():
            try:
                child.wait_to_stop()
            except (EOFError, OSError):
                _log.warning("a child had ended already")
        for child in (*self._busy.values(), *self._idle):
            child.end()
        self._busy.clear()
        self._idle.clear()

    def _begin(self, title: str) -> Task:
        task = Task(title)
        self._running.add(task)
        task.finished.connect(lambda: self._running.discard(task))
        self.started.emit(task)
        return task

    def _listen(self) -> None:
        """Pass on what the children say."""
        for task, child in tuple(self._busy.items()):
            if child.is_deaf:
                self._free(task, child, reusable=False)
                task.settle(None, Cancelled())
                continue
            try:
                if task.is_cancelling:
                    child.ask_to_stop()
                while task in self._busy and child.pipe.poll():
                    self._hear(task, child, *child.pipe.recv())
            except (EOFError, OSError):
                self._free(task, child, reusable=False)
                task.settle(None, ChildBroke(f"child ended: {task.title}"))

    def _hear(self, task: Task, child: _Child, kind: str, value: Any) -> None:
        if kind == "progress":
            task.progressed.emit(*value)
            return
        self._free(task, child, reusable=True)
        if kind == "done":
            task.settle(value, None)
        elif kind == "cancelled":
            task.settle(None, Cancelled())
        elif kind == "refused":
            task.settle(None, CddError(value))
        else:
            task.settle(None, ChildBroke(value))

    def _free(self, task: Task, child: _Child, *, reusable: bool) -> None:
        del self._busy[task]
        if not self._busy:
            self._timer.stop()
        if reusable and not self._idle:
            self._idle.append(child)
        else:
            child.end()
