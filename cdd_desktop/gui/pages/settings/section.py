"""One section of the settings: loaded, compared, saved by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.history_subject import Subject


class Section(QWidget):
    """A section shows what was saved until its inputs differ: then it is dirty.

    `edited` is emitted whenever `is_dirty` may have changed.
    """

    title = ""
    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    @property
    def is_dirty(self) -> bool:
        """Whether there are inputs that are not saved; never for a section that saves at once."""
        return False

    def load(self) -> None:
        """Show what is saved, and forget other inputs. Raises `CddError`."""
        raise NotImplementedError

    def history_subject(self) -> Subject | None:
        """The record in hand, for the history panel; None where there is none."""
        return None

    def save(self) -> bool:
        """Keep the inputs; False when they were refused, which is then shown beside them."""
        return True
