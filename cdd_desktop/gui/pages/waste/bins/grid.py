"""The register typed into: as from paper, quicker than on it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from cdd_desktop.gui.pages.waste.bins.columns import WIDTHS, Column, turned
from cdd_desktop.gui.pages.waste.bins.register_model import RegisterModel
from cdd_desktop.gui.typed_grid.delegate import TypedDelegate
from cdd_desktop.gui.typed_grid.grid import TypedGrid
from cdd_desktop.waste.bins.records import HouseholdBin

_ROW_HEIGHT = 32
_FROZEN = 2  # columns: house number and head


class RegisterGrid(TypedGrid):
    """Space turns yes, no and unknown over, and sets today where a day is empty; Enter in the
    empty row keeps it and begins the next one at its first cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = RegisterModel(self)
        self._today: Callable[[], date] = lambda: date.max
        self._wants_new = False  # whether the cursor goes to the empty row as soon as it is there
        self.register.rowsInserted.connect(lambda *_: self._go_on())
        self.set_up(
            self.register,
            TypedDelegate(self),
            TypedDelegate(self),
            frozen=_FROZEN,
            row_height=_ROW_HEIGHT,
        )
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)

    def set_today(self, today: Callable[[], date]) -> None:
        """Ask this for the office's day."""
        self._today = today

    @property
    def current_pair(self) -> HouseholdBin | None:
        """The household of the cursor; the row typed anew is one only once it is kept."""
        pair = self.register.pair_at(self.currentIndex().row())
        return pair if pair is not None and pair.household.version else None

    @property
    def marked(self) -> tuple[HouseholdBin, ...]:
        """The kept households of the marked cells, in order."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        pairs = (self.register.pair_at(row) for row in rows)
        return tuple(pair for pair in pairs if pair is not None and pair.household.version)

    def go_to_household(self, uuid: UUID | None, column: int = Column.HOUSE_NO) -> None:
        """Put the cursor on a household, on the first one where it is not shown."""
        if self.register.rowCount():
            self.go_to(max(self.register.row_of(uuid), 0), column)

    def go_to_new(self) -> None:
        """Put the cursor on the empty row."""
        if self.register.rowCount():
            self.go_to(self.register.rowCount() - 1, Column.HOUSE_NO)

    @override
    def step(self, down: int, right: int) -> None:
        here, last = self.currentIndex().row(), self.register.rowCount() - 1
        if down == 1 and here >= last - 1:
            self._wants_new = here == last  # its end is not yet there: it comes once this is kept
            self.go_to(last, Column.HOUSE_NO)
            self.setFocus()
        else:
            super().step(down, right)

    def _go_on(self) -> None:
        if self._wants_new:
            self._wants_new = False
            self.go_to_new()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._wants_new = False
        here = self.currentIndex()
        pair = self.register.pair_at(here.row())
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and pair is not None:
            text = turned(pair, Column(here.column()), self._today())
            if text is not None:
                self.register.setData(here, text)
                return
        super().keyPressEvent(event)
