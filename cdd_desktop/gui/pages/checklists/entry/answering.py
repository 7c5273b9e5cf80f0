"""What the keys of the table say, given to the office's file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cdd_desktop.checklists.records import Answer, AnySheet
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.keys import Command
from cdd_desktop.gui.pages.checklists.entry import words
from cdd_desktop.gui.pages.checklists.entry.answer_model import PENDING, Remark
from cdd_desktop.gui.pages.checklists.entry.keying import Keying
from cdd_desktop.gui.pages.checklists.entry.meaning import chosen, meant

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.entry.view import EntryView


class Answering(QObject):
    """Answers and remarks of the sheet in hand; what is refused is told under the table."""

    def __init__(self, view: "EntryView", keying: Keying) -> None:
        super().__init__(view)
        self._view = view
        self._keying = keying
        table = view.answer_table
        table.struck.connect(self._strike)
        table.chosen.connect(self._choose)
        table.counted.connect(self._give)
        table.closed.connect(self._say_closed)
        table.remark_given.connect(self._remark)
        table.remark_refused.connect(self._refuse_remark)
        table.carrying_requested.connect(self.carry_forward)

    def carry_forward(self) -> None:
        """Take over what last year answered and this year is still blank."""
        view, sheet = self._view, self._view.sheet
        if sheet is None or not view.answer_table.finish():
            return
        if view.why_closed():
            view.notice(view.why_closed(), "failed")
            return

        def done(after: AnySheet) -> None:
            view.answer_table.go_to_first_unanswered()
            view.notice(words.carried_over(sheet, after), "passed")

        if not self._keying.carry_forward(sheet, view.village_label, done):
            view.notice(f"{PENDING} รอให้งานที่กำลังเขียนข้อมูลเสร็จก่อน")

    def _strike(self, code: str, command: Command) -> None:
        """Answer an indicator by a key, and move on."""
        sheet = self._view.sheet
        if sheet is None:
            return
        try:
            answer = meant(command, sheet, code)
        except ValidationFailed as problem:
            self._view.notice(str(problem), "failed")
        else:
            self._give(code, answer, moves_on=True)

    def _choose(self, code: str, digit: str) -> None:
        """Answer an indicator by the digit of an option or a score, and move on."""
        sheet = self._view.sheet
        if sheet is None:
            return
        try:
            answer = chosen(sheet, code, digit)
        except ValidationFailed as problem:
            self._view.notice(str(problem), "failed")
        else:
            self._give(code, answer, moves_on=True)

    def _give(self, code: str, answer: Answer | None, moves_on: bool) -> None:
        sheet, label = self._view.sheet, self._view.village_label
        if sheet is None or not self._keying.answer(sheet, label, code, answer):
            return
        if moves_on:
            self._move_on()
        before = sheet.answers.get(code)
        if answer is None and before is not None:
            known = self._view.beside.of(sheet.key)
            files = 0 if known is None else len(known.evidence.of(code))
            if told := words.taken_back(code, before, files):
                self._view.notice(told)

    def _move_on(self) -> None:
        view = self._view
        sheet = view.sheet
        went_on = view.answer_table.go_on()
        if sheet is None:
            return
        left = sheet.grade.total - sheet.grade.answered
        if left == 0:
            view.notice(words.all_done(sheet), "passed")
        elif not went_on:
            view.notice(words.some_left(sheet), "failed")

    def _say_closed(self, code: str) -> None:
        sheet = self._view.sheet
        if sheet is not None:
            told = self._view.why_closed() or words.not_asked(sheet, code)
            self._view.notice(told, "failed")

    def _remark(self, code: str, remark: Remark, text: str) -> None:
        view = self._view
        sheet = view.sheet
        if sheet is None:
            return
        if self._keying.annotate(sheet, view.village_label, code, remark, text):
            if code in self._keying.waiting(sheet.key):
                view.notice(f"{PENDING}{remark.value}ข้อ {code}")
            else:
                view.notice(f"เก็บ{remark.value}ข้อ {code} แล้ว", "passed")
            view.answer_table.setFocus()
        else:
            view.answer_table.refuse_remark(code, remark, text)

    def _refuse_remark(self, code: str) -> None:
        if self._view.sheet is not None:
            self._view.notice(words.not_answered(self._view.sheet, code), "failed")
