"""Typing an answer: a digit opens the field, Enter takes what is in it and goes on."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from cdd_desktop.checklists.records import Answer, AnySheet, RoundKey
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.pages.checklists.entry.count_field import CountField, Motion
from cdd_desktop.gui.pages.checklists.entry.meaning import takes_blanks, typed


class Counting(QObject):
    """What was typed and is not taken yet stays: beside its reason, and over other villages.

    `answer_shown` gives an indicator's answer as the table shows it, `cell_of` where it stands.
    """

    counted = Signal(str, object, bool)  # code, Answer, whether the cursor is to go on
    moved = Signal(object)  # Motion that is left to the table

    def __init__(
        self,
        view: QWidget,
        viewport: QWidget,
        *,
        answer_shown: Callable[[str], Answer | None],
        cell_of: Callable[[str], QRect],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._answer_shown = answer_shown
        self._cell_of = cell_of
        self._sheet: AnySheet | None = None
        self._code = ""  # of the line whose field is open
        self._drafts: dict[RoundKey, tuple[str, str]] = {}  # code and text
        self.field = CountField(viewport)
        self.field.finished.connect(self.finish)
        self.field.abandoned.connect(self._close)

    def show(self, sheet: AnySheet) -> str:
        """Follow the table to a sheet; the code of the line whose number still waits there."""
        if self._sheet is not None and self._sheet.key != sheet.key:
            self.set_aside()
        self._sheet = sheet
        code, _ = self._drafts.get(sheet.key, ("", ""))
        return code if not self._code else ""

    def set_aside(self) -> None:
        """Keep what is typed until its sheet is shown again."""
        if self._sheet is not None and self._code:
            self._drafts[self._sheet.key] = (self._code, self.field.text())
            self._close()

    @property
    def waiting_on(self) -> RoundKey | None:
        """A sheet that is not shown and has a number that is not taken."""
        return next(iter(self._drafts), None)

    def give_up(self, key: RoundKey) -> str:
        """Forget the number that waits on a sheet, and give it."""
        return self._drafts.pop(key)[1]

    def take_up(self) -> None:
        """Open what still waits on this sheet, with what is wrong with it."""
        if self._sheet is not None and self._sheet.key in self._drafts:
            code, text = self._drafts.pop(self._sheet.key)
            self.begin(code, text)
            self._read()

    def begin(self, code: str, text: str) -> None:
        """Open the field in a line's cell."""
        self._code = code
        several = self._sheet is not None and takes_blanks(self._sheet.instrument.indicator(code))
        self.field.begin(text, takes_blanks=several)
        self.place()

    def place(self) -> None:
        """Keep the field in its cell."""
        if self._code:
            self.field.place(self._cell_of(self._code))

    def finish(self, motion: Motion = Motion.STAY) -> bool:
        """Give the number; False where it is refused, and stays to be mended."""
        if not self._code:
            return True
        text, code = self.field.text(), self._code
        if not text.strip():
            self._close()
            self.moved.emit(motion)
            return True
        answer = self._read()
        if answer is None:
            self.field.setFocus()
            return False
        self._close()
        self.counted.emit(code, answer, motion is Motion.ON)
        shown = self._answer_shown(code)
        if shown is None or shown.told != answer.told:
            self.begin(code, text)  # it could not be saved, and is not to be typed again
            return False
        if motion is not Motion.ON:
            self.moved.emit(motion)
        return True

    def _read(self) -> Answer | None:
        if self._sheet is None:
            return None
        try:
            return typed(self._sheet, self._code, self.field.text())
        except ValidationFailed as problem:
            self.field.refuse(str(problem))
            return None

    def _close(self) -> None:
        has_focus = self.field.hasFocus()
        self._code = ""  # first: the field tells when it loses the focus
        if has_focus:
            self._view.setFocus()
        self.field.close_up()
