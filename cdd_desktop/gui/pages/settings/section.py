"""One section of the settings: loaded, compared, saved by itself."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.thai_text import wrapped


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


def show_problems(fields: Mapping[str, tuple[QWidget, QLabel]], problems: Mapping[str, str]) -> str:
    """Mark the fields that have a problem, clear the others; gives what belongs to no field."""
    for name, (edit, label) in fields.items():
        text = problems.get(name, "")
        set_look(edit, wrong="true" if text else "false")
        label.setText(wrapped(text))
        label.setVisible(bool(text))
    wrong = [edit for name, (edit, _) in fields.items() if name in problems]
    if wrong:
        wrong[0].setFocus()
    return " ".join(text for name, text in problems.items() if name not in fields)


def make_room(dialog: QWidget) -> None:
    """Let a dialog grow where the problems just told need lines of their own."""
    layout = dialog.layout()
    needed = layout.totalHeightForWidth(dialog.width()) if layout else 0
    dialog.resize(dialog.width(), max(dialog.height(), needed))


def tell(label: QLabel, text: str, *, tone: str = "passed") -> None:
    """One sentence beside a button: tone `passed`, `failed` or `muted`; an empty one hides it."""
    set_look(label, tone=tone)
    label.setText(wrapped(text))
    label.setVisible(bool(text))
