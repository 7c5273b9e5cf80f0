"""What the shell expects of a page."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from cdd_desktop.gui.pages.asking import Asker
from cdd_desktop.gui.pages.history_subject import Subject


class Page(Asker):
    """One entry of the navigation.

    A page is made when it is first shown and kept. It listens to `context.place_changed` and
    `context.happened` itself, shows a snapshot, and catches `CddError` only.
    """

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
