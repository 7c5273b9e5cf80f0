"""A local government (อปท.) as a form: a new one, one put right or changed on a day, one closed."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.government_records import KINDS, Government, GovernmentDraft

_PROVINCE = 2
_AMPHOE = 4


class Wish(Enum):
    """What the dialog is for; the value is its title."""

    ADD = "เพิ่ม อปท."
    EDIT = "แก้ไข อปท."
    CLOSE = "ยุบเลิก อปท."


_DAY_WORDS = {
    Wish.ADD: "วันที่ตั้ง (เว้นว่าง = มีมาแต่เดิม)",
    Wish.EDIT: "วันที่มีผล (เว้นว่าง = แก้ให้ถูกทุกช่วงเวลา)",
    Wish.CLOSE: "วันที่ยุบเลิก",
}


class GovernmentDialog(FormDialog):
    """Saves itself; problems are shown beside their fields."""

    title_label: QLabel
    subject_label: QLabel
    kind_label: QLabel
    kind_combo: QComboBox
    kind_problem: QLabel
    name_label: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    area_label: QLabel
    area_combo: QComboBox
    area_problem: QLabel
    code_label: QLabel
    code_edit: QLineEdit
    checked_check: QCheckBox
    code_problem: QLabel
    contact_label: QLabel
    contact_edit: QLineEdit
    contact_problem: QLabel
    on_label: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel

    called = "ข้อมูล อปท. นี้"

    def __init__(
        self, parent: QWidget, context: Context, wish: Wish, government: Government | None = None
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "government_dialog", ThaiDateEdit)
        self._context = context
        self._wish = wish
        self._government = government
        self.saved_id: int | None = None
        self.setWindowTitle(wish.value)
        self.title_label.setText(wish.value)
        self.on_label.setText(_DAY_WORDS[wish])
        self.on_edit.set_today(context.today)
        self.on_edit.tell_in(self.on_problem)
        self._arrange()
        for edit in (self.name_edit, self.code_edit, self.contact_edit, self.note_edit):
            edit.textChanged.connect(self.clear)
        self.on_edit.textChanged.connect(self.clear)
        self.watch()

    def draft(self) -> GovernmentDraft:
        """What the fields say."""
        return GovernmentDraft(
            kind=self.kind_combo.currentData(),
            name=self.name_edit.text(),
            area_code=self.area_combo.currentData() or "",
            code=self.code_edit.text(),
            code_checked=self.checked_check.isChecked(),
            contact=self.contact_edit.text(),
        )

    def _arrange(self) -> None:
        for kind in KINDS:
            self.kind_combo.addItem(kind.label, kind)
        self.kind_combo.currentIndexChanged.connect(self._offer_areas)
        government = self._government
        draft = None if government is None else government.draft
        usual = draft.kind if draft is not None else KINDS[-3]
        self.kind_combo.setCurrentIndex(KINDS.index(usual))
        self._offer_areas()
        if draft is not None:
            self._choose_area(draft.area_code)
            self.name_edit.setText(draft.name)
            self.code_edit.setText(draft.code)
            self.checked_check.setChecked(draft.code_checked)
            self.contact_edit.setText(draft.contact)
        else:
            self._choose_area(self._context.area_code[:_AMPHOE])
        told = {
            Wish.ADD: "",
            Wish.EDIT: f"{government.label} ถ้ายกฐานะ ให้เลือกประเภทใหม่และใส่วันที่มีผล"
            if government
            else "",
            Wish.CLOSE: f"{government.label} หมู่บ้านในสังกัดจะไม่มี อปท. ตั้งแต่วันนั้น" if government else "",
        }[self._wish]
        self.subject_label.setText(wrapped(told))
        self.subject_label.setVisible(bool(told))
        if self._wish is Wish.CLOSE:
            for field in ("kind", "name", "area", "code", "contact"):
                getattr(self, f"{field}_label").hide()
            for widget in (
                self.kind_combo,
                self.name_edit,
                self.area_combo,
                self.code_edit,
                self.checked_check,
                self.contact_edit,
            ):
                widget.hide()
            self.save_button.setText("ยุบเลิก")
            self.on_edit.setFocus()
        else:
            self.name_edit.setFocus()

    def _offer_areas(self) -> None:
        """The homes that the kind can have, the one at hand kept where it is one of them."""
        known = self.area_combo.currentData()
        areas = self._context.areas
        provincial = self.kind_combo.currentData().provincial
        self.area_combo.clear()
        for code in self._context.provinces:
            if provincial:
                self.area_combo.addItem(areas.get(code).full_name, code)
                continue
            for amphoe in areas.children(code):
                self.area_combo.addItem(areas.label(amphoe.code), amphoe.code)
        at_hand = self._context.area_code[:_AMPHOE]
        is_home = known is not None and (provincial or len(known) == _AMPHOE)
        self._choose_area(known if is_home else at_hand)

    def _choose_area(self, code: str) -> None:
        length = _PROVINCE if self.kind_combo.currentData().provincial else _AMPHOE
        wanted = code[:length]
        found = [
            row
            for row in range(self.area_combo.count())
            if self.area_combo.itemData(row).startswith(wanted)
        ]
        # of a whole province no amphoe is likelier than another
        self.area_combo.setCurrentIndex(found[0] if found and len(wanted) == length else -1)

    @override
    def inputs(self) -> tuple[GovernmentDraft, str, str]:
        return self.draft(), self.on_edit.text(), self.note_edit.text()

    @override
    def write(self) -> None:
        service, note = self._context.services.governments, self.note_edit.text()
        on, government = self.on_edit.day, self._government
        if self.on_edit.problem:
            raise ValidationFailed({"on": self.on_edit.problem})
        if government is None:
            self.saved_id = service.add(self.draft(), on=on, note=note).id
        elif self._wish is Wish.EDIT:
            self.saved_id = service.change(government.id, self.draft(), on=on, note=note).id
        elif on is None:
            raise ValidationFailed({"on": "ยังไม่ได้กรอกวันที่ยุบเลิก กรุณากรอกวันที่ตามประกาศ"})
        else:
            self.saved_id = service.close(government.id, on, note=note).id

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "kind": (self.kind_combo, self.kind_problem),
            "name": (self.name_edit, self.name_problem),
            "area": (self.area_combo, self.area_problem),
            "code": (self.code_edit, self.code_problem),
            "contact": (self.contact_edit, self.contact_problem),
            "on": (self.on_edit, self.on_problem),
            "note": (self.note_edit, self.note_problem),
        }
