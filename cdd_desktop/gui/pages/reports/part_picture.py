"""A table or chart of a report as a picture on the clipboard: for pages that show its numbers."""

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from cdd_desktop.gui.child_run import ChildRun
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports.picture_worker import part_picture
from cdd_desktop.reporting.options import ReportOptions


class PartPicture(QObject):
    """Drawn as on paper, whatever the theme of the window; one at a time."""

    told = Signal(str, str)  # what became of it, and the tone of a label

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._run: ChildRun | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being made."""
        return self._run is not None

    def copy(self, options: ReportOptions, number: int) -> None:
        """A table or chart of the report, by its place among them from 0."""
        if self.is_busy:
            return
        office = self._context.services.store.path
        run = ChildRun(
            self._context.tasks,
            part_picture,
            office,
            options,
            number,
            title="กำลังทำภาพ…",
            parent=self,
        )
        self._run = run
        run.succeeded.connect(self._take)
        run.refused.connect(lambda problem: self.told.emit(str(problem), "failed"))
        run.ended.connect(self._end)
        run.start()

    def _take(self, picture: bytes) -> None:
        data = QMimeData()
        data.setImageData(QImage.fromData(picture))
        data.setData("image/png", picture)
        QGuiApplication.clipboard().setMimeData(data)
        self.told.emit("คัดลอกภาพแล้ว วางใน LINE หรือ Word ได้", "passed")

    def _end(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
