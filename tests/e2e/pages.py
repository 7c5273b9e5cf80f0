"""Drivers: what a clerk does with the real window, said in the words of the work."""

from entry_pages import entry_in
from PySide6.QtWidgets import QApplication, QWidget
from windows import Keyboard

from cdd_desktop.checklists.records import AnswerState, Origin, Sheet
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.thai.linebreak import strip_breaks


class Clerk:
    """Sits before the window; counts the keys struck."""

    def __init__(self, window: MainWindow, keyboard: Keyboard) -> None:
        self._window = window
        self._keyboard = keyboard
        self.keys = 0

    def strike(self, *caps: str) -> None:
        """Strike keys, each arriving where the keyboard's focus is then."""
        for cap in caps:
            focus = QApplication.focusWidget()
            assert isinstance(focus, QWidget), "nobody listens to the keyboard"
            self._keyboard.press(focus, cap)
            self.keys += 1

    @property
    def village(self) -> str:
        """The village whose sheet is open, as the title says it."""
        return self._page.title_label.text()

    @property
    def indicator(self) -> str:
        """The indicator under the cursor."""
        line = self._page.answer_table.current_line()
        return line.indicator.code if line is not None else ""

    @property
    def level(self) -> str:
        """The level that the panel shows."""
        return self._page.level_panel.level_label.text()

    @property
    def saved_words(self) -> str:
        """What the bottom of the window says of saving."""
        return self._window.saved_label.text()

    @property
    def notice(self) -> str:
        """What stands under the table, as it is read."""
        return strip_breaks(self._page.notice_label.text())

    @property
    def answers(self) -> str:
        """The stored answers in order, as the keys that give them; a dot where there is none."""
        caps = {AnswerState.PASSED: "1", AnswerState.FAILED: "0"}
        given = self._sheet.answers
        codes = [indicator.code for indicator in self._sheet.instrument.indicators]
        return "".join(caps[given[code].state] if code in given else "." for code in codes)

    @property
    def carried(self) -> int:
        """How many answers were taken over from last year."""
        answers = self._sheet.answers.values()
        return sum(answer.origin is Origin.CARRIED for answer in answers)

    def note_of(self, code: str) -> str:
        """The note beside an answer."""
        return self._sheet.answers[code].note

    @property
    def _sheet(self) -> Sheet:
        sheet = self._page.sheet
        assert sheet is not None
        return sheet

    @property
    def _page(self) -> EntryView:
        return entry_in(self._window.page)
