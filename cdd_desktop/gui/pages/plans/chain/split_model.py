"""The parts of a project that is split, with their money typed in cells."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui import theme
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.plans.chain.words import ChainWords, asked_text
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.chain.combining import Part
from cdd_desktop.plans.records import Money, Project
from cdd_desktop.plans.words import MONEY_LABELS, Which
from cdd_desktop.thai.money import format_baht, parse_baht
from cdd_desktop.thai.text import clean_line

_WHICH: tuple[Which, ...] = ("requested", "approved", "spent")
_NAME_WIDTH, _MONEY_WIDTH, _ROW_HEIGHT = 250, 124, 32
_COLUMNS_BESIDE_NAME = 4
Cell = tuple[int, str, Which]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPart:
    """A part as it is typed; satang by cell."""

    name: str
    money: Mapping[Cell, int | None] = field(default_factory=lambda: MappingProxyType({}))


class SplitModel(SnapshotModel[TypedPart]):
    """The whole in the first row, the parts, and in the last row what is left to be given out."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self, whole: Project, words: ChainWords, parent: QObject | None = None) -> None:
        self._whole: dict[Cell, int] = {
            (line.year, line.source, which): amount
            for line in whole.money
            for which in _WHICH
            if (amount := getattr(line, which)) is not None
        }
        self._cells: list[Cell] = sorted(
            self._whole, key=lambda cell: (cell[0], cell[1], _WHICH.index(cell[2]))
        )
        headings = {0: "ส่วน"}
        for column, (year, source, which) in enumerate(self._cells, 1):
            more = "" if which == "requested" else f" {MONEY_LABELS[which]}"
            headings[column] = f"{year} {words.source(source)}{more}"
        super().__init__(headings, parent, right=range(1, len(headings)))
        self._name = whole.name
        self._problems: dict[str, str] = {}
        first = TypedPart(name=f"{whole.name} ส่วนที่ 1", money=dict(self._whole))
        self.show([first, TypedPart(name=f"{whole.name} ส่วนที่ 2")])

    @property
    def parts(self) -> tuple[Part, ...]:
        """As typed."""
        return tuple(Part(name=part.name, money=_lines(part.money)) for part in self._rows)

    @property
    def left(self) -> Mapping[Cell, int]:
        """What is still to be given out; below zero where too much was."""
        return {
            cell: amount - sum(part.money.get(cell) or 0 for part in self._rows)
            for cell, amount in self._whole.items()
        }

    def mark(self, problems: Mapping[str, str]) -> str:
        """Show what is wrong with names and money; gives what belongs to no cell."""
        self._problems = dict(problems)
        self._tell_all()
        known = {f"name:{place}" for place in range(len(self._rows))}
        known |= {f"money:{year}:{source}" for year, source, _ in self._cells}
        return " ".join(dict.fromkeys(text for name, text in problems.items() if name in known))

    def add(self) -> int:
        """Another part, which asks for nothing yet; gives its row."""
        number = len(self._rows) + 1
        self.show([*self._rows, TypedPart(name=f"{self._name} ส่วนที่ {number}")])
        self.edited.emit()
        return number

    def remove(self, row: int) -> None:
        """Take a part out; what it asked for is left to be given out."""
        place = row - 1
        if 0 <= place < len(self._rows):
            self.show([*self._rows[:place], *self._rows[place + 1 :]])
            self.edited.emit()

    @override
    def show(self, rows: Sequence[TypedPart]) -> None:
        self._problems = {}
        super().show(rows)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows) + 2

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._part(index) is not None else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        problem = self._problem(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index)
            case Qt.ItemDataRole.EditRole:
                return self._text(index).removeprefix("–")
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(problem or self._text(index))
            case Qt.ItemDataRole.TextAlignmentRole if index.column():
                return AT_RIGHT
            case Qt.ItemDataRole.BackgroundRole if problem:
                return theme.current().colour("failed_soft")
            case Qt.ItemDataRole.ForegroundRole if problem or self._part(index) is None:
                return theme.current().colour("failed" if problem else "muted")
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        part = self._part(index)
        if part is None or role != Qt.ItemDataRole.EditRole:
            return False
        if index.column():
            try:
                amount = parse_baht(str(value))
            except CddError as problem:
                self.refused.emit(str(problem))
                return False
            cell = self._cells[index.column() - 1]
            part = dataclasses.replace(part, money={**part.money, cell: amount})
        else:
            part = dataclasses.replace(part, name=clean_line(str(value)))
        rows = list(self._rows)
        rows[index.row() - 1] = part
        self._rows = tuple(rows)
        self._problems = {}
        self._tell_all()
        self.edited.emit()
        return True

    def give_rest(self, index: Index) -> None:
        """Let a cell hold what is left of its column besides what it holds."""
        part = self._part(index)
        if part is None or not index.column():
            return
        cell = self._cells[index.column() - 1]
        amount = (part.money.get(cell) or 0) + self.left[cell]
        if amount >= 0:
            self.setData(index, format_baht(amount))

    def _part(self, index: Index) -> TypedPart | None:
        place = index.row() - 1
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _text(self, index: Index) -> str:
        part = self._part(index)
        if not index.column():
            if part is not None:
                return part.name
            return f"เดิม: {self._name}" if index.row() == 0 else "คงเหลือ"
        cell = self._cells[index.column() - 1]
        if part is not None:
            return asked_text(part.money.get(cell))
        return format_baht(self._whole[cell] if index.row() == 0 else self.left[cell])

    def _problem(self, index: Index) -> str:
        if not index.column():
            return self._problems.get(f"name:{index.row() - 1}", "")
        year, source, _ = cell = self._cells[index.column() - 1]
        is_last = index.row() == len(self._rows) + 1
        wrong = self._problems.get(f"money:{year}:{source}", "")
        return wrong if is_last and self.left[cell] else ""

    def _tell_all(self) -> None:
        self.dataChanged.emit(
            self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
        )


class SplitTable(QTableView):
    """Keys: typing, F2 edits · Ins another part · Del takes this part out · Ctrl+= gives the rest
    of the column to this cell."""

    more_wanted = Signal()
    removal_wanted = Signal()

    def set_up(self, model: SplitModel) -> None:
        """Show a model."""
        show_as_list(self, model, row_height=_ROW_HEIGHT)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        heads = self.horizontalHeader()
        heads.setMinimumSectionSize(_MONEY_WIDTH)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # a name ends with the number of its part, which must be seen
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        is_narrow = model.columnCount() > _COLUMNS_BESIDE_NAME
        mode = QHeaderView.ResizeMode
        heads.setSectionResizeMode(0, mode.Interactive if is_narrow else mode.Stretch)
        heads.resizeSection(0, _NAME_WIDTH)

    def give_rest(self) -> None:
        """Let this cell hold what is left of its column besides what it holds."""
        model, index = self.model(), self.currentIndex()
        if isinstance(model, SplitModel):
            model.give_rest(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Insert:
            self.more_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif is_control and event.key() in {Qt.Key.Key_Equal, Qt.Key.Key_Plus}:
            self.give_rest()
        else:
            super().keyPressEvent(event)


def _lines(money: Mapping[Cell, int | None]) -> tuple[Money, ...]:
    held: dict[tuple[int, str], dict[Which, int]] = {}
    for (year, source, which), amount in money.items():
        if amount is not None:
            held.setdefault((year, source), {})[which] = amount
    return tuple(
        Money(
            year=year,
            source=source,
            requested=amounts.get("requested"),
            approved=amounts.get("approved"),
            spent=amounts.get("spent"),
        )
        for (year, source), amounts in sorted(held.items())
    )
