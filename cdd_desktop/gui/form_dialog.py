"""A dialog with inputs that are saved by its button."""

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.dialogs import Dialogs, Leaving
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import make_room, show_problems, tell
from cdd_desktop.gui.thai_text import tooltip

SAVE_KEYS = "Ctrl+S"


class FormDialog(QDialog):
    """Problems stand beside their fields; leaving it asks about inputs that are not saved.

    A dialog of this kind loads its form and fills it, then calls `watch`; whatever is typed after
    that calls `clear`. `called` is how the question on leaving names what is typed.
    """

    told_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    called: str

    def __init__(self, parent: QWidget, dialogs: Dialogs) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._loaded: object = None

    def inputs(self) -> object:
        """What the fields say, to be compared; what cannot be read counts as it is typed."""
        raise NotImplementedError

    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        """By the names under which problems are told: the field, and the label for its problem."""
        raise NotImplementedError

    def write(self) -> None:
        """Save what is typed, as one use case; raises `CddError`."""
        raise NotImplementedError

    @property
    def is_dirty(self) -> bool:
        """Whether the fields differ from what was loaded."""
        return self.inputs() != self._loaded

    def watch(self) -> None:
        """The fields are filled: what differs from now on is typed."""
        self.save_button.clicked.connect(self.save)
        if not self.save_button.toolTip():
            self.save_button.setToolTip(tooltip(self.save_button.text(), SAVE_KEYS))
        on_keys(self, SAVE_KEYS, self._save_by_keys)
        self.cancel_button.clicked.connect(self.reject)
        self._loaded = self.inputs()
        self.clear()

    def clear(self) -> None:
        """Nothing is wrong with what is typed, as far as is known."""
        self._mark({}, "")

    def save(self) -> None:
        """Write and close, or tell what was in the way."""
        try:
            self.write()
        except CddError as problem:
            self.refuse(problem)
        else:
            self.accept()

    def _save_by_keys(self) -> None:
        """As a press on the button: a cell that is open gives up what is typed there."""
        self.save_button.setFocus()
        self.save_button.click()

    def refuse(self, problem: CddError) -> None:
        """Tell it beside the fields it is about, else beside the button."""
        if isinstance(problem, ValidationFailed):
            self._mark(problem.problems, "")
        else:
            self._mark({}, str(problem))

    def _mark(self, problems: Mapping[str, str], told: str) -> None:
        others = show_problems(self.fields(), problems)
        tell(self.told_label, told or others, tone="failed")
        make_room(self)

    @override
    def reject(self) -> None:
        if self.is_dirty:
            answer = self._dialogs.ask_leaving(self.called)
            if answer is Leaving.STAY:
                return
            if answer is Leaving.SAVE:
                self.save()
                return
        super().reject()
