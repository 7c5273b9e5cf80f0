"""The foot of the month grid: what counts of each column, and how many units reported."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts
from cdd_desktop.gui.pages.waste.months.columns import Column, Kind
from cdd_desktop.gui.pages.waste.months.grid import MonthGrid
from cdd_desktop.gui.pages.waste.months.reading import Counted
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.typed_grid.foot import FootTable
from cdd_desktop.waste.amounts import format_amount

_ROW_HEIGHT = 30


class TotalsModel(QAbstractTableModel):
    """One row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._counted: Counted | None = None

    def show(self, columns: tuple[Column, ...], counted: Counted | None) -> None:
        """Show what counts, under its columns."""
        self.beginResetModel()
        self._columns, self._counted = columns, counted
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._counted is None:
            return None
        column = self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column.is_typed else None
            case Qt.ItemDataRole.FontRole:
                return QFont(fonts.ui_font(bold=column.is_typed))
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip("ยอดรวมที่นับของพื้นที่ ฐานที่ดีที่สุดของแต่ละประเภท ไม่นับซ้ำ")
            case Qt.ItemDataRole.DisplayRole:
                return self._told(column, self._counted)
        return None

    def _told(self, column: Column, counted: Counted) -> str:
        total = counted.total
        match column.kind:
            case Kind.GROUP:
                return "รวมที่นับ"
            case Kind.UNIT:
                return "" if total is None else f"รายงาน {total.reported:,} จาก {total.units:,}"
            case Kind.BINS:
                installed = counted.bins_installed
                return "" if installed is None else f"{installed:,}"
        return format_amount(None if total is None else total.figures.get(column.key))


class Totals(FootTable):
    """Of a month."""

    def __init__(self, grid: MonthGrid, parent: QWidget | None = None) -> None:
        self.sums = TotalsModel()
        super().__init__(grid, self.sums, parent, row_height=_ROW_HEIGHT)
        self._month = grid.month

    def count(self) -> None:
        """Show what counts now."""
        model = self._month
        self.sums.show(model.columns, None if model.read is None else model.read.counted)
        self.follow_widths(at for at, one in enumerate(model.columns) if one.is_typed)
