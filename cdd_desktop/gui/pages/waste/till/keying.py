"""Keying a purchase: the member, then material, grade and weight of one line after another.

Enter goes on from field to field; on an empty material it ends the purchase.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.finding import Finding
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.waste.till.basket import (
    MONEY_PLACES,
    Line,
    Till,
    amount_of,
    closed_words,
    grade_choices,
    material_choices,
    member_choices,
    price_of,
    quantity_of,
    total_of,
)
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.bank.records import Material, Member

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.till.view import TillView

PRICE_KEYS = "F7"  # F8 is the print queue of the window
_NO_MEMBER = "ไม่พบสมาชิก “{}” ในธนาคารนี้ กรุณาตรวจรหัสหรือชื่อ หรือเพิ่มสมาชิกในมุมมองสมาชิกและราคา"
_NO_MATERIAL = "ไม่พบวัสดุ “{}” ที่ธนาคารนี้รับซื้อ กรุณาตรวจรหัสหรือชื่อ"
_NO_GRADE = "ไม่พบเกรด “{}” กรุณากด ↓ เลือกจากเกรดที่มีราคาในวันนั้น"
_WHO_FIRST = "ยังไม่ได้เลือกสมาชิก กรุณาพิมพ์รหัสหรือชื่อสมาชิก แล้วกด Enter"
_NOTHING = "ยังไม่มีรายการ กรุณาพิมพ์รหัสวัสดุ แล้วกด Enter"


class Keying(QObject):
    """The purchase in hand. What is refused stays in its field, with the reason underneath."""

    changed = Signal()  # the lines, the member or the line that is typed
    ended = Signal()  # Enter on an empty material: the purchase is whole

    def __init__(self, view: "TillView") -> None:
        super().__init__(view)
        self._view = view
        self._till: Till | None = None
        self.member: Member | None = None
        self.lines: tuple[Line, ...] = ()
        self._material: Material | None = None
        self._grade: str | None = None  # None until it is chosen
        self._mended: int | None = None  # the row whose weight is typed anew
        found = view.found_list
        self._members: Finding[Member] = Finding(view.member_edit, found)
        self._materials: Finding[Material] = Finding(view.material_edit, found)
        self._grades: Finding[str] = Finding(view.grade_edit, found, lists_all=True)
        self._members.chosen.connect(self.take_member)
        self._members.missed.connect(lambda text: self._refuse_member(_NO_MEMBER.format(text)))
        self._members.left_empty.connect(self._go_on_without_member)
        self._materials.chosen.connect(self._take_material)
        self._materials.missed.connect(
            lambda text: self.refuse(view.material_edit, _NO_MATERIAL.format(text))
        )
        self._materials.left_empty.connect(self._end)
        self._grades.chosen.connect(self._take_grade)
        self._grades.missed.connect(
            lambda text: self.refuse(view.grade_edit, _NO_GRADE.format(text))
        )
        for finding in (self._members, self._materials, self._grades):
            finding.listed.connect(self._show_found)
        view.weight_edit.returnPressed.connect(self._take_weight)
        view.member_edit.textEdited.connect(lambda _: self._lose_member())
        view.material_edit.textEdited.connect(self._lose_line)
        view.grade_edit.textEdited.connect(lambda _: self._lose_grade())
        view.weight_edit.textEdited.connect(lambda _: self._typed())
        for edit in (view.grade_edit, view.weight_edit):
            on_keys(edit, "Esc", self.drop_line)
        self.clear()

    @property
    def _edits(self) -> tuple[QLineEdit, ...]:
        view = self._view
        return view.member_edit, view.material_edit, view.grade_edit, view.weight_edit

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost by leaving the purchase."""
        return not self.lines and self._material is None

    @property
    def total(self) -> int:
        """What the lines come to, in satang."""
        return 0 if self._till is None else total_of(self._till, self.lines)

    def show_till(self, till: Till) -> None:
        """Key by this board and register from now on; what was keyed stays."""
        before, self._till = self._till, till
        # thousands of members are folded for the search: not again after every purchase
        if before is None or before.members is not till.members:
            self._members.offer(member_choices(till))
        if before is None or before.prices is not till.prices:
            self._materials.offer(material_choices(till))
        if self.member is not None:
            self.member = till.member(self.member.uuid)
        self.changed.emit()

    def clear(self) -> None:
        """Begin the next purchase; the keyboard is the caller's to put."""
        self.member, self.lines = None, ()
        self._view.member_edit.clear()
        self._clear_line()
        self._told("")
        self.changed.emit()

    def take_member(self, member: Member) -> None:
        """The purchase is this member's."""
        till = self._till
        if till is None:
            return
        problem = closed_words(member, till.day)
        if problem:
            self._refuse_member(problem)
            return
        self.member = member
        self._view.member_edit.setText(member.code)
        self._told("")
        self._view.material_edit.setFocus()
        self.changed.emit()

    def remove(self, row: int) -> None:
        """Take a line out."""
        if 0 <= row < len(self.lines):
            self.lines = (*self.lines[:row], *self.lines[row + 1 :])
            self._clear_line()
            self.changed.emit()

    def mend(self, row: int) -> None:
        """Type the weight of a line anew."""
        if not 0 <= row < len(self.lines):
            return
        line = self.lines[row]
        self._mended, self._material, self._grade = row, line.material, line.grade
        view = self._view
        view.material_edit.setText(f"{line.material.code} {line.material.name}")
        self._show_grade(line.grade, is_asked=False)
        view.weight_edit.setText(format_amount(line.quantity))
        view.weight_edit.setFocus()
        view.weight_edit.selectAll()
        self._told("")
        self.changed.emit()

    def drop_line(self) -> None:
        """Leave the line that is typed; the keyboard is at the next."""
        self._clear_line()
        self._told("")
        self._view.material_edit.setFocus()
        self.changed.emit()

    def refuse(self, edit: QLineEdit, problem: str) -> None:
        """Say why what stands in a field is not taken."""
        set_look(edit, wrong="true")
        tell(self._view.problem_label, problem, tone="failed")
        edit.setFocus()
        edit.selectAll()

    def show_refusal(self, problem: CddError) -> None:
        """The books took nothing: go to the line or the member they speak of."""
        by_field = problem.problems if isinstance(problem, ValidationFailed) else {}
        if "member" in by_field:
            self._refuse_member(by_field["member"])
            return
        rows = [int(field.partition(":")[0]) for field in by_field if ":" in field]
        if rows:
            self.mend(min(rows))
        else:
            self._view.material_edit.setFocus()
        tell(self._view.problem_label, str(problem), tone="failed")

    @property
    def typed_line(self) -> Line | None:
        """The line as far as it is typed; None while its weight is none."""
        if self._material is None or self._grade is None:
            return None
        try:
            quantity = quantity_of(self._view.weight_edit.text(), self._material)
        except CddError:
            return None
        return Line(material=self._material, grade=self._grade, quantity=quantity)

    def line_words(self) -> tuple[str, str]:
        """The unit and price of the line that is typed, and what it comes to."""
        till, material = self._till, self._material
        if till is None or material is None or self._grade is None:
            return "", ""
        line = Line(material=material, grade=self._grade, quantity=0)
        price = price_of(till, line)
        cost = "" if price is None else f"{format_baht(price, places=MONEY_PLACES)} บาท/"
        typed = self.typed_line
        amount = None if typed is None else amount_of(till, typed)
        told = "" if amount is None else f"{format_baht(amount, places=MONEY_PLACES)} บาท"
        return f"{cost}{material.unit}", told

    # the steps

    def _refuse_member(self, problem: str) -> None:
        self.member = None
        self.refuse(self._view.member_edit, problem)
        self.changed.emit()

    def _go_on_without_member(self) -> None:
        self._refuse_member(_WHO_FIRST)

    def _take_material(self, material: Material) -> None:
        till, edit = self._till, self._view.material_edit
        if till is None:
            return
        if self.member is None:
            self._refuse_member(_WHO_FIRST)
            return
        grades = till.grades(material)
        if not grades:
            day = short_thai_date(till.day)
            self.refuse(edit, f"{material.name} ยังไม่มีราคารับซื้อวันที่ {day} กด {PRICE_KEYS} เพื่อกรอกราคา")
            return
        self._material = material
        edit.setText(f"{material.code} {material.name}")
        self._told("")
        if len(grades) > 1:
            self._grade = None
            self._grades.offer(grade_choices(till, material))
            self._show_grade("", is_asked=True)
            self._view.grade_edit.setFocus()
            self._grades.show_list()
        else:
            self._grade = grades[0]
            self._show_grade(grades[0], is_asked=False)
            self._view.weight_edit.setFocus()
        self.changed.emit()

    def _take_grade(self, grade: str) -> None:
        self._grade = grade
        self._view.grade_edit.setText(grade)
        self._told("")
        self._view.weight_edit.setFocus()
        self.changed.emit()

    def _take_weight(self) -> None:
        material, edit = self._material, self._view.weight_edit
        if material is None:
            self._view.material_edit.setFocus()
            return
        if self._grade is None:
            self._view.grade_edit.setFocus()
            return
        try:
            quantity = quantity_of(edit.text(), material)
        except CddError as problem:
            self.refuse(edit, str(problem))
            return
        line = Line(material=material, grade=self._grade, quantity=quantity)
        if self._mended is None:
            self.lines = (*self.lines, line)
        else:
            at = self._mended
            self.lines = (*self.lines[:at], line, *self.lines[at + 1 :])
        self.drop_line()

    def _end(self) -> None:
        if self.member is None:
            self._refuse_member(_WHO_FIRST)
        elif not self.lines:
            self.refuse(self._view.material_edit, _NOTHING)
        else:
            self._told("")
            self.ended.emit()

    def _lose_member(self) -> None:
        """Typed over: nobody until Enter."""
        self.member = None
        self._typed()

    def _lose_line(self, text: str) -> None:
        """Typed over: no material until Enter."""
        if self._material is not None:
            self._clear_line()
            self._view.material_edit.setText(text)
        self._typed()

    def _lose_grade(self) -> None:
        """Typed over: no grade until Enter."""
        self._grade = None
        self._typed()

    def _typed(self) -> None:
        """Something is typed: what was wrong may be right now."""
        self._told("")
        self.changed.emit()

    def _clear_line(self) -> None:
        self._material, self._grade, self._mended = None, None, None
        view = self._view
        for edit in (view.material_edit, view.grade_edit, view.weight_edit):
            edit.clear()
        self._show_grade("", is_asked=False)

    def _show_grade(self, grade: str, *, is_asked: bool) -> None:
        edit = self._view.grade_edit
        edit.setText(grade)
        edit.setEnabled(is_asked)

    def _show_found(self, has_any: bool) -> None:
        view = self._view
        view.list_stack.setCurrentWidget(view.found_page if has_any else view.lines_page)

    def _told(self, problem: str) -> None:
        for edit in self._edits:
            set_look(edit, wrong="false")
        tell(self._view.problem_label, problem, tone="failed")
