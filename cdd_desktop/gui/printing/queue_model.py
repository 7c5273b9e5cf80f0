"""The queue as lines of a table."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.printing.jobs import JobState, PrintJob
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip


class Column(IntEnum):
    """Columns of `PrintQueueModel`."""

    TITLE = 0
    PRINTER = 1
    PAGES = 2
    STATE = 3


_HEADINGS = {
    Column.TITLE: "เอกสาร",
    Column.PRINTER: "เครื่องพิมพ์",
    Column.PAGES: "หน้า",
    Column.STATE: "สถานะ",
}
_ROLES = {JobState.STOPPED: "failed", JobState.DONE: "passed", JobState.PRINTING: "accent"}


class PrintQueueModel(SnapshotModel[PrintJob]):
    """`RECORD_ROLE` gives the `PrintJob`. A page more repaints its line and chooses nothing."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(Column.PAGES,))

    def follow(self, jobs: tuple[PrintJob, ...]) -> None:
        """Show these; where they are the same jobs, the lines stay as they are."""
        if [job.uuid for job in jobs] != [job.uuid for job in self._rows]:
            self.show(jobs)
            return
        self._rows = jobs
        if jobs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(jobs) - 1, Column.STATE))

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        job = self._rows[index.row()]
        column = Column(index.column())
        if role == self.RECORD_ROLE:
            return job
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(job, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(job.reason or _text(job, column))
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.STATE:
            return theme.current().colour(_ROLES.get(job.state, "muted"))
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.PAGES:
            return AT_RIGHT
        return None


def _text(job: PrintJob, column: Column) -> str:
    match column:
        case Column.TITLE:
            return job.title
        case Column.PRINTER:
            return job.choice.printer or "ไฟล์ PDF"
        case Column.PAGES:
            return f"{job.done:,} / {job.total:,}"
        case Column.STATE:
            return job.state.label
