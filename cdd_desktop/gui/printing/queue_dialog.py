"""คิวพิมพ์: what is on its way to paper, and what to do when the paper jams."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)

from cdd_desktop.gui.dialogs import Dialogs
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.printing.jobs import JobState, PrintJob
from cdd_desktop.gui.printing.printers import AskPrinter, ask_printer
from cdd_desktop.gui.printing.queue import PrintQueue
from cdd_desktop.gui.printing.queue_model import Column, PrintQueueModel
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

_ROW_HEIGHT = 28
_PRINTER_WIDTH = 190
_PAGES_WIDTH = 126
_STATE_WIDTH = 104
_EMPTY = "ไม่มีงานพิมพ์ในคิว สั่งพิมพ์จากหน้ารายงานหรือหน้าหนังสือราชการ (Ctrl+P)"
_WAITING = "รองานก่อนหน้า จะพิมพ์เองเมื่อถึงคิว"
_PRINTING = "ถ้ากระดาษติด กดหยุดชั่วคราว แล้วพิมพ์ต่อจากหน้าที่ยังไม่ออก"
_STOPPED = "ดูกระดาษแผ่นสุดท้ายที่ออกมา ใส่เลขหน้าถัดไป แล้วกดพิมพ์ต่อ"
_DONE = "ส่งให้เครื่องพิมพ์ครบแล้ว ถ้ากระดาษติดหรือขาดหน้า ใส่เลขหน้าที่ยังไม่ออก แล้วกดพิมพ์ต่อ"
_CANCELLED = "หน้าที่ส่งไปแล้วอาจยังออกมา ถ้าเปลี่ยนใจ กดพิมพ์ต่อได้จนกว่าจะปิดโปรแกรม"


class PrintQueueDialog(QDialog):
    """Stays open beside the work. Keys: ↑ ↓ choose · Enter go on · Del give up · Esc close."""

    queue_table: QTableView
    empty_label: QLabel
    told_label: QLabel
    page_label: QLabel
    page_spin: QSpinBox
    set_label: QLabel
    set_spin: QSpinBox
    go_on_button: QPushButton
    again_button: QPushButton
    printer_button: QPushButton
    stop_button: QPushButton
    cancel_button: QPushButton
    clear_button: QPushButton
    close_button: QPushButton

    def __init__(
        self, parent: QWidget, queue: PrintQueue, dialogs: Dialogs, *, ask: AskPrinter = ask_printer
    ) -> None:
        super().__init__(parent)
        load_form(self, "print_queue_dialog")
        self._queue = queue
        self._dialogs = dialogs
        self._ask = ask
        self._offered: object = None  # what the spin boxes were filled for
        self.lines = PrintQueueModel(self)
        self._arrange()
        self._connect()
        self._refresh()

    def choose(self, job: PrintJob) -> None:
        """Choose a job's line."""
        for row, each in enumerate(self.lines.rows):
            if each.uuid == job.uuid:
                self.queue_table.setCurrentIndex(self.lines.index(row, 0))

    def _arrange(self) -> None:
        table = self.queue_table
        show_as_list(table, self.lines, row_height=_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(Column.PRINTER, _PRINTER_WIDTH)
        header.resizeSection(Column.PAGES, _PAGES_WIDTH)
        header.resizeSection(Column.STATE, _STATE_WIDTH)

    def _connect(self) -> None:
        self._queue.changed.connect(self._refresh)
        self.queue_table.selectionModel().currentChanged.connect(self._show_chosen)
        self.go_on_button.clicked.connect(self._go_on)
        self.again_button.clicked.connect(self._again)
        self.printer_button.clicked.connect(self._change_printer)
        self.stop_button.clicked.connect(self._stop)
        self.cancel_button.clicked.connect(self._give_up)
        self.clear_button.clicked.connect(self._queue.clear_over)
        self.close_button.clicked.connect(self.close)
        for keys in ("Return", "Enter"):
            on_keys(self.queue_table, keys, self.go_on_button.click)
        on_keys(self.queue_table, "Del", self.cancel_button.click)
        self.go_on_button.setToolTip(tooltip("พิมพ์ต่อจากหน้าที่ใส่ไว้", "Enter"))
        self.again_button.setToolTip(tooltip("เริ่มพิมพ์ใหม่ตั้งแต่หน้าแรก"))
        self.printer_button.setToolTip(tooltip("ส่งหน้าที่เหลือไปเครื่องพิมพ์อื่น"))
        self.stop_button.setToolTip(tooltip("หยุดส่งหน้าถัดไป แล้วพิมพ์ต่อทีหลังได้"))
        self.clear_button.setToolTip(tooltip("นำงานที่ส่งครบหรือยกเลิกแล้วออกจากรายการ"))

    def _chosen(self) -> PrintJob | None:
        index = self.queue_table.currentIndex()
        job: PrintJob | None = index.data(PrintQueueModel.RECORD_ROLE) if index.isValid() else None
        return job

    def _refresh(self) -> None:
        chosen = self._chosen()
        self.lines.follow(self._queue.jobs)
        if chosen is not None:
            self.choose(chosen)
        if self._chosen() is None and self.lines.rows:
            self.queue_table.setCurrentIndex(self.lines.index(len(self.lines.rows) - 1, 0))
        self.empty_label.setText(wrapped(_EMPTY))
        self.empty_label.setVisible(not self.lines.rows)
        self.queue_table.setVisible(bool(self.lines.rows))
        self._show_chosen()

    def _show_chosen(self, _now: QModelIndex | None = None, _before: object = None) -> None:
        """Bring words, numbers and buttons to the chosen job."""
        job = self._chosen()
        may_begin = job is not None and not job.state.is_under_way
        for widget in (self.page_label, self.page_spin, self.go_on_button, self.again_button):
            widget.setEnabled(may_begin)
        self.printer_button.setEnabled(may_begin)
        self.stop_button.setEnabled(job is not None and job.state.is_under_way)
        self.cancel_button.setEnabled(job is not None)
        self.cancel_button.setText("นำออกจากคิว" if job and job.state.is_over else "ยกเลิกงานนี้")
        self.clear_button.setEnabled(any(each.state.is_over for each in self.lines.rows))
        has_sets = job is not None and job.sets > 1
        for widget in (self.set_label, self.set_spin):
            widget.setVisible(has_sets)
            widget.setEnabled(may_begin)
        self._tell(job)
        if job is not None and (offered := (job.uuid, job.state, job.done)) != self._offered:
            self._offered = offered
            self.page_spin.setRange(min(job.pages), max(job.pages))
            self.page_spin.setValue(job.next_page)
            self.set_spin.setRange(1, job.sets)
            self.set_spin.setValue(job.next_set)

    def _tell(self, job: PrintJob | None) -> None:
        words = {
            JobState.WAITING: _WAITING,
            JobState.PRINTING: _PRINTING,
            JobState.STOPPED: _STOPPED,
            JobState.DONE: _DONE,
            JobState.CANCELLED: _CANCELLED,
        }
        told = "" if job is None else words[job.state]
        if job is not None and job.reason:
            told = f"หยุดที่หน้า {job.next_page:,} เพราะ{_as_reason(job.reason)}\n{told}"
        is_trouble = job is not None and job.state is JobState.STOPPED
        set_look(self.told_label, tone="failed" if is_trouble else "muted")
        self.told_label.setText(wrapped(told))

    def _go_on(self) -> None:
        job = self._chosen()
        if job is not None and self.go_on_button.isEnabled():
            self._queue.go_on(job.uuid, self.page_spin.value(), self.set_spin.value())

    def _again(self) -> None:
        job = self._chosen()
        if job is not None:
            self._queue.go_on(job.uuid, job.pages[0])

    def _change_printer(self) -> None:
        job = self._chosen()
        printer = None if job is None else self._ask(job.page_count, job.title, self)
        if job is not None and printer is not None:
            self._queue.move(job.uuid, printer)

    def _stop(self) -> None:
        job = self._chosen()
        if job is not None:
            self._queue.stop(job.uuid)

    def _give_up(self) -> None:
        job = self._chosen()
        if job is None:
            return
        if job.state.is_over:
            self._queue.remove(job.uuid)
        elif self._dialogs.confirm(
            f"ยกเลิกการพิมพ์ “{job.title}” หรือไม่",
            action="ยกเลิกการพิมพ์",
            otherwise="พิมพ์ต่อไป",
            detail="หน้าที่ส่งให้เครื่องพิมพ์แล้วอาจยังออกมา",
        ):
            self._queue.cancel(job.uuid)


def _as_reason(reason: str) -> str:
    return f" {reason}" if reason[0].isascii() else reason
