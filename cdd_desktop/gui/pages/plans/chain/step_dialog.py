"""A dialog whose reading and writing may take a while: both go on while the window lives."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.tasks import Task


class StepDialog(FormDialog):
    """`read` fills it, `work` is what its button does. While something is written it stays open;
    after a refusal it can be mended. `saved` is what the work gave; None where nothing was done.
    """

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, context.dialogs)
        self.context = context
        self.saved: object = None
        self._reading: Task | None = None
        self._saving: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is read or written."""
        return self._reading is not None or self._saving is not None

    def work(self) -> Callable[[], object]:
        """What the button does, off the window's thread; raises `CddError` for bad inputs."""
        raise NotImplementedError

    def enable(self) -> None:
        """Let what may be used now be used."""
        self.save_button.setEnabled(not self.is_busy)

    def read(self, work: Callable[[], object], take: Callable[..., object]) -> None:
        """Read off the window's thread and take the answer; an older question is dropped."""
        task = self.context.tasks.query(lambda _: work())
        self._reading = task

        def answer(told: object) -> None:
            if self._reading is task:
                self._reading = None
                self.enable()  # what is disabled cannot have the keyboard
                take(told)

        def settle() -> None:
            if self._reading is task:
                self._reading = None
                self.enable()

        task.succeeded.connect(answer)
        task.refused.connect(self.refuse)
        task.finished.connect(settle)
        self.enable()

    @override
    def save(self) -> None:
        if self.is_busy:
            return
        self.clear()
        try:
            work = self.work()
        except CddError as problem:
            self.refuse(problem)
            return
        task = self.context.tasks.write(lambda _: work())
        self._saving = task
        self.enable()
        task.succeeded.connect(self._take_saved)
        task.refused.connect(self._take_refusal)
        task.finished.connect(self._settle)

    @override
    def reject(self) -> None:
        if self._saving is None:
            super().reject()

    def _take_saved(self, saved: object) -> None:
        self._saving = None
        self.saved = saved
        self.accept()

    def _take_refusal(self, problem: CddError) -> None:
        self._saving = None
        self.enable()
        self.refuse(problem)

    def _settle(self) -> None:
        """After a bug, which tells of itself, the dialog can be used and closed."""
        self._saving = None
        self.enable()
