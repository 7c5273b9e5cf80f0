"""What came of a project in the quarters of a fiscal year, as lines that are typed in."""

from collections.abc import Callable
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.pages.plans.panel.fields import shown_number
from cdd_desktop.gui.pages.plans.panel.typed_cells import RefusedCells, TypedCellDelegate
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.records import Result
from cdd_desktop.thai.money import format_baht

QUARTERS = (1, 2, 3, 4)
_MONTHS = {1: "ต.ค.–ธ.ค.", 2: "ม.ค.–มี.ค.", 3: "เม.ย.–มิ.ย.", 4: "ก.ค.–ก.ย."}


class ResultColumn(IntEnum):
    """Columns of `ResultModel`."""

    QUARTER = 0
    TOLD = 1
    QUANTITY = 2
    SPENT = 3


_HEADINGS = {
    ResultColumn.QUARTER: "ไตรมาส",
    ResultColumn.TOLD: "ผลที่ทำได้",
    ResultColumn.QUANTITY: "จำนวน",
    ResultColumn.SPENT: "ใช้จ่าย",
}
_NUMBERS = (ResultColumn.QUANTITY, ResultColumn.SPENT)


class ResultModel(SnapshotModel[Result]):
    """Four lines; what is typed is given to `typed`."""

    def __init__(
        self,
        refused: RefusedCells,
        typed: Callable[[Result, int, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(_HEADINGS, parent, right=_NUMBERS)
        self._refused = refused
        self._typed = typed
        self._project: UUID | None = None
        self._is_open = False

    def show_of(self, project: UUID | None, results: tuple[Result, ...], *, is_open: bool) -> None:
        """Show the four results of a project and year."""
        self._project = project
        self._is_open = is_open
        self.show(results)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_typed = index.column() != ResultColumn.QUARTER and self._is_open
        return flags | Qt.ItemFlag.ItemIsEditable if is_typed else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], index.column()
        kept = self._refused.at(self._project, self.cell(line, column)) if self._project else None
        told: str | None = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                told = kept.text if kept else _shown(line, column)
            case Qt.ItemDataRole.EditRole:
                told = kept.text if kept else _edited(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                told = tooltip(kept.problem if kept else _shown(line, column)) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column in _NUMBERS else None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.current().colour("failed") if kept else None
            case TypedCellDelegate.NUMBER_ROLE:
                return column in _NUMBERS
        return told

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value or "") == (self.data(index, Qt.ItemDataRole.EditRole) or ""):
            return False
        self._typed(self._rows[index.row()], index.column(), str(value or ""))
        return True

    @staticmethod
    def cell(line: Result, column: int) -> tuple[str, int, int, int]:
        """What names a cell."""
        return "result", line.year, line.quarter, column


def _shown(line: Result, column: int) -> str:
    if column == ResultColumn.QUARTER:
        return f"{line.quarter} {_MONTHS[line.quarter]}"
    if column == ResultColumn.TOLD:
        return " ".join(line.told.split())
    if column == ResultColumn.QUANTITY:
        return shown_number(line.quantity)
    return format_baht(line.spent)


def _edited(line: Result, column: int) -> str:
    return line.told if column == ResultColumn.TOLD else _shown(line, column).replace(",", "")
