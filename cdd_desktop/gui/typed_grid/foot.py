"""The foot of a grid: sums under their columns, following its widths and its scrolling."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QWidget

from cdd_desktop.gui import fonts
from cdd_desktop.gui.list_table import only_read
from cdd_desktop.gui.typed_grid.frozen_table import FrozenTable

_AROUND = 26  # pixels beside a sum


class FootTable(FrozenTable):
    """A table of this kind shows its sums in its model, then calls `follow_widths`."""

    def __init__(
        self,
        grid: FrozenTable,
        model: QAbstractItemModel,
        parent: QWidget | None = None,
        *,
        row_height: int,
    ) -> None:
        super().__init__(parent)
        self._grid = grid
        model.setParent(self)
        self.setModel(model)
        only_read(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        if grid.verticalHeader().isHidden():
            rows.hide()
        else:
            rows.setFixedWidth(grid.verticalHeader().width())
        rows.setSectionsClickable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(model.rowCount() * row_height + 2 * self.frameWidth())
        self.setAccessibleName("ผลรวมของคอลัมน์")
        self.freeze(grid.frozen, QStyledItemDelegate(self), row_height=row_height)
        grid.horizontalScrollBar().valueChanged.connect(self._follow)
        grid.horizontalScrollBar().rangeChanged.connect(lambda *_: self._follow())
        grid.horizontalHeader().sectionResized.connect(
            lambda at, _, width: self.setColumnWidth(at, width)
        )

    def follow_widths(self, sums: Iterable[int]) -> None:
        """Take the widths of the grid; its columns `sums` grow where the last row is wider."""
        letters = QFontMetrics(fonts.ui_font(bold=True))
        last = self.model().rowCount() - 1
        for at in sums:  # a sum is wider than what it sums
            told = str(self.model().index(last, at).data() or "")
            needed = letters.horizontalAdvance(told) + _AROUND
            if needed > self._grid.columnWidth(at):
                self._grid.setColumnWidth(at, needed)
        for at in range(self.model().columnCount()):
            self.setColumnWidth(at, self._grid.columnWidth(at))
        self._follow()

    def _follow(self, *_: object) -> None:
        bar, own = self._grid.horizontalScrollBar(), self.horizontalScrollBar()
        own.setRange(bar.minimum(), bar.maximum())
        own.setValue(bar.value())
