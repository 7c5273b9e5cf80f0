"""รายละเอียด: what a project is, in words; each field is committed as it is left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QDialog, QLabel, QLineEdit, QPushButton
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.pages.plans.panel.field_section import FieldSection
from cdd_desktop.gui.pages.plans.panel.fields import (
    Field,
    check_field,
    combo_field,
    line_field,
    lines_field,
    shown_number,
    writing,
)
from cdd_desktop.gui.pages.plans.panel.inputs import EntryCombo, GrowingText
from cdd_desktop.gui.pages.plans.panel.villages_dialog import VillagesDialog, told_villages
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.exchange.typed import typed_quantity
from cdd_desktop.plans.records import Project

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel

_VILLAGES_KEYS = "Ctrl+G"
_TEXTS = {
    "details": "รายละเอียด",
    "reason": "หลักการและเหตุผล",
    "objective": "วัตถุประสงค์",
    "target": "เป้าหมาย",
    "indicator": "ตัวชี้วัด",
    "expected": "ผลที่คาดว่าจะได้รับ",
}


class DetailsSection(FieldSection):
    """Keys: Tab, Shift+Tab or Ctrl+Enter go on and store · Ctrl+G villages."""

    title = "รายละเอียด"

    name_edit: GrowingText
    name_problem: QLabel
    details_edit: GrowingText
    details_problem: QLabel
    reason_edit: GrowingText
    reason_problem: QLabel
    objective_edit: GrowingText
    objective_problem: QLabel
    target_edit: GrowingText
    target_problem: QLabel
    quantity_edit: QLineEdit
    quantity_problem: QLabel
    unit_edit: QLineEdit
    unit_problem: QLabel
    indicator_edit: GrowingText
    indicator_problem: QLabel
    expected_edit: GrowingText
    expected_problem: QLabel
    dimension_combo: EntryCombo
    dimension_problem: QLabel
    kind_combo: EntryCombo
    kind_problem: QLabel
    agency_edit: QLineEdit
    agency_problem: QLabel
    villages_shown: QLabel
    villages_button: QPushButton
    villages_problem: QLabel
    recurring_check: QCheckBox
    recurring_problem: QLabel

    villages_left = Signal()

    def __init__(self, context: Context, panel: "ProjectPanel") -> None:
        super().__init__(context, panel)
        load_form(self, "project_details", GrowingText, EntryCombo)
        self._around: Around | None = None
        self._villages: tuple[int, ...] = ()
        self._agencies = QStringListModel(self)
        completer = QCompleter(self._agencies, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.agency_edit.setCompleter(completer)
        self.name_edit.takes_lines = False
        self.villages_button.setToolTip(tooltip("เลือกหมู่บ้านที่ได้รับประโยชน์", _VILLAGES_KEYS))
        self.villages_button.setShortcut(_VILLAGES_KEYS)
        self.villages_button.clicked.connect(self.choose_villages)
        self.watch(self._fields())
        self.setFocusProxy(self.name_edit)

    @override
    def show_project(self, project: Project | None, around: Around | None) -> None:
        if around is not None and around is not self._around:
            self._around = around
            self.dimension_combo.offer(around.lists[ListName.DIMENSION], around.year)
            self.kind_combo.offer(around.lists[ListName.PROJECT_KIND], around.year)
            self._agencies.setStringList(list(around.agencies))
        self.committing.load(project)
        is_open = project is not None and around is not None and not around.is_closed
        for widget in self.inputs:
            widget.setEnabled(is_open)

    def villages_dialog(self) -> VillagesDialog | None:
        """The dialog of the villages served, not yet open; None without a project."""
        around = self._around
        return VillagesDialog(self, around, self._villages) if around is not None else None

    def choose_villages(self) -> None:
        """Ask which villages it serves, and store them."""
        dialog = self.villages_dialog()
        if dialog is None:
            return
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._put_villages(_joined(dialog.chosen))
            self.villages_left.emit()
        dialog.deleteLater()
        self.villages_button.setFocus()

    def _fields(self) -> list[Field]:
        texts = [
            lines_field(
                name, called, getattr(self, f"{name}_edit"), getattr(self, f"{name}_problem")
            )
            for name, called in _TEXTS.items()
        ]
        number = line_field(
            "quantity",
            "จำนวน",
            self.quantity_edit,
            self.quantity_problem,
            of=lambda project: shown_number(project.quantity),
            write=writing("quantity", typed_quantity),
        )
        villages = Field(
            name="villages",
            called="หมู่บ้าน",
            widget=self.villages_button,
            problem=self.villages_problem,
            typed=lambda: _joined(self._villages),
            put=self._put_villages,
            left=self.villages_left,
            of=lambda project: _joined(project.villages),
            write=writing("villages", _split),
        )
        return [
            lines_field("name", "ชื่อ", self.name_edit, self.name_problem),
            *texts,
            number,
            line_field("unit", "หน่วยนับ", self.unit_edit, self.unit_problem),
            combo_field("dimension", "ด้าน", self.dimension_combo, self.dimension_problem),
            combo_field("kind", "ลักษณะการดำเนินงาน", self.kind_combo, self.kind_problem),
            line_field("agency", "หน่วยงานรับผิดชอบ", self.agency_edit, self.agency_problem),
            villages,
            check_field("is_recurring", "การทำทุกปี", self.recurring_check, self.recurring_problem),
        ]

    def _put_villages(self, text: str) -> None:
        self._villages = _split(text)
        told = told_villages(self._around, self._villages) if self._around else ""
        self.villages_shown.setText(wrapped(told))


def _joined(villages: tuple[int, ...]) -> str:
    return ",".join(str(village) for village in sorted(villages))


def _split(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)
