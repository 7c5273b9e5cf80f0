"""A month of an area as a table that is typed into; it shows, the view writes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from cdd_desktop.gui.pages.waste.months import words
from cdd_desktop.gui.pages.waste.months.columns import Column, Kind, shown_columns
from cdd_desktop.gui.pages.waste.months.reading import (
    Counted,
    MonthRead,
    Row,
    shown_figure,
)
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.typed_grid.cells import Refused, TypedModel
from cdd_desktop.gui.typed_grid.delegate import CellLook
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.records import Basis, MonthRecord
from cdd_desktop.waste.units import Unit

Cell = tuple[Unit, str]  # and the key of a column

_AMPHOE_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLook(CellLook):
    """What is painted of a cell. `mark`: the letter of the basis that is shown; `doubt`: open,
    confirmed or nothing; `is_corrected`: changed after its month was closed."""

    mark: str = ""
    doubt: str = ""
    is_corrected: bool = False
    ends_group: bool = False


class MonthModel(TypedModel):
    """What is typed is told by `typed`; the cell shows it as pending until `settle` or
    `refuse_cell`. What is typed goes to `basis`."""

    LOOK_ROLE = Qt.ItemDataRole.UserRole + 4  # `MonthLook`

    typed = Signal(object, object, str)  # Row, Column, text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: MonthRead | None = None
        self._hidden: frozenset[str] = frozenset()
        self._columns: tuple[Column, ...] = shown_columns((), (), ("", ""))
        self._rows: list[Row] = []
        self._places: dict[Unit, int] = {}
        self._pending: dict[Cell, str] = {}
        self._refused: dict[Cell, Refused] = {}
        self._looks: dict[Unit, dict[int, MonthLook]] = {}  # of cells that were painted
        self.basis = Basis.AGGREGATE

    # what is shown

    def show(self, read: MonthRead | None) -> None:
        """Show another reading; what was refused of it stays where the month is the same."""
        self.beginResetModel()
        held = None if self._read is None else self._read.asked
        if (
            read is None
            or held is None
            or (held.month, held.whose)
            != (
                read.asked.month,
                read.asked.whose,
            )
        ):
            self._refused, self._pending = {}, {}
        self._read = read
        self._rows = [] if read is None else list(read.rows)
        self._places = {row.unit: at for at, row in enumerate(self._rows)}
        for cells in (self._pending, self._refused):
            for cell in [cell for cell in cells if cell[0] not in self._places]:
                del cells[cell]
        self._columns = self._made_columns()
        self._looks = {}
        self.endResetModel()

    def hide_columns(self, hidden: Collection[str]) -> None:
        """Leave these columns out."""
        self.beginResetModel()
        self._hidden = frozenset(hidden)
        self._columns = self._made_columns()
        self._looks = {}
        self.endResetModel()

    def take_counted(self, counted: Counted, area_code: str) -> None:
        """What counts, as counted anew of the units of an area; the sums are those of all."""
        if self._read is None:
            return
        inside = {
            row.unit
            for row in self._rows
            if row.line.amphoe_code.startswith(area_code) or len(area_code) > _AMPHOE_LENGTH
        }
        merged = self._read.counted.renewed(counted, inside)
        self._read = replace(self._read, counted=merged)
        self._rows = [
            replace(
                row,
                counted=merged.lines.get(row.unit),
                bins=merged.bins.get(row.unit),
                doubts=merged.doubts.get(row.unit, ()),
                corrections=merged.corrections.get(row.unit, {}),
            )
            for row in self._rows
        ]
        self._tell_all()

    @property
    def read(self) -> MonthRead | None:
        """What is shown of."""
        return self._read

    @property
    def every_column(self) -> tuple[Column, ...]:
        """The columns that may be shown."""
        return () if self._read is None else self._read.columns

    @property
    def hidden(self) -> frozenset[str]:
        """The keys of those that are not."""
        return self._hidden

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown, in order."""
        return self._columns

    @property
    def rows(self) -> Sequence[Row]:
        """The units, in order."""
        return self._rows

    def row_at(self, row: int) -> Row | None:
        """The unit of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, unit: Unit | None) -> int:
        """Where a unit stands; -1 where it is not shown."""
        return -1 if unit is None else self._places.get(unit, -1)

    def column_of(self, key: str) -> int:
        """Where a column stands; -1 where it is hidden."""
        return next((at for at, column in enumerate(self._columns) if column.key == key), -1)

    def is_closed(self, row: Row) -> bool:
        """Whether the month of a unit changes by corrections only."""
        return self._read is not None and self._read.closing(row.line) is not None

    # what is written

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not kept yet."""
        return bool(self._pending)

    @property
    def refused(self) -> Mapping[Cell, Refused]:
        """What was typed and is not kept."""
        return self._refused

    def wait_for(self, unit: Unit, key: str, text: str) -> None:
        """A cell is on its way to the file."""
        self._refused.pop((unit, key), None)
        self._pending[unit, key] = text
        self._tell_row(unit)

    def settle(self, unit: Unit, key: str, record: MonthRecord | None) -> None:
        """It is kept: the record as it stands now; None: as it was."""
        self._pending.pop((unit, key), None)
        self._refused.pop((unit, key), None)
        at = self.row_of(unit)
        if at >= 0 and record is not None:
            self._rows[at] = replace(self._rows[at], record=record)
        self._tell_row(unit)

    def settle_bins(self, unit: Unit, key: str, count: BinCount | None) -> None:
        """The count of bins is kept."""
        self._pending.pop((unit, key), None)
        self._refused.pop((unit, key), None)
        at = self.row_of(unit)
        if at >= 0:
            self._rows[at] = replace(self._rows[at], bins=count)
        self._tell_row(unit)

    def refuse_cell(self, unit: Unit, key: str, refused: Refused) -> None:
        """It is not kept: the cell holds what was typed, to be corrected."""
        self._pending.pop((unit, key), None)
        self._refused[unit, key] = refused
        self._tell_row(unit)

    def forget_all_refused(self) -> None:
        """Drop whatever was refused."""
        self._refused = {}
        self._tell_all()

    @override
    def forget_refused(self, index: Index) -> bool:
        row = self.row_at(index.row())
        if row is None:
            return False
        dropped = self._refused.pop((row.unit, self._columns[index.column()].key), None)
        self._tell_row(row.unit)
        return dropped is not None

    # Qt's part

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row, column = self._rows[index.row()], self._columns[index.column()]
        if column.is_typed and not words.is_from_elsewhere(row, column):
            return chosen | Qt.ItemFlag.ItemIsEditable
        return chosen

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: PLR0911
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self._columns[index.column()]
        cell = (row.unit, column.key)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(index.row(), row, column, cell)
            case Qt.ItemDataRole.EditRole:
                if cell in self._refused:
                    return self._refused[cell].typed
                return self._typed_form(index.row(), row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column.is_typed else None
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column, cell)
            case self.REFUSED_ROLE:
                return self._refused.get(cell)
            case self.PENDING_ROLE:
                return cell in self._pending
            case self.LOOK_ROLE:
                return self._look(index.row(), row, index.column())
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        if not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        column = self._columns[index.column()]
        text = str(value)
        was_refused = (row.unit, column.key) in self._refused
        if not was_refused and text == self._typed_form(index.row(), row, column):
            return False
        self.typed.emit(row, column, text)
        return True

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_typed:
            return AT_RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and column.is_typed:
            return tooltip(f"{column.group}: {column.label} หน่วยเป็น{column.measure}")
        return None

    # inside

    def _made_columns(self) -> tuple[Column, ...]:
        if self._read is None:
            return shown_columns((), (), ("", ""))
        asked = self._read.asked
        titles = words.group_title(asked), words.unit_title(asked)
        return shown_columns(self._read.columns, self._hidden, titles)

    def _shown(self, at: int, row: Row, column: Column, cell: Cell) -> str:
        if cell in self._refused:
            return self._refused[cell].typed
        if cell in self._pending:
            return self._pending[cell]
        match column.kind:
            case Kind.GROUP:
                above = self.row_at(at - 1)
                return "" if above is not None and above.group == row.group else row.group
            case Kind.UNIT:
                return words.unit_name(row)
            case Kind.BINS:
                return words.bins_told(row)
        return format_amount(words.amount_shown(row, column))

    def _typed_form(self, at: int, row: Row, column: Column) -> str:
        if column.kind is Kind.GROUP:
            return row.group
        if column.kind is not Kind.ITEM:
            return self._shown(at, row, column, (row.unit, "")).replace(",", "")
        figure = None if row.record is None else row.record.figure(column.key, self.basis)
        if figure is None:
            shown = shown_figure(row.record, column)
            return "" if shown is None else format_amount(shown[0].amount).replace(",", "")
        return figure.typed or format_amount(figure.amount).replace(",", "")

    def _tip(self, row: Row, column: Column, cell: Cell) -> str | None:
        if cell in self._refused:
            return tooltip(self._refused[cell].problem)
        if cell in self._pending:
            return tooltip("กำลังบันทึก")
        closing = None if self._read is None else self._read.closing(row.line)
        told = words.told_of(row, column, closing)
        return tooltip(told) if told else None

    def _look(self, at: int, row: Row, number: int) -> MonthLook:
        """Made once: a step of the cursor may paint every cell in sight again."""
        looks = self._looks.setdefault(row.unit, {})
        if number not in looks:
            column = self._columns[number]
            cell = (row.unit, column.key)
            refused, is_pending = self._refused.get(cell), cell in self._pending
            looks[number] = MonthLook(
                text=self._shown(at, row, column, cell),
                at_right=column.is_typed,
                refused=refused,
                is_pending=is_pending,
                is_faint=words.is_faint(row, column),
                ground="raised" if self.is_closed(row) else "",
                mark="" if refused or is_pending else words.mark(row, column),
                doubt=words.doubt_state(row, column),
                is_corrected=words.correction_of(row, column) is not None,
                ends_group=column.ends_group,
            )
        return looks[number]

    def _tell_row(self, unit: Unit) -> None:
        self._looks.pop(unit, None)
        at = self.row_of(unit)
        if at >= 0:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))

    def _tell_all(self) -> None:
        self._looks = {}
        if self._rows:
            corner = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)
