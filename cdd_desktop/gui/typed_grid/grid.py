"""A grid typed into cell by cell, from the keyboard as in a spreadsheet."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QWidget
from typing_extensions import override

from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.gui.typed_grid.cells import Refused, TypedModel, copied_cell
from cdd_desktop.gui.typed_grid.delegate import TypedDelegate
from cdd_desktop.gui.typed_grid.frozen_table import FrozenTable

_NOTE_WIDTH = 360


class TypedGrid(FrozenTable):
    """Its model tells what was typed; the grid tells what is pasted, and beside a cell why it was
    refused. A grid of this kind calls `set_up` with its model and delegates.
    """

    paste_wanted = Signal(str)
    moved = Signal()  # the cursor stands in another cell, or what stands there is another

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = QLabel(self)

    def set_up(
        self,
        model: TypedModel,
        delegate: TypedDelegate,
        copy_delegate: TypedDelegate,
        *,
        frozen: int,
        row_height: int,
    ) -> None:
        """Give the grid its model and looks. `copy_delegate` paints the columns that stay."""
        self.setModel(model)
        self.setItemDelegate(delegate)
        delegate.stepped.connect(self.step)
        self._furnish(row_height)
        self.freeze(frozen, copy_delegate, row_height=row_height)
        model.dataChanged.connect(lambda *_: self._show_note())
        self.selectionModel().currentChanged.connect(lambda *_: self.tell_place())
        on_keys(self, "Ctrl+C", self._copy)
        on_keys(self, "Ctrl+V", self._paste)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _: self._show_note())

    def _furnish(self, row_height: int) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setMargin(0)
        set_look(self._note, tone="failed", note="cell")
        self._note.hide()

    # where the cursor is

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        index = self.model().index(row, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def step(self, down: int, right: int) -> None:
        """Go some cells on, where there are any."""
        here = self.currentIndex()
        row, column = here.row() + down, here.column() + right
        if 0 <= row < self.model().rowCount() and 0 <= column < self.model().columnCount():
            self.go_to(row, column)
        self.setFocus()

    def tell_place(self) -> None:
        """Tell that another cell, or another content of it, is in hand."""
        self._show_note()
        self.moved.emit()

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def finish(self) -> None:
        """Give what is being typed in a cell."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, TypedDelegate.EndEditHint.NoHint)

    def copied(self) -> str:
        """The marked cells for a spreadsheet: tabs between cells, a line for each row."""
        marked = self.selectedIndexes()
        rows = sorted({index.row() for index in marked})
        columns = sorted(
            {index.column() for index in marked if not self.isColumnHidden(index.column())}
        )
        model = self.model()
        lines = (
            "\t".join(copied_cell(model.index(row, column)) for column in columns) for row in rows
        )
        return "\n".join(lines)

    # keys

    def type_here(self) -> None:
        """Begin to type in the cell of the cursor."""
        self._bring(self.currentIndex().column())
        self.edit(self.currentIndex())

    def escape(self) -> bool:
        """Esc where nothing was refused; whether something was done."""
        return False

    def enter(self) -> None:
        """Enter or F2 on a cell that is not being typed in."""
        self.type_here()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.clear_marked()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.enter()
        elif event.key() == Qt.Key.Key_Escape:
            if not self._typed().forget_refused(self.currentIndex()) and not self.escape():
                event.ignore()
        else:
            if event.text().strip():
                self._bring(self.currentIndex().column())
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from cell to cell as in a spreadsheet, and out behind the last."""
        columns = [
            column
            for column in range(self.model().columnCount())
            if not self.isColumnHidden(column)
        ]
        here = self.currentIndex()
        if not here.isValid() or here.column() not in columns:
            return super().focusNextPrevChild(next)
        at = here.row() * len(columns) + columns.index(here.column()) + (1 if next else -1)
        if not 0 <= at < self.model().rowCount() * len(columns):
            return super().focusNextPrevChild(next)
        row, place = divmod(at, len(columns))
        self.go_to(row, columns[place])
        return True

    def clear_marked(self) -> None:
        """Blank the cell of the cursor, as if that had been typed."""
        if self.model().flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            self.model().setData(self.currentIndex(), "")

    def _typed(self) -> TypedModel:
        model = self.model()
        if not isinstance(model, TypedModel):
            raise TypeError(type(model))
        return model

    def _bring(self, column: int) -> None:
        """A frozen column comes into sight before it is edited: the copy shows no editor."""
        if column < self.frozen:
            self.horizontalScrollBar().setValue(0)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.copied())

    def _paste(self) -> None:
        self.paste_wanted.emit(QGuiApplication.clipboard().text())

    # what was refused

    def _show_note(self) -> None:
        """Beside a cell whose content was refused: why."""
        index = self.currentIndex()
        refused = index.data(TypedModel.REFUSED_ROLE) if index.isValid() else None
        if not isinstance(refused, Refused):
            self._note.hide()
            return
        self._note.setText(wrapped(f"{refused.problem} · Esc คืนค่าเดิม"))
        room = self.viewport().rect()
        width = min(_NOTE_WIDTH, room.width())
        self._note.resize(width, self._note.heightForWidth(width))
        cell = self.visualRect(index)
        top = cell.bottom() + 2
        if top > room.height() - self._note.height():
            top = max(cell.top() - self._note.height() - 2, 0)
        left = max(min(cell.left(), room.width() - width), 0)
        self._note.move(self.viewport().mapToParent(QPoint(left, top)))
        self._note.show()
        self._note.raise_()
