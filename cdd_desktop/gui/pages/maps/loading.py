"""A file of boundaries on its way in: looked at and written in child processes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.maps.boundary_dialog import BoundaryDialog
from cdd_desktop.gui.pages.maps.worker import check_file, load_file
from cdd_desktop.gui.tasks import Task
from cdd_desktop.maps.records import LoadReport
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.progress import Progress

_SOURCE_KEY = "maps/source"
_KINDS = "แนวเขต (*.geojson *.json)"


class Loading(QObject):
    """`asked` carries the dialog that is open until it is answered; `done` what came of it."""

    asked = Signal(object)
    done = Signal(str)
    refused = Signal(str)
    changed = Signal()  # busy or not

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._task: Task | None = None
        self.is_writing = False

    @property
    def is_busy(self) -> bool:
        """Whether a file is being looked at or written."""
        return self._task is not None

    def choose(self) -> None:
        """Ask for a file."""
        path = self._context.dialogs.ask_open("เลือกไฟล์แนวเขต", _KINDS)
        if path is not None and not self.is_busy:
            self.look(path)

    def look(self, path: Path) -> None:
        """Look at a file, and ask whether to load it."""
        task = self._context.tasks.compute(
            check_file, self._office, path, title=f"กำลังอ่าน {path.name}"
        )
        self._follow(task, lambda report: self._ask(path, report))

    def remove(self, level: AreaLevel) -> None:
        """Remove the boundaries of a level, if that is meant."""
        boundaries = self._context.services.boundaries
        question = f"ลบแนวเขต{level.label}ที่โหลดไว้ทั้งหมดหรือไม่"
        detail = "แผนที่ในหน้านี้และในรายงานจะไม่มีแนวเขต ส่วนผลการประเมินไม่เปลี่ยน เลิกทำได้ด้วย Ctrl+Z"
        if self.is_busy or not self._context.dialogs.confirm(
            question, action="ลบแนวเขต", detail=detail
        ):
            return

        def work(_: Progress) -> int:
            return boundaries.remove(level)

        def take(count: int) -> None:
            if count:
                self._tell_written(f"ลบแนวเขต{level.label}แล้ว")
                return
            self._context.happened.emit(Changed.BOUNDARIES, self)  # the page shows what is no more
            self.refused.emit(f"แนวเขต{level.label}ถูกลบจากหน้าต่างอื่นแล้ว กรุณาโหลดใหม่ถ้าต้องการใช้")

        self._follow(self._context.tasks.write(work), take)

    def cancel(self) -> None:
        """Stop; what was being written is not."""
        if self._task is not None:
            self._task.cancel()

    @property
    def _office(self) -> Path:
        return self._context.services.store.path

    def _ask(self, path: Path, report: LoadReport) -> None:
        state = self._context.state
        dialog = BoundaryDialog(
            self._page, self._context.dialogs, path.name, report, state.text(_SOURCE_KEY)
        )
        dialog.accepted.connect(lambda: self._load(path, dialog.source))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.asked.emit(dialog)

    def _load(self, path: Path, source: str) -> None:
        self._context.state.keep(_SOURCE_KEY, source)
        self.is_writing = True
        task = self._context.tasks.compute(
            load_file,
            self._office,
            path,
            source,
            title=f"กำลังโหลด {path.name}",
            may_kill=False,
        )
        self._follow(task, self._take_loaded)

    def _take_loaded(self, report: LoadReport) -> None:
        self._context.happened.emit(Changed.BACKUPS, self._page)  # one was made first
        self._tell_written(f"โหลดแนวเขตแล้ว {report.matched:,} {report.level.label}")

    def _tell_written(self, words: str) -> None:
        self._context.saved.emit()
        self._context.happened.emit(Changed.BOUNDARIES, self._page)
        self.done.emit(words)

    def _follow(self, task: Task, take: Callable[[Any], None]) -> None:
        self._task = task
        task.succeeded.connect(take)
        task.refused.connect(self._refuse)
        task.finished.connect(self._end)
        self.changed.emit()

    def _refuse(self, problem: CddError) -> None:
        self.refused.emit(str(problem))

    def _end(self) -> None:
        self._task = None
        self.is_writing = False
        self.changed.emit()
