"""The day on which a plan was adopted or a revision opened, and the meeting that resolved it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.records import PlanLine

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

_DAYS = {"adopted_on", "opened_on", "closed_on"}  # how records call the day


def read_meetings(services: "Services", plan: PlanLine) -> tuple[MeetingLine, ...]:
    """The meetings that may have resolved something of a plan; on the worker thread."""
    return services.meetings.meetings(plan.code[:TAMBON_CODE_LENGTH])


class PlanDayDialog(FormDialog):
    """`write_with` is called with the dialog; what it raises is told at the fields."""

    title_label: QLabel
    day_edit: ThaiDateEdit
    day_problem: QLabel
    meeting_combo: QComboBox
    meeting_problem: QLabel
    reason_edit_label: QLabel
    reason_edit: QPlainTextEdit
    reason_problem: QLabel

    called = "วันที่และเหตุผลนี้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        title: str,
        write_with: Callable[["PlanDayDialog"], None],
        meetings: Sequence[MeetingLine],
        *,
        wants_reason: bool,
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "plan_day_dialog", ThaiDateEdit)
        self._write_with = write_with
        self.setWindowTitle(title)
        self.title_label.setText(wrapped(title))
        self.day_edit.set_today(context.today)
        self.day_edit.tell_in(self.day_problem)
        self.day_edit.set_day(context.today)
        self.meeting_combo.addItem("ไม่ระบุการประชุม", None)
        for meeting in meetings:
            self.meeting_combo.addItem(meeting.label, meeting.uuid)
        for part in (self.reason_edit, self.reason_edit_label):
            part.setVisible(wants_reason)
        self.save_button.setText(title)
        self.day_edit.textChanged.connect(lambda _: self.clear())
        self.reason_edit.textChanged.connect(self.clear)
        self.watch()
        self.day_edit.setFocus()

    @property
    def day(self) -> date:
        """The day; raises `ValidationFailed` where it is none."""
        day = self.day_edit.day
        if day is None:
            told = self.day_edit.problem or "ยังไม่ได้กรอกวันที่ กรุณากรอก เช่น 1 ต.ค. 2570"
            raise ValidationFailed({"day": told})
        return day

    @property
    def meeting(self) -> UUID | None:
        """The meeting that resolved it."""
        chosen = self.meeting_combo.currentData()
        return chosen if isinstance(chosen, UUID) else None

    @property
    def reason(self) -> str:
        """Why."""
        return self.reason_edit.toPlainText()

    @override
    def inputs(self) -> object:
        return self.day_edit.text(), self.meeting_combo.currentData(), self.reason

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "day": (self.day_edit, self.day_problem),
            "meeting": (self.meeting_combo, self.meeting_problem),
            "reason": (self.reason_edit, self.reason_problem),
        }

    @override
    def write(self) -> None:
        try:
            self._write_with(self)
        except ValidationFailed as problem:
            told = {"day" if k in _DAYS else k: text for k, text in problem.problems.items()}
            raise ValidationFailed(told) from problem
