"""What leaves the page: a saved file, a print-out, the PDF in the computer's own reader."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.child_run import ChildRun
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import ask_where
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.pages.reports.batch_memory import BatchMemory
from cdd_desktop.gui.pages.reports.worker import MadePdf, draw_pdf, save_batch, save_report
from cdd_desktop.gui.printing.jobs import PrintJob
from cdd_desktop.gui.printing.printers import AskPrinter, ask_printer
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.batch_order import BatchOrder, BatchResult, Interrupted, Per
from cdd_desktop.reporting.options import FileFormat, ReportOptions

_KINDS = {
    FileFormat.PDF: "เอกสาร PDF (*.pdf)",
    FileFormat.XLSX: "สมุดงาน Excel (*.xlsx)",
    FileFormat.WORD: "เอกสาร Word (*.docx)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A batch that was begun and can be continued."""

    order: BatchOrder
    state: Interrupted


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to leave. `ready` is the preview's file where it shows all of it; with `per`, what is
    saved is a folder of files."""

    options: ReportOptions
    file_name: str
    ready: MadePdf | None = None
    per: Per | None = None

    def order(self, file_format: FileFormat, folder: Path) -> BatchOrder:
        """The batch that is wanted; `per` is not None."""
        if self.per is None:
            raise ValueError("one file is no batch")
        return BatchOrder(
            options=self.options, file_format=file_format, per=self.per, folder=folder
        )


class Outputs(QObject):
    """One at a time; what is to be printed goes to the window's print queue. The sheets' codes are
    recorded once the file is written or the paper printed; a cancelled or refused one leaves
    neither file nor record."""

    progressed = Signal(str, int, int)  # what, done, total (0: without a measure)
    saved = Signal(object)  # the path
    batch_saved = Signal(object)  # a BatchResult
    unfinished_found = Signal(object)  # an Unfinished
    queued = Signal(object)  # the PrintJob: it waits for its turn
    printed = Signal()
    ended = Signal()

    def __init__(
        self,
        context: Context,
        window: QWidget,
        folder: Path,
        *,
        ask: AskPrinter = ask_printer,
        open_path: OpenPath = open_with_system,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.folder = folder
        self._ask_printer = ask
        self._open_path = open_path
        self._memory = BatchMemory(context.state)
        self._running: ChildRun | None = None
        self._printing: set[UUID] = set()  # what this page sent to the queue
        context.print_queue.done.connect(self._tell_printed)
        self._order: BatchOrder | None = None  # of the batch under way
        self._looks = 0  # a later look for unfinished batches makes an earlier one void
        self._count = 0
        self._save_path = Path()

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way out."""
        return self._running is not None

    @property
    def unfinished(self) -> str:
        """What is on its way, in words; empty when nothing is."""
        if self._running is None:
            return ""
        return "การทำไฟล์เอกสาร"

    def cancel(self) -> None:
        """Stop what is on its way."""
        if self._running is not None:
            self._running.cancel()

    def save(self, wanted: Wanted, file_format: FileFormat) -> None:
        """Ask for a name and write the whole report there; a batch asks for a folder."""
        if wanted.per is not None:
            self._save_batch(wanted, file_format)
            return
        name = f"{wanted.file_name}.{file_format.value}"
        path = ask_where(self._context.dialogs, "บันทึกรายงาน", name, _KINDS[file_format])
        if path is None:
            return
        self._save_path = path
        office = self._context.services.store.path
        run = self._child(save_report, office, wanted.options, file_format, path)
        run.succeeded.connect(self._tell_saved)
        run.start()

    def continue_batch(self, order: BatchOrder) -> None:
        """Make the files that a batch has not yet."""
        self._looks += 1
        self._order = order
        self._memory.keep(order.key, order.folder)
        run = self._child(save_batch, self._context.services.store.path, order)
        run.succeeded.connect(self._end_batch)
        run.ended.connect(self._look_again)
        run.start()

    def look_for_unfinished(self, wanted: Wanted) -> None:
        """Tell of a batch that was begun for these choices, of PDF files or workbooks."""
        self._looks += 1
        if wanted.per is None or self.is_busy:
            return
        for file_format in FileFormat:
            key = wanted.order(file_format, Path()).key
            if (folder := self._memory.folder_of(key)) is not None:
                self._look(wanted.order(file_format, folder))
                return

    def print(self, wanted: Wanted) -> None:
        """Make all pages, ask for a printer, print."""
        self._have_pdf(wanted, lambda file: self._print(wanted, file))

    def open_in_reader(self, wanted: Wanted) -> None:
        """Make all pages and open them in the computer's own reader, to be printed from there."""
        self._count += 1
        folder = self.folder / f"open-{self._count}"  # a reader may still hold the last one
        folder.mkdir()
        path = folder / f"{wanted.file_name}.pdf"
        self._draw(wanted, path, self._open)

    def open(self, path: Path) -> None:
        """Open a file or folder in the computer's own program."""
        if not self._open_path(path):
            self._context.dialogs.tell(
                f"เครื่องนี้ไม่มีโปรแกรมสำหรับเปิด {path.name} กรุณาเปิดจากโฟลเดอร์ {path.parent} ด้วยตนเอง"
            )

    def _save_batch(self, wanted: Wanted, file_format: FileFormat) -> None:
        """Into a folder of its own, so that its files meet no others."""
        chosen = self._context.dialogs.ask_folder("เลือกโฟลเดอร์ที่จะเก็บไฟล์ทั้งชุด")
        if chosen is None or wanted.per is None:
            return
        folder = chosen / f"{wanted.file_name} แยกตาม{wanted.per.label}"
        self.continue_batch(wanted.order(file_format, folder))

    def _child(self, worker: Callable[..., Any], *arguments: object) -> ChildRun:
        run = ChildRun(self._context.tasks, worker, *arguments, title="กำลังทำเอกสาร…", parent=self)
        self._running = run
        run.progressed.connect(self._tell_progress)
        run.refused.connect(self._tell)
        run.ended.connect(self._end_child)
        self.progressed.emit("กำลังทำเอกสาร…", 0, 0)
        return run

    def _tell_progress(self, done: int, total: int, text: str) -> None:
        self.progressed.emit(text if self._order else "กำลังทำเอกสาร…", done, total)

    def _tell_saved(self, _: int) -> None:
        self._context.saved.emit()
        self.saved.emit(self._save_path)

    def _end_batch(self, result: BatchResult) -> None:
        if result.is_whole and self._order is not None:
            self._memory.forget(self._order.key)
        self._context.saved.emit()
        self.batch_saved.emit(result)

    def _end_child(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            self.ended.emit()
            running.deleteLater()

    def _look_again(self) -> None:
        """A batch that ended without being whole can be continued at once."""
        order, self._order = self._order, None
        if order is not None and self._memory.folder_of(order.key) is not None:
            self._look(order)

    def _look(self, order: BatchOrder) -> None:
        batches = self._context.services.batches
        self._looks += 1
        asked = self._looks

        def look(_: Progress) -> Interrupted | None:
            batches.sweep(order)  # a child that would not stop was killed
            return batches.interrupted(order)

        def tell(state: Interrupted | None) -> None:
            if state is not None and asked == self._looks:
                self.unfinished_found.emit(Unfinished(order=order, state=state))

        task = self._context.tasks.query(look)
        task.succeeded.connect(tell)
        task.refused.connect(self._tell)

    def _have_pdf(self, wanted: Wanted, then: Callable[[MadePdf], None]) -> None:
        if wanted.ready is not None and wanted.ready.path.exists():
            then(wanted.ready)
            return
        self._count += 1
        self._draw(wanted, self.folder / f"print-{self._count}.pdf", then)

    def _draw(self, wanted: Wanted, path: Path, then: Callable[[MadePdf], None]) -> None:
        """All of the report, read in the child too; `then` when it no longer runs."""
        office = self._context.services.store.path
        run = self._child(draw_pdf, office, wanted.options, path, None)
        made: list[MadePdf] = []
        run.succeeded.connect(made.append)

        def go_on() -> None:
            for file in made:
                then(file)

        run.ended.connect(go_on)
        run.start()

    def _open(self, file: MadePdf) -> None:
        self._record(file)
        self.open(file.path)

    def _print(self, wanted: Wanted, file: MadePdf) -> None:
        printer = self._ask_printer(file.drawn.length, wanted.file_name, self._window)
        if printer is None:
            return
        try:
            job = self._context.print_queue.add(
                file.path,
                wanted.file_name,
                printer,
                drawn=file.drawn,
                leave=file is wanted.ready,
            )
        except CddError as problem:
            self._tell(problem)
        else:
            self._printing.add(job.uuid)
            self.queued.emit(job)

    def _tell_printed(self, job: PrintJob) -> None:
        if job.uuid in self._printing:
            self._printing.discard(job.uuid)
            self.printed.emit()

    def _record(self, file: MadePdf) -> None:
        """Enter the codes in the register; without them a sheet cannot be looked up again."""
        reports = self._context.services.reports
        task = self._context.tasks.query(lambda _: reports.enter(file.drawn))
        task.succeeded.connect(lambda _: self._context.saved.emit())
        task.refused.connect(self._tell)

    def _tell(self, problem: CddError) -> None:
        self._context.dialogs.tell(str(problem))
