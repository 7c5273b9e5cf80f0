"""What every small table shares: rows shown whole, headings above them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

T = TypeVar("T")
Column = TypeVar("Column", bound=int)
Index = QModelIndex | QPersistentModelIndex
AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SnapshotModel(QAbstractTableModel, Generic[T]):
    """A snapshot of frozen rows: `show` replaces everything, nothing is queried.

    A subclass says in `data` what a cell shows. `headings` has one text for each column, by the
    column's number; those over the columns `right` stand at the right, above their numbers.
    """

    def __init__(
        self,
        headings: Mapping[Column, str],
        parent: QObject | None = None,
        *,
        right: Collection[Column] = (),
    ) -> None:
        super().__init__(parent)
        self._headings = [headings[column] for column in sorted(headings)]
        self._columns = range(len(self._headings))
        self._right = frozenset[int](right)
        self._rows: Sequence[T] = ()

    def show(self, rows: Sequence[T]) -> None:
        """Show these rows in this order."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> Sequence[T]:
        """What is shown."""
        return self._rows

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        is_heading = orientation is Qt.Orientation.Horizontal
        if is_heading and role == Qt.ItemDataRole.DisplayRole and section in self._columns:
            return self._headings[section]
        if is_heading and role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return AT_RIGHT
        return None
