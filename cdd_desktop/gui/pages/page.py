"""What the shell expects of a page."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.progress import Progress


class Page(QWidget):
    """One entry of the navigation.

    A page is made when it is first shown and kept. It listens to `context.place_changed` and
    `context.happened` itself, shows a snapshot, and catches `CddError` only.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._waits = 0

    def refresh(self) -> None:
        """Read again what is shown; called when the page comes to the front and on F5."""
        raise NotImplementedError

    def show_target(self, target: object) -> None:
        """Show what another page asked for by `context.page_requested`."""

    def set_compact(self, compact: bool) -> None:
        """Whether the window is narrower than 1200 px: right panels become drawers."""

    @property
    def is_busy(self) -> bool:
        """Whether something that was begun has not come to its end: pictures wait for it."""
        return False

    @property
    def unfinished(self) -> str:
        """What the user began here and closing the window now would cut off, in words; or empty."""
        return ""

    def abandon(self) -> None:
        """Stop what is `unfinished`, leaving nothing half done: the window closes."""

    def history_subject(self) -> Subject | None:
        """The record in hand, for the history panel; the page tells `context.record_changed`."""
        return None

    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        """Further states worth a picture, for `screenshots`.

        Brings the page into each, yields its name (ASCII) and the popup or dialog that is open
        over it, then takes it back.
        """
        return iter(())

    def leave(self) -> bool:
        """Called before another page comes or the window closes; False to stay (unsaved inputs)."""
        return True

    @property
    def awaits_answers(self) -> bool:
        """Whether something that `query` was asked for is not answered yet."""
        return self._waits > 0

    def query(
        self, work: Callable[[], object], take: Callable[..., object], *, writes: bool = False
    ) -> None:
        """Run SQL off the window's thread and take its answer; `refuse` is given a refusal."""
        tasks = self.context.tasks

        def run(_: Progress) -> object:
            return work()

        task = tasks.write(run) if writes else tasks.query(run)
        self._waits += 1
        task.succeeded.connect(take)
        task.refused.connect(self.refuse)
        task.finished.connect(self._end_wait)

    def refuse(self, problem: CddError) -> None:
        """Tell why what `query` was asked for is not done."""
        self.context.dialogs.tell(str(problem))

    def _end_wait(self) -> None:
        self._waits -= 1
