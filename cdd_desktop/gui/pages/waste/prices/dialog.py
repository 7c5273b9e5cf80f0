"""A material that a waste bank buys: its short code, unit, and what it counts to."""

import dataclasses
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.thai.digits import whole_number
from cdd_desktop.waste.bank.records import Material

_KILOGRAM, _GRAMS = "กก.", 1_000
_UNITS = (_KILOGRAM, "ขวด", "ชิ้น", "ลัง")
_NOT_GRAMS = "น้ำหนักต่อหน่วยเป็นจำนวนเต็มของกรัม เช่น 450 หรือเว้นว่างถ้ายังไม่ทราบ"


class MaterialDialog(FormDialog):
    """`saved` is the material once it was accepted."""

    title_label: QLabel
    code_edit: QLineEdit
    code_problem: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    unit_combo: QComboBox
    unit_problem: QLabel
    grams_edit: QLineEdit
    grams_problem: QLabel
    item_combo: QComboBox
    item_problem: QLabel
    offered_check: QCheckBox

    called = "ข้อมูลวัสดุนี้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        material: Material,
        items: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_material_dialog")
        self._context = context
        self._material = material
        self.saved: Material | None = None
        title = "แก้ไขวัสดุ" if material.version else "เพิ่มวัสดุ"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        self.unit_combo.addItems(_UNITS)
        for key, words in items:
            self.item_combo.addItem(words, key)
        self.code_edit.setText(material.code)
        self.name_edit.setText(material.name)
        self.unit_combo.setCurrentText(material.unit)
        grams = material.grams_each
        self.grams_edit.setText("" if grams is None else str(grams))
        self.item_combo.setCurrentIndex(self.item_combo.findData(material.item))
        self.offered_check.setChecked(material.is_offered)
        self.unit_combo.currentTextChanged.connect(self._follow_unit)
        for edit in (self.code_edit, self.name_edit, self.grams_edit):
            edit.textChanged.connect(lambda _: self.clear())
        self.item_combo.currentIndexChanged.connect(lambda _: self.clear())
        self.watch()
        self.code_edit.setFocus()

    @override
    def inputs(self) -> object:
        texts = (self.code_edit.text(), self.name_edit.text(), self.grams_edit.text())
        chosen = (self.unit_combo.currentText(), self.item_combo.currentData())
        return texts, chosen, self.offered_check.isChecked()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "code": (self.code_edit, self.code_problem),
            "name": (self.name_edit, self.name_problem),
            "unit": (self.unit_combo, self.unit_problem),
            "grams_each": (self.grams_edit, self.grams_problem),
            "item": (self.item_combo, self.item_problem),
        }

    @override
    def write(self) -> None:
        typed = self.grams_edit.text().strip()
        grams = whole_number(typed) if typed else None
        if typed and grams is None:
            raise ValidationFailed({"grams_each": _NOT_GRAMS})
        self.saved = self._context.services.banks.save_material(
            dataclasses.replace(
                self._material,
                code=self.code_edit.text(),
                name=self.name_edit.text(),
                unit=self.unit_combo.currentText(),
                grams_each=grams,
                item=self.item_combo.currentData() or "",
                is_offered=self.offered_check.isChecked(),
            )
        )

    def _follow_unit(self, unit: str) -> None:
        """A kilogram weighs what it weighs; of another unit it is not known."""
        if unit == _KILOGRAM:
            self.grams_edit.setText(str(_GRAMS))
        elif self.grams_edit.text() == str(_GRAMS):
            self.grams_edit.clear()
        self.clear()
