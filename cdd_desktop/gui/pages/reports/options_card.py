"""What can be chosen about a report: the village, round, grouping, digits."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QWidget

from cdd_desktop.checklists.instruments import MOI_23, Instrument
from cdd_desktop.checklists.records import Round
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.checklists.sheet_choice import chosen_instrument
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.pages.reports.village_picker import VillagePicker
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.batch_order import Per
from cdd_desktop.reporting.catalogue import Choice, Report, report_named
from cdd_desktop.reporting.file_names import file_name
from cdd_desktop.reporting.options import DIGITS, ReportOptions
from cdd_desktop.thai.digits import Digits

DIGIT_WORDS = (
    (Digits.THAI, "ไทย"),
    (Digits.ARABIC, "อารบิก"),
    (Digits.MIXED, "ผสม (ตารางเป็นอารบิก)"),
)
_ONE_FILE = "one"
_SPLITS = (Per.AMPHOE, Per.TAMBON)
_SPLIT_KEY = "reports/split"
_LAST_YEAR_KEY = "reports/last_year"
_INSTRUMENT_KEY = "reports/instrument"
_YES = "yes"
_LEVELS = (AreaLevel.PROVINCE, AreaLevel.AMPHOE, AreaLevel.TAMBON)


class OptionsCard(QFrame):
    """Shows the choices that the report knows. Signals are emitted for choices of the user only.

    `digits_changed` comes beside `changed`: the office remembers those. `kept_choice_changed`: how
    files are split and last year's answers, which this computer remembers (`load`, `keep`), as it
    does the instrument.
    """

    title_label: QLabel
    area_label: QLabel
    instrument_button: ChoiceButton
    village_label: QLabel
    village_picker: VillagePicker
    round_button: ChoiceButton
    group_button: ChoiceButton
    digits_button: ChoiceButton
    as_of_label: QLabel
    as_of_edit: ThaiDateEdit
    split_button: ChoiceButton
    below_check: QCheckBox
    last_year_check: QCheckBox
    choice_layout: QHBoxLayout
    second_layout: QHBoxLayout
    third_layout: QHBoxLayout

    changed = Signal()
    digits_changed = Signal()
    kept_choice_changed = Signal()
    instrument_changed = Signal()  # of which the rest depends: `load` again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "report_options", ChoiceButton, ThaiDateEdit, VillagePicker)
        self._report: Report | None = None
        self._instrument = MOI_23
        self._instrument_words = ""  # where it is not the usual one
        self._is_picked = False  # by the user, and not remembered yet
        self._place = (0, "")
        self._is_compact = False
        self._offered: tuple[str, date | None] = ("", None)  # whose villages stand in the picker
        self._reload: Callable[[], None] = lambda: None
        self.village_picker.code_chosen.connect(self.changed)
        for button in (self.round_button, self.group_button):
            button.chosen.connect(self.changed)
        self.digits_button.chosen.connect(self.digits_changed)
        self.digits_button.chosen.connect(self.changed)
        self.instrument_button.chosen.connect(self._pick_instrument)
        self.below_check.clicked.connect(self.changed)
        self.last_year_check.clicked.connect(self.changed)
        self.last_year_check.clicked.connect(self.kept_choice_changed)
        self.split_button.chosen.connect(self.kept_choice_changed)
        self.as_of_edit.setPlaceholderText("วันนี้")
        self.as_of_edit.setToolTip(tooltip("พื้นที่ รหัส และชื่อหมู่บ้านตามวันนั้น ว่างไว้คือวันนี้", "↓"))
        self.as_of_edit.day_changed.connect(self._follow_day)

    def load(self, context: Context, report: Report, *, again: bool = True) -> None:
        """Show the choices of a report for the year and area looked at; keeps what was chosen.

        `again`: also read anew the villages of an area that is shown already.

        Raises `CddError` when the office's file cannot be read.
        """
        self._report = report
        instrument = self._offer_instruments(context)
        if report.of_register:
            # whatever is keyed, it tells of no instrument and no year
            instrument = context.services.checklists.instrument(MOI_23)
            self.instrument_button.hide()
        is_same = instrument.id == self._instrument
        self._instrument = instrument.id
        self._instrument_words = "" if instrument.id == MOI_23 else f" {instrument.short_title}"
        # another area starts with its next level down
        kept_group = self.group_button.choice if context.area_code == self._place[1] else ""
        self._place = (context.year, context.area_code)
        self.title_label.setText(wrapped(report.title))
        where = context.areas.label(context.area_code)
        if not report.of_register:
            where = f"ปีงบประมาณ {context.year} {where}"
            if self.instrument_button.isHidden():
                where = f"{instrument.short_title} {where}"
        self.area_label.setText(wrapped(where))
        for widget in (self.village_label, self.village_picker):
            widget.setVisible(report.for_villages)
        self.as_of_edit.set_today(context.today)
        self._reload = lambda: self._load_villages(context)
        is_shown = is_same and self._offered == (context.area_code, self._day)
        if report.for_villages and (again or not is_shown):
            self._load_villages(context)
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
        self._place_choices()
        self.below_check.setVisible(Choice.SHOW_BELOW in report.choices)
        self.last_year_check.setVisible(Choice.LAST_YEAR in report.choices)
        self.last_year_check.setChecked(context.state.text(_LAST_YEAR_KEY) == _YES)
        self.last_year_check.setToolTip(tooltip(f"แบบเปล่ามีผลของปี {context.year - 1} พิมพ์ไว้ให้เทียบ"))
        splits = [per for per in _SPLITS if len(context.area_code) < per.code_length]
        self.split_button.offer(
            "แยกไฟล์",
            [(_ONE_FILE, "ไฟล์เดียว"), *((per.value, f"ตาม{per.label}") for per in splits)],
            context.state.text(_SPLIT_KEY),
        )
        self.split_button.setVisible(bool(splits))
        self.split_button.setToolTip(tooltip("เมื่อบันทึก ทำทั้งพื้นที่เป็นไฟล์เดียว หรือแยกเป็นหลายไฟล์"))

    def keep(self, context: Context) -> None:
        """Remember on this computer what `kept_choice_changed` told of."""
        context.state.keep(_LAST_YEAR_KEY, _YES if self.last_year_check.isChecked() else "")
        context.state.keep(_SPLIT_KEY, self.split_button.choice)

    @property
    def per(self) -> Per | None:
        """What each file is for; None where all is one file, as one village always is."""
        is_part = self._report is not None and self.options().area_code != self._place[1]
        choice = self.split_button.choice
        return None if is_part or choice in {"", _ONE_FILE} else Per(choice)

    @property
    def further_height(self) -> int:
        """Pixels that the choice of an instrument adds, where there is one."""
        button, layout = self.instrument_button, self.layout()
        if button.isHidden() or layout is None:
            return 0
        return button.sizeHint().height() + layout.spacing()

    @property
    def problem(self) -> str:
        """Why no report can be made of what is typed; empty when one can."""
        return self.as_of_edit.problem

    @property
    def _day(self) -> date | None:
        return self.as_of_edit.day

    def _follow_day(self) -> None:
        if self._report is not None and self._report.for_villages and not self.problem:
            self._reload()
        self.changed.emit()

    def set_compact(self, compact: bool) -> None:
        """Whether three choices have no room on one line, nor what the list says already."""
        self._is_compact = compact
        self.title_label.setVisible(not compact)
        self._place_choices()

    def _place_choices(self) -> None:
        """Three choices and a long word have lines of their own where they would be cut off."""
        by_group = self._report is not None and Choice.GROUPED_BY in self._report.choices
        is_tight = self._is_compact and by_group
        for widget, usual, place, tight in (
            (self.digits_button, self.choice_layout, 2, self.second_layout),
            (self.below_check, self.second_layout, 2, self.third_layout),
        ):
            row = tight if is_tight else usual
            if row.indexOf(widget) < 0:
                row.insertWidget(0 if is_tight else place, widget)

    def options(self) -> ReportOptions:
        """What is chosen; `load` comes first."""
        if self._report is None:
            raise RuntimeError("no report was loaded")
        year, area_code = self._place
        by_group = Choice.GROUPED_BY in self._report.choices and self.group_button.choice
        return ReportOptions(
            report=self._report.name,
            instrument=self._instrument,
            area_code=self.village_picker.code if self._report.for_villages else area_code,
            fiscal_year=year,
            round=Round(self.round_button.choice),
            digits=Digits(self.digits_button.choice),
            grouped_by=AreaLevel(self.group_button.choice) if by_group else None,
            show_below=self.below_check.isChecked(),
            with_last_year=Choice.LAST_YEAR in self._report.choices
            and self.last_year_check.isChecked(),
            as_of=self._day,
        )

    def file_name(self, context: Context) -> str:
        """A name for what is chosen, without a suffix; `load` comes first."""
        options = self.options()
        is_whole = options.area_code == self._place[1]
        area = context.areas.get(options.area_code) if is_whole else None
        place = self.village_picker.currentText() if area is None else area.full_name
        title = report_named(options.report).title + self._instrument_words
        return file_name(title, place, options.fiscal_year)

    def choose_village(self, context: Context, code: str) -> None:
        """One village's sheet of the instrument that is keyed, whatever was chosen before."""
        if not self.instrument_button.isHidden():
            self.instrument_button.choose(chosen_instrument(context).id)
        self.village_picker.choose(code)

    def _pick_instrument(self) -> None:
        self._is_picked = True
        self.instrument_changed.emit()

    def _offer_instruments(self, context: Context) -> Instrument:
        """Those that have sheets, and the one that is keyed; gives the one chosen."""
        keyed, checklists = chosen_instrument(context), context.services.checklists
        offered = {
            each.id: each
            for each in checklists.instruments()
            if each.id == keyed.id or checklists.years(each.id)
        }
        if self._is_picked:
            context.state.keep(_INSTRUMENT_KEY, self.instrument_button.choice)
            self._is_picked = False
        kept = context.state.text(_INSTRUMENT_KEY)
        self.instrument_button.offer(
            "แบบ",
            [(each.id, each.short_title) for each in offered.values()],
            kept if kept in offered else keyed.id,
        )
        self.instrument_button.setVisible(len(offered) > 1)
        return offered[self.instrument_button.choice]

    def _load_villages(self, context: Context) -> None:
        services, area_code = context.services, context.area_code
        kinds = services.checklists.target_kinds(self._instrument)
        villages = services.villages.in_area(area_code, kinds=kinds, as_of=self._day)
        self._offered = (area_code, self._day)
        is_tambon = len(area_code) // 2 == len(_LEVELS)
        rows = [(area_code, f"ทุกหมู่บ้านในพื้นที่ ({len(villages):,})")]
        for village in villages:
            tambon = "" if is_tambon else f" {context.areas.get(village.tambon_code).full_name}"
            rows.append((village.code, f"{village.label}{tambon} ({village.code})"))
        self.village_picker.offer(rows)
