"""The queue of an open office: where it is kept, and how the register learns of what is out."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.printing.jobs import PrintedSheet, PrintJob
from cdd_desktop.gui.printing.queue import PrintQueue
from cdd_desktop.gui.printing.shelf import FOLDER_NAME
from cdd_desktop.gui.tasks import Task
from cdd_desktop.reporting.options import FileFormat

if TYPE_CHECKING:
    from cdd_desktop.gui.context import Context


def open_queue(context: "Context") -> PrintQueue:
    """The queue over the office's data folder, with what an earlier sitting left in it."""
    from cdd_desktop.reporting.codes import SheetMark  # noqa: PLC0415 - SQL, after the first paint
    from cdd_desktop.reporting.drawing import DrawnReport  # noqa: PLC0415

    reports = context.services.reports

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
        task = context.tasks.query(lambda _: reports.enter(drawn))
        task.succeeded.connect(lambda _: context.saved.emit())
        return task

    folder = context.services.store.path.parent / FOLDER_NAME
    queue = PrintQueue(folder, context.tasks, enter, parent=context)
    queue.refused.connect(lambda problem: context.save_failed.emit(str(problem)))
    return queue
