"""How a meeting is opened: day, hour, venue, people, and who takes the minutes."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.forums.records import Forum, ForumStart
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.forum import words
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import in_thailand
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic


class ForumBeginDialog(FormDialog):
    """`forum` is the one that was opened, once the dialog is accepted."""

    title_label: QLabel
    note_label: QLabel
    date_edit: ThaiDateEdit
    begins_edit: QLineEdit
    venue_edit: QLineEdit
    people_edit: QLineEdit
    taker_edit: QLineEdit
    position_edit: QLineEdit
    date_problem: QLabel
    begins_problem: QLabel
    venue_problem: QLabel
    people_problem: QLabel
    taker_problem: QLabel
    position_problem: QLabel

    called = "การเปิดเวทีประชาคม"

    def __init__(
        self, parent: QWidget, context: Context, key: SheetKey, village: str, start: ForumStart
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "forum_begin_dialog", ThaiDateEdit)
        self._context = context
        self._key = key
        self.forum: Forum | None = None
        self.title_label.setText(wrapped(f"{village} ปี {key.fiscal_year} รอบ{key.round.label}"))
        self.date_edit.set_today(context.today)
        self.date_edit.tell_in(self.date_problem)
        self.date_edit.set_day(start.held_on)
        now = in_thailand(context.services.store.now())
        self.begins_edit.setText(f"{now.hour:02}.{now.minute:02}")
        self.venue_edit.setText(start.venue)
        self.taker_edit.setText(start.taker_name)
        self.position_edit.setText(start.taker_position)
        for edit, _ in self.fields().values():
            if isinstance(edit, QLineEdit):
                edit.textChanged.connect(self.clear)
        self.save_button.setToolTip(tooltip("เปิดเวทีเต็มจอ", "Ctrl+S"))
        self.watch()
        self.people_edit.setFocus()

    @override
    def inputs(self) -> tuple[str, ...]:
        return (
            self.date_edit.text(),
            self.begins_edit.text(),
            self.venue_edit.text(),
            self.people_edit.text(),
            self.taker_edit.text(),
            self.position_edit.text(),
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "held_on": (self.date_edit, self.date_problem),
            "begins": (self.begins_edit, self.begins_problem),
            "venue": (self.venue_edit, self.venue_problem),
            "people_present": (self.people_edit, self.people_problem),
            "taker_name": (self.taker_edit, self.taker_problem),
            "taker_position": (self.position_edit, self.position_problem),
        }

    @override
    def write(self) -> None:
        problems = {}
        day = self.date_edit.day
        if self.date_edit.problem or day is None:
            problems["held_on"] = self.date_edit.problem or "ยังไม่ได้กรอกวันประชุม กรุณากรอกวัน"
        people = to_arabic(self.people_edit.text()).replace(",", "").strip()
        if people and not is_ascii_digits(people):
            problems["people_present"] = words.NOT_PEOPLE
        if problems or day is None:
            raise ValidationFailed(problems)
        self.forum = self._context.services.forums.begin(
            self._key,
            ForumStart(
                held_on=day,
                venue=self.venue_edit.text(),
                begins=self.begins_edit.text(),
                taker_name=self.taker_edit.text(),
                taker_position=self.position_edit.text(),
                people_present=int(people) if people else None,
            ),
        )
