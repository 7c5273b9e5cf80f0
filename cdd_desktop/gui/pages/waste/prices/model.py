"""The board of prices as a table to type in, and the past prices of a material."""

from collections.abc import Callable
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget
from typing_extensions import override

from cdd_desktop.gui.edit_table import EditField, EditModel, EditTable
from cdd_desktop.gui.pages.waste.prices.board import BoardLine
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import format_baht, parse_baht
from cdd_desktop.waste.bank.records import Price

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1


def _money(satang: int | None) -> str:
    return format_baht(satang, places=2)


def _since(day: date | None) -> str:
    return "ยังไม่มีราคา" if day is None else short_thai_date(day)


_FIELDS = (
    EditField(name="code", heading="รหัส", width=52, is_fixed=True),
    EditField(name="name", heading="วัสดุ", is_fixed=True),
    EditField(name="grade", heading="เกรด", width=72),
    EditField(name="unit", heading="หน่วย", width=56, is_fixed=True),
    EditField(name="buy", heading="รับซื้อ", width=74, show=_money, is_fixed=True),
    EditField(name="sale", heading="ขาย", width=74, show=_money, is_fixed=True),
    EditField(name="since", heading="ตั้งแต่", width=116, show=_since, is_fixed=True),
    EditField(name="new_buy", heading="รับซื้อใหม่", width=94, show=_money, read=parse_baht),
    EditField(name="new_sale", heading="ขายใหม่", width=94, show=_money, read=parse_baht),
)
_NUMBERS = {"buy", "sale", "new_buy", "new_sale"}


class BoardModel(EditModel[BoardLine]):
    """A grade is named where its line was just added; else only new prices are typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_FIELDS, parent)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_held = index.isValid() and not self._rows[index.row()].is_new
        if is_held and self.fields[index.column()].name == "grade":
            return flags & ~Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_number = index.isValid() and self.fields[index.column()].name in _NUMBERS
        if is_number and role == Qt.ItemDataRole.TextAlignmentRole:
            return AT_RIGHT
        return super().data(index, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_number = orientation is Qt.Orientation.Horizontal and (
            0 <= section < len(self.fields) and self.fields[section].name in _NUMBERS
        )
        if is_number and role == Qt.ItemDataRole.TextAlignmentRole:
            return AT_RIGHT
        return super().headerData(section, orientation, role)


class BoardTable(EditTable):
    """Enter goes down the column, as a board is written."""

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        index = self.currentIndex()
        below = index.siblingAtRow(index.row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)


class PastColumn(IntEnum):
    """Columns of `PastPricesModel`."""

    SINCE = 0
    GRADE = 1
    BUY = 2
    SALE = 3


class PastPricesModel(SnapshotModel[Price]):
    """The prices of one material, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {
                PastColumn.SINCE: "ตั้งแต่วันที่",
                PastColumn.GRADE: "เกรด",
                PastColumn.BUY: "รับซื้อ",
                PastColumn.SALE: "ขาย",
            },
            parent,
            right={PastColumn.BUY, PastColumn.SALE},
        )
        self._texts: dict[int, Callable[[Price], str]] = {
            PastColumn.SINCE: lambda price: short_thai_date(price.from_day),
            PastColumn.GRADE: lambda price: price.grade,
            PastColumn.BUY: lambda price: _money(price.buy),
            PastColumn.SALE: lambda price: _money(price.sale),
        }

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        price = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts[index.column()](price)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if index.column() in self._right else None
            case _ if role == RECORD_ROLE:
                return price
        return None
