"""The queue of print-outs: one after another, in pieces, each kept until it is done."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from cdd_desktop.errors import CddError
from cdd_desktop.gui.printing.jobs import JobState, PrintedSheet, PrintJob
from cdd_desktop.gui.printing.press import Press, pages_of
from cdd_desktop.gui.printing.printers import (
    FindPrinter,
    LookAtPrinter,
    PrinterProblem,
    choice_of,
    printer_again,
    trouble_with,
)
from cdd_desktop.gui.printing.shelf import PrintShelf, was_cut_off
from cdd_desktop.gui.tasks import Task, TaskRunner

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.reporting.drawing import DrawnReport

EnterSheets = Callable[["PrintJob", tuple[PrintedSheet, ...]], Task]
_STOPPED = "สั่งหยุดชั่วคราว"
_LATER = "ยังไม่พิมพ์ต่อ"


class PrintQueue(QObject):
    """Nothing is lost on the way: a job is in its folder before the first page goes out.

    `enter` tells the register of sheets that are out; what it refuses is told by `refused`, and
    asked again at the next start.
    """

    changed = Signal()
    done = Signal(object)  # the PrintJob
    stopped = Signal(object)  # the PrintJob; by itself, not by the user
    refused = Signal(object)  # a CddError: the folder cannot be written

    def __init__(
        self,
        folder: Path,
        tasks: TaskRunner,
        enter: EnterSheets,
        *,
        find: FindPrinter = printer_again,
        look: LookAtPrinter = trouble_with,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = PrintShelf(folder)
        self._tasks = tasks
        self._enter = enter
        self._find = find
        self._look = look
        self._jobs: dict[UUID, PrintJob] = {job.uuid: job for job in self._shelf.load()}
        self._printers: dict[UUID, QPrinter] = {}
        self._press: Press | None = None
        self._task: Task | None = None  # stands for the job in the status bar
        for job in self.jobs:
            self._tell_register(job)

    @property
    def jobs(self) -> tuple[PrintJob, ...]:
        """All of them, in the order in which they came."""
        return tuple(self._jobs.values())

    @property
    def cut_off(self) -> tuple[PrintJob, ...]:
        """What was on its way when the program was closed, or went down."""
        return tuple(job for job in self.jobs if was_cut_off(job))

    @property
    def unfinished(self) -> str:
        """What is on its way, in words; empty when nothing is."""
        return "การพิมพ์" if any(job.state.is_under_way for job in self.jobs) else ""

    def job(self, uuid: UUID) -> PrintJob | None:
        """A job; None once it was removed."""
        return self._jobs.get(uuid)

    def add(
        self,
        pdf: Path,
        title: str,
        printer: QPrinter,
        *,
        drawn: "DrawnReport | None" = None,
        leave: bool = False,
    ) -> PrintJob:
        """Put a print-out at the end; `leave`: the file is wanted elsewhere and copied.

        `drawn` tells what the register is to learn of. Raises `StorageProblem`, `PrinterProblem`.
        """
        from uuid6 import uuid7  # noqa: PLC0415 - looks its own version up, for long

        count, firsts = pages_of(pdf)
        job = PrintJob(
            uuid=UUID(bytes=uuid7().bytes), title=title, page_count=count, choice=choice_of(printer)
        )
        if drawn is not None:
            job = replace(job, report=drawn.report, options=drawn.options)
            if len(firsts) != len(drawn.marks):  # parts of a pack, or a single table
                firsts = (job.pages[-1],) * len(drawn.marks)
            marks = zip(drawn.marks, firsts, strict=True)
            sheets = (
                PrintedSheet(
                    code=mark.code, subject=mark.subject, fingerprint=mark.fingerprint, page=page
                )
                for mark, page in marks
            )
            job = replace(job, sheets=tuple(sheets))
        self._shelf.take(job.uuid, pdf, leave=leave)
        self._shelf.keep(job)
        self._printers[job.uuid] = printer
        self._jobs[job.uuid] = job
        self.changed.emit()
        self._go_on()
        return job

    def stop(self, uuid: UUID) -> None:
        """Hold a job where it is; the pages that were handed over come out."""
        self._halt(uuid, JobState.STOPPED, _STOPPED)

    def cancel(self, uuid: UUID) -> None:
        """Give a job up; it stays in the list until it is removed, or the program closed."""
        self._halt(uuid, JobState.CANCELLED, "")

    def put_off(self, uuid: UUID) -> None:
        """The user was asked and does not want to go on now."""
        self._change(self._jobs[uuid], reason=_LATER)

    def go_on(self, uuid: UUID, page: int | None = None, of_set: int = 1) -> None:
        """Wait for its turn, from the given page of a set or where it stopped."""
        job = self._jobs[uuid]
        done = job.done if page is None else job.place_of(page, of_set)
        if job.done >= job.total and page is None:
            done = 0
        self._change(
            job, state=JobState.WAITING, done=done, entered=min(job.entered, done), reason=""
        )
        self._go_on()

    def move(self, uuid: UUID, printer: QPrinter) -> None:
        """Use another printer from now on; page, range and copies stay as they were chosen."""
        job = self._jobs[uuid]
        other = choice_of(printer)
        choice = replace(
            job.choice, printer=other.printer, file=other.file, grey=other.grey, duplex=other.duplex
        )
        printer.setDocName(job.title)
        self._printers[uuid] = printer
        self._change(job, choice=choice)

    def remove(self, uuid: UUID) -> None:
        """Take it out of the list, and its file away."""
        self._halt(uuid, JobState.CANCELLED, "")
        self._printers.pop(uuid, None)
        del self._jobs[uuid]
        self._shelf.drop(uuid)
        self.changed.emit()

    def clear_over(self) -> None:
        """Remove what is done or given up."""
        for job in self.jobs:
            if job.state.is_over:
                self.remove(job.uuid)

    def shut(self) -> None:
        """The window closes: what is on its way is kept as it is, for the next start to ask."""
        if self._press is not None:
            self._press.stop()
            self._press.deleteLater()
            self._press = None
            self._settle_task()

    def _halt(self, uuid: UUID, state: JobState, reason: str) -> None:
        job = self._jobs[uuid]
        if job.state is JobState.PRINTING:
            self._let_go(job, state, reason)
        elif not job.state.is_over:
            self._change(job, state=state, reason=reason)

    def _go_on(self) -> None:
        if self._press is not None:
            return
        for job in self.jobs:
            if job.state is JobState.WAITING:
                self._begin(job)
                return

    def _begin(self, job: PrintJob) -> None:
        self._task = Task(f"กำลังพิมพ์ {job.title}")
        self._tasks.started.emit(self._task)
        self._change(job, state=JobState.PRINTING, reason="")
        self._begin_document(self._jobs[job.uuid])

    def _begin_document(self, job: PrintJob) -> None:
        try:
            printer = self._printers.get(job.uuid) or self._find(job.choice)
            if trouble := self._look(printer):
                raise PrinterProblem(trouble)
        except PrinterProblem as problem:
            self._printers.pop(job.uuid, None)  # found anew when it is to go on
            self._let_go(job, JobState.STOPPED, str(problem))
            return
        self._printers[job.uuid] = printer
        pages = job.next_pages
        printer.setDocName(job.document_name(pages))
        printer.setPrintRange(QPrinter.PrintRange.AllPages)  # the pages are chosen here
        printer.setCopyCount(job.printer_copies)
        press = Press(self._shelf.pdf(job.uuid), printer, pages, grey=job.choice.grey, parent=self)
        self._press = press
        press.handed_over.connect(lambda: self._count(job.uuid))
        press.printed.connect(lambda: self._end_document(job.uuid))
        press.failed.connect(lambda why: self._fail(job.uuid, why))
        press.start()

    def _count(self, uuid: UUID) -> None:
        job = replace(self._jobs[uuid], done=self._jobs[uuid].done + 1)
        self._jobs[uuid] = job
        if self._task is not None:
            told = f"กำลังพิมพ์หน้า {job.done:,} จาก {job.total:,}"
            self._task.progressed.emit(job.done, job.total, told)
            if self._task.is_cancelling:
                self.cancel(uuid)
                return
        self.changed.emit()

    def _end_document(self, uuid: UUID) -> None:
        self._drop_press()
        job = self._jobs[uuid]
        if job.next_pages:
            self._change(job)
            self._begin_document(job)
            return
        self._let_go(job, JobState.DONE, "")
        self.done.emit(self._jobs[uuid])

    def _fail(self, uuid: UUID, why: str) -> None:
        self._printers.pop(uuid, None)
        self._let_go(self._jobs[uuid], JobState.STOPPED, why)

    def _let_go(self, job: PrintJob, state: JobState, reason: str) -> None:
        """It is not the printing one any more; the next has its turn."""
        self._drop_press()
        self._settle_task()
        self._change(job, state=state, reason=reason)
        self._tell_register(self._jobs[job.uuid])
        if state is JobState.STOPPED and reason != _STOPPED:
            self.stopped.emit(self._jobs[job.uuid])
        self._go_on()

    def _drop_press(self) -> None:
        press, self._press = self._press, None
        if press is not None:
            press.stop()
            press.deleteLater()

    def _settle_task(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.settle(None, None)

    def _change(self, job: PrintJob, **fields: object) -> None:
        changed = replace(job, **fields)  # type: ignore[arg-type]
        self._jobs[job.uuid] = changed
        try:
            self._shelf.keep(changed)
        except CddError as problem:
            self.refused.emit(problem)
        self.changed.emit()

    def _tell_register(self, job: PrintJob) -> None:
        sheets = job.to_enter
        if not sheets:
            return
        upto = job.done
        task = self._enter(job, sheets)

        def keep() -> None:
            if job.uuid in self._jobs:
                self._change(self._jobs[job.uuid], entered=upto)

        task.succeeded.connect(keep)
        task.refused.connect(self.refused)
