"""Rows as high as their wrapped text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

_ENDLESS = 100_000
_BESIDE = 2 * (8 + 4)  # the style sheet's padding, and what Qt leaves beside text of its own
_ABOVE_AND_BELOW = 2 * 6 + 2


class WholeTextDelegate(QStyledItemDelegate):
    """Qt forgets the style sheet's padding when it breaks lines to find out how high a row is.

    `air`: pixels above and below the text together.
    """

    def __init__(self, table: QTableView, *, air: int = _ABOVE_AND_BELOW) -> None:
        super().__init__(table)
        self._table = table
        self._air = air

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.initStyleOption(option, index)
        width = self._table.columnWidth(index.column()) - _BESIDE
        room = QRect(0, 0, width, _ENDLESS)
        flags = Qt.TextFlag.TextWordWrap
        text = option.fontMetrics.boundingRect(room, flags, option.text)
        return QSize(width, text.height() + self._air)
