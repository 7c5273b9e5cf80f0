"""สรุปเงิน: the money of the plan in hand by year and dimension, source, agency or kind."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QTableView
from typing_extensions import override

from cdd_desktop.gui import fonts
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.plans.grid.rows import GridRead, read_grid
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.money import Amount, By, MoneyLine, MoneySummary, money_summary
from cdd_desktop.plans.records import PlanLine
from cdd_desktop.thai.money import format_baht

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

_LISTS = {
    By.DIMENSION: ListName.DIMENSION,
    By.SOURCE: ListName.MONEY_SOURCE,
    By.KIND: ListName.PROJECT_KIND,
}
_ROW_HEIGHT = 32
_LEAST_WIDTH = 90
_LEAST_NAME = 230
_FIXED = 2  # columns before the years: the name and the count


class MoneyModel(QAbstractTableModel):
    """A line for each key, the sum last; a blank is no zero."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[MoneyLine, ...] = ()
        self._names: tuple[str, ...] = ()
        self._years: tuple[int, ...] = ()
        self._amount = Amount.REQUESTED
        self._title = ""

    def show(self, summary: MoneySummary, names: tuple[str, ...], amount: Amount) -> None:
        """Show a summary whose lines are called so."""
        self.beginResetModel()
        self._lines = (*summary.lines, summary.total)
        self._names = (*names, "รวมทั้งแผน")
        self._years = summary.years
        self._amount = amount
        self._title = summary.by.label
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._lines, self._names, self._years = (), (), ()
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _FIXED + len(self._years) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return AT_RIGHT
        if role == Qt.ItemDataRole.FontRole:
            return QFont(fonts.ui_font(bold=index.row() == len(self._lines) - 1))
        if role == Qt.ItemDataRole.ToolTipRole and not index.column():
            return tooltip(self._names[index.row()])
        return self._text(index) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, index: Index) -> str:
        line, at = self._lines[index.row()], index.column()
        if at == 0:
            return self._names[index.row()]
        if at == 1:
            return f"{line.count:,}"
        if at < _FIXED + len(self._years):
            return format_baht(line.in_year(self._years[at - _FIXED], self._amount))
        return format_baht(line.total.of(self._amount))

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return AT_RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = [self._title, "โครงการ", *(f"ปี {year}" for year in self._years), "รวม (บาท)"]
        return heads[section] if 0 <= section < len(heads) else None


class MoneyView(View):
    """Keys: Ctrl+C copies the table for a spreadsheet."""

    by_combo: QComboBox
    amount_combo: QComboBox
    hint_label: QLabel
    money_table: QTableView
    nothing_label: QLabel

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)
        load_form(self, "plans_money")
        self._plan: PlanLine | None = None
        self._read: GridRead | None = None
        self._asked = 0
        self.money = MoneyModel(self)
        show_as_list(self.money_table, self.money, row_height=_ROW_HEIGHT)
        for by in By:
            self.by_combo.addItem(f"ตาม{by.label}", by)
        for amount in Amount:
            self.amount_combo.addItem(amount.label, amount)
        for combo in (self.by_combo, self.amount_combo):
            combo.currentIndexChanged.connect(lambda _: self._show())
        self.by_combo.setToolTip(tooltip("แยกยอดเงินตามอะไร"))
        self.amount_combo.setToolTip(tooltip("ยอดเงินใด"))
        self.money_table.setToolTip(tooltip("คัดลอกทั้งตารางไปวางใน Excel", "Ctrl+C"))
        on_keys(self, "Ctrl+C", self.copy)
        self.setFocusProxy(self.by_combo)
        self._show()

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, plan, services = self._asked, self._plan, self.context.services
        if plan is not None:
            self.query(lambda: (asked, read_grid(services, plan)), self._take)
        else:
            self._take((asked, None))

    @override
    def show_plan(self, plan: PlanLine | None) -> None:
        is_other = plan != self._plan
        self._plan = plan
        if is_other and self.isVisible():
            self.refresh()

    def _take(self, read: tuple[int, GridRead | None]) -> None:
        asked, grid_read = read
        if asked == self._asked:
            self._read = grid_read
            self._show()

    def _show(self) -> None:
        read = self._read
        is_empty = read is None or not read.rows
        self.money_table.setVisible(not is_empty)
        self.hint_label.setVisible(not is_empty)
        self.nothing_label.setVisible(is_empty)
        if read is None or is_empty:
            told = "ยังไม่มีโครงการในแผนนี้ กรุณาเพิ่มโครงการในมุมมอง โครงการ (Ctrl+1)"
            if self._plan is None:
                told = "ยังไม่มีแผนของพื้นที่นี้ กรุณาสร้างแผนในมุมมอง โครงการ (Ctrl+1)"
            self.nothing_label.setText(wrapped(told))
            self.money.clear()
            return
        by, amount = By(self.by_combo.currentData()), Amount(self.amount_combo.currentData())
        list_name = _LISTS.get(by)
        words = read.words
        order = [] if list_name is None else [entry.key for entry in words.offered(list_name)]
        years = range(read.plan.start_year, read.plan.end_year + 1)
        counted = [row.project for row in read.rows if row.counts]
        summary = money_summary(counted, by, years, order)
        names = tuple(
            (words.label(list_name, line.key) if list_name else line.key) or "ยังไม่ระบุ"
            for line in summary.lines
        )
        self.money.show(summary, names, amount)
        left_out = len(read.rows) - len(counted)
        self.hint_label.setText(
            wrapped(f"ไม่นับ {left_out:,} โครงการที่ยกเลิก ซ้ำ หรืออยู่ในโครงการอื่นแล้ว" if left_out else "")
        )
        self.hint_label.setVisible(bool(left_out))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Amounts are never cut; names take what is left, and the table scrolls before they are."""
        heads = self.money_table.horizontalHeader()
        if not heads.count():
            return
        heads.setMinimumSectionSize(_LEAST_WIDTH)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        rest = sum(heads.sectionSize(at) for at in range(1, heads.count()))
        room = self.money_table.viewport().width() - rest
        heads.resizeSection(0, max(_LEAST_NAME, room))

    def copy(self) -> None:
        """The whole table, heads too."""
        across = range(self.money.columnCount())
        heads = [str(self.money.headerData(at, Qt.Orientation.Horizontal)) for at in across]
        rows = [
            [str(self.money.index(row, at).data()) for at in across]
            for row in range(self.money.rowCount())
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in [heads, *rows]))
        self.told.emit("คัดลอกตารางแล้ว วางใน Excel ได้", "passed")
