"""ตัวชี้วัดหลัก: which indicators are หลัก, what they close, and which years are graded anew."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListView,
    QPushButton,
    QRadioButton,
    QTableView,
)
from typing_extensions import override

from cdd_desktop.checklists.grading import MainRule
from cdd_desktop.checklists.instruments import MOI_23, Instrument
from cdd_desktop.checklists.records import RegradePreview
from cdd_desktop.checklists.workflow.records import kept_note
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import only_read, show_as_list
from cdd_desktop.gui.pages.settings.main_models import (
    ChangeColumn,
    ChangeModel,
    ChangeRow,
    IndicatorDelegate,
    MainIndicatorModel,
)
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import wrapped

_ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class _Choice:
    main: frozenset[str]
    rule: MainRule
    years: frozenset[int]


class MainIndicatorsSection(Section):
    """Nothing is marked by us: no source says which ten, nor what they close above level 1.

    A choice can be taken into use only after its effect was looked at; a change of the choice
    takes that look back.
    """

    indicator_list: QListView
    counter_label: QLabel
    one_radio: QRadioButton
    one_label: QLabel
    all_radio: QRadioButton
    all_label: QLabel
    years_label: QLabel
    years_layout: QHBoxLayout
    preview_button: QPushButton
    apply_button: QPushButton
    told_label: QLabel
    change_label: QLabel
    change_table: QTableView

    title = "ตัวชี้วัดหลัก"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "settings_main")
        self._instrument: Instrument | None = None
        self._loaded = _Choice(frozenset(), MainRule.UNMARKED, frozenset())
        self._looked_at: tuple[_Choice, RegradePreview] | None = None
        self._task: Task | None = None
        self._years: list[QCheckBox] = []
        self._model = MainIndicatorModel(self)
        self._changes = ChangeModel(self)
        self._rules = QButtonGroup(self)
        for radio, label, rule in (
            (self.one_radio, self.one_label, MainRule.LEVEL_ONE_ONLY),
            (self.all_radio, self.all_label, MainRule.ALL_LEVELS),
        ):
            self._rules.addButton(radio)
            name, _, meaning = rule.label.partition(": ")  # a radio button cannot wrap its words
            radio.setText(name)
            radio.setAccessibleDescription(meaning)
            label.setText(wrapped(meaning))
        self._arrange()
        tell(self.told_label, "")
        self._model.ticked.connect(self._take_edit)
        self._rules.buttonToggled.connect(self._take_edit)
        self.preview_button.clicked.connect(self._look)
        self.apply_button.clicked.connect(self._apply)
        self.setFocusProxy(self.indicator_list)

    @property
    @override
    def is_dirty(self) -> bool:
        return self._instrument is not None and self._choice() != self._loaded

    @property
    def is_busy(self) -> bool:
        """Whether an effect is being worked out or taken into use."""
        return self._task is not None

    @override
    def load(self) -> None:
        checklists = self.context.services.checklists
        instrument = checklists.instrument(MOI_23)
        marked = checklists.main_rule(MOI_23)
        years = checklists.years(MOI_23)
        self._instrument = instrument
        self._loaded = _Choice(marked.main, marked.rule, frozenset())
        self._model.show(instrument, marked.main)
        self.indicator_list.setCurrentIndex(self._model.index(1))
        self._rules.setExclusive(False)
        self.one_radio.setChecked(marked.rule is MainRule.LEVEL_ONE_ONLY)
        self.all_radio.setChecked(marked.rule is MainRule.ALL_LEVELS)
        self._rules.setExclusive(True)
        self._offer_years(years)
        self._refresh()

    @override
    def save(self) -> bool:
        """Leaving cannot take a rule into use unseen: the user is shown where to go on."""
        tell(
            self.told_label,
            "กรุณากด “ดูผลก่อนใช้” แล้วกด “ใช้ตัวชี้วัดหลักนี้” หรือเลือก “ไม่บันทึก” เมื่อออกจากหน้านี้",
            tone="failed",
        )
        return False

    def _arrange(self) -> None:
        self.indicator_list.setModel(self._model)
        self.indicator_list.setItemDelegate(IndicatorDelegate(self.indicator_list))
        self.indicator_list.setWordWrap(True)
        self.indicator_list.setResizeMode(QListView.ResizeMode.Adjust)
        self.indicator_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table = self.change_table
        show_as_list(table, self._changes, row_height=_ROW_HEIGHT)
        only_read(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(ChangeColumn.BEFORE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ChangeColumn.AFTER, QHeaderView.ResizeMode.Stretch)

    def _offer_years(self, years: tuple[int, ...]) -> None:
        for box in self._years:
            self.years_layout.removeWidget(box)
            box.deleteLater()
        self._years = [QCheckBox(str(year), self) for year in years]
        for place, box in enumerate(self._years):
            box.toggled.connect(self._take_edit)
            self.years_layout.insertWidget(place, box)
        order = (self.all_radio, *self._years, self.preview_button)
        for before, after in pairwise(order):  # else Tab reaches them after the buttons below
            self.setTabOrder(before, after)
        self.years_label.setText(
            wrapped("คิดระดับใหม่ของปีงบประมาณ (ปีที่ไม่เลือกคงระดับเดิม แบบประเมินใหม่ใช้หลักเกณฑ์ใหม่)")
            if years
            else wrapped("ยังไม่มีแบบประเมินที่กรอกแล้ว หลักเกณฑ์นี้จะใช้กับแบบประเมินใหม่")
        )

    def _choice(self) -> _Choice:
        rule = MainRule.UNMARKED
        if self.one_radio.isChecked():
            rule = MainRule.LEVEL_ONE_ONLY
        elif self.all_radio.isChecked():
            rule = MainRule.ALL_LEVELS
        years = frozenset(int(box.text()) for box in self._years if box.isChecked())
        return _Choice(self._model.main, rule, years)

    def _take_edit(self) -> None:
        tell(self.told_label, "")
        self._refresh()

    def _refresh(self) -> None:
        if self._instrument is None:
            return
        choice = self._choice()
        wanted = self._instrument.main_count
        is_whole = len(choice.main) == wanted and choice.rule is not MainRule.UNMARKED
        told = f"เลือกแล้ว {len(choice.main)} จาก {wanted}"
        tell(self.counter_label, told, tone="passed" if len(choice.main) == wanted else "muted")
        looked = self._looked_at is not None and self._looked_at[0] == choice
        if not looked:
            self._looked_at = None
            self._changes.show(())
            self.change_table.hide()
            tell(self.change_label, "" if is_whole else self._what_is_missing(choice), tone="muted")
        self.preview_button.setEnabled(is_whole and self.is_dirty and self._task is None)
        self.apply_button.setEnabled(looked and self._task is None)
        self.edited.emit()

    def _what_is_missing(self, choice: _Choice) -> str:
        wanted = self._instrument.main_count if self._instrument else 0
        difference = wanted - len(choice.main)
        if difference > 0:
            return f"เลือกตัวชี้วัดหลักอีก {difference} ข้อ"
        if difference < 0:
            return f"เลือกเกินมา {-difference} ข้อ กรุณานำออกให้เหลือ {wanted} ข้อ"
        return "เลือกว่าตัวชี้วัดหลักมีผลต่อระดับใด แล้วกด “ดูผลก่อนใช้”"

    def _look(self) -> None:
        choice = self._choice()
        checklists = self.context.services.checklists
        self._follow(
            self.context.tasks.query(
                lambda _: checklists.preview_main(MOI_23, choice.main, choice.rule, choice.years),
                title="กำลังคิดระดับใหม่…",
            )
        ).succeeded.connect(lambda effect: self._show_effect(choice, effect))

    def _show_effect(self, choice: _Choice, effect: RegradePreview) -> None:
        if choice != self._choice():
            return  # something else was ticked meanwhile
        self._looked_at = (choice, effect)
        rows = self._rows(effect)
        self._changes.show(rows)
        self.change_table.setVisible(bool(rows))
        moved = sum(row.villages for row in rows)
        self.change_label.setText(
            wrapped(
                f"แบบประเมินของปีที่เลือก {effect.sheets:,} หมู่บ้าน ระดับเปลี่ยน {moved:,} หมู่บ้าน "
                + ("ดังนี้" if rows else "")
                + kept_note(effect.locked)
            )
        )
        self.change_label.show()

    def _rows(self, effect: RegradePreview) -> list[ChangeRow]:
        names = (
            {level.code: level.name for level in self._instrument.levels}
            if self._instrument
            else {}
        )
        return [
            ChangeRow(
                change.fiscal_year, names[change.from_level], names[change.to_level], change.sheets
            )
            for change in effect.changes
        ]

    def _apply(self) -> None:
        if self._looked_at is None:
            return
        choice, effect = self._looked_at
        moved = sum(change.sheets for change in effect.changes)
        years = " ".join(str(year) for year in sorted(choice.years))
        if not self.context.dialogs.confirm(
            f"ใช้ตัวชี้วัดหลัก {len(choice.main)} ข้อนี้หรือไม่",
            action="ใช้ตัวชี้วัดหลัก",
            detail=(
                f"คิดระดับใหม่ของปี {years}: ระดับเปลี่ยน {moved:,} หมู่บ้าน และใช้กับแบบประเมินใหม่ทุกปี"
                if years
                else "ใช้กับแบบประเมินใหม่เท่านั้น ระดับของปีที่ผ่านมาไม่เปลี่ยน"
            ),
        ):
            return
        checklists = self.context.services.checklists
        self._follow(
            self.context.tasks.query(
                lambda _: checklists.apply_main(MOI_23, choice.main, choice.rule, choice.years),
                title="กำลังคิดระดับใหม่…",
            )
        ).succeeded.connect(self._show_applied)

    def _show_applied(self) -> None:
        self.context.saved.emit()
        self.context.happened.emit(Changed.RULES, self)
        try:
            self.load()
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
        else:
            tell(self.told_label, "บันทึกแล้ว ระดับของหมู่บ้านคิดตามตัวชี้วัดหลักนี้")

    def _follow(self, task: Task) -> Task:
        self._task = task
        self._refresh()
        task.refused.connect(lambda problem: tell(self.told_label, str(problem), tone="failed"))
        task.finished.connect(self._settle)
        return task

    def _settle(self) -> None:
        self._task = None
        self._refresh()
