"""The tables of the view of sums above and below: snapshots."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.pages.plans.chain.words import ChainWords
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.chain.below_records import ChangeBelow, Move
from cdd_desktop.plans.chain.differences import Difference, Standing
from cdd_desktop.plans.records import Project
from cdd_desktop.thai.money import format_baht

_COLOURS = {Standing.EQUAL: "passed", Standing.EXPLAINED: "muted", Standing.OPEN: "failed"}


class BundleColumn(IntEnum):
    """Columns of `BundleModel`."""

    HERE = 0
    BELOW = 1
    ASKED_BELOW = 2
    ASKED_HERE = 3
    DIFFERENCE = 4
    STANDING = 5


_BUNDLE_HEADINGS = {
    BundleColumn.HERE: "โครงการในแผนนี้",
    BundleColumn.BELOW: "มาจาก",
    BundleColumn.ASKED_BELOW: "ข้างล่างขอ",
    BundleColumn.ASKED_HERE: "แผนนี้ขอ",
    BundleColumn.DIFFERENCE: "ต่าง",
    BundleColumn.STANDING: "ผล",
}
_NUMBERS = {BundleColumn.ASKED_BELOW, BundleColumn.ASKED_HERE, BundleColumn.DIFFERENCE}


class BundleModel(SnapshotModel[Difference]):
    """What hangs together between a plan and those below, in baht of all years."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_BUNDLE_HEADINGS, parent, right=_NUMBERS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], BundleColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(row.note if column is BundleColumn.STANDING else _text(row, column))
            case Qt.ItemDataRole.TextAlignmentRole if column in _NUMBERS:
                return AT_RIGHT
            case Qt.ItemDataRole.ForegroundRole if column is BundleColumn.STANDING:
                return theme.current().colour(_COLOURS[row.standing])
        return None


def _text(row: Difference, column: BundleColumn) -> str:
    match column:
        case BundleColumn.HERE:
            return _names(row.here)
        case BundleColumn.BELOW:
            return _names(row.below)
        case BundleColumn.ASKED_BELOW:
            return format_baht(sum(year.below or 0 for year in row.years))
        case BundleColumn.ASKED_HERE:
            return format_baht(sum(year.here or 0 for year in row.years))
        case BundleColumn.DIFFERENCE:
            return f"{'+' if row.amount > 0 else ''}{format_baht(row.amount)}"
        case BundleColumn.STANDING:
            return row.standing.label


def _names(projects: Sequence[Project]) -> str:
    if not projects:
        return ""
    more = f" และอีก {len(projects) - 1:,}" if len(projects) > 1 else ""
    return f"{projects[-1].name}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One field that became other below."""

    change: ChangeBelow
    move: Move


class ChangeColumn(IntEnum):
    """Columns of `ChangeModel`."""

    HERE = 0
    PLACE = 1
    FIELD = 2
    OLD = 3
    NEW = 4


_CHANGE_HEADINGS = {
    ChangeColumn.HERE: "โครงการในแผนนี้",
    ChangeColumn.PLACE: "แผนของ",
    ChangeColumn.FIELD: "ที่แก้",
    ChangeColumn.OLD: "เมื่อเลือก",
    ChangeColumn.NEW: "เดี๋ยวนี้",
}


class ChangeModel(SnapshotModel[ChangeLine]):
    """What became other below since it went up."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_CHANGE_HEADINGS, parent)
        self._words: ChainWords | None = None

    def show_changes(self, changes: Sequence[ChangeBelow], words: ChainWords) -> None:
        """One line for each field."""
        self._words = words
        self.show(
            [ChangeLine(change=change, move=move) for change in changes for move in change.moves]
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._words is None:
            return None
        line, words = self._rows[index.row()], self._words
        text = _change_text(line, ChangeColumn(index.column()), words)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else None


def _change_text(line: ChangeLine, column: ChangeColumn, words: ChainWords) -> str:
    match column:
        case ChangeColumn.HERE:
            return line.change.upper.name
        case ChangeColumn.PLACE:
            return words.place(line.change.lower)
        case ChangeColumn.FIELD:
            return words.field(line.move.field)
        case ChangeColumn.OLD:
            return words.value(line.move.field, line.move.old)
        case ChangeColumn.NEW:
            return words.value(line.move.field, line.move.new)
