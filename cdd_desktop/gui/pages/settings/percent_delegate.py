"""The editor of a percent: digits and the point by their place on the keyboard."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from cdd_desktop.gui.keys import Command, command_of, digit_of


class PercentEdit(QLineEdit):
    """The digit row writes digits under the Thai layout too."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if digit := digit_of(event):
            self.insert(digit)
        elif command_of(event) is Command.CLEAR:
            self.insert(".")
        else:
            super().keyPressEvent(event)


class PercentDelegate(QStyledItemDelegate):
    """Opens a `PercentEdit`; what is typed is judged by the model, and kept as it is."""

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = PercentEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor
