"""เงิน: what a project asks for, was given and spent, by year and source; results by quarter."""

from collections import defaultdict
from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QMenu, QPushButton, QTableView
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui import fonts
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.pages.plans.panel.money_model import (
    NO_SOURCE,
    WHICH,
    MoneyColumn,
    MoneyLine,
    MoneyModel,
    money_lines,
)
from cdd_desktop.gui.pages.plans.panel.result_model import QUARTERS, ResultColumn, ResultModel
from cdd_desktop.gui.pages.plans.panel.section import Section
from cdd_desktop.gui.pages.plans.panel.typed_cells import RefusedCells, keep_typed, type_in_cells
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.exchange.typed import typed_quantity
from cdd_desktop.plans.records import Money, Project, Result
from cdd_desktop.thai.money import parse_baht

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel
    from cdd_desktop.plans.projects import ProjectService

T = TypeVar("T")

_YEAR_WIDTH, _SOURCE_LEAST, _AMOUNT_LEAST = 50, 68, 64
_QUARTER_WIDTH, _NUMBER_WIDTH, _SPENT_WIDTH = 106, 66, 82
_ADD_KEYS = "Ctrl+N"


class MoneySection(Section):
    """Keys in a table: a digit begins, Enter keeps and goes down, Del empties · Ctrl+N source."""

    title = "เงิน"

    add_button: QPushButton
    money_table: QTableView
    money_problem: QLabel
    money_hint: QLabel
    year_combo: QComboBox
    results_table: QTableView

    def __init__(self, context: Context, panel: "ProjectPanel") -> None:
        super().__init__(context, panel)
        load_form(self, "project_money")
        self._project: Project | None = None
        self._around: Around | None = None
        self._results: dict[tuple[int, int], Result] = {}
        self._more: defaultdict[UUID, set[tuple[int, str]]] = defaultdict(set)
        self._cells = RefusedCells()
        self._writing = 0
        self.lines = MoneyModel(self._cells, self._type_money, self)
        self.quarters = ResultModel(self._cells, self._type_result, self)
        type_in_cells(self.money_table, self.lines)
        type_in_cells(self.results_table, self.quarters)
        self.money_table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for table in (self.money_table, self.results_table):
            table.setFont(fonts.ui_font(fonts.SMALL_POINTS))  # five columns in a narrow panel
        self.money_table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        header = self.results_table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(ResultColumn.TOLD, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(ResultColumn.QUARTER, _QUARTER_WIDTH)
        header.resizeSection(ResultColumn.QUANTITY, _NUMBER_WIDTH)
        header.resizeSection(ResultColumn.SPENT, _SPENT_WIDTH)
        self.add_menu = QMenu(self)
        self.add_button.setMenu(self.add_menu)
        self.add_button.setToolTip(tooltip("เพิ่มอีกแหล่งงบในปีที่เคอร์เซอร์อยู่", _ADD_KEYS))
        self.add_button.setShortcut(_ADD_KEYS)
        self.add_menu.aboutToShow.connect(self._offer_sources)
        self.year_combo.currentIndexChanged.connect(lambda _: self._show_results())
        self.setFocusProxy(self.money_table)

    @override
    def show_project(self, project: Project | None, around: Around | None) -> None:
        is_other = project is None or self._project is None or project.uuid != self._project.uuid
        if is_other:
            self._results = {}
        self._project, self._around = project, around
        lines: tuple[MoneyLine, ...] = ()
        if project is not None and around is not None:
            lines = money_lines(project, around, self._more[project.uuid])
            self._offer_years(around)
        self._show_lines(lines, is_other=is_other)
        self.add_button.setEnabled(bool(lines) and around is not None and not around.is_closed)
        self._show_results()

    @override
    def read(self, project: Project, around: Around) -> tuple[Result, ...]:
        return tuple(self.context.services.projects.results(project.uuid))

    @override
    def take(self, read: object) -> None:
        if isinstance(read, tuple):
            self._results = {(result.year, result.quarter): result for result in read}
        self._show_results()

    @override
    def commit(self) -> None:
        for table in (self.money_table, self.results_table):
            keep_typed(table)

    @property
    @override
    def waits(self) -> bool:
        return self._writing > 0

    @property
    @override
    def refused(self) -> tuple[UUID, ...]:
        return self._cells.projects

    @override
    def forget(self) -> None:
        self._cells.forget()

    @override
    def go_to_refused(self) -> bool:
        self.money_table.setFocus()
        return self._project is not None and bool(self._cells.first(self._project.uuid))

    def add_source(self, source: str) -> None:
        """One more line of the year that the cursor is in."""
        if self._project is None or self._around is None:
            return
        row = max(self.money_table.currentIndex().row(), 0)
        year = self.lines.rows[row].money.year or self._around.years[-1]
        self._more[self._project.uuid].add((year, source))
        self.show_project(self._project, self._around)
        for place, line in enumerate(self.lines.rows):
            if not line.is_sum and (line.money.year, line.money.source) == (year, source):
                self.money_table.setCurrentIndex(self.lines.index(place, MoneyColumn.REQUESTED))
        self.money_table.setFocus()

    # what is typed

    def _type_money(self, money: Money, column: int, text: str) -> None:
        project = self._project
        if project is None:
            return
        cell = (money.year, money.source, column)
        uuid = project.uuid

        def write(projects: "ProjectService") -> Project:
            if column == MoneyColumn.SOURCE:
                return projects.change_source(uuid, money.year, money.source, text)
            satang = parse_baht(text)
            return projects.change_money(uuid, money.year, money.source, WHICH[column], satang)

        def take(stored: Project) -> None:
            self._writing -= 1
            self._cells.settle(uuid, cell)
            if column == MoneyColumn.SOURCE:
                self._more[uuid].discard((money.year, money.source))
                self._more[uuid].add((money.year, text))
            self.project_changed.emit(stored)

        self._put(write, take, uuid, cell, text, f"เงินปี {money.year}")

    def _type_result(self, result: Result, column: int, text: str) -> None:
        project = self._project
        if project is None:
            return
        cell, uuid = ResultModel.cell(result, column), project.uuid
        place = (result.year, result.quarter)

        def write(projects: "ProjectService") -> tuple[Result, ...]:
            return projects.change_result(uuid, *place, **_typed(column, text))

        def take(stored: tuple[Result, ...]) -> None:
            self._writing -= 1
            self._cells.settle(uuid, cell)
            if self._project is not None and self._project.uuid == uuid:
                self.take(stored)
            self.written.emit("")

        self._put(write, take, uuid, cell, text, f"ผลไตรมาส {result.quarter}/{result.year}")

    def _put(
        self,
        write: Callable[["ProjectService"], T],
        take: Callable[[T], None],
        uuid: UUID,
        cell: Hashable,
        text: str,
        called: str,
    ) -> None:
        projects = self.context.services.projects
        name = self._project.name if self._project is not None else ""
        self._writing += 1

        def refuse(problem: CddError) -> None:
            self._writing -= 1
            self._cells.hold(uuid, cell, text, problem)
            if self._project is not None and self._project.uuid == uuid:
                self.show_project(self._project, self._around)
            self.panel.show_state()

        if not self.context.saving.put(
            lambda: write(projects),
            about=f"{called}ของโครงการ “{name}”",
            taken=take,
            refused=refuse,
        ):
            self.panel.show_state()

    # what is shown

    def _show_lines(self, lines: tuple[MoneyLine, ...], *, is_other: bool) -> None:
        kept = self.money_table.currentIndex()
        self.lines.show_of(self._project, self._around, lines)
        row, column = (kept.row(), kept.column()) if kept.isValid() else (0, MoneyColumn.REQUESTED)
        if is_other:
            row = 0
        self._share_width()
        self.money_table.setCurrentIndex(self.lines.index(min(row, len(lines) - 1), column))
        self._show_problem()

    def _share_width(self) -> None:
        """Amounts are never cut; the source has what they leave, or the table scrolls."""
        table = self.money_table
        header = table.horizontalHeader()
        header.resizeSection(MoneyColumn.YEAR, _YEAR_WIDTH)
        left = table.viewport().width() - _YEAR_WIDTH
        for column in WHICH:
            width = max(
                table.sizeHintForColumn(column), header.sectionSizeHint(column), _AMOUNT_LEAST
            )
            header.resizeSection(column, width)
            left -= width
        header.resizeSection(MoneyColumn.SOURCE, max(left, _SOURCE_LEAST))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _show_results(self) -> None:
        year = self.year_combo.currentData()
        project, around = self._project, self._around
        shown: tuple[Result, ...] = ()
        if project is not None and around is not None and year is not None:
            shown = tuple(
                self._results.get((year, quarter), _blank(year, quarter)) for quarter in QUARTERS
            )
        kept = self.results_table.currentIndex()
        is_open = around is not None and not around.is_closed
        self.quarters.show_of(project.uuid if project else None, shown, is_open=is_open)
        if kept.isValid():
            self.results_table.setCurrentIndex(self.quarters.index(kept.row(), kept.column()))
        self._show_problem()

    def _show_problem(self) -> None:
        project = self._project
        told = self._cells.first(project.uuid) if project is not None else ""
        tell(self.money_problem, told, tone="failed")

    def _offer_years(self, around: Around) -> None:
        years = list(around.years)
        held = [self.year_combo.itemData(row) for row in range(self.year_combo.count())]
        if held == years:
            return
        self.year_combo.blockSignals(True)
        self.year_combo.clear()
        for year in years:
            self.year_combo.addItem(f"ปีงบประมาณ {year}", year)
        wanted = around.year if around.year in years else years[0]
        self.year_combo.setCurrentIndex(years.index(wanted))
        self.year_combo.blockSignals(False)

    def _offer_sources(self) -> None:
        self.add_menu.clear()
        around = self._around
        if around is None:
            return
        self.add_menu.addAction(NO_SOURCE).triggered.connect(lambda _=False: self.add_source(""))
        for entry in around.lists[ListName.MONEY_SOURCE].offered(around.year):
            action = self.add_menu.addAction(entry.label)
            action.triggered.connect(partial(self._add_named, entry.key))

    def _add_named(self, source: str, _checked: bool = False) -> None:
        self.add_source(source)


def _blank(year: int, quarter: int) -> Result:
    return Result(year=year, quarter=quarter)


def _typed(column: int, text: str) -> dict[str, Any]:
    """The field of a result that a cell is, and what was typed into it. Raises `CddError`."""
    if column == ResultColumn.TOLD:
        return {"told": text}
    if column == ResultColumn.QUANTITY:
        return {"quantity": typed_quantity(text)}
    return {"spent": parse_baht(text)}
