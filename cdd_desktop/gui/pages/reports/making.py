"""Making one report file: read on the worker thread, drawn in a child process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cdd_desktop.documents.model import Document
from cdd_desktop.errors import CddError
from cdd_desktop.gui.pages.reports.worker import render_file
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.options import FileFormat, ReportOptions

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

SHEETS_SHOWN = 40  # more sheets than this are drawn only when they are saved or printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be drawn. `left_out_of`: how many villages there are while one is drawn, or 0."""

    report: str  # its stable name
    document: Document
    left_out_of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file that was drawn; `length` counts pages of a PDF, rows of a workbook."""

    plan: Plan
    file_format: FileFormat
    path: Path
    length: int


class Making(QObject):
    """One file on its way.

    Emits one of `made` (a `MadeFile`), `refused` (a CddError) and `cancelled`, then `ended`; a bug
    goes to `sys.excepthook` and only `ended` follows.
    """

    progressed = Signal(int, int, str)
    made = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(
        self,
        tasks: TaskRunner,
        read: Callable[[Progress], Plan],
        file_format: FileFormat,
        out: Path,
        *,
        title: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._read = read
        self._file_format = file_format
        self._out = out
        self._title = title
        self._plan: Plan | None = None
        self._task: Task | None = None

    def start(self) -> None:
        """Begin; connect to the signals before."""
        self._follow(self._tasks.query(self._read, title=self._title), self._draw)

    def cancel(self) -> None:
        """Stop; a file half drawn is not left behind."""
        if self._task is not None:
            self._task.cancel()

    def _follow(self, task: Task, then: Callable[[Any], None]) -> None:
        """Listens by methods only: Qt lets go of those when the page, and this, is deleted."""
        self._task = task
        task.progressed.connect(self.progressed)
        task.succeeded.connect(then)
        task.refused.connect(self._refuse)
        task.cancelled.connect(self._stop)
        task.finished.connect(self._settle)

    def _draw(self, plan: Plan) -> None:
        if self._task is not None and self._task.is_cancelling:
            self._stop()
            return
        self._plan = plan
        task = self._tasks.compute(
            render_file, plan.document, self._file_format, self._out, title=self._title
        )
        self._follow(task, self._tell)

    def _tell(self, length: int) -> None:
        if self._plan is not None:
            self.made.emit(
                MadeFile(
                    plan=self._plan,
                    file_format=self._file_format,
                    path=self._out,
                    length=length,
                )
            )

    def _refuse(self, problem: CddError) -> None:
        self.refused.emit(problem)

    def _stop(self) -> None:
        self.cancelled.emit()

    def _settle(self) -> None:
        """The whole is over when the last task begun is: a bug ends it after the first as well."""
        if self._task is not None and self._task.is_over:
            self._task = None
            self.ended.emit()


def whole(services: "Services", options: ReportOptions, file_format: FileFormat) -> Plan:
    """Everything the options ask for."""
    return Plan(report=options.report, document=services.reports.document(options, file_format))


def shown(services: "Services", options: ReportOptions) -> Plan:
    """What is drawn to be looked at: everything, or the first village of very many."""
    count = services.reports.count_sheets(options)
    if count <= SHEETS_SHOWN:
        return whole(services, options, FileFormat.PDF)
    document = services.reports.document(options, FileFormat.PDF, at_most=1)
    return Plan(report=options.report, document=document, left_out_of=count)
