"""Who works with the program."""

from PySide6.QtWidgets import QLabel, QLineEdit

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import show_problems
from cdd_desktop.gui.wizard.step import Step
from cdd_desktop.people.records import Person, person_problems
from cdd_desktop.thai.text import clean_line


class PersonStep(Step):
    """The last step before anything is written."""

    name_edit: QLineEdit
    name_problem: QLabel
    position_edit: QLineEdit
    position_problem: QLabel

    title = "ผู้ใช้งาน"
    place = 3

    def __init__(self, known: Person | None) -> None:
        super().__init__()
        load_form(self, "wizard_person")
        if known is not None:
            self.name_edit.setText(known.name)
            self.position_edit.setText(known.position)
        for edit in (self.name_edit, self.position_edit):
            edit.textChanged.connect(lambda _: self._mark({}))
        self.setFocusProxy(self.name_edit)
        self._mark({})

    @property
    def next_words(self) -> str:
        """Here the office is made."""
        return "สร้างสำนักงาน"

    @property
    def name(self) -> str:
        """With title and family name."""
        return clean_line(self.name_edit.text())

    @property
    def position(self) -> str:
        """With level."""
        return clean_line(self.position_edit.text())

    def take_enter(self) -> bool:
        """From the name to the position."""
        if self.name_edit.hasFocus() and not self.position:
            self.position_edit.setFocus()
            return True
        return False

    def check(self) -> bool:
        """See `Step`."""
        problems = person_problems(self.name, self.position)
        self._mark(problems)
        return not problems

    def _mark(self, problems: dict[str, str]) -> None:
        show_problems(
            {
                "name": (self.name_edit, self.name_problem),
                "position": (self.position_edit, self.position_problem),
            },
            problems,
        )
