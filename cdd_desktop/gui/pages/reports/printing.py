"""Printing a PDF, a page at each turn of the event loop, so that the window stays alive."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from cdd_desktop.errors import CddError

DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72.0


class PrinterProblem(CddError):
    """The printer takes no pages; says what to look at."""


def ask_printer(pages: int, title: str, parent: QWidget) -> QPrinter | None:
    """Let the user choose printer, pages and copies; None when they change their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("พิมพ์เอกสาร")
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """The pages, from 0, in the order in which paper is asked for, copies included."""
    pages = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = [page for page in pages if printer.fromPage() <= page + 1 <= printer.toPage()]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


class PrintRun(QObject):
    """One print-out: `progressed` by page, then one of `printed`, `cancelled` and `failed`."""

    progressed = Signal(int, int)
    printed = Signal()
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, data: bytes, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._painter = QPainter()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        self._pages: Sequence[int] = pages_to_print(printer, self._document.pageCount())
        self._done = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._print_next)

    def start(self) -> None:
        """Begin; the signals come from later turns of the event loop."""
        self._timer.start()

    def cancel(self) -> None:
        """Stop and withdraw what the printer has not begun."""
        if self._timer.isActive():
            self._end()
            self._printer.abort()
            self.cancelled.emit()

    def _print_next(self) -> None:
        if self._done == len(self._pages):
            self._end()
            self.printed.emit()
            return
        page = self._pages[self._done]
        if not self._new_page(page):
            self._end()
            self.failed.emit(
                PrinterProblem("เครื่องพิมพ์ไม่รับงานพิมพ์ กรุณาตรวจว่าเปิดเครื่องและมีกระดาษ แล้วสั่งพิมพ์ใหม่")
            )
            return
        self._draw(page)
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))

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

    def _draw(self, page: int) -> None:
        """The page as the printer gets it: its own paper to the edge, drawn on white."""
        points = self._document.pagePointSize(page)
        pixels = QSize(
            round(points.width() / _POINTS_PER_INCH * DOTS_PER_INCH),
            round(points.height() / _POINTS_PER_INCH * DOTS_PER_INCH),
        )
        sheet = QImage(pixels, QImage.Format.Format_RGB32)
        sheet.fill(QColor(Qt.GlobalColor.white))
        over = QPainter(sheet)
        over.drawImage(0, 0, self._document.render(page, pixels))
        over.end()
        scale = self._printer.resolution() / _POINTS_PER_INCH
        paper = QRectF(0, 0, points.width() * scale, points.height() * scale)
        self._painter.drawImage(paper, sheet)

    def _end(self) -> None:
        self._timer.stop()
        if self._painter.isActive():
            self._painter.end()
        self._document.close()
        self._buffer.close()
