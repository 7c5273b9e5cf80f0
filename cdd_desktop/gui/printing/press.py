"""Pages of a PDF on a printer. They are drawn beside the window and handed over one at a time."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter
from PySide6.QtPdf import (
    QPdfBookmarkModel,
    QPdfDocument,
    QPdfDocumentRenderOptions,
    QPdfPageRenderer,
)
from PySide6.QtPrintSupport import QPrinter

from cdd_desktop.gui.printing.printers import PrinterProblem

DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72.0
_TAKES_NONE = "เครื่องพิมพ์ไม่รับงานพิมพ์ กรุณาตรวจว่าเปิดเครื่องและมีกระดาษ แล้วกดพิมพ์ต่อ"
_DAMAGED = "ไฟล์ของงานพิมพ์นี้เปิดไม่ได้ กรุณานำออกจากคิว แล้วสั่งพิมพ์ใหม่จากหน้าเดิม"


class Press(QObject):
    """One document of the printer's. `handed_over` follows each page, then one of `printed` and
    `failed` (a sentence); after `stop` nothing. What was handed over may come out even then."""

    handed_over = Signal()
    printed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        pdf: Path,
        printer: QPrinter,
        pages: tuple[int, ...],
        *,
        grey: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._pages = pages
        self._grey = grey
        self._handed = 0
        self._is_over = False
        self._painter = QPainter()
        self._document = QPdfDocument(self)
        # a page that the file has not would be waited for without end
        self._can_read = (
            self._document.load(str(pdf)) is QPdfDocument.Error.None_
            and max(pages, default=0) <= self._document.pageCount()
        )
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        self._renderer.pageRendered.connect(self._take)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._ask)

    def start(self) -> None:
        """Begin; the signals come from later turns of the event loop."""
        self._turn.start()

    def stop(self) -> None:
        """Hand nothing more over; what the printer has not begun is withdrawn where it can."""
        if not self._is_over:
            if self._painter.isActive():
                self._printer.abort()
            self._end()

    def _ask(self) -> None:
        if not self._can_read:
            self._end()
            self.failed.emit(_DAMAGED)
        elif self._handed == len(self._pages):
            self._end()
            self.printed.emit()
        else:
            page = self._pages[self._handed] - 1
            self._renderer.requestPage(page, self._pixels(page))

    def _take(
        self,
        page: int,
        _size: QSize,
        drawn: QImage,
        _options: QPdfDocumentRenderOptions,
        _request: int,
    ) -> None:
        if self._is_over:
            return
        if not self._new_page(page):
            self._printer.abort()
            self._end()
            self.failed.emit(_TAKES_NONE)
            return
        points = self._document.pagePointSize(page)
        scale = self._printer.resolution() / _POINTS_PER_INCH
        paper = QRectF(0, 0, points.width() * scale, points.height() * scale)
        self._painter.drawImage(paper, _on_white(drawn, grey=self._grey))
        self._handed += 1
        self.handed_over.emit()
        if not self._is_over:
            self._turn.start()

    def _new_page(self, page: int) -> bool:
        size = self._document.pagePointSize(page)
        upright = size.height() >= size.width()
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
        )
        self._printer.setFullPage(True)
        return (
            self._printer.newPage()
            if self._painter.isActive()
            else self._painter.begin(self._printer)
        )

    def _pixels(self, page: int) -> QSize:
        points = self._document.pagePointSize(page)
        return QSize(
            round(points.width() / _POINTS_PER_INCH * DOTS_PER_INCH),
            round(points.height() / _POINTS_PER_INCH * DOTS_PER_INCH),
        )

    def _end(self) -> None:
        self._is_over = True
        self._turn.stop()
        if self._painter.isActive():
            self._painter.end()
        self._document.close()


def pages_of(pdf: Path) -> tuple[int, tuple[int, ...]]:
    """How many pages a file has, and the first page, from 1, of each sheet that it lists.

    Raises `PrinterProblem` where it cannot be read.
    """
    document = QPdfDocument()
    try:
        if document.load(str(pdf)) is not QPdfDocument.Error.None_:
            raise PrinterProblem(_DAMAGED)
        marks = QPdfBookmarkModel()
        marks.setDocument(document)
        top = [marks.index(row, 0) for row in range(marks.rowCount(QModelIndex()))]
        role = QPdfBookmarkModel.Role.Page.value
        return document.pageCount(), tuple(index.data(role) + 1 for index in top)
    finally:
        document.close()


def _on_white(drawn: QImage, *, grey: bool) -> QImage:
    """As the printer gets it; grey also where the printer itself would not make it so."""
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColor(Qt.GlobalColor.white))
    over = QPainter(sheet)
    over.drawImage(0, 0, drawn)
    over.end()
    return sheet.convertToFormat(QImage.Format.Format_Grayscale8) if grey else sheet
