"""What can be chosen about a report of waste: the month, the bank, its member, the day."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.flow_layout import FlowLayout
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.reporting.catalogue import Choice, Report
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import usual_month
from cdd_desktop.thai.months import fiscal_months, month_name

_ONLY_BANK = ("", "ทุกแห่งหรือแห่งเดียว")


class WasteChoices(QWidget):
    """Shows those that the report knows. They are of the work at hand and not remembered."""

    month_button: ChoiceButton
    bank_button: ChoiceButton
    member_edit: QLineEdit
    day_edit: ThaiDateEdit
    blank_check: QCheckBox
    names_check: QCheckBox

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "report_waste_choices", ChoiceButton, ThaiDateEdit)
        self._choices: frozenset[Choice] = frozenset()
        flow = FlowLayout(self, spacing=7)
        for widget in (
            self.month_button,
            self.bank_button,
            self.member_edit,
            self.day_edit,
            self.blank_check,
            self.names_check,
        ):
            flow.addWidget(widget)
        self.blank_check.clicked.connect(self.changed)
        self.names_check.clicked.connect(self.changed)
        self.month_button.chosen.connect(self.changed)
        self.bank_button.chosen.connect(self._let_entry_go)
        self.bank_button.chosen.connect(self.changed)
        self.member_edit.editingFinished.connect(self._follow_member)
        self.day_edit.day_changed.connect(self._let_entry_go)
        self.day_edit.day_changed.connect(self.changed)
        self.day_edit.setPlaceholderText("วันนี้")
        self.day_edit.setToolTip(tooltip("วันที่ในรายงาน หรือวันสุดท้ายของช่วง ว่างไว้คือวันนี้", "↓"))
        self._member = ""
        self._entry: tuple[str, str] = ("", "")  # of a report; let go as anything else is chosen

    def load(self, context: Context, report: Report) -> None:
        """Offer the months of the year looked at that have begun, and the banks of the area.

        Raises `CddError` when the office's file cannot be read.
        """
        self._choices = report.choices
        known = {
            Choice.MONTH: self.month_button,
            Choice.BANK: self.bank_button,
            Choice.MEMBER: self.member_edit,
            Choice.DAY: self.day_edit,
            Choice.BLANK: self.blank_check,
            Choice.NAMES: self.names_check,
        }
        for choice, widget in known.items():
            widget.setVisible(choice in report.choices)
        self.setVisible(not report.choices.isdisjoint(known))
        if Choice.MONTH in report.choices:
            self._offer_months(context.year, context.today)
        if Choice.BANK in report.choices:
            banks = context.services.reports.bank_choices(context.area_code)
            self.bank_button.offer("ธนาคาร", (_ONLY_BANK, *banks), self.bank_button.choice)
        self.day_edit.set_today(context.today)

    def _offer_months(self, year: int, today: date) -> None:
        usual = usual_month(year, today)
        begun = [month for month in fiscal_months(year) if month <= today] or [usual]
        months = tuple((month.isoformat(), month_name(month)) for month in begun)
        held = self.month_button.choice
        is_held = held in dict(months)
        self.month_button.offer("เดือน", months, held if is_held else usual.isoformat())

    def choose(self, wanted: WasteReport) -> None:
        """What another page asks for; `load` came first, for its report and area."""
        if wanted.month is not None:
            self.month_button.choose(wanted.month.isoformat())
        self.bank_button.choose(wanted.bank)
        self._member = wanted.member
        self.member_edit.setText(wanted.member)
        self.day_edit.set_day(wanted.day)
        self._entry = (wanted.report, wanted.entry)

    @property
    def problem(self) -> str:
        """Why no report can be made of what is typed; empty when one can."""
        return self.day_edit.problem if Choice.DAY in self._choices else ""

    def told(self, options: ReportOptions) -> ReportOptions:
        """The options with what is chosen here."""
        month = self.month_button.choice if Choice.MONTH in self._choices else ""
        return replace(
            options,
            month=date.fromisoformat(month) if month else None,
            bank=self.bank_button.choice if Choice.BANK in self._choices else "",
            member=self._member if Choice.MEMBER in self._choices else "",
            day=self.day_edit.day if Choice.DAY in self._choices else None,
            entry=self._entry[1] if options.report == self._entry[0] else "",
            is_blank=Choice.BLANK in self._choices and self.blank_check.isChecked(),
            with_names=Choice.NAMES in self._choices and self.names_check.isChecked(),
        )

    def _follow_member(self) -> None:
        member = self.member_edit.text().strip()
        if member != self._member:
            self._member = member
            self._let_entry_go()
            self.changed.emit()

    def _let_entry_go(self) -> None:
        self._entry = ("", "")
