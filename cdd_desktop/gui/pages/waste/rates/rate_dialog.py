"""A rate's worth as the office has it, and what an area is to reach: their dialogs."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from typing_extensions import override
from uuid6 import uuid7

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.area_popup import AreaPopup
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.picker_button import PickerButton
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.lookups.records import Confidence
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.waste.analysis.measures import MEASURES, measure_named
from cdd_desktop.waste.parameters.library import shipped
from cdd_desktop.waste.parameters.records import Parameter, Rate, Target
from cdd_desktop.waste.parameters.rules import NotAValue, parse_value


class RateDialog(FormDialog):
    """Saves the office's own worth of a rate; the rate itself is chosen only for a new one."""

    title_label: QLabel
    rate_combo: QComboBox
    value_edit: QLineEdit
    unit_label: QLabel
    value_problem: QLabel
    everywhere_check: QCheckBox
    area_button: PickerButton
    area_problem: QLabel
    from_edit: ThaiDateEdit
    from_problem: QLabel
    source_edit: QLineEdit
    source_problem: QLabel
    waiting_check: QCheckBox

    called = "ค่าของอัตรานี้"

    def __init__(self, parent: QWidget, context: Context, parameter: Parameter) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_rate_dialog", PickerButton, ThaiDateEdit)
        self._context = context
        self._parameter = parameter
        self._area_code = parameter.area_code or context.area_code[:TAMBON_CODE_LENGTH]
        self._popup = AreaPopup(context.areas, self)
        self._popup.chosen.connect(self._take_area)
        title = "แก้ค่าของสำนักงาน" if parameter.version else "กรอกค่าของสำนักงาน"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        for rate in Rate:
            called = next(one for one in shipped().entries if one.rate is rate)
            self.rate_combo.addItem(called.label, rate.value)
        self.rate_combo.setCurrentIndex(self.rate_combo.findData(parameter.rate.value))
        self.rate_combo.setEnabled(not parameter.version)
        self.value_edit.setText("" if parameter.value is None else f"{parameter.value:f}")
        self.everywhere_check.setChecked(not parameter.area_code)
        self.from_edit.set_today(context.today)
        self.from_edit.tell_in(self.from_problem)
        self.from_edit.setPlaceholderText("เช่น 1 ต.ค. 2569")
        self.from_edit.set_day(parameter.from_day)
        self.source_edit.setText(parameter.source)
        self.waiting_check.setChecked(parameter.confidence.is_to_be_checked)
        self._connect()
        self._show_choices()
        self.watch()
        self.value_edit.setFocus()

    @override
    def inputs(self) -> tuple[object, ...]:
        return (
            self.rate_combo.currentData(),
            self.value_edit.text(),
            self._chosen_area,
            self.from_edit.text(),
            self.source_edit.text(),
            self.waiting_check.isChecked(),
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "value": (self.value_edit, self.value_problem),
            "area_code": (self.area_button, self.area_problem),
            "from_day": (self.from_edit, self.from_problem),
            "source": (self.source_edit, self.source_problem),
        }

    @override
    def write(self) -> None:
        problems = {"from_day": self.from_edit.problem} if self.from_edit.problem else {}
        value = None
        try:
            value = parse_value(self.value_edit.text())
        except NotAValue as problem:
            problems["value"] = str(problem)
        if problems:
            raise ValidationFailed(problems)
        service = self._context.services.parameters
        begun = service.begin(Rate(self.rate_combo.currentData()))
        waits = self.waiting_check.isChecked()
        service.save(
            replace(
                begun,
                uuid=self._parameter.uuid,
                version=self._parameter.version,
                value=value,
                area_code=self._chosen_area,
                from_day=self.from_edit.day,
                source=self.source_edit.text(),
                confidence=Confidence.RECALLED if waits else Confidence.OWN,
            )
        )

    @property
    def _chosen_area(self) -> str:
        return "" if self.everywhere_check.isChecked() else self._area_code

    def _connect(self) -> None:
        for edit in (self.value_edit, self.from_edit, self.source_edit):
            edit.textChanged.connect(self.clear)
        self.rate_combo.currentIndexChanged.connect(self._show_choices)
        self.everywhere_check.toggled.connect(self._show_choices)
        self.waiting_check.toggled.connect(self.clear)
        self.area_button.clicked.connect(
            lambda: self._popup.open_for(self._area_code, self._context.provinces, self.area_button)
        )

    def _take_area(self, code: str) -> None:
        self._area_code = code
        self._show_choices()

    def _show_choices(self) -> None:
        rate = Rate(self.rate_combo.currentData())
        self.unit_label.setText(self._context.services.parameters.begin(rate).unit)
        self.area_button.setVisible(not self.everywhere_check.isChecked())
        self.area_button.show_choice("พื้นที่", _area_path(self._context, self._area_code))
        self.clear()


