"""เกณฑ์ผ่านครัวเรือน: from which percent of the households an indicator is passed, and who says so."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
)
from typing_extensions import override

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.thresholds import ThresholdPreview
from cdd_desktop.checklists.workflow.records import kept_note
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.settings.percent_delegate import PercentDelegate
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.pages.settings.threshold_models import (
    StateChangeColumn,
    StateChangeModel,
    StateChangeRow,
    ThresholdColumn,
    ThresholdLine,
    ThresholdModel,
    lines_of,
)
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import wrapped

_ROW_HEIGHT = 30
_PERCENT_WIDTH = 120
_CHECK_WIDTH = 140  # Qt's reckoning leaves the styled box out
_NO_RULE = "ยังไม่มีเกณฑ์"


@dataclass(frozen=True, slots=True)
class _Choice:
    lines: tuple[ThresholdLine, ...]
    years: frozenset[int]


class ThresholdsSection(Section):
    """Nothing is set by us: no source gives a rule of the whole country.

    Thresholds can be taken into use only after their effect was looked at; a change of them
    takes that look back.
    """

    instrument_combo: QComboBox
    threshold_table: QTableView
    years_label: QLabel
    years_layout: QHBoxLayout
    preview_button: QPushButton
    apply_button: QPushButton
    told_label: QLabel
    change_label: QLabel
    change_table: QTableView

    title = "เกณฑ์ผ่านครัวเรือน"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "settings_thresholds")
        self._instruments: tuple[Instrument, ...] = ()
        self._loaded = _Choice((), frozenset())
        self._looked_at: _Choice | None = None
        self._task: Task | None = None
        self._years: list[QCheckBox] = []
        self._model = ThresholdModel(self)
        self._changes = StateChangeModel(self)
        self._arrange()
        tell(self.told_label, "")
        self._model.edited.connect(self._take_edit)
        self.instrument_combo.activated.connect(lambda _: self._show_instrument())
        self.preview_button.clicked.connect(self._look)
        self.apply_button.clicked.connect(self._apply)
        self.setFocusProxy(self.threshold_table)

    @property
    @override
    def is_dirty(self) -> bool:
        return self._choice() != self._loaded

    @property
    def is_busy(self) -> bool:
        """Whether an effect is being worked out or taken into use."""
        return self._task is not None

    @override
    def load(self) -> None:
        found = self.context.services.checklists.instruments()
        self._instruments = tuple(each for each in found if each.counts_households)
        names = [instrument.short_title for instrument in self._instruments]
        if names != [self.instrument_combo.itemText(at) for at in range(len(names))]:
            self.instrument_combo.clear()
            self.instrument_combo.addItems(names)
        self.instrument_combo.setVisible(len(names) > 1)
        self._show_instrument()

    @override
    def save(self) -> bool:
        """Leaving cannot take thresholds into use unseen: the user is shown where to go on."""
        tell(
            self.told_label,
            "กรุณากด “ดูผลก่อนใช้” แล้วกด “ใช้เกณฑ์นี้” หรือเลือก “ไม่บันทึก” เมื่อออกจากหน้านี้",
            tone="failed",
        )
        return False

    def _instrument(self) -> Instrument:
        return self._instruments[max(self.instrument_combo.currentIndex(), 0)]

    def _show_instrument(self) -> None:
        instrument = self._instrument()
        services = self.context.services
        lines = lines_of(instrument, services.thresholds.thresholds(instrument.id))
        self._model.show(lines)
        self._loaded = _Choice(lines, frozenset())
        self._offer_years(services.checklists.years(instrument.id))
        self.threshold_table.setCurrentIndex(self._model.index(0, ThresholdColumn.PERCENT))
        self._refresh()

    def _arrange(self) -> None:
        self.threshold_table.setModel(self._model)
        self.change_table.setModel(self._changes)
        percents = PercentDelegate(self.threshold_table)
        self.threshold_table.setItemDelegateForColumn(ThresholdColumn.PERCENT, percents)
        for table in (self.threshold_table, self.change_table):
            table.verticalHeader().hide()
            table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
            table.setShowGrid(False)
            table.setWordWrap(False)
            table.setTabKeyNavigation(False)
            table.horizontalHeader().setHighlightSections(False)
            table.horizontalHeader().setDefaultAlignment(
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.threshold_table.setEditTriggers(
            QTableView.EditTrigger.AnyKeyPressed
            | QTableView.EditTrigger.EditKeyPressed
            | QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.SelectedClicked
        )
        self.threshold_table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        header = self.threshold_table.horizontalHeader()
        for fixed, width in (
            (ThresholdColumn.PERCENT, _PERCENT_WIDTH),
            (ThresholdColumn.CHECK, _CHECK_WIDTH),
        ):
            header.setSectionResizeMode(fixed, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(fixed, width)
        for column in (ThresholdColumn.TEXT, ThresholdColumn.SOURCE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        changes = self.change_table.horizontalHeader()
        for change in (StateChangeColumn.BEFORE, StateChangeColumn.AFTER):
            changes.setSectionResizeMode(change, QHeaderView.ResizeMode.Stretch)

    def _offer_years(self, years: tuple[int, ...]) -> None:
        for box in self._years:
            self.years_layout.removeWidget(box)
            box.deleteLater()
        self._years = [QCheckBox(str(year), self) for year in years]
        for place, box in enumerate(self._years):
            box.toggled.connect(self._take_edit)
            self.years_layout.insertWidget(place, box)
        for before, after in pairwise((self.threshold_table, *self._years, self.preview_button)):
            self.setTabOrder(before, after)
        self.years_label.setText(
            wrapped("ตัดสินใหม่ของปีงบประมาณ (ปีที่ไม่เลือกคงผลเดิม แบบประเมินใหม่ใช้เกณฑ์ใหม่)")
            if years
            else wrapped("ยังไม่มีแบบประเมินที่กรอกแล้ว เกณฑ์นี้จะใช้กับแบบประเมินใหม่")
        )

    def _choice(self) -> _Choice:
        years = frozenset(int(box.text()) for box in self._years if box.isChecked())
        return _Choice(tuple(self._model.rows), years)

    def _take_edit(self) -> None:
        tell(self.told_label, "")
        self._refresh()

    def _refresh(self) -> None:
        choice = self._choice()
        looked = self._looked_at is not None and self._looked_at == choice
        if not looked:
            self._looked_at = None
            self._changes.show(())
            self.change_table.hide()
            tell(self.change_label, self._model.problem, tone="failed")
        is_right = not self._model.problem
        self.preview_button.setEnabled(is_right and self.is_dirty and self._task is None)
        self.apply_button.setEnabled(looked and self._task is None)
        self.edited.emit()

    def _look(self) -> None:
        choice, instrument = self._choice(), self._instrument()
        thresholds = self.context.services.thresholds
        percents = {code: said.percent for code, said in self._model.thresholds.items()}
        self._follow(
            self.context.tasks.query(
                lambda _: thresholds.preview(instrument.id, percents, choice.years),
                title="กำลังตัดสินใหม่…",
            )
        ).succeeded.connect(lambda effect: self._show_effect(choice, effect))

    def _show_effect(self, choice: _Choice, effect: ThresholdPreview) -> None:
        if choice != self._choice():
            return  # something else was typed meanwhile
        self._looked_at = choice
        rows = [
            StateChangeRow(
                code=change.code,
                before=_state_words(change.before),
                after=_state_words(change.after),
                villages=change.villages,
            )
            for change in effect.changes
        ]
        self._changes.show(rows)
        self.change_table.setVisible(bool(rows))
        tell(
            self.change_label,
            f"แบบประเมินของปีที่เลือก {effect.sheets:,} แบบ ผลเปลี่ยน {effect.moved:,} แบบ"
            + (" ดังนี้" if rows else "")
            + kept_note(effect.locked),
            tone="muted",
        )

    def _apply(self) -> None:
        choice = self._looked_at
        if choice is None:
            return
        years = " ".join(str(year) for year in sorted(choice.years))
        said = self._model.thresholds
        if not self.context.dialogs.confirm(
            f"ใช้เกณฑ์ผ่าน {len(said)} ข้อนี้หรือไม่",
            action="ใช้เกณฑ์นี้",
            detail=(
                f"ตัดสินแบบประเมินปี {years} ใหม่ และใช้กับแบบประเมินใหม่ทุกปี"
                if years
                else "ใช้กับแบบประเมินใหม่เท่านั้น ผลของแบบประเมินที่กรอกแล้วไม่เปลี่ยน"
            ),
        ):
            return
        thresholds, instrument = self.context.services.thresholds, self._instrument()
        self._follow(
            self.context.tasks.query(
                lambda _: thresholds.apply(instrument.id, said, choice.years),
                title="กำลังตัดสินใหม่…",
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
            tell(self.told_label, "บันทึกแล้ว ผลของหมู่บ้านตัดสินตามเกณฑ์นี้ เลิกทำได้ด้วย Ctrl+Z")

    def _follow(self, task: Task) -> Task:
        self._task = task
        self._refresh()
        task.refused.connect(lambda problem: tell(self.told_label, str(problem), tone="failed"))
        task.finished.connect(self._settle)
        return task

    def _settle(self) -> None:
        self._task = None
        self._refresh()


def _state_words(state: AnswerState) -> str:
    return _NO_RULE if state is AnswerState.MEASURED else state.label
