"""Tables of the dialog of columns: fields to choose from, columns chosen, what they show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from typing_extensions import override

from cdd_desktop.documents.cells import cell_align, cell_text
from cdd_desktop.documents.model import Align, CellValue
from cdd_desktop.documents.table_fields import TableField
from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.reporting.columns import ChosenColumn

Field = TableField[Any]
Rows = Sequence[Mapping[str, CellValue]]
_PERSONAL = "ข้อมูลส่วนบุคคล"
_UNKNOWN = "ไม่มีในรายงานนี้"
_DRAGGED = "application/x-cdd-report-column"
_Flag = Qt.ItemFlag


class FieldColumn(IntEnum):
    """What is shown of a field."""

    FIELD = 0


class FieldModel(SnapshotModel[Field | str]):
    """Fields under the words of their shelves, which are texts and cannot be chosen."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__({FieldColumn.FIELD: "ข้อมูลที่มี"}, parent)
        self._taken: Collection[str] = ()

    def mark(self, taken: Collection[str]) -> None:
        """Tick the fields with these keys."""
        self._taken = frozenset(taken)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], str):
            return _Flag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        field = self._rows[index.row()]
        if isinstance(field, str):
            return _of_shelf(field, role)
        if role == Qt.ItemDataRole.DisplayRole:
            mark = "✓ " if field.key in self._taken else "    "
            return f"{mark}{field.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{field.title} · {_PERSONAL}" if field.is_personal else field.title)
        if role == Qt.ItemDataRole.ForegroundRole and field.key in self._taken:
            return theme.current().colour("muted")
        return field if role == self.RECORD_ROLE else None


def _of_shelf(word: str, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return word
    if role == Qt.ItemDataRole.FontRole:
        return fonts.ui_font(bold=True)
    return theme.current().colour("ink") if role == Qt.ItemDataRole.ForegroundRole else None


class ChosenPart(IntEnum):
    """What is shown of a chosen column."""

    HEADING = 0
    FIELD = 1


class ChosenModel(SnapshotModel[ChosenColumn]):
    """The columns in their order; headings are typed in place, rows dragged to other places."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__({ChosenPart.HEADING: "หัวคอลัมน์", ChosenPart.FIELD: "ข้อมูล"}, parent)
        self._fields: Mapping[str, Field] = {}

    def know(self, fields: Sequence[Field]) -> None:
        """The fields by which columns are told; `show` comes after."""
        self._fields = {field.key: field for field in fields}

    def put(self, columns: Sequence[ChosenColumn]) -> None:
        """The user's change: show these and say so."""
        self.show(columns)
        self.edited.emit()

    def heading(self, column: ChosenColumn) -> str:
        """What stands above it."""
        field = self._fields.get(column.key)
        return column.heading or (column.key if field is None else field.heading)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _Flag.ItemIsDropEnabled
        own = super().flags(index) | _Flag.ItemIsDragEnabled
        return own | _Flag.ItemIsEditable if index.column() == ChosenPart.HEADING else own

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self._rows[index.row()]
        field = self._fields.get(column.key)
        is_heading = index.column() == ChosenPart.HEADING
        told = _UNKNOWN if field is None else field.title
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.heading(column) if is_heading else told
        if role == Qt.ItemDataRole.ToolTipRole:
            is_personal = field is not None and field.is_personal
            return tooltip(f"{told} · {_PERSONAL}" if is_personal else told)
        if role == Qt.ItemDataRole.ForegroundRole and not is_heading:
            return theme.current().colour("failed" if field is None else "muted")
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A heading cleared, or typed as it is, is the field's own again."""
        if role != Qt.ItemDataRole.EditRole or index.column() != ChosenPart.HEADING:
            return False
        column = self._rows[index.row()]
        field = self._fields.get(column.key)
        typed = str(value).strip()
        is_own = field is not None and typed == field.heading
        made = replace(column, heading="" if is_own else typed)
        self._rows = [*self._rows[: index.row()], made, *self._rows[index.row() + 1 :]]
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_DRAGGED]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_DRAGGED, str(indexes[0].row() if indexes else 0).encode())
        return data

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Moves the row itself, so the view is told that nothing is left to remove."""
        if data.hasFormat(_DRAGGED):
            start = int(data.data(_DRAGGED).toStdString())
            wanted = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
            self.move(start, wanted if wanted <= start else wanted - 1)
        return False

    def move(self, start: int, to: int) -> bool:
        """Put a row to another place; whether it was moved."""
        if start == to or not (0 <= start < len(self._rows) and 0 <= to < len(self._rows)):
            return False
        rows = list(self._rows)
        rows.insert(to, rows.pop(start))
        self.put(rows)
        return True


class SampleModel(QAbstractTableModel):
    """The first rows of the report under the headings as they are chosen now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: Sequence[Field] = ()
        self._rows: Rows = ()

    def show(self, fields: Sequence[Field], rows: Rows) -> None:
        """Show these columns of these rows."""
        self.beginResetModel()
        self._fields, self._rows = tuple(fields), rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._fields)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        field = self._fields[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(field.kind, self._rows[index.row()].get(field.key))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_right = cell_align(field.column) is Align.RIGHT
            return AT_RIGHT if is_right else None
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_heading = orientation is Qt.Orientation.Horizontal and section < len(self._fields)
        if is_heading and role == Qt.ItemDataRole.DisplayRole:
            return self._fields[section].heading
        return None
