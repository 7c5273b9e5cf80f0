"""One thing done on a day, with a few words where they are wanted: closing, opening, reversing."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped

_DAYS = {"on", "closed_on", "held_on"}  # how records call the day
_NO_DAY = "ยังไม่ได้กรอกวันที่ กรุณากรอก เช่น 1 ต.ค. 2569"


class DayDialog(FormDialog):
    """`write_with` is given the day and the words; what it raises is told at the fields.

    `words`: how the words are called; "" where none are wanted.
    """

    title_label: QLabel
    subject_label: QLabel
    words_label: QLabel
    words_edit: QLineEdit
    words_problem: QLabel
    on_label: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel

    called = "วันที่และข้อความนี้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        title: str,
        write_with: Callable[[date, str], None],
        *,
        action: str,
        day: date,
        day_words: str,
        subject: str = "",
        words: str = "",
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_day_dialog", ThaiDateEdit)
        self._write_with = write_with
        self.setWindowTitle(action)
        self.title_label.setText(wrapped(title))
        self.subject_label.setText(wrapped(subject))
        self.subject_label.setVisible(bool(subject))
        self.words_label.setText(words)
        for part in (self.words_label, self.words_edit, self.words_problem):
            part.setVisible(bool(words))
        self.on_label.setText(day_words)
        self.save_button.setText(action)
        self.on_edit.set_today(context.today)
        self.on_edit.set_day(day)
        self.on_edit.tell_in(self.on_problem)
        self.words_edit.textChanged.connect(lambda _: self.clear())
        self.on_edit.textChanged.connect(lambda _: self.clear())
        self.watch()
        (self.words_edit if words else self.on_edit).setFocus()

    @override
    def inputs(self) -> tuple[str, str]:
        return self.words_edit.text(), self.on_edit.text()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "words": (self.words_edit, self.words_problem),
            "on": (self.on_edit, self.on_problem),
        }

    @override
    def write(self) -> None:
        day = self.on_edit.day
        if day is None:
            raise ValidationFailed({"on": self.on_edit.problem or _NO_DAY})
        try:
            self._write_with(day, self.words_edit.text().strip())
        except ValidationFailed as problem:
            told = {
                "on" if field in _DAYS else "words" if field in {"text", "place"} else field: text
                for field, text in problem.problems.items()
            }
            raise ValidationFailed(told) from problem