class TargetDialog(FormDialog):
    """Saves what an area is to reach in the fiscal year at the top."""

    title_label: QLabel
    measure_combo: QComboBox
    measure_problem: QLabel
    how_label: QLabel
    area_button: PickerButton
    area_problem: QLabel
    value_edit: QLineEdit
    unit_label: QLabel
    value_problem: QLabel
    source_edit: QLineEdit
    source_problem: QLabel

    called = "เป้าหมายนี้"

    def __init__(self, parent: QWidget, context: Context, target: Target | None) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_target_dialog", PickerButton)
        self._context = context
        self._target = target
        self._year = context.year if target is None else target.fiscal_year
        self._area_code = context.area_code if target is None else target.area_code
        self._popup = AreaPopup(context.areas, self)
        self._popup.chosen.connect(self._take_area)
        title = f"{'เพิ่ม' if target is None else 'แก้'}เป้าหมายปีงบประมาณ {self._year}"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        for measure in MEASURES:
            self.measure_combo.addItem(measure.label, measure.key)
        if target is not None:
            self.measure_combo.setCurrentIndex(self.measure_combo.findData(target.measure))
            self.value_edit.setText(f"{target.value:f}")
            self.source_edit.setText(target.source)
        for edit in (self.value_edit, self.source_edit):
            edit.textChanged.connect(self.clear)
        self.measure_combo.currentIndexChanged.connect(self._show_choices)
        self.area_button.clicked.connect(
            lambda: self._popup.open_for(self._area_code, context.provinces, self.area_button)
        )
        self._show_choices()
        self.watch()
        (self.measure_combo if target is None else self.value_edit).setFocus()

    @override
    def inputs(self) -> tuple[object, ...]:
        return (
            self.measure_combo.currentData(),
            self._area_code,
            self.value_edit.text(),
            self.source_edit.text(),
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "measure": (self.measure_combo, self.measure_problem),
            "area_code": (self.area_button, self.area_problem),
            "value": (self.value_edit, self.value_problem),
            "source": (self.source_edit, self.source_problem),
        }

    @override
    def write(self) -> None:
        measure = measure_named(self.measure_combo.currentData())
        held = self._target
        self._context.services.parameters.save_target(
            Target(
                uuid=UUID(int=uuid7().int) if held is None else held.uuid,
                area_code=self._area_code,
                fiscal_year=self._year,
                measure=measure.key,
                value=self._value(),
                source=self.source_edit.text(),
                version=0 if held is None else held.version,
            ),
            label=measure.label,
            unit=measure.unit,
        )

    def _value(self) -> Decimal:
        try:
            value = parse_value(self.value_edit.text())
        except CddError as problem:
            raise ValidationFailed({"value": str(problem)}) from problem
        if value is None:
            raise ValidationFailed({"value": "ยังไม่ได้กรอกเป้าหมาย กรุณากรอกเป็นตัวเลข"})
        return value

    def _take_area(self, code: str) -> None:
        self._area_code = code
        self._show_choices()

    def _show_choices(self) -> None:
        measure = measure_named(self.measure_combo.currentData())
        self.how_label.setText(wrapped(measure.how))
        self.unit_label.setText(measure.unit)
        self.area_button.show_choice("", _area_path(self._context, self._area_code))
        self.clear()


def _area_path(context: Context, code: str) -> str:
    return " › ".join(step.full_name for step in context.areas.path(code))
