"""What can be chosen about a report: the village, round, grouping, digits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QWidget

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.pages.reports.village_picker import VillagePicker
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.catalogue import Choice, Report
from cdd_desktop.reporting.options import DIGITS, ReportOptions
from cdd_desktop.thai.digits import Digits

DIGIT_WORDS = (
    (Digits.THAI, "ไทย"),
    (Digits.ARABIC, "อารบิก"),
    (Digits.MIXED, "ผสม (ตารางเป็นอารบิก)"),
)
_LEVELS = (AreaLevel.PROVINCE, AreaLevel.AMPHOE, AreaLevel.TAMBON)


class OptionsCard(QFrame):
    """Shows the choices that the report knows. `changed` is emitted for choices of the user only;
    `digits_changed` as well, when it was the digits: the office remembers those."""

    title_label: QLabel
    area_label: QLabel
    village_label: QLabel
    village_picker: VillagePicker
    round_button: ChoiceButton
    group_button: ChoiceButton
    digits_button: ChoiceButton
    below_check: QCheckBox
    choice_layout: QHBoxLayout
    second_layout: QHBoxLayout

    changed = Signal()
    digits_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "report_options", ChoiceButton, VillagePicker)
        self._report: Report | None = None
        self._place = (0, "")
        self._is_compact = False
        self._offered = ""  # the area whose villages stand in the picker
        self.village_picker.code_chosen.connect(self.changed)
        for button in (self.round_button, self.group_button):
            button.chosen.connect(self.changed)
        self.digits_button.chosen.connect(self.digits_changed)
        self.digits_button.chosen.connect(self.changed)
        self.below_check.clicked.connect(self.changed)

    def load(self, context: Context, report: Report, *, again: bool = True) -> None:
        """Show the choices of a report for the year and area looked at; keeps what was chosen.

        `again`: also read anew the villages of an area that is shown already.

        Raises `CddError` when the office's file cannot be read.
        """
        self._report = report
        # another area starts with its next level down
        kept_group = self.group_button.choice if context.area_code == self._place[1] else ""
        self._place = (context.year, context.area_code)
        self.title_label.setText(wrapped(report.title))
        self.area_label.setText(
            wrapped(f"ปีงบประมาณ {context.year} {context.areas.label(context.area_code)}")
        )
        for widget in (self.village_label, self.village_picker):
            widget.setVisible(report.for_villages)
        if report.for_villages and (again or self._offered != context.area_code):
            self._load_villages(context)
            self._offered = context.area_code
        instrument = context.services.checklists.instrument(MOI_23)
        kept_round = self.round_button.choice or instrument.default_round
        self.round_button.offer(
            "รอบ", [(round_, round_.label) for round_ in instrument.rounds], kept_round
        )
        below = _LEVELS[len(context.area_code) // 2 :] or _LEVELS[-1:]
        groups = [(level.value, level.label) for level in below]
        self.group_button.offer("จัดตาม", groups, kept_group)
        self.digits_button.offer("ตัวเลข", DIGIT_WORDS, context.services.settings.get(DIGITS))
        self.round_button.setVisible(Choice.ROUND in report.choices and len(instrument.rounds) > 1)
        self.group_button.setVisible(Choice.GROUPED_BY in report.choices and len(groups) > 1)
        self._place_digits()
        self.below_check.setVisible(Choice.SHOW_BELOW in report.choices)

    def set_compact(self, compact: bool) -> None:
        """Whether three choices have no room on one line."""
        self._is_compact = compact
        self._place_digits()

    def _place_digits(self) -> None:
        by_group = self._report is not None and Choice.GROUPED_BY in self._report.choices
        row = self.second_layout if self._is_compact and by_group else self.choice_layout
        place = 0 if row is self.second_layout else 2
        if row.indexOf(self.digits_button) < 0:
            row.insertWidget(place, self.digits_button)

    def options(self) -> ReportOptions:
        """What is chosen; `load` comes first."""
        if self._report is None:
            raise RuntimeError("no report was loaded")
        year, area_code = self._place
        by_group = Choice.GROUPED_BY in self._report.choices and self.group_button.choice
        return ReportOptions(
            report=self._report.name,
            area_code=self.village_picker.code if self._report.for_villages else area_code,
            fiscal_year=year,
            round=Round(self.round_button.choice),
            digits=Digits(self.digits_button.choice),
            grouped_by=AreaLevel(self.group_button.choice) if by_group else None,
            show_below=self.below_check.isChecked(),
        )

    def place_words(self, context: Context) -> str:
        """The area or village as a file's name says it."""
        code = self.options().area_code
        if code == self._place[1]:
            return context.areas.get(code).full_name
        return self.village_picker.currentText()

    def _load_villages(self, context: Context) -> None:
        services, area_code = context.services, context.area_code
        kinds = services.checklists.target_kinds(MOI_23)
        villages = services.villages.in_area(area_code, kinds=kinds)
        is_tambon = len(area_code) // 2 == len(_LEVELS)
        rows = [(area_code, f"ทุกหมู่บ้านในพื้นที่ ({len(villages):,})")]
        for village in villages:
            tambon = "" if is_tambon else f" {context.areas.get(village.tambon_code).full_name}"
            rows.append((village.code, f"{village.label}{tambon} ({village.code})"))
        self.village_picker.offer(rows)
