"""The reports there are, as cards where they have room, else as rows."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QStyle, QWidget
from typing_extensions import override

from cdd_desktop.gui.pages.reports.gallery import (
    CARD_SIZE,
    CARDS_ABREAST,
    HEADING_HEIGHT,
    NARROW_WIDTH,
    ROW_HEIGHT,
    ReportDelegate,
)
from cdd_desktop.gui.pages.reports.report_model import ReportListModel, sections
from cdd_desktop.reporting.catalogue import REPORTS, Report

_GRID_SLACK = 1  # the list wraps a card that only just fits
_FRAME = 2
_ROWS_OF_CARDS = 3  # fewer are worse to find one's way in than rows


class ReportList(QListView):
    """One report is always chosen, also while a search hides it; else `report_chosen`."""

    report_chosen = Signal()
    star_clicked = Signal(str)  # name of the report
    typed = Signal(str)  # letters that want to be searched for

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports = ReportListModel(self)
        self._under: Sequence[tuple[str, Sequence[Report]]] = ()
        self._chosen = REPORTS[0]
        self._is_filling = False
        self._delegate = ReportDelegate(self)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; } QListView::item { padding: 0; }")
        self.setModel(self._reports)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(ROW_HEIGHT + HEADING_HEIGHT)
        self.selectionModel().currentChanged.connect(self._take)
        self.show_reports(frozenset(), "")

    @property
    def report(self) -> Report:
        """The one chosen."""
        return self._chosen

    @property
    def shown(self) -> list[Report]:
        """The reports that are listed, in their order."""
        return [report for _, reports in self._under for report in reports]

    def show_reports(self, favourites: frozenset[str], wanted: str) -> None:
        """List the reports that have the words wanted; the one chosen stays chosen."""
        self._under = sections(REPORTS, favourites, wanted)
        self._is_filling = True
        self._reports.show(self._under, favourites)
        self._is_filling = False
        self._mark_chosen()

    def choose(self, name: str) -> None:
        """Choose by stable name; an unknown one changes nothing."""
        found = next((report for report in REPORTS if report.name == name), self._chosen)
        if found is self._chosen:
            return
        self._chosen = found
        self._mark_chosen()
        self.report_chosen.emit()

    @property
    def is_narrow(self) -> bool:
        """Whether there are rows, and no cards."""
        return self._delegate.is_narrow

    @property
    def wanted_width(self) -> int:
        """The width that its rows or cards take."""
        if self.is_narrow:
            return NARROW_WIDTH
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        return CARDS_ABREAST * CARD_SIZE.width() + bar + _GRID_SLACK

    @staticmethod
    def has_room_for_cards(room: int) -> bool:
        """Whether so many pixels of height show enough cards at once."""
        return room >= _ROWS_OF_CARDS * CARD_SIZE.height()

    def arrange(self, *, as_cards: bool) -> None:
        """Cards, two abreast, or rows; it scrolls where it must."""
        self._delegate.is_narrow = not as_cards
        down, across = QListView.Flow.TopToBottom, QListView.Flow.LeftToRight
        self.setFlow(across if as_cards else down)
        self.setWrapping(as_cards)
        high = sum(HEADING_HEIGHT + self._height_of(len(reports)) for _, reports in self._under)
        self.setMaximumHeight(max(high + _FRAME, self.minimumHeight()))
        self.scheduleDelayedItemsLayout()
        self._scroll_to_chosen()

    def _height_of(self, count: int) -> int:
        if self.is_narrow:
            return count * ROW_HEIGHT
        return -(-count // CARDS_ABREAST) * CARD_SIZE.height()

    def _scroll_to_chosen(self) -> None:
        """The first report is seen with its heading."""
        if self.currentIndex().row() <= 1:
            self.scrollToTop()
        else:
            self.scrollTo(self.currentIndex())

    def _mark_chosen(self) -> None:
        row = self._reports.row_of(self._chosen.name)
        self._is_filling = True
        self.setCurrentIndex(self._reports.index(row) if row >= 0 else QModelIndex())
        self._is_filling = False

    def _take(self, current: QModelIndex) -> None:
        report = current.data(ReportListModel.RECORD_ROLE)
        if self._is_filling or not isinstance(report, Report) or report is self._chosen:
            return
        self._chosen = report
        self.setCurrentIndex(current)  # entered with Tab, it is current and not selected yet
        self.report_chosen.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a star chooses nothing."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        report = index.data(ReportListModel.RECORD_ROLE)
        if isinstance(report, Report) and self._delegate.star_of(self.visualRect(index)).contains(
            at
        ):
            self.star_clicked.emit(report.name)
            return
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are searched for."""
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.text().strip() and event.text().isprintable() and not held:
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)
