"""คัดลอกเป็นภาพ: a page, table or chart on the clipboard, for LINE."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QPushButton

from cdd_desktop.documents.writing import replacing
from cdd_desktop.errors import CddError
from cdd_desktop.gui.child_run import ChildRun
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import ask_where
from cdd_desktop.gui.pages.reports.picture_worker import (
    page_picture,
    part_picture,
    picture_titles,
)
from cdd_desktop.gui.pages.reports.preview import PreviewPane
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.options import ReportOptions

_ONE_PLACE = "เลือกหมู่บ้านหรือตำบลเดียว เพื่อคัดลอกเฉพาะตารางหรือแผนภูมิ"


class PictureCopy(QObject):
    """Offers what is seen in a menu under the button and copies what is picked. `copied` follows;
    the picture is kept, to be saved as well."""

    copied = Signal()

    def __init__(self, context: Context, button: QPushButton, pane: PreviewPane) -> None:
        super().__init__(button)
        self._context = context
        self._button = button
        self._pane = pane
        self._run: ChildRun | None = None
        self._picture = b""

    @property
    def is_busy(self) -> bool:
        """Whether a menu or a picture is being made."""
        return self._run is not None

    def offer(self, options: ReportOptions) -> None:
        """Open the menu once it is known what the report holds."""
        if self.is_busy or not self._pane.page_count:
            return
        report = report_named(options.report)
        is_one = len(options.area_code) > TAMBON_CODE_LENGTH or (
            report.for_tambons and len(options.area_code) == TAMBON_CODE_LENGTH
        )
        if report.of_places and not is_one:
            self._open(options, (), further=_ONE_PLACE)
            return
        office = self._context.services.store.path
        self._start(lambda titles: self._open(options, titles), picture_titles, office, options)

    def save(self, name: str) -> bool:
        """Write the picture copied last to a file of the user's choice; whether it was."""
        path = ask_where(self._context.dialogs, "บันทึกภาพ", f"{name}.png", "ภาพ (*.png)")
        if path is None:
            return False
        try:
            with replacing(path) as beside:
                beside.write_bytes(self._picture)
        except CddError as problem:
            self._context.dialogs.tell(str(problem))
            return False
        return True

    def copy_page(self) -> None:
        """The page that is in front."""
        page = self._pane.page
        self._start(self._take, page_picture, self._pane.data, page, self._pane.is_upright(page))

    def copy_part(self, options: ReportOptions, number: int) -> None:
        """A table or chart, by its place in the report."""
        office = self._context.services.store.path
        self._start(self._take, part_picture, office, options, number)

    def _open(self, options: ReportOptions, titles: tuple[str, ...], further: str = "") -> None:
        menu = QMenu(self._button)
        menu.addAction(f"หน้านี้ (หน้า {self._pane.page + 1:,})", self.copy_page)
        if titles or further:
            menu.addSeparator()
        for number, title in enumerate(titles):
            menu.addAction(title, partial(self.copy_part, options, number))
        if further:
            menu.addAction(further).setEnabled(False)
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _start(
        self, then: Callable[[Any], None], worker: Callable[..., Any], *arguments: object
    ) -> None:
        if self.is_busy:
            return
        run = ChildRun(self._context.tasks, worker, *arguments, title="กำลังทำภาพ…", parent=self)
        self._run = run
        run.succeeded.connect(then)
        run.refused.connect(lambda problem: self._context.dialogs.tell(str(problem)))
        run.ended.connect(self._end)
        run.start()

    def _end(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()

    def _take(self, picture: bytes) -> None:
        self._picture = picture
        data = QMimeData()
        data.setImageData(QImage.fromData(picture))
        data.setData("image/png", picture)
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit()
