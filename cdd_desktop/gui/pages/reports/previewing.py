"""Making previews: at once, one after another, and only what is wanted last."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cdd_desktop.gui.child_run import ChildRun
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports.worker import FIRST_PAGES, SHEETS_SHOWN, MadePdf, draw_pdf
from cdd_desktop.reporting.options import ReportOptions


class Previewing(QObject):
    """A wish is begun when it is made; what was being made for an older one is cancelled, and its
    child process taken over: starting another would take longer than the report.

    `made` comes with the first pages, and again with all of them where there are more; both are
    followed by nothing when another wish came in between. Then `settled`.
    """

    progressed = Signal(int, int)
    made = Signal(object, object)  # the ReportOptions, a MadePdf
    refused = Signal(object)  # a CddError
    settled = Signal()

    def __init__(self, context: Context, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._folder = folder
        self._wanted: ReportOptions | None = None
        self._first_pages: int | None = FIRST_PAGES
        self._run: ChildRun | None = None
        self._is_current = False  # whether the run is for what is wanted
        self._goes_on = False  # whether another run follows it
        self._files = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is wanted and not there yet."""
        return self._wanted is not None

    def ask(self, options: ReportOptions) -> None:
        """Make this one."""
        self._drop()
        self._wanted, self._first_pages = options, FIRST_PAGES
        if self._run is None:
            self._begin(options)
        else:
            self._goes_on = True

    def stop(self) -> None:
        """Want nothing any more."""
        self._drop()
        self._wanted = None

    def _drop(self) -> None:
        """What the run still sends is not listened to."""
        self._is_current = False
        if self._run is not None:
            self._run.cancel()

    def _begin(self, options: ReportOptions) -> None:
        self._files += 1
        run = ChildRun(
            self._context.tasks,
            draw_pdf,
            self._context.services.store.path,
            options,
            self._folder / f"preview-{self._files}.pdf",
            SHEETS_SHOWN,
            self._first_pages,
            parent=self,
        )
        self._run, self._is_current, self._goes_on = run, True, False
        run.progressed.connect(self._tell_progress)
        run.succeeded.connect(self._take)
        run.refused.connect(self._refuse)
        run.ended.connect(self._end)
        run.start()

    def _tell_progress(self, done: int, total: int, _: str) -> None:
        if self._is_current:
            self.progressed.emit(done, total)

    def _take(self, file: MadePdf) -> None:
        options = self._wanted
        if not self._is_current or options is None:
            file.path.unlink(missing_ok=True)
            return
        for path in self._folder.glob("preview-*.pdf"):
            if path != file.path:
                path.unlink(missing_ok=True)
        self._first_pages = None
        self._goes_on = file.has_more
        if not file.has_more:
            self._wanted = None
        self.made.emit(options, file)

    def _refuse(self, problem: object) -> None:
        if self._is_current:
            self._wanted = None
            self.refused.emit(problem)

    def _end(self) -> None:
        run, self._run = self._run, None
        self._is_current = False
        if run is not None:
            run.deleteLater()
        if self._wanted is not None and self._goes_on:
            self._begin(self._wanted)
        else:
            self._wanted = None  # also after a bug, which is told of by its own way
            self.settled.emit()
