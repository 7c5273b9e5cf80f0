"""How to begin: an office of one's own, the demo, or a backup of the old computer."""

from enum import Enum

from PySide6.QtWidgets import QFrame, QLabel, QRadioButton

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.gui.wizard.step import Step


class Way(Enum):
    """What the user wants."""

    OFFICE = "office"
    DEMO = "demo"
    RESTORE = "restore"


class WelcomeStep(Step):
    """`note` is something that was found in the folder and matters to the choice."""

    note_frame: QFrame
    note_label: QLabel
    office_radio: QRadioButton
    demo_radio: QRadioButton
    restore_radio: QRadioButton

    title = "ยินดีต้อนรับ เริ่มจากอะไรดี"

    def __init__(self, note: str, *, way: Way) -> None:
        super().__init__()
        load_form(self, "wizard_welcome")
        self._radios = {
            Way.OFFICE: self.office_radio,
            Way.DEMO: self.demo_radio,
            Way.RESTORE: self.restore_radio,
        }
        self.show_note(note)
        self.choose(way)
        for radio in self._radios.values():
            radio.toggled.connect(self._follow)

    @property
    def may_go_back(self) -> bool:
        """It is the first."""
        return False

    @property
    def next_words(self) -> str:
        """The demo is made at once."""
        return "เปิดข้อมูลตัวอย่าง" if self.way is Way.DEMO else "ถัดไป"

    @property
    def way(self) -> Way:
        """What is chosen."""
        return next(way for way, radio in self._radios.items() if radio.isChecked())

    def show_note(self, note: str) -> None:
        """Say what was found; an empty note hides it."""
        self.note_label.setText(wrapped(note))
        self.note_frame.setVisible(bool(note))

    def choose(self, way: Way) -> None:
        """Choose a way."""
        self._radios[way].setChecked(True)
        self.setFocusProxy(self._radios[way])

    def _follow(self, is_chosen: bool) -> None:
        if is_chosen:
            self.setFocusProxy(self._radios[self.way])
            self.changed.emit()
