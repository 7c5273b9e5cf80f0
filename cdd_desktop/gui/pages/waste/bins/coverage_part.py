"""ความครอบคลุม: what the places of an area come to, with the estimate and its sources below."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QTableView, QWidget
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import LineModel, lay_out
from cdd_desktop.gui.pages.waste.bins.coverage import (
    BY_WORDS,
    COVERAGE_COLUMNS,
    CoverageColumn,
    CoverageLine,
    estimate_words,
)
from cdd_desktop.gui.pages.waste.bins.reading import CoverageRead
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.waste.months.rolled import By

# what an area is shown by, with the most digits of its code
_OFFERED = ((By.AMPHOE, 2), (By.TAMBON, 4), (By.GOVERNMENT, 6), (By.VILLAGE, 9))


class CoveragePart(QWidget):
    """The last line is the total. Whoever holds it reads what is chosen."""

    by_chosen = Signal()

    by_combo: QComboBox
    coverage_table: QTableView
    estimate_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "waste_bin_coverage")
        self._is_offering = False
        self.coverage: LineModel[CoverageLine] = LineModel(COVERAGE_COLUMNS, self)
        lay_out(self.coverage_table, self.coverage)
        self.by_combo.currentIndexChanged.connect(lambda _: self._tell())
        self.setFocusProxy(self.coverage_table)

    @property
    def by(self) -> By:
        """What the area is shown by."""
        return By(self.by_combo.currentData() or By.VILLAGE)

    def offer(self, area_code: str) -> By:
        """Offer what an area of this code can be shown by; gives what is chosen."""
        offered = [by for by, most in _OFFERED if len(area_code) <= most]
        held = [self.by_combo.itemData(at) for at in range(self.by_combo.count())]
        if held != offered:
            chosen = self.by_combo.currentData()
            self._is_offering = True
            self.by_combo.clear()
            for by in offered:
                self.by_combo.addItem(BY_WORDS[by], by)
            self.by_combo.setCurrentIndex(offered.index(chosen) if chosen in offered else 0)
            self._is_offering = False
        return self.by

    def show_read(self, read: CoverageRead) -> None:
        """Show the places of an area and their total."""
        self.coverage.show(read.lines if read.total is None else (*read.lines, read.total))
        total = None if read.total is None else read.total.saving
        self.estimate_label.setText(wrapped(estimate_words(total)))
        self._make_room()

    def set_compact(self, compact: bool) -> None:
        """Whether the window is narrow."""
        for column in (CoverageColumn.WITHOUT, CoverageColumn.ADDED, CoverageColumn.HOUSEHOLDS):
            self.coverage_table.setColumnHidden(column, compact)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """All lines of the estimate in sight: a stack of widgets does not ask how high they are."""
        width = self.contentsRect().width()
        self.estimate_label.setMinimumHeight(max(self.estimate_label.heightForWidth(width), 0))

    def _tell(self) -> None:
        if not self._is_offering:
            self.by_chosen.emit()
