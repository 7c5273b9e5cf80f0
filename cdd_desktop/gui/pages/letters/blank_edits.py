"""Inputs for what a template asks for: one for each blank, made when a kind is shown."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.letters.templates import Blank

LINES_HEIGHT = 78  # pixels: three lines and their frame

Edit = QLineEdit | QPlainTextEdit


class BlankEdits:
    """Fills a layout of the form. `edited` is called when one of them was changed."""

    def __init__(self, layout: QVBoxLayout, edited: Callable[[], None]) -> None:
        self._layout = layout
        self._edited = edited
        self._blanks: tuple[Blank, ...] = ()
        self._edits: dict[str, Edit] = {}
        self._problems: dict[str, QLabel] = {}

    @property
    def fields(self) -> dict[str, tuple[QWidget, QLabel]]:
        """Each input and the label of its problem, by the blank's name."""
        return {name: (edit, self._problems[name]) for name, edit in self._edits.items()}

    def edit(self, name: str) -> Edit | None:
        """The input of a blank, if the kind has it."""
        return self._edits.get(name)

    def build(self, blanks: Sequence[Blank]) -> None:
        """Make the inputs of another kind."""
        if tuple(blanks) == self._blanks:
            return
        self._blanks = tuple(blanks)
        while (item := self._layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._edits.clear()
        self._problems.clear()
        for blank in blanks:
            self._add(blank)

    def load(self, values: dict[str, str], *, is_fixed: bool) -> None:
        """Show these."""
        for name, edit in self._edits.items():
            text = values.get(name, "")
            edit.setReadOnly(is_fixed)
            if isinstance(edit, QLineEdit):
                edit.setText(text)
            else:
                edit.setPlainText(text)

    def values(self) -> tuple[tuple[str, str], ...]:
        """What was written, in the order of the template."""
        return tuple(
            (name, edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText())
            for name, edit in self._edits.items()
        )

    def _add(self, blank: Blank) -> None:
        label = QLabel(blank.label)
        edit: Edit
        if blank.has_lines:
            edit = QPlainTextEdit()
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(LINES_HEIGHT)
        else:
            edit = QLineEdit()
        edit.setPlaceholderText(blank.hint)
        edit.setToolTip(tooltip(blank.hint or blank.label))
        edit.setAccessibleName(blank.label)
        edit.textChanged.connect(self._edited)
        label.setBuddy(edit)
        problem = QLabel()
        problem.setWordWrap(True)
        problem.hide()
        set_look(problem, tone="failed")
        for widget in (label, edit, problem):
            self._layout.addWidget(widget)
        self._edits[blank.name] = edit
        self._problems[blank.name] = problem
