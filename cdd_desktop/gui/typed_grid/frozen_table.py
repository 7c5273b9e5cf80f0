"""A table whose first columns stay in sight while the others scroll."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override


class FrozenTable(QTableView):
    """Over the first `frozen` columns lies a copy of them while the table is scrolled sideways.

    Whatever is edited there is brought back into sight first: then the copy is gone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frozen = 0
        self.copy_view = QTableView(self)
        self.copy_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.copy_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.copy_view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.copy_view.setFrameShape(QFrame.Shape.NoFrame)
        self.copy_view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.copy_view.verticalHeader().hide()
        self.copy_view.hide()
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.copy_view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerItem)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._place())
        self.verticalScrollBar().valueChanged.connect(self.copy_view.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._place())

    @property
    def frozen(self) -> int:
        """How many columns stay."""
        return self._frozen

    def freeze(self, columns: int, delegate: QAbstractItemDelegate, *, row_height: int) -> None:
        """Let the first columns stay; the table has its model and its looks.

        `delegate` paints the copy: one of its own, for a delegate tells every view it serves.
        """
        self._frozen = columns
        copy = self.copy_view
        copy.setModel(self.model())
        copy.setSelectionModel(self.selectionModel())
        copy.setItemDelegate(delegate)
        copy.setShowGrid(self.showGrid())
        copy.setWordWrap(self.wordWrap())
        rows = copy.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        copy.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        copy.horizontalHeader().setHighlightSections(False)
        copy.horizontalHeader().setDefaultAlignment(self.horizontalHeader().defaultAlignment())
        copy.horizontalHeader().setVisible(not self.horizontalHeader().isHidden())
        self.model().modelReset.connect(self._hide_others)
        self._hide_others()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible,
    ) -> None:
        """A cell under the copy counts as out of sight."""
        across = self.horizontalScrollBar()
        held = across.value()
        super().scrollTo(index, hint)
        if index.column() < self._frozen:
            across.setValue(held)
            return
        hidden = self._frozen_width() - self.visualRect(index).left()
        if across.value() and hidden > 0:
            across.setValue(across.value() - hidden)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the copy is one on its column: it comes back into sight."""
        at = event.position().toPoint()
        if self.copy_view.isVisible() and at.x() < self._frozen_width():
            self.horizontalScrollBar().setValue(0)
        super().mousePressEvent(event)

    def _hide_others(self) -> None:
        model: QAbstractItemModel | None = self.model()
        if model is None:
            return
        for column in range(model.columnCount()):
            self.copy_view.setColumnHidden(column, column >= self._frozen)
        self._place()

    def _frozen_width(self) -> int:
        return sum(self.columnWidth(column) for column in range(self._frozen))

    def _place(self) -> None:
        copy = self.copy_view
        is_needed = bool(self._frozen) and self.horizontalScrollBar().value() > 0
        if is_needed:
            for column in range(self._frozen):
                copy.setColumnWidth(column, self.columnWidth(column))
            header = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().height()
            copy.horizontalHeader().setFixedHeight(header)
            left = self.frameWidth() + self.verticalHeader().width() * (
                not self.verticalHeader().isHidden()
            )
            height = self.viewport().height() + header
            copy.setGeometry(left, self.frameWidth(), self._frozen_width(), height)
            copy.verticalScrollBar().setValue(self.verticalScrollBar().value())
        copy.setVisible(is_needed)
        if is_needed:
            copy.raise_()
