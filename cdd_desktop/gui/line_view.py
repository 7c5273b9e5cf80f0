"""Lists whose lines end in … where they are too long."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override


class _AsWideAsTheList(QStyledItemDelegate):
    """Long titles never make the list scroll sideways."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())


def show_lines(view: QListView) -> None:
    """Let a list be one of such lines, all equally high, that nobody edits in place."""
    view.setItemDelegate(_AsWideAsTheList(view))
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setUniformItemSizes(True)
