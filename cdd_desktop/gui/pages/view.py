"""What a page that has a strip of views expects of each of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.asking import Asker
from cdd_desktop.gui.pages.history_subject import Subject

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.strip_page import StripPage


class View(Asker):
    """Made when it is first shown, and kept.

    After a write it calls `page.wrote`, which tells everybody else. The widget that is to have the
    keyboard first is its focus proxy.
    """

    told = Signal(str, str)  # what became of a wish, and the tone of a label

    def __init__(self, context: Context, page: "StripPage") -> None:
        super().__init__(context)
        self.page = page

    def refresh(self) -> None:
        """Read again what is shown: the view comes to the front, F5, or something was changed."""
        raise NotImplementedError

    def show_target(self, target: object) -> None:
        """Show what another view or page asked for."""

    def set_compact(self, compact: bool) -> None:
        """Whether the window is narrower than 1200 px."""

    @property
    def is_busy(self) -> bool:
        """Whether something that was begun has not come to its end."""
        return self.awaits_answers

    @property
    def unfinished(self) -> str:
        """As `Page.unfinished`."""
        return ""

    def abandon(self) -> None:
        """As `Page.abandon`."""

    def leave(self) -> bool:
        """Called before another view or page comes; False to stay (unsaved inputs)."""
        return True

    def history_subject(self) -> Subject | None:
        """The record in hand, for the history panel; tell `context.record_changed`."""
        return None

    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        """As `Page.stages`."""
        return iter(())

    @override
    def refuse(self, problem: CddError) -> None:
        self.told.emit(str(problem), "failed")
