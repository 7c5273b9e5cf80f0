"""Dialogs over a line of the list, its head, codes to paste, and a due day."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.target_lists.imports import TargetFile, TargetImporter
from cdd_desktop.checklists.target_lists.list_file import pasted_codes
from cdd_desktop.checklists.target_lists.records import DueDay, ListedVillage, Role, TargetList
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.gui.area_popup import AreaPopup
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.picker_button import PickerButton
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.places.typed_village_code import typed_village_code
from cdd_desktop.thai.money import NotMoney, format_baht, parse_baht

_SHOWN = 6  # problems told in a dialog; the rest are counted
_ALL, _LISTED = "ทุกหมู่บ้านในทะเบียน", "เฉพาะหมู่บ้านในรายชื่อ"


class VillageDialog(FormDialog):
    """Saves role, บ้านพี่, budget, developer and note of a village of the list."""

    title_label: QLabel
    role_combo: QComboBox
    role_problem: QLabel
    mentor_edit: QLineEdit
    mentor_problem: QLabel
    budget_edit: QLineEdit
    budget_problem: QLabel
    developer_edit: QLineEdit
    developer_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel

    called = "ข้อมูลของหมู่บ้านนี้"

    def __init__(
        self, parent: QWidget, context: Context, told: TargetList, listed: ListedVillage
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "target_village_dialog")
        self._services = context.services
        self._told, self._target = told, listed.target
        self.setWindowTitle("หมู่บ้านเป้าหมาย")
        self.title_label.setText(f"{listed.label} ปีงบประมาณ {told.fiscal_year}")
        for role in Role:
            self.role_combo.addItem(role.label or "ไม่ระบุ", role.value)
        target = listed.target
        self.role_combo.setCurrentIndex(self.role_combo.findData(target.role.value))
        self.mentor_edit.setText(self._code_of(target.mentor_id))
        self.budget_edit.setText("" if target.satang is None else format_baht(target.satang))
        self.developer_edit.setText(target.developer)
        self.note_edit.setText(target.note)
        self.role_combo.currentIndexChanged.connect(self.clear)
        for edit in (self.mentor_edit, self.budget_edit, self.developer_edit, self.note_edit):
            edit.textChanged.connect(self.clear)
        self.watch()
        self.role_combo.setFocus()

    @override
    def inputs(self) -> tuple[object, ...]:
        return (
            self.role_combo.currentData(),
            self.mentor_edit.text(),
            self.budget_edit.text(),
            self.developer_edit.text(),
            self.note_edit.text(),
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "role": (self.role_combo, self.role_problem),
            "mentor_id": (self.mentor_edit, self.mentor_problem),
            "satang": (self.budget_edit, self.budget_problem),
            "developer": (self.developer_edit, self.developer_problem),
            "note": (self.note_edit, self.note_problem),
        }

    @override
    def write(self) -> None:
        problems = {}
        satang = None
        try:
            satang = parse_baht(self.budget_edit.text())
        except NotMoney as problem:
            problems["satang"] = str(problem)
        mentor = None
        if typed := self.mentor_edit.text().strip():
            code = typed_village_code(typed).code
            found = self._services.villages.by_codes([code]).get(code)
            if found is None:
                problems["mentor_id"] = f"ไม่มีหมู่บ้านรหัส {code} ในทะเบียน กรุณาตรวจรหัส 8 หลัก หรือเว้นว่าง"
            else:
                mentor = found.id
        if problems:
            raise ValidationFailed(problems)
        wanted = replace(
            self._target,
            role=Role(self.role_combo.currentData()),
            mentor_id=mentor,
            satang=satang,
            developer=self.developer_edit.text(),
            note=self.note_edit.text(),
        )
        self._services.target_lists.put_villages(
            self._told.instrument, self._told.fiscal_year, [wanted]
        )

    def _code_of(self, village_id: int | None) -> str:
        return "" if village_id is None else self._services.villages.last_known(village_id).code


class ListDialog(FormDialog):
    """Saves what a year's figures are counted of, and the order that names the villages."""

    title_label: QLabel
    base_combo: QComboBox
    base_problem: QLabel
    letter_edit: QLineEdit
    letter_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel

    called = "ฐานการนับของปีนี้"

    def __init__(self, parent: QWidget, context: Context, told: TargetList) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "target_list_dialog")
        self._services = context.services
        self._told = told
        self.setWindowTitle("ฐานการนับ")
        self.title_label.setText(f"ฐานการนับของปีงบประมาณ {told.fiscal_year}")
        self.base_combo.addItem(_LISTED, False)
        self.base_combo.addItem(_ALL, True)
        self.base_combo.setCurrentIndex(int(told.all_villages))
        self.letter_edit.setText(told.letter)
        self.note_edit.setText(told.note)
        self.base_combo.currentIndexChanged.connect(self.clear)
        for edit in (self.letter_edit, self.note_edit):
            edit.textChanged.connect(self.clear)
        self.watch()
        self.base_combo.setFocus()

    @override
    def inputs(self) -> tuple[object, ...]:
        return self.base_combo.currentData(), self.letter_edit.text(), self.note_edit.text()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "all_villages": (self.base_combo, self.base_problem),
            "letter": (self.letter_edit, self.letter_problem),
            "note": (self.note_edit, self.note_problem),
        }

    @override
    def write(self) -> None:
        self._services.target_lists.save_list(
            replace(
                self._told,
                all_villages=bool(self.base_combo.currentData()),
                letter=self.letter_edit.text(),
                note=self.note_edit.text(),
            )
        )


