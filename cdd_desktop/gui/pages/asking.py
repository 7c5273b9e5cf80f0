"""What pages and their views share: SQL off the window's thread, its answers and refusals."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.progress import Progress


class Asker(QWidget):
    """A widget that asks the office's file and takes the answer when it comes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._waits = 0

    @property
    def awaits_answers(self) -> bool:
        """Whether something that `query` was asked for is not answered yet."""
        return self._waits > 0

    def query(
        self, work: Callable[[], object], take: Callable[..., object], *, writes: bool = False
    ) -> None:
        """Run SQL off the window's thread and take its answer; `refuse` is given a refusal.

        An answer for a method of a dialog that was closed meanwhile is dropped.
        """
        tasks = self.context.tasks
        receiver = getattr(take, "__self__", None)

        def run(_: Progress) -> object:
            return work()

        def answer(value: object) -> None:
            if not shiboken6.isValid(self):  # the window may be gone by now
                return
            if not isinstance(receiver, QObject) or shiboken6.isValid(receiver):
                take(value)

        task = tasks.write(run) if writes else tasks.query(run)
        self._waits += 1
        task.succeeded.connect(answer)
        task.refused.connect(self.refuse)
        task.finished.connect(self._end_wait)

    def refuse(self, problem: CddError) -> None:
        """Tell why what `query` was asked for is not done."""
        self.context.dialogs.tell(str(problem))

    def _end_wait(self) -> None:
        self._waits -= 1
