"""The foot of the grid: the sums of what is shown, and of the whole plan, under their columns."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts
from cdd_desktop.gui.list_table import only_read
from cdd_desktop.gui.pages.plans.grid.columns import Column, Kind
from cdd_desktop.gui.pages.plans.grid.rows import Sums, sums_of
from cdd_desktop.gui.pages.plans.grid.view import FROZEN, ProjectGrid
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.gui.typed_grid.frozen_table import FrozenTable
from cdd_desktop.thai.money import format_baht

_ROW_HEIGHT = 28
_SHOWN, _WHOLE = 0, 1
_AROUND = 26  # pixels beside a sum


class TotalsModel(QAbstractTableModel):
    """Two rows of sums; those whose status does not count are in neither."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._sums = (Sums(), Sums())

    def show(self, columns: tuple[Column, ...], shown: Sums, whole: Sums) -> None:
        """Show these under their columns."""
        self.beginResetModel()
        self._columns = columns
        self._sums = (shown, whole)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._sums)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, sums = self._columns[index.column()], self._sums[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole and column.kind is not Kind.NAME:
            return AT_RIGHT
        if role == Qt.ItemDataRole.FontRole:
            return QFont(fonts.ui_font(bold=index.row() == _WHOLE))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match column.kind:
            case Kind.NAME:
                called = "รวมที่แสดง" if index.row() == _SHOWN else "รวมทั้งแผน"
                return f"{called} {sums.count:,} โครงการ"
            case Kind.YEAR:
                return format_baht(sums.years.get(column.year))
            case Kind.SUM:
                return format_baht(sums.whole)
        return None


class Totals(FrozenTable):
    """Follows the widths and the sideways scrolling of a grid."""

    def __init__(self, grid: ProjectGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.sums = TotalsModel(self)
        self._whole: Sums | None = None
        self.setModel(self.sums)
        only_read(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT)
        rows.setFixedWidth(grid.verticalHeader().width())
        rows.setSectionsClickable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(2 * _ROW_HEIGHT + 2 * self.frameWidth())
        self.setAccessibleName("ผลรวมของคอลัมน์")
        self.freeze(FROZEN, QStyledItemDelegate(self), row_height=_ROW_HEIGHT)
        grid.horizontalScrollBar().valueChanged.connect(self._follow)
        grid.horizontalScrollBar().rangeChanged.connect(lambda *_: self._follow())
        grid.horizontalHeader().sectionResized.connect(
            lambda at, _, width: self.setColumnWidth(at, width)
        )

    def count_anew(self) -> None:
        """Something of the plan was changed, or another of the amounts is shown."""
        self._whole = None
        self.count()

    def count(self) -> None:
        """Sum what the grid shows; the whole plan only where something of it was changed."""
        model = self._grid.projects
        if self._whole is None:
            self._whole = sums_of(model.all_rows, model.which)
        shown = self._whole if model.filter.is_empty else sums_of(model.rows, model.which)
        self.sums.show(model.columns, shown, self._whole)
        letters = QFontMetrics(fonts.ui_font(bold=True))
        for at, column in enumerate(model.columns):
            if column.kind in {Kind.YEAR, Kind.SUM}:  # a sum is wider than what it sums
                told = str(self.sums.index(_WHOLE, at).data() or "")
                needed = letters.horizontalAdvance(told) + _AROUND
                if needed > self._grid.columnWidth(at):
                    self._grid.setColumnWidth(at, needed)
            self.setColumnWidth(at, self._grid.columnWidth(at))
        self._follow()

    def _follow(self, *_: object) -> None:
        bar, own = self._grid.horizontalScrollBar(), self.horizontalScrollBar()
        own.setRange(bar.minimum(), bar.maximum())
        own.setValue(bar.value())
