"""A project becomes something else: from which day, and why."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.lookups.records import Entry
from cdd_desktop.plans.records import Project


class StatusDialog(FormDialog):
    """`moved` is the project once it was accepted."""

    title_label: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel

    called = "การเปลี่ยนสถานะ"

    def __init__(self, parent: QWidget, context: Context, project: Project, to: Entry) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "project_status_dialog", ThaiDateEdit)
        self._context = context
        self._project = project
        self._to = to
        self.moved: Project | None = None
        self.setWindowTitle("เปลี่ยนสถานะโครงการ")
        self.title_label.setText(wrapped(f"เปลี่ยนสถานะเป็น “{to.label}”"))
        self.on_edit.set_today(context.today)
        self.on_edit.set_day(context.today)
        self.on_edit.tell_in(self.on_problem)
        self.on_edit.textChanged.connect(self.clear)
        self.note_edit.textChanged.connect(self.clear)
        self.watch()
        self.on_edit.setFocus()
        self.on_edit.selectAll()

    @override
    def inputs(self) -> tuple[str, str]:
        return self.on_edit.text(), self.note_edit.text()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "status_on": (self.on_edit, self.on_problem),
            "status_note": (self.note_edit, self.note_problem),
        }

    @override
    def write(self) -> None:
        day = self.on_edit.day
        if day is None:
            told = self.on_edit.problem or "ยังไม่ได้กรอกวันที่ กรุณากรอกวันที่ของสถานะใหม่"
            raise ValidationFailed({"status_on": told})
        projects = self._context.services.projects
        self.moved = projects.move(
            self._project.uuid, self._to.key, day, self.note_edit.text().strip()
        )
