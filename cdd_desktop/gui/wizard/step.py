"""What the wizard expects of a step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Step(QWidget):
    """One page of the first steps. `changed` follows whatever may change its buttons."""

    title = ""
    place = 1  # which step of the row it is; 0 for one beside the row

    changed = Signal()
    done = Signal()  # what was to be done here is: the keyboard goes to the main button

    @property
    def next_words(self) -> str:
        """What stands on the main button."""
        return "ถัดไป"

    @property
    def next_is_main(self) -> bool:
        """Whether going on is what is to be done here, and not something in the step itself."""
        return True

    @property
    def may_go_back(self) -> bool:
        """Whether the step before can be shown again."""
        return True

    @property
    def may_go_on(self) -> bool:
        """Whether the main button does anything now."""
        return True

    def take_enter(self) -> bool:
        """Enter was struck in a field; True when the step used it itself."""
        return False

    def check(self) -> bool:
        """Whether what was filled in is right; problems are shown beside the fields."""
        return True
