"""Paper in the window: the print queue of the status bar (F8), and sheets that are looked up."""

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QPushButton

from cdd_desktop.gui import icons
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.printing.jobs import JobState, PrintJob
from cdd_desktop.gui.printing.queue_dialog import PrintQueueDialog
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.trace_dialog import TraceDialog

QUEUE_KEYS = "F8"
_ICON = 15
_TITLE = "คิวพิมพ์"


class PrintCorner(QObject):
    """Opens the queue when a print-out stops by itself; asks at the start what to do with those
    that were cut off."""

    def __init__(self, window: QMainWindow, context: Context, button: QPushButton) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._button = button
        self.queue = context.print_queue
        self.dialog: PrintQueueDialog | None = None
        self.trace_dialog: TraceDialog | None = None
        icons.put_on(button, "printer")
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAccessibleName(_TITLE)
        button.setToolTip(tooltip(_TITLE, QUEUE_KEYS))
        button.clicked.connect(self.open)
        button.show()
        QShortcut(QKeySequence(QUEUE_KEYS), window).activated.connect(self.open)
        self.queue.changed.connect(self._count)
        self.queue.stopped.connect(self._show_stopped)
        context.print_queue_asked.connect(self.open)
        context.trace_asked.connect(self.trace)
        self._count()
        QTimer.singleShot(0, self, self._ask_to_go_on)

    @property
    def unfinished(self) -> str:
        """What is on its way, in words; empty when nothing is."""
        return self.queue.unfinished

    def open(self) -> None:
        """Show the queue; its button is always there, so it is also a command of the palette."""
        if self.dialog is None:
            self.dialog = PrintQueueDialog(self._window, self.queue, self._context.dialogs)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.queue_table.setFocus()

    def trace(self, code: str) -> None:
        """Tell of a sheet that was looked up, beside the record that was opened."""
        if self.trace_dialog is None:
            self.trace_dialog = TraceDialog(self._window, self._context)
        self.trace_dialog.ask(code)
        self.trace_dialog.show()
        self.trace_dialog.raise_()
        self.trace_dialog.activateWindow()

    def stop(self) -> None:
        """The window closes: nothing more goes out, and nothing is lost."""
        self.queue.changed.disconnect(self._count)
        self.queue.stopped.disconnect(self._show_stopped)
        self.queue.shut()
        for dialog in (self.dialog, self.trace_dialog):
            if dialog is not None:
                dialog.close()

    def _show_stopped(self, job: PrintJob) -> None:
        self.open()
        if self.dialog is not None:
            self.dialog.choose(job)

    def _count(self) -> None:
        left = [job for job in self.queue.jobs if not job.state.is_over]
        has_stopped = any(job.state is JobState.STOPPED for job in left)
        words = f" {_TITLE}" if not left else f" {_TITLE} {len(left)}"
        self._button.setText(f"{words}  {QUEUE_KEYS}")
        set_look(self._button, tone="failed" if has_stopped else "")

    def _ask_to_go_on(self) -> None:
        """Of each alone, for one printer may be gone."""
        for job in self.queue.cut_off:
            if self._context.dialogs.confirm(
                f"“{job.title}” พิมพ์ค้างอยู่ที่หน้า {job.next_page:,} ต้องการพิมพ์ต่อหรือไม่",
                action="พิมพ์ต่อ",
                otherwise="ยังไม่พิมพ์",
                detail=f"พิมพ์ไปแล้ว {job.done:,} จาก {job.total:,} หน้า "
                "ถ้ายังไม่พิมพ์ งานนี้ยังอยู่ในคิวพิมพ์ (F8)",
            ):
                self.queue.go_on(job.uuid)
            else:
                self.queue.put_off(job.uuid)
