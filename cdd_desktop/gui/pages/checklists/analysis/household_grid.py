"""The grid of target households: one key an answer, money typed, blocks pasted."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from cdd_desktop.gui.keys import Command, command_of
from cdd_desktop.gui.pages.checklists.analysis.household_model import WHO, HouseholdModel
from cdd_desktop.gui.typed_grid.cells import cells_of
from cdd_desktop.gui.typed_grid.delegate import TypedDelegate
from cdd_desktop.gui.typed_grid.grid import TypedGrid

_ROW_HEIGHT = 30
_SAID = {Command.PASSED: "1", Command.FAILED: "0"}
_WIDTHS = (40, 84, 176, 48)
_ANSWER_WIDTH = 68
_MONEY_WIDTH = 96


class HouseholdGrid(TypedGrid):
    """Keys: 1 ผ่าน, 0 ไม่ผ่าน and on to the next; money is typed, Enter keeps and goes down, Tab to
    the right; Delete blanks; Ctrl+V pastes a block."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.households = HouseholdModel(self)
        self.set_up(
            self.households,
            TypedDelegate(self),
            TypedDelegate(self),
            frozen=len(WHO) - 1,
            row_height=_ROW_HEIGHT,
        )
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.households.modelReset.connect(self._lay_out)
        self.paste_wanted.connect(self._paste_cells)

    def begin(self) -> None:
        """Stand on the first thing to be told."""
        if self.households.rowCount():
            row = max(self.currentIndex().row(), 0)
            self.go_to(min(row, self.households.rowCount() - 1), len(WHO))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        command = command_of(event)
        text = _SAID.get(command) if command is not None else None
        if text is not None and self.households.is_indicator(index.column()):
            self.households.setData(index, text)
            self.step(0, 1)
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for column in range(self.households.columnCount()):
            width = _ANSWER_WIDTH if self.households.is_indicator(column) else _MONEY_WIDTH
            self.setColumnWidth(column, _WIDTHS[column] if column < len(WHO) else width)

    def _paste_cells(self, text: str) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.households.paste(index.row(), index.column(), cells_of(text))
