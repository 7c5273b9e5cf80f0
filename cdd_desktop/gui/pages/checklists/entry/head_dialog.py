"""The sheet's head: when, where, by whom, before how many. Saved with a button."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from cdd_desktop.checklists.carrying import counted_of
from cdd_desktop.checklists.records import AnySheet, SheetHead
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.checklists.entry.keying import Keying
from cdd_desktop.gui.pages.checklists.entry.plan_field import PlanField
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic


class HeadDialog(FormDialog):
    """What is saved goes by `keying`. `village` is its label."""

    title_label: QLabel
    plan_label: QLabel
    plan_combo: QComboBox
    plan_note: QLabel
    plan_problem: QLabel
    date_edit: ThaiDateEdit
    place_edit: QLineEdit
    assessors_edit: QPlainTextEdit
    people_edit: QLineEdit
    households_label: QLabel
    households_edit: QLineEdit
    date_problem: QLabel
    place_problem: QLabel
    assessors_problem: QLabel
    people_problem: QLabel
    households_problem: QLabel

    called = "หัวแบบประเมิน"

    def __init__(
        self, parent: QWidget, context: Context, sheet: AnySheet, village: str, keying: Keying
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "head_dialog", ThaiDateEdit)
        self._sheet = sheet
        self._village = village
        self._keying = keying
        key, households = sheet.key, counted_of(sheet)
        self.title_label.setText(f"{village} ปี {key.fiscal_year} รอบ{key.round.label}")
        self.date_edit.set_today(context.today)
        self.date_edit.tell_in(self.date_problem)
        for widget in (self.households_label, self.households_edit):
            widget.setVisible(households is not None)
        self.households_edit.setText("" if households is None else f"{households:f}")
        self.assessors_edit.setTabChangesFocus(True)
        self._plan = PlanField(context, sheet, self.plan_label, self.plan_combo, self.plan_note)
        self._load(sheet.head)
        self._loaded_households = self.households_edit.text()
        for edit in (self.date_edit, self.place_edit, self.people_edit, self.households_edit):
            edit.textChanged.connect(self.clear)
        self.assessors_edit.textChanged.connect(self.clear)
        self.plan_combo.currentIndexChanged.connect(self.clear)
        self.watch()
        self.date_edit.setFocus()

    def draft(self) -> SheetHead:
        """The head as typed; raises `ValidationFailed` for what cannot be read."""
        problems = {}
        if self.date_edit.problem:
            problems["assessed_on"] = self.date_edit.problem
        people = _number(self.people_edit.text(), "คน")
        if people and not is_ascii_digits(people):
            problems["people_present"] = "จำนวนผู้เข้าร่วมต้องเป็นตัวเลข เช่น 45 กรุณาพิมพ์ใหม่"
        households = _number(self.households_edit.text(), "ครัวเรือน")
        is_asked = self.households_edit.text() != self._loaded_households
        if is_asked and not is_ascii_digits(households):
            problems["target_households"] = "จำนวนครัวเรือนเป้าหมายต้องเป็นตัวเลข เช่น 30 กรุณาพิมพ์ใหม่"
        if problems:
            raise ValidationFailed(problems)
        names = self.assessors_edit.toPlainText().splitlines()
        return SheetHead(
            assessed_on=self.date_edit.day,
            place=self.place_edit.text(),
            assessors=tuple(name.strip() for name in names if name.strip()),
            people_present=int(people) if people else None,
            target_households=int(households) if is_asked else self._sheet.head.target_households,
            plan=self._plan.chosen,
            version=self._sheet.head.version,
        )

    def _load(self, head: SheetHead) -> None:
        self.date_edit.set_day(head.assessed_on)
        self.place_edit.setText(head.place)
        self.assessors_edit.setPlainText("\n".join(head.assessors))
        self.people_edit.setText("" if head.people_present is None else str(head.people_present))

    @override
    def inputs(self) -> tuple[object, ...]:
        return (
            self.date_edit.text(),
            self.place_edit.text(),
            self.assessors_edit.toPlainText(),
            self.people_edit.text(),
            self.households_edit.text(),
            self._plan.chosen,
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "assessed_on": (self.date_edit, self.date_problem),
            "place": (self.place_edit, self.place_problem),
            "assessors": (self.assessors_edit, self.assessors_problem),
            "people_present": (self.people_edit, self.people_problem),
            "plan": (self.plan_combo, self.plan_problem),
            "target_households": (self.households_edit, self.households_problem),
        }

    @override
    def write(self) -> None:
        self._keying.save_head(self._sheet.key, self._village, self.draft())

    @override
    def clear(self) -> None:
        """Also: there is nothing to save where nothing differs from the file."""
        super().clear()
        self.save_button.setEnabled(self.is_dirty or self._plan.is_offered)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from any field; Enter alone does not, for names are typed in lines."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.save_button.isEnabled():
                self.save()
        elif not is_enter:
            super().keyPressEvent(event)


def _number(text: str, unit: str) -> str:
    return to_arabic(text).replace(",", "").strip().removesuffix(unit).strip()
