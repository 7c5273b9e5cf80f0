"""สำนักงานและผู้ใช้งาน: the office's name, and who works with the program."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.settings.past import office_subject
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.telling import show_problems, tell
from cdd_desktop.gui.thai_text import wrapped


@dataclass(frozen=True, slots=True)
class _Inputs:
    office: str
    name: str
    position: str

    @property
    def person(self) -> tuple[str, str]:
        return self.name, self.position


class OfficeSection(Section):
    """Office and person are two records: each is written only when it was changed."""

    office_edit: QLineEdit
    office_problem: QLabel
    province_label: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    position_edit: QLineEdit
    position_problem: QLabel
    another_check: QCheckBox
    save_button: QPushButton
    told_label: QLabel

    title = "สำนักงานและผู้ใช้งาน"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "settings_office")
        self._loaded = _Inputs("", "", "")
        self._me: UUID | None = None
        self._show({})
        tell(self.told_label, "")
        for edit in (self.office_edit, self.name_edit, self.position_edit):
            edit.textChanged.connect(self._refresh)
        self.save_button.clicked.connect(self.save)
        self.setFocusProxy(self.office_edit)

    @property
    @override
    def is_dirty(self) -> bool:
        return self._inputs() != self._loaded

    @override
    def history_subject(self) -> Subject | None:
        return office_subject(self._me)

    @override
    def load(self) -> None:
        services = self.context.services
        office = services.office.get()
        me = services.people.me()
        self._me = me.uuid if me else None
        provinces = [self.context.areas.get(code).full_name for code in office.provinces]
        self.province_label.setText(wrapped(" ".join(provinces)))
        self._fill(_Inputs(office.name, me.name if me else "", me.position if me else ""))
        self._show({})
        tell(self.told_label, "")

    @override
    def save(self) -> bool:
        inputs = self._inputs()
        problems: dict[str, str] = {}
        services = self.context.services
        try:
            if inputs.office != self._loaded.office:
                problems |= self._try("office", lambda: services.office.rename(inputs.office))
            if inputs.person != self._loaded.person:
                is_another = self.another_check.isChecked()
                write = services.people.hand_over if is_another else services.people.save_me
                problems |= self._try("", lambda: write(*inputs.person))
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return False
        self._settle(inputs, problems)
        return not problems

    def _try(self, field: str, write: Callable[[], object]) -> dict[str, str]:
        """Write a record; gives the problems of its fields."""
        try:
            write()
        except ValidationFailed as failed:
            if field:
                return dict.fromkeys((field,), str(failed))
            return failed.problems
        return {}

    def _settle(self, inputs: _Inputs, problems: dict[str, str]) -> None:
        """Take over as saved what was saved, mark what was refused."""
        kept = self._loaded
        office_kept = "office" not in problems
        person_kept = not problems.keys() - {"office"}
        self._loaded = _Inputs(
            inputs.office if office_kept else kept.office,
            *(inputs.person if person_kept else kept.person),
        )
        others = self._show(problems)
        if problems:
            tell(self.told_label, others or "ยังไม่ได้บันทึกทั้งหมด กรุณาแก้ช่องที่แจ้งไว้", tone="failed")
        else:
            tell(self.told_label, "บันทึกแล้ว")
            self.another_check.setChecked(False)
            self.context.saved.emit()
        self.context.office_changed.emit()
        self._refresh_button()

    def _inputs(self) -> _Inputs:
        edits = (self.office_edit, self.name_edit, self.position_edit)
        return _Inputs(*(edit.text().strip() for edit in edits))

    def _fill(self, inputs: _Inputs) -> None:
        self._loaded = inputs
        self.office_edit.setText(inputs.office)
        self.name_edit.setText(inputs.name)
        self.position_edit.setText(inputs.position)
        self._refresh_button()

    def _refresh(self) -> None:
        self._show({})
        tell(self.told_label, "")
        self._refresh_button()

    def _refresh_button(self) -> None:
        self.save_button.setEnabled(self.is_dirty)
        # a name that was corrected, or another person's: only the user knows
        renamed = self._inputs().person != self._loaded.person
        self.another_check.setEnabled(renamed and bool(self._loaded.name))
        self.edited.emit()

    def _show(self, problems: dict[str, str]) -> str:
        return show_problems(
            {
                "office": (self.office_edit, self.office_problem),
                "name": (self.name_edit, self.name_problem),
                "position": (self.position_edit, self.position_problem),
            },
            problems,
        )
