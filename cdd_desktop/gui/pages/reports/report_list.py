"""The reports there are, as cards where they have room, else as rows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from cdd_desktop.gui.pages.reports.gallery import (
    CARD_SIZE,
    NARROW_WIDTH,
    ROW_HEIGHT,
    ReportDelegate,
    ReportListModel,
)
from cdd_desktop.reporting.catalogue import REPORTS, Report

_GRID_SLACK = 1  # the list wraps a card that only just fits
_FRAME = 2


class ReportList(QListView):
    """One of them is always chosen; `report_chosen` when another one is."""

    report_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports = ReportListModel(REPORTS, self)
        self._delegate = ReportDelegate(self)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; } QListView::item { padding: 0; }")
        self.setModel(self._reports)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setCurrentIndex(self._reports.index(0))
        self.selectionModel().currentChanged.connect(self.report_chosen)

    @property
    def report(self) -> Report:
        """The one chosen."""
        chosen: Report = self.currentIndex().data(ReportListModel.RECORD_ROLE)
        return chosen

    def choose(self, name: str) -> None:
        """Choose by stable name; an unknown one changes nothing."""
        for row, report in enumerate(REPORTS):
            if report.name == name:
                self.setCurrentIndex(self._reports.index(row))

    @property
    def is_narrow(self) -> bool:
        """Whether there are rows, and no cards."""
        return self._delegate.is_narrow

    @property
    def wanted_width(self) -> int:
        """The width that its rows or cards take."""
        return NARROW_WIDTH if self.is_narrow else 2 * CARD_SIZE.width() + _GRID_SLACK

    def arrange(self, room: int, *, is_compact: bool) -> None:
        """Cards where they all fit into `room` pixels of height, else rows, which scroll if they
        must."""
        rows = self._reports.rowCount()
        cards_high = (rows + 1) // 2 * CARD_SIZE.height() + _FRAME
        is_narrow = is_compact or room < cards_high
        self._delegate.is_narrow = is_narrow
        self.setViewMode(QListView.ViewMode.ListMode if is_narrow else QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        down, across = QListView.Flow.TopToBottom, QListView.Flow.LeftToRight
        self.setFlow(down if is_narrow else across)
        self.setWrapping(not is_narrow)
        self.setGridSize(QSize() if is_narrow else CARD_SIZE)
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if is_narrow else bar.ScrollBarAlwaysOff
        )
        self.setMinimumHeight(ROW_HEIGHT)
        self.setMaximumHeight(rows * ROW_HEIGHT + _FRAME if is_narrow else cards_high)
        self.scrollTo(self.currentIndex())
