"""The computer's printers: asking for one, finding it again, looking whether it is ready."""

from collections.abc import Callable

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.printing.jobs import PrintChoice

AskPrinter = Callable[[int, str, QWidget], QPrinter | None]
FindPrinter = Callable[[PrintChoice], QPrinter]
LookAtPrinter = Callable[[QPrinter], str]  # what is wrong with it, with what to do; or empty


class PrinterProblem(CddError):
    """The printer takes no pages; says what to look at."""


def ask_printer(pages: int, title: str, parent: QWidget) -> QPrinter | None:
    """Let the user choose printer, pages and copies; None when they change their mind."""
    printer = _printer()
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("พิมพ์เอกสาร")
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def choice_of(printer: QPrinter) -> PrintChoice:
    """What the dialog left in the printer."""
    is_range = printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage()
    return PrintChoice(
        printer=printer.printerName(),
        copies=max(printer.copyCount(), 1),
        collated=printer.collateCopies(),
        grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
        duplex=printer.duplex().name,
        first=printer.fromPage() if is_range else 0,
        last=printer.toPage() if is_range else 0,
        last_page_first=printer.pageOrder() is QPrinter.PageOrder.LastPageFirst,
        makes_copies=printer.supportsMultipleCopies(),
        file=printer.outputFileName(),
    )


def printer_again(choice: PrintChoice) -> QPrinter:
    """The printer that was chosen, set as it was; raises `PrinterProblem` where it is gone."""
    printer = _printer()
    if choice.file:
        printer.setOutputFileName(choice.file)
    elif choice.printer not in QPrinterInfo.availablePrinterNames():
        raise PrinterProblem(_gone(choice.printer))
    else:
        printer.setPrinterName(choice.printer)
    if choice.duplex in QPrinter.DuplexMode.__members__:  # another Qt may have known others
        printer.setDuplex(QPrinter.DuplexMode[choice.duplex])
    grey = QPrinter.ColorMode.GrayScale
    printer.setColorMode(grey if choice.grey else QPrinter.ColorMode.Color)
    printer.setCollateCopies(choice.collated)
    return printer


def trouble_with(printer: QPrinter) -> str:
    """Whether the computer knows of something in the way, before a document is begun."""
    if printer.outputFileName():
        return ""
    info = QPrinterInfo.printerInfo(printer.printerName())
    if info.isNull():
        return _gone(printer.printerName())
    if info.state() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        return (
            f"เครื่องพิมพ์ “{info.description() or info.printerName()}” แจ้งว่ายังไม่พร้อม "
            "กรุณาตรวจกระดาษ หมึกพิมพ์ และสายต่อ แล้วกดพิมพ์ต่อ"
        )
    return ""


def _printer() -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def _gone(name: str) -> str:
    called = f" “{name}” " if name else ""
    return f"ไม่พบเครื่องพิมพ์{called}กรุณาตรวจสายและเปิดเครื่อง แล้วกดพิมพ์ต่อ หรือเปลี่ยนเครื่องพิมพ์"
