"""Work away from the window: outcomes, order, cancelling, and what a dying child leaves."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from cdd_desktop.documents.writing import replacing
from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.tasks import ChildBroke, Task, TaskRunner
from cdd_desktop.progress import Progress

LONG_MS = 15_000  # a child process starts in a second, or in several on a busy machine


def add(progress: Progress, one: int, other: int) -> int:
    for step in range(3):
        progress.report(step + 1, 3, f"ขั้นที่ {step + 1}")
    return one + other


def process_id(progress: Progress) -> int:
    return os.getpid()


def refuse(progress: Progress) -> None:
    raise ValidationFailed({"name": "กรุณากรอกชื่อ"})


def err(progress: Progress) -> None:
    raise ZeroDivisionError("a bug")


def die(progress: Progress) -> None:
    os._exit(3)


def write_for_ever(progress: Progress, path: Path) -> None:
    with replacing(path) as beside:
        beside.write_bytes(b"half")
        while True:
            progress.report(os.getpid(), 0)
            time.sleep(0.01)
            progress.check_cancelled()


def wait_for_ever(progress: Progress) -> None:
    progress.report(0, 1, "เริ่มแล้ว")
    threading.Event().wait()


def be_deaf_for_a_while(progress: Progress) -> str:
    progress.report(0, 1, "เริ่มแล้ว")
    time.sleep(1.5)  # longer than a child has to stop
    return "บันทึกแล้ว"


@pytest.fixture(autouse=True)
def _children_are_handed_on() -> None:
    """Not here: each test begins without a child and ends those it began."""


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


class Outcome:
    """What a task said, in order."""

    def __init__(self, task: Task) -> None:
        self.events: list[object] = []
        self.thread = threading.current_thread()
        task.progressed.connect(lambda done, total, text: self._note((done, total, text)))
        task.succeeded.connect(lambda value: self._note(("succeeded", value)))
        task.refused.connect(lambda error: self._note(("refused", str(error))))
        task.cancelled.connect(lambda: self._note("cancelled"))
        task.finished.connect(lambda: self._note("finished"))

    def _note(self, event: object) -> None:
        assert threading.current_thread() is self.thread
        self.events.append(event)


def test_a_child_process_computes_and_tells_its_progress(qtbot: QtBot, tasks: TaskRunner) -> None:
    task = tasks.compute(add, 2, 3)
    outcome = Outcome(task)
    with qtbot.waitSignal(task.finished, timeout=LONG_MS):
        pass
    steps = [(1, 3, "ขั้นที่ 1"), (2, 3, "ขั้นที่ 2"), (3, 3, "ขั้นที่ 3")]
    assert outcome.events == [*steps, ("succeeded", 5), "finished"]


def test_the_child_is_another_process_and_is_used_again(qtbot: QtBot, tasks: TaskRunner) -> None:
    ids = []
    for _ in range(2):
        task = tasks.compute(process_id)
        task.succeeded.connect(ids.append)
        with qtbot.waitSignal(task.finished, timeout=LONG_MS):
            pass
    assert ids[0] == ids[1] != os.getpid()


def test_a_refusal_in_a_child_arrives_as_its_sentence(qtbot: QtBot, tasks: TaskRunner) -> None:
    task = tasks.compute(refuse)
    outcome = Outcome(task)
    with qtbot.waitSignal(task.finished, timeout=LONG_MS):
        pass
    assert outcome.events == [("refused", "กรุณากรอกชื่อ"), "finished"]


@pytest.mark.parametrize("worker", [err, die])
def test_a_bug_or_a_dead_child_reaches_the_crash_report(
    qtbot: QtBot, tasks: TaskRunner, worker: object
) -> None:
    with capture_exceptions() as caught:
        task = tasks.compute(worker)  # type: ignore[arg-type]
        outcome = Outcome(task)
        with qtbot.waitSignal(task.finished, timeout=LONG_MS):
            pass
    assert outcome.events == ["finished"]
    assert [kind for kind, *_ in caught] == [ChildBroke]


def test_work_that_watches_leaves_nothing_behind_and_its_child_is_used_again(
    qtbot: QtBot, tasks: TaskRunner, tmp_path: Path
) -> None:
    task = tasks.compute(write_for_ever, tmp_path / "x.pdf")
    outcome = Outcome(task)
    ids: list[int] = []
    task.progressed.connect(lambda done, *_: ids.append(done))
    with qtbot.waitSignal(task.progressed, timeout=LONG_MS):
        pass
    assert list(tmp_path.iterdir())  # it is in the middle of writing
    task.cancel()
    with qtbot.waitSignal(task.finished, timeout=LONG_MS):
        pass
    assert outcome.events[-2:] == ["cancelled", "finished"]
    assert list(tmp_path.iterdir()) == []
    again = tasks.compute(process_id)
    again.succeeded.connect(ids.append)
    with qtbot.waitSignal(again.finished, timeout=LONG_MS):
        pass
    assert set(ids) == {ids[0]}


def test_a_stop_that_comes_too_late_does_not_touch_the_next_work(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    task = tasks.compute(add, 1, 1)
    with qtbot.waitSignal(task.finished, timeout=LONG_MS):
        pass
    (child,) = tasks._idle
    child.ask_to_stop()
    again = tasks.compute(add, 2, 3)
    outcome = Outcome(again)
    with qtbot.waitSignal(again.finished, timeout=LONG_MS):
        pass
    assert ("succeeded", 5) in outcome.events


def test_closing_lets_a_file_half_written_be_cleared_away(qtbot: QtBot, tmp_path: Path) -> None:
    runner = TaskRunner()
    task = runner.compute(write_for_ever, tmp_path / "x.pdf")
    with qtbot.waitSignal(task.progressed, timeout=LONG_MS):
        pass
    runner.shutdown()
    assert list(tmp_path.iterdir()) == []


def test_cancelling_kills_a_deaf_child_and_later_work_runs(qtbot: QtBot, tasks: TaskRunner) -> None:
    task = tasks.compute(wait_for_ever)
    outcome = Outcome(task)
    with qtbot.waitSignal(task.progressed, timeout=LONG_MS):
        pass
    task.cancel()
    with qtbot.waitSignal(task.finished, timeout=LONG_MS):
        pass
    assert outcome.events[-2:] == ["cancelled", "finished"]
    again = tasks.compute(add, 1, 1)
    with qtbot.waitSignal(again.succeeded, timeout=LONG_MS):
        pass


def test_queries_run_one_after_another_off_the_window_thread(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    order: list[str] = []

    def first(_: Progress) -> str:
        order.append(threading.current_thread().name)
        return "first"

    one = tasks.query(first)
    two = tasks.query(lambda progress: order.append("second"))
    outcome = Outcome(one)
    with qtbot.waitSignal(two.finished):
        pass
    assert order[0].startswith("cdd-worker")
    assert order[1] == "second"
    assert outcome.events == [("succeeded", "first"), "finished"]


def test_a_cancelled_query_leaves_through_its_loop(qtbot: QtBot, tasks: TaskRunner) -> None:
    began = threading.Event()

    def loop(progress: Progress) -> None:
        began.set()
        while True:
            progress.check_cancelled()

    task = tasks.query(loop)
    outcome = Outcome(task)
    assert began.wait(5)
    task.cancel()
    with qtbot.waitSignal(task.finished):
        pass
    assert outcome.events == ["cancelled", "finished"]


def test_a_refused_query_is_told_as_it_is(qtbot: QtBot, tasks: TaskRunner) -> None:
    def work(_: Progress) -> None:
        raise ValidationFailed({"name": "กรุณากรอกชื่อ"})

    task = tasks.query(work)
    seen: list[CddError] = []
    task.refused.connect(seen.append)
    with qtbot.waitSignal(task.finished):
        pass
    assert isinstance(seen[0], ValidationFailed)


def test_shutdown_ends_what_runs_and_what_waits(qtbot: QtBot) -> None:
    runner = TaskRunner()
    child = runner.compute(wait_for_ever)
    with qtbot.waitSignal(child.progressed, timeout=LONG_MS):
        pass
    processes = [child.process for child in runner._busy.values()]
    runner.shutdown()
    assert not any(process.is_alive() for process in processes)


def test_a_child_that_writes_is_waited_for_and_tells_what_became_of_it(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    task = tasks.compute(be_deaf_for_a_while, may_kill=False)
    task.progressed.connect(lambda *_: task.cancel())
    outcome = Outcome(task)
    with qtbot.waitSignal(task.finished, timeout=LONG_MS):
        pass
    assert outcome.events[-2:] == [("succeeded", "บันทึกแล้ว"), "finished"]
