"""The foot of the grid: the sums of what is shown, and of the whole plan, under their columns."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts
from cdd_desktop.gui.pages.plans.grid.columns import Column, Kind
from cdd_desktop.gui.pages.plans.grid.rows import Sums, sums_of
from cdd_desktop.gui.pages.plans.grid.view import ProjectGrid
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.gui.typed_grid.foot import FootTable
from cdd_desktop.thai.money import format_baht

_ROW_HEIGHT = 28
_SHOWN, _WHOLE = 0, 1


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


class Totals(FootTable):
    """Of a grid of projects."""

    def __init__(self, grid: ProjectGrid, parent: QWidget | None = None) -> None:
        self.sums = TotalsModel()
        super().__init__(grid, self.sums, parent, row_height=_ROW_HEIGHT)
        self._projects = grid.projects
        self._whole: Sums | None = None

    def count_anew(self) -> None:
        """Something of the plan was changed, or another of the amounts is shown."""
        self._whole = None
        self.count()

    def count(self) -> None:
        """Sum what the grid shows; the whole plan only where something of it was changed."""
        model = self._projects
        if self._whole is None:
            self._whole = sums_of(model.all_rows, model.which)
        shown = self._whole if model.filter.is_empty else sums_of(model.rows, model.which)
        self.sums.show(model.columns, shown, self._whole)
        money = {Kind.YEAR, Kind.SUM}
        self.follow_widths(at for at, one in enumerate(model.columns) if one.kind in money)
