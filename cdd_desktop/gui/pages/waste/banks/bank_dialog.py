"""A waste bank in the register: where it is, from when its books are kept here, how it rounds."""

import dataclasses
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.finding import Choice, Finding
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.waste.bank.records import Bank
from cdd_desktop.waste.bank.rounding import ROUNDINGS
from cdd_desktop.waste.units import Unit

_NOWHERE = "ยังไม่ได้เลือกที่ตั้ง กรุณาพิมพ์ชื่อหมู่บ้านหรือ อปท. แล้วกด Enter"
_UNKNOWN = "ไม่พบหมู่บ้านหรือ อปท. ที่ตรงกับคำนี้ในพื้นที่ที่เลือก ลองพิมพ์บางส่วนของชื่อ"
_CHOOSE = "กด Enter เพื่อเลือกที่ตั้งที่พบ"
_ROUNDING_WORDS = {1: "ปัดเป็นสตางค์", 25: "ปัดเป็น 25 สตางค์", 100: "ปัดเป็นบาท"}


class BankDialog(FormDialog):
    """`saved` is the bank once it was accepted. `bank` None: a new one."""

    title_label: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    place_edit: QLineEdit
    place_list: QListView
    unit_problem: QLabel
    founded_edit: ThaiDateEdit
    founded_problem: QLabel
    from_edit: ThaiDateEdit
    from_problem: QLabel
    rounding_combo: QComboBox
    rounding_problem: QLabel
    contact_edit: QLineEdit
    contact_problem: QLabel
    phone_edit: QLineEdit
    phone_problem: QLabel
    closed_edit: ThaiDateEdit
    closed_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel

    called = "ข้อมูลธนาคารนี้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        bank: Bank | None,
        places: Sequence[Choice[Unit]],
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_bank_dialog", ThaiDateEdit)
        self._context = context
        self._bank = bank
        self._places = {one.value: one.text for one in places}
        self._unit: Unit | None = None
        self.saved: Bank | None = None
        title = "ตั้งธนาคารขยะ" if bank is None else "แก้ไขทะเบียนธนาคารขยะ"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        for satang in ROUNDINGS:
            self.rounding_combo.addItem(_ROUNDING_WORDS[satang], satang)
        self.finding: Finding[Unit] = Finding(self.place_edit, self.place_list)
        self.finding.offer(places)
        self.finding.chosen.connect(self._take_place)
        self.finding.missed.connect(lambda _: tell(self.unit_problem, _UNKNOWN, tone="failed"))
        self.finding.listed.connect(self.place_list.setVisible)
        self.place_edit.textEdited.connect(lambda _: self._lose_place())
        self.place_list.hide()
        for edit, problem in (
            (self.founded_edit, self.founded_problem),
            (self.from_edit, self.from_problem),
            (self.closed_edit, self.closed_problem),
        ):
            edit.set_today(context.today)
            edit.tell_in(problem)
        self._fill(bank)
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(lambda _: self.clear())
        self.rounding_combo.currentIndexChanged.connect(lambda _: self.clear())
        self.watch()
        (self.place_edit if self._unit is None else self.name_edit).setFocus()

    @override
    def inputs(self) -> object:
        days = (self.founded_edit.text(), self.from_edit.text(), self.closed_edit.text())
        texts = (self.contact_edit.text(), self.phone_edit.text(), self.note_edit.text())
        return self.name_edit.text(), self._unit, days, self.rounding_combo.currentData(), texts

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "name": (self.name_edit, self.name_problem),
            "unit": (self.place_edit, self.unit_problem),
            "founded_on": (self.founded_edit, self.founded_problem),
            "books_from": (self.from_edit, self.from_problem),
            "rounding": (self.rounding_combo, self.rounding_problem),
            "contact": (self.contact_edit, self.contact_problem),
            "phone": (self.phone_edit, self.phone_problem),
            "closed_on": (self.closed_edit, self.closed_problem),
            "note": (self.note_edit, self.note_problem),
        }

    @override
    def write(self) -> None:
        unreadable = {
            name: edit.problem
            for name, edit in (
                ("founded_on", self.founded_edit),
                ("books_from", self.from_edit),
                ("closed_on", self.closed_edit),
            )
            if edit.problem
        }
        if self._unit is None:
            unreadable["unit"] = _CHOOSE if self.place_edit.text().strip() else _NOWHERE
        if unreadable or self._unit is None:
            raise ValidationFailed(unreadable)
        banks = self._context.services.banks
        begun = banks.begin(self._unit) if self._bank is None else self._bank
        self.saved = banks.save(
            dataclasses.replace(
                begun,
                unit=self._unit,
                name=self.name_edit.text(),
                founded_on=self.founded_edit.day,
                books_from=self.from_edit.day,
                rounding=self.rounding_combo.currentData(),
                contact=self.contact_edit.text(),
                phone=self.phone_edit.text(),
                closed_on=self.closed_edit.day,
                note=self.note_edit.text(),
            )
        )

    def _fill(self, bank: Bank | None) -> None:
        if bank is None:
            if len(self._places) == 1:
                self._take_place(next(iter(self._places)))
            return
        self._take_place(bank.unit)
        self.name_edit.setText(bank.name)
        self.founded_edit.set_day(bank.founded_on)
        self.from_edit.set_day(bank.books_from)
        self.rounding_combo.setCurrentIndex(ROUNDINGS.index(bank.rounding))
        self.contact_edit.setText(bank.contact)
        self.phone_edit.setText(bank.phone)
        self.closed_edit.set_day(bank.closed_on)
        self.note_edit.setText(bank.note)

    def _take_place(self, unit: Unit) -> None:
        self._unit = unit
        self.place_edit.setText(self._places.get(unit, ""))
        self.place_list.hide()
        if self._bank is None and not self.name_edit.text().strip():
            self.name_edit.setText(self._context.services.banks.begin(unit).name)
        self.name_edit.setFocus()

    def _lose_place(self) -> None:
        """What is typed over is no place until one is taken."""
        self._unit = None
