"""The queue of an open office: where it is kept, and how the register learns of what is out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cdd_desktop.gui.printing.jobs import PrintedSheet, PrintJob
from cdd_desktop.gui.printing.queue import PrintQueue
from cdd_desktop.gui.printing.shelf import FOLDER_NAME
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.reporting.options import FileFormat

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services


def open_queue(
    services: "Services",
    tasks: TaskRunner,
    *,
    saved: Callable[[], None],
    failed: Callable[[str], None],
    parent: QObject,
) -> PrintQueue:
    """The queue over the office's data folder, with what an earlier sitting left in it.

    `saved` is called when the register learned of sheets, `failed` with a sentence when the
    folder cannot be written.
    """
    from cdd_desktop.reporting.codes import SheetMark  # noqa: PLC0415 - SQL, after the first paint
    from cdd_desktop.reporting.drawing import DrawnReport  # noqa: PLC0415

    reports = services.reports

    def enter(job: PrintJob, sheets: tuple[PrintedSheet, ...]) -> Task:
        drawn = DrawnReport(
            report=job.report,
            title=job.title,
            file_format=FileFormat.PDF,
            length=job.page_count,
            marks=tuple(
                SheetMark(code=sheet.code, subject=sheet.subject, fingerprint=sheet.fingerprint)
                for sheet in sheets
            ),
            options=job.options,
        )
        task = tasks.query(lambda _: reports.enter(drawn))
        task.succeeded.connect(lambda _: saved())
        return task

    folder = services.store.path.parent / FOLDER_NAME
    queue = PrintQueue(folder, tasks, enter, parent=parent)
    queue.refused.connect(lambda problem: failed(str(problem)))
    return queue
