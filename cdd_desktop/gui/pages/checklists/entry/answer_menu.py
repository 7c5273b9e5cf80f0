"""The menu of a line: what its keys do, for the mouse."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from cdd_desktop.checklists.instruments import AnswerKind
from cdd_desktop.checklists.records import AnswerState
from cdd_desktop.gui.keys import Command
from cdd_desktop.gui.pages.checklists.entry.answer_model import Line, Remark
from cdd_desktop.gui.pages.checklists.entry.meaning import digits_of

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.entry.answer_table import AnswerTable

CARRY_KEYS = "Ctrl+D"
FILES_KEYS = "Ctrl+J"
_EITHER = ((Command.PASSED, "ผ่าน"), (Command.FAILED, "ไม่ผ่าน"))
_ABSENT = ((Command.ABSENT, "ไม่มี (-)"),)
_ALWAYS = ((Command.LAST_YEAR, "เหมือนปีก่อน"), (Command.CLEAR, "ยังไม่ประเมิน"))


class AnswerMenu(QMenu):
    """Every action bears its key. A line that takes no answers offers only what is beside one."""

    def __init__(self, table: "AnswerTable", line: Line, *, takes_answers: bool) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = table
        self._line = line
        if takes_answers:
            self._offer_answers()
            self.addSeparator()
        if line.answer is not None and line.answer.state is AnswerState.FAILED:
            self._add("เสนอโครงการแก้ไข", "Ctrl+Enter", table.proposal_requested.emit)
        self._add("หมายเหตุ", "/", partial(table.edit_remark, Remark.NOTE))
        self._add("หลักฐาน", "F2", partial(table.edit_remark, Remark.EVIDENCE))
        self._add("ไฟล์แนบ", FILES_KEYS, table.files_requested.emit)
        if takes_answers:
            self._add("ยกคำตอบปีก่อนมาทุกข้อที่ยังว่าง", CARRY_KEYS, table.carrying_requested.emit)

    def _offer_answers(self) -> None:
        line, table = self._line, self._table
        code = line.indicator.code
        if line.is_typed:
            self._add(_typed_word(line), "0–9", partial(table.type_anew, line))
        if line.is_chosen:
            for digit, word in digits_of(line.indicator):
                self._add(word, digit, partial(table.chosen.emit, code, digit))
        is_either = not (line.is_typed or line.is_chosen)
        absent = _ABSENT if line.indicator.may_be_absent else ()
        for command, word in (*(_EITHER if is_either else ()), *absent, *_ALWAYS):
            self._add(word, command.value, partial(table.struck.emit, code, command))

    def _add(self, word: str, keys: str, act: Callable[[], object]) -> None:
        self.addAction(f"{word}\t{keys}").triggered.connect(lambda _=False: act())


def _typed_word(line: Line) -> str:
    return "จำนวนครัวเรือน" if line.indicator.kind is AnswerKind.HOUSEHOLDS else "พิมพ์คำตอบ"
