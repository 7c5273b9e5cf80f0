"""A member of a waste bank: the code at the till, and whose account it is."""

import dataclasses
from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.finding import Choice, Finding, choice
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.register.reading import Register
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.households.records import Household
from cdd_desktop.waste.bank.records import Member, MemberKind

_UNKNOWN = "ไม่พบครัวเรือนนี้ในทะเบียนครัวเรือน ลองพิมพ์บ้านเลขที่หรือชื่อบางส่วน หรือล้างช่องนี้ให้ว่าง"
_NO_HOMES = "หมู่บ้านนี้ยังไม่มีทะเบียนครัวเรือน เว้นว่างไว้ได้ เพิ่มครัวเรือนได้ในมุมมองถังขยะเปียก"


class MemberDialog(FormDialog):
    """`saved` is the member once it was accepted."""

    title_label: QLabel
    code_edit: QLineEdit
    code_problem: QLabel
    kind_combo: QComboBox
    household_label: QLabel
    household_edit: QLineEdit
    household_list: QListView
    household_problem: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    phone_edit: QLineEdit
    phone_problem: QLabel
    joined_edit: ThaiDateEdit
    joined_problem: QLabel
    closed_label: QLabel
    closed_edit: ThaiDateEdit
    closed_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel

    called = "ข้อมูลสมาชิกนี้"

    def __init__(
        self, parent: QWidget, context: Context, member: Member, register: Register
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_member_dialog", ThaiDateEdit)
        self._context = context
        self._member = member
        self._register = register
        self._household = member.household
        self.saved: Member | None = None
        title = "แก้ไขสมาชิก" if member.version else "เพิ่มสมาชิก"
        self.setWindowTitle(title)
        self.title_label.setText(f"{title} {register.bank.name}")
        for kind in MemberKind:
            self.kind_combo.addItem(kind.label, kind)
        self.finding: Finding[UUID | None] = Finding(self.household_edit, self.household_list)
        self.finding.offer(_homes(register))
        self.finding.chosen.connect(self._take_home)
        self.finding.missed.connect(lambda _: tell(self.household_problem, _UNKNOWN, tone="failed"))
        self.finding.left_empty.connect(self.name_edit.setFocus)
        self.finding.listed.connect(self.household_list.setVisible)
        self.household_edit.textEdited.connect(lambda _: self._lose_home())
        self.household_list.hide()
        if not register.households:
            self.household_label.setText(wrapped(_NO_HOMES))
            self.household_edit.hide()
        for edit, problem in (
            (self.joined_edit, self.joined_problem),
            (self.closed_edit, self.closed_problem),
        ):
            edit.set_today(context.today)
            edit.tell_in(problem)
        self._fill()
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(lambda _: self.clear())
        self.watch()
        first = self.household_edit if register.households else self.name_edit
        (self.name_edit if member.version else first).setFocus()

    @override
    def inputs(self) -> object:
        days = (self.joined_edit.text(), self.closed_edit.text())
        texts = (self.name_edit.text(), self.phone_edit.text(), self.note_edit.text())
        code, kind = self.code_edit.text(), self.kind_combo.currentData()
        return code, kind, self._household, days, texts

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "code": (self.code_edit, self.code_problem),
            "household": (self.household_edit, self.household_problem),
            "name": (self.name_edit, self.name_problem),
            "phone": (self.phone_edit, self.phone_problem),
            "joined_on": (self.joined_edit, self.joined_problem),
            "closed_on": (self.closed_edit, self.closed_problem),
            "note": (self.note_edit, self.note_problem),
        }

    @override
    def write(self) -> None:
        problems = {
            name: edit.problem
            for name, edit in (("joined_on", self.joined_edit), ("closed_on", self.closed_edit))
            if edit.problem
        }
        if self._household is None and self.household_edit.text().strip():
            problems["household"] = "กด Enter เพื่อเลือกครัวเรือนที่พบ หรือล้างช่องนี้ให้ว่าง"
        if problems:
            raise ValidationFailed(problems)
        home = self._home
        self.saved = self._context.services.banks.save_member(
            dataclasses.replace(
                self._member,
                code=self.code_edit.text(),
                kind=MemberKind(self.kind_combo.currentData()),
                household=self._household,
                village_id=self._member.village_id if home is None else home.village_id,
                name=self.name_edit.text(),
                phone=self.phone_edit.text(),
                joined_on=self.joined_edit.day,
                closed_on=self.closed_edit.day,
                note=self.note_edit.text(),
            )
        )

    @property
    def _home(self) -> Household | None:
        chosen = self._household
        return None if chosen is None else self._register.households.get(chosen)

    def _fill(self) -> None:
        member = self._member
        self.code_edit.setText(member.code)
        self.kind_combo.setCurrentIndex(list(MemberKind).index(member.kind))
        self.household_edit.setText("" if self._home is None else _home_text(self._home))
        self.name_edit.setText(member.name)
        self.phone_edit.setText(member.phone)
        self.joined_edit.set_day(member.joined_on)
        self.closed_edit.set_day(member.closed_on)
        for part in (self.closed_label, self.closed_edit, self.closed_problem):
            part.setVisible(member.closed_on is not None)
        self.note_edit.setText(member.note)

    def _take_home(self, uuid: UUID) -> None:
        self._household = uuid
        home = self._home
        if home is not None:
            self.household_edit.setText(_home_text(home))
            if not self.name_edit.text().strip():
                self.name_edit.setText(home.head)
        self.name_edit.setFocus()

    def _lose_home(self) -> None:
        """What is typed over is no household until one is taken."""
        self._household = None


def _homes(register: Register) -> tuple[Choice[UUID | None], ...]:
    several = len(register.villages) > 1
    names = {one.id: f"  {one.label}" if several else "" for one in register.villages}
    return tuple(
        choice(
            home.uuid,
            f"{_home_text(home)}{names.get(home.village_id, '')}",
            code=home.house_no,
        )
        for home in register.households.values()
    )


def _home_text(home: Household) -> str:
    return f"{home.house_no}  {home.head}".strip()
