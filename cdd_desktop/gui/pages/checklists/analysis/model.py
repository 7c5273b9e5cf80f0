"""A table whose columns are those of whatever is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.gui.thai_text import tooltip


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """A village that Enter goes to."""

    id: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row. `village`: whose sheet it leads to; `behind`: by column, the villages that a number
    stands for. `is_head` and `is_faint` are its looks."""

    texts: tuple[str, ...]
    village: int | None = None
    behind: Mapping[int, Sequence[Village]] = field(default_factory=dict)
    is_head: bool = False
    is_faint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is to be shown: `said` above the table, `empty` in its place where it has no rows.

    `right` are columns of numbers; `wide` gets the room that is left.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    right: frozenset[int] = frozenset()
    wide: int = 0
    said: str = ""
    empty: str = ""
    behind_headings: tuple[str, ...] = ()


NOTHING = Shown(headings=(), lines=())


class LinesModel(QAbstractTableModel):
    """A snapshot: `show` replaces headings and rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = NOTHING

    def show(self, shown: Shown) -> None:
        """Show this instead."""
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Of a row."""
        return self.shown.lines[row] if 0 <= row < len(self.shown.lines) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown.lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown.headings)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.shown.headings):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.shown.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.shown.right:
            return AT_RIGHT
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        text = line.texts[index.column()] if index.column() < len(line.texts) else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(text)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() in self.shown.right:
                return AT_RIGHT
            case Qt.ItemDataRole.ForegroundRole if line.is_faint:
                return theme.current().colour("muted")
            case Qt.ItemDataRole.FontRole if line.is_head:
                font = QFont()
                font.setBold(True)
                return font
            case _:
                return None
