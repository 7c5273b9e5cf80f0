"""What can be chosen about a report: the village, round, grouping, digits."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QWidget

from cdd_desktop.checklists.instruments import MOI_23, Instrument
from cdd_desktop.checklists.records import Round
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.flow_layout import FlowLayout
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.checklists.sheet_choice import chosen_instrument
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.pages.reports.columns_button import ColumnsButton
from cdd_desktop.gui.pages.reports.group_choices import group_choices
from cdd_desktop.gui.pages.reports.option_memory import OptionMemory
from cdd_desktop.gui.pages.reports.village_picker import VillagePicker
from cdd_desktop.gui.pages.reports.waste_choices import WasteChoices
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel, PlaceKind
from cdd_desktop.reporting.batch_order import Per
from cdd_desktop.reporting.catalogue import Choice, Report, report_named
from cdd_desktop.reporting.file_names import file_name
from cdd_desktop.reporting.measures import offered as measures_offered
from cdd_desktop.reporting.options import DIGITS, Listed, ReportOptions
from cdd_desktop.reporting.plan_choice import NEWEST_PLAN
from cdd_desktop.thai.digits import Digits

DIGIT_WORDS = (
    (Digits.THAI, "ไทย"),
    (Digits.ARABIC, "อารบิก"),
    (Digits.MIXED, "ผสม (ตารางเป็นอารบิก)"),
)
_ONE_FILE = "one"
_SPLITS = (Per.AMPHOE, Per.TAMBON)
_INSTRUMENT_KEY = "reports/instrument"
_ROUND, _GROUP, _COMPARED, _MEASURE = "round", "grouped_by", "compared_with", "measure"
_QUARTER = "quarter"
_BELOW, _LAST_YEAR, _SPLIT = "show_below", "last_year", "split"
_YES, _NO = "yes", "no"
_MEETINGS_MOST = 30


class OptionsCard(QFrame):
    """Shows the choices that the report knows. Signals are emitted for choices of the user only.

    `digits_changed` comes beside `changed`: the office remembers those. `kept_choice_changed`: how
    files are split, too. This computer remembers the choices of each report and the instrument; a
    day of the register is chosen anew each time.
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
    compared_button: ChoiceButton
    measure_button: ChoiceButton
    plan_button: ChoiceButton
    meeting_button: ChoiceButton
    quarter_button: ChoiceButton
    split_button: ChoiceButton
    columns_button: ColumnsButton
    below_check: QCheckBox
    last_year_check: QCheckBox
    reset_button: QPushButton
    choices_place: QWidget
    waste_choices: WasteChoices

    changed = Signal()
    digits_changed = Signal()
    kept_choice_changed = Signal()
    instrument_changed = Signal()  # of which the rest depends: `load` again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = (ChoiceButton, ColumnsButton, ThaiDateEdit, VillagePicker, WasteChoices)
        load_form(self, "report_options", *kinds)
        self._report: Report | None = None
        self._instrument = MOI_23
        self._instrument_words = ""  # where it is not the usual one
        self._is_picked = False  # by the user, and not remembered yet
        self._place = (0, "")
        self._plan_choices: tuple[tuple[str, str], ...] = (NEWEST_PLAN,)
        self._asked_plan = ("", "", "")  # within an area: a plan, and what it is called
        self._memory: OptionMemory | None = None
        self._offered: tuple[object, ...] = ()  # whose villages stand in the picker
        self._reload: Callable[[], None] = lambda: None
        self.village_picker.code_chosen.connect(self.changed)
        self._lay_out()
        for name, button in (
            (_ROUND, self.round_button),
            (_GROUP, self.group_button),
            (_COMPARED, self.compared_button),
            (_MEASURE, self.measure_button),
            (_QUARTER, self.quarter_button),
        ):
            button.chosen.connect(lambda name=name, of=button: self._remember(name, of.choice))
            button.chosen.connect(self.changed)
        for name, check in ((_BELOW, self.below_check), (_LAST_YEAR, self.last_year_check)):
            check.clicked.connect(lambda on, name=name: self._remember(name, _YES if on else _NO))
            check.clicked.connect(self.changed)
        # which plan or meeting hangs on the area: it is chosen anew
        self.plan_button.chosen.connect(self.changed)
        self.meeting_button.chosen.connect(self.changed)
        self.waste_choices.changed.connect(self.changed)
        self.digits_button.chosen.connect(self.digits_changed)
        self.digits_button.chosen.connect(self.changed)
        self.instrument_button.chosen.connect(self._pick_instrument)
        self.split_button.chosen.connect(lambda: self._remember(_SPLIT, self.split_button.choice))
        self.split_button.chosen.connect(self.kept_choice_changed)
        self.reset_button.clicked.connect(self._reset)
        self.reset_button.setToolTip(tooltip("ตัวเลือกของรายงานนี้กลับเป็นอย่างแรก"))
        self.columns_button.chosen.connect(self.changed)
        self.as_of_edit.setPlaceholderText("วันนี้")
        self.as_of_edit.setToolTip(tooltip("พื้นที่ รหัส และชื่อหมู่บ้านตามวันนั้น ว่างไว้คือวันนี้", "↓"))
        self.as_of_edit.day_changed.connect(self._follow_day)

    def _lay_out(self) -> None:
        flow = FlowLayout(self.choices_place, spacing=7)
        for widget in (
            self.round_button,
            self.group_button,
            self.compared_button,
            self.measure_button,
            self.plan_button,
            self.meeting_button,
            self.quarter_button,
            self.digits_button,
            self.split_button,
            self.columns_button,
            self.last_year_check,
            self.below_check,
            self.reset_button,
        ):
            flow.addWidget(widget)

    def load(self, context: Context, report: Report, *, again: bool = True) -> None:
        """Show the choices of a report for the year and area looked at, as they were last made.

        `again`: also read anew the villages of an area that is shown already.

        Raises `CddError` when the office's file cannot be read.
        """
        self._report = report
        instrument = self._offer_instruments(context)
        of_sheets = report.of_instrument or Choice.ROUND in report.choices
        if report.of_register or not of_sheets:
            # whatever is keyed, it tells of no instrument
            instrument = context.services.checklists.instrument(MOI_23)
            self.instrument_button.hide()
        is_same = instrument.id == self._instrument
        self._instrument = instrument.id
        self._instrument_words = "" if instrument.id == MOI_23 else f" {instrument.short_title}"
        self._memory = OptionMemory(context.state)
        kept = self._memory.of(report.name)
        self.reset_button.setVisible(bool(kept))
        self._place = (context.year, context.area_code)
        self.title_label.setText(wrapped(report.title))
        where = context.areas.label(context.area_code)
        if not report.of_register:
            where = f"ปีงบประมาณ {context.year} {where}"
            if of_sheets and self.instrument_button.isHidden():
                where = f"{instrument.short_title} {where}"
        self.area_label.setText(wrapped(where))
        for widget in (self.village_label, self.village_picker):
            widget.setVisible(report.picks_village)
        self.as_of_edit.set_today(context.today)
        self._reload = lambda: self._load_villages(context)
        if report.picks_village:
            offered = (context.area_code, self._day, self._kinds(context))
            if again or not is_same or self._offered != offered:
                self._load_villages(context)
        kept_round = kept.get(_ROUND, "")
        self.round_button.offer(
            "รอบ",
            [(round_, round_.label) for round_ in instrument.rounds],
            kept_round if kept_round in instrument.rounds else instrument.default_round,
        )
        groups = group_choices(report, context.area_code)
        self.group_button.offer("จัดตาม", groups, kept.get(_GROUP, ""))
        self._offer_years(context, kept.get(_COMPARED, ""))
        self._offer_plans(context, report, kept.get(_QUARTER, ""))
        self.waste_choices.load(context, report)
        measures = measures_offered(report, instrument)
        self.measure_button.offer("แสดง", measures, kept.get(_MEASURE, ""))
        self.measure_button.setVisible(Choice.MEASURE in report.choices)
        self.digits_button.offer("ตัวเลข", DIGIT_WORDS, context.services.settings.get(DIGITS))
        self.round_button.setVisible(Choice.ROUND in report.choices and len(instrument.rounds) > 1)
        self.group_button.setVisible(Choice.GROUPED_BY in report.choices and len(groups) > 1)
        self.below_check.setVisible(Choice.SHOW_BELOW in report.choices)
        self.below_check.setChecked(kept.get(_BELOW) != _NO)
        self.last_year_check.setVisible(Choice.LAST_YEAR in report.choices)
        self.last_year_check.setChecked(kept.get(_LAST_YEAR) == _YES)
        self.last_year_check.setToolTip(tooltip(f"แบบเปล่ามีผลของปี {context.year - 1} พิมพ์ไว้ให้เทียบ"))
        self._offer_splits(context, kept.get(_SPLIT, ""))
        self.columns_button.load(context, report, self.options)

    def _offer_splits(self, context: Context, kept: str) -> None:
        splits = [per for per in _SPLITS if len(context.area_code) < per.code_length]
        self.split_button.offer(
            "แยกไฟล์",
            [(_ONE_FILE, "ไฟล์เดียว"), *((per.value, f"ตาม{per.label}") for per in splits)],
            kept,
        )
        self.split_button.setVisible(bool(splits))
        self.split_button.setToolTip(tooltip("เมื่อบันทึก ทำทั้งพื้นที่เป็นไฟล์เดียว หรือแยกเป็นหลายไฟล์"))

    def _offer_years(self, context: Context, kept: str) -> None:
        """Years with sheets before the one looked at; the year before is the usual one."""
        last = context.year - 1
        known = context.services.checklists.years(self._instrument)
        others = [year for year in reversed(known) if year < last]
        self.compared_button.offer(
            "เทียบปี", [("", str(last)), *((str(year), str(year)) for year in others)], kept
        )
        self.compared_button.setVisible(self._knows(Choice.COMPARED_WITH) and bool(others))

    def _offer_plans(self, context: Context, report: Report, quarter: str) -> None:
        """The plans and meetings of the area; which was chosen stays where it is still there.

        They stand as they are today, on whatever day of the register.
        """
        self.as_of_label.setVisible(report.of_instrument)
        self.as_of_edit.setVisible(report.of_instrument)
        services, area_code = context.services, context.area_code
        of_plan, of_meeting = Choice.PLAN in report.choices, Choice.MEETING in report.choices
        self.plan_button.setVisible(of_plan)
        self.meeting_button.setVisible(of_meeting)
        self.quarter_button.setVisible(Choice.QUARTER in report.choices)
        plans = services.reports.plan_choices(area_code) if of_plan else ()
        self._plan_choices = (NEWEST_PLAN, *plans)
        self._offer_plan(area_code, self.plan_button.choice)
        held = services.reports.meeting_choices(report.name, area_code) if of_meeting else ()
        self.meeting_button.offer(
            "ประชุม",
            (("", "ล่าสุดของปี"), *held[:_MEETINGS_MOST]),
            self.meeting_button.choice,
        )
        quarters = ((str(number), f"ไตรมาส {number}") for number in range(1, 5))
        self.quarter_button.offer("ช่วงเวลา", (("", "ทั้งปี"), *quarters), quarter)

    def choose_plan(self, context: Context, plan: str, words: str) -> None:
        """Let the report be about a plan by its identity, also one of a village of the area."""
        self._asked_plan = (context.area_code, plan, words)
        self._offer_plan(context.area_code, plan)

    def _offer_plan(self, area_code: str, current: str) -> None:
        choices = dict(self._plan_choices)
        within, plan, words = self._asked_plan
        if plan and within == area_code:
            choices.setdefault(plan, words)
        self.plan_button.offer("แผน", tuple(choices.items()), current)

    def _knows(self, choice: Choice) -> bool:
        return self._report is not None and choice in self._report.choices

    def _remember(self, name: str, value: str) -> None:
        if self._report is not None and self._memory is not None:
            self._memory.keep(self._report.name, name, value)
            self.reset_button.show()

    def _reset(self) -> None:
        """The report as it is before anybody chooses."""
        if self._report is None or self._memory is None:
            return
        self._memory.forget(self._report.name)
        self.as_of_edit.clear()
        self.instrument_changed.emit()
        self.kept_choice_changed.emit()

    @property
    def per(self) -> Per | None:
        """What each file is for; None where all is one file, as one village always is."""
        is_part = self._report is not None and self.options().area_code != self._place[1]
        choice = self.split_button.choice
        return None if is_part or choice in {"", _ONE_FILE} else Per(choice)

    @property
    def problem(self) -> str:
        """Why no report can be made of what is typed; empty when one can."""
        is_shown = self._report is None or self._report.of_instrument
        return (self.as_of_edit.problem if is_shown else "") or self.waste_choices.problem

    @property
    def _day(self) -> date | None:
        return self.as_of_edit.day

    def _follow_day(self) -> None:
        if self._report is not None and self._report.picks_village and not self.problem:
            self._reload()
        self.changed.emit()

    def set_compact(self, compact: bool) -> None:
        """Whether there is no room for what the list says already."""
        self.title_label.setVisible(not compact)

    def options(self) -> ReportOptions:
        """What is chosen; `load` comes first."""
        if self._report is None:
            raise RuntimeError("no report was loaded")
        year, area_code = self._place
        by_group = self.group_button.choice if self._knows(Choice.GROUPED_BY) else ""
        compared = self.compared_button.choice if self._knows(Choice.COMPARED_WITH) else ""
        quarter = self.quarter_button.choice if self._knows(Choice.QUARTER) else ""
        options = ReportOptions(
            report=self._report.name,
            instrument=self._instrument,
            area_code=self.village_picker.code if self._report.picks_village else area_code,
            fiscal_year=year,
            round=Round(self.round_button.choice),
            digits=Digits(self.digits_button.choice),
            grouped_by=AreaLevel(by_group) if by_group in set(AreaLevel) else None,
            listed_by=Listed(by_group) if by_group in set(Listed) else None,
            show_below=self.below_check.isChecked(),
            with_last_year=self._knows(Choice.LAST_YEAR) and self.last_year_check.isChecked(),
            compared_with=int(compared) if compared else None,
            plan=self.plan_button.choice if self._knows(Choice.PLAN) else "",
            meeting=self.meeting_button.choice if self._knows(Choice.MEETING) else "",
            quarter=int(quarter) if quarter else None,
            measure=self.measure_button.choice if self._knows(Choice.MEASURE) else "",
            columns=self.columns_button.choice,
            as_of=self._day if self._report.of_instrument else None,
        )
        return self.waste_choices.told(options)

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

    def choose_waste(self, context: Context, wanted: WasteReport) -> None:
        """The village, month, bank, member and day that another page asks for."""
        if wanted.village:
            self.choose_village(context, wanted.village)
        self.waste_choices.choose(wanted)

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

    def _kinds(self, context: Context) -> tuple[PlaceKind, ...]:
        """The kinds of places that the report may have a sheet of."""
        if self._report is not None and not self._report.of_instrument:
            return tuple(PlaceKind)
        return tuple(context.services.checklists.target_kinds(self._instrument))

    def _load_villages(self, context: Context) -> None:
        services, area_code = context.services, context.area_code
        kinds = self._kinds(context)
        villages = services.villages.in_area(area_code, kinds=kinds, as_of=self._day)
        self._offered = (area_code, self._day, kinds)
        is_tambon = len(area_code) >= TAMBON_CODE_LENGTH
        rows = [(area_code, f"ทุกหมู่บ้านในพื้นที่ ({len(villages):,})")]
        for village in villages:
            tambon = "" if is_tambon else f" {context.areas.get(village.tambon_code).full_name}"
            rows.append((village.code, f"{village.label}{tambon} ({village.code})"))
        self.village_picker.offer(rows)
