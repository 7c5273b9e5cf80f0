"""A project sent to an agency, and its answer."""

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.pages.plans.panel.inputs import EntryCombo, GrowingText
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.records import Coordination
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.money import NotMoney, format_baht, parse_baht

if TYPE_CHECKING:
    from cdd_desktop.plans.coordination.records import Kept


class CoordinationDialog(FormDialog):
    """`kept` is what came of it once it was accepted."""

    title_label: QLabel
    agency_edit: QLineEdit
    agency_problem: QLabel
    target_plan_edit: QLineEdit
    target_plan_problem: QLabel
    letter_no_edit: QLineEdit
    letter_no_problem: QLabel
    sent_on_edit: ThaiDateEdit
    sent_on_problem: QLabel
    outcome_combo: EntryCombo
    outcome_problem: QLabel
    outcome_on_edit: ThaiDateEdit
    outcome_on_problem: QLabel
    accepted_year_edit: QLineEdit
    accepted_year_problem: QLabel
    accepted_edit: QLineEdit
    accepted_problem: QLabel
    reason_edit: GrowingText
    reason_problem: QLabel

    called = "การประสานแผนนี้"

    def __init__(
        self, parent: QWidget, context: Context, around: Around, coordination: Coordination
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "project_coordination_dialog", EntryCombo, GrowingText, ThaiDateEdit)
        self._context = context
        self._coordination = coordination
        self.kept: Kept | None = None
        title = "แก้ไขการประสานแผน" if coordination.version else "ส่งประสานแผน"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        completer = QCompleter(list(around.agencies), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.agency_edit.setCompleter(completer)
        self.outcome_combo.offer(around.lists[ListName.OUTCOME], around.year)
        for edit, problem in (
            (self.sent_on_edit, self.sent_on_problem),
            (self.outcome_on_edit, self.outcome_on_problem),
        ):
            edit.set_today(context.today)
            edit.tell_in(problem)
        self._load(coordination)
        for line in self._lines():
            line.textChanged.connect(self.clear)
        self.reason_edit.textChanged.connect(self.clear)
        self.outcome_combo.currentIndexChanged.connect(self.clear)
        self.watch()
        self.agency_edit.setFocus()

    @override
    def inputs(self) -> tuple[str, ...]:
        typed = (line.text() for line in self._lines())
        return (*typed, self.reason_edit.toPlainText(), self.outcome_combo.key)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        names = (
            "agency",
            "target_plan",
            "letter_no",
            "sent_on",
            "outcome_on",
            "accepted_year",
            "accepted",
            "reason",
        )
        return {
            **{
                name: (getattr(self, f"{name}_edit"), getattr(self, f"{name}_problem"))
                for name in names
            },
            "outcome": (self.outcome_combo, self.outcome_problem),
        }

    @override
    def write(self) -> None:
        problems: dict[str, str] = {}
        for name, edit in (("sent_on", self.sent_on_edit), ("outcome_on", self.outcome_on_edit)):
            if edit.problem:
                problems[name] = edit.problem
        if not problems and self.sent_on_edit.day is None:
            problems["sent_on"] = "ยังไม่ได้กรอกวันที่ส่ง กรุณากรอกวันที่"
        year = to_arabic(self.accepted_year_edit.text()).strip()
        if year and not is_ascii_digits(year):
            problems["accepted_year"] = "ปีที่รับบรรจุต้องเป็นตัวเลข พ.ศ. เช่น 2571 กรุณาแก้ไข หรือเว้นว่าง"
        accepted = None
        try:
            accepted = parse_baht(self.accepted_edit.text())
        except NotMoney as problem:
            problems["accepted"] = str(problem)
        sent_on = self.sent_on_edit.day
        if problems or sent_on is None:
            raise ValidationFailed(problems)
        changed = dataclasses.replace(
            self._coordination,
            agency=self.agency_edit.text(),
            target_plan=self.target_plan_edit.text(),
            letter_no=self.letter_no_edit.text(),
            sent_on=sent_on,
            outcome=self.outcome_combo.key,
            outcome_on=self.outcome_on_edit.day,
            accepted_year=int(year) if year else None,
            accepted=accepted,
            reason=self.reason_edit.toPlainText(),
        )
        self.kept = self._context.services.coordination.save(changed)

    def _load(self, coordination: Coordination) -> None:
        self.agency_edit.setText(coordination.agency)
        self.target_plan_edit.setText(coordination.target_plan)
        self.letter_no_edit.setText(coordination.letter_no)
        self.sent_on_edit.set_day(coordination.sent_on)
        self.outcome_combo.choose(coordination.outcome)
        self.outcome_on_edit.set_day(coordination.outcome_on)
        year = coordination.accepted_year
        self.accepted_year_edit.setText("" if year is None else str(year))
        self.accepted_edit.setText(format_baht(coordination.accepted))
        self.reason_edit.setPlainText(coordination.reason)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (
            self.agency_edit,
            self.target_plan_edit,
            self.letter_no_edit,
            self.sent_on_edit,
            self.outcome_on_edit,
            self.accepted_year_edit,
            self.accepted_edit,
        )
