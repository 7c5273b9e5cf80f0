"""วิเคราะห์: what can be read from the sheets of the area, the year and the round at the top."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)
from typing_extensions import override

from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.checklists.analysis.households import HouseholdsPanel
from cdd_desktop.gui.pages.checklists.analysis.model import (
    NOTHING,
    Line,
    LinesModel,
    Shown,
)
from cdd_desktop.gui.pages.checklists.analysis.readings import READINGS, Asked, Reading
from cdd_desktop.gui.pages.checklists.view import ChecklistView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

HOUSEHOLDS = "households"
_HOUSEHOLDS_REPORT = "checklist-households"
_ROW_HEIGHT = 30
_NARROW, _MOST = 70, 260  # pixels of a column


class AnalysisView(ChecklistView):
    """Keys: Ctrl+T what to look at · Enter the sheet of the line · Ctrl+P prints the report."""

    topic_combo: QComboBox
    said_label: QLabel
    print_button: QPushButton
    stack: QStackedWidget
    line_card: QFrame
    line_table: QTableView
    behind_table: QTableView
    empty_label: QLabel
    household_card: QFrame

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        load_form(self, "checklist_analysis")
        self._asked = 0
        self.lines, self.behind = LinesModel(self), LinesModel(self)
        self.households = HouseholdsPanel(context)
        room = QVBoxLayout(self.household_card)
        room.setContentsMargins(8, 8, 8, 8)
        room.addWidget(self.households)
        for reading in READINGS:
            self.topic_combo.addItem(reading.title, reading.key)
        self.topic_combo.addItem("ครัวเรือนเป้าหมาย", HOUSEHOLDS)
        for table, model in ((self.line_table, self.lines), (self.behind_table, self.behind)):
            show_as_list(table, model, row_height=_ROW_HEIGHT)
            for keys in ("Return", "Enter"):
                on_keys(table, keys, partial(self._open, table))
            table.doubleClicked.connect(lambda _, table=table: self._open(table))
        self.line_table.selectionModel().currentChanged.connect(lambda *_: self._show_behind())
        self.topic_combo.activated.connect(lambda _: self.refresh())
        self.topic_combo.setToolTip(tooltip("เรื่องที่วิเคราะห์", "Ctrl+T"))
        self.print_button.setToolTip(tooltip("พิมพ์หรือบันทึกเป็นรายงาน", "Ctrl+P"))
        self.print_button.clicked.connect(lambda _: self.print_report())
        on_keys(self, "Ctrl+T", self.topic_combo.setFocus)
        on_keys(self, "Ctrl+P", self.print_report)
        self.households.told.connect(self.told)
        self.households.wrote.connect(lambda said: self.page.wrote(said, Changed.ANSWERS))
        self.setFocusProxy(self.line_table)
        self._show(NOTHING)

    @property
    def reading(self) -> Reading | None:
        """What is looked at; None for the households."""
        key = self.topic_combo.currentData()
        return next((one for one in READINGS if one.key == key), None)

    @override
    def refresh(self) -> None:
        self._asked += 1
        reading, asked = self.reading, self._asked
        self.stack.setCurrentWidget(self.household_card if reading is None else self.line_card)
        if reading is None:
            self.setFocusProxy(self.households)
            self.said_label.setText("")
            self.households.round = self.page.round
            self.households.refresh()
            return
        self.setFocusProxy(self.line_table)
        services = self.context.services
        wanted = Asked(
            area_code=self.page.area_code,
            instrument=self.page.instrument.id,
            year=self.context.year,
            round=self.page.round,
        )

        def read() -> tuple[int, Shown]:
            try:
                return asked, reading.read(services, wanted)
            except CddError as problem:  # of an instrument without levels or indicators
                return asked, Shown(headings=(), lines=(), empty=str(problem))

        self.query(read, self._take)

    @override
    def show_target(self, target: object) -> None:
        """What to look at by its key; or the households of a village, by its id."""
        if isinstance(target, int):
            self.topic_combo.setCurrentIndex(self.topic_combo.findData(HOUSEHOLDS))
            self.households.show_village(target)
        elif isinstance(target, str) and self.topic_combo.findData(target) >= 0:
            self.topic_combo.setCurrentIndex(self.topic_combo.findData(target))
        self.refresh()

    @override
    def leave(self) -> bool:
        self.households.grid.finish()
        return True

    @property
    @override
    def is_busy(self) -> bool:
        return super().is_busy or self.households.awaits_answers

    def print_report(self) -> None:
        """Show the report of what is looked at."""
        reading = self.reading
        report = _HOUSEHOLDS_REPORT if reading is None else reading.report
        self.context.page_requested.emit("reports", report)

    # showing

    def _take(self, read: tuple[int, Shown]) -> None:
        asked, shown = read
        if asked == self._asked:
            self._show(shown)

    def _show(self, shown: Shown) -> None:
        here = self.line_table.currentIndex()
        row, column = max(here.row(), 0), max(here.column(), 0)
        self.lines.show(shown)
        self.said_label.setText(wrapped(shown.said if shown.lines else ""))
        behaviour = QAbstractItemView.SelectionBehavior
        by_cell = bool(shown.behind_headings)
        self.line_table.setSelectionBehavior(
            behaviour.SelectItems if by_cell else behaviour.SelectRows
        )
        self.line_table.setVisible(bool(shown.lines))
        self.empty_label.setVisible(not shown.lines)
        self.empty_label.setText(wrapped(shown.empty))
        self.behind_table.setVisible(bool(shown.lines) and by_cell)
        _lay_out(self.line_table, shown)
        if shown.lines:
            at = self.lines.index(
                min(row, len(shown.lines) - 1), min(column, len(shown.headings) - 1)
            )
            self.line_table.setCurrentIndex(at)
        self._show_behind()

    def _show_behind(self) -> None:
        shown, at = self.lines.shown, self.line_table.currentIndex()
        line = self.lines.line(at.row())
        villages = () if line is None else line.behind.get(at.column(), ())
        behind = Shown(
            headings=shown.behind_headings,
            lines=tuple(Line(texts=one.texts, village=one.id) for one in villages),
            wide=2,
        )
        self.behind.show(behind)
        _lay_out(self.behind_table, behind)

    def _open(self, table: QTableView) -> None:
        """Go to the sheet of the village in hand."""
        model = self.lines if table is self.line_table else self.behind
        line = model.line(table.currentIndex().row())
        if line is None:
            return
        if line.village is None:
            if table is self.line_table and self.behind.rowCount():
                self.behind_table.selectRow(0)
                self.behind_table.setFocus()
            return
        key = SheetKey(
            village_id=line.village,
            instrument=self.page.instrument.id,
            fiscal_year=self.context.year,
            round=self.page.round,
        )
        self.context.page_requested.emit("checklists", key)


def _lay_out(table: QTableView, shown: Shown) -> None:
    """Columns as wide as what stands in them, one takes the room that is left."""
    heads = table.horizontalHeader()
    metrics = table.fontMetrics()
    for column, heading in enumerate(shown.headings):
        texts = [heading, *(line.texts[column] for line in shown.lines if column < len(line.texts))]
        width = max(metrics.horizontalAdvance(text) for text in texts) + 26
        is_wide = column == shown.wide
        heads.setSectionResizeMode(
            column,
            QHeaderView.ResizeMode.Stretch if is_wide else QHeaderView.ResizeMode.Interactive,
        )
        if not is_wide:
            heads.resizeSection(column, min(max(width, _NARROW), _MOST))
