"""The households of a village and their bins as a table that is typed into; the view writes."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import uuid6
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from cdd_desktop.gui.pages.waste.bins.columns import (
    HEADINGS,
    Column,
    heading_tip,
    shown,
    typed_form,
)
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.typed_grid.cells import Refused, TypedModel
from cdd_desktop.households.records import Household
from cdd_desktop.waste.bins.records import HouseholdBin

Cell = tuple[UUID, Column]
_NEW = "บ้านใหม่"
_NEW_TIP = "พิมพ์บ้านเลขที่ของครัวเรือนใหม่ในแถวนี้"


class RegisterModel(TypedModel):
    """Below the households stands an empty row, to type another one into.

    What is typed is told by `typed`; the cell shows it as pending until `settle` or `refuse_cell`.
    """

    typed = Signal(object, object, str)  # HouseholdBin, Column, text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._village: int | None = None
        self._rows: list[HouseholdBin] = []
        self._pending: dict[Cell, str] = {}
        self._refused: dict[Cell, Refused] = {}

    # what is shown

    def show(self, village: int | None, pairs: Sequence[HouseholdBin]) -> None:
        """Show a village; what was refused of the same one stays."""
        held = self._rows[-1] if self._rows and self._village == village else None
        self.beginResetModel()
        if village != self._village:
            self._pending, self._refused = {}, {}
        self._village = village
        self._rows = list(pairs)
        if village is not None:
            is_kept = held is None or any(
                pair.household.uuid == held.household.uuid for pair in pairs
            )
            self._rows.append(draft(village) if is_kept or held is None else held)
        there = {pair.household.uuid for pair in self._rows}
        self._pending = {cell: told for cell, told in self._pending.items() if cell[0] in there}
        self._refused = {cell: told for cell, told in self._refused.items() if cell[0] in there}
        self.endResetModel()

    @property
    def village(self) -> int | None:
        """Whose households are shown."""
        return self._village

    @property
    def rows(self) -> Sequence[HouseholdBin]:
        """The households, without the row that is typed anew."""
        return self._rows[:-1]

    def pair_at(self, row: int) -> HouseholdBin | None:
        """The household of a row, the one typed anew too."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, uuid: UUID | None) -> int:
        """Where a household stands; -1 where it is not shown."""
        return next((at for at, one in enumerate(self._rows) if one.household.uuid == uuid), -1)

    # what is written

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not kept yet."""
        return bool(self._pending)

    @property
    def refused(self) -> Mapping[Cell, Refused]:
        """What was typed and is not kept."""
        return self._refused

    def wait_for(self, uuid: UUID, column: Column, text: str) -> None:
        """A cell is on its way to the file."""
        self._refused.pop((uuid, column), None)
        self._pending[uuid, column] = text
        self._tell_row(uuid)

    def settle(self, column: Column | None, pair: HouseholdBin) -> None:
        """It is kept: the household as it stands now."""
        uuid = pair.household.uuid
        if column is not None:
            self._pending.pop((uuid, column), None)
            self._refused.pop((uuid, column), None)
        at = self.row_of(uuid)
        if at < 0 or self._village is None:
            return
        was_draft = at == len(self._rows) - 1
        self._rows[at] = pair
        self._tell_row(uuid)
        if was_draft:
            self.beginInsertRows(QModelIndex(), at + 1, at + 1)
            self._rows.append(draft(self._village))
            self.endInsertRows()

    def refuse_cell(self, uuid: UUID, column: Column, refused: Refused) -> None:
        """It is not kept: the cell holds what was typed, to be corrected."""
        self._pending.pop((uuid, column), None)
        self._refused[uuid, column] = refused
        self._tell_row(uuid)

    def forget_all_refused(self) -> None:
        """Drop whatever was refused."""
        touched = {uuid for uuid, _ in self._refused}
        self._refused = {}
        for uuid in touched:
            self._tell_row(uuid)

    @override
    def forget_refused(self, index: Index) -> bool:
        pair = self.pair_at(index.row())
        if pair is None:
            return False
        cell = (pair.household.uuid, Column(index.column()))
        dropped = self._refused.pop(cell, None)
        self._tell_row(pair.household.uuid)
        return dropped is not None

    # Qt's part

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: PLR0911
        pair = self.pair_at(index.row()) if index.isValid() else None
        if pair is None:
            return None
        column = Column(index.column())
        cell = (pair.household.uuid, column)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(pair, column, cell)
            case Qt.ItemDataRole.EditRole:
                if cell in self._refused:
                    return self._refused[cell].typed
                return typed_form(pair, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column is Column.PEOPLE else None
            case Qt.ItemDataRole.ToolTipRole:
                if cell in self._refused:
                    return tooltip(self._refused[cell].problem)
                if cell in self._pending:
                    return tooltip("กำลังบันทึก")
                return tooltip(_NEW_TIP) if pair is self._rows[-1] else None
            case self.REFUSED_ROLE:
                return self._refused.get(cell)
            case self.PENDING_ROLE:
                return cell in self._pending
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        pair = self.pair_at(index.row()) if index.isValid() else None
        if pair is None or role != Qt.ItemDataRole.EditRole:
            return False
        column, text = Column(index.column()), str(value)
        was_refused = (pair.household.uuid, column) in self._refused
        if not was_refused and text == typed_form(pair, column):
            return False
        self.typed.emit(pair, column, text)
        return True

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return heading_tip(column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.PEOPLE:
            return AT_RIGHT
        return None

    # inside

    def _shown(self, pair: HouseholdBin, column: Column, cell: Cell) -> str:
        if cell in self._refused:
            return self._refused[cell].typed
        if cell in self._pending:
            return self._pending[cell]
        if pair is self._rows[-1] and column is Column.HOUSE_NO:
            return shown(pair, column) or _NEW
        return shown(pair, column)

    def _tell_row(self, uuid: UUID) -> None:
        at = self.row_of(uuid)
        if at >= 0:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))


def draft(village: int) -> HouseholdBin:
    """A household of a village, to be typed."""
    uuid = UUID(int=uuid6.uuid7().int)
    return HouseholdBin(household=Household(uuid=uuid, village_id=village))
