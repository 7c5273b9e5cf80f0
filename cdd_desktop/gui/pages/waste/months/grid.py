"""The month grid: a row to each unit, a column to each item, typed as from paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts
from cdd_desktop.gui.pages.waste.months.columns import Kind
from cdd_desktop.gui.pages.waste.months.delegate import MonthDelegate
from cdd_desktop.gui.pages.waste.months.model import MonthModel
from cdd_desktop.gui.pages.waste.months.reading import MonthRead, Row
from cdd_desktop.gui.typed_grid.grid import TypedGrid
from cdd_desktop.waste.units import Unit

ROW_HEIGHT = 32
FROZEN = 2  # columns: the group and the unit
_HEAD_HEIGHT = 52
_AROUND = 22  # pixels beside a heading
_WIDEST_NAME = 250


class MonthGrid(TypedGrid):
    """Enter or a letter types in a cell, on the name of a unit it opens its record."""

    record_wanted = Signal()  # F2, or Enter on a name
    menu_wanted = Signal(object)  # QPoint on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MonthModel(self)
        self.set_up(
            self.month,
            MonthDelegate(self),
            MonthDelegate(self),
            frozen=FROZEN,
            row_height=ROW_HEIGHT,
        )
        self.verticalHeader().hide()
        for heads in (self.horizontalHeader(), self.copy_view.horizontalHeader()):
            heads.setFixedHeight(_HEAD_HEIGHT)
            heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.month.modelReset.connect(self.fit_columns)

    # what is shown

    def show_read(self, read: MonthRead | None) -> None:
        """Show another reading; the cursor stays on its unit and column."""
        held, key = self.current_row, self.current_key
        top = self.verticalScrollBar().value()
        self.month.show(read)
        row = self.month.row_of(held.unit if held else None)
        if row < 0 and self.month.rowCount():
            row = 0
        if row >= 0:
            self.verticalScrollBar().setValue(top)
            self.go_to(row, max(self.month.column_of(key), self.first_typed))
        self.tell_place()

    @property
    def first_typed(self) -> int:
        """The first column that is typed into; that of the unit where there is none."""
        columns = self.month.columns
        return next((at for at, one in enumerate(columns) if one.is_typed), FROZEN - 1)

    @property
    def current_row(self) -> Row | None:
        """The unit of the cursor."""
        return self.month.row_at(self.currentIndex().row())

    @property
    def current_key(self) -> str:
        """The key of the column of the cursor."""
        at = self.currentIndex().column()
        return self.month.columns[at].key if 0 <= at < len(self.month.columns) else ""

    def go_to_cell(self, unit: Unit, key: str) -> bool:
        """Put the cursor on a unit's cell, on its name where the column is hidden."""
        row = self.month.row_of(unit)
        if row < 0:
            return False
        column = self.month.column_of(key)
        self.go_to(row, column if column >= 0 else FROZEN - 1)
        return True

    def fit_columns(self) -> None:
        """Let the columns be as wide as they begin, wider where a heading or a name asks for it."""
        letters = QFontMetrics(fonts.ui_font(fonts.SMALL_POINTS, bold=True))
        for at, column in enumerate(self.month.columns):
            lines = column.heading.split("\n")
            needed = max(letters.horizontalAdvance(line) for line in lines) + _AROUND
            self.setColumnWidth(at, max(column.width, needed))
        names = QFontMetrics(fonts.ui_font())
        texts = (self.month.index(row, FROZEN - 1).data() for row in range(self.month.rowCount()))
        widest = max((names.horizontalAdvance(str(text)) for text in texts), default=0) + _AROUND
        width = max(self.columnWidth(FROZEN - 1), min(widest, _WIDEST_NAME))
        self.setColumnWidth(FROZEN - 1, width)

    # keys

    @override
    def enter(self) -> None:
        here = self.currentIndex()
        if not here.isValid():
            return
        if self.month.columns[here.column()].kind in {Kind.UNIT, Kind.GROUP}:
            self.record_wanted.emit()
        elif self.month.flags(here) & Qt.ItemFlag.ItemIsEditable:
            self.type_here()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
