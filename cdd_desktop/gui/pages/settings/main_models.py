"""Models of the section ตัวชี้วัดหลัก: indicators to tick, and what a choice would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.gui import fonts
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.thai_text import wrapped

_BOX_WIDTH = 48  # the box to tick, with the padding of a row
_LINE_GAP = 7

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Line:
    """An indicator, or the heading of a ด้าน, which has no code."""

    code: str
    text: str


class MainIndicatorModel(QAbstractListModel):
    """The indicators under their ด้าน; `main` are the ticked ones."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[_Line, ...] = ()
        self._main: set[str] = set()

    @property
    def main(self) -> frozenset[str]:
        """Codes of the ticked indicators."""
        return frozenset(self._main)

    def show(self, instrument: Instrument, main: Iterable[str]) -> None:
        """Show an instrument with these indicators ticked."""
        self.beginResetModel()
        lines = []
        for topic in instrument.topics:
            lines.append(_Line("", f"{topic.code}. {topic.name}"))
            lines += [_Line(each.code, each.text) for each in topic.indicators]
        self._lines = tuple(lines)
        self._main = set(main)
        self.endResetModel()

    def index_of(self, code: str) -> QModelIndex:
        """Where an indicator stands."""
        return self.index([line.code for line in self._lines].index(code))

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self._lines[index.row()].code:
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return wrapped(f"{line.code}  {line.text}" if line.code else line.text)
        if role == Qt.ItemDataRole.FontRole and not line.code:
            return _heading_font()
        if role == Qt.ItemDataRole.CheckStateRole and line.code:
            is_main = line.code in self._main
            return Qt.CheckState.Checked if is_main else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        code = self._lines[index.row()].code
        if not code:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._main.add(code)
        else:
            self._main.discard(code)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()
        return True


def _heading_font() -> QFont:
    return fonts.ui_font(bold=True)


class IndicatorDelegate(QStyledItemDelegate):
    """Makes room for all lines of a text: Qt forgets the box beside it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        font = index.data(Qt.ItemDataRole.FontRole) or self._view.font()
        text = QRect(0, 0, width - _BOX_WIDTH, 0)
        needed = QFontMetrics(font).boundingRect(
            text, Qt.TextFlag.TextWordWrap, index.data(Qt.ItemDataRole.DisplayRole)
        )
        return QSize(width, needed.height() + _LINE_GAP)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """So many villages of a year go from one level to another; levels in words."""

    year: int
    before: str
    after: str
    villages: int


class ChangeColumn(IntEnum):
    """Columns of `ChangeModel`."""

    YEAR = 0
    BEFORE = 1
    AFTER = 2
    VILLAGES = 3


_HEADINGS = {
    ChangeColumn.YEAR: "ปีงบประมาณ",
    ChangeColumn.BEFORE: "จากระดับ",
    ChangeColumn.AFTER: "เป็นระดับ",
    ChangeColumn.VILLAGES: "หมู่บ้าน",
}


class ChangeModel(SnapshotModel[ChangeRow]):
    """What marking the indicators would change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(ChangeColumn.VILLAGES,))

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = ChangeColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                ChangeColumn.YEAR: str(row.year),
                ChangeColumn.BEFORE: row.before,
                ChangeColumn.AFTER: row.after,
                ChangeColumn.VILLAGES: f"{row.villages:,}",
            }[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column is ChangeColumn.VILLAGES:
            return AT_RIGHT
        return None
