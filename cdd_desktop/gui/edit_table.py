"""A short table whose cells are typed in: people of a meeting, seats, entries of a list.

Nothing is saved by it: it holds rows as they are typed, and says `edited`.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui import theme
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import parse_thai_date, short_thai_date
from cdd_desktop.thai.text import clean_line

T = TypeVar("T")
ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class EditField:
    """A column: a field of the rows, which are frozen dataclasses.

    `show` makes its text, `read` its value from what was typed, raising `CddError`. With `choices`
    (values and their words) one is chosen instead. `width` in pixels; 0 takes the room that is
    left. A fixed field is only shown.
    """

    name: str
    heading: str
    width: int = 0
    show: Callable[[Any], str] = str
    read: Callable[[str], Any] = clean_line
    choices: tuple[tuple[Any, str], ...] = ()
    is_fixed: bool = False


def day_field(name: str, heading: str, today: Callable[[], date], width: int = 110) -> EditField:
    """A column of days, typed as offices write them; empty for none."""
    return EditField(
        name=name,
        heading=heading,
        width=width,
        show=lambda day: "" if day is None else short_thai_date(day),
        read=lambda text: parse_thai_date(text, today=today()) if text.strip() else None,
    )


class EditModel(SnapshotModel[T], Generic[T]):
    """Rows as they are typed. `refused` says why something typed was not taken."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self, fields: Sequence[EditField], parent: QObject | None = None) -> None:
        super().__init__({number: field.heading for number, field in enumerate(fields)}, parent)
        self._fields = tuple(fields)
        self._problems: dict[tuple[int, str], str] = {}
        self._is_fixed = False

    @property
    def fields(self) -> tuple[EditField, ...]:
        """The columns."""
        return self._fields

    def column_of(self, name: str) -> int:
        """Where a field stands."""
        return [field.name for field in self._fields].index(name)

    @override
    def show(self, rows: Sequence[T]) -> None:
        self._problems = {}
        super().show(rows)

    def choose_from(self, name: str, choices: tuple[tuple[Any, str], ...]) -> None:
        """Let a field be chosen from these."""
        self._fields = tuple(
            dataclasses.replace(field, choices=choices) if field.name == name else field
            for field in self._fields
        )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._fields) - 1)

    def mark(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Show what is wrong in which row and field."""
        self._problems = dict(problems)
        self._tell_all()

    def put(self, row: int, record: T) -> None:
        """Have another record in a row."""
        rows = list(self._rows)
        rows[row] = record
        self._rows = tuple(rows)
        self._problems = {place: text for place, text in self._problems.items() if place[0] != row}
        self._tell_all()
        self.edited.emit()

    def add(self, at: int, record: T) -> None:
        """Put a record in before row `at`."""
        self._become([*self._rows[:at], record, *self._rows[at:]])

    def remove(self, row: int) -> None:
        """Take a row out."""
        self._become([*self._rows[:row], *self._rows[row + 1 :]])

    def move(self, row: int, by: int) -> bool:
        """Let a row change places with the one `by` rows away; False at the end."""
        to = row + by
        if not (0 <= row < len(self._rows) and 0 <= to < len(self._rows)):
            return False
        rows = list(self._rows)
        rows[row], rows[to] = rows[to], rows[row]
        self._become(rows)
        return True

    def become(self, rows: Sequence[T]) -> None:
        """Have other rows; that is an edit."""
        self._become(rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_fixed = self._fields[index.column()].is_fixed
        return flags if is_fixed else flags | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        field = self._fields[index.column()]
        value = getattr(self._rows[index.row()], field.name)
        problem = self._problems.get((index.row(), field.name), "")
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return dict(field.choices).get(value, "") if field.choices else field.show(value)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(problem or str(self.data(index)))
            case Qt.ItemDataRole.BackgroundRole if problem:
                return theme.current().colour("failed_soft")
            case Qt.ItemDataRole.ForegroundRole if problem:
                return theme.current().colour("failed")
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        field, record = self._fields[index.column()], self._rows[index.row()]
        try:
            read = value if field.choices else field.read(str(value))
        except CddError as problem:
            self.refused.emit(str(problem))
            return False
        if read != getattr(record, field.name):
            self.put(index.row(), dataclasses.replace(record, **{field.name: read}))  # type: ignore[type-var]
        return True

    def _become(self, rows: Sequence[T]) -> None:
        self.show(rows)
        self.edited.emit()

    def _tell_all(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._fields) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class EditTable(QTableView):
    """Keys: F2 or typing edits · Ins adds a row · Del takes it out · Alt+↑ Alt+↓ moves it ·
    Space is told to whoever listens."""

    space_pressed = Signal(int)  # the row
    kept = Signal(int)  # the row that was to be taken out and may not go
    row_chosen = Signal(int)  # -1: none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: Callable[[int], object] | None = None
        self._may_go: Callable[[int], bool] = lambda _: True
        self._edits: EditModel[Any] | None = None

    def set_up(
        self,
        model: EditModel[Any],
        make: Callable[[int], object],
        may_go: Callable[[int], bool] = lambda _: True,
    ) -> None:
        """Show a model; `make` gives a new row to stand after a row (-1: first), `may_go` tells
        whether a row may be taken out."""
        self._edits, self._make, self._may_go = model, make, may_go
        show_as_list(self, model, row_height=ROW_HEIGHT)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setItemDelegate(_CellDelegate(model, self))
        headings = self.horizontalHeader()
        for column, field in enumerate(model.fields):
            if field.width:
                self.setColumnWidth(column, field.width)
            else:
                headings.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(
            lambda new, _: self.row_chosen.emit(new.row())
        )
        model.modelReset.connect(lambda: self.row_chosen.emit(-1))

    @property
    def row(self) -> int:
        """The row the cursor is on; -1 where it is on none."""
        return self.currentIndex().row()

    def choose(self, row: int, column: int | None = None) -> None:
        """Stand on a row."""
        at = max(self.currentIndex().column(), 0) if column is None else column
        self.setCurrentIndex(self.model().index(row, at))

    def commit_typed(self) -> None:
        """Take what stands in a cell that is still typed in."""
        editor = QApplication.focusWidget()
        if editor is not None and editor is not self and self.viewport().isAncestorOf(editor):
            self.commitData(editor)

    def add_row(self) -> None:
        """Put a new row in after this one and begin to type in it."""
        if self._make is None or self._edits is None:
            return
        at = self.row + 1 if self.row >= 0 else len(self._edits.rows)
        self._edits.add(at, self._make(at - 1))
        typed = [n for n, field in enumerate(self._edits.fields) if not field.is_fixed]
        words = [n for n in typed if not self._edits.fields[n].choices]
        self.choose(at, (words or typed)[0])
        self.edit(self.currentIndex())

    def remove_row(self) -> None:
        """Take this row out."""
        row = self.row
        if self._edits is None or row < 0:
            return
        if not self._may_go(row):
            self.kept.emit(row)
            return
        self._edits.remove(row)
        if self._edits.rows:
            self.choose(min(row, len(self._edits.rows) - 1), 0)

    def move_row(self, by: int) -> None:
        """Move this row up (-1) or down (1)."""
        row, column = self.row, self.currentIndex().column()
        if self._edits is not None and self._edits.move(row, by):
            self.choose(row + by, column)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Insert:
            self.add_row()
        elif key == Qt.Key.Key_Delete:
            self.remove_row()
        elif is_alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif is_alt and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()  # for what the table stands in
        elif key == Qt.Key.Key_Space and self.row >= 0:
            self.space_pressed.emit(self.row)
        else:
            super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    """A line to type in, or what may be chosen."""

    def __init__(self, model: EditModel[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._edits = model

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self._edits.fields[index.column()]
        if not field.choices:
            return super().createEditor(parent, option, index)
        combo = QComboBox(parent)
        combo.addItems([words for _, words in field.choices])
        combo.activated.connect(lambda _: self.commitData.emit(combo))
        return combo

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            words = str(index.data(Qt.ItemDataRole.EditRole))
            editor.setCurrentIndex(max(editor.findText(words), 0))
        else:
            super().setEditorData(editor, index)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            value, _ = self._edits.fields[index.column()].choices[editor.currentIndex()]
            self._edits.setData(index, value)
        else:
            super().setModelData(editor, model, index)
