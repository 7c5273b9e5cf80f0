"""Who signs: role, area, name, position, in whose place, in which time; and how it will print."""

import dataclasses
from collections.abc import Mapping

from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.area_popup import AreaPopup
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.picker_button import PickerButton
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.people.records import Acting, Role, Signatory, signatory_problems
from cdd_desktop.places.records import TAMBON_CODE_LENGTH

_OWN_WORDS = "ในตำแหน่งของตนเอง"
_LINE_TO_SIGN = "." * 36
_NAME_TO_WRITE = "." * 40


class SignatoryDialog(FormDialog):
    """Saves the entry itself; problems are shown beside their fields, a stale copy is told."""

    title_label: QLabel
    role_combo: QComboBox
    area_button: PickerButton
    area_problem: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    position_edit: QLineEdit
    position_problem: QLabel
    acting_combo: QComboBox
    acting_label: QLabel
    acting_edit: QLineEdit
    acting_problem: QLabel
    from_edit: ThaiDateEdit
    from_problem: QLabel
    to_edit: ThaiDateEdit
    to_problem: QLabel
    signature_layout: QVBoxLayout
    sign_label: QLabel
    signed_name_label: QLabel
    signed_position_label: QLabel

    called = "ผู้ลงนามนี้"

    def __init__(self, parent: QWidget, context: Context, signatory: Signatory) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "signatory_dialog", PickerButton, ThaiDateEdit)
        self._context = context
        self._signatory = signatory
        self._area_code = signatory.area_code
        self._popup = AreaPopup(context.areas, self)
        self._popup.chosen.connect(self._take_area)
        title = "แก้ไขผู้ลงนาม" if signatory.version else "เพิ่มผู้ลงนาม"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        for role in Role:
            self.role_combo.addItem(role.label, role.value)
        for acting in Acting:
            self.acting_combo.addItem(acting.label or _OWN_WORDS, acting.value)
        for edit, problem in (
            (self.from_edit, self.from_problem),
            (self.to_edit, self.to_problem),
        ):
            edit.set_today(context.today)
            edit.tell_in(problem)
            edit.setPlaceholderText("เช่น 1 ต.ค. 2568")
        self._load(signatory)
        self._connect()
        self.watch()
        self.name_edit.setFocus()

    def draft(self) -> Signatory:
        """The entry as it stands in the fields; days that cannot be read are None."""
        acting = Acting(self.acting_combo.currentData())
        is_own = acting is Acting.OWN
        return dataclasses.replace(
            self._signatory,
            role=Role(self.role_combo.currentData()),
            area_code=self._area_code,
            name=self.name_edit.text().strip(),
            position=self.position_edit.text().strip(),
            acting=acting,
            acting_position="" if is_own else self.acting_edit.text().strip(),
            valid_from=self.from_edit.day,
            valid_to=self.to_edit.day,
        )

    def _load(self, signatory: Signatory) -> None:
        self.role_combo.setCurrentIndex(self.role_combo.findData(signatory.role.value))
        self.name_edit.setText(signatory.name)
        self.position_edit.setText(signatory.position)
        self.acting_combo.setCurrentIndex(self.acting_combo.findData(signatory.acting.value))
        self.acting_edit.setText(signatory.acting_position)
        self.from_edit.set_day(signatory.valid_from)
        self.to_edit.set_day(signatory.valid_to)
        self._show_area()

    def _connect(self) -> None:
        for combo in (self.role_combo, self.acting_combo):
            combo.currentIndexChanged.connect(self.clear)
        for edit in (
            self.name_edit,
            self.position_edit,
            self.acting_edit,
            self.from_edit,
            self.to_edit,
        ):
            edit.textChanged.connect(self.clear)
        self.area_button.clicked.connect(self._open_areas)

    @override
    def inputs(self) -> tuple[Signatory, str, str]:
        """What tells whether something was changed; unreadable days count as they are typed."""
        return self.draft(), self.from_edit.text(), self.to_edit.text()

    def _open_areas(self) -> None:
        whole = self._area_code[:TAMBON_CODE_LENGTH]
        self._popup.open_for(whole, self._context.provinces, self.area_button)

    def _take_area(self, code: str) -> None:
        self._area_code = code
        self._show_area()
        self.clear()

    def _show_area(self) -> None:
        code = self._area_code
        path = self._context.areas.path(code)
        steps = [path[0].full_name, *(step.full_name for step in path[1:])]
        if len(code) > TAMBON_CODE_LENGTH:
            village = self._context.services.villages.by_codes([code]).get(code)
            steps.append(village.label if village else code)
        self.area_button.show_choice("", " › ".join(steps))

    @override
    def clear(self) -> None:
        """Also show the block as it will print."""
        super().clear()
        entry = self.draft()
        is_own = entry.acting is Acting.OWN
        for widget in (self.acting_label, self.acting_edit):
            widget.setVisible(not is_own)
        self.sign_label.setText(f"(ลงชื่อ){_LINE_TO_SIGN}{entry.role.label}")
        self.signed_name_label.setText(f"({entry.name or _NAME_TO_WRITE})")
        lines = [line for line in entry.position_lines if line]
        self.signed_position_label.setText("\n".join(wrapped(line) for line in lines))

    @override
    def write(self) -> None:
        unread = {
            name: edit.problem
            for name, edit in (("valid_from", self.from_edit), ("valid_to", self.to_edit))
            if edit.problem
        }
        draft = self.draft()
        if unread:
            raise ValidationFailed({**signatory_problems(draft), **unread})
        self._context.services.signatories.save(draft)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "area_code": (self.area_button, self.area_problem),
            "name": (self.name_edit, self.name_problem),
            "position": (self.position_edit, self.position_problem),
            "acting_position": (self.acting_edit, self.acting_problem),
            "valid_from": (self.from_edit, self.from_problem),
            "valid_to": (self.to_edit, self.to_problem),
        }
