"""Households, people and headman of a village as counted on a day."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.records import Village, VillageFact
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

_LONGEST_COUNT = 9


class FactDialog(FormDialog):
    """Saves the count itself. A field left empty keeps what was counted on that day, if it was."""

    title_label: QLabel
    subject_label: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    households_edit: QLineEdit
    households_problem: QLabel
    people_edit: QLineEdit
    people_problem: QLabel
    headman_edit: QLineEdit
    headman_problem: QLabel
    source_edit: QLineEdit
    source_problem: QLabel

    called = "ข้อมูลหมู่บ้านนี้"

    def __init__(self, parent: QWidget, context: Context, village: Village) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "fact_dialog", ThaiDateEdit)
        self._context = context
        self._village = village
        self.setWindowTitle("ข้อมูลหมู่บ้าน")
        self.title_label.setText("ข้อมูลหมู่บ้าน")
        self.subject_label.setText(wrapped(f"{village.label} รหัส {village.code}"))
        self.on_edit.set_today(context.today)
        self.on_edit.tell_in(self.on_problem)
        self.on_edit.set_day(context.today)
        known = context.services.villages.fact_on(village.id, context.today)
        if known is not None:
            self._hint(known)
        for edit in self._edits():
            edit.textChanged.connect(self.clear)
        self.watch()
        self.households_edit.setFocus()

    def _edits(self) -> tuple[QLineEdit, ...]:
        return (
            self.on_edit,
            self.households_edit,
            self.people_edit,
            self.headman_edit,
            self.source_edit,
        )

    @override
    def inputs(self) -> tuple[str, ...]:
        return tuple(edit.text() for edit in self._edits())

    def _hint(self, known: VillageFact) -> None:
        """Show faintly what is known, without entering it for another day."""
        for edit, count in (
            (self.households_edit, known.households),
            (self.people_edit, known.people),
        ):
            if count is not None:
                edit.setPlaceholderText(f"ครั้งก่อน {count:,}")
        if known.headman:
            self.headman_edit.setPlaceholderText(f"ครั้งก่อน {known.headman}")

    @override
    def write(self) -> None:
        fact = self._read()
        self._context.services.villages.save_fact(self._village.id, fact)

    def _read(self) -> VillageFact:
        """The count typed; raises `ValidationFailed` with every problem."""
        problems: dict[str, str] = {}
        day = self.on_edit.day
        if day is None:
            problems["on"] = self.on_edit.problem or "ยังไม่ได้กรอกวันที่ กรุณากรอกวันที่ของข้อมูล"
        counts: dict[str, int | None] = {}
        for field, edit in (("households", self.households_edit), ("people", self.people_edit)):
            typed = to_arabic(edit.text()).replace(",", "").strip()
            if typed and not (is_ascii_digits(typed) and len(typed) <= _LONGEST_COUNT):
                problems[field] = "ไม่ใช่จำนวนเต็ม กรุณากรอกเป็นตัวเลข เช่น 125"
            else:
                counts[field] = int(typed) if typed else None
        headman = self.headman_edit.text()
        if not problems and not headman.strip() and set(counts.values()) == {None}:
            problems["households"] = "ยังไม่ได้กรอกข้อมูล กรุณากรอกอย่างน้อยหนึ่งช่อง"
        if problems or day is None:
            raise ValidationFailed(problems)
        fact = VillageFact(
            on=day,
            households=counts["households"],
            people=counts["people"],
            headman=headman,
            source=self.source_edit.text(),
        )
        return self._filled_up(fact)

    def _filled_up(self, fact: VillageFact) -> VillageFact:
        facts = self._context.services.villages.facts(self._village.id)
        known = next((known for known in facts if known.on == fact.on), None)
        if known is None:
            return fact
        return replace(
            fact,
            households=known.households if fact.households is None else fact.households,
            people=known.people if fact.people is None else fact.people,
            headman=fact.headman.strip() or known.headman,
            source=fact.source.strip() or known.source,
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "on": (self.on_edit, self.on_problem),
            "households": (self.households_edit, self.households_problem),
            "people": (self.people_edit, self.people_problem),
            "headman": (self.headman_edit, self.headman_problem),
            "source": (self.source_edit, self.source_problem),
        }
