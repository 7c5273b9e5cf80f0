"""The register as a windowed table: numbers of the whole list, lines only of what is looked at."""

from array import array
from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cdd_desktop.places.register import RegisterLine, RegisterOrder
from cdd_desktop.thai.digits import format_number

_LINES_PER_PAGE = 256
_PAGES_KEPT = 32


class Column(IntEnum):
    """Columns of `RegisterModel`."""

    CODE = 0
    TAMBON = 1
    MOO = 2
    NAME = 3
    HOUSEHOLDS = 4
    PEOPLE = 5
    HEADMAN = 6


_HEADINGS = {
    Column.CODE: "รหัส",
    Column.TAMBON: "ตำบล",
    Column.MOO: "หมู่ที่",
    Column.NAME: "ชื่อ",
    Column.HOUSEHOLDS: "ครัวเรือน",
    Column.PEOPLE: "ประชากร",
    Column.HEADMAN: "ผู้ใหญ่บ้าน",
}
ORDERS = {
    Column.CODE: RegisterOrder.CODE,
    Column.MOO: RegisterOrder.MOO,
    Column.NAME: RegisterOrder.NAME,
    Column.HOUSEHOLDS: RegisterOrder.HOUSEHOLDS,
    Column.PEOPLE: RegisterOrder.PEOPLE,
}
_NUMBERS = {Column.MOO, Column.HOUSEHOLDS, Column.PEOPLE}


class RegisterModel(QAbstractTableModel):
    """`RECORD_ROLE` gives the `RegisterLine`, None where it cannot be read.

    `read` gives the lines of some numbers; `tambon_name` names a tambon by its code; `order` is
    called by a click on a heading, and shows the list anew.
    """

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(
        self,
        read: Callable[[Sequence[int]], Sequence[RegisterLine]],
        tambon_name: Callable[[str], str],
        order: Callable[[RegisterOrder, bool], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._tambon_name = tambon_name
        self._order = order
        self._ids: array[int] = array("q")
        self._pages: dict[int, dict[int, RegisterLine]] = {}

    def show(self, ids: "array[int]") -> None:
        """Show these places in this order."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def id_at(self, row: int) -> int:
        """The number of the place in a row."""
        return self._ids[row]

    def row_of(self, village_id: int) -> int:
        """Where a place stands; -1 for one that is not shown."""
        try:
            return self._ids.index(village_id)
        except ValueError:
            return -1

    def line(self, row: int) -> RegisterLine | None:
        """The line of a row, read with its neighbours."""
        page = row // _LINES_PER_PAGE
        lines = self._pages.get(page)
        if lines is None:
            ids = self._ids[page * _LINES_PER_PAGE : (page + 1) * _LINES_PER_PAGE].tolist()
            lines = {line.village.id: line for line in self._read(ids)}
            if len(self._pages) >= _PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = lines
        return lines.get(self._ids[row])

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(index.column()))
        if role not in (Qt.ItemDataRole.DisplayRole, self.RECORD_ROLE):
            return None
        line = self.line(index.row())
        if role == self.RECORD_ROLE:
            return line
        return "" if line is None else self._text(line, Column(index.column()))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = ORDERS.get(Column(column)) if 0 <= column < len(Column) else None
        self._order(wanted or RegisterOrder.CODE, order is Qt.SortOrder.DescendingOrder)

    def _text(self, line: RegisterLine, column: Column) -> str:
        village, fact = line.village, line.fact
        match column:
            case Column.CODE:
                return village.code
            case Column.TAMBON:
                return self._tambon_name(village.tambon_code)
            case Column.MOO:
                return "" if village.moo is None else str(village.moo)
            case Column.NAME:
                return village.title if line.ended is None else f"{village.title} (เลิกแล้ว)"
            case Column.HEADMAN:
                return fact.headman if fact else ""
            case Column.HOUSEHOLDS:
                return _count(fact.households if fact else None)
            case Column.PEOPLE:
                return _count(fact.people if fact else None)


def _count(value: int | None) -> str:
    return "" if value is None else format_number(value)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
