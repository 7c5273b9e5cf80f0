"""The grid in which a sheet is keyed a second time: one key an answer where it is ผ่าน or ไม่ผ่าน."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from cdd_desktop.checklists.instruments import AnswerKind
from cdd_desktop.gui.keys import Command, command_of
from cdd_desktop.gui.pages.checklists.verify.second_model import SecondColumn, SecondModel
from cdd_desktop.gui.typed_grid.delegate import TypedDelegate
from cdd_desktop.gui.typed_grid.grid import TypedGrid

_ROW_HEIGHT = 32
_SAID = {Command.PASSED: "1", Command.FAILED: "0"}


class SecondGrid(TypedGrid):
    """Keys: 1 ผ่าน, 0 ไม่ผ่าน, - ไม่มีกลุ่มเป้าหมาย, . the paper has no answer; other answers are
    typed, Enter keeps and goes down, Delete takes back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.second = SecondModel(self)
        self.set_up(
            self.second,
            TypedDelegate(self),
            TypedDelegate(self),
            frozen=0,
            row_height=_ROW_HEIGHT,
        )
        self.verticalHeader().hide()
        self.setColumnWidth(SecondColumn.NUMBER, 52)
        self.setColumnWidth(SecondColumn.SAID, 190)
        head = self.horizontalHeader()
        head.setSectionResizeMode(SecondColumn.TEXT, QHeaderView.ResizeMode.Stretch)

    def begin(self) -> None:
        """Stand on the first answer that is still to be keyed."""
        if self.second.rowCount():
            self.go_to(self.second.first_left(), SecondColumn.SAID)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        indicator = self.second.indicator_at(row)
        command = command_of(event)
        text = None
        if indicator is not None and indicator.kind is AnswerKind.PASS_FAIL:
            text = None if command is None else _SAID.get(command)
        if command is Command.CLEAR:
            text = ""
        elif command is Command.ABSENT and indicator is not None and indicator.may_be_absent:
            text = "-"
        if text is not None and self.second.give(row, text):
            self.step(1, SecondColumn.SAID - self.currentIndex().column())
            return
        super().keyPressEvent(event)