class PasteDialog(FormDialog):
    """Puts villages on the list by codes that were pasted: all of them, or none."""

    title_label: QLabel
    codes_edit: QPlainTextEdit
    codes_problem: QLabel

    called = "รหัสที่วางไว้"

    def __init__(self, parent: QWidget, context: Context, instrument_id: str, year: int) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "target_paste_dialog")
        services = context.services
        self._importer = TargetImporter(services.store, services.checklists, services.target_lists)
        self._instrument, self._year = instrument_id, year
        self.taken: TargetFile | None = None
        self.setWindowTitle("วางรหัสหมู่บ้าน")
        self.title_label.setText(f"เพิ่มหมู่บ้านเป้าหมายปีงบประมาณ {year} จากรหัส")
        self.codes_edit.textChanged.connect(self.clear)
        self.watch()
        self.codes_edit.setFocus()

    @override
    def inputs(self) -> str:
        return self.codes_edit.toPlainText()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {"codes": (self.codes_edit, self.codes_problem)}

    @override
    def write(self) -> None:
        table = pasted_codes(self.inputs())
        if not table.rows:
            raise ValidationFailed({"codes": "ยังไม่มีรหัส กรุณาวางรหัสหมู่บ้าน 8 หลัก"})
        try:
            self.taken = self._importer.take(table, "รหัสที่วาง", self._instrument, self._year)
        except ImportRejected as rejected:
            told = [f"รหัสที่ {problem.row}: {problem.text}" for problem in rejected.problems[:_SHOWN]]
            if len(rejected.problems) > _SHOWN:
                told.append(f"และอีก {len(rejected.problems) - _SHOWN:,} รหัส กรุณาแก้แล้วลองใหม่")
            raise ValidationFailed({"codes": "\n".join(told)}) from rejected


class DueDialog(FormDialog):
    """Saves a due day of the round in hand."""

    title_label: QLabel
    step_combo: QComboBox
    step_problem: QLabel
    everywhere_check: QCheckBox
    area_button: PickerButton
    area_problem: QLabel
    day_edit: ThaiDateEdit
    day_problem: QLabel
    owed_edit: QLineEdit
    owed_problem: QLabel

    called = "วันครบกำหนดนี้"

    def __init__(self, parent: QWidget, context: Context, due: DueDay) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "target_due_dialog", PickerButton, ThaiDateEdit)
        self._context = context
        self._due = due
        self._area_code = due.area_code or context.area_code[:TAMBON_CODE_LENGTH]
        self._popup = AreaPopup(context.areas, self)
        self._popup.chosen.connect(self._take_area)
        self.setWindowTitle("วันครบกำหนด")
        self.title_label.setText(f"วันครบกำหนดของปีงบประมาณ {due.fiscal_year} รอบ{due.round.label}")
        for step in context.services.target_lists.way().active:
            self.step_combo.addItem(step.name, step.key)
        self.step_combo.setCurrentIndex(max(self.step_combo.findData(due.step), 0))
        self.everywhere_check.setChecked(not due.area_code)
        self.day_edit.set_today(context.today)
        self.day_edit.tell_in(self.day_problem)
        self.day_edit.setPlaceholderText("เช่น 30 มิ.ย. 2570")
        self.day_edit.set_day(due.due_on)
        self.owed_edit.setText(due.owed_by)
        self.everywhere_check.toggled.connect(self._show_area)
        self.step_combo.currentIndexChanged.connect(self.clear)
        self.day_edit.day_changed.connect(self.clear)
        self.owed_edit.textChanged.connect(self.clear)
        self.area_button.clicked.connect(
            lambda: self._popup.open_for(self._area_code, context.provinces, self.area_button)
        )
        self._show_area()
        self.watch()
        self.day_edit.setFocus()

    @override
    def inputs(self) -> tuple[object, ...]:
        return (
            self.step_combo.currentData(),
            self._chosen_area,
            self.day_edit.text(),
            self.owed_edit.text(),
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "step": (self.step_combo, self.step_problem),
            "area_code": (self.area_button, self.area_problem),
            "due_on": (self.day_edit, self.day_problem),
            "owed_by": (self.owed_edit, self.owed_problem),
        }

    @override
    def write(self) -> None:
        day = self.day_edit.day
        if self.day_edit.problem or day is None:
            told = self.day_edit.problem or "ยังไม่ได้กรอกวันที่ กรุณากรอกเช่น 30 มิ.ย. 2570"
            raise ValidationFailed({"due_on": told})
        self._context.services.target_lists.save_due_day(
            replace(
                self._due,
                step=self.step_combo.currentData(),
                area_code=self._chosen_area,
                due_on=day,
                owed_by=self.owed_edit.text(),
            )
        )

    @property
    def _chosen_area(self) -> str:
        return "" if self.everywhere_check.isChecked() else self._area_code

    def _take_area(self, code: str) -> None:
        self._area_code = code
        self._show_area()

    def _show_area(self) -> None:
        self.area_button.setVisible(not self.everywhere_check.isChecked())
        steps = self._context.areas.path(self._area_code)
        self.area_button.show_choice("พื้นที่", " › ".join(step.full_name for step in steps))
        self.clear()
