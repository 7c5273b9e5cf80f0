"""What happens on a bug: it is logged, told once, and the program goes on.

PySide hands exceptions of slots, timers and overrides to `sys.excepthook` and continues; a
model's `data` may raise once a cell, so while the dialog is open further ones are only logged.
"""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from cdd_desktop import about, last_words
from cdd_desktop.gui.logs import LastLines
from cdd_desktop.gui.thai_text import wrapped

_log = logging.getLogger(__name__)
_LOST_FILE = ("ImportError", "ModuleNotFoundError")  # what is imported is a file of the program


class CrashReporter(QObject):
    """Installed as `sys.excepthook`; made on the GUI thread, may be called on any.

    `show` gets the sentence for the user, the report and the log file.
    """

    _happened = Signal(str, str)

    def __init__(
        self, log_file: Path, last_lines: LastLines, *, show: Callable[[str, str, Path], None]
    ) -> None:
        super().__init__()
        self._log_file = log_file
        self._last_lines = last_lines
        self._show = show
        self._is_open = False
        # queued, so that a failing paint event has returned before the dialog opens
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """`sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error("unexpected:\n%s", text)
        if not self._is_open:
            self._happened.emit(_in_thai(text), self._report(text))

    def _report(self, trace: str) -> str:
        """What the developer needs; holds no record of the office."""
        head = about.report_head(qVersion())
        return f"{head}\n\n{trace}\n" + "\n".join(self._last_lines.lines)

    def _tell(self, words: str, report: str) -> None:
        if self._is_open:
            return
        self._is_open = True
        try:
            self._show(words, report, self._log_file)
        finally:
            self._is_open = False


def _in_thai(trace: str) -> str:
    """What happened, by the last line of the trace, which may be that of a child process."""
    if trace.rstrip().rpartition("\n")[2].startswith(_LOST_FILE):
        return f"ทำงานนี้ไม่ได้ เพราะ{last_words.FILES_DAMAGED}"
    return "โปรแกรมทำงานผิดพลาด ข้อมูลที่บันทึกแล้วยังอยู่ครบ"


def show_crash(words: str, report: str, log_file: Path) -> None:
    """Tell the user that the program erred, and offer the report for the clipboard."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("พช. เดสก์ท็อป")
    box.setText(wrapped(words))
    box.setInformativeText(
        wrapped(
            "กรุณากด “คัดลอกรายงาน” แล้วส่งให้ผู้ดูแลโปรแกรม จากนั้นปิดและเปิดโปรแกรมใหม่ "
            f"รายละเอียดเก็บไว้ที่ {log_file}"
        )
    )
    copy = box.addButton("คัดลอกรายงาน", QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(report)
